import type { Work } from '../../context.ts'
import type { Tx } from '../../db/open.ts'
import { type Instant, inDays, toDate } from '../../kit/time.ts'
import { declare } from '../../posts/declare.ts'
import type { Duty } from '../../work/duties.ts'
import { channelFor } from '../communities/workspaces.ts'
import { presentAccount } from '../members/presence.ts'
import { dayOf } from './greeting.ts'

/** Monday's card comes at this local time. */
const MONDAY = { day: 1, hour: 9 }
const WEEK = 7
/** Whom to write to: three days after they joined, for a month. */
const PATIENT_DAYS = 3
const CARED_DAYS = 30
/** Names that a line says, and people that staff are asked to write to, in one card. */
export const NAMED = 10

/** The next Monday 09:00 in the zone, after this instant. */
export function nextMonday(now: Instant, zone: string): Instant {
  const local = now.toZonedDateTimeISO(zone)
  const monday = local.add({ days: MONDAY.day - local.dayOfWeek }).withPlainTime({ hour: MONDAY.hour })
  return (Temporal.ZonedDateTime.compare(monday, local) > 0 ? monday : monday.add({ days: WEEK })).toInstant()
}

/** The Monday that an occurrence of the card names. */
export function mondayOf(occurrence: string, zone: string): Instant {
  return Temporal.PlainDate.from(occurrence)
    .toZonedDateTime({ timeZone: zone, plainTime: { hour: MONDAY.hour } })
    .toInstant()
}

export interface Week {
  readonly joined: readonly string[]
  readonly introduced: readonly string[]
  readonly met: readonly string[]
  readonly toWrite: readonly ToWrite[]
}

/** Somebody who joined and has not introduced themself, or whom nobody has greeted. */
export interface ToWrite {
  readonly id: number
  readonly name: string
  readonly why: 'silent' | 'ungreeted'
  readonly writerId: number | null
}

/** What happened in a workspace in the week before this Monday, and whom to write to. */
export async function weekBefore(
  db: Tx,
  workspace: { readonly id: number; readonly timezone: string },
  monday: Instant,
): Promise<Week> {
  const during = { gte: toDate(inDays(monday, -WEEK, workspace.timezone)), lt: toDate(monday) }
  const here = { ...presentAccount, workspaceId: workspace.id }
  const named = async (where: object): Promise<string[]> => {
    const members = await db.member.findMany({
      where: { ...here, ...where },
      select: { name: true },
      orderBy: { id: 'asc' },
    })
    return members.map(({ name }) => name)
  }
  return {
    joined: await named({ joinedAt: during, greeting: { not: 'known' } }),
    introduced: await named({ person: { introduction: { createdAt: during } } }),
    met: await named({ person: { meetings: { some: { met: 'yes', metAt: during } } } }),
    toWrite: await whomToWriteTo(db, workspace, monday),
  }
}

/** Those whom somebody took care of before stay out; those taken since this Monday stay, with who it is. */
async function whomToWriteTo(
  db: Tx,
  workspace: { readonly id: number; readonly timezone: string },
  monday: Instant,
): Promise<ToWrite[]> {
  const since = toDate(inDays(monday, -CARED_DAYS, workspace.timezone))
  const silent = {
    greeting: 'welcomed',
    joinedAt: { gte: since, lte: toDate(inDays(monday, -PATIENT_DAYS, workspace.timezone)) },
  }
  const members = await db.member.findMany({
    where: {
      workspaceId: workspace.id,
      AND: [presentAccount, { OR: [{ writerId: null }, { writerAt: { gte: toDate(monday) } }] }],
      OR: [
        { ...silent, person: { introduction: null } },
        { person: { introduction: { createdAt: { gte: since, lt: toDate(monday) } } } },
      ],
    },
    select: {
      id: true,
      name: true,
      writerId: true,
      person: { select: { introduction: { select: { memberId: true, greeterId: true } } } },
    },
    orderBy: { id: 'asc' },
  })
  return members.flatMap(({ id, name, writerId, person: { introduction } }): ToWrite[] => {
    if (!introduction) return [{ id, name, writerId, why: 'silent' }]
    const isOurs = introduction.memberId === id && (introduction.greeterId === null || writerId !== null)
    return isOurs ? [{ id, name, writerId, why: 'ungreeted' }] : []
  })
}

/** Each Monday the staff channel gets who joined, who introduced themself, who met somebody, and whom to write to. */
export const mondayDuty: Duty = {
  name: 'staff.monday',
  due: async (work, limit) => {
    const due = await work.db.client.workspace.findMany({
      where: { removedAt: null, paused: false, OR: [{ mondayAt: null }, { mondayAt: { lte: toDate(work.now) } }] },
      select: { id: true },
      take: limit,
    })
    return due.map(({ id }) => id)
  },
  perform: async (work, id) => {
    await work.db.transact(async (tx) => tellMonday(tx, work, id))
  },
}

/** After weeks of absence only the latest Monday is told; a week in which nothing happened is not. */
async function tellMonday(tx: Tx, work: Work, id: number): Promise<void> {
  const workspace = await tx.workspace.findUniqueOrThrow({
    where: { id },
    select: { id: true, timezone: true, mondayAt: true },
  })
  const next = nextMonday(work.now, workspace.timezone)
  await tx.workspace.update({ where: { id }, data: { mondayAt: toDate(next) } })
  const channel = await channelFor(tx, id, 'staff')
  if (!workspace.mondayAt || !channel) return
  const monday = inDays(next, -WEEK, workspace.timezone)
  const week = await weekBefore(tx, workspace, monday)
  if (Object.values(week).every((people) => people.length === 0)) return
  const place = { kind: 'channel', channel } as const
  const occurrence = dayOf(monday, workspace.timezone)
  await declare(tx, work.now, [{ workspace: id, place, view: 'staff.monday', subject: id, occurrence }])
}
