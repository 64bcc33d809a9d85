import type { Context } from '../../context.ts'
import type { Tx } from '../../db/open.ts'
import { userError } from '../../i18n/i18n.ts'
import { idIn } from '../../kit/action.ts'
import { type Reply, show } from '../../kit/reply.ts'
import { type Instant, toDate } from '../../kit/time.ts'
import { refresh } from '../../posts/declare.ts'
import { openConversation } from '../conversations/conversations.ts'
import { said } from '../conversations/said.ts'
import { blockedWith } from '../members/blocks.ts'
import { isReachable } from '../members/presence.ts'
import { blockedCard, keepApart } from './blocking.ts'
import { turnDown } from './closing.ts'
import { findMeeting, type MeetingRow, membersOf, type Pair, pairOf, whenToAsk } from './meetings.ts'

/** Yes: both get their conversation. */
export async function sayYes(ctx: Context, record: string): Promise<Reply> {
  const asker = await ctx.db.transact(async (tx) => {
    const { meeting, pair } = await requestTo(tx, ctx, record)
    return (await accept(tx, ctx.now, meeting)) ? pair.asker : undefined
  })
  if (!asker) throw userError('meeting.nobody')
  return show(said(ctx.t('meeting.accepted', { name: asker.name }), 'good'))
}

/** No: the asker is told kindly, without a reason. */
export async function sayNo(ctx: Context, record: string): Promise<Reply> {
  await ctx.db.transact(async (tx) => {
    const { meeting } = await requestTo(tx, ctx, record)
    await turnDown(tx, ctx.now, meeting, 'declined')
  })
  return show(said(ctx.t('meeting.declined')))
}

/** No, and never again. */
export async function sayNever(ctx: Context, record: string): Promise<Reply> {
  const asker = await ctx.db.transact(async (tx) => {
    const { pair } = await requestTo(tx, ctx, record)
    await keepApart(tx, ctx.now, pair.asked.personId, pair.asker.personId)
    return pair.asker
  })
  return show(blockedCard(ctx.t, asker))
}

/** The request that this member was sent, while it waits for their answer. */
async function requestTo(tx: Tx, ctx: Context, record: string): Promise<{ meeting: MeetingRow; pair: Pair }> {
  const meeting = await findMeeting(tx, ctx.community, idIn(record))
  const pair = meeting && (await pairOf(tx, meeting))
  if (!pair || pair.asked.personId !== ctx.member.personId) throw userError('general.buttonGone')
  const blocked = await blockedWith(tx, pair.asked.personId)
  if (meeting.state !== 'asked' || blocked.has(pair.asker.personId)) throw userError('meeting.answered')
  return { meeting, pair }
}

/** Whoever was asked said yes, or asked in turn. False: one of them has left, and there is nobody to meet. */
export async function accept(tx: Tx, now: Instant, meeting: MeetingRow): Promise<boolean> {
  const { id, communityId: community } = meeting
  const members = await membersOf(tx, meeting)
  if (!members.every(isReachable)) {
    await turnDown(tx, now, meeting, 'withdrawn')
    return false
  }
  await tx.meeting.update({
    where: { id },
    data: { state: 'accepted', answeredAt: toDate(now), dueAt: toDate(whenToAsk(now, 'request', members)) },
  })
  await openConversation(tx, now, { community, meeting: id, members: members.map((member) => member.id) })
  await refresh(tx, now, ['meeting.request'], id)
  return true
}
