import type { Context } from '../../context.ts'
import type { Tx } from '../../db/open.ts'
import type { Translate } from '../../i18n/i18n.ts'
import { action } from '../../kit/action.ts'
import {
  type Block,
  type Button,
  button,
  buttons,
  type Card,
  card,
  fields,
  heading,
  image,
  note,
  paragraph,
  select,
} from '../../kit/card.ts'
import { clip, type Text, text, time, type Wording } from '../../kit/text.ts'
import { fromDate } from '../../kit/time.ts'
import type { View } from '../../posts/views.ts'
import { leftBehindCard } from '../communities/left-behind.ts'
import { themeNames } from '../communities/themes.ts'
import { personNode } from '../members/members.ts'
import { offerKindOf, offerKinds } from './kinds.ts'
import { numberAndLinks } from './links.ts'
import { authorOf, isFull, isOpen, isOwn, mayChange, type OfferRow, offerOf } from './offers.ts'

/** The offer in the offers channel of one workspace. */
export const offerView: View = {
  render: async (view, id) => {
    const offer = await offerOf(view.db.client, id)
    if (!offer) return undefined
    if (offer.communityId !== view.community) return offerLeftBehind(view.db.client, offer, view.t)
    return postedCard(view.db.client, offer, view.t)
  },
}

export const leftBehindView: View = {
  render: async (view, id) => {
    const offer = await offerOf(view.db.client, id)
    return offer && offerLeftBehind(view.db.client, offer, view.t)
  },
}

async function offerLeftBehind(db: Tx, offer: OfferRow, t: Translate): Promise<Card> {
  return leftBehindCard(t, await offerBlocks(db, offer, t), summaryOf(offer, t))
}

/** As channels show it: long details are cut, and a button shows them whole; closed, it says why and has no buttons. */
export async function postedCard(db: Tx, offer: OfferRow, t: Translate, before?: Block): Promise<Card> {
  const closed = closedBecause(offer, t)
  const controls = buttons(
    interestedButton(offer, t),
    isLong(offer) ? button(t.words('offer.details'), action('offer.details', offer.id)) : undefined,
  )
  return card({
    tone: closed === undefined ? 'neutral' : 'closed',
    summary: summaryOf(offer, t),
    blocks: [before, ...(await offerBlocks(db, offer, t)), closed === undefined ? controls : note(closed)],
  })
}

/** As whoever asked for it sees it: whole, with what they may do. */
export async function wholeCard(ctx: Context, offer: OfferRow): Promise<Card> {
  const { t } = ctx
  const closed = closedBecause(offer, t)
  return card({
    tone: closed === undefined ? 'neutral' : 'closed',
    summary: summaryOf(offer, t),
    blocks: [
      ...(await offerBlocks(ctx.db.client, offer, t, WHOLE)),
      closed === undefined ? undefined : note(closed),
      buttons(...buttonsFor(ctx, offer)),
    ],
  })
}

function buttonsFor({ member, t }: Context, offer: OfferRow): (Button | undefined)[] {
  const live = offer.state === 'open' || offer.state === 'pending'
  const own = mayChange(member, offer)
  return [
    isOpen(offer) && !isOwn(member, offer) ? interestedButton(offer, t) : undefined,
    own && live ? button(t.words('offer.edit'), action('offer.edit', offer.id)) : undefined,
    own && offer.state === 'expired' ? button(t.words('offer.reopen'), action('offer.edit', offer.id)) : undefined,
    own && live ? button(t.words('offer.withdraw.yes'), action('offer.confirmWithdrawal', offer.id)) : undefined,
  ]
}

function interestedButton(offer: OfferRow, t: Translate): Button {
  return button(t.words('offer.interested'), action('offer.interested', offer.id), 'primary')
}

/** How much of the details a channel shows. */
const SHOWN = 500
const SHOWN_LINES = 8
const WHOLE = Number.POSITIVE_INFINITY

function isLong({ details }: OfferRow): boolean {
  return shortened(details, SHOWN) !== details
}

function shortened(details: string, characters: number): string {
  if (characters === WHOLE) return details
  const lines = details.split('\n')
  const few = lines.length > SHOWN_LINES ? `${lines.slice(0, SHOWN_LINES).join('\n')}…` : details
  return clip(few, characters)
}

/** What an offer says, in the reader's language. */
export async function offerBlocks(
  db: Tx,
  offer: OfferRow,
  t: Translate,
  characters = SHOWN,
): Promise<(Block | undefined)[]> {
  const slugs = offer.themes.map(({ theme }) => theme)
  return [
    heading(offer.title),
    offer.details === '' ? undefined : paragraph(shortened(offer.details, characters)),
    fields([
      { label: t.label('offer.card.kind'), value: t.words(`offerKind.${offerKindOf(offer.kind)}`) },
      { label: t.label('offer.card.by'), value: whoOffers(offer, t) },
      { label: t.label('offer.card.themes'), value: await themeNames(db, offer.communityId, t, slugs) },
      { label: t.label('offer.card.places'), value: placesLeft(offer, t) },
      { label: t.label('offer.card.until'), value: time(fromDate(offer.closesAt), 'date') },
    ]),
    offer.image === null ? undefined : image(offer.image, offer.title),
    note(numberAndLinks(offer, t)),
  ]
}

export function whoOffers(offer: OfferRow, t: Translate): Text {
  const author = authorOf(offer)
  const who = author ? personNode(author) : t('general.formerMember')
  return offer.organisation ? text`${who}, ${offer.organisation.name}` : text`${who}`
}

function placesLeft({ taken, places }: OfferRow, t: Translate): Text {
  return t('offer.card.placesLeft', { left: Math.max(0, places - taken), places })
}

/** Why nobody can be interested in it now; undefined when somebody can. */
export function closedBecause(offer: OfferRow, t: Translate): Wording | undefined {
  if (offer.state === 'open') return isFull(offer) ? t('offer.isFull') : undefined
  const reasons: Readonly<Record<string, Wording>> = {
    withdrawn: t('offer.withdrawn'),
    expired: t('offer.expired'),
    refused: t('offer.refused'),
    pending: t('offer.waiting'),
  }
  return reasons[offer.state]
}

function summaryOf(offer: OfferRow, t: Translate): string {
  return `${offer.title} (${byWhom(offer, t)})`
}

export function byWhom(offer: OfferRow, t: Translate): string {
  return offer.organisation?.name ?? authorOf(offer)?.name ?? t.words('general.formerMember')
}

/** "What kind of expertise do you offer?": choosing one opens the form. */
export function chooseKindCard(t: Translate): Card {
  return card({ blocks: [paragraph(t('offer.choose')), kindSelect(t, '')] })
}

/** Without an offer's number, for a new one. */
export function kindSelect(t: Translate, offer: number | ''): Block {
  return select({
    action: action('offer.kind', offer),
    placeholder: t.words('offer.chooseKind'),
    choices: offerKinds.map((kind) => ({ value: kind, label: t.words(`offerKind.${kind}`) })),
  })
}

export function withdrawCard(ctx: Context, offer: OfferRow): Card {
  const { t } = ctx
  return card({
    tone: 'attention',
    blocks: [
      paragraph(t('offer.withdraw.confirm', { title: offer.title })),
      buttons(
        button(t.words('offer.withdraw.yes'), action('offer.withdraw', offer.id), 'danger'),
        button(t.words('general.cancel'), action('general.cancel')),
      ),
    ],
  })
}
