import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seal, unseal } from '../../src/totem/sealing.ts'

const keyOf = (byte: number): Buffer => Buffer.alloc(32, byte)
const first = keyOf(1)
const former = keyOf(2)

test('whatever is sealed opens again, and holds nothing that can be read', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 8, unit: 'grapheme' }), (text) => {
      const sealed = seal([first], Math.random, 'slack T1', text)
      expect(unseal([first], 'slack T1', sealed)).toEqual({ text, stale: false })
      expect(Buffer.from(sealed, 'base64').includes(text)).toBe(false)
    }),
  )
})

test('the same text is sealed differently each time', () => {
  expect(seal([first], Math.random, 'slack T1', 'xoxb-1')).not.toBe(seal([first], Math.random, 'slack T1', 'xoxb-1'))
})

test('a former key opens, and says that it is no longer the first', () => {
  const sealed = seal([former], Math.random, 'slack T1', 'xoxb-1')
  expect(unseal([first, former], 'slack T1', sealed)).toEqual({ text: 'xoxb-1', stale: true })
})

test.each([
  ['another key', [former], 'slack T1', (sealed: string) => sealed],
  ['another row', [first], 'slack T2', (sealed: string) => sealed],
  [
    'a changed text',
    [first],
    'slack T1',
    (sealed: string) => sealed.replace(/.(?==*$)/, (sign) => (sign === 'A' ? 'Q' : 'A')),
  ],
  ['half of it', [first], 'slack T1', (sealed: string) => sealed.slice(0, 12)],
  ['nothing', [first], 'slack T1', () => ''],
])('%s does not open it', (_what, keys, about, change) => {
  expect(unseal(keys, about, change(seal([first], Math.random, 'slack T1', 'xoxb-1-secret')))).toBeUndefined()
})
