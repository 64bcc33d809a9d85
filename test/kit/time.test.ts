import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { endOfDay, fromDate, inDays, isTimeZone, later, parseDay, toDate, writeDay } from '../../src/kit/time.ts'

const paris = 'Europe/Paris'
const instant = (written: string) => Temporal.ZonedDateTime.from(written).toInstant()

describe('across the clock changes', () => {
  test.each([
    ['spring', '2026-03-28T14:00[Europe/Paris]', 23],
    ['autumn', '2026-10-24T14:00[Europe/Paris]', 25],
  ])('a day later in %s is at the same local hour', (_, from, hours) => {
    const next = inDays(instant(from), 1, paris)
    expect(next.toZonedDateTimeISO(paris).hour).toBe(14)
    expect(next.since(instant(from)).total('hours')).toBe(hours)
    expect(inDays(next, -1, paris).equals(instant(from))).toBe(true)
  })

  test('an hour inside the spring gap moves forward, one inside the autumn overlap is the first', () => {
    const gap = inDays(instant('2026-03-28T02:30[Europe/Paris]'), 1, paris)
    expect(gap.toZonedDateTimeISO(paris).toPlainTime().toString()).toBe('03:30:00')
    const overlap = inDays(instant('2026-10-24T02:30[Europe/Paris]'), 1, paris)
    expect(overlap.toZonedDateTimeISO(paris).offset).toBe('+02:00')
  })

  test('a day of 23 or 25 hours ends at its own midnight', () => {
    for (const day of ['2026-03-29', '2026-10-25'])
      expect(
        endOfDay(instant(`${day}T00:30[Europe/Paris]`), paris)
          .toZonedDateTimeISO(paris)
          .toPlainDateTime()
          .toString(),
      ).toBe(`${day}T23:59:59`)
  })

  test('a day that begins at one o\u2019clock ends at midnight', () => {
    const zone = 'Africa/Cairo'
    // Egypt's clocks change at midnight: 24 April 2026 begins at 01:00.
    const end = endOfDay(instant('2026-04-24T12:00[Africa/Cairo]'), zone).toZonedDateTimeISO(zone)
    expect(end.toPlainDateTime().toString()).toBe('2026-04-24T23:59:59')
    const before = endOfDay(instant('2026-04-23T12:00[Africa/Cairo]'), zone).toZonedDateTimeISO(zone)
    expect(before.toPlainDateTime().toString()).toBe('2026-04-23T23:59:59')
  })
})

test('an exact span is exact also across a clock change', () => {
  const before = instant('2026-03-29T01:30[Europe/Paris]')
  expect(later(before, { hours: 1 }).toZonedDateTimeISO(paris).hour).toBe(3)
})

test('an instant survives the database to the millisecond', () => {
  fc.assert(
    fc.property(fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('2100-01-01') }), (date) => {
      expect(toDate(fromDate(date))).toEqual(date)
    }),
  )
})

test('time zones are known by their names', () => {
  expect(isTimeZone('Europe/Paris')).toBe(true)
  expect(isTimeZone('Indian/Reunion')).toBe(true)
  for (const zone of ['', 'Paris', 'Europe/Nowhere', 'CEST!']) expect(isTimeZone(zone)).toBe(false)
})

test('a day is read as it was written, and as people type it', () => {
  const day = parseDay(writeDay(instant('2026-12-31T23:30[Europe/Paris]'), paris))
  expect(day?.toString()).toBe('2026-12-31')
  for (const typed of ['31/12/2026', '31.12.2026', ' 31-12-2026 ', '31 12 2026', '2026-12-31'])
    expect(parseDay(typed)?.toString()).toBe('2026-12-31')
  for (const typed of ['', 'tomorrow', '31/02/2026', '2026-13-01', '31/12/26', '0/0/0000'])
    expect(parseDay(typed)).toBeUndefined()
})
