import type { Context } from '../../context.ts'
import { userError } from '../../i18n/i18n.ts'
import { action } from '../../kit/action.ts'
import { card, paragraph } from '../../kit/card.ts'
import { answerText, type Form, form, textField } from '../../kit/form.ts'
import { ask, type Reply, show } from '../../kit/reply.ts'
import { clean, type Wording } from '../../kit/text.ts'
import type { Duty } from '../../work/duties.ts'
import type { Feature, FormHandler, Press } from '../feature.ts'
import { approvalView, chooseKindCard, listCard, offerCard, offerView, verdictView, withdrawCard } from './cards.ts'
import { offersChannel } from './channel.ts'
import { offerForm, readOffer } from './form.ts'
import { isOfferKind, type OfferKind } from './kinds.ts'
import {
  answerOffer,
  type Cursor,
  changeOffer,
  endedOffers,
  expireOffer,
  findOffer,
  makeOffer,
  mayChange,
  type OfferFilter,
  type OfferRow,
  pageOfOffers,
  requireOffersChannel,
  withdrawOffer,
} from './offers.ts'
import { offerLimits } from './propose.ts'

const PAGE = 8

/** `/offer new`: the form; without a kind, the kind is asked first. */
export async function newOffer(ctx: Context, kind: OfferKind | undefined): Promise<Reply> {
  await requireOffersChannel(ctx)
  return kind === undefined ? show(chooseKindCard(ctx.t)) : ask(await offerForm(ctx, `new.${kind}`))
}

export async function listOffers(ctx: Context, filter: OfferFilter, cursor?: Cursor): Promise<Reply> {
  return show(listCard(await pageOfOffers(ctx.db.client, ctx.community, filter, cursor, PAGE), filter, ctx.t))
}

export async function showOffer(ctx: Context, id: number): Promise<Reply> {
  return show(await offerCard(ctx.db.client, await findOffer(ctx.db.client, ctx.community, id), ctx.t))
}

/** `/offer withdraw`: after a confirmation. */
export async function confirmWithdrawal(ctx: Context, id: number): Promise<Reply> {
  return show(withdrawCard(ctx, await changeableOffer(ctx, id)))
}

async function changeableOffer(ctx: Context, id: number): Promise<OfferRow> {
  const offer = await findOffer(ctx.db.client, ctx.community, id)
  if (!mayChange(ctx.member, offer)) throw userError('general.ownOnly')
  if (offer.state !== 'open' && offer.state !== 'pending') throw userError('offer.notOpen', { title: offer.title })
  return offer
}

const chooseKind: Press = async (ctx, _record, values) => newOffer(ctx, values.find(isOfferKind) ?? 'other')

const withdraw: Press = async (ctx, record) => {
  const offer = await changeableOffer(ctx, Number(record))
  if (!(await withdrawOffer(ctx, offer.id))) throw userError('offer.notOpen', { title: offer.title })
  return done(ctx.t('offer.withdraw.done', { title: offer.title }))
}

const turnPage: Press = async (ctx, record) => {
  const [start = '', theme, kind = ''] = record.split('~')
  const number = Number(start.slice(1))
  const filter = { theme: theme || undefined, kind: isOfferKind(kind) ? kind : undefined }
  if (!Number.isSafeInteger(number)) return listOffers(ctx, filter)
  return listOffers(ctx, filter, start.startsWith('>') ? { above: number } : { below: number })
}

const approve: Press = async (ctx, record) => {
  refuseUnlessStaff(ctx)
  const offer = await answerOffer(ctx, Number(record), { approved: true })
  return done(ctx.t('offer.approved', { title: offer.title }))
}

const saveOffer: FormHandler = {
  form: offerForm,
  save: async (ctx, record, answers) => {
    if (record.startsWith('new.'))
      return made(ctx, await makeOffer(ctx, readOffer(ctx, record.slice('new.'.length), answers)))
    const offer = await changeableOffer(ctx, Number(record))
    const values = readOffer(ctx, offer.kind, answers)
    await changeOffer(ctx, ctx.community, offer.id, values)
    return done(ctx.t('offer.updated', { title: values.title }))
  },
}

function made(ctx: Context, offer: { id: number; title: string; state: 'open' | 'pending'; channels: number }): Reply {
  const { title } = offer
  const id = String(offer.id)
  if (offer.state === 'pending') return done(ctx.t('offer.awaits', { title, id }))
  return done(ctx.t('offer.published', { title, id, count: offer.channels }))
}

const refusal: FormHandler = {
  form: async (ctx, record): Promise<Form> => {
    refuseUnlessStaff(ctx)
    const offer = await findOffer(ctx.db.client, ctx.community, Number(record))
    if (offer.state !== 'pending') throw userError('offer.alreadyAnswered')
    return form({
      action: action('offer.refuse', record),
      title: ctx.t.words('offer.refuse.form'),
      send: ctx.t.words('offer.refuse.yes'),
      fields: [
        textField({
          key: 'reason',
          label: ctx.t.words('offer.refuse.reason'),
          lines: 'many',
          maximum: offerLimits.details,
        }),
      ],
    })
  },
  save: async (ctx, record, answers) => {
    refuseUnlessStaff(ctx)
    const offer = await answerOffer(ctx, Number(record), {
      approved: false,
      reason: clean(answerText(answers, 'reason')),
    })
    return done(ctx.t('offer.refusedDone', { title: offer.title }))
  },
}

function refuseUnlessStaff(ctx: Context): void {
  if (!ctx.member.staff) throw userError('general.staffOnly')
}

function done(wording: Wording): Reply {
  return show(card({ tone: 'good', blocks: [paragraph(wording)] }))
}

const expireEnded: Duty = { name: 'offers.expire', due: endedOffers, perform: expireOffer }

export const offers: Feature = {
  views: { 'offer.card': offerView, 'offer.approval': approvalView, 'offer.verdict': verdictView },
  presses: {
    'offer.kind': chooseKind,
    'offer.show': async (ctx, record, values) => showOffer(ctx, Number(values[0] ?? record)),
    'offer.list': turnPage,
    'offer.withdraw': withdraw,
    'offer.approve': approve,
    'offer.refuse': async (ctx, record) => ask(await refusal.form(ctx, record)),
  },
  forms: { 'offer.save': saveOffer, 'offer.refuse': refusal },
  duties: [expireEnded],
  listens: offersChannel,
}
