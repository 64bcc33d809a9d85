import type { Tx } from '../../db/open.ts'
import { type Instant, toDate } from '../../kit/time.ts'

/** Whom this person blocked or was blocked by, in whichever server: never suggested, paired or asked again. */
export async function blockedWith(db: Tx, person: number): Promise<ReadonlySet<number>> {
  const own = await withSameUser(db, person)
  const found = await db.block.findMany({
    where: { OR: [{ personId: { in: own } }, { blockedId: { in: own } }] },
    select: { personId: true, blockedId: true },
  })
  const others = found.map((block) => (own.includes(block.personId) ? block.blockedId : block.personId))
  return new Set(await withSameUser(db, ...others))
}

/** Whether one of these persons blocked another. */
export async function isAnyBlocked(db: Tx, persons: readonly number[]): Promise<boolean> {
  for (const person of persons) {
    const blocked = await blockedWith(db, person)
    if (persons.some((other) => blocked.has(other))) return true
  }
  return false
}

/** Every two persons of the community of whom one blocked the other, in whichever server. */
export async function blockedPairs(db: Tx, community: number): Promise<[number, number][]> {
  const blocks = await db.block.findMany({ where: { person: { communityId: community } }, select: { personId: true } })
  const pairs: [number, number][] = []
  for (const person of new Set(blocks.map(({ personId }) => personId)))
    for (const other of await blockedWith(db, person))
      for (const same of await withSameUser(db, person)) pairs.push([same, other])
  return pairs
}

/** These persons of one community, and who they are in its other servers. */
async function withSameUser(db: Tx, ...persons: number[]): Promise<number[]> {
  const one = await db.person.findFirst({ where: { id: { in: persons } }, select: { communityId: true } })
  return one ? [...persons, ...(await sameUserAs(db, one.communityId, ...persons))] : persons
}

/**
 * Other persons of the community who are the same user of a platform: until they link their accounts, somebody is a person in each server.
 * No two platforms give the same ids.
 */
export async function sameUserAs(db: Tx, community: number, ...persons: number[]): Promise<number[]> {
  const accounts = await db.member.findMany({ where: { personId: { in: persons } }, select: { externalId: true } })
  const found = await db.member.findMany({
    where: {
      personId: { notIn: persons },
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
  const [own, others] = [await withSameUser(tx, person), await withSameUser(tx, blocked)]
  await tx.block.deleteMany({ where: { personId: { in: own }, blockedId: { in: others } } })
}
