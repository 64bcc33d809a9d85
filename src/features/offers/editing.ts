import type { Context } from '../../context.ts'
import { userError } from '../../i18n/i18n.ts'
import { idIn } from '../../kit/action.ts'
import { ask, done, type Reply, show } from '../../kit/reply.ts'
import { fromDate } from '../../kit/time.ts'
import { channelFor } from '../communities/workspaces.ts'
import type { FormHandler, OnMessage, Press } from '../feature.ts'
import { findReader, meetMember } from '../members/members.ts'
import { chooseKindCard, kindSelect, wholeCard } from './cards.ts'
import { changeOffer } from './change.ts'
import { changeableOffer, filledForm, offerForm, readOffer, readSubject, recordOfSource } from './form.ts'
import { isOfferKind, type OfferKind } from './kinds.ts'
import { type Maker, makeOffer, makerOf } from './make.ts'
import { offerFrom, zoneOf, zoneOfOffer } from './offers.ts'
import { madeReply } from './saved.ts'
import { isOffersChannel, proposedValues, sourceMessage, sourceOf } from './source.ts'

/** `/offer new`: the form; without a kind, the kind is asked first. */
export async function newOffer(ctx: Context, kind: OfferKind | undefined): Promise<Reply> {
  await requireOffersChannel(ctx)
  return kind === undefined ? show(chooseKindCard(ctx.t)) : ask(await offerForm(ctx, `new.${kind}`))
}

/** A feature with no channel stays silent, and its commands say what staff must set. */
async function requireOffersChannel(ctx: Context): Promise<void> {
  if ((await channelFor(ctx.db.client, ctx.workspace.id, 'offers')) !== undefined) return
  throw userError('general.channelMissing', { purpose: ctx.t('purpose.offers') })
}

/** `/offer edit`: the form again. */
export async function editOffer(ctx: Context, id: number): Promise<Reply> {
  return ask(await offerForm(ctx, String(id)))
}

/** The kind of an offer to be made, or another one for an offer that is there. */
export const chooseKind: Press = async (ctx, record, values) => {
  const kind = values.find(isOfferKind) ?? 'other'
  if (record === '') return newOffer(ctx, kind)
  const offer = await changeableOffer(ctx, idIn(record))
  const themes = offer.themes.map(({ theme }) => theme)
  await changeOffer(ctx, offer, { ...offer, kind, themes, closesAt: fromDate(offer.closesAt) })
  return done(ctx.t('offer.updated', { title: offer.title }), kindSelect(ctx.t, offer.id))
}

export const saveOffer: FormHandler = {
  form: offerForm,
  save: async (ctx, record, answers) => {
    const subject = readSubject(record)
    const zone = zoneOf(ctx.member, ctx.workspace)
    switch (subject.kind) {
      case 'new':
        return madeReply(ctx, await makeOffer(ctx, makerOf(ctx), readOffer(ctx, subject.offerKind, answers, zone)))
      case 'for': {
        const maker = await makerFor(ctx, await externalIdOf(ctx, subject.member))
        return madeReply(ctx, await makeOffer(ctx, maker, readOffer(ctx, subject.offerKind, answers, maker.zone)))
      }
      case 'source': {
        const message = await sourceMessage(ctx, subject.channel, subject.message)
        const maker = await makerFor(ctx, message.author)
        const values = readOffer(ctx, proposedValues(ctx, message).kind, answers, maker.zone)
        return madeReply(ctx, await makeOffer(ctx, maker, values, sourceOf(message)))
      }
      case 'offer': {
        const offer = await changeableOffer(ctx, subject.id)
        const values = readOffer(ctx, offer.kind, answers, zoneOfOffer(offer), fromDate(offer.closesAt))
        await changeOffer(ctx, offer, values)
        return done(ctx.t('offer.updated', { title: values.title }), kindSelect(ctx.t, offer.id))
      }
    }
  },
}

async function externalIdOf(ctx: Context, member: number): Promise<string> {
  const found = await ctx.db.client.member.findFirst({
    where: { id: member, workspaceId: ctx.workspace.id },
    select: { externalId: true },
  })
  if (!found) throw userError('general.notFound', { what: String(member) })
  return found.externalId
}

/** Of the member's own message, themself; of another's, staff may, and then it needs no approval. */
async function makerFor(ctx: Context, author: string): Promise<Maker> {
  if (author === ctx.member.externalId) return makerOf(ctx)
  if (!ctx.member.staff) throw userError('offer.turn.notYours')
  const member = await meetMember(ctx, ctx.workspace, author)
  if (!member) throw userError('offer.turn.bot')
  return { ...makerOf({ ...ctx, member }), trusted: true }
}

/** **Turn into an offer**, on a message: the form, filled with what its text proposes. */
export const turnIntoOffer: OnMessage = async (ctx, message) => {
  await requireOffersChannel(ctx)
  if (message.automatic) throw userError('offer.turn.bot')
  const there = await offerFrom(ctx.db.client, ctx.workspace.id, message.message)
  if (there && there.state !== 'asked' && there.state !== 'declined') return show(await wholeCard(ctx, there))
  const maker = await makerFor(ctx, message.author)
  const values = proposedValues(ctx, message)
  return ask(await filledForm(ctx, await recordFor(ctx, message, values.kind), values, maker.zone))
}

/** Messages elsewhere than in the offers channel are not followed: the offer is made of what they say now. */
async function recordFor(ctx: Context, message: Parameters<OnMessage>[1], kind: OfferKind): Promise<string> {
  if (await isOffersChannel(ctx, message.channel)) return recordOfSource(message.channel, message.message)
  if (message.author === ctx.member.externalId) return `new.${kind}`
  const author = await findReader(ctx.db.client, ctx.workspace.id, message.author)
  return `for~${author?.id ?? 0}~${kind}`
}
