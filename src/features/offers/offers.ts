import type { MemberRow } from '../../context.ts'
import type { Tx } from '../../db/open.ts'
import { userError } from '../../i18n/i18n.ts'
import { endOfDay, type Instant, inDays } from '../../kit/time.ts'
import { personColumns } from '../members/members.ts'
import type { OfferKind } from './kinds.ts'
import { offerLimits } from './propose.ts'

/** What an offer says, apart from who made it. */
export interface OfferValues {
  readonly title: string
  readonly details: string
  readonly kind: OfferKind
  readonly themes: readonly string[]
  readonly places: number
  readonly closesAt: Instant
}

/** An account as posts and zones need it. */
export const accountColumns = {
  ...personColumns,
  id: true,
  workspaceId: true,
  timezone: true,
  leftAt: true,
  workspace: { select: { externalId: true, timezone: true, removedAt: true } },
} as const

export const offerColumns = {
  id: true,
  communityId: true,
  workspaceId: true,
  personId: true,
  memberId: true,
  organisationId: true,
  title: true,
  details: true,
  kind: true,
  places: true,
  taken: true,
  closesAt: true,
  state: true,
  refusal: true,
  image: true,
  link: true,
  attachments: true,
  sourceChannel: true,
  sourceMessage: true,
  sourceKey: true,
  publishedAt: true,
  reminders: true,
  organisation: { select: { name: true } },
  themes: { select: { theme: true }, orderBy: { theme: 'asc' } },
  person: { select: { members: { select: accountColumns } } },
} as const

export type OfferRow = NonNullable<Awaited<ReturnType<typeof lookUpOffer>>>

async function lookUpOffer(db: Tx, where: { id: number; communityId?: number }) {
  const found = await db.offer.findUnique({ where, select: offerColumns })
  return found ?? undefined
}

/** What decides where an offer is shown and who is told of it. */
export type OfferReach = Pick<
  OfferRow,
  'id' | 'communityId' | 'workspaceId' | 'personId' | 'organisationId' | 'kind' | 'themes'
>

/** What never became an offer: a message whose author was asked, or said no. */
const noOffer: readonly string[] = ['asked', 'declined']

/** An offer of this community. Another community's answers exactly as one that does not exist. */
export async function findOffer(db: Tx, community: number, id: number): Promise<OfferRow> {
  const found = await lookUpOffer(db, { id, communityId: community })
  if (!found || noOffer.includes(found.state)) throw userError('general.notFound', { what: `#${id}` })
  return found
}

/** For views, which draw what is there or nothing. */
export async function offerOf(db: Tx, id: number): Promise<OfferRow | undefined> {
  return lookUpOffer(db, { id })
}

/** The row that was made of a message, whatever became of it. */
export async function offerFrom(db: Tx, workspace: number, message: string): Promise<OfferRow | undefined> {
  const found = await db.offer.findUnique({
    where: { workspaceId_sourceMessage: { workspaceId: workspace, sourceMessage: message } },
    select: offerColumns,
  })
  return found ?? undefined
}

/** The account that made it, else any account of the person. */
export function authorOf(offer: OfferRow) {
  const { members } = offer.person
  return members.find((member) => member.id === offer.memberId) ?? members[0]
}

export function isFull(offer: { taken: number; places: number }): boolean {
  return offer.taken >= offer.places
}

/** Whether somebody can be interested now. */
export function isOpen(offer: { state: string; taken: number; places: number }): boolean {
  return offer.state === 'open' && !isFull(offer)
}

/** Its author, and whoever is verified to speak for the same organisation. */
export function isOwn(member: Pick<MemberRow, 'personId' | 'partner'>, offer: OfferRow): boolean {
  if (member.personId === offer.personId) return true
  return offer.organisationId !== null && member.partner?.organisationId === offer.organisationId
}

/** Those whose offer it is, and staff. */
export function mayChange(member: MemberRow, offer: OfferRow): boolean {
  return member.staff || isOwn(member, offer)
}

export function zoneOf(member: { timezone: string | null }, workspace: { timezone: string }): string {
  return member.timezone ?? workspace.timezone
}

/** The zone of its author, in which its days are counted. */
export function zoneOfOffer(offer: OfferRow): string {
  const author = authorOf(offer)
  return author ? zoneOf(author, author.workspace) : 'UTC'
}

/** Open until the end of the last day in the author's zone: eight weeks unless they say otherwise. */
export function defaultClosing(now: Instant, zone: string): Instant {
  return endOfDay(inDays(now, offerLimits.defaultWeeks * 7, zone), zone)
}
