import type { Tx } from '../../db/open.ts'
import type { Instant } from '../../kit/time.ts'
import { declare, refresh } from '../../posts/declare.ts'
import type { View } from '../../posts/views.ts'
import { type ConversationRow, findConversation, isOver } from './conversations.ts'
import type { Author } from './finding.ts'
import { said } from './said.ts'
import { tellBelow } from './telling.ts'

/** Somebody wrote to Totem and no conversation is open: they are told what Totem is for, at most once a day. */
export async function hint(tx: Tx, now: Instant, [account]: readonly Author[]): Promise<void> {
  if (!account) return
  const place = { kind: 'direct', member: account.externalId } as const
  const post = { workspace: account.workspaceId, place, view: 'conversation.hint', subject: account.id }
  await declare(tx, now, [{ ...post, occurrence: dayOf(now) }])
}

/** Somebody wrote in a conversation that has ended: they are told, at most once a day. */
export async function hintEnded(tx: Tx, now: Instant, conversation: ConversationRow, account: Author): Promise<void> {
  const sides = conversation.sides.map((side) => side.member).filter((member) => member.id === account.id)
  const told = { view: 'conversation.over', subject: conversation.id, occurrence: dayOf(now) }
  await tellBelow(tx, now, conversation.id, sides, told)
  // It went on in between: it is said anew.
  await refresh(tx, now, [told.view], told.subject, told.occurrence)
}

function dayOf(now: Instant): string {
  return now.toZonedDateTimeISO('UTC').toPlainDate().toString()
}

export const hintView: View = { render: async ({ t }) => said(t('conversation.hint')) }
export const overView: View = {
  render: async ({ db, t }, id) => {
    const conversation = await findConversation(db.client, id)
    return conversation && isOver(conversation) ? said(t('conversation.over')) : undefined
  },
}
