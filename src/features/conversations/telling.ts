import type { Work } from '../../context.ts'
import type { Tx } from '../../db/open.ts'
import { type Instant, toDate } from '../../kit/time.ts'
import { declare } from '../../posts/declare.ts'
import type { FailedPost, View } from '../../posts/views.ts'
import { isReachable } from '../members/presence.ts'
import { piecesOf, readContent } from './content.ts'
import { type ConversationRow, findConversation, otherSides, placesBelow, type Side } from './conversations.ts'
import { said } from './said.ts'

/** Somebody's direct messages are closed: the others know why they hear nothing. */
export async function tellUnreachable(work: Work, post: FailedPost): Promise<void> {
  await work.db.transact(async (tx) => {
    const conversation = await findConversation(tx, post.subject)
    const missing = conversation?.sides.find(({ member }) => isAt(member, post))?.member
    if (!conversation || !missing) return
    const others = otherSides(conversation, missing.personId)
    await tellBelow(tx, work.now, conversation.id, others, {
      view: 'conversation.unreachable',
      subject: conversation.id,
      occurrence: `${missing.id}`,
    })
  })
}

function isAt(member: Side, { workspace, place }: FailedPost): boolean {
  return member.workspaceId === workspace.id && 'member' in place && place.member === member.externalId
}

/** Says something to some sides of a conversation, those who are still there, each below its opening. */
export async function tellBelow(
  tx: Tx,
  now: Instant,
  conversation: number,
  sides: readonly Side[],
  what: { view: string; subject: number; occurrence?: string },
): Promise<void> {
  const places = await placesBelow(tx, conversation, sides.filter(isReachable))
  await declare(
    tx,
    now,
    places.map((at) => ({ ...at, ...what })),
  )
}

/** Declares the copies of a carried message, for each of the others. */
export async function sendCopies(
  tx: Tx,
  now: Instant,
  conversation: ConversationRow,
  author: number,
  carried: number,
): Promise<void> {
  await declareCopies(tx, now, conversation, author, carried)
  await tx.person.update({ where: { id: author }, data: { activeAt: toDate(now), silentRounds: 0 } })
}

/** A message for each piece; those that are declared already stay. */
export async function declareCopies(
  tx: Tx,
  now: Instant,
  conversation: ConversationRow,
  author: number,
  carried: number,
): Promise<void> {
  const { content } = await tx.carriedMessage.findUniqueOrThrow({ where: { id: carried }, select: { content: true } })
  const others = otherSides(conversation, author)
  const pieces = content === null ? [] : piecesOf(readContent(content))
  for (const index of pieces.keys())
    await tellBelow(tx, now, conversation.id, others, {
      view: 'conversation.message',
      subject: carried,
      occurrence: occurrenceOf(index),
    })
}

/** Which of a message's pieces a copy is, from 0; the first is named by nothing. */
export function pieceAt(occurrence: string): number {
  return occurrence === '' ? 0 : Number(occurrence)
}

function occurrenceOf(piece: number): string {
  return piece === 0 ? '' : String(piece)
}

export const unreachableView: View = {
  render: async (view, id) => {
    const conversation = await findConversation(view.db.client, id)
    const missing = conversation?.sides.find((side) => side.memberId === Number(view.occurrence))
    return missing && said(view.t('conversation.unreachable', { name: missing.member.name }), 'attention')
  },
}
