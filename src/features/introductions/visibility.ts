import type { Context } from '../../context.ts'
import type { Tx } from '../../db/open.ts'
import { inPages } from '../../db/pages.ts'
import { absentAccount, presentAccount } from '../members/presence.ts'
import type { CommunityIndex } from './indexes.ts'

/** Introductions that this reader finds nowhere: their authors are no longer here, or show them in another workspace only. */
export async function hiddenFrom(ctx: Context, index: CommunityIndex): Promise<ReadonlySet<number>> {
  const db = ctx.db.client
  const [absent, homely] = await Promise.all([absentAuthors(db, ctx.community), atHomeOnly(db, ctx.community)])
  const elsewhere = homely.filter((id) => index.authors.get(id)?.home !== ctx.workspace.id)
  return new Set([...absent, ...elsewhere])
}

/** Few have an account that is gone: it is cheaper to look at theirs than to ask of everybody whether one is here. */
async function absentAuthors(db: Tx, community: number): Promise<number[]> {
  const absent: number[] = []
  for await (const gone of inPages(async (after, take) => withGoneAccount(db, community, after, take)))
    absent.push(...gone.filter(({ person }) => person.members.length === 0).map(({ id }) => id))
  return absent
}

async function withGoneAccount(db: Tx, community: number, after: number, take: number) {
  return db.introduction.findMany({
    where: { id: { gt: after }, communityId: community, person: { members: { some: absentAccount } } },
    orderBy: { id: 'asc' },
    take,
    select: { id: true, person: { select: { members: { where: presentAccount, select: { id: true } } } } },
  })
}

async function atHomeOnly(db: Tx, community: number): Promise<number[]> {
  const found = await db.introduction.findMany({
    where: { communityId: community, everywhere: false },
    select: { id: true },
  })
  return found.map(({ id }) => id)
}
