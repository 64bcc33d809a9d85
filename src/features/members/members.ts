import type { MemberRow, Work, WorkspaceRow } from '../../context.ts'
import { isTaken } from '../../db/error.ts'
import type { Tx } from '../../db/open.ts'
import { userError } from '../../i18n/i18n.ts'
import type { PersonNode } from '../../kit/text.ts'
import { clean, person } from '../../kit/text.ts'
import { type Instant, toDate } from '../../kit/time.ts'

/** A member as their platform knows them. */
export interface Facts {
  readonly id: string
  readonly name: string
  readonly locale: string | undefined
  readonly timezone: string | undefined
  readonly bot: boolean
  readonly guest: boolean
  readonly admin: boolean
  readonly pending: boolean
  readonly joinedAt: Instant | undefined
}

/** Who reads, and what decides what they may do. */
const readerColumns = {
  id: true,
  personId: true,
  externalId: true,
  name: true,
  timezone: true,
  locale: true,
  platformLocale: true,
  isAdmin: true,
  person: {
    select: {
      activeAt: true,
      staff: { select: { personId: true } },
      partner: { select: { organisationId: true, organisation: { select: { name: true } } } },
      members: { where: { isAdmin: true, leftAt: null }, select: { id: true }, take: 1 },
    },
  },
} as const

export interface Reader extends MemberRow {
  /** Their own choice, else what the platform last said. */
  readonly locale: string | null
  readonly ownLocale: string | null
  readonly platformLocale: string | null
  readonly admin: boolean
  readonly activeAt: Date | null
}

/** A member of a workspace by the platform's id. */
export async function findReader(db: Tx, workspace: number, externalId: string): Promise<Reader | undefined> {
  const found = await db.member.findUnique({
    where: { workspaceId_externalId: { workspaceId: workspace, externalId } },
    select: readerColumns,
  })
  if (!found) return undefined
  const { partner } = found.person
  return {
    id: found.id,
    personId: found.personId,
    externalId: found.externalId,
    name: found.name,
    timezone: found.timezone,
    admin: found.isAdmin,
    staff: found.isAdmin || found.person.staff !== null || found.person.members.length > 0,
    partner: partner ? { organisationId: partner.organisationId, name: partner.organisation.name } : undefined,
    locale: found.locale ?? found.platformLocale,
    ownLocale: found.locale,
    platformLocale: found.platformLocale,
    activeAt: found.person.activeAt,
  }
}

/** A member of a workspace, asked of the platform when Totem does not know them yet. Undefined: nobody, or a bot. */
export async function meetMember(work: Work, workspace: WorkspaceRow, externalId: string): Promise<Reader | undefined> {
  const known = await findReader(work.db.client, workspace.id, externalId)
  if (known) return known
  const facts = await work.directory.member(workspace, externalId)
  if (!facts || facts.bot) return undefined
  await recordMember(work, workspace, facts)
  return findReader(work.db.client, workspace.id, externalId)
}

/** A member named in a command: somebody, and not a bot. */
export async function namedMember(work: Work, workspace: WorkspaceRow, externalId: string): Promise<Reader> {
  const found = await meetMember(work, workspace, externalId)
  if (found) return found
  const facts = await work.directory.member(workspace, externalId)
  if (facts?.bot) throw userError('general.memberIsBot')
  throw userError('general.memberUnknown', { name: externalId })
}

/** Two ways in may meet the same person at one moment, each looking before the other has written: the second looks again. */
export async function lookingAgain(record: () => Promise<void>): Promise<void> {
  try {
    await record()
  } catch (error) {
    if (!isTaken(error)) throw error
    await record()
  }
}

/** Records a member as known, and what the platform says of them now. Never greets. */
export async function recordMember(work: Work, workspace: WorkspaceRow, facts: Facts): Promise<void> {
  if (facts.bot) return
  await lookingAgain(async () => work.db.transact(async (tx) => recordKnown(tx, work, workspace, facts)))
}

async function recordKnown(tx: Tx, work: Work, workspace: WorkspaceRow, facts: Facts): Promise<void> {
  const updated = await tx.member.updateMany({
    where: { workspaceId: workspace.id, externalId: facts.id },
    data: { ...columnsOf(facts, work.now), leftAt: null },
  })
  if (updated.count > 0) return
  const made = await tx.person.create({ data: { communityId: workspace.communityId }, select: { id: true } })
  await tx.member.create({
    data: { ...columnsOf(facts, work.now), workspaceId: workspace.id, personId: made.id, externalId: facts.id },
  })
}

export function columnsOf(facts: Facts, now: Instant) {
  return {
    name: clean(facts.name),
    // A platform event that says nothing of these leaves what is known.
    ...(facts.locale === undefined ? {} : { platformLocale: facts.locale }),
    ...(facts.timezone === undefined ? {} : { timezone: facts.timezone }),
    ...(facts.joinedAt === undefined ? {} : { joinedAt: toDate(facts.joinedAt) }),
    isGuest: facts.guest,
    isAdmin: facts.admin,
    seenAt: toDate(now),
  }
}

/** Somebody as texts name them: mentioned in their own workspace, by name elsewhere. */
export function personNode(of: { externalId: string; name: string; workspace: { externalId: string } }): PersonNode {
  return person({ workspace: of.workspace.externalId, id: of.externalId, name: of.name })
}

/** The columns that `personNode` needs. */
export const personColumns = { externalId: true, name: true, workspace: { select: { externalId: true } } } as const

/** The member's own choice of language; null follows the platform. */
export async function chooseLanguage(work: Work, member: number, locale: string | null): Promise<void> {
  await work.db.client.member.update({ where: { id: member }, data: { locale } })
}
