import type { SeenField, SeenForm } from '../playground.ts'
import { heldValues } from './choices.ts'
import { type Json, object, objects, text, wording } from './json.ts'
import { viewJson } from './objects.ts'
import { shownOptions } from './options.ts'
import type { Team, View } from './state.ts'

/** A modal as it stands on the member's screen: its input blocks are the fields. */
export function seenForm(team: Team, view: View): SeenForm {
  return {
    id: view.id,
    title: wording(view.title),
    submit: wording(view.submit),
    fields: inputsOf(view).map((block) => seenField(team, view, block)),
    raw: viewJson(team, view),
  }
}

export function inputsOf(view: View): Json[] {
  return view.blocks.filter((block) => block['type'] === 'input')
}

function seenField(team: Team, view: View, block: Json): SeenField {
  const element = object(block['element'])
  const blockId = text(block['block_id'])
  const held = heldValues(view.choices[blockId]?.[text(element['action_id'])])
  const maximum = Number(element['max_length'] ?? element['max_selected_items'] ?? Number.NaN)
  const error = view.errors[blockId]
  const options = shownOptions(team, element)
  return {
    id: blockId,
    label: wording(block['label']),
    hint: wording(block['hint']),
    kind: fieldKind(element),
    required: block['optional'] !== true,
    ...(Number.isNaN(maximum) ? {} : { maximum }),
    value: isMany(element) ? held : (held[0] ?? ''),
    ...(options.length > 0 ? { options } : {}),
    ...(error === undefined ? {} : { error }),
  }
}

function fieldKind(element: Json): SeenField['kind'] {
  const type = text(element['type'])
  if (type.includes('users_select')) return 'members'
  if (type.includes('channels_select') || type.includes('conversations_select')) return 'channels'
  if (/select$|radio_buttons|checkboxes/.test(type)) return 'select'
  return element['multiline'] === true || type === 'rich_text_input' ? 'longText' : 'text'
}

export function isMany(element: Json): boolean {
  return /^multi_|^checkboxes$|^file_input$/.test(text(element['type']))
}

/** The input block that a person means by its label, its block id or its action id. */
export function inputNamed(view: View, name: string): Json | undefined {
  const blocks = inputsOf(view)
  return (
    blocks.find((block) => wording(block['label']) === name) ??
    blocks.find((block) => block['block_id'] === name || object(block['element'])['action_id'] === name)
  )
}

/** What a client says when it does not let the form go: a required field is empty, a text too long or too short. */
export function obstacle(view: View): string | undefined {
  for (const block of inputsOf(view)) {
    const element = object(block['element'])
    const label = wording(block['label'])
    const held = heldValues(view.choices[text(block['block_id'])]?.[text(element['action_id'])])
    if (held.length === 0 || held[0] === '') {
      if (block['optional'] !== true) return `"${label}" must be filled in`
      continue
    }
    const wrong = wrongText(element, held[0] ?? '')
    if (wrong) return `"${label}" ${wrong}`
  }
  return undefined
}

function wrongText(element: Json, value: string): string | undefined {
  const type = text(element['type'])
  if (type === 'url_text_input' && !URL.canParse(value)) return 'must be an address'
  if (type === 'email_text_input' && !/^\S+@\S+$/.test(value)) return 'must be an e-mail address'
  if (type === 'number_input') return wrongNumber(element, value)
  if (type !== 'plain_text_input') return undefined
  const maximum = Number(element['max_length'] ?? 3000)
  if (value.length > maximum) return `must have at most ${maximum} characters`
  const minimum = Number(element['min_length'] ?? 0)
  return value.length < minimum ? `must have at least ${minimum} characters` : undefined
}

function wrongNumber(element: Json, value: string): string | undefined {
  const number = Number(value)
  if (Number.isNaN(number)) return 'must be a number'
  if (element['is_decimal_allowed'] === false && !Number.isInteger(number)) return 'must be a whole number'
  if (number < Number(element['min_value'] ?? Number.NEGATIVE_INFINITY))
    return `must be at least ${element['min_value']}`
  if (number > Number(element['max_value'] ?? Number.POSITIVE_INFINITY))
    return `must be at most ${element['max_value']}`
  return undefined
}

/** The input blocks that an app's `errors` name wrongly. */
export function unknownErrors(view: View, errors: Json): string[] {
  const known = new Set(inputsOf(view).map((block) => text(block['block_id'])))
  return Object.keys(errors).filter((id) => !known.has(id))
}

export function blocksWithElement(
  blocks: Json[],
  matches: (element: Json) => boolean,
): { block: Json; element: Json } | undefined {
  for (const block of blocks) {
    const candidates = [...objects(block['elements']), object(block['accessory']), object(block['element'])]
    const element = candidates.find((each) => each['type'] !== undefined && matches(each))
    if (element) return { block, element }
  }
  return undefined
}
