import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Greeting,
  greetingAfter,
  type KnownMember,
  reminderTime,
  type Sighting,
  welcomeTimes,
} from '../../../src/features/introductions/greeting.ts'
import { toDate } from '../../../src/kit/time.ts'

const now = Temporal.Instant.from('2026-11-20T12:00:00Z')
const ago = (hours: number): Temporal.Instant => now.subtract({ hours })
const daysAgo = (days: number): Date => toDate(ago(days * 24))

const joined: Sighting = { kind: 'joined' }
const changed: Sighting = { kind: 'changed' }
const listed: Sighting = { kind: 'listed', since: ago(72), undated: 'new' }
const listedAfterLong: Sighting = { kind: 'listed', since: ago(72), undated: 'known' }

const nobody = undefined
const member = (greeting: Greeting, of: Partial<KnownMember> = {}): KnownMember => ({
  greeting,
  joinedAt: null,
  leftAt: null,
  ...of,
})
interface About {
  guest?: boolean
  pending?: boolean
  joinedAt?: Temporal.Instant
  guestsExcluded?: boolean
}

describe('whoever is seen', () => {
  test.each<[string, KnownMember | undefined, Sighting, About, Greeting | undefined]>([
    ['joins for the first time', nobody, joined, {}, 'due'],
    ['joins into the membership screening', nobody, joined, { pending: true }, 'joining'],
    ['comes through the screening', member('joining'), changed, {}, 'due'],
    ['is still in the screening', member('joining'), changed, { pending: true }, undefined],
    ['is put into screening again later', member('welcomed'), changed, { pending: true }, undefined],
    ['joins as a guest', nobody, joined, { guest: true }, 'due'],
    ['joins as a guest where staff exclude guests', nobody, joined, { guest: true, guestsExcluded: true }, 'known'],
    ['joined four days before the event came', nobody, joined, { joinedAt: ago(96) }, 'known'],
    ['joined an hour before the event came', nobody, joined, { joinedAt: ago(1) }, 'due'],
    ['joins twice by one event', member('welcomed'), joined, {}, undefined],
    ['joins while a welcome waits', member('due'), joined, {}, undefined],
    ['was listed before the event of their joining', member('known'), joined, {}, 'due'],
    ['changes their name', member('welcomed'), changed, {}, undefined],
    ['changes and is not known', nobody, changed, {}, undefined],
    ['was there before Totem and changes', member('known'), changed, {}, undefined],
    ['comes back after 20 days', member('welcomed', { leftAt: daysAgo(20) }), joined, {}, 'back'],
    ['comes back after 31 days', member('welcomed', { leftAt: daysAgo(31) }), joined, {}, 'due'],
    [
      'is active again on Slack, which tells no joining',
      member('welcomed', { leftAt: daysAgo(2) }),
      changed,
      {},
      'back',
    ],
    ['left before the welcome, and comes back', member('due', { leftAt: daysAgo(1) }), joined, {}, 'due'],
    [
      'left during the screening, and joins again',
      member('joining', { leftAt: daysAgo(1) }),
      joined,
      { pending: true },
      'joining',
    ],
    ['comes back into the screening', member('welcomed', { leftAt: daysAgo(1) }), joined, { pending: true }, 'joining'],
    [
      'left unseen and joined again',
      member('welcomed', { joinedAt: daysAgo(9) }),
      joined,
      { joinedAt: ago(1) },
      'back',
    ],
    [
      'joined once, by two clocks',
      member('welcomed', { joinedAt: toDate(ago(1)) }),
      joined,
      { joinedAt: ago(1).add({ seconds: 9 }) },
      undefined,
    ],
    ['is on the list and new', nobody, listed, {}, 'due'],
    ['is on the list after a long absence', nobody, listedAfterLong, {}, 'known'],
    ['is on the list, joined an hour ago', nobody, listedAfterLong, { joinedAt: ago(1) }, 'due'],
    ['is on the list, joined four days ago', nobody, listed, { joinedAt: ago(96) }, 'known'],
    ['is on the list in the screening', nobody, listedAfterLong, { pending: true }, 'joining'],
    ['is on the list and known', member('known'), listed, {}, undefined],
    ['came through the screening unseen', member('joining'), listed, { joinedAt: ago(200) }, 'due'],
    ['came through the screening unseen, long ago', member('joining'), listedAfterLong, {}, 'known'],
    ['is on the list and had left', member('welcomed', { leftAt: daysAgo(2) }), listed, {}, 'back'],
    [
      'is on the list and had left, after a long absence',
      member('welcomed', { leftAt: daysAgo(20) }),
      listedAfterLong,
      {},
      undefined,
    ],
  ])('%s', (_what, known, seen, about, expected) => {
    const facts = { guest: about.guest ?? false, pending: about.pending ?? false, joinedAt: about.joinedAt }
    const of = { now, guestsExcluded: about.guestsExcluded ?? false }
    expect(greetingAfter(known, facts, seen, of)).toBe(expected)
  })
})

