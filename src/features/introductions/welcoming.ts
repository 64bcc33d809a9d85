import type { Work, WorkspaceRow } from '../../context.ts'
import type { Tx } from '../../db/open.ts'
import { fromDate, type Instant, later, toDate } from '../../kit/time.ts'
import { declare, refresh } from '../../posts/declare.ts'
import type { Duty } from '../../work/duties.ts'
import { channelFor } from '../communities/workspaces.ts'
import { presentAccount } from '../members/presence.ts'
import { dayOf, GREETED_HOURS, PACE_WINDOW, reminderTime, welcomeTimes } from './greeting.ts'

/** A flood that ebbs and comes again within so long is the same to staff. */
const FLOOD_MINUTES = 60

const dueColumns = {
  id: true,
  externalId: true,
  greeting: true,
  timezone: true,
  welcomedAt: true,
} as const

/** Who waits for a welcome, is to have one, and has not waited so long that it would come as a surprise. */
function dueMembers(work: Work) {
  return {
    ...presentAccount,
    greeting: { in: ['due', 'back'] },
    welcomeAt: { gte: toDate(later(work.now, { hours: -GREETED_HOURS })) },
  }
}

/** Welcomes those who wait, in the order in which they came, as far as the pace and staff allow. The rest wait for the next beat. */
export async function welcomeDue(tx: Tx, work: Work, workspace: WorkspaceRow): Promise<void> {
  const { greetingsPaused, paused, floodToldAt } = await tx.workspace.findUniqueOrThrow({
    where: { id: workspace.id },
    select: { greetingsPaused: true, paused: true, floodToldAt: true },
  })
  if (greetingsPaused || paused) return
  const where = { workspaceId: workspace.id, ...dueMembers(work) }
  const times = welcomeTimes(await recentWelcomes(tx, workspace), work.now, PACE_WINDOW)
  const ready = await tx.member.findMany({
    where,
    select: dueColumns,
    orderBy: [{ welcomeAt: 'asc' }, { id: 'asc' }],
    take: times.length,
  })
  for (const [index, member] of ready.entries()) await welcome(tx, work, workspace, member, times[index] ?? work.now)
  if (ready.length < times.length) return
  const waiting = await tx.member.count({ where })
  if (waiting > 0) await tellFlood(tx, work, workspace, floodToldAt)
}

async function recentWelcomes(tx: Tx, workspace: WorkspaceRow): Promise<Instant[]> {
  const recent = await tx.member.findMany({
    where: { workspaceId: workspace.id, welcomedAt: { not: null } },
    select: { welcomedAt: true },
    orderBy: { welcomedAt: 'desc' },
    take: PACE_WINDOW,
  })
  return recent.flatMap(({ welcomedAt }) => (welcomedAt ? [fromDate(welcomedAt)] : []))
}

interface DueMember {
  readonly id: number
  readonly externalId: string
  readonly greeting: string
  readonly timezone: string | null
  readonly welcomedAt: Date | null
}

async function welcome(tx: Tx, work: Work, workspace: WorkspaceRow, member: DueMember, at: Instant): Promise<void> {
  const view = member.greeting === 'back' ? 'member.welcomeBack' : 'member.welcome'
  const first = view === 'member.welcome' && !member.welcomedAt
  const remindAt = first ? { remindAt: toDate(reminderTime(at, member.timezone, workspace.timezone)) } : {}
  await tx.member.update({
    where: { id: member.id },
    data: { greeting: 'welcomed', welcomedAt: toDate(at), ...remindAt },
  })
  // A welcome that was not sent because they had left again.
  await refresh(tx, work.now, [view], member.id)
  const place = { kind: 'direct', member: member.externalId } as const
  const occurrence = first ? '' : dayOf(at, workspace.timezone)
  await declare(tx, work.now, [{ workspace: workspace.id, place, view, subject: member.id, occurrence, from: at }])
}

/** Staff are told once per flood, in their channel; while it lasts, that is remembered now and then. */
async function tellFlood(tx: Tx, work: Work, workspace: WorkspaceRow, toldAt: Date | null): Promise<void> {
  const since = (minutes: number): boolean => toldAt !== null && toldAt > toDate(later(work.now, { minutes: -minutes }))
  if (since(FLOOD_MINUTES / 2)) return
  await tx.workspace.update({ where: { id: workspace.id }, data: { floodToldAt: toDate(work.now) } })
  const channel = await channelFor(tx, workspace.id, 'staff')
  if (since(FLOOD_MINUTES) || !channel) return
  const occurrence = work.now.toString({ smallestUnit: 'minute' })
  const place = { kind: 'channel', channel } as const
  await declare(tx, work.now, [
    { workspace: workspace.id, place, view: 'members.flood', subject: workspace.id, occurrence },
  ])
}

/** How many wait for their welcome. */
export async function countDue(db: Tx, work: Work, workspace: number): Promise<number> {
  return db.member.count({ where: { workspaceId: workspace, ...dueMembers(work) } })
}

/** Those who could not be welcomed at once: because many came, or because staff had paused the greetings. */
export const welcomeDuty: Duty = {
  name: 'members.welcome',
  due: async (work, limit) => {
    const workspaces = await work.db.client.workspace.findMany({
      where: { removedAt: null, paused: false, greetingsPaused: false, members: { some: dueMembers(work) } },
      select: { id: true },
      take: limit,
    })
    return workspaces.map(({ id }) => id)
  },
  perform: async (work, id) => {
    await work.db.transact(async (tx) => {
      const workspace = await tx.workspace.findUnique({ where: { id } })
      if (!workspace) return
      await welcomeDue(tx, work, workspace)
      if ((await countDue(tx, work, id)) === 0) await refresh(tx, work.now, ['members.flood'], id)
    })
  },
}
