import type { Context, Work } from '../../context.ts'
import type { Tx } from '../../db/open.ts'
import { userError } from '../../i18n/i18n.ts'
import { idIn } from '../../kit/action.ts'
import { type Reply, show } from '../../kit/reply.ts'
import { type Instant, toDate } from '../../kit/time.ts'
import { declare, refresh } from '../../posts/declare.ts'
import type { FailedPost } from '../../posts/views.ts'
import type { Duty } from '../../work/duties.ts'
import { openConversation } from '../conversations/conversations.ts'
import { said } from '../conversations/said.ts'
import { block } from '../members/blocks.ts'
import { findMeeting, type MeetingRow, type Pair, pairOf, whenToAsk } from './meetings.ts'

/** Yes: both get their conversation. */
export async function sayYes(ctx: Context, record: string): Promise<Reply> {
  const asker = await ctx.db.transact(async (tx) => {
    const { meeting, pair } = await requestTo(tx, ctx, record)
    await accept(tx, ctx.now, meeting.id)
    return pair.asker
  })
  return show(said(ctx.t('meeting.accepted', { name: asker.name }), 'good'))
}

/** No: the asker is told kindly, without a reason. */
export async function sayNo(ctx: Context, record: string): Promise<Reply> {
  await ctx.db.transact(async (tx) => {
    const { meeting, pair } = await requestTo(tx, ctx, record)
    await decline(tx, ctx.now, meeting.id, 'declined', pair)
  })
  return show(said(ctx.t('meeting.declined')))
}

/** No, and never again. */
export async function sayNever(ctx: Context, record: string): Promise<Reply> {
  const asker = await ctx.db.transact(async (tx) => {
    const { meeting, pair } = await requestTo(tx, ctx, record)
    await decline(tx, ctx.now, meeting.id, 'declined', pair)
    await block(tx, ctx.now, pair.asked.personId, pair.asker.personId)
    return pair.asker
  })
  return show(said(ctx.t('conversation.blocked', { name: asker.name })))
}

/** The request that this member was sent, while it waits for their answer. */
async function requestTo(tx: Tx, ctx: Context, record: string): Promise<{ meeting: MeetingRow; pair: Pair }> {
  const meeting = await findMeeting(tx, ctx.community, idIn(record))
  const pair = meeting && (await pairOf(tx, meeting))
  if (!pair || pair.asked.personId !== ctx.member.personId) throw userError('general.buttonGone')
  if (meeting.state !== 'asked') throw userError('meeting.answered')
  return { meeting, pair }
}

/** Whoever was asked said yes, or asked in turn. */
export async function accept(tx: Tx, now: Instant, id: number): Promise<void> {
  const meeting = await tx.meeting.findUniqueOrThrow({
    where: { id },
    select: { communityId: true, persons: { select: { memberId: true } } },
  })
  const members = meeting.persons.map((person) => person.memberId)
  const accounts = await tx.member.findMany({
    where: { id: { in: members } },
    select: { workspace: { select: { timezone: true } } },
    orderBy: { id: 'asc' },
  })
  await tx.meeting.update({
    where: { id },
    data: { state: 'accepted', answeredAt: toDate(now), dueAt: toDate(whenToAsk(now, 'request', accounts)) },
  })
  await openConversation(tx, now, { community: meeting.communityId, meeting: id, members })
  await refresh(tx, now, ['meeting.request'], id)
}

async function decline(
  tx: Tx,
  now: Instant,
  id: number,
  state: 'declined' | 'expired',
  { asker }: Pair,
): Promise<void> {
  await tx.meeting.update({ where: { id }, data: { state, answeredAt: toDate(now), dueAt: null } })
  const place = { kind: 'direct', member: asker.externalId } as const
  await declare(tx, now, [{ workspace: asker.workspaceId, place, view: 'meeting.regret', subject: id }])
  await refresh(tx, now, ['meeting.request'], id)
}

/** Silence for 7 days is told like a no. */
export const silenceDuty: Duty = {
  name: 'meetings.expire',
  due: async (work, limit) => {
    const due = await work.db.client.meeting.findMany({
      where: { state: 'asked', dueAt: { lte: toDate(work.now) } },
      orderBy: { dueAt: 'asc' },
      select: { id: true },
      take: limit,
    })
    return due.map((meeting) => meeting.id)
  },
  perform: async (work, id) => expire(work, id),
}

/** The request cannot reach whom it is for: that is silence too. */
export async function unreached(work: Work, post: FailedPost): Promise<void> {
  await expire(work, post.subject)
}

async function expire(work: Work, id: number): Promise<void> {
  await work.db.transact(async (tx) => {
    const found = await tx.meeting.findUnique({ where: { id, state: 'asked' }, select: { communityId: true } })
    const meeting = found && (await findMeeting(tx, found.communityId, id))
    if (!meeting) return
    const pair = await pairOf(tx, meeting)
    if (pair) await decline(tx, work.now, id, 'expired', pair)
    else await tx.meeting.update({ where: { id }, data: { state: 'expired', dueAt: null } })
  })
}
