import type { Tx } from '../../db/open.ts'
import { type Instant, toDate } from '../../kit/time.ts'
import { declare, type NewPost, type PostPlace, refresh } from '../../posts/declare.ts'
import { personColumns } from '../members/members.ts'
import { isReachable } from '../members/presence.ts'
import { type Account, type Room, sharedRoom } from './rooms.ts'

const conversationColumns = {
  id: true,
  communityId: true,
  kind: true,
  endedAt: true,
  endedById: true,
  meeting: { select: { id: true, reason: true, reasonId: true, askerId: true } },
  sides: {
    select: {
      memberId: true,
      member: {
        select: {
          ...personColumns,
          id: true,
          personId: true,
          workspaceId: true,
          leftAt: true,
          locale: true,
          platformLocale: true,
          workspace: { select: { externalId: true, name: true, platform: true, removedAt: true } },
        },
      },
    },
    orderBy: { memberId: 'asc' },
  },
} as const

export type ConversationRow = NonNullable<Awaited<ReturnType<typeof findConversation>>>
export type Side = ConversationRow['sides'][number]['member']

export async function findConversation(db: Tx, id: number) {
  const found = await db.conversation.findUnique({ where: { id }, select: conversationColumns })
  return found ?? undefined
}

export function otherSides(conversation: ConversationRow, person: number): Side[] {
  return conversation.sides.map((side) => side.member).filter((member) => member.personId !== person)
}

/** Somebody ended it, or nobody else is left in it: nothing more is carried. */
export function isOver({ endedAt, sides }: ConversationRow): boolean {
  return endedAt !== null || sides.filter((side) => isReachable(side.member)).length < 2
}

/**
 * Opens the conversation of a meeting: in a group of the platform's own where all have an account in one workspace, else carried between
 * their direct messages. `members`: the accounts to write to.
 */
export async function openConversation(
  tx: Tx,
  now: Instant,
  opening: { readonly community: number; readonly meeting: number; readonly members: readonly number[] },
): Promise<void> {
  const room = await sharedRoom(tx, opening.members)
  const members = room ? room.members : await accountsOf(tx, opening.members)
  const { id } = await tx.conversation.create({
    data: {
      communityId: opening.community,
      meetingId: opening.meeting,
      kind: room ? 'group' : 'relayed',
      createdAt: toDate(now),
      sides: { create: members.map((member) => ({ memberId: member.id, personId: member.personId })) },
    },
    select: { id: true },
  })
  if (room) await declare(tx, now, [groupPost(id, room)])
  else await openRelayed(tx, now, id, members)
}

async function accountsOf(tx: Tx, members: readonly number[]): Promise<Account[]> {
  return tx.member.findMany({
    where: { id: { in: [...members] } },
    select: { id: true, personId: true, workspaceId: true, externalId: true, name: true },
    orderBy: { id: 'asc' },
  })
}

function groupPost(conversation: number, { workspace, channel, name, members }: Room): NewPost {
  const place: PostPlace = { kind: 'group', channel, name, members: members.map((member) => member.externalId) }
  return { workspace, place, view: 'conversation.group', subject: conversation }
}

/** The same people may have been brought together before: from now on they talk in the newest conversation. */
async function openRelayed(tx: Tx, now: Instant, id: number, members: readonly Account[]): Promise<void> {
  await endEarlier(tx, now, id, members)
  await declare(
    tx,
    now,
    members.map((member) => ({
      workspace: member.workspaceId,
      place: { kind: 'direct', member: member.externalId },
      view: 'conversation.opening',
      subject: id,
    })),
  )
}

async function endEarlier(tx: Tx, now: Instant, id: number, members: readonly Account[]): Promise<void> {
  const persons = members.map((member) => member.personId)
  const earlier = await tx.conversation.findMany({
    where: {
      id: { not: id },
      kind: 'relayed',
      endedAt: null,
      sides: { every: { personId: { in: persons } } },
      AND: persons.map((personId) => ({ sides: { some: { personId } } })),
    },
    select: { id: true },
  })
  for (const conversation of earlier) {
    await tx.conversation.update({ where: { id: conversation.id }, data: { endedAt: toDate(now) } })
    await refresh(tx, now, ['conversation.opening'], conversation.id)
  }
}

/** The group cannot be made there: it is carried between direct messages instead. Harmless to repeat. */
export async function relayInstead(tx: Tx, now: Instant, id: number): Promise<void> {
  const changed = await tx.conversation.updateMany({ where: { id, kind: 'group' }, data: { kind: 'relayed' } })
  if (changed.count === 0) return
  const sides = await tx.conversationSide.findMany({ where: { conversationId: id }, select: { memberId: true } })
  await openRelayed(
    tx,
    now,
    id,
    await accountsOf(
      tx,
      sides.map((side) => side.memberId),
    ),
  )
}

/** Where a conversation is in a side's direct messages: below its opening post. */
export async function placesBelow(
  db: Tx,
  conversation: number,
  sides: readonly Side[],
): Promise<{ workspace: number; place: PostPlace }[]> {
  const openings = await db.post.findMany({
    where: { view: 'conversation.opening', subject: conversation },
    select: { id: true, workspaceId: true, place: true },
  })
  return sides.flatMap((side) => {
    const opening = openings.find(
      (post) => post.workspaceId === side.workspaceId && post.place === `direct:${side.externalId}`,
    )
    if (!opening) return []
    return [{ workspace: side.workspaceId, place: { kind: 'below', post: opening.id, member: side.externalId } }]
  })
}
