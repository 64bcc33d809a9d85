import { type Command, type Group, type Option, optionSchema, type Subgroup } from './command.ts'
import { userError } from './i18n/i18n.ts'
import { fold, nearest } from './kit/fold.ts'

/** A command found among the definitions, with its options as typed. `menu`: a group was named, and nothing below it. */
export type Found =
  | { readonly kind: 'menu'; readonly group: Group }
  | {
      readonly kind: 'command'
      readonly path: readonly string[]
      readonly command: Command
      readonly given: Readonly<Record<string, unknown>>
    }

/** `/offer show offer`, `/offer list [theme] [kind]`: English words, as every platform takes them. */
export function usageOf(path: readonly string[], command: Command): string {
  const options = Object.entries(command.options).map(([name, option]) => (option.required ? name : `[${name}]`))
  return `/${[...path, ...options].join(' ')}`
}

/** Slack's words: `new legal`, `list theme:energy`, `partner add @somebody "Café des Arts"`. Sub-words in either language. */
export function parseLine(group: Group, line: string): Found {
  const words = wordsOf(line)
  const first = words[0]
  if (first === undefined || sameWord({ name: 'menu', french: 'menu' }, first)) return { kind: 'menu', group }
  const found = group.commands.find((each) => sameWord(each, first))
  if (!found)
    throw unknown(
      group,
      line,
      group.commands.flatMap((each) => [each.name, each.french]),
    )
  if (found.kind === 'command')
    return {
      kind: 'command',
      path: [group.name, found.name],
      command: found,
      given: given(found, [group.name, found.name], words.slice(1)),
    }
  return parseSubgroup(group, found, words.slice(1), line)
}

function parseSubgroup(group: Group, subgroup: Subgroup, words: readonly string[], line: string): Found {
  const names = subgroup.commands.flatMap((each) => [
    `${subgroup.name} ${each.name}`,
    `${subgroup.french} ${each.french}`,
  ])
  const found = subgroup.commands.find((each) => sameWord(each, words[0] ?? ''))
  if (!found) throw unknown(group, line, names)
  const path = [group.name, subgroup.name, found.name]
  return { kind: 'command', path, command: found, given: given(found, path, words.slice(1)) }
}

/** Discord's typed options: the words are exact there, the group's first. */
export function findCommand(group: Group, path: readonly string[], values: Readonly<Record<string, unknown>>): Found {
  const [, first, second] = path
  const found = group.commands.find((each) => each.name === first)
  if (!found) return { kind: 'menu', group }
  if (found.kind === 'command')
    return { kind: 'command', path: [group.name, found.name], command: found, given: values }
  const inner = found.commands.find((each) => each.name === second)
  if (!inner) return { kind: 'menu', group }
  return { kind: 'command', path: [group.name, found.name, inner.name], command: inner, given: values }
}

/** The options parsed, each by its schema. `missing`: the names of required ones that were not given. */
export function parseOptions(
  path: readonly string[],
  command: Command,
  given: Readonly<Record<string, unknown>>,
): { values: Record<string, unknown>; missing: string[] } {
  const values: Record<string, unknown> = {}
  const missing: string[] = []
  for (const [name, option] of Object.entries(command.options)) {
    const typed = given[name]
    if (typed === undefined || typed === '') {
      if (option.required) missing.push(name)
      continue
    }
    const parsed = optionSchema(option).safeParse(typed)
    if (!parsed.success)
      throw userError('command.badOption', { option: name, value: String(typed), usage: usageOf(path, command) })
    values[name] = parsed.data
  }
  return { values, missing }
}

function unknown(group: Group, typed: string, names: readonly string[]) {
  const near = nearest(
    wordsOf(typed)
      .slice(0, names[0]?.includes(' ') ? 2 : 1)
      .join(' '),
    names,
  )
  if (near === undefined) return userError('command.unknownPlain', { typed: `/${group.name} ${typed}`.trim() })
  return userError('command.unknown', { typed: `/${group.name} ${typed}`.trim(), near: `/${group.name} ${near}` })
}

/** Words by white space; "quotes" of any kind hold words together. */
export function wordsOf(line: string): string[] {
  const found = line.matchAll(/((?:[^\s"“”«»:]+:)?)(?:["“«]\s?([^"“”«»]*?)\s?["”»])|(\S+)/gu)
  return [...found].map(([, name = '', quoted, bare]) => (bare === undefined ? `${name}${quoted ?? ''}` : bare))
}

/** Positional words in the order of the options, or `name:value` in either language. The last text option takes all that is left. */
function given(command: Command, path: readonly string[], words: readonly string[]): Record<string, string> {
  const options = Object.entries(command.options)
  const values: Record<string, string> = {}
  for (const word of words) {
    const named = namedOption(options, word)
    if (named) {
      values[named.name] = named.value
      continue
    }
    const next = options.find(([name]) => values[name] === undefined)
    if (next) {
      values[next[0]] = choiceNamed(next[1], word)
      continue
    }
    const last = options.at(-1)
    if (last?.[1].kind !== 'text') throw userError('command.tooMany', { word, usage: usageOf(path, command) })
    values[last[0]] = `${values[last[0]]} ${word}`
  }
  return values
}

function namedOption(
  options: readonly (readonly [string, Option])[],
  word: string,
): { name: string; value: string } | undefined {
  const colon = word.indexOf(':')
  if (colon < 1) return undefined
  const typed = word.slice(0, colon)
  const found = options.find(([name, option]) => sameWord({ name, french: option.french }, typed))
  return found && { name: found[0], value: choiceNamed(found[1], word.slice(colon + 1)) }
}

/** Choices are typed by their value in any case; the rest as it is. */
function choiceNamed(option: Option, typed: string): string {
  if (option.kind === 'flag') return fold(typed)
  if (option.kind !== 'choice') return typed
  return option.choices.find((choice) => fold(choice.value) === fold(typed))?.value ?? typed
}

function sameWord(of: { name: string; french: string }, typed: string): boolean {
  return fold(of.name) === fold(typed) || fold(of.french) === fold(typed)
}
