import type { Tx } from '../../db/open.ts'
import type { Instant } from '../../kit/time.ts'
import { refresh } from '../../posts/declare.ts'
import type { View } from '../../posts/views.ts'
import { isReachable } from '../members/presence.ts'
import { findConversation, isOver } from './conversations.ts'
import { said } from './said.ts'
import { tellBelow } from './telling.ts'

/**
 * Somebody left, or is back, by themselves or with their workspace: the others in their relayed conversations are told, for as long as it
 * is so. A conversation in which nobody else is left is over, until somebody is back. Repeating it is harmless.
 */
export async function showPresence(
  tx: Tx,
  now: Instant,
  member: { readonly workspaceId: number; readonly externalId?: string },
): Promise<void> {
  const open = await tx.conversation.findMany({
    where: { kind: 'relayed', endedAt: null, sides: { some: { member } } },
    select: { id: true },
  })
  for (const { id } of open) {
    const conversation = await findConversation(tx, id)
    if (!conversation) continue
    const sides = conversation.sides.map((side) => side.member)
    const told = await tx.post.count({ where: { view: 'conversation.left', subject: id } })
    const absent = sides.filter((side) => !isReachable(side))
    if (told === 0 && absent.length === 0) continue
    for (const gone of absent)
      await tellBelow(tx, now, id, sides, { view: 'conversation.left', subject: id, occurrence: `${gone.id}` })
    await refresh(tx, now, ['conversation.opening', 'conversation.left'], id)
    if (!isOver(conversation)) await refresh(tx, now, ['conversation.over'], id)
  }
}

export const leftView: View = {
  render: async ({ db, occurrence, t }, id) => {
    const conversation = await findConversation(db.client, id)
    const gone = conversation?.sides.find((side) => side.memberId === Number(occurrence))?.member
    if (!gone || isReachable(gone)) return undefined
    const { name, workspace } = gone
    const where = { name, workspace: workspace.name }
    return said(gone.leftAt ? t('conversation.left', where) : t('conversation.away', where), 'attention')
  },
}
