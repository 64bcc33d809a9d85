import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { action } from '../../src/kit/action.ts'
import {
  answerChoices,
  answerText,
  channelField,
  choiceField,
  type Field,
  form,
  formSchema,
  memberField,
  refill,
  textField,
} from '../../src/kit/form.ts'
import { limits } from '../../src/kit/limits.ts'
import { long } from './hostile.ts'

const choices = ['a', 'b', 'c'].map((value) => ({ value, label: value.toUpperCase() }))
const fieldsOf: readonly Field[] = [
  textField({ key: 'headline', label: 'Headline', maximum: 120 }),
  choiceField({ key: 'themes', label: 'Themes', choices, minimum: 0, maximum: 2, chosen: ['a', 'gone'] }),
  memberField({ key: 'host', label: 'Host' }),
  channelField({ key: 'channel', label: 'Channel', required: false, chosen: 'C1' }),
]
const whole = form({ action: action('test.save', 7), title: 'A form', send: 'Send', fields: fieldsOf })

test('a form has one to five fields', () => {
  expect(() => form({ ...whole, fields: [] })).toThrow(RangeError)
  expect(() => form({ ...whole, fields: [...fieldsOf, ...fieldsOf] })).toThrow(RangeError)
})

test.each([
  ['title', { ...whole, title: 'x'.repeat(limits.formTitle + 1) }],
  ['submit label', { ...whole, send: 'x'.repeat(limits.formSend + 1) }],
  ['label', { ...whole, fields: [textField({ key: 'a', label: 'x'.repeat(limits.fieldLabel + 1), maximum: 10 })] }],
  [
    'hint',
    { ...whole, fields: [textField({ key: 'a', label: 'A', hint: 'x'.repeat(limits.fieldHint + 1), maximum: 10 })] },
  ],
])('a %s that no platform takes fails when the form is built', (_, made) => {
  expect(() => form(made)).toThrow(RangeError)
})

test('what was typed before is clipped to the field, and only what can be chosen is chosen', () => {
  fc.assert(
    fc.property(long, fc.integer({ min: 1, max: 5000 }), (value, maximum) => {
      const field = textField({ key: 'a', label: 'A', maximum, value })
      expect(field.kind === 'text' && field.maximum <= limits.fieldText && field.value.length <= field.maximum).toBe(
        true,
      )
    }),
  )
  expect(fieldsOf[1]).toMatchObject({ chosen: ['a'], required: false })
})

test('a form sent back holds what was typed and chosen', () => {
  const answers = { headline: 'hello', themes: ['b', 'nothing'], host: ['U1'], other: 'x' }
  const again = refill(whole, answers).fields
  expect(again).toMatchObject([{ value: 'hello' }, { chosen: ['b'] }, { chosen: 'U1' }, { chosen: 'C1' }])
})

test('a form comes out of a draft as it went in', () => {
  expect(formSchema.parse(JSON.parse(JSON.stringify(whole)))).toEqual(whole)
})

test('answers are read as text or as choices, whichever way they came', () => {
  expect(answerText({ a: ' x ' }, 'a')).toBe('x')
  expect(answerText({ a: ['x', 'y'] }, 'a')).toBe('x')
  expect(answerText({}, 'a')).toBe('')
  expect(answerChoices({ a: 'x' }, 'a')).toEqual(['x'])
  expect(answerChoices({ a: '' }, 'a')).toEqual([])
  expect(answerChoices({}, 'a')).toEqual([])
})
