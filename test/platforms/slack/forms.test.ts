import { describe, expect, test } from 'vitest'
import { action } from '../../../src/kit/action.ts'
import { channelField, choiceField, form, memberField, textField } from '../../../src/kit/form.ts'
import { limits } from '../../../src/kit/limits.ts'
import { formErrors, formModal, readAnswers } from '../../../src/platforms/slack/forms.ts'
import type { Json } from '../../../src/sandbox/slack/json.ts'
import { viewComplaints } from '../../../src/sandbox/slack/validation/view.ts'

const choices = [
  { value: 'energy', label: 'Energy' },
  { value: 'health', label: 'Health' },
]
const made = form({
  action: action('offer.create', 7),
  title: 'New offer',
  send: 'Publish',
  fields: [
    textField({
      key: 'title',
      label: 'Title',
      hint: 'In a few words',
      maximum: 100,
      value: 'Clinic',
      placeholder: 'Legal clinic',
    }),
    choiceField({ key: 'kind', label: 'Kind', choices, chosen: ['health'] }),
    choiceField({ key: 'themes', label: 'Themes', choices, minimum: 0, maximum: 2, chosen: ['energy', 'health'] }),
    memberField({ key: 'host', label: 'Host', chosen: 'U1' }),
    channelField({ key: 'room', label: 'Channel', required: false, chosen: 'C1' }),
  ],
})

function taken(view: unknown): string[] {
  return viewComplaints(view as Json)
}

describe('a form', () => {
  test('is a modal whose blocks are its fields', () => {
    const view = formModal(made, '{}')
    expect(taken(view)).toEqual([])
    expect(view).toMatchObject({
      callback_id: 'offer.create:7',
      blocks: [
        {
          block_id: 'title',
          optional: false,
          element: { type: 'plain_text_input', initial_value: 'Clinic', max_length: 100 },
        },
        { block_id: 'kind', element: { type: 'static_select', initial_option: { value: 'health' } } },
        {
          block_id: 'themes',
          optional: true,
          element: { type: 'multi_static_select', initial_options: [{ value: 'energy' }, { value: 'health' }] },
        },
        { block_id: 'host', element: { type: 'users_select', initial_user: 'U1' } },
        { block_id: 'room', optional: true, element: { type: 'conversations_select', initial_conversation: 'C1' } },
      ],
    })
  })

  test('is taken at and beyond every limit', () => {
    const long = (maximum: number) => 'é'.repeat(maximum)
    const many = Array.from({ length: 40 }, (_, index) => ({
      value: `${index}`.padEnd(limits.choiceValue, 'v'),
      label: long(200),
    }))
    const full = form({
      action: action('a', 'r'.repeat(98)),
      title: long(limits.formTitle),
      send: long(limits.formSend),
      fields: [
        textField({
          key: 'text',
          label: long(limits.fieldLabel),
          hint: long(limits.fieldHint),
          maximum: 9_000,
          value: long(9_000),
          placeholder: long(500),
        }),
        choiceField({ key: 'one', label: long(limits.fieldLabel), choices: many, chosen: [many[3]?.value ?? ''] }),
        choiceField({
          key: 'many',
          label: long(limits.fieldLabel),
          choices: many,
          maximum: 40,
          chosen: many.map((choice) => choice.value),
        }),
        choiceField({ key: 'none', label: 'None', choices: [] }),
      ],
    })
    expect(taken(formModal(full, 'm'.repeat(3_000)))).toEqual([])
  })

  test('comes back as answers by field', () => {
    const answers = readAnswers({
      title: { 'offer.create:7': { type: 'plain_text_input', value: '  Clinic\u0000 ' } },
      details: { 'offer.create:7': { type: 'plain_text_input', value: null } },
      kind: { 'offer.create:7': { type: 'static_select', selected_option: { text: {}, value: 'health' } } },
      themes: {
        'offer.create:7': { type: 'multi_static_select', selected_options: [{ value: 'energy' }, { value: 'health' }] },
      },
      none: { 'offer.create:7': { type: 'static_select', selected_option: null } },
      host: { 'offer.create:7': { type: 'users_select', selected_user: 'U1' } },
      room: { 'offer.create:7': { type: 'conversations_select', selected_conversation: 'C1' } },
    })
    expect(answers).toEqual({
      title: 'Clinic',
      details: '',
      kind: ['health'],
      themes: ['energy', 'health'],
      none: [],
      host: ['U1'],
      room: ['C1'],
    })
  })

  test('shows errors on its fields, and what is about none of them on the first', () => {
    expect(formErrors(made, { kind: 'Choose one.', elsewhere: 'Not now.' })).toEqual({
      kind: 'Choose one.',
      title: 'Not now.',
    })
  })
})
