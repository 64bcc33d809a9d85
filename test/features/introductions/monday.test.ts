import { expect, test } from 'vitest'
import { mondayOf, nextMonday } from '../../../src/features/introductions/monday.ts'

test.each([
  ['a Tuesday', '2026-11-17T12:00:00+01:00', 'Europe/Paris', '2026-11-23T09:00:00+01:00'],
  ['that Monday, early', '2026-11-16T08:59:59+01:00', 'Europe/Paris', '2026-11-16T09:00:00+01:00'],
  ['that Monday at nine', '2026-11-16T09:00:00+01:00', 'Europe/Paris', '2026-11-23T09:00:00+01:00'],
  ['a Sunday night', '2026-11-22T23:59:00+01:00', 'Europe/Paris', '2026-11-23T09:00:00+01:00'],
  ['the week of the autumn clock change', '2026-10-21T12:00:00+02:00', 'Europe/Paris', '2026-10-26T09:00:00+01:00'],
  ['the week of the spring clock change', '2027-03-24T12:00:00+01:00', 'Europe/Paris', '2027-03-29T09:00:00+02:00'],
  ['a Sunday here that is Monday there', '2026-11-22T20:30:00+01:00', 'Pacific/Auckland', '2026-11-23T09:00:00+13:00'],
])('after %s, the next Monday is at nine in the workspace’s zone', (_when, now, zone, expected) => {
  const monday = nextMonday(Temporal.Instant.from(now), zone)
  expect(monday).toEqual(Temporal.Instant.from(expected))
  expect(mondayOf(monday.toZonedDateTimeISO(zone).toPlainDate().toString(), zone)).toEqual(monday)
})