describe('welcomes', () => {
  test('go out at once while few have joined', () => {
    expect(welcomeTimes([], now, 3)).toEqual([now, now, now])
    expect(welcomeTimes([], now, 500)).toHaveLength(30)
  })

  test('wait a minute after thirty, whether the beat comes early or late', () => {
    const thirty = welcomeTimes([], now, 30)
    expect(welcomeTimes(thirty, now.add({ seconds: 30 }), 30)).toEqual([])
    const early = welcomeTimes(thirty, now.add({ milliseconds: 59_900 }), 30)
    expect(early).toEqual(Array.from({ length: 30 }, () => now.add({ seconds: 60 })))
    expect(welcomeTimes(thirty, now.add({ seconds: 61 }), 30)).toHaveLength(30)
  })

  test('are never more than thirty within any minute, however people come and beats fall', () => {
    const beats = fc.array(fc.record({ after: fc.nat(90_000), wanted: fc.nat(60) }), { minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(beats, (all) => {
        let at = now
        let sent: Temporal.Instant[] = []
        for (const { after, wanted } of all) {
          at = at.add({ milliseconds: after })
          sent = [...sent, ...welcomeTimes(sent.slice(-30), at, wanted)]
        }
        for (const [index, first] of sent.entries()) {
          const thirtyFirst = sent[index + 30]
          if (thirtyFirst)
            expect(thirtyFirst.epochMilliseconds - first.epochMilliseconds).toBeGreaterThanOrEqual(60_000)
        }
      }),
    )
  })
})

describe('the reminder', () => {
  test.each([
    ['the morning after three days', '2026-11-16T15:00:00+01:00', 'Europe/Paris', '2026-11-20T10:00:00+01:00'],
    ['the very morning', '2026-11-16T08:00:00+01:00', 'Europe/Paris', '2026-11-19T10:00:00+01:00'],
    ['the member’s own morning', '2026-11-16T08:00:00+01:00', 'Indian/Reunion', '2026-11-20T10:00:00+04:00'],
    [
      'ten o’clock on the other side of the clock change',
      '2026-10-23T09:00:00+02:00',
      'Europe/Paris',
      '2026-10-26T10:00:00+01:00',
    ],
    ['the workspace’s morning where theirs is unknown', '2026-11-16T08:00:00+01:00', null, '2026-11-19T10:00:00+01:00'],
    [
      'the workspace’s morning where theirs is no zone',
      '2026-11-16T08:00:00+01:00',
      'Atlantis/Centre',
      '2026-11-19T10:00:00+01:00',
    ],
  ])('comes %s', (_when, welcomed, zone, expected) => {
    const at = reminderTime(Temporal.Instant.from(welcomed), zone, 'Europe/Paris')
    expect(at).toEqual(Temporal.Instant.from(expected))
  })
})
