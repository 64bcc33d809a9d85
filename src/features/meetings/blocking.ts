import type { Context } from '../../context.ts'
import type { Tx } from '../../db/open.ts'
import { type Translate, userError } from '../../i18n/i18n.ts'
import { idIn } from '../../kit/action.ts'
import { buttons, type Card, card, paragraph } from '../../kit/card.ts'
import { type Reply, show } from '../../kit/reply.ts'
import type { Instant } from '../../kit/time.ts'
import { refresh } from '../../posts/declare.ts'
import { blockButton, unblockButton } from '../conversations/block-buttons.ts'
import { findConversation, otherSides, type Side } from '../conversations/conversations.ts'
import { end, ownConversation } from '../conversations/ending.ts'
import { firstName } from '../conversations/rooms.ts'
import { said } from '../conversations/said.ts'
import { block, unblock } from '../members/blocks.ts'
import { closeRequests } from './closing.ts'
import { withBoth } from './meetings.ts'

type Somebody = Pick<Side, 'personId' | 'name'>

/** **Block**: as End, and never again. The blocked one sees that it has ended, no more. In a group, which all of them see, it asks whom. */
export async function blockPerson(ctx: Context, record: string): Promise<Reply> {
  const [id = 0, person] = record.split('.').map(idIn)
  const outcome = await ctx.db.transact(async (tx) => {
    const { conversation, me } = await ownConversation(tx, ctx, id)
    const others = otherSides(conversation, me.personId)
    if (person === undefined) return { others }
    const other = others.find((side) => side.personId === person)
    if (!other) throw userError('general.buttonGone')
    await keepApart(tx, ctx.now, me.personId, person)
    return { other, inGroup: conversation.kind === 'group' }
  })
  return show('others' in outcome ? whomCard(ctx.t, id, outcome.others) : blockedCard(ctx.t, outcome.other, outcome))
}

/** Nothing between the two stays open, and they are not suggested, paired or introduced to each other any more. */
export async function keepApart(tx: Tx, now: Instant, person: number, other: number): Promise<void> {
  await block(tx, now, person, other)
  await closeRequests(tx, now, person, other)
  const open = await tx.conversation.findMany({
    where: { kind: 'relayed', endedAt: null, meeting: withBoth(person, other) },
    select: { id: true },
  })
  for (const { id } of open) {
    const conversation = await findConversation(tx, id)
    if (conversation) await end(tx, now, conversation, person)
  }
  await showBlock(tx, now, person, other)
}

export async function unblockPerson(ctx: Context, record: string): Promise<Reply> {
  const { personId } = ctx.member
  const name = await ctx.db.transact(async (tx) => {
    const other = await tx.member.findFirst({
      where: { personId: idIn(record), person: { communityId: ctx.community } },
      select: { personId: true, name: true },
    })
    if (!other) throw userError('general.buttonGone')
    await unblock(tx, personId, other.personId)
    await showBlock(tx, ctx.now, personId, other.personId)
    return firstName(other.name)
  })
  return show(said(ctx.t('conversation.unblocked', { name }), 'good'))
}

/** What is between the two says who is blocked, to whoever did it. */
async function showBlock(tx: Tx, now: Instant, person: number, other: number): Promise<void> {
  const between = await tx.meeting.findMany({
    where: withBoth(person, other),
    select: { id: true, conversation: { select: { id: true } } },
  })
  const ids = between.map(({ id }) => id)
  await refresh(tx, now, ['meeting.request'], ids)
  const conversations = between.flatMap(({ conversation }) => conversation?.id ?? [])
  await refresh(tx, now, ['conversation.opening'], conversations)
}

/** Tells whoever blocked somebody what it means, and how to undo it. */
export function blockedCard(t: Translate, other: Somebody, { inGroup = false } = {}): Card {
  const name = firstName(other.name)
  const words = inGroup ? t('conversation.blocked.group', { name }) : t('conversation.blocked', { name })
  return card({ blocks: [paragraph(words), buttons(unblockButton(t, other))] })
}

function whomCard(t: Translate, conversation: number, others: readonly Side[]): Card {
  const each = others.map((other) => blockButton(t, conversation, other))
  return card({ blocks: [paragraph(t('conversation.block.whom')), buttons(...each)] })
}
