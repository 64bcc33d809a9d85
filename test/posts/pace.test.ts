import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { backOffMs, createPaces, triedForADay } from '../../src/posts/pace.ts'

test('a place takes its burst at once and then one message per interval', () => {
  const paces = createPaces()
  const pace = { everyMs: 1000, burst: 3 }
  const sent: number[] = []
  for (let now = 0; now < 5000; now += 10) {
    while (paces.readyAt('C1', pace, now) <= now) {
      paces.take('C1', pace, now)
      sent.push(now)
    }
  }
  expect(sent).toEqual([0, 0, 0, 1000, 2000, 3000, 4000])
})

test('in no stretch of time does a place take more than the burst and one per interval', () => {
  const pace = { everyMs: 1000, burst: 4 }
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 1500 }), { minLength: 5, maxLength: 60 }), (waits) => {
      const paces = createPaces()
      let now = 0
      const sent: number[] = []
      for (const wait of waits) {
        now += wait
        if (paces.readyAt('C1', pace, now) > now) continue
        paces.take('C1', pace, now)
        sent.push(now)
      }
      sent.forEach((from, index) => {
        const within = sent.slice(index).filter((at) => at < from + 5000)
        expect(within.length).toBeLessThanOrEqual(pace.burst + 5)
      })
    }),
  )
})

test('waits begin at a second, grow, and stay within half an hour', () => {
  expect(backOffMs(1, 0)).toBe(1000)
  expect(backOffMs(2, 0)).toBe(2000)
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2000 }), fc.double({ min: 0, max: 1, noNaN: true }), (attempts, random) => {
      expect(backOffMs(attempts, random)).toBeGreaterThanOrEqual(1000)
      expect(backOffMs(attempts, random)).toBeLessThanOrEqual(30 * 60 * 1000)
    }),
  )
})

test('a day of trying is between 40 and 100 attempts', () => {
  expect(triedForADay(40)).toBe(false)
  expect(triedForADay(100)).toBe(true)
})
