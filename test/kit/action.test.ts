import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { action, formatAction, idIn, parseAction } from '../../src/kit/action.ts'

test('an action is read as it was written, whatever its record holds', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z.A-Z]{1,30}$/u), fc.string({ maxLength: 60 }), (name, record) => {
      const made = action(name, record)
      expect(parseAction(formatAction(made))).toEqual(made)
    }),
  )
})

test('what is not of our making is an action with no record', () => {
  expect(parseAction('whatever')).toEqual({ name: 'whatever', record: '' })
})

test('an action of 100 characters is taken, a longer one refused', () => {
  expect(formatAction(action('a', 'x'.repeat(98)))).toHaveLength(100)
  expect(() => action('a', 'x'.repeat(99))).toThrow(RangeError)
})

test.each([
  ['12', 12],
  ['', 0],
  ['12.yes', 0],
  ['-1', 0],
  ['99999999999', 0],
  [undefined, 0],
])('the row’s id in %j is %d, and none is 0', (record, id) => {
  expect(idIn(record)).toBe(id)
})
