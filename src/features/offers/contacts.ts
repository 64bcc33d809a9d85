import type { Tx } from '../../db/open.ts'
import { isReachable } from '../members/presence.ts'
import { accountColumns, authorOf, type OfferRow } from './offers.ts'

export interface Contact {
  readonly id: number
  readonly workspaceId: number
  readonly externalId: string
}

/** Who answers for an offer: its author; when they have left, those who speak for the same organisation. */
export async function contactsOf(tx: Tx, offer: OfferRow): Promise<readonly Contact[]> {
  const { members } = offer.person
  const author = [authorOf(offer), ...members].find((member) => member && isReachable(member))
  if (author) return [author]
  if (offer.organisationId === null) return []
  const colleagues = await tx.person.findMany({
    where: { communityId: offer.communityId, partner: { organisationId: offer.organisationId } },
    select: { members: { select: accountColumns } },
  })
  return colleagues.flatMap((person) => person.members.filter(isReachable).slice(0, 1))
}
