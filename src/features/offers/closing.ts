import { userError } from '../../i18n/i18n.ts'
import { action, idIn } from '../../kit/action.ts'
import { button, buttons, card, paragraph } from '../../kit/card.ts'
import { done } from '../../kit/reply.ts'
import { time } from '../../kit/text.ts'
import { fromDate, toDate } from '../../kit/time.ts'
import { declare } from '../../posts/declare.ts'
import type { View } from '../../posts/views.ts'
import type { Duty } from '../../work/duties.ts'
import type { Press } from '../feature.ts'
import { contactsOf } from './contacts.ts'
import { refreshCopies } from './copies.ts'
import { remindStaff } from './make.ts'
import { findOffer, mayChange, type OfferRow, offerOf, zoneOfOffer } from './offers.ts'
import { extended, noticeAt } from './times.ts'

/** Offers whose last day is over. */
export const expireEnded: Duty = {
  name: 'offers.expire',
  due: async (work, limit) => {
    const ended = await work.db.client.offer.findMany({
      where: { state: { in: ['open', 'pending'] }, closesAt: { lte: toDate(work.now) } },
      select: { id: true },
      take: limit,
    })
    return ended.map((offer) => offer.id)
  },
  perform: async (work, id) => {
    await work.db.transact(async (tx) => {
      const expired = await tx.offer.updateMany({
        where: { id, state: { in: ['open', 'pending'] }, closesAt: { lte: toDate(work.now) } },
        data: { state: 'expired', remindAt: null },
      })
      if (expired.count > 0) await refreshCopies(tx, work, id)
    })
  },
}

/** Staff who let an offer wait, authors whose offer will close, questions about messages that nobody answered: each once. */
export const remindAboutOffers: Duty = {
  name: 'offers.remind',
  due: async (work, limit) => {
    const due = await work.db.client.offer.findMany({
      where: { remindAt: { lte: toDate(work.now) } },
      select: { id: true },
      orderBy: { remindAt: 'asc' },
      take: limit,
    })
    return due.map((offer) => offer.id)
  },
  perform: async (work, id) => {
    await work.db.transact(async (tx) => {
      const offer = await offerOf(tx, id)
      if (offer?.state === 'pending') return remindStaff(tx, work, offer)
      const state = offer?.state === 'asked' ? { state: 'declined' } : {}
      await tx.offer.updateMany({ where: { id }, data: { remindAt: null, ...state } })
      if (offer?.state === 'asked') return refreshCopies(tx, work, id)
      if (offer?.state !== 'open') return
      const contacts = await contactsOf(tx, offer)
      const posts = contacts.map(({ workspaceId, externalId }) => ({
        workspace: workspaceId,
        place: { kind: 'direct', member: externalId } as const,
        view: 'offer.closing',
        subject: id,
        occurrence: closingOf(offer),
      }))
      await declare(tx, work.now, posts)
    })
  },
}

/** Tells one closing of an offer from the next, after it was extended. */
function closingOf({ closesAt }: OfferRow): string {
  return String(closesAt.getTime())
}

/** To its author, three days before it closes: four weeks more, or let it end. */
export const closingView: View = {
  render: async (view, id) => {
    const offer = await offerOf(view.db.client, id)
    if (!offer) return undefined
    const { t, occurrence } = view
    const asked = { title: offer.title, at: time(fromDate(new Date(Number(occurrence))), 'date') }
    const until = time(fromDate(offer.closesAt), 'date')
    if (occurrence !== closingOf(offer))
      return card({ tone: 'closed', blocks: [paragraph(t('offer.closing.extended', { title: offer.title, until }))] })
    const answered = offer.state !== 'open' || offer.reminders > 0
    const record = `${id}~${occurrence}`
    return card({
      tone: answered ? 'closed' : 'attention',
      blocks: [
        paragraph(t('offer.closing', asked)),
        answered
          ? undefined
          : buttons(
              button(t.words('offer.extend'), action('offer.extend', record), 'primary'),
              button(t.words('offer.letEnd'), action('offer.letEnd', record)),
            ),
      ],
    })
  },
}

/** Four weeks more, once for each time it was asked. */
export const extend: Press = async (ctx, record) => {
  const [id, closing] = record.split('~')
  const closesAt = await ctx.db.transact(async (tx) => {
    const offer = await findOffer(tx, ctx.community, idIn(id))
    if (!mayChange(ctx.member, offer)) throw userError('general.ownOnly')
    const zone = zoneOfOffer(offer)
    const later = extended(fromDate(offer.closesAt), zone)
    const notice = noticeAt(later, zone, ctx.now)
    const moved = await tx.offer.updateMany({
      where: { id: offer.id, state: 'open', closesAt: new Date(Number(closing)) },
      data: { closesAt: toDate(later), reminders: 0, remindAt: notice ? toDate(notice) : null },
    })
    if (moved.count === 0) throw userError('offer.closing.gone', { title: offer.title })
    await refreshCopies(tx, ctx, offer.id)
    return later
  })
  return done(ctx.t('offer.extended', { until: time(closesAt, 'date') }))
}

export const letEnd: Press = async (ctx, record) => {
  const [id] = record.split('~')
  const title = await ctx.db.transact(async (tx) => {
    const offer = await findOffer(tx, ctx.community, idIn(id))
    if (!mayChange(ctx.member, offer)) throw userError('general.ownOnly')
    await tx.offer.updateMany({ where: { id: offer.id, state: 'open' }, data: { reminders: 1 } })
    await refreshCopies(tx, ctx, offer.id)
    return offer.title
  })
  return done(ctx.t('offer.letEnd.done', { title }))
}
