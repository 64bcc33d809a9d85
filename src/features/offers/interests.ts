import type { Context, Work } from '../../context.ts'
import { isTaken } from '../../db/error.ts'
import type { Tx } from '../../db/open.ts'
import { userError } from '../../i18n/i18n.ts'
import { clip } from '../../kit/text.ts'
import { inDays, toDate } from '../../kit/time.ts'
import { declare, refresh } from '../../posts/declare.ts'
import { contactsOf } from './contacts.ts'
import { accountColumns, findOffer, isFull, isOwn, type OfferRow, offerColumns } from './offers.ts'
import { offerLimits } from './propose.ts'
import { offerDays } from './times.ts'

export const interestColumns = {
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
  const found = await interestOf(db, id)
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

export const interestViews = [
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
