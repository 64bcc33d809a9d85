import type { Tx } from '../../db/open.ts'
import type { OfferKind } from './kinds.ts'
import { type OfferRow, offerColumns } from './offers.ts'

export interface OfferFilter {
  readonly theme?: string | undefined
  readonly kind?: OfferKind | undefined
}

export interface OfferPage {
  readonly offers: readonly OfferRow[]
  readonly newer: boolean
  readonly older: boolean
}

/** Where a page starts: below an offer's number, or above it. Numbers, not offsets, so that pages stay right while offers come and go. */
export type Cursor = { readonly below: number } | { readonly above: number } | undefined

/** Open offers of a community that have places left, newest first. */
export async function pageOfOffers(
  db: Tx,
  community: number,
  filter: OfferFilter,
  cursor: Cursor,
  size: number,
): Promise<OfferPage> {
  const upwards = cursor !== undefined && 'above' in cursor
  const found = await db.offer.findMany({
    where: {
      communityId: community,
      state: 'open',
      taken: { lt: db.offer.fields.places },
      ...(filter.theme === undefined ? {} : { themes: { some: { theme: filter.theme } } }),
      ...(filter.kind === undefined ? {} : { kind: filter.kind }),
      ...(cursor === undefined ? {} : { id: 'above' in cursor ? { gt: cursor.above } : { lt: cursor.below } }),
    },
    orderBy: { id: upwards ? 'asc' : 'desc' },
    take: size + 1,
    select: offerColumns,
  })
  const more = found.length > size
  const offers = found.slice(0, size)
  if (upwards) return { offers: offers.toReversed(), newer: more, older: true }
  return { offers, newer: cursor !== undefined, older: more }
}
