import type { Context } from '../../context.ts'
import type { Tx } from '../../db/open.ts'
import { userError } from '../../i18n/i18n.ts'
import { action, idIn } from '../../kit/action.ts'
import { type Block, bullets, card, heading, note, paragraph, select } from '../../kit/card.ts'
import { type Reply, show } from '../../kit/reply.ts'
import { type Text, wordsOf } from '../../kit/text.ts'
import type { Press } from '../feature.ts'
import { chosenInterestCard, nameOf, stateWords } from './interest-cards.ts'
import { findInterest } from './interests.ts'
import { isFull, mayChange, type OfferRow, offerColumns } from './offers.ts'

const SHOWN = 10
/** As many as a select offers. */
const CHOICES = 25

/** `/offer mine`: my offers and my organisation's with what each led to, and my interests, where they stand. */
export async function listMine(ctx: Context): Promise<Reply> {
  const offers = await ownOffers(ctx)
  const interests = await ownInterests(ctx)
  const led = await ledTo(ctx.db.client, offers)
  const waiting = await waitingInterests(ctx, offers)
  const { t } = ctx
  if (offers.length === 0 && interests.length === 0)
    return show(card({ blocks: [heading(t.words('mine.title')), paragraph(t('mine.nothing'))] }))
  return show(
    card({
      blocks: [
        ...(offers.length === 0 ? [] : offerBlocks(ctx, offers, led)),
        ...waiting,
        ...(interests.length === 0 ? [] : interestBlocks(ctx, interests)),
      ],
    }),
  )
}

async function ownOffers(ctx: Context): Promise<OfferRow[]> {
  const { personId, partner } = ctx.member
  const organisation = partner ? [{ organisationId: partner.organisationId }] : []
  return ctx.db.client.offer.findMany({
    where: {
      communityId: ctx.community,
      state: { notIn: ['asked', 'declined'] },
      OR: [{ personId }, ...organisation],
    },
    orderBy: { id: 'desc' },
    take: SHOWN,
    select: offerColumns,
  })
}

interface Led {
  readonly interests: number
  readonly accepted: number
  readonly helped: number
}

/** What each offer led to; what members withdrew counts as an interest all the same. */
async function ledTo(db: Tx, offers: readonly { id: number }[]): Promise<Map<number, Led>> {
  const counts = await db.interest.groupBy({
    by: ['offerId', 'state', 'helped'],
    where: { offerId: { in: offers.map(({ id }) => id) } },
    _count: true,
  })
  return new Map(
    offers.map(({ id }) => {
      const of = counts.filter(({ offerId }) => offerId === id)
      const sum = (some: typeof of) => some.reduce((total, { _count }) => total + _count, 0)
      const accepted = of.filter(({ state }) => state === 'accepted')
      return [
        id,
        { interests: sum(of), accepted: sum(accepted), helped: sum(accepted.filter((each) => each.helped === 'yes')) },
      ]
    }),
  )
}

function offerBlocks(
  { t }: Context,
  offers: readonly OfferRow[],
  led: ReadonlyMap<number, Led>,
): (Block | undefined)[] {
  const item = (offer: OfferRow): Text => {
    const { interests, accepted, helped } = led.get(offer.id) ?? { interests: 0, accepted: 0, helped: 0 }
    const state = t(stateKey(offer))
    return t('mine.offer', { title: offer.title, id: String(offer.id), state, interests, accepted, helped })
  }
  return [
    heading(t.words('mine.offers')),
    bullets(offers.map(item)),
    select({
      action: action('offer.show'),
      placeholder: t.words('offer.list.show'),
      choices: offers.map(({ id, title }) => ({ value: String(id), label: `#${id} ${title}` })),
    }),
  ]
}

function stateKey(offer: OfferRow) {
  if (offer.state === 'open') return isFull(offer) ? 'mine.full' : 'mine.open'
  const closed = ['mine.pending', 'mine.withdrawn', 'mine.expired', 'mine.refused'] as const
  return closed.find((key) => key === `mine.${offer.state}`) ?? 'mine.open'
}

/** The interests that wait for an answer, to be chosen and answered by whoever shares the offers. */
async function waitingInterests(ctx: Context, offers: readonly OfferRow[]): Promise<(Block | undefined)[]> {
  const waiting = await ctx.db.client.interest.findMany({
    where: { offerId: { in: offers.map(({ id }) => id) }, state: 'waiting' },
    orderBy: { createdAt: 'asc' },
    take: CHOICES,
    select: { id: true },
  })
  if (waiting.length === 0) return []
  const found = await Promise.all(waiting.map(async ({ id }) => findInterest(ctx.db.client, ctx.community, id)))
  const { t } = ctx
  return [
    note(t('mine.waiting', { count: found.length })),
    select({
      action: action('interest.choose'),
      placeholder: t.words('mine.answer'),
      choices: found.map((interest) => ({
        value: String(interest.id),
        label: `${wordsOf([nameOf(interest, t)])} · ${interest.offer.title}`,
      })),
    }),
  ]
}

/** One of them: who, what they wrote, Accept and Decline. */
export const chooseInterest: Press = async (ctx, record, values) => {
  const interest = await findInterest(ctx.db.client, ctx.community, idIn(values[0] ?? record))
  if (!mayChange(ctx.member, interest.offer)) throw userError('general.notFound', { what: `#${interest.id}` })
  return show(chosenInterestCard(interest, ctx.t))
}

async function ownInterests(ctx: Context) {
  return ctx.db.client.interest.findMany({
    where: { personId: ctx.member.personId, offer: { communityId: ctx.community } },
    orderBy: { id: 'desc' },
    take: SHOWN,
    select: { id: true, state: true, offer: { select: { id: true, title: true } } },
  })
}

function interestBlocks({ t }: Context, interests: Awaited<ReturnType<typeof ownInterests>>): (Block | undefined)[] {
  const live = interests.filter(({ state }) => state === 'waiting' || state === 'accepted')
  return [
    heading(t.words('mine.interests')),
    bullets(
      interests.map(({ state, offer }) =>
        t('mine.interest', { title: offer.title, id: String(offer.id), state: stateWords(state, t) }),
      ),
    ),
    live.length === 0
      ? undefined
      : select({
          action: action('interest.leave'),
          placeholder: t.words('interest.withdraw'),
          choices: live.map(({ id, offer }) => ({ value: String(id), label: `#${offer.id} ${offer.title}` })),
        }),
  ]
}
