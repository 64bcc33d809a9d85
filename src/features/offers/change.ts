import type { Context, Work } from '../../context.ts'
import type { Tx } from '../../db/open.ts'
import { fieldError, userError } from '../../i18n/i18n.ts'
import { clip } from '../../kit/text.ts'
import { fromDate, toDate } from '../../kit/time.ts'
import { declare } from '../../posts/declare.ts'
import { declineWaiting } from './answers.ts'
import { publish, refreshCopies } from './copies.ts'
import { changeThemes, contentColumns, mediaColumns, type Source } from './make.ts'
import { authorOf, findOffer, type OfferRow, type OfferValues, zoneOfOffer } from './offers.ts'
import { offerLimits } from './propose.ts'
import { noticeAt } from './times.ts'

/**
 * The author's or staff's changes; every copy follows. An offer that had ended is open again when its new last day is to come.
 * Throws a UserError when there would be fewer places than are taken.
 */
export async function changeOffer(work: Work, offer: OfferRow, values: OfferValues, source?: Source): Promise<void> {
  await work.db.transact(async (tx) => {
    const [changed] = await tx.offer.updateManyAndReturn({
      where: { id: offer.id, state: { in: ['open', 'pending', 'expired'] }, taken: { lte: values.places } },
      data: { ...contentColumns(values), ...(source ? mediaColumns(source) : {}), ...stateAfter(work, offer, values) },
    })
    if (!changed) return explainUnchanged(tx, offer)
    const themes = await changeThemes(tx, changed.communityId, offer.id, values.themes)
    if (changed.state === 'open') await publish(tx, work, { ...changed, themes })
    await refreshCopies(tx, work, offer.id)
  })
}

function stateAfter(work: Work, offer: OfferRow, { closesAt }: OfferValues) {
  if (fromDate(offer.closesAt).equals(closesAt)) return {}
  const published = offer.publishedAt !== null
  if (!published) return offer.state === 'expired' ? { state: 'pending' } : {}
  const notice = noticeAt(closesAt, zoneOfOffer(offer), work.now)
  return { state: 'open', reminders: 0, remindAt: notice ? toDate(notice) : null }
}

async function explainUnchanged(tx: Tx, offer: OfferRow): Promise<never> {
  const { state, taken } = await findOffer(tx, offer.communityId, offer.id)
  const changeable = ['open', 'pending', 'expired'].includes(state)
  throw changeable
    ? fieldError('places', 'offer.placesTaken', { count: taken })
    : userError('offer.notOpen', { title: offer.title })
}

/**
 * Withdrawn by its author or staff, or because the message it was made from is gone. Its cards say so, and so does Totem to those
 * who wait for an answer. False: it was not open.
 */
export async function withdrawOffer(work: Work, id: number): Promise<boolean> {
  return work.db.transact(async (tx) => {
    const withdrawn = await tx.offer.updateMany({
      where: { id, state: { in: ['open', 'pending'] } },
      data: { state: 'withdrawn', remindAt: null },
    })
    if (withdrawn.count === 0) return false
    await declineWaiting(tx, work, id)
    await refreshCopies(tx, work, id)
    return true
  })
}

/** Staff's answer to a waiting offer. The first answer counts; the author is told. */
export async function answerOffer(
  ctx: Context,
  id: number,
  answer: { approved: true } | { approved: false; reason: string },
): Promise<OfferRow> {
  return ctx.db.transact(async (tx) => {
    const offer = await findOffer(tx, ctx.community, id)
    const notice = noticeAt(fromDate(offer.closesAt), zoneOfOffer(offer), ctx.now)
    const data = answer.approved
      ? { state: 'open', publishedAt: toDate(ctx.now), remindAt: notice ? toDate(notice) : null }
      : { state: 'refused', refusal: clip(answer.reason, offerLimits.reason), remindAt: null }
    const answered = await tx.offer.updateMany({ where: { id, state: 'pending' }, data })
    if (answered.count === 0) throw userError('offer.alreadyAnswered')
    if (answer.approved) await publish(tx, ctx, offer)
    const author = authorOf(offer)
    if (author) {
      const place = { kind: 'direct', member: author.externalId } as const
      await declare(tx, ctx.now, [{ workspace: author.workspaceId, place, view: 'offer.verdict', subject: id }])
    }
    await refreshCopies(tx, ctx, id)
    return offer
  })
}
