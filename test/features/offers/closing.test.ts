import { beforeAll, expect, test } from 'vitest'
import { changeOffer } from '../../../src/features/offers/change.ts'
import { expireEnded, extend, letEnd, remindAboutOffers } from '../../../src/features/offers/closing.ts'
import { completeOffers, completeOwnOffers } from '../../../src/features/offers/complete.ts'
import { relayOpenOffers } from '../../../src/features/offers/copies.ts'
import { showOffer } from '../../../src/features/offers/feature.ts'
import { pageOfOffers } from '../../../src/features/offers/list.ts'
import { findOffer } from '../../../src/features/offers/offers.ts'
import { fromDate } from '../../../src/kit/time.ts'
import { performDue } from '../../../src/work/duties.ts'
import { onBothDatabases } from '../../support/database.ts'
import { type Actor, offerBy, START, type Stage, setStage } from './stage.ts'

onBothDatabases('an offer', (database) => {
  let stage: Stage
  let partner: Actor
  beforeAll(async () => {
    stage = await setStage(database())
    partner = await stage.member(0, { partner: 'Cabinet Martin', timezone: 'Indian/Reunion' })
  })

  const work = async (at: Temporal.Instant) => performDue([expireEnded, remindAboutOffers], stage.work(at))
  const row = async (id: number) => findOffer(database().client, stage.community, id)
  const asked = async (id: number) =>
    database().client.post.findMany({ where: { view: 'offer.closing', subject: id }, orderBy: { id: 'asc' } })

  test('closes at the end of its last day where its author is; the author is asked three days before', async () => {
    const closesAt = Temporal.Instant.from('2026-12-20T19:59:59Z')
    const id = await offerBy(await partner.ctx(), { closesAt })
    await work(Temporal.Instant.from('2026-12-17T04:59:00Z'))
    expect(await asked(id)).toEqual([])
    for (const _ of [1, 2]) await work(Temporal.Instant.from('2026-12-17T05:00:00Z'))
    expect(await asked(id)).toMatchObject([{ place: `direct:${partner.externalId}` }])
    await work(Temporal.Instant.from('2026-12-20T19:59:58Z'))
    expect((await row(id)).state).toBe('open')
    await work(closesAt)
    expect((await row(id)).state).toBe('expired')
  })

  test('is made once when its form is sent again, and again when it is meant anew', async () => {
    const form = { title: 'Sent twice', details: 'Because no answer came.' }
    const id = await offerBy(await partner.ctx(), form)
    expect(await offerBy(await partner.ctx(START.add({ minutes: 5 })), form)).toBe(id)
    expect(await offerBy(await partner.ctx(START.add({ minutes: 5 })), { ...form, title: 'Another' })).not.toBe(id)
    expect(await offerBy(await partner.ctx(START.add({ hours: 1 })), form)).not.toBe(id)
  })

  test('is extended by four weeks once for each time it was asked, and then asked about again', async () => {
    const closesAt = Temporal.Instant.from('2026-12-20T19:59:59Z')
    const id = await offerBy(await partner.ctx(), { closesAt })
    const later = Temporal.Instant.from('2026-12-17T06:00:00Z')
    await work(later)
    const ctx = await partner.ctx(later)
    const record = `${id}~${closesAt.epochMilliseconds}`
    const outcomes = await Promise.allSettled([extend(ctx, record, []), extend(ctx, record, [])])
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(fromDate((await row(id)).closesAt).toString()).toBe('2027-01-17T19:59:59Z')
    await work(Temporal.Instant.from('2027-01-14T05:00:00Z'))
    expect(await asked(id)).toHaveLength(2)
    await letEnd(await partner.ctx(later), `${id}~0`, [])
    await work(Temporal.Instant.from('2027-01-17T20:00:00Z'))
    expect((await row(id)).state).toBe('expired')

    const reopened = await row(id)
    const until = Temporal.Instant.from('2027-03-01T19:59:59Z')
    const values = {
      title: reopened.title,
      details: 'x',
      kind: 'legal',
      themes: [],
      places: 4,
      closesAt: until,
    } as const
    await changeOffer(await partner.ctx(later), reopened, values)
    expect((await row(id)).state).toBe('open')
  })

  test('of somebody who is not verified waits for staff, who are reminded once; nobody else sees it', async () => {
    const founder = await stage.member(1)
    const id = await offerBy(await founder.ctx(), { title: 'Pending thing' })
    const waiting = async () => database().client.post.count({ where: { view: 'offer.approval', subject: id } })
    expect(await waiting()).toBe(1)
    await work(START.add({ hours: 47 }))
    expect(await waiting()).toBe(1)
    for (const hours of [48, 49, 500]) await work(START.add({ hours }))
    expect(await waiting()).toBe(2)
    const stranger = await (await stage.member(0)).ctx()
    await expect(showOffer(stranger, id)).rejects.toMatchObject({ key: 'general.notFound' })
    expect(await completeOffers(stranger, 'pending')).toEqual([])
    expect(await completeOwnOffers(stranger, 'pending')).toEqual([])
    expect(await completeOwnOffers(await founder.ctx(), 'PENDING')).toHaveLength(1)
  })

  test('is shown by a channel that is chosen later, with every other open one, oldest first and paced', async () => {
    const elsewhere = await setStage(database())
    const author = await elsewhere.member(0, { partner: 'Atelier' })
    const offers: number[] = []
    for (let count = 0; count < 4; count++) offers.push(await offerBy(await author.ctx()))
    const late = await database().client.workspace.create({
      data: {
        communityId: elsewhere.community,
        platform: 'slack',
        externalId: `late-${elsewhere.community}`,
        name: 'Late',
        locale: 'fr',
        timezone: 'Europe/Paris',
        joinedAt: new Date(0),
      },
    })
    await database().client.adoptedChannel.create({
      data: { workspaceId: late.id, purpose: 'offers', externalId: 'C-late', name: 'offres' },
    })
    for (const _ of [1, 2]) await performDue([relayOpenOffers], elsewhere.work())
    const posts = await database().client.post.findMany({ where: { workspaceId: late.id }, orderBy: { dueAt: 'asc' } })
    expect(posts.map(({ subject }) => subject)).toEqual(offers)
    expect(new Set(posts.map(({ dueAt }) => dueAt?.getTime())).size).toBe(4)
  })

  test('is on one page of the list whatever comes and goes while somebody turns the pages', async () => {
    const elsewhere = await setStage(database())
    const author = await elsewhere.member(0, { partner: 'Atelier' })
    const ids: number[] = []
    for (let count = 0; count < 12; count++)
      ids.push(await offerBy(await author.ctx(), { kind: 'legal', themes: count % 2 ? ['energy'] : [] }))
    const { client } = database()
    const page = async (
      ...more: Parameters<typeof pageOfOffers> extends [unknown, unknown, ...infer Rest] ? Rest : never
    ) => (await pageOfOffers(client, elsewhere.community, ...more)).offers.map(({ id }) => id)
    const newest = ids.toReversed()
    expect(await page({}, undefined, 5)).toEqual(newest.slice(0, 5))
    await offerBy(await author.ctx())
    await client.offer.update({ where: { id: newest[5] ?? 0 }, data: { state: 'withdrawn' } })
    await client.offer.update({ where: { id: newest[6] ?? 0 }, data: { taken: 10 } })
    expect(await page({}, { below: newest[4] ?? 0 }, 3)).toEqual(newest.slice(7, 10))
    expect(await page({}, { above: newest[7] ?? 0 }, 3)).toEqual([newest[2], newest[3], newest[4]])
    expect(await page({ theme: 'energy' }, undefined, 3)).toEqual(
      newest.filter((_, index) => index % 2 === 0 && index !== 6).slice(0, 3),
    )
    expect(await page({ kind: 'funding' }, undefined, 3)).toEqual([])
  })
})
