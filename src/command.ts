import * as z from 'zod'
import type { Context } from './context.ts'
import type { PlainKey } from './i18n/texts.ts'
import type { Choice } from './kit/card.ts'
import type { Reply } from './kit/reply.ts'

/**
 * A command is defined once, as plain data with one handler. Discord gets a native subcommand with typed options and
 * autocomplete; Slack gets the text form, and a modal with the same fields when a required one is missing.
 */
export interface Group {
  readonly name: string
  readonly french: string
  readonly about: PlainKey
  readonly commands: readonly (Command | Subgroup)[]
}
/** `/totem partner …`: one level below a group, no more. */
export interface Subgroup {
  readonly kind: 'subgroup'
  readonly name: string
  readonly french: string
  readonly about: PlainKey
  readonly commands: readonly Command[]
}
export interface Command {
  readonly kind: 'command'
  readonly name: string
  readonly french: string
  readonly about: PlainKey
  readonly who: Who
  readonly options: Readonly<Record<string, Option>>
  /** Gets the options parsed. Returns what the asker sees, and only they. */
  readonly run: (ctx: Context, values: Readonly<Record<string, unknown>>) => Promise<Reply>
}
/** partner: a verified partner or staff. */
export type Who = 'anyone' | 'partner' | 'staff'

export type Option = OptionFrame &
  (
    | { readonly kind: 'text'; readonly maximum: number; readonly complete?: Complete }
    /** The short number of a record, completed by its title. */
    | { readonly kind: 'number'; readonly complete: Complete }
    | { readonly kind: 'member' }
    | { readonly kind: 'flag' }
    | { readonly kind: 'choice'; readonly choices: readonly { readonly value: string; readonly label: PlainKey }[] }
  )
interface OptionFrame {
  readonly french: string
  readonly about: PlainKey
  readonly required: boolean
}
export type Complete = (ctx: Context, begun: string) => Promise<readonly Choice[]>

/** A message shortcut (Slack) or context menu (Discord); Slack has none for members. */
export interface Shortcut {
  /** `offer.turn`: what `Door.shortcut` is called with, and Slack's callback id. */
  readonly id: string
  readonly on: 'message' | 'member'
  readonly label: PlainKey
}

/** What the handler gets for an option. `member`: the platform's id. */
type ValueOf<O extends Option> = O['kind'] extends 'number' ? number : O['kind'] extends 'flag' ? boolean : string
type ValuesOf<Options extends Readonly<Record<string, Option>>> = {
  readonly [Name in keyof Options]: Options[Name]['required'] extends true
    ? ValueOf<Options[Name]>
    : ValueOf<Options[Name]> | undefined
}

/** Types the handler by its options. */
export function command<const Options extends Readonly<Record<string, Option>>>(definition: {
  name: string
  french: string
  about: PlainKey
  who?: Who
  options?: Options
  run: (ctx: Context, values: ValuesOf<Options>) => Promise<Reply>
}): Command {
  return {
    kind: 'command',
    name: definition.name,
    french: definition.french,
    about: definition.about,
    who: definition.who ?? 'anyone',
    options: definition.options ?? {},
    // The values were parsed by optionsSchema of these very options.
    run: async (ctx, values) => definition.run(ctx, values as ValuesOf<Options>),
  }
}

/** One option's value, as it comes: typed by Discord, a word by Slack. */
export function optionSchema(option: Option): z.ZodType {
  switch (option.kind) {
    case 'text':
      return z.string().trim().min(1).max(option.maximum)
    case 'number':
      return z
        .union([z.int().min(0).max(999_999_999), z.string().regex(/^#?\d{1,9}$/u)])
        .transform((value) => Number(String(value).replace('#', '')))
    case 'member':
      return z.string().transform(memberId)
    case 'flag':
      return z.union([
        z.boolean(),
        z.enum(['true', 'yes', 'on', 'oui', 'vrai']).transform(() => true),
        z.enum(['false', 'no', 'off', 'non', 'faux']).transform(() => false),
      ])
    case 'choice':
      return z.enum(option.choices.map((choice) => choice.value))
  }
}

/** `<@U123|name>` and `<@!123>` as both platforms write a member; a bare id stays. */
function memberId(written: string): string {
  return /^<@!?([A-Z0-9]+)(?:\|[^>]*)?>$/u.exec(written)?.[1] ?? written
}

/** Every command with the words that lead to it: `['totem', 'partner', 'add']`. */
export function commandsOf(groups: readonly Group[]): { path: readonly string[]; command: Command }[] {
  return groups.flatMap((group) =>
    group.commands.flatMap((each) => {
      if (each.kind === 'command') return [{ path: [group.name, each.name], command: each }]
      return each.commands.map((command) => ({ path: [group.name, each.name, command.name], command }))
    }),
  )
}
