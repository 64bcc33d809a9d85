import type { Work, WorkspaceRow } from '../../context.ts'
import type { Tx } from '../../db/open.ts'
import { toDate } from '../../kit/time.ts'
import { declare } from '../../posts/declare.ts'
import { columnsOf, type Facts } from './members.ts'

/**
 * Somebody joined: they are recorded, and welcomed once in their life in this workspace, when they are not a bot and not in
 * Discord's membership screening any more. Repeating it is harmless.
 */
export async function welcomeNewcomer(work: Work, workspace: WorkspaceRow, facts: Facts): Promise<void> {
  if (facts.bot) return
  await work.db.transact(async (tx) => {
    const member = await tx.member.findUnique({
      where: { workspaceId_externalId: { workspaceId: workspace.id, externalId: facts.id } },
      select: { id: true, greeting: true },
    })
    if (member) {
      await tx.member.update({ where: { id: member.id }, data: { ...columnsOf(facts, work.now), leftAt: null } })
      if (member.greeting === 'joining' && !facts.pending) await greet(tx, work, workspace, member.id, facts.id)
      return
    }
    const person = await tx.person.create({ data: { communityId: workspace.communityId }, select: { id: true } })
    const made = await tx.member.create({
      data: {
        ...columnsOf(facts, work.now),
        workspaceId: workspace.id,
        personId: person.id,
        externalId: facts.id,
        greeting: 'joining',
      },
      select: { id: true },
    })
    if (!facts.pending) await greet(tx, work, workspace, made.id, facts.id)
  })
}

async function greet(tx: Tx, work: Work, workspace: WorkspaceRow, member: number, externalId: string): Promise<void> {
  await tx.member.update({ where: { id: member }, data: { greeting: 'welcomed', welcomedAt: toDate(work.now) } })
  const place = { kind: 'direct', member: externalId } as const
  await declare(tx, work.now, [{ workspace: workspace.id, place, view: 'member.welcome', subject: member }])
}

/** What the platform says of a member changed. Ends the screening of those who were in it. */
export async function memberChanged(work: Work, workspace: WorkspaceRow, facts: Facts): Promise<void> {
  const known = await work.db.client.member.findUnique({
    where: { workspaceId_externalId: { workspaceId: workspace.id, externalId: facts.id } },
    select: { greeting: true },
  })
  if (!known) return
  await welcomeNewcomer(work, workspace, facts)
}

/**
 * The members there when Totem arrives are known, and not greeted. Page by page, in sets: a workspace may have 100,000.
 */
export async function recordPage(work: Work, workspace: WorkspaceRow, page: readonly Facts[]): Promise<void> {
  const people = page.filter((facts) => !facts.bot)
  const there = await work.db.client.member.findMany({
    where: { workspaceId: workspace.id, externalId: { in: people.map((facts) => facts.id) } },
    select: { externalId: true },
  })
  const known = new Set(there.map((member) => member.externalId))
  const missing = people.filter((facts) => !known.has(facts.id))
  if (missing.length === 0) return
  await work.db.transact(async (tx) => {
    const persons = await tx.person.createManyAndReturn({
      data: missing.map(() => ({ communityId: workspace.communityId })),
      select: { id: true },
    })
    await tx.member.createMany({
      data: missing.flatMap((facts, index) => {
        const person = persons[index]
        if (!person) return []
        return [
          {
            ...columnsOf(facts, work.now),
            workspaceId: workspace.id,
            personId: person.id,
            externalId: facts.id,
            greeting: facts.pending ? 'joining' : 'known',
          },
        ]
      }),
    })
  })
}
