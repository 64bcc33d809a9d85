import type { APIModalSubmission } from 'discord.js'
import { expect, test } from 'vitest'
import { action } from '../../../src/kit/action.ts'
import { channelField, choiceField, form, memberField, textField } from '../../../src/kit/form.ts'
import { drawForm, readAnswers } from '../../../src/platforms/discord/forms.ts'
import { readModal } from '../../../src/sandbox/discord/modals.ts'

const choices = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ value: `${index}`, label: 'x'.repeat(80) }))

test('every kind of field becomes an input under its label', () => {
  const drawn = drawForm(
    form({
      action: action('offer.create', 7),
      title: 'New offer',
      send: 'Publish',
      fields: [
        textField({ key: 'title', label: 'Title', hint: 'Short', maximum: 100, value: 'Clinic' }),
        textField({
          key: 'details',
          label: 'Details',
          maximum: 9_000,
          lines: 'many',
          required: false,
          placeholder: 'Say more',
        }),
        choiceField({ key: 'themes', label: 'Themes', minimum: 0, maximum: 5, choices: choices(3), chosen: ['1'] }),
        memberField({ key: 'host', label: 'Host', chosen: '42' }),
        channelField({ key: 'room', label: 'Room', required: false }),
      ],
    }),
  )
  expect(drawn).toMatchObject({
    custom_id: 'offer.create:7',
    title: 'New offer',
    components: [
      {
        type: 18,
        label: 'Title',
        description: 'Short',
        component: { type: 4, custom_id: 'title', style: 1, required: true, value: 'Clinic' },
      },
      {
        label: 'Details',
        component: { type: 4, style: 2, required: false, max_length: 3_000, placeholder: 'Say more' },
      },
      {
        component: {
          type: 3,
          min_values: 0,
          max_values: 3,
          required: false,
          options: [{}, { value: '1', default: true }, {}],
        },
      },
      { component: { type: 5, default_values: [{ id: '42', type: 'user' }] } },
      { component: { type: 8, required: false, min_values: 0, channel_types: [0, 5] } },
    ],
  })
  expect(drawn.components[1]).not.toHaveProperty('description')
  readModal(structuredClone(drawn))
})

test('a form at every limit is taken', () => {
  const long = (count: number) => 'x'.repeat(count)
  const full = form({
    action: action('a'.repeat(99)),
    title: long(24),
    send: long(24),
    fields: Array.from({ length: 5 }, (_, index) =>
      index % 2 === 0
        ? textField({
            key: `k${index}`,
            label: long(45),
            hint: long(100),
            maximum: 3_000,
            value: long(3_000),
            placeholder: long(200),
          })
        : choiceField({
            key: `k${index}`,
            label: long(45),
            choices: choices(30),
            maximum: 30,
            chosen: choices(30).map(({ value }) => value),
          }),
    ),
  })
  expect(readModal(structuredClone(drawForm(full))).components).toHaveLength(5)
})

test('a select without choices is left out, for Discord would refuse the form', () => {
  const drawn = drawForm(
    form({
      action: action('x'),
      title: 'X',
      send: 'X',
      fields: [textField({ key: 'a', label: 'A', maximum: 9 }), choiceField({ key: 'b', label: 'B', choices: [] })],
    }),
  )
  expect(drawn.components).toHaveLength(1)
})

test('what was filled in comes back by field key', () => {
  const submitted: unknown = {
    custom_id: 'x:1',
    components: [
      { type: 18, id: 1, component: { type: 4, id: 2, custom_id: 'title', value: 'Clinic' } },
      { type: 18, id: 3, component: { type: 3, id: 4, custom_id: 'themes', values: ['a', 'b'] } },
      { type: 18, id: 5, component: { type: 5, id: 6, custom_id: 'host', values: [] } },
      { type: 10, id: 7 },
    ],
  }
  expect(readAnswers(submitted as APIModalSubmission)).toEqual({ title: 'Clinic', themes: ['a', 'b'], host: [] })
})
