import type { Database } from '../db/open.ts'
import { type Instant, toDate } from '../kit/time.ts'
import type { PostDelay } from './record.ts'
import type { PostFailure } from './views.ts'

/** What is not as it should be in one workspace. */
export interface PostTroubles {
  readonly workspace: { readonly id: number; readonly name: string; readonly platform: string }
  /** Due, and not shown yet. `due`: not tried yet (the platform is away, or others go first). */
  readonly waiting: readonly { readonly why: PostDelay | 'due'; readonly posts: number }[]
  readonly failed: readonly { readonly why: PostFailure; readonly posts: number }[]
}

/** Of the community's workspaces, those where posts wait or have failed. */
export async function postTroubles(db: Database, communityId: number, now: Instant): Promise<PostTroubles[]> {
  const workspaces = await db.client.workspace.findMany({
    where: { communityId, removedAt: null },
    select: { id: true, name: true, platform: true },
    orderBy: { id: 'asc' },
  })
  const within = { workspaceId: { in: workspaces.map(({ id }) => id) } }
  const waiting = await countByReason(db, {
    ...within,
    OR: [{ dueAt: { lte: toDate(now) } }, { dueAt: { not: null }, attempts: { gt: 0 } }],
  })
  const failed = await countByReason(db, { ...within, failedAt: { not: null } })
  return workspaces
    .map((workspace) => ({
      workspace,
      waiting: reasonsOf(waiting, workspace.id).map(({ why, posts }) => ({
        why: (why ?? 'due') as PostDelay | 'due',
        posts,
      })),
      failed: reasonsOf(failed, workspace.id).map(({ why, posts }) => ({ why: why as PostFailure, posts })),
    }))
    .filter((troubles) => troubles.waiting.length > 0 || troubles.failed.length > 0)
}

type Where = NonNullable<NonNullable<Parameters<Database['client']['post']['findMany']>[0]>['where']>

async function countByReason(db: Database, where: Where) {
  return db.client.post.groupBy({
    by: ['workspaceId', 'failure'],
    where,
    _count: true,
    orderBy: [{ workspaceId: 'asc' }, { failure: 'asc' }],
  })
}

function reasonsOf(
  rows: readonly { workspaceId: number; failure: string | null; _count: number }[],
  workspace: number,
) {
  return rows.filter((row) => row.workspaceId === workspace).map((row) => ({ why: row.failure, posts: row._count }))
}
