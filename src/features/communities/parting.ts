import type { WorkspaceRow } from '../../context.ts'
import type { Tx } from '../../db/open.ts'
import { inPages } from '../../db/pages.ts'
import { type Instant, toDate } from '../../kit/time.ts'
import { refresh } from '../../posts/declare.ts'

/** What a community's workspaces show of each other, what it becomes when they part, and which of it comes from a workspace. */
const relayed = [
  { views: ['offer.card', 'offer.followed'], leftBehind: 'offer.leftBehind', madeIn: offersOf },
  { views: ['introduction.card'], leftBehind: 'introduction.leftBehind', madeIn: introductionsOf },
]

async function offersOf(tx: Tx, workspaceId: number): Promise<{ id: number }[]> {
  return tx.offer.findMany({ where: { workspaceId }, select: { id: true } })
}

async function introductionsOf(tx: Tx, workspaceId: number): Promise<{ id: number }[]> {
  return tx.introduction.findMany({
    where: { person: { members: { some: { workspaceId } } } },
    select: { id: true },
  })
}

/**
 * A workspace and those that it leaves part: what was relayed between them stays where it is, marked as no longer followed, and
 * shows no later change. To be called once no person has accounts on both sides, and before anything goes with the workspace.
 */
export async function partCards(tx: Tx, now: Instant, workspace: WorkspaceRow): Promise<void> {
  for (const { views, leftBehind, madeIn } of relayed) {
    const own = new Set((await madeIn(tx, workspace.id)).map(({ id }) => id))
    const all = inPages(async (after, take) =>
      tx.post.findMany({
        where: { id: { gt: after }, view: { in: views }, workspace: { communityId: workspace.communityId } },
        select: { id: true, workspaceId: true, subject: true },
        orderBy: { id: 'asc' },
        take,
      }),
    )
    for await (const page of all) {
      const parted = page.filter((post) => own.has(post.subject) !== (post.workspaceId === workspace.id))
      await leaveBehind(
        tx,
        now,
        parted.map(({ id }) => id),
        leftBehind,
      )
    }
  }
}

async function leaveBehind(tx: Tx, now: Instant, posts: readonly number[], view: string): Promise<void> {
  const id = { in: [...posts] }
  await tx.post.deleteMany({ where: { id, sentAt: null, sendingSince: null } })
  await tx.post.updateMany({
    where: { id },
    // They may meet and part again.
    data: { view, occurrence: now.toString(), wanted: { increment: 1 }, dueAt: toDate(now) },
  })
}

/** Once they have parted: nobody waits for an answer from the other side, nor for an offer of it. */
export async function forgetAcross(tx: Tx, community: number): Promise<void> {
  const others = { communityId: { not: community } }
  for (const apart of [
    { offer: { communityId: community }, person: others },
    { offer: others, person: { communityId: community } },
  ]) {
    await tx.interest.updateMany({
      where: { ...apart, state: 'waiting' },
      data: { state: 'withdrawn', remindAt: null },
    })
    await tx.bundledOffer.deleteMany({ where: { ...apart, toldAt: null } })
  }
}

/**
 * Meetings all of whose people have moved go with them. Between those who have parted nothing is carried any more, and nobody waits for
 * an answer: nothing crosses from one community to another.
 */
export async function partMeetings(tx: Tx, now: Instant, from: number, to: number): Promise<void> {
  const here = { person: { communityId: to } }
  const meetings = await tx.meeting.findMany({
    where: { communityId: from, persons: { some: here } },
    select: { id: true, persons: { where: { NOT: here }, select: { personId: true } } },
  })
  const moved = meetings.filter((meeting) => meeting.persons.length === 0).map(({ id }) => id)
  await tx.meeting.updateMany({ where: { id: { in: moved } }, data: { communityId: to } })
  await tx.conversation.updateMany({ where: { meetingId: { in: moved } }, data: { communityId: to } })
  const parted = meetings.filter((meeting) => meeting.persons.length > 0).map(({ id }) => id)
  await tx.meeting.updateMany({ where: { id: { in: parted } }, data: { dueAt: null } })
  await tx.meeting.updateMany({ where: { id: { in: parted }, state: 'asked' }, data: { state: 'withdrawn' } })
  for (const id of parted) await refresh(tx, now, ['meeting.request'], id)
  await endRelayed(tx, now, parted)
}

async function endRelayed(tx: Tx, now: Instant, meetings: readonly number[]): Promise<void> {
  const open = { meetingId: { in: [...meetings] }, kind: 'relayed', endedAt: null }
  const ended = await tx.conversation.findMany({ where: open, select: { id: true } })
  await tx.conversation.updateMany({ where: open, data: { endedAt: toDate(now) } })
  for (const { id } of ended) await refresh(tx, now, ['conversation.opening'], id)
}

/** Each of a community's offers channels is shown what is open and not there yet. */
export async function relayAnew(tx: Tx, community: number): Promise<void> {
  await tx.adoptedChannel.updateMany({
    where: { purpose: 'offers', workspace: { communityId: community } },
    data: { relayedAt: null },
  })
}
