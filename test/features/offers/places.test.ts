import { beforeAll, describe, expect, test } from 'vitest'
import type { Context } from '../../../src/context.ts'
import { block } from '../../../src/features/members/blocks.ts'
import { acceptInterest, declineInterest, withdrawInterest } from '../../../src/features/offers/answers.ts'
import { changeOffer, withdrawOffer } from '../../../src/features/offers/change.ts'
import { sendInterest } from '../../../src/features/offers/interests.ts'
import { findOffer, isFull } from '../../../src/features/offers/offers.ts'
import { UserError } from '../../../src/kit/errors.ts'
import { fromDate } from '../../../src/kit/time.ts'
import { onBothDatabases } from '../../support/database.ts'
import { type Actor, offerBy, START, type Stage, setStage } from './stage.ts'

onBothDatabases('the places of an offer', (database) => {
  let stage: Stage
  let partner: Actor
  beforeAll(async () => {
    stage = await setStage(database())
    partner = await stage.member(0, { partner: 'Cabinet Martin' })
  })

  async function interested(offer: number, workspace: 0 | 1 = 1): Promise<{ member: Actor; id: number }> {
    const member = await stage.member(workspace)
    await sendInterest(await member.ctx(), offer, 'Me!')
    const { id } = await database().client.interest.findFirstOrThrow({
      where: { offerId: offer, personId: member.personId },
    })
    return { member, id }
  }
  async function placesOf(offer: number) {
    const row = await findOffer(database().client, stage.community, offer)
    const accepted = await database().client.interest.count({ where: { offerId: offer, state: 'accepted' } })
    expect(row.taken, 'what is counted is what was accepted').toBe(accepted)
    return row
  }

  test('are never given twice, whoever accepts and answers at the same moment', { timeout: 120_000 }, async () => {
    const offer = await offerBy(await partner.ctx(), { places: 7 })
    const first = await Promise.all(
      Array.from({ length: 100 }, async (_, index) => interested(offer, index % 2 === 0 ? 0 : 1)),
    )
    const ctx = await partner.ctx()
    const late = await Promise.all(
      Array.from({ length: 100 }, async (_, index) => stage.member(index % 2 === 0 ? 0 : 1)),
    )
    const outcomes = await Promise.allSettled([
      ...first.map(async ({ id }) => acceptInterest(ctx, id)),
      ...late.map(async (member) => sendInterest(await member.ctx(), offer, 'Me too!')),
    ])
    const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []))
    expect(refused.filter((reason) => !(reason instanceof UserError))).toEqual([])
    const { taken } = await placesOf(offer)
    expect(taken).toBe(7)
    const asked = await database().client.interest.count({ where: { offerId: offer } })
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(7 + asked - 100)
    expect(
      await database().client.meeting.count({
        where: { reason: 'offer', reasonId: { in: first.map(({ id }) => id) } },
      }),
    ).toBe(7)
  })

  test('one interest is accepted once, however often it is pressed', async () => {
    const offer = await offerBy(await partner.ctx(), { places: 3 })
    const { id } = await interested(offer)
    const ctx = await partner.ctx()
    const outcomes = await Promise.allSettled(Array.from({ length: 5 }, async () => acceptInterest(ctx, id)))
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect((await placesOf(offer)).taken).toBe(1)
  })

  test('a full offer takes nobody; a member or the partner who steps back frees the place', async () => {
    const offer = await offerBy(await partner.ctx(), { places: 1 })
    const [one, two] = [await interested(offer), await interested(offer)]
    const ctx = await partner.ctx()
    await acceptInterest(ctx, one.id)
    expect(isFull(await placesOf(offer))).toBe(true)
    await expect(acceptInterest(ctx, two.id)).rejects.toMatchObject({ key: 'offer.fullForPartner' })
    await expect(interested(offer)).rejects.toMatchObject({ key: 'offer.full' })

    await withdrawInterest(await one.member.ctx(), one.id)
    expect(isFull(await placesOf(offer))).toBe(false)
    await acceptInterest(ctx, two.id)
    await declineInterest(ctx, two.id)
    expect((await placesOf(offer)).taken).toBe(0)
    await expect(acceptInterest(ctx, two.id)).rejects.toMatchObject({ key: 'interest.answered' })
  })

  test('is not given to somebody who has left, nor between two of whom one blocks the other', async () => {
    const offer = await offerBy(await partner.ctx(), { places: 3 })
    const ctx = await partner.ctx()
    const [blocked, blocker, gone] = [await interested(offer), await interested(offer), await interested(offer)]
    await block(database().client, START, partner.personId, blocked.member.personId)
    await block(database().client, START, blocker.member.personId, partner.personId)
    const leftAt = new Date()
    await database().client.member.update({ where: { id: gone.member.id }, data: { leftAt } })
    for (const { id } of [blocked, blocker])
      await expect(acceptInterest(ctx, id)).rejects.toMatchObject({ key: 'meeting.unavailable' })
    await expect(acceptInterest(ctx, gone.id)).rejects.toMatchObject({ key: 'meeting.nobody' })
    expect((await placesOf(offer)).taken).toBe(0)
    await database().client.member.update({ where: { id: gone.member.id }, data: { leftAt: null } })
    await acceptInterest(ctx, gone.id)
    expect((await placesOf(offer)).taken).toBe(1)
  })

  test('linked accounts are one person: one interest, whichever account sends it', async () => {
    const offer = await offerBy(await partner.ctx())
    const { member } = await interested(offer, 0)
    const other = await stage.member(1)
    await database().client.member.update({ where: { id: other.id }, data: { personId: member.personId } })
    await expect(sendInterest(await other.ctx(), offer, 'Again')).rejects.toMatchObject({ key: 'interest.already' })
    const fresh = await Promise.all([stage.member(0), stage.member(1)])
    await database().client.member.updateMany({ where: { id: fresh[1].id }, data: { personId: fresh[0].personId } })
    const both = await Promise.allSettled(fresh.map(async (each) => sendInterest(await each.ctx(), offer, 'At once')))
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const outcome of both) if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(UserError)
  })

  test('whoever withdrew may send another interest; whoever was declined may not', async () => {
    const offer = await offerBy(await partner.ctx())
    const { member, id } = await interested(offer)
    await withdrawInterest(await member.ctx(), id)
    await sendInterest(await member.ctx(), offer, 'After all')
    await declineInterest(await partner.ctx(), id)
    await expect(sendInterest(await member.ctx(), offer, 'Please')).rejects.toMatchObject({ key: 'interest.already' })
  })

  test('cannot be fewer than are taken', async () => {
    const offer = await offerBy(await partner.ctx(), { places: 3 })
    const ctx = await partner.ctx()
    for (const { id } of [await interested(offer), await interested(offer)]) await acceptInterest(ctx, id)
    const row = await placesOf(offer)
    const values = {
      title: row.title,
      details: row.details,
      kind: 'legal',
      themes: [],
      closesAt: fromDate(row.closesAt),
    } as const
    await expect(changeOffer(ctx, row, { ...values, places: 1 })).rejects.toMatchObject({
      key: 'offer.placesTaken',
      field: 'places',
    })
    await changeOffer(ctx, row, { ...values, places: 2 })
    expect(isFull(await placesOf(offer))).toBe(true)
  })

  describe('who may answer:', () => {
    test('colleagues of the same organisation and staff, and nobody else', async () => {
      const offer = await offerBy(await partner.ctx(), { places: 3 })
      const colleague = await stage.member(1, { partner: 'CABINET  martin' })
      const stranger = await stage.member(0, { partner: 'Another firm' })
      const { id } = await interested(offer)
      await expect(acceptInterest(await stranger.ctx(), id)).rejects.toMatchObject({ key: 'general.ownOnly' })
      await expect(sendInterest(await colleague.ctx(), offer, 'Us')).rejects.toMatchObject({ key: 'interest.own' })
      await acceptInterest(await colleague.ctx(), id)
      const met = await database().client.meetingPerson.findMany({ where: { memberId: colleague.id } })
      expect(met).toHaveLength(1)
    })

    test('nobody of another community: it answers as if there were none', async () => {
      const offer = await offerBy(await partner.ctx())
      const { id } = await interested(offer)
      const elsewhere = await setStage(database())
      const stranger: Context = await (await elsewhere.member(0, { partner: 'Cabinet Martin' })).ctx()
      for (const act of [acceptInterest, declineInterest, withdrawInterest])
        await expect(act(stranger, id)).rejects.toMatchObject({ key: 'general.notFound' })
      await expect(sendInterest(stranger, offer, 'Hello')).rejects.toMatchObject({ key: 'general.notFound' })
    })
  })

  test('withdrawing an offer answers everybody who waits', async () => {
    const offer = await offerBy(await partner.ctx())
    const { id, member } = await interested(offer)
    await withdrawOffer(stage.work(), offer)
    expect(await database().client.interest.findUnique({ where: { id } })).toMatchObject({ state: 'declined' })
    const told = await database().client.post.findFirst({ where: { view: 'interest.declined', subject: id } })
    expect(told?.place).toBe(`direct:${member.externalId}`)
  })
})
