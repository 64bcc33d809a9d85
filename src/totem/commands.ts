import { groups } from '../../commands/index.ts'
import { type Command, commandsOf, type Group, type Option, type Who } from '../command.ts'
import { type Found, findCommand, parseLine, parseOptions, usageOf } from '../command-line.ts'
import type { Context } from '../context.ts'
import { userError } from '../i18n/i18n.ts'
import { action } from '../kit/action.ts'
import { type Button, button, buttons, type Card, type Choice, card, heading, paragraph } from '../kit/card.ts'
import {
  type Answers,
  answerText,
  choiceField,
  type Field,
  type Form,
  form,
  memberField,
  textField,
} from '../kit/form.ts'
import { limits } from '../kit/limits.ts'
import { ask, type Reply, show } from '../kit/reply.ts'
import { clip } from '../kit/text.ts'
import type { Typed } from '../platforms/platform.ts'

/** A command as typed, answered. */
export async function answerCommand(ctx: Context, typed: Typed): Promise<Reply> {
  const group = groups.find((each) => each.name === typed.name)
  if (!group) throw userError('command.unknownPlain', { typed: `/${typed.name}` })
  const found = typed.kind === 'line' ? parseLine(group, typed.line) : findCommand(group, typed.path, typed.values)
  return runFound(ctx, found)
}

async function runFound(ctx: Context, found: Found): Promise<Reply> {
  if (found.kind === 'menu') return show(menuCard(ctx, found.group))
  refuseUnlessAllowed(ctx, found.command.who)
  const { values, missing } = parseOptions(found.path, found.command, found.given)
  if (missing.length === 0) return found.command.run(ctx, values)
  return ask(missingForm(ctx, found.path, found.command, found.given))
}

function refuseUnlessAllowed(ctx: Context, who: Who): void {
  if (who === 'staff' && !ctx.member.staff) throw userError('general.staffOnly')
  if (who === 'partner' && !ctx.member.staff && !ctx.member.partner) throw userError('general.partnerOnly')
}

/** A bare command's menu: what you can do here, as buttons. */
function menuCard(ctx: Context, group: Group): Card {
  const allowed = commandsOf([group]).filter(({ command }) => command.who !== 'staff' || ctx.member.staff)
  const rows = Array.from({ length: Math.ceil(allowed.length / limits.buttonsInRow) }, (_, row) =>
    allowed
      .slice(row * limits.buttonsInRow, (row + 1) * limits.buttonsInRow)
      .map(({ path, command }) => menuButton(ctx, path, command)),
  )
  return card({
    blocks: [
      heading(ctx.t.words(group.about)),
      paragraph(ctx.t('command.menuTitle')),
      ...rows.map((row) => buttons(...row)),
    ],
  })
}

function menuButton(ctx: Context, path: readonly string[], command: Command): Button {
  return button(ctx.t.words(command.about), action('command.run', path.join(' ')))
}

/** A menu's button: the command without options; the required ones are asked. */
export async function pressCommand(ctx: Context, record: string): Promise<Reply> {
  const { path, command } = commandAt(record)
  return runFound(ctx, { kind: 'command', path, command, given: {} })
}

function commandAt(record: string): { path: readonly string[]; command: Command } {
  const found = commandsOf(groups).find(({ path }) => path.join(' ') === record)
  if (!found) throw userError('general.buttonGone')
  return found
}

/** The options as a form, for where a required one is missing. */
function missingForm(
  ctx: Context,
  path: readonly string[],
  command: Command,
  given: Readonly<Record<string, unknown>>,
): Form {
  return form({
    action: action('command.run', path.join(' ')),
    title: clip(ctx.t.words(command.about), limits.formTitle),
    send: ctx.t.words('general.next'),
    fields: Object.entries(command.options)
      .slice(0, limits.formFields)
      .map(([name, option]) => optionField(ctx, name, option, String(given[name] ?? ''))),
  })
}

function optionField(ctx: Context, key: string, option: Option, value: string): Field {
  const label = clip(ctx.t.words(option.about), limits.fieldLabel)
  const { required } = option
  switch (option.kind) {
    case 'text':
    case 'number':
      return textField({ key, label, required, maximum: option.kind === 'text' ? option.maximum : 12, value })
    case 'member':
      return memberField({ key, label, required })
    case 'flag':
      return choiceField({
        key,
        label,
        minimum: required ? 1 : 0,
        choices: ['true', 'false'].map((each) => ({
          value: each,
          label: ctx.t.words(each === 'true' ? 'choice.yes' : 'choice.no'),
        })),
      })
    case 'choice':
      return choiceField({
        key,
        label,
        minimum: required ? 1 : 0,
        choices: option.choices.map((choice) => ({ value: choice.value, label: ctx.t.words(choice.label) })),
        chosen: [value],
      })
  }
}

/** What a menu's form is and does: the command, with what was filled in. */
export const commandForm = {
  form: async (ctx: Context, record: string): Promise<Form> => {
    const { path, command } = commandAt(record)
    return missingForm(ctx, path, command, {})
  },
  save: async (ctx: Context, record: string, answers: Answers): Promise<Reply> => {
    const { path, command } = commandAt(record)
    refuseUnlessAllowed(ctx, command.who)
    const given = Object.fromEntries(Object.keys(command.options).map((name) => [name, answerText(answers, name)]))
    const { values, missing } = parseOptions(path, command, given)
    if (missing[0] !== undefined)
      throw userError('command.missing', { option: missing[0], usage: usageOf(path, command) })
    return command.run(ctx, values)
  },
}

/** Autocomplete: what an option could be, from what is typed of it. */
export async function completeOption(
  ctx: Context,
  typed: Typed,
  option: string,
  begun: string,
): Promise<readonly Choice[]> {
  const group = groups.find((each) => each.name === typed.name)
  if (!group || typed.kind === 'line') return []
  const found = findCommand(group, typed.path, typed.values)
  if (found.kind === 'menu') return []
  const definition = found.command.options[option]
  if (!definition || !('complete' in definition) || !definition.complete) return []
  return definition.complete(ctx, begun)
}
