import type { InputBlock, InputBlockElement, KnownBlock, ModalView, PlainTextOption } from '@slack/types'
import * as z from 'zod'
import { type Action, formatAction } from '../../kit/action.ts'
import type { Choice } from '../../kit/card.ts'
import type { Answers, Field, Form } from '../../kit/form.ts'
import { limits } from '../../kit/limits.ts'
import { clean, clip, speakable } from '../../kit/text.ts'
import { plainText } from './render.ts'

// Slack: plain_text_input up to 3,000; the text of an error is not limited in the reference, a sentence is what fits.
const longestInput = 3_000
const longestError = 300

/** The form as a modal. `metadata` comes back with its submission. */
export function formModal(form: Form, metadata: string): ModalView {
  return {
    type: 'modal',
    callback_id: formatAction(form.action),
    title: plainText(clip(form.title, limits.formTitle)),
    submit: plainText(clip(form.send, limits.formSend)),
    private_metadata: metadata,
    blocks: form.fields.filter(canBeAsked).map((field): KnownBlock => fieldBlock(field, form.action)),
  }
}

/** Slack takes no select without options. */
function canBeAsked(field: Field): boolean {
  return field.kind !== 'choice' || field.choices.length > 0
}

function fieldBlock(field: Field, action: Action): InputBlock {
  const hint = speakable(field.hint)
  return {
    type: 'input',
    block_id: field.key,
    label: plainText(clip(field.label, limits.fieldLabel)),
    ...(hint === '' ? {} : { hint: plainText(hint) }),
    optional: !field.required,
    // Slack keeps what was typed under the same block and action when a view takes another's place: another form has other action ids.
    element: fieldElement(field, formatAction(action)),
  }
}

function fieldElement(field: Field, id: string): InputBlockElement {
  switch (field.kind) {
    case 'text': {
      const maximum = Math.min(field.maximum, longestInput)
      const value = clip(speakable(field.value), maximum)
      return {
        type: 'plain_text_input',
        action_id: id,
        multiline: field.lines === 'many',
        max_length: maximum,
        ...(value === '' ? {} : { initial_value: value }),
        ...(field.placeholder === '' ? {} : { placeholder: plainText(clip(field.placeholder, limits.placeholder)) }),
      }
    }
    case 'choice':
      return choiceElement(field, id)
    case 'member':
      return { type: 'users_select', action_id: id, ...(field.chosen ? { initial_user: field.chosen } : {}) }
    case 'channel':
      return {
        type: 'conversations_select',
        action_id: id,
        filter: { include: ['public', 'private'] },
        ...(field.chosen ? { initial_conversation: field.chosen } : {}),
      }
  }
}

function choiceElement(field: Extract<Field, { kind: 'choice' }>, id: string): InputBlockElement {
  const options = field.choices.map(option)
  const chosen = field.choices.filter((choice) => field.chosen.includes(choice.value)).map(option)
  const first = chosen[0]
  if (field.maximum <= 1)
    return { type: 'static_select', action_id: id, options, ...(first ? { initial_option: first } : {}) }
  return {
    type: 'multi_static_select',
    action_id: id,
    options,
    max_selected_items: field.maximum,
    ...(first ? { initial_options: chosen.slice(0, field.maximum) } : {}),
  }
}

function option({ value, label }: Choice): PlainTextOption {
  return { text: plainText(clip(label, limits.choiceLabel) || '…'), value }
}

const chosenOption = z.object({ value: z.string() })
const inputState = z.object({
  type: z.string(),
  value: z.string().nullish(),
  selected_option: chosenOption.nullish(),
  selected_options: z.array(chosenOption).nullish(),
  selected_user: z.string().nullish(),
  selected_conversation: z.string().nullish(),
})
const viewState = z.record(z.string(), z.record(z.string(), inputState))

/** What was typed and chosen, from `view.state.values`. */
export function readAnswers(values: unknown): Answers {
  const blocks = Object.entries(viewState.parse(values))
  return Object.fromEntries(
    blocks.flatMap(([key, elements]) => {
      const input = Object.values(elements)[0]
      return input ? [[key, answerOf(input)]] : []
    }),
  )
}

function answerOf(input: z.infer<typeof inputState>): string | readonly string[] {
  if (input.type === 'plain_text_input') return clean(input.value ?? '')
  return chosenValues(input)
}

/** What is chosen in a select, in a form or in a message. */
export function chosenValues(input: {
  readonly selected_option?: { readonly value: string } | null | undefined
  readonly selected_options?: readonly { readonly value: string }[] | null | undefined
  readonly selected_user?: string | null | undefined
  readonly selected_conversation?: string | null | undefined
}): readonly string[] {
  if (input.selected_options) return input.selected_options.map((chosen) => chosen.value)
  const one = input.selected_option?.value ?? input.selected_user ?? input.selected_conversation
  return one ? [one] : []
}

/** Errors by field, as Slack shows them in the form. It refuses errors about what is no field of the view: those go to the first. */
export function formErrors(form: Form, errors: Readonly<Record<string, string>>): Record<string, string> {
  const keys = form.fields.filter(canBeAsked).map((field) => field.key)
  const first = keys[0] ?? ''
  const made: Record<string, string> = {}
  for (const [key, sentence] of Object.entries(errors)) {
    const at = keys.includes(key) ? key : first
    made[at] = clip(made[at] ? `${made[at]} ${sentence}` : sentence, longestError)
  }
  return made
}
