import type { Context, Work } from '../../context.ts'
import type { Tx } from '../../db/open.ts'
import { userError } from '../../i18n/i18n.ts'
import { idIn } from '../../kit/action.ts'
import { type Reply, show } from '../../kit/reply.ts'
import { type Instant, toDate } from '../../kit/time.ts'
import { declare, refresh } from '../../posts/declare.ts'
import type { FailedPost } from '../../posts/views.ts'
import type { Duty } from '../../work/duties.ts'
import { said } from '../conversations/said.ts'
import { isReachable } from '../members/presence.ts'
import { findMeeting, type MeetingRow, pairOf, withBoth } from './meetings.ts'

/** A no, silence, or a block or an absence, after which it may be asked again: the asker is told kindly, without a reason. */
export async function turnDown(
  tx: Tx,
  now: Instant,
  meeting: MeetingRow,
  state: 'declined' | 'expired' | 'withdrawn',
): Promise<void> {
  const { id } = meeting
  await tx.meeting.update({ where: { id }, data: { state, answeredAt: toDate(now), dueAt: null } })
  await refresh(tx, now, ['meeting.request'], id)
  const asker = (await pairOf(tx, meeting))?.asker
  if (!asker || !isReachable(asker)) return
  const place = { kind: 'direct', member: asker.externalId } as const
  await declare(tx, now, [{ workspace: asker.workspaceId, place, view: 'meeting.regret', subject: id }])
}

/** The asker thinks again. The deadline stays: asked again soon, the same request is open again. */
async function withdraw(tx: Tx, now: Instant, id: number): Promise<void> {
  await tx.meeting.update({ where: { id }, data: { state: 'withdrawn', answeredAt: toDate(now) } })
  await refresh(tx, now, ['meeting.request'], id)
}

/** **Withdraw my request**, while it waits. */
export async function withdrawRequest(ctx: Context, record: string): Promise<Reply> {
  const name = await ctx.db.transact(async (tx) => {
    const meeting = await findMeeting(tx, ctx.community, idIn(record))
    const pair = meeting && (await pairOf(tx, meeting))
    if (!pair || pair.asker.personId !== ctx.member.personId) throw userError('general.buttonGone')
    if (meeting.state !== 'asked') throw userError('meeting.answered')
    await withdraw(tx, ctx.now, meeting.id)
    return pair.asked.name
  })
  return show(said(ctx.t('meeting.withdrawn.done', { name })))
}

/** Between people of whom one blocks the other, no request stays open. */
export async function closeRequests(tx: Tx, now: Instant, blocker: number, blocked: number): Promise<void> {
  const open = await tx.meeting.findMany({
    where: { state: 'asked', ...withBoth(blocker, blocked) },
    select: { id: true, communityId: true },
  })
  for (const { id, communityId } of open) {
    const meeting = await findMeeting(tx, communityId, id)
    if (meeting?.askerId === blocker) await withdraw(tx, now, id)
    else if (meeting) await turnDown(tx, now, meeting, 'withdrawn')
  }
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
  perform: async (work, id) => expire(work, id, 'expired'),
}

/** The request cannot reach whom it is for: told like silence, but they have not seen it. */
export async function unreached(work: Work, post: FailedPost): Promise<void> {
  await expire(work, post.subject, 'withdrawn')
}

async function expire(work: Work, id: number, state: 'expired' | 'withdrawn'): Promise<void> {
  await work.db.transact(async (tx) => {
    const found = await tx.meeting.findUnique({ where: { id, state: 'asked' }, select: { communityId: true } })
    const meeting = found && (await findMeeting(tx, found.communityId, id))
    const pair = meeting && (await pairOf(tx, meeting))
    const isAbsent = pair && !isReachable(pair.asked)
    if (meeting) await turnDown(tx, work.now, meeting, isAbsent ? 'withdrawn' : state)
  })
}
