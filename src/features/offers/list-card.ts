import type { Translate } from '../../i18n/i18n.ts'
import { action } from '../../kit/action.ts'
import { type Block, bullets, button, buttons, type Card, card, heading, paragraph, select } from '../../kit/card.ts'
import { type Text, time } from '../../kit/text.ts'
import { fromDate } from '../../kit/time.ts'
import { byWhom } from './cards.ts'
import { isOfferKind, offerKindOf } from './kinds.ts'
import type { Cursor, OfferFilter, OfferPage } from './list.ts'
import type { OfferRow } from './offers.ts'

/** One page of the open offers; its buttons carry the filter and where the next page starts. */
export function listCard(page: OfferPage, filter: OfferFilter, t: Translate): Card {
  const title = heading(t.words('offer.list.title'))
  const first = page.offers[0]
  const last = page.offers.at(-1)
  if (!first || !last) return card({ blocks: [title, paragraph(t('offer.list.none'))] })
  return card({
    blocks: [
      title,
      bullets(page.offers.map((offer) => listItem(offer, t))),
      showSelect(page.offers, t),
      buttons(
        page.newer
          ? button(t.words('general.previous'), action('offer.list', writePage({ above: first.id }, filter)))
          : undefined,
        page.older
          ? button(t.words('general.next'), action('offer.list', writePage({ below: last.id }, filter)))
          : undefined,
      ),
    ],
  })
}

export function listItem(offer: OfferRow, t: Translate): Text {
  return t('offer.list.item', {
    title: offer.title,
    id: String(offer.id),
    kind: t.words(`offerKind.${offerKindOf(offer.kind)}`),
    by: byWhom(offer, t),
    until: time(fromDate(offer.closesAt), 'date'),
  })
}

/** Chooses one to see whole. */
export function showSelect(offers: readonly OfferRow[], t: Translate): Block {
  return select({
    action: action('offer.show'),
    placeholder: t.words('offer.list.show'),
    choices: offers.map((offer) => ({ value: String(offer.id), label: `#${offer.id} ${offer.title}` })),
  })
}

/** `<12~energy~legal`: below number 12, of that theme and kind. */
function writePage(cursor: { below: number } | { above: number }, filter: OfferFilter): string {
  const start = 'below' in cursor ? `<${cursor.below}` : `>${cursor.above}`
  return [start, filter.theme ?? '', filter.kind ?? ''].join('~')
}

export function readPage(record: string): { filter: OfferFilter; cursor: Cursor } {
  const [start = '', theme, kind = ''] = record.split('~')
  const filter = { theme: theme || undefined, kind: isOfferKind(kind) ? kind : undefined }
  const number = Number(start.slice(1))
  if (!Number.isSafeInteger(number)) return { filter, cursor: undefined }
  return { filter, cursor: start.startsWith('>') ? { above: number } : { below: number } }
}
