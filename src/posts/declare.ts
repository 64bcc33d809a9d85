import { insertMissing } from '../db/insert.ts'
import type { Tx } from '../db/open.ts'
import { type Instant, toDate } from '../kit/time.ts'

/**
 * A post is declared inside the transaction that changes its subject, and the keeper then keeps it true. The key (workspace, place,
 * view, subject, occurrence) makes every repetition harmless.
 */
export interface NewPost {
  /** Totem's id of the workspace. */
  readonly workspace: number
  readonly place: PostPlace
  readonly view: string
  readonly subject: number
  /** For what is said again about the same subject: a date, a number. */
  readonly occurrence?: string
  /** Not before this instant. */
  readonly from?: Instant
}

/** Where, inside a workspace, by the platform's ids. */
export type PostPlace =
  | { readonly kind: 'channel'; readonly channel: string }
  | { readonly kind: 'direct'; readonly member: string }
  | { readonly kind: 'aside'; readonly channel: string; readonly message: string; readonly member: string }
  | { readonly kind: 'group'; readonly members: readonly string[]; readonly channel: string; readonly name: string }
  /** `member`: the one who reads it. */
  | { readonly kind: 'thread'; readonly channel: string; readonly message: string; readonly member: string }
  /** Below another post, in a member's direct messages: it is sent after that one. */
  | { readonly kind: 'below'; readonly post: number; readonly member: string }

/** Declares posts; those that exist already stay as they are. */
export async function declare(tx: Tx, now: Instant, posts: readonly NewPost[]): Promise<void> {
  await insertMissing(
    tx,
    'Post',
    posts.map((post) => ({
      workspaceId: post.workspace,
      place: writePlace(post.place),
      view: post.view,
      subject: post.subject,
      occurrence: post.occurrence ?? '',
      createdAt: toDate(now),
      dueAt: toDate(post.from ?? now),
    })),
  )
}

/**
 * The subject changed: its posts in these views are looked at again, also those that could not be sent before. A post that waits for
 * its hour, or for the platform to recover, keeps waiting: it shows the change when its time has come.
 */
export async function refresh(
  tx: Tx,
  now: Instant,
  views: readonly string[],
  subject: number | readonly number[],
  /** Of all that was said about the subject, only this. */
  occurrence?: string,
): Promise<void> {
  const of = {
    view: { in: [...views] },
    subject: typeof subject === 'number' ? subject : { in: [...subject] },
    ...(occurrence === undefined ? {} : { occurrence }),
  }
  await tx.post.updateMany({ where: of, data: { wanted: { increment: 1 } } })
  await tx.post.updateMany({
    where: { ...of, OR: [{ failedAt: { not: null } }, { shown: { gt: 0 }, attempts: 0 }] },
    data: { dueAt: toDate(now), attempts: 0, failedAt: null, failure: null },
  })
}

export function writePlace(place: PostPlace): string {
  switch (place.kind) {
    case 'channel':
      return `channel:${place.channel}`
    case 'direct':
      return `direct:${place.member}`
    case 'aside':
      return `aside:${place.channel}:${place.message}:${place.member}`
    case 'group':
      return `group:${place.channel}:${place.members.join(',')}:${place.name}`
    case 'thread':
      return `thread:${place.channel}:${place.message}:${place.member}`
    case 'below':
      return `below:${place.post}:${place.member}`
  }
}

export function readPlace(written: string): PostPlace {
  const [kind, one = '', two = '', ...rest] = written.split(':')
  switch (kind) {
    case 'channel':
      return { kind, channel: one }
    case 'direct':
      return { kind, member: one }
    case 'aside':
      return { kind, channel: one, message: two, member: rest.join(':') }
    case 'group':
      return { kind, channel: one, members: two.split(','), name: rest.join(':') }
    case 'thread':
      return { kind, channel: one, message: two, member: rest.join(':') }
    case 'below':
      return { kind, post: Number(one), member: two }
  }
  throw new RangeError(`no place is written ${written}`)
}
