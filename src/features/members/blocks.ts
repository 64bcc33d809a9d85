import type { Tx } from '../../db/open.ts'

/** Whom this person blocked or was blocked by: never suggested, paired or asked again. */
export async function blockedWith(db: Tx, person: number): Promise<ReadonlySet<number>> {
  const found = await db.block.findMany({
    where: { OR: [{ personId: person }, { blockedId: person }] },
    select: { personId: true, blockedId: true },
  })
  return new Set(found.map((block) => (block.personId === person ? block.blockedId : block.personId)))
}
