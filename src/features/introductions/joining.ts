import type { Work, WorkspaceRow } from '../../context.ts'
import type { Tx } from '../../db/open.ts'
import { toDate } from '../../kit/time.ts'
import { refresh } from '../../posts/declare.ts'
import { columnsOf, type Facts, lookingAgain } from '../members/members.ts'
import { cameBack, type Greeting, greetingAfter, type KnownMember, type Sighting } from './greeting.ts'
import { welcomeDue } from './welcoming.ts'

export const knownColumns = {
  id: true,
  externalId: true,
  greeting: true,
  joinedAt: true,
  leftAt: true,
} as const

/** Somebody joined: they are recorded, and welcomed if they are to be. Repeating it is harmless. */
export async function memberJoined(work: Work, workspace: WorkspaceRow, facts: Facts): Promise<void> {
  await memberSeen(work, workspace, facts, { kind: 'joined' })
}

/** What the platform says of a member changed. Ends the screening of those who were in it; who had left is back. */
export async function memberChanged(work: Work, workspace: WorkspaceRow, facts: Facts): Promise<void> {
  await memberSeen(work, workspace, facts, { kind: 'changed' })
}

async function memberSeen(work: Work, workspace: WorkspaceRow, facts: Facts, seen: Sighting): Promise<void> {
  if (facts.bot) return
  await lookingAgain(async () => work.db.transact(async (tx) => recordSeen(tx, work, workspace, facts, seen)))
}

async function recordSeen(tx: Tx, work: Work, workspace: WorkspaceRow, facts: Facts, seen: Sighting): Promise<void> {
  const { guestsExcluded } = await tx.workspace.findUniqueOrThrow({
    where: { id: workspace.id },
    select: { guestsExcluded: true },
  })
  const known = await tx.member.findUnique({
    where: { workspaceId_externalId: { workspaceId: workspace.id, externalId: facts.id } },
    select: { ...knownColumns, personId: true },
  })
  const greeting = greetingAfter(known ?? undefined, facts, seen, { now: work.now, guestsExcluded })
  if (!known && greeting) await recordNewcomer(tx, work, workspace, facts, greeting)
  if (known) await recordChange(tx, work, known, facts, greeting)
  if (greeting === 'due' || greeting === 'back') await welcomeDue(tx, work, workspace)
}

export async function recordChange(
  tx: Tx,
  work: Work,
  known: KnownMember & { readonly id: number; readonly personId: number },
  facts: Facts,
  greeting: Greeting | undefined,
): Promise<void> {
  const data = { ...columnsOf(facts, work.now), ...returned(work, known, facts), ...greetingColumns(work, greeting) }
  await tx.member.update({ where: { id: known.id }, data })
  if (known.leftAt) await refreshIntroductions(tx, work, [known.personId])
}

async function recordNewcomer(
  tx: Tx,
  work: Work,
  workspace: WorkspaceRow,
  facts: Facts,
  greeting: Greeting,
): Promise<void> {
  const person = await tx.person.create({ data: { communityId: workspace.communityId }, select: { id: true } })
  await tx.member.create({
    data: { ...newcomerColumns(work, facts, greeting), workspaceId: workspace.id, personId: person.id },
  })
}

/** Slack tells no date of joining: it is when they were first seen. */
export function newcomerColumns(work: Work, facts: Facts, greeting: Greeting) {
  const joinedAt = greeting === 'known' ? {} : { joinedAt: toDate(work.now) }
  return { ...joinedAt, ...columnsOf(facts, work.now), externalId: facts.id, ...greetingColumns(work, greeting) }
}

function greetingColumns(work: Work, greeting: Greeting | undefined) {
  if (!greeting) return {}
  return { greeting, ...(greeting === 'due' || greeting === 'back' ? { welcomeAt: toDate(work.now) } : {}) }
}

/** Who is back is here again, since now where the platform does not say. */
function returned(work: Work, known: KnownMember, facts: Facts) {
  return cameBack(known, facts) ? { leftAt: null, joinedAt: toDate(facts.joinedAt ?? work.now) } : {}
}

/** Somebody left: what was not said to them yet is not said any more, unless they come back. */
export async function memberLeft(work: Work, workspace: WorkspaceRow, externalId: string): Promise<void> {
  await work.db.transact(async (tx) => {
    const member = await tx.member.findUnique({
      where: { workspaceId_externalId: { workspaceId: workspace.id, externalId }, leftAt: null },
      select: { id: true, personId: true },
    })
    if (member) await recordLeft(tx, work, [member])
  })
}

export async function recordLeft(
  tx: Tx,
  work: Work,
  members: readonly { readonly id: number; readonly personId: number }[],
): Promise<void> {
  const ids = members.map(({ id }) => id)
  await tx.member.updateMany({ where: { id: { in: ids } }, data: { leftAt: toDate(work.now), isAdmin: false } })
  const unsaid = await tx.post.findMany({
    where: { view: 'member.welcome', subject: { in: ids }, occurrence: '', sentAt: null, sendingSince: null },
    select: { subject: true },
  })
  await tx.member.updateMany({
    where: { id: { in: unsaid.map(({ subject }) => subject) }, greeting: 'welcomed' },
    data: { greeting: 'due', welcomedAt: null, remindAt: null },
  })
  await refreshIntroductions(
    tx,
    work,
    members.map(({ personId }) => personId),
  )
}

/** Their cards show whether they are still here. */
async function refreshIntroductions(tx: Tx, work: Work, persons: readonly number[]): Promise<void> {
  const written = await tx.introduction.findMany({ where: { personId: { in: [...persons] } }, select: { id: true } })
  if (written.length > 0)
    await refresh(
      tx,
      work.now,
      ['introduction.card'],
      written.map(({ id }) => id),
    )
}
