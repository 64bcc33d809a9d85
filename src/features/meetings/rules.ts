/** More open requests than this, and the asker waits for answers first (issue: "more than five open requests"). */
export const OPEN_REQUESTS = 5

/** What decides whether somebody may ask for an introduction to somebody. */
export interface Asking {
  readonly askerId: number
  /** The other is oneself, perhaps by another account. */
  readonly isSelf: boolean
  /** The newest request between the two, whoever asked. */
  readonly between: { readonly id: number; readonly state: string; readonly askerId: number | null } | undefined
  /** In a conversation that has not ended, whatever brought them together. */
  readonly isTogether: boolean
  /** Asked for no suggestions and requests: that goes both ways. */
  readonly isPaused: boolean
  /** Paused, blocked, or not to be introduced. */
  readonly isUnavailable: boolean
  /** How many of the asker's requests have no answer yet. */
  readonly open: number
}

export type Refusal = 'self' | 'paused' | 'waiting' | 'met' | 'unavailable' | 'tooMany'

/**
 * Why it may not; undefined: it may. A no, or silence, then reads as "not available" to whoever asked: who was asked may think again. After
 * a conversation that has ended, or a request that was withdrawn, it may be asked again.
 */
export function refusalOf({
  askerId,
  isSelf,
  isPaused,
  between,
  isTogether,
  isUnavailable,
  open,
}: Asking): Refusal | undefined {
  if (isSelf) return 'self'
  if (isPaused) return 'paused'
  if (isUnavailable) return 'unavailable'
  if (between?.state === 'asked') return 'waiting'
  if (isTogether) return 'met'
  const isTurnedDown = between?.state === 'declined' || between?.state === 'expired'
  if (isTurnedDown && between.askerId === askerId) return 'unavailable'
  return open >= OPEN_REQUESTS ? 'tooMany' : undefined
}
