import type { Context, Work } from '../../context.ts'
import type { Tx } from '../../db/open.ts'
import { userError } from '../../i18n/i18n.ts'
import { inDays, toDate } from '../../kit/time.ts'
import { refresh } from '../../posts/declare.ts'
import { bringTogether } from '../meetings/meetings.ts'
import { isAnyBlocked } from '../members/blocks.ts'
import {
  findInterest,
  type InterestRow,
  interestColumns,
  interestViews,
  refreshInterest,
  senderOf,
  tellMember,
  tellPartner,
} from './interests.ts'
import { isOwn, mayChange, type OfferRow } from './offers.ts'
import { offerDays } from './times.ts'

/** Puts both in one conversation. The last place makes the offer full; it is never given twice. */
export async function acceptInterest(ctx: Context, id: number): Promise<InterestRow> {
  return ctx.db.transact(async (tx) => {
    const interest = await findInterest(tx, ctx.community, id)
    refuseUnlessTheirs(ctx, interest.offer)
    await settle(tx, interest, ['waiting'], {
      state: 'accepted',
      answeredAt: toDate(ctx.now),
      remindAt: toDate(inDays(ctx.now, offerDays.helpedQuestion, ctx.workspace.timezone)),
    })
    await takePlace(tx, interest.offer)
    const { offer } = interest
    const partner = isOwn(ctx.member, offer) ? ctx.member : { id: offer.memberId, personId: offer.personId }
    const sender = senderOf(interest)
    const people = [partner.personId, interest.personId]
    if (await isAnyBlocked(tx, people)) throw userError('meeting.unavailable', { name: sender?.name ?? '' })
    const members = [partner.id, sender?.id ?? interest.memberId]
    await bringTogether(tx, ctx, { community: ctx.community, reason: 'offer', reasonId: id, members })
    await refreshInterest(tx, ctx, interest)
    return interest
  })
}

/** The partner says no, or takes an acceptance back, which frees the place. The member is told kindly. */
export async function declineInterest(ctx: Context, id: number): Promise<InterestRow> {
  return ctx.db.transact(async (tx) => {
    const interest = await findInterest(tx, ctx.community, id)
    refuseUnlessTheirs(ctx, interest.offer)
    await settle(tx, interest, ['waiting', 'accepted'], {
      state: 'declined',
      answeredAt: toDate(ctx.now),
      remindAt: null,
    })
    if (interest.state === 'accepted') await freePlace(tx, interest.offer)
    await tellMember(tx, ctx, interest, 'interest.declined')
    await refreshInterest(tx, ctx, interest)
    return interest
  })
}

/** The member is not interested any more; the place of an accepted interest is free again. */
export async function withdrawInterest(ctx: Context, id: number): Promise<InterestRow> {
  return ctx.db.transact(async (tx) => {
    const interest = await findInterest(tx, ctx.community, id)
    if (interest.personId !== ctx.member.personId) throw userError('general.notFound', { what: `#${id}` })
    await settle(tx, interest, ['waiting', 'accepted'], { state: 'withdrawn', remindAt: null })
    if (interest.state === 'accepted') {
      await freePlace(tx, interest.offer)
      await tellPartner(tx, ctx, interest, 'interest.left')
    }
    await refreshInterest(tx, ctx, interest)
    return interest
  })
}

/** The offer is withdrawn: those who wait for an answer get one. */
export async function declineWaiting(tx: Tx, work: Work, offerId: number): Promise<void> {
  const waiting = await tx.interest.findMany({ where: { offerId, state: 'waiting' }, select: interestColumns })
  if (waiting.length === 0) return
  const ids = waiting.map((interest) => interest.id)
  const data = { state: 'declined', answeredAt: toDate(work.now), remindAt: null }
  await tx.interest.updateMany({ where: { id: { in: ids } }, data })
  for (const interest of waiting) await tellMember(tx, work, interest, 'interest.declined')
  await refresh(tx, work.now, interestViews, ids)
}

function refuseUnlessTheirs(ctx: Context, offer: OfferRow): void {
  if (!mayChange(ctx.member, offer)) throw userError('general.ownOnly')
}

interface Settled {
  readonly state: string
  readonly answeredAt?: Date
  readonly remindAt: Date | null
}

/** Who answers first wins; the state that was read decides what follows, so it must be the one that is changed. */
async function settle(tx: Tx, interest: InterestRow, from: readonly string[], data: Settled): Promise<void> {
  const settled = from.includes(interest.state)
    ? await tx.interest.updateMany({ where: { id: interest.id, state: interest.state }, data })
    : { count: 0 }
  if (settled.count === 0) throw userError('interest.answered')
}

async function takePlace(tx: Tx, { id, title }: OfferRow): Promise<void> {
  const taken = await tx.offer.updateMany({
    where: { id, state: { in: ['open', 'expired'] }, taken: { lt: tx.offer.fields.places } },
    data: { taken: { increment: 1 } },
  })
  if (taken.count === 1) return
  const { state } = await tx.offer.findUniqueOrThrow({ where: { id }, select: { state: true } })
  if (state === 'open' || state === 'expired') throw userError('offer.fullForPartner', { title })
  throw userError('offer.notOpen', { title })
}

async function freePlace(tx: Tx, { id }: OfferRow): Promise<void> {
  await tx.offer.updateMany({ where: { id, taken: { gt: 0 } }, data: { taken: { decrement: 1 } } })
}
