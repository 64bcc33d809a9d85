import type { Tx } from '../../db/open.ts'
import { type Instant, toDate } from '../../kit/time.ts'

/** Whom this person blocked or was blocked by: never suggested, paired or asked again. */
export async function blockedWith(db: Tx, person: number): Promise<ReadonlySet<number>> {
  const found = await db.block.findMany({
    where: { OR: [{ personId: person }, { blockedId: person }] },
    select: { personId: true, blockedId: true },
  })
  return new Set(found.map((block) => (block.personId === person ? block.blockedId : block.personId)))
}

/**
 * Other persons of the community who are the same user of a platform: until they link their accounts, somebody is a person in each server.
 * No two platforms give the same ids.
 */
export async function sameUserAs(db: Tx, community: number, person: number): Promise<number[]> {
  const accounts = await db.member.findMany({ where: { personId: person }, select: { externalId: true } })
  const found = await db.member.findMany({
    where: {
      personId: { not: person },
      externalId: { in: accounts.map(({ externalId }) => externalId) },
      workspace: { communityId: community },
    },
    select: { personId: true },
  })
  return found.map(({ personId }) => personId)
}

/** Whom this person blocked. */
export async function blockedBy(db: Tx, person: number): Promise<ReadonlySet<number>> {
  const blocks = await db.block.findMany({ where: { personId: person }, select: { blockedId: true } })
  return new Set(blocks.map((block) => block.blockedId))
}

export async function block(tx: Tx, now: Instant, person: number, blocked: number): Promise<void> {
  await tx.block.upsert({
    where: { personId_blockedId: { personId: person, blockedId: blocked } },
    create: { personId: person, blockedId: blocked, createdAt: toDate(now) },
    update: {},
  })
}

export async function unblock(tx: Tx, person: number, blocked: number): Promise<void> {
  await tx.block.deleteMany({ where: { personId: person, blockedId: blocked } })
}
