import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { distance, fold, nearest } from '../../src/kit/fold.ts'
import { hostile } from './hostile.ts'

test.each([
  ['  Économie   Sociale ', 'economie sociale'],
  ['É\u0301', 'e'],
  ['CŒUR', 'coeur'],
  ['ﬁn', 'fin'],
  ['İstanbul', 'istanbul'],
  ['Straße', 'strasse'],
])('%s is compared as %s', (typed, folded) => {
  expect(fold(typed)).toBe(folded)
})

test('folding twice changes nothing more', () => {
  fc.assert(
    fc.property(hostile, (typed) => {
      expect(fold(fold(typed))).toBe(fold(typed))
    }),
    { numRuns: 1000 },
  )
})

test('the distance is the same both ways, nothing for equals, and one for one slip', () => {
  const word = fc.string({ maxLength: 8 })
  fc.assert(
    fc.property(word, word, (one, other) => {
      expect(distance(one, other)).toBe(distance(other, one))
      expect(distance(one, other) === 0).toBe(one === other)
      expect(distance(one, other)).toBeLessThanOrEqual(Math.max(one.length, other.length))
    }),
  )
  for (const slip of ['ofer', 'offfer', 'ofefr', 'offar']) expect(distance('offer', slip)).toBe(1)
})

test('the nearest word is found despite a slip, accents and capitals, and nothing for what is far', () => {
  const words = ['offer', 'intro', 'présentation', 'on']
  expect(nearest('ofer', words)).toBe('offer')
  expect(nearest('PRESENTATOIN', words)).toBe('présentation')
  expect(nearest('no', words)).toBe('on')
  expect(nearest('banana', words)).toBeUndefined()
  expect(nearest('', [])).toBeUndefined()
})
