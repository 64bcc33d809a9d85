import type { Context } from '../../context.ts'
import { userError } from '../../i18n/i18n.ts'
import { idIn } from '../../kit/action.ts'
import { done, type Reply, show } from '../../kit/reply.ts'
import type { Feature, Press } from '../feature.ts'
import { approvalView, approve, refusal, refuse, verdictView } from './approval.ts'
import { leftBehindView, offerView, wholeCard, withdrawCard } from './cards.ts'
import { withdrawOffer } from './change.ts'
import { offersChannel } from './channel.ts'
import { closingView, expireEnded, extend, letEnd, remindAboutOffers } from './closing.ts'
import { relayOpenOffers } from './copies.ts'
import { chooseKind, editOffer, saveOffer, turnIntoOffer } from './editing.ts'
import { sendBundles } from './follow.ts'
import { bundleView, followedView } from './follow-cards.ts'
import { askView, declinedView, helpedView, leftView, remindView, silentView } from './interest-cards.ts'
import { followUpInterests } from './interest-duties.ts'
import {
  accept,
  commentForm,
  confirmLeaving,
  decline,
  helped,
  interestForm,
  leave,
  openComment,
  openInterest,
} from './interested.ts'
import { type Cursor, type OfferFilter, pageOfOffers } from './list.ts'
import { listCard, readPage } from './list-card.ts'
import { chooseInterest } from './mine.ts'
import { findOffer, mayChange, type OfferRow } from './offers.ts'
import { editFirst, notOffer, publishAsked, questionView } from './question.ts'

const PAGE = 8

export async function listOffers(ctx: Context, filter: OfferFilter, cursor?: Cursor): Promise<Reply> {
  return show(listCard(await pageOfOffers(ctx.db.client, ctx.community, filter, cursor, PAGE), filter, ctx.t))
}

/** What was never published is for those whose offer it is, and staff. */
export async function showOffer(ctx: Context, id: number): Promise<Reply> {
  const offer = await findOffer(ctx.db.client, ctx.community, id)
  if (offer.publishedAt === null && !mayChange(ctx.member, offer))
    throw userError('general.notFound', { what: `#${id}` })
  return show(await wholeCard(ctx, offer))
}

/** `/offer withdraw`: after a confirmation. */
export async function confirmWithdrawal(ctx: Context, id: number): Promise<Reply> {
  return show(withdrawCard(ctx, await liveOffer(ctx, id)))
}

async function liveOffer(ctx: Context, id: number): Promise<OfferRow> {
  const offer = await findOffer(ctx.db.client, ctx.community, id)
  if (!mayChange(ctx.member, offer)) throw userError('general.ownOnly')
  if (offer.state !== 'open' && offer.state !== 'pending') throw userError('offer.notOpen', { title: offer.title })
  return offer
}

const withdraw: Press = async (ctx, record) => {
  const offer = await liveOffer(ctx, idIn(record))
  if (!(await withdrawOffer(ctx, offer.id))) throw userError('offer.notOpen', { title: offer.title })
  return done(ctx.t('offer.withdraw.done', { title: offer.title }))
}

const turnPage: Press = async (ctx, record) => {
  const { filter, cursor } = readPage(record)
  return listOffers(ctx, filter, cursor)
}

export const offers: Feature = {
  views: {
    'offer.card': offerView,
    'offer.leftBehind': leftBehindView,
    'offer.question': questionView,
    'offer.approval': approvalView,
    'offer.verdict': verdictView,
    'offer.closing': closingView,
    'offer.followed': followedView,
    'offer.bundle': bundleView,
    'interest.ask': askView,
    'interest.remind': remindView,
    'interest.silent': silentView,
    'interest.declined': declinedView,
    'interest.left': leftView,
    'interest.helped': helpedView,
  },
  presses: {
    'offer.kind': chooseKind,
    'offer.show': async (ctx, record, values) => showOffer(ctx, idIn(values[0] ?? record)),
    'offer.details': async (ctx, record) => showOffer(ctx, idIn(record)),
    'offer.edit': async (ctx, record) => editOffer(ctx, idIn(record)),
    'offer.list': turnPage,
    'offer.confirmWithdrawal': async (ctx, record) => confirmWithdrawal(ctx, idIn(record)),
    'offer.withdraw': withdraw,
    'offer.approve': approve,
    'offer.refuse': refuse,
    'offer.publish': publishAsked,
    'offer.editFirst': editFirst,
    'offer.notOffer': notOffer,
    'offer.extend': extend,
    'offer.letEnd': letEnd,
    'offer.interested': openInterest,
    'interest.choose': chooseInterest,
    'interest.accept': accept,
    'interest.decline': decline,
    'interest.leave': confirmLeaving,
    'interest.withdraw': leave,
    'interest.helped': helped,
    'interest.comment': openComment,
  },
  forms: {
    'offer.save': saveOffer,
    'offer.refuse': refusal,
    'offer.interested': interestForm,
    'interest.comment': commentForm,
  },
  shortcuts: { 'offer.turn': turnIntoOffer },
  duties: [expireEnded, remindAboutOffers, followUpInterests, sendBundles, relayOpenOffers],
  listens: offersChannel,
}
