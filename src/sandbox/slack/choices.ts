import { type Json, object, objects, text, wording } from './json.ts'
import { optionsOf } from './options.ts'
import type { Choices } from './state.ts'
import { elementsOf } from './validation/blocks.ts'

/**
 * What interactive elements hold, in the form of `state.values`:
 * https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload
 */

interface Kind {
  /** The key of the value in the state, and in an action. */
  key: string
  /** The key of what the app put in at first. */
  initial: string
  many: boolean
}

const kinds: Record<string, Kind> = {
  plain_text_input: { key: 'value', initial: 'initial_value', many: false },
  email_text_input: { key: 'value', initial: 'initial_value', many: false },
  url_text_input: { key: 'value', initial: 'initial_value', many: false },
  number_input: { key: 'value', initial: 'initial_value', many: false },
  rich_text_input: { key: 'rich_text_value', initial: 'initial_value', many: false },
  static_select: { key: 'selected_option', initial: 'initial_option', many: false },
  external_select: { key: 'selected_option', initial: 'initial_option', many: false },
  radio_buttons: { key: 'selected_option', initial: 'initial_option', many: false },
  multi_static_select: { key: 'selected_options', initial: 'initial_options', many: true },
  multi_external_select: { key: 'selected_options', initial: 'initial_options', many: true },
  checkboxes: { key: 'selected_options', initial: 'initial_options', many: true },
  users_select: { key: 'selected_user', initial: 'initial_user', many: false },
  multi_users_select: { key: 'selected_users', initial: 'initial_users', many: true },
  channels_select: { key: 'selected_channel', initial: 'initial_channel', many: false },
  multi_channels_select: { key: 'selected_channels', initial: 'initial_channels', many: true },
  conversations_select: { key: 'selected_conversation', initial: 'initial_conversation', many: false },
  multi_conversations_select: { key: 'selected_conversations', initial: 'initial_conversations', many: true },
  datepicker: { key: 'selected_date', initial: 'initial_date', many: false },
  timepicker: { key: 'selected_time', initial: 'initial_time', many: false },
  datetimepicker: { key: 'selected_date_time', initial: 'initial_date_time', many: false },
  file_input: { key: 'files', initial: 'initial_files', many: true },
}

export function isStateful(element: Json): boolean {
  return text(element['type']) in kinds
}

/** The state of fresh blocks: what was there before where the ids are the same, else the initial values. */
export function initialChoices(blocks: Json[], kept: Choices): Choices {
  const choices: Choices = {}
  for (const block of blocks) {
    for (const element of elementsOf(block)) {
      const kind = kinds[text(element['type'])]
      if (!kind) continue
      const blockId = text(block['block_id'])
      const actionId = text(element['action_id'])
      const before = kept[blockId]?.[actionId]
      const initial = element[kind.initial] ?? (kind.many ? [] : null)
      const fresh: Json = { type: element['type'], [kind.key]: initial }
      choices[blockId] = {
        ...choices[blockId],
        [actionId]: before && before['type'] === element['type'] ? before : fresh,
      }
    }
  }
  return choices
}

/** The state value of an element that holds these values: option values or labels, ids, text. Throws for what it does not offer. */
export function chosen(element: Json, values: string[], extraOptions: Json[] = []): Json {
  const kind = kinds[text(element['type'])]
  if (!kind) throw new Error(`A ${text(element['type'])} holds no value`)
  const read = (value: string) => readValue(element, kind, value, extraOptions)
  const maximum = Number(element['max_selected_items'] ?? Number.POSITIVE_INFINITY)
  if (values.length > maximum) throw new Error(`At most ${maximum} can be chosen`)
  if (!kind.many && values.length > 1) throw new Error('Only one can be chosen')
  const first = values[0]
  const single = first === undefined || first === '' ? null : read(first)
  return { type: element['type'], [kind.key]: kind.many ? values.map(read) : single }
}

function readValue(element: Json, kind: Kind, value: string, extraOptions: Json[]): unknown {
  if (kind.key === 'selected_date_time') return Number(value)
  if (kind.key === 'rich_text_value') return richTextOf(value)
  if (!kind.key.startsWith('selected_option')) return value
  const options = [...optionsOf(element), ...extraOptions]
  const option =
    options.find((each) => each['value'] === value) ?? options.find((each) => wording(each['text']) === value)
  if (!option)
    throw new Error(`"${value}" is not offered, only: ${options.map((each) => wording(each['text'])).join(', ')}`)
  return option
}

function richTextOf(value: string): Json {
  const elements = [{ type: 'rich_text_section', elements: [{ type: 'text', text: value }] }]
  return { type: 'rich_text', elements }
}

/** What a state value holds, as plain strings. */
export function heldValues(state: Json | undefined): string[] {
  if (!state) return []
  const key = Object.keys(state).find((each) => each !== 'type') ?? ''
  const value = state[key]
  const all = Array.isArray(value) ? value : [value]
  return all.flatMap((each) => {
    if (each === null || each === undefined) return []
    if (typeof each !== 'object') return [String(each)]
    const option = object(each)
    if (option['type'] !== 'rich_text') return [text(option['value'])]
    return [
      objects(option['elements'])
        .flatMap((part) => objects(part['elements']).map((one) => text(one['text'])))
        .join(''),
    ]
  })
}
