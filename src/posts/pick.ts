import { readPlace, writePlace } from './declare.ts'

/** A post that is due now, or will be within the minute, or holds others back. */
export interface Candidate {
  readonly id: number
  readonly workspaceId: number
  readonly place: string
  readonly dueAt: Date | null
  readonly attempts: number
  readonly claimedUntil: Date | null
  readonly sentAt: Date | null
  readonly sendingSince: Date | null
  readonly workspace: { readonly platform: string }
}

/** What else decides whether a post may be taken in hand now. */
export interface Situation<C extends Candidate> {
  /** Epoch milliseconds, as all times here. */
  readonly now: number
  /** Places with a post in this process's hands. */
  readonly busy: ReadonlySet<string>
  /** How many more posts each platform may have in hand. */
  readonly room: ReadonlyMap<string, number>
  /** From when pace and the platform's own wishes allow this post. */
  readyAt(post: C): number
}

export interface Picked<C extends Candidate> {
  readonly posts: readonly C[]
  /** When something will have become possible without anybody saying so. */
  readonly lookAgainAt: number
}

/** After so many failures a post no longer holds back those declared after it. */
const PATIENCE = 5

/** A conversation keeps its order for longer than anything else: its messages answer each other. */
const PATIENCE_BELOW = 12

/** What goes below a direct message is in the same place as what goes beside it. */
export function placeKey({ workspaceId, place }: { readonly workspaceId: number; readonly place: string }): string {
  const read = isBelow(place) ? readPlace(place) : undefined
  return `${workspaceId} ${read?.kind === 'below' ? writePlace({ kind: 'direct', member: read.member }) : place}`
}

function isBelow(place: string): boolean {
  return place.startsWith('below:')
}

function patienceOf({ place }: { readonly place: string }): number {
  return isBelow(place) ? PATIENCE_BELOW : PATIENCE
}

/** A first message is told from a later one by this, also when the message has been deleted since. */
export function isUnsent(post: { readonly sentAt: Date | null }): boolean {
  return post.sentAt === null
}

/**
 * Of each place at most one post, and what was declared first goes first: a post not sent yet waits while an older one of its
 * place does. Candidates come in pages, by id.
 */
export function createPicker<C extends Candidate>(situation: Situation<C>) {
  const { now } = situation
  const posts: C[] = []
  const patient: C[] = []
  const closed = new Set(situation.busy)
  const held = new Set<string>()
  const room = new Map(situation.room)
  let lookAgainAt = Number.POSITIVE_INFINITY

  function consider(page: readonly C[]): void {
    for (const post of page) closeIfClaimed(post)
    for (const post of page) choose(post)
  }

  function closeIfClaimed(post: Candidate): void {
    const claimedUntil = post.claimedUntil?.getTime() ?? 0
    if (claimedUntil <= now) return
    closed.add(placeKey(post))
    lookAgain(claimedUntil)
  }

  function choose(post: C): void {
    const dueAt = post.dueAt?.getTime() ?? Number.POSITIVE_INFINITY
    if (dueAt > now) {
      if (isUnsent(post) && post.attempts > 0 && post.attempts < patienceOf(post)) held.add(placeKey(post))
      lookAgain(dueAt)
      return
    }
    if (closed.has(placeKey(post)) || (isUnsent(post) && held.has(placeKey(post)))) return
    const readyAt = situation.readyAt(post)
    if (readyAt > now) lookAgain(readyAt)
    else if (post.attempts >= patienceOf(post)) patient.push(post)
    else take(post)
  }

  function take(post: C): void {
    const left = room.get(post.workspace.platform) ?? 0
    if (left === 0 || closed.has(placeKey(post))) return
    room.set(post.workspace.platform, left - 1)
    closed.add(placeKey(post))
    posts.push(post)
  }

  function lookAgain(at: number): void {
    lookAgainAt = Math.min(lookAgainAt, at)
  }

  function finish(): Picked<C> {
    for (const post of patient) take(post)
    return { posts, lookAgainAt }
  }

  return { consider, finish, full: () => [...room.values()].every((left) => left === 0) }
}
