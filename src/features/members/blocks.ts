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
