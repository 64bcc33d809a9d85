import type { WorkspaceRow } from '../context.ts'
import type { Database } from '../db/open.ts'
import { type Instant, toDate } from '../kit/time.ts'
import { readPlace } from './declare.ts'
import type { Candidate } from './pick.ts'
import { type Reader, readerOf } from './views.ts'

/** A post that is ours until the claim ends, as it was when it was claimed. */
export interface ClaimedPost {
  readonly id: number
  readonly workspaceId: number
  readonly place: string
  readonly view: string
  readonly subject: number
  readonly occurrence: string
  readonly wanted: number
  readonly showing: number
  readonly fingerprint: string | null
  readonly channel: string | null
  readonly message: string | null
  readonly attempts: number
  readonly sendingSince: Date | null
  readonly sentAt: Date | null
  /** A send, edit or removal was begun earlier, and nobody knows what became of it. */
  readonly doubtful: boolean
  readonly workspace: WorkspaceRow
  readonly reader: Reader | undefined
  /** The post that it goes below, as it is now. */
  readonly above: PostAbove | undefined
}

export interface PostAbove {
  readonly id: number
  readonly channel: string | null
  readonly message: string | null
  readonly sentAt: Date | null
  readonly failedAt: Date | null
}

const PAGE = 500
const NEAR_SECONDS = 60

const workspaceColumns = {
  id: true,
  communityId: true,
  platform: true,
  externalId: true,
  name: true,
  locale: true,
  timezone: true,
  paused: true,
} as const
const candidateColumns = {
  id: true,
  workspaceId: true,
  place: true,
  dueAt: true,
  attempts: true,
  claimedUntil: true,
  sentAt: true,
  sendingSince: true,
  workspace: { select: workspaceColumns },
} as const
const readerColumns = {
  id: true,
  workspaceId: true,
  personId: true,
  externalId: true,
  name: true,
  locale: true,
  platformLocale: true,
  timezone: true,
} as const

export type DuePost = Candidate & { readonly workspace: WorkspaceRow }

/** What is due within a minute on these platforms, and what holds others back, by id, in pages. */
export async function* duePosts(
  db: Database,
  platforms: readonly string[],
  now: Instant,
): AsyncGenerator<readonly DuePost[]> {
  let after = 0
  for (;;) {
    const page = await db.client.post.findMany({
      where: {
        id: { gt: after },
        // In a workspace that staff paused, everything waits.
        workspace: { removedAt: null, paused: false, platform: { in: [...platforms] } },
        OR: [
          { dueAt: { lte: toDate(now.add({ seconds: NEAR_SECONDS })) } },
          { dueAt: { not: null }, attempts: { gt: 0 }, sentAt: null },
        ],
      },
      select: candidateColumns,
      orderBy: { id: 'asc' },
      take: PAGE,
    })
    if (page.length > 0) yield page
    const last = page.at(-1)
    if (last === undefined || page.length < PAGE) return
    after = last.id
  }
}

export interface Claim {
  readonly token: string
  readonly now: Instant
  readonly until: Instant
}

/** Takes posts in hand: those that nobody else took meanwhile. */
export async function claimPosts(db: Database, posts: readonly DuePost[], claim: Claim): Promise<ClaimedPost[]> {
  const calm = posts.filter((post) => post.sendingSince === null)
  const doubtful = posts.filter((post) => post.sendingSince !== null)
  const won = [
    ...(await winPosts(db, calm, claim, { where: { sendingSince: null }, data: { sendingSince: toDate(claim.now) } })),
    ...(await winPosts(db, doubtful, claim, { where: {}, data: {} })),
  ]
  const workspaces = new Map(posts.map((post) => [post.workspaceId, post.workspace]))
  const inDoubt = new Set(doubtful.map((post) => post.id))
  const readers = await readersOf(db, won)
  const above = await postsAbove(db, won)
  return won.flatMap((post) => {
    const workspace = workspaces.get(post.workspaceId)
    if (!workspace) return []
    const reader = readers.get(readerKey(post.workspaceId, readerIn(post)))
    return [{ ...post, workspace, reader, above: above.get(idAbove(post) ?? 0), doubtful: inDoubt.has(post.id) }]
  })
}

async function winPosts(
  db: Database,
  posts: readonly DuePost[],
  { token, now, until }: Claim,
  begun: { where: { sendingSince?: null }; data: { sendingSince?: Date } },
) {
  if (posts.length === 0) return []
  return db.client.post.updateManyAndReturn({
    where: {
      id: { in: posts.map((post) => post.id) },
      dueAt: { lte: toDate(now) },
      OR: [{ claimedUntil: null }, { claimedUntil: { lte: toDate(now) } }],
      ...begun.where,
    },
    data: { claim: token, claimedUntil: toDate(until), ...begun.data },
  })
}

async function readersOf(
  db: Database,
  posts: readonly { workspaceId: number; place: string }[],
): Promise<Map<string, Reader>> {
  const wanted = posts.flatMap((post) => {
    const externalId = readerIn(post)
    return externalId === undefined ? [] : [{ workspaceId: post.workspaceId, externalId }]
  })
  if (wanted.length === 0) return new Map()
  const rows = await db.client.member.findMany({ where: { OR: wanted }, select: readerColumns })
  return new Map(rows.map((row) => [readerKey(row.workspaceId, row.externalId), row]))
}

async function postsAbove(db: Database, posts: readonly { place: string }[]): Promise<Map<number, PostAbove>> {
  const ids = posts.flatMap((post) => idAbove(post) ?? [])
  if (ids.length === 0) return new Map()
  const rows = await db.client.post.findMany({
    where: { id: { in: ids } },
    select: { id: true, channel: true, message: true, sentAt: true, failedAt: true },
  })
  return new Map(rows.map((row) => [row.id, row]))
}

function idAbove(post: { place: string }): number | undefined {
  const place = readPlace(post.place)
  return place.kind === 'below' ? place.post : undefined
}

function readerIn(post: { place: string }): string | undefined {
  return readerOf(readPlace(post.place))
}

function readerKey(workspaceId: number, externalId: string | undefined): string {
  return `${workspaceId} ${externalId ?? ''}`
}

export async function renewClaims(db: Database, token: string, until: Instant): Promise<void> {
  await db.client.post.updateMany({ where: { claim: token }, data: { claimedUntil: toDate(until) } })
}

/** Gives back what a keeper has in hand; without a token, what any has: for when no other can be running. */
export async function releaseClaims(db: Database, token?: string): Promise<void> {
  const where = token === undefined ? { claim: { not: null } } : { claim: token }
  await db.client.post.updateMany({ where, data: { claim: null, claimedUntil: null } })
}
