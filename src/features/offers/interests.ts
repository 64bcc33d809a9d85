import type { Context, Work } from '../../context.ts'
import { isTaken } from '../../db/error.ts'
import type { Tx } from '../../db/open.ts'
import { userError } from '../../i18n/i18n.ts'
import { clip } from '../../kit/text.ts'
import { inDays, toDate } from '../../kit/time.ts'
import { declare, refresh } from '../../posts/declare.ts'
import { bringTogether } from '../meetings/meetings.ts'
import { contactsOf } from './contacts.ts'
import { accountColumns, findOffer, isFull, isOwn, mayChange, type OfferRow, offerColumns } from './offers.ts'
import { offerLimits } from './propose.ts'
import { offerDays } from './times.ts'

const interestColumns = {
  id: true,
  offerId: true,
  personId: true,
  memberId: true,
  message: true,
  state: true,
  createdAt: true,
  reminders: true,
  helped: true,
  comment: true,
  offer: { select: offerColumns },
  person: { select: { members: { select: accountColumns } } },
} as const

export type InterestRow = NonNullable<Awaited<ReturnType<typeof interestOf>>>

/** For views, which draw what is there or nothing. */
export async function interestOf(db: Tx, id: number) {
  const found = await db.interest.findUnique({ where: { id }, select: interestColumns })
  return found ?? undefined
}

/** An interest of this community. Another community's answers exactly as one that does not exist. */
export async function findInterest(db: Tx, community: number, id: number): Promise<InterestRow> {
  const found = Number.isSafeInteger(id) ? await interestOf(db, id) : undefined
  if (!found || found.offer.communityId !== community) throw userError('general.notFound', { what: `#${id}` })
  return found
}

/** The account it was sent from, else any account of the person. */
export function senderOf(interest: InterestRow) {
  const { members } = interest.person
  return members.find((member) => member.id === interest.memberId) ?? members[0]
}

/** Tells one sending of an interest from the next, when somebody withdrew theirs and sent another. */
export function attemptOf(interest: { createdAt: Date }): string {
  return String(interest.createdAt.getTime())
}

/** Throws a UserError that says why this member cannot be interested in it. */
export async function refuseInterest(db: Tx, member: Context['member'], offer: OfferRow): Promise<void> {
  const { title } = offer
  if (isOwn(member, offer)) throw userError('interest.own')
  if (offer.state !== 'open') throw userError('offer.notOpen', { title })
  const key = { offerId_personId: { offerId: offer.id, personId: member.personId } }
  const there = await db.interest.findUnique({ where: key, select: { state: true } })
  if (there && there.state !== 'withdrawn') throw userError('interest.already', { title })
  if (isFull(offer)) throw userError('offer.full', { title })
}

/** One per person and offer; the partner gets it as a direct message. */
export async function sendInterest(ctx: Context, offerId: number, message: string): Promise<OfferRow> {
  try {
    return await ctx.db.transact(async (tx) => {
      const offer = await findOffer(tx, ctx.community, offerId)
      await refuseInterest(tx, ctx.member, offer)
      const interest = await recordInterest(tx, ctx, offer, message)
      await tellPartner(tx, ctx, interest, 'interest.ask')
      return offer
    })
  } catch (error) {
    if (!isTaken(error)) throw error
    throw userError('interest.alreadyPlain')
  }
}

async function recordInterest(tx: Tx, ctx: Context, offer: OfferRow, message: string): Promise<InterestRow> {
  const { personId, id: memberId } = ctx.member
  const data = {
    memberId,
    message: clip(message, offerLimits.message),
    state: 'waiting',
    createdAt: toDate(ctx.now),
    answeredAt: null,
    remindAt: toDate(inDays(ctx.now, offerDays.partnerReminder, ctx.workspace.timezone)),
    reminders: 0,
  }
  return tx.interest.upsert({
    where: { offerId_personId: { offerId: offer.id, personId } },
    create: { ...data, offerId: offer.id, personId },
    update: data,
    select: interestColumns,
  })
}

/** By direct message to whoever answers for the offer. */
export async function tellPartner(tx: Tx, work: Work, interest: InterestRow, view: string): Promise<void> {
  const contacts = await contactsOf(tx, interest.offer)
  await declare(
    tx,
    work.now,
    contacts.map(({ workspaceId, externalId }) => ({
      workspace: workspaceId,
      place: { kind: 'direct', member: externalId },
      view,
      subject: interest.id,
      occurrence: attemptOf(interest),
    })),
  )
}

export async function tellMember(tx: Tx, work: Work, interest: InterestRow, view: string): Promise<void> {
  const sender = senderOf(interest)
  if (!sender) return
  const place = { kind: 'direct', member: sender.externalId } as const
  const occurrence = attemptOf(interest)
  await declare(tx, work.now, [{ workspace: sender.workspaceId, place, view, subject: interest.id, occurrence }])
}

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
    const partner = isOwn(ctx.member, offer) ? ctx.member.id : offer.memberId
    const members = [partner, senderOf(interest)?.id ?? interest.memberId]
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

const interestViews = [
  'interest.ask',
  'interest.remind',
  'interest.silent',
  'interest.declined',
  'interest.helped',
] as const

/** Its own posts, and the places left on the offer's cards. */
export async function refreshInterest(tx: Tx, work: Work, { id, offerId }: InterestRow): Promise<void> {
  await refresh(tx, work.now, interestViews, id)
  await refresh(tx, work.now, ['offer.card', 'offer.followed'], offerId)
}
