import type { Tx } from '../../db/open.ts'
import type { Instant } from '../../kit/time.ts'

export type MeetingReason = 'request' | 'offer' | 'round'

export interface Bringing {
  readonly community: number
  readonly reason: MeetingReason
  /** The interest or the round it comes from. */
  readonly reasonId?: number
  /** Two or three accounts, of as many people. */
  readonly members: readonly number[]
  /** The person who asked, for requests. */
  readonly askerId?: number
}

/**
 * Puts two or three people in one conversation: an accepted meeting, its conversation and their posts, inside the caller's transaction.
 * Returns the meeting's id.
 */
export async function bringTogether(tx: Tx, work: { readonly now: Instant }, bringing: Bringing): Promise<number> {
  throw new Error(`not built yet: ${tx} ${work} ${bringing}`)
}
