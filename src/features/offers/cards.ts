import type { Context } from '../../context.ts'
import type { Tx } from '../../db/open.ts'
import type { Translate } from '../../i18n/i18n.ts'
import { action } from '../../kit/action.ts'
import {
  type Block,
  bullets,
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
import { bold, text, time, type Wording } from '../../kit/text.ts'
import { fromDate } from '../../kit/time.ts'
import type { View } from '../../posts/views.ts'
import { themeNames } from '../communities/themes.ts'
import { personNode } from '../members/members.ts'
import { offerKindOf, offerKinds } from './kinds.ts'
import { authorOf, type OfferFilter, type OfferPage, type OfferRow, offerOf } from './offers.ts'

/** The offer in the offers channel of one workspace. */
export const offerView: View = {
  render: async (view, id) => {
    const offer = await offerOf(view.db.client, id)
    return offer && offerCard(view.db.client, offer, view.t)
  },
}

export async function offerCard(db: Tx, offer: OfferRow, t: Translate): Promise<Card> {
  const closed = closedBecause(offer, t)
  return card({
    tone: closed === undefined ? 'neutral' : 'closed',
    summary: `${offer.title} (${byWhom(offer, t)})`,
    blocks: [...(await offerBlocks(db, offer, t)), closed === undefined ? undefined : note(closed)],
  })
}

async function offerBlocks(db: Tx, offer: OfferRow, t: Translate): Promise<(Block | undefined)[]> {
  const author = authorOf(offer)
  const who = author ? personNode(author) : t('general.formerMember')
  return [
    heading(offer.title),
    offer.details === '' || offer.details === offer.title ? undefined : paragraph(offer.details),
    fields([
      { label: t.words('offer.card.kind'), value: t.words(`offerKind.${offerKindOf(offer.kind)}`) },
      {
        label: t.words('offer.card.by'),
        value: offer.organisation ? text`${who}, ${offer.organisation.name}` : text`${who}`,
      },
      {
        label: t.words('offer.card.themes'),
        value: await themeNames(
          db,
          offer.communityId,
          t,
          offer.themes.map(({ theme }) => theme),
        ),
      },
      { label: t.words('offer.card.places'), value: offer.places },
      { label: t.words('offer.card.until'), value: time(fromDate(offer.closesAt), 'date') },
    ]),
    offer.image === null ? undefined : image(offer.image, offer.title),
    note(t('offer.card.number', { id: String(offer.id) })),
  ]
}

/** Why it is not open; undefined when it is. */
function closedBecause(offer: OfferRow, t: Translate): Wording | undefined {
  const reasons: Readonly<Record<string, Wording>> = {
    withdrawn: t('offer.withdrawn'),
    expired: t('offer.expired'),
    refused: t('offer.refused'),
    pending: t('offer.waiting'),
  }
  return reasons[offer.state]
}

function byWhom(offer: OfferRow, t: Translate): string {
  return offer.organisation?.name ?? authorOf(offer)?.name ?? t.words('general.formerMember')
}

/** In the staff channel: who offers what, to approve or refuse. */
export const approvalView: View = {
  render: async (view, id) => {
    const offer = await offerOf(view.db.client, id)
    if (!offer) return undefined
    const { t } = view
    const blocks = await offerBlocks(view.db.client, offer, t)
    const answered = offer.state !== 'pending'
    return card({
      tone: answered ? 'closed' : 'attention',
      blocks: [
        note(bold(t('offer.approval.title'))),
        ...blocks,
        answered
          ? note(closedBecause(offer, t) ?? t('offer.approved', { title: offer.title }))
          : buttons(
              button(t.words('offer.approve'), action('offer.approve', id), 'primary'),
              button(t.words('offer.refuse'), action('offer.refuse', id), 'danger'),
            ),
      ],
    })
  },
}

/** Tells the author what staff answered. */
export const verdictView: View = {
  render: async (view, id) => {
    const offer = await offerOf(view.db.client, id)
    if (!offer) return undefined
    const { title } = offer
    if (offer.state === 'refused')
      return card({
        tone: 'attention',
        blocks: [paragraph(view.t('offer.verdict.refused', { title, reason: offer.refusal ?? '' }))],
      })
    return card({ tone: 'good', blocks: [paragraph(view.t('offer.verdict.approved', { title }))] })
  },
}

/** "What kind of expertise do you offer?": choosing one opens the form. */
export function chooseKindCard(t: Translate): Card {
  return card({
    blocks: [
      paragraph(t('offer.choose')),
      select({
        action: action('offer.kind'),
        placeholder: t.words('offer.chooseKind'),
        choices: offerKinds.map((kind) => ({ value: kind, label: t.words(`offerKind.${kind}`) })),
      }),
    ],
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

/** One page of the open offers; its buttons carry the filter and where the next page starts. */
export function listCard(page: OfferPage, filter: OfferFilter, t: Translate): Card {
  if (page.offers.length === 0)
    return card({ blocks: [heading(t.words('offer.list.title')), paragraph(t('offer.list.none'))] })
  const first = page.offers[0]
  const last = page.offers.at(-1)
  return card({
    blocks: [
      heading(t.words('offer.list.title')),
      bullets(page.offers.map((offer) => listItem(offer, t))),
      select({
        action: action('offer.show'),
        placeholder: t.words('offer.list.show'),
        choices: page.offers.map((offer) => ({ value: String(offer.id), label: `#${offer.id} ${offer.title}` })),
      }),
      buttons(
        page.newer && first
          ? button(t.words('general.previous'), action('offer.list', writeCursor({ above: first.id }, filter)))
          : undefined,
        page.older && last
          ? button(t.words('general.next'), action('offer.list', writeCursor({ below: last.id }, filter)))
          : undefined,
      ),
    ],
  })
}

function listItem(offer: OfferRow, t: Translate): Wording {
  return t('offer.list.item', {
    title: offer.title,
    id: String(offer.id),
    kind: t.words(`offerKind.${offerKindOf(offer.kind)}`),
    by: byWhom(offer, t),
    until: time(fromDate(offer.closesAt), 'date'),
  })
}

/** `<12~energy~legal`: below number 12, of that theme and kind. */
function writeCursor(cursor: { below: number } | { above: number }, filter: OfferFilter): string {
  const start = 'below' in cursor ? `<${cursor.below}` : `>${cursor.above}`
  return [start, filter.theme ?? '', filter.kind ?? ''].join('~')
}
