import type { Work, WorkspaceRow } from '../../context.ts'
import type { Tx } from '../../db/open.ts'
import { clean } from '../../kit/text.ts'
import { type Instant, toDate } from '../../kit/time.ts'
import { type Facts, lookingAgain } from '../members/members.ts'
import { type Greeting, greetingAfter, type KnownMember, type Sighting } from './greeting.ts'
import { knownColumns, newcomerColumns, recordChange, recordLeft } from './joining.ts'
import { welcomeDue } from './welcoming.ts'

const listedColumns = { ...knownColumns, personId: true, name: true, isAdmin: true, isGuest: true } as const

/**
 * A page of the platform's list of members: who is missing here is recorded, as known or as a newcomer. Page by page and in sets: a
 * workspace may have 100,000 members.
 */
export async function recordPage(
  work: Work,
  workspace: WorkspaceRow,
  page: readonly Facts[],
  seen: Sighting & { kind: 'listed' },
): Promise<void> {
  const people = page.filter((facts) => !facts.bot)
  for (let from = 0; from < people.length; from += TOGETHER) {
    const some = people.slice(from, from + TOGETHER)
    await lookingAgain(async () => work.db.transact(async (tx) => recordListed(tx, work, workspace, some, seen)))
  }
}

/** So many in one transaction: others wait for their turn meanwhile. */
const TOGETHER = 200

async function recordListed(
  tx: Tx,
  work: Work,
  workspace: WorkspaceRow,
  people: readonly Facts[],
  seen: Sighting,
): Promise<void> {
  const { guestsExcluded } = await tx.workspace.findUniqueOrThrow({
    where: { id: workspace.id },
    select: { guestsExcluded: true },
  })
  const rows = await tx.member.findMany({
    where: { workspaceId: workspace.id, externalId: { in: people.map(({ id }) => id) } },
    select: listedColumns,
  })
  const known = new Map(rows.map((row) => [row.externalId, row]))
  const page = people.map((facts) => {
    const row = known.get(facts.id)
    return { facts, row, greeting: greetingAfter(row, facts, seen, { now: work.now, guestsExcluded }) }
  })
  await recordStrangers(tx, work, workspace, page)
  await recordChanges(tx, work, workspace, page)
  if (page.some(({ greeting }) => greeting === 'due' || greeting === 'back')) await welcomeDue(tx, work, workspace)
}

interface Row extends KnownMember {
  readonly id: number
  readonly personId: number
  readonly name: string
  readonly isAdmin: boolean
  readonly isGuest: boolean
}

interface Listed {
  readonly facts: Facts
  readonly row: Row | undefined
  readonly greeting: Greeting | undefined
}

async function recordStrangers(tx: Tx, work: Work, workspace: WorkspaceRow, page: readonly Listed[]): Promise<void> {
  const strangers = page.filter(({ row }) => !row)
  if (strangers.length === 0) return
  const persons = await tx.person.createManyAndReturn({
    data: strangers.map(() => ({ communityId: workspace.communityId })),
    select: { id: true },
  })
  await tx.member.createMany({
    data: strangers.flatMap(({ facts, greeting }, index) => {
      const person = persons[index]
      if (!person || !greeting) return []
      const columns = newcomerColumns(work, facts, greeting)
      return [{ ...columns, workspaceId: workspace.id, personId: person.id, listedAt: toDate(work.now) }]
    }),
  })
}

/** What changed while nobody told: few rows, one by one; that they are still there, all at once. */
async function recordChanges(tx: Tx, work: Work, workspace: WorkspaceRow, page: readonly Listed[]): Promise<void> {
  const known = page.flatMap(({ facts, row, greeting }) => (row ? [{ facts, row, greeting }] : []))
  if (known.length === 0) return
  await tx.member.updateMany({
    where: { workspaceId: workspace.id, externalId: { in: known.map(({ facts }) => facts.id) } },
    data: { listedAt: toDate(work.now) },
  })
  for (const { facts, row, greeting } of known) {
    if (!greeting && !isNews(row, facts)) continue
    await recordChange(tx, work, row, facts, greeting)
  }
}

function isNews(row: Row, facts: Facts): boolean {
  const same = row.name === clean(facts.name) && row.isAdmin === facts.admin && row.isGuest === facts.guest
  return row.leftAt !== null || !same
}

const PAGE = 500

/** Who was here before the list was begun, and is not on it, left while nobody told. */
export async function recordMissing(work: Work, workspace: WorkspaceRow, begun: Instant): Promise<void> {
  const before = { lt: toDate(begun) }
  for (;;) {
    const gone = await work.db.transact(async (tx) => {
      const missing = await tx.member.findMany({
        where: {
          workspaceId: workspace.id,
          leftAt: null,
          seenAt: before,
          OR: [{ listedAt: null }, { listedAt: before }],
        },
        select: { id: true, personId: true },
        take: PAGE,
      })
      if (missing.length > 0) await recordLeft(tx, work, missing)
      return missing.length
    })
    if (gone < PAGE) return
  }
}
