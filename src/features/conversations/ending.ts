import type { Context } from '../../context.ts'
import type { Tx } from '../../db/open.ts'
import { userError } from '../../i18n/i18n.ts'
import { idIn } from '../../kit/action.ts'
import { type Reply, show } from '../../kit/reply.ts'
import { type Instant, toDate } from '../../kit/time.ts'
import { refresh } from '../../posts/declare.ts'
import { type ConversationRow, findConversation, otherSides, type Side } from './conversations.ts'
import { nameOf } from './rooms.ts'
import { said } from './said.ts'
import { tellBelow } from './telling.ts'

/** **End**: nothing more is carried, and the others are told. */
export async function endConversation(ctx: Context, record: string): Promise<Reply> {
  const names = await ctx.db.transact(async (tx) => {
    const { conversation, me } = await ownConversation(tx, ctx, idIn(record))
    await end(tx, ctx.now, conversation, me.personId)
    return nameOf(otherSides(conversation, me.personId))
  })
  return show(said(ctx.t('conversation.ended', { names })))
}

/** The button is in direct messages, which on Discord belong to no server: whoever pressed is known by their account there. */
export async function ownConversation(
  tx: Tx,
  ctx: Context,
  id: number,
): Promise<{ conversation: ConversationRow; me: Side }> {
  const conversation = await findConversation(tx, id)
  const { externalId } = ctx.member
  const me = conversation?.sides.find(
    ({ member }) => member.externalId === externalId && member.workspace.platform === ctx.workspace.platform,
  )
  if (!conversation || !me) throw userError('general.buttonGone')
  return { conversation, me: me.member }
}

export async function end(tx: Tx, now: Instant, conversation: ConversationRow, person: number): Promise<void> {
  if (conversation.endedAt !== null) return
  const data = { endedAt: toDate(now), endedById: person }
  await tx.conversation.update({ where: { id: conversation.id }, data })
  await refresh(tx, now, ['conversation.opening'], conversation.id)
  const others = otherSides(conversation, person)
  await tellBelow(tx, now, conversation.id, others, { view: 'conversation.ended', subject: conversation.id })
}
