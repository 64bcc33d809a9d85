import type { Tx } from '../../db/open.ts'
import { userError } from '../../i18n/i18n.ts'
import { type Instant, inDays, toDate } from '../../kit/time.ts'
import { openConversation } from '../conversations/conversations.ts'
import { isAnyBlocked } from '../members/blocks.ts'
import { personColumns } from '../members/members.ts'
import { isReachable } from '../members/presence.ts'

export const meetingReasons = ['request', 'offer', 'round'] as const
export type MeetingReason = (typeof meetingReasons)[number]

export interface Bringing {
  readonly community: number
  readonly reason: MeetingReason
  /** The interest or the round it comes from. */
  readonly reasonId?: number
  /** Two or three accounts, of as many people: where each is written to. */
  readonly members: readonly number[]
  /** The person who asked, for requests. */
  readonly askerId?: number
}

/** Days from a meeting to "Did you meet?" (spec/product.md, 1. Introductions). */
const askedAfterDays: Readonly<Record<MeetingReason, number>> = { request: 14, offer: 14, round: 7 }

/**
 * Puts two or three people in one conversation: an accepted meeting, its conversation and their posts, inside the caller's transaction.
 * Returns the meeting's id. Throws a UserError, which does not tell a block from an absence, when they cannot meet.
 */
export async function bringTogether(tx: Tx, { now }: { readonly now: Instant }, bringing: Bringing): Promise<number> {
  const { community, reason } = bringing
  const members = await accountsOf(tx, bringing.members)
  const people = members.map(({ personId }) => personId)
  if (!members.every(isReachable) || (await isAnyBlocked(tx, people))) throw userError('meeting.nobody')
  const meeting = await tx.meeting.create({
    data: {
      communityId: community,
      state: 'accepted',
      reason,
      reasonId: bringing.reasonId ?? null,
      askerId: bringing.askerId ?? null,
      createdAt: toDate(now),
      answeredAt: toDate(now),
      dueAt: toDate(whenToAsk(now, reason, members)),
      persons: { create: members.map((member) => ({ personId: member.personId, memberId: member.id })) },
    },
    select: { id: true },
  })
  await openConversation(tx, now, { community, meeting: meeting.id, members: bringing.members })
  return meeting.id
}

/** The same hour so many days later, where the first of them is. */
export function whenToAsk(
  now: Instant,
  reason: MeetingReason,
  [first]: readonly { readonly workspace: { readonly timezone: string } }[],
): Instant {
  return inDays(now, askedAfterDays[reason], first?.workspace.timezone ?? 'UTC')
}

async function accountsOf(tx: Tx, members: readonly number[]) {
  const found = await tx.member.findMany({
    where: { id: { in: [...members] } },
    select: { id: true, personId: true, leftAt: true, workspace: { select: { timezone: true, removedAt: true } } },
    orderBy: { id: 'asc' },
  })
  const people = new Set(found.map((member) => member.personId))
  if (people.size < 2 || people.size < members.length)
    throw new RangeError(`${members.length} accounts of ${people.size} people cannot be brought together`)
  return found
}

/** Of meetings: those that both of them are in. */
export function withBoth(one: number, other: number) {
  return { AND: [one, other].map((personId) => ({ persons: { some: { personId } } })) }
}

const meetingColumns = {
  id: true,
  communityId: true,
  state: true,
  reason: true,
  askerId: true,
  createdAt: true,
  persons: { select: { personId: true, memberId: true, met: true } },
} as const

export type MeetingRow = NonNullable<Awaited<ReturnType<typeof findMeeting>>>

/** A meeting of this community. Undefined: none, or another community's. */
export async function findMeeting(db: Tx, community: number, id: number) {
  const found = await db.meeting.findUnique({ where: { id, communityId: community }, select: meetingColumns })
  return found ?? undefined
}

export interface Pair {
  readonly asker: MeetingMember
  readonly asked: MeetingMember
}
export type MeetingMember = Awaited<ReturnType<typeof membersOf>>[number]

/** Who asked and who was asked; undefined when one of them has been erased. */
export async function pairOf(db: Tx, meeting: MeetingRow): Promise<Pair | undefined> {
  const members = await membersOf(db, meeting)
  const asker = members.find((member) => member.personId === meeting.askerId)
  const asked = members.find((member) => member.personId !== meeting.askerId)
  return asker && asked ? { asker, asked } : undefined
}

/** The accounts that are written to. */
export async function membersOf(db: Tx, { persons }: MeetingRow) {
  return db.member.findMany({
    where: { id: { in: persons.map((person) => person.memberId) } },
    select: {
      ...personColumns,
      id: true,
      personId: true,
      workspaceId: true,
      leftAt: true,
      workspace: { select: { externalId: true, name: true, timezone: true, removedAt: true } },
    },
    orderBy: { id: 'asc' },
  })
}
