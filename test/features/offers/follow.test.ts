import { beforeAll, describe, expect, test } from 'vitest'
import { followTopics, sendBundles } from '../../../src/features/offers/follow.ts'
import { nextBundle, noticeAt } from '../../../src/features/offers/times.ts'
import { topicsNamed } from '../../../src/features/offers/topics.ts'
import { performDue } from '../../../src/work/duties.ts'
import { onBothDatabases } from '../../support/database.ts'
import { type Actor, offerBy, START, type Stage, setStage } from './stage.ts'

describe('the bundle is due on Friday 16:00 of the reader', () => {
  test.each([
    ['2026-11-02T09:00:00Z', 'Europe/Paris', '2026-11-06T15:00:00Z'],
    ['2026-11-06T14:59:59Z', 'Europe/Paris', '2026-11-06T15:00:00Z'],
    ['2026-11-06T15:00:00Z', 'Europe/Paris', '2026-11-13T15:00:00Z'],
    ['2026-11-06T15:00:00Z', 'America/Montreal', '2026-11-06T21:00:00Z'],
    ['2026-11-06T13:00:00Z', 'Indian/Reunion', '2026-11-13T12:00:00Z'],
    // Clocks change on Sunday 29 March: sixteen o'clock stays sixteen o'clock.
    ['2026-03-28T12:00:00Z', 'Europe/Paris', '2026-04-03T14:00:00Z'],
    ['2026-10-24T12:00:00Z', 'Europe/Paris', '2026-10-30T15:00:00Z'],
  ])('at %s in %s: %s', (now, zone, due) => {
    expect(nextBundle(Temporal.Instant.from(now), zone).toString()).toBe(due)
  })
})

test.each([
  ['2026-12-31T22:59:59Z', 'Europe/Paris', '2026-12-28T08:00:00Z'],
  ['2026-03-30T21:59:59Z', 'Europe/Paris', '2026-03-27T08:00:00Z'],
])('an offer that closes at %s in %s is asked about at %s, and not when that has passed', (closesAt, zone, at) => {
  const closing = Temporal.Instant.from(closesAt)
  expect(noticeAt(closing, zone, Temporal.Instant.from('2026-01-01T00:00:00Z'))?.toString()).toBe(at)
  expect(noticeAt(closing, zone, Temporal.Instant.from(at))).toBeUndefined()
})

onBothDatabases('who follows a theme or a kind', (database) => {
  let stage: Stage
  let partner: Actor
  let reader: Actor
  beforeAll(async () => {
    stage = await setStage(database())
    partner = await stage.member(0, { partner: 'Cabinet Martin' })
    reader = await stage.member(1, { timezone: 'America/Montreal' })
    await followTopics(await reader.ctx(), ['theme:energy', 'kind:legal'])
  })

  async function told(of: Actor, view = 'offer.followed'): Promise<number[]> {
    const posts = await database().client.post.findMany({
      where: { view, place: `direct:${of.externalId}` },
      orderBy: { id: 'asc' },
    })
    return posts.map((post) => post.subject)
  }

  test('is told once of an offer that has both, five a week at most, and of the rest together on Friday', async () => {
    const offers: number[] = []
    for (let count = 0; count < 8; count++)
      offers.push(
        await offerBy(await partner.ctx(START.add({ minutes: count })), {
          title: `Offer ${count}`,
          themes: ['energy'],
        }),
      )
    expect(await told(reader)).toEqual(offers.slice(0, 5))
    expect(await told(reader, 'offer.bundle')).toEqual([])

    const friday = Temporal.Instant.from('2026-11-06T21:00:00Z')
    await performDue([sendBundles], stage.work(friday.subtract({ seconds: 1 })))
    expect(await told(reader, 'offer.bundle')).toEqual([])
    for (const _ of [1, 2]) await performDue([sendBundles], stage.work(friday))
    expect(await told(reader, 'offer.bundle')).toEqual([reader.personId])
    const bundled = await database().client.bundledOffer.findMany({
      where: { personId: reader.personId, bundleAt: { not: null } },
    })
    expect(bundled.map(({ offerId }) => offerId).toSorted()).toEqual(offers.slice(5))

    const later = await offerBy(await partner.ctx(START.add({ hours: 24 * 8 })), { title: 'A week later' })
    expect(await told(reader)).toEqual([...offers.slice(0, 5), later])
  })

  test('is not told of other offers, of their own, of their organisation’s, nor when they have left', async () => {
    const colleague = await stage.member(1, { partner: 'Cabinet Martin' })
    const gone = await stage.member(1)
    for (const each of [partner, colleague, gone]) await followTopics(await each.ctx(), ['kind:funding'])
    await database().client.member.update({ where: { id: gone.id }, data: { leftAt: new Date() } })
    const before = await told(reader)
    await offerBy(await partner.ctx(), { kind: 'funding' })
    for (const each of [partner, colleague, gone]) expect(await told(each)).toEqual([])
    expect(await told(reader)).toEqual(before)
  })

  test('says it in either language, with or without saying which of the two it is', async () => {
    const ctx = await reader.ctx()
    expect(await topicsNamed(ctx, 'énergie')).toEqual(['theme:energy'])
    expect(await topicsNamed(ctx, 'Juridique')).toEqual(['kind:legal'])
    expect(await topicsNamed(ctx, 'kind:legal')).toEqual(['kind:legal'])
    expect(await topicsNamed(ctx, 'funding')).toEqual(['theme:funding', 'kind:funding'])
    expect(await topicsNamed(ctx, 'theme:financement')).toEqual(['theme:funding'])
    await expect(topicsNamed(ctx, 'sailing')).rejects.toMatchObject({ key: 'follow.unknown' })
  })
})
