import type { Database } from '../db/open.ts'
import { type Instant, toDate } from '../kit/time.ts'
import type { ClaimedPost } from './claim.ts'
import type { Failure, Known, Outcome, Step } from './deliver.ts'
import { backOffMs, triedForADay } from './pace.ts'
import type { PostFailure } from './views.ts'

/** What follows from an outcome. */
export type Verdict =
  | { readonly kind: 'shown' }
  | { readonly kind: 'later'; readonly dueAt: Instant; readonly attempts: number; readonly why: PostDelay }
  | { readonly kind: 'failed'; readonly reason: PostFailure }

/** Why a post waits: the platform said when to come back, did not answer clearly, or something of ours broke. */
export type PostDelay = 'later' | 'unknown' | 'broken'

export function judge(post: ClaimedPost, outcome: Outcome, now: Instant, random: number): Verdict {
  if (outcome.kind === 'shown') return { kind: 'shown' }
  const { failure } = outcome
  if (failure.kind === 'permanent') return { kind: 'failed', reason: failure.reason }
  if (failure.kind === 'later' && failure.afterMs !== undefined) {
    // To be told when to come back is no failure of the post: it never runs out of attempts by it, but it does hold its place.
    return { kind: 'later', dueAt: inMs(now, failure.afterMs), attempts: Math.max(1, post.attempts), why: 'later' }
  }
  const attempts = post.attempts + 1
  if (triedForADay(attempts)) return { kind: 'failed', reason: 'gaveUp' }
  return { kind: 'later', dueAt: inMs(now, backOffMs(attempts, random)), attempts, why: delayOf(failure) }
}

function inMs(now: Instant, milliseconds: number): Instant {
  return now.add({ milliseconds: Math.ceil(milliseconds) })
}

function delayOf(failure: Failure): PostDelay {
  if (failure.kind === 'unexpected') return 'broken'
  return failure.kind === 'unknown' ? 'unknown' : 'later'
}

/**
 * Writes what became of a post and gives it back. What was asked for while it was in hand (`wanted` moved on) leaves it due.
 * A claim that another process took over meanwhile is left alone.
 */
export async function record(
  db: Database,
  token: string,
  post: ClaimedPost,
  outcome: Outcome,
  verdict: Verdict,
  now: Instant,
): Promise<void> {
  const ours = { id: post.id, claim: token }
  const facts = { claim: null, claimedUntil: null, ...messageColumns(post, outcome, now) }
  const settled = settledColumns(post, outcome, verdict, now)
  if (settled === undefined) {
    await db.client.post.updateMany({ where: ours, data: { ...facts, ...waitingColumns(verdict) } })
    return
  }
  const { count } = await db.client.post.updateMany({
    where: { ...ours, wanted: post.wanted },
    data: { ...facts, ...settled },
  })
  if (count > 0) return
  const shown = verdict.kind === 'shown' ? { shown: post.wanted, attempts: 0, failure: null } : {}
  await db.client.post.updateMany({ where: ours, data: { ...facts, ...shown, dueAt: toDate(now) } })
}

function settledColumns(post: ClaimedPost, { known }: Outcome, verdict: Verdict, now: Instant) {
  switch (verdict.kind) {
    case 'shown': {
      const failure = known.kind === 'away' && known.why === 'messageGone' ? known.why : null
      return { dueAt: null, shown: post.wanted, attempts: 0, failedAt: null, failure }
    }
    case 'failed':
      return { dueAt: null, failedAt: toDate(now), failure: verdict.reason }
    case 'later':
      return undefined
  }
}

function waitingColumns(verdict: Verdict) {
  if (verdict.kind !== 'later') return {}
  return { dueAt: toDate(verdict.dueAt), attempts: verdict.attempts, failure: verdict.why }
}

function messageColumns(post: ClaimedPost, outcome: Outcome, now: Instant) {
  const doubt = outcome.kind === 'failed' && inDoubt(outcome.step, outcome.failure)
  return { ...knownColumns(post, outcome.known, now), ...(doubt ? {} : { sendingSince: null }) }
}

/** Nobody knows whether it took effect: it is looked for before it is sent again, and edited whatever it is known to show. */
function inDoubt(step: Step, failure: Failure): boolean {
  if (step === 'find') return true
  return step !== 'render' && (failure.kind === 'unknown' || failure.kind === 'unexpected')
}

/** A message that was there and is gone: should the post be shown again, it will be by another message. */
function showingAfter(post: ClaimedPost): number {
  return post.sentAt === null ? post.showing : post.showing + 1
}

function knownColumns(post: ClaimedPost, known: Known, now: Instant) {
  const sentAt = post.sentAt ?? toDate(now)
  switch (known.kind) {
    case 'none':
      return { channel: null, message: null, fingerprint: null, sentAt: null, showing: showingAfter(post) }
    case 'there':
      return { channel: known.sent.channel, message: known.sent.message, fingerprint: known.fingerprint, sentAt }
    case 'away':
      return { channel: null, message: null, fingerprint: null, sentAt }
  }
}
