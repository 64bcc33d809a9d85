/** Application commands: what Discord accepts. */
import { z } from 'zod'
import type { Fault } from './errors.ts'
import type { CommandOption } from './model.ts'
import { length, list, maybe, text } from './shape.ts'

const CHARACTERS = 8000
const SUB = 1
const GROUP = 2
const LOCALES = new Set(
  'id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th zh-CN ja zh-TW ko'.split(
    ' ',
  ),
)

const slashName = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u
const localizations = (value: z.ZodType<string>) =>
  maybe(
    z.record(
      z.string().refine((key) => LOCALES.has(key), 'Unknown locale'),
      value,
    ),
  )
const choice = z.object({
  name: text(1, 100),
  name_localizations: localizations(text(1, 100)),
  value: z.union([text(1, 100), z.number()]),
})
const optionFields = {
  type: z.int().min(1).max(11),
  name: z.string(),
  name_localizations: localizations(z.string()),
  description: text(1, 100),
  description_localizations: localizations(text(1, 100)),
  required: maybe(z.boolean()),
  autocomplete: maybe(z.boolean()),
  choices: maybe(list(choice, 0, 25)),
  min_value: maybe(z.number()),
  max_value: maybe(z.number()),
  min_length: maybe(z.int().min(0).max(6000)),
  max_length: maybe(z.int().min(1).max(6000)),
  channel_types: maybe(z.array(z.int())),
}
const leaf = z.object(optionFields)
const middle = z.object({ ...optionFields, options: maybe(list(leaf, 0, 25)) })
const option = z.object({ ...optionFields, options: maybe(list(middle, 0, 25)) })
export const commandBody = z.object({
  type: maybe(z.literal([1, 2, 3])),
  name: text(1, 32),
  name_localizations: localizations(text(1, 32)),
  description: maybe(text(0, 100)),
  description_localizations: localizations(text(1, 100)),
  options: maybe(list(option, 0, 25)),
  default_member_permissions: maybe(z.string().regex(/^\d+$/)),
  dm_permission: maybe(z.boolean()),
  contexts: maybe(z.array(z.int().min(0).max(2))),
  integration_types: maybe(z.array(z.int())),
  nsfw: maybe(z.boolean()),
})
export type Definition = z.output<typeof commandBody>

/** The faults of one command that a schema alone cannot tell. */
export function commandFaults(definition: Definition, at: (string | number)[]): Fault[] {
  const type = definition.type ?? 1
  const options = (definition.options ?? []) as CommandOption[]
  if (type !== 1) return menuFaults(definition, at)
  const description = definition.description
    ? []
    : [{ path: [...at, 'description'], code: 'BASE_TYPE_REQUIRED', message: 'This field is required' }]
  const size = weigh({ ...definition, options })
  const heavy =
    size > CHARACTERS
      ? [{ path: at, code: 'APPLICATION_COMMAND_TOO_LARGE', message: `Command exceeds maximum size (${CHARACTERS})` }]
      : []
  return [...nameFaults(definition, at), ...description, ...heavy, ...optionFaults(options, [...at, 'options'], 0)]
}

function menuFaults(definition: Definition, at: (string | number)[]): Fault[] {
  const faults: Fault[] = []
  if (definition.description)
    faults.push({
      path: [...at, 'description'],
      code: 'APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION',
      message: 'Context menu commands cannot have description',
    })
  if (definition.options?.length)
    faults.push({
      path: [...at, 'options'],
      code: 'APPLICATION_COMMAND_CONTEXT_MENU_OPTIONS',
      message: 'Context menu commands cannot have options',
    })
  return faults
}

function nameFaults(
  named: { name: string; name_localizations?: Record<string, string> | undefined },
  at: (string | number)[],
): Fault[] {
  const names: [string[], string][] = [
    [['name'], named.name],
    ...Object.entries(named.name_localizations ?? {}).map(([locale, name]): [string[], string] => [
      ['name_localizations', locale],
      name,
    ]),
  ]
  return names
    .filter(([, name]) => !slashName.test(name) || name.toLowerCase() !== name)
    .map(([path]) => ({
      path: [...at, ...path],
      code: 'APPLICATION_COMMAND_INVALID_NAME',
      message: 'Command name is invalid',
    }))
}

function optionFaults(options: CommandOption[], at: (string | number)[], depth: number): Fault[] {
  const nested = options.filter((one) => one.type === SUB || one.type === GROUP)
  const faults: Fault[] = []
  if (nested.length > 0 && nested.length < options.length) {
    faults.push({
      path: at,
      code: 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
      message: 'Sub-command and sub-command group option types are mutually exclusive to all other types',
    })
  }
  const firstOptional = options.findIndex((one) => !one.required)
  options.forEach((one, index) => {
    const path = [...at, index]
    faults.push(...nameFaults(one, path), ...oneOption(one, path, depth))
    if (options.findIndex((other) => other.name === one.name) < index) {
      faults.push({
        path: [...path, 'name'],
        code: 'APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS',
        message: 'Option name already exists',
      })
    }
    if (one.required && firstOptional >= 0 && firstOptional < index) {
      faults.push({
        path,
        code: 'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
        message: 'Required options must be placed before non-required options',
      })
    }
    faults.push(...optionFaults(one.options ?? [], [...path, 'options'], depth + 1))
  })
  return faults
}

function oneOption(one: CommandOption, path: (string | number)[], depth: number): Fault[] {
  const faults: Fault[] = []
  const group = one.type === GROUP
  if ((group && depth > 0) || (one.type === SUB && depth > 1)) {
    faults.push({ path, code: 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', message: 'Only one level of groups' })
  }
  if (group && !one.options?.length)
    faults.push({ path: [...path, 'options'], code: 'BASE_TYPE_REQUIRED', message: 'This field is required' })
  if (one.choices?.length && ![3, 4, 10].includes(one.type)) {
    faults.push({
      path: [...path, 'choices'],
      code: 'APPLICATION_COMMAND_OPTIONS_CHOICES_NOT_ALLOWED',
      message: 'Choices are not allowed for this option type',
    })
  }
  if (one.autocomplete && (one.choices?.length || ![3, 4, 10].includes(one.type))) {
    faults.push({
      path: [...path, 'autocomplete'],
      code: 'APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_INVALID',
      message: 'Autocomplete is not allowed here',
    })
  }
  one.choices?.forEach((each, index) => {
    const right = one.type === 3 ? typeof each.value === 'string' : typeof each.value === 'number'
    if (!right)
      faults.push({
        path: [...path, 'choices', index, 'value'],
        code: 'BASE_TYPE_INVALID',
        message: 'The value is not of the option type',
      })
  })
  return faults
}

interface Weighed {
  name: string
  name_localizations?: Record<string, string> | undefined
  description?: string | undefined
  description_localizations?: Record<string, string> | undefined
  options?: CommandOption[] | undefined
  choices?: { name: string; name_localizations?: Record<string, string>; value: string | number }[]
}

/** Names, descriptions and values together, each with its longest localisation. */
function weigh(one: Weighed): number {
  const longest = (word: string, others: Record<string, string> = {}) =>
    Math.max(...[word, ...Object.values(others)].map(length))
  const choices = (one.choices ?? []).map(
    (each) => longest(each.name, each.name_localizations) + length(String(each.value)),
  )
  const inner = (one.options ?? []).map(weigh)
  const own = longest(one.name, one.name_localizations) + longest(one.description ?? '', one.description_localizations)
  return [...choices, ...inner].reduce((sum, size) => sum + size, own)
}
