import { describe, expect, test } from 'vitest'
import { firstRound, nextRound, noticeAt, withNotice } from '../../../src/features/rounds/times.ts'

const at = (written: string) => Temporal.Instant.from(written)
const local = (instant: Temporal.Instant, zone: string) =>
  instant.toZonedDateTimeISO(zone).toString({ timeZoneName: 'never', offset: 'never', smallestUnit: 'minute' })

describe('a round', () => {
  test.each([
    ['2026-11-22T10:00+01:00', 'Europe/Paris', '2026-12-02T09:00', 'three days are not full'],
    ['2026-11-22T08:00+01:00', 'Europe/Paris', '2026-11-25T09:00', 'three days are enough'],
    ['2026-11-25T09:00+01:00', 'Europe/Paris', '2026-12-02T09:00', 'on the day itself'],
    ['2026-11-24T23:30+01:00', 'Indian/Reunion', '2026-12-02T09:00', 'where it is tomorrow already'],
  ])('first decided %s in %s comes on %s: %s', (now, zone, expected) => {
    expect(local(firstRound(at(now), zone), zone)).toBe(expected)
  })

  test('is announced two days before, at the same local hour, across the clock change', () => {
    // The clocks of Paris go forward on Sunday, 28 March 2027; those of New York on Sunday, 14 March.
    const round = at('2027-03-31T09:00+02:00')
    expect(local(noticeAt(round, 'Europe/Paris'), 'Europe/Paris')).toBe('2027-03-29T09:00')
    const before = at('2027-03-17T09:00+01:00')
    expect(local(nextRound(before, before, 'Europe/Paris'), 'Europe/Paris')).toBe('2027-03-31T09:00')
  })

  test('follows two weeks after the one before, whenever that was done', () => {
    const before = at('2026-11-25T09:00+01:00')
    for (const hours of [0, 5, 30])
      expect(local(nextRound(before, before.add({ hours }), 'Europe/Paris'), 'Europe/Paris')).toBe('2026-12-09T09:00')
  })

  test('is not followed at once after Totem was away for weeks', () => {
    const before = at('2026-11-25T09:00+01:00')
    expect(local(nextRound(before, at('2026-12-08T12:00+01:00'), 'Europe/Paris'), 'Europe/Paris')).toBe(
      '2026-12-16T09:00',
    )
  })

  test.each([
    ['2026-11-23T09:00+01:00', '2026-11-25T09:00', 'in time'],
    ['2026-11-24T08:00+01:00', '2026-11-25T09:00', 'a little late'],
    ['2026-11-24T10:00+01:00', '2026-12-02T09:00', 'too late to be of use'],
    ['2026-11-30T08:00+01:00', '2026-12-02T09:00', 'after it should have been'],
    ['2026-11-30T10:00+01:00', '2026-12-09T09:00', 'after it should have been, and late again'],
  ])('announced at %s takes place on %s: %s', (now, expected) => {
    expect(local(withNotice(at('2026-11-25T09:00+01:00'), at(now), 'Europe/Paris'), 'Europe/Paris')).toBe(expected)
  })
})
