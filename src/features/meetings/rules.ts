/** More open requests than this, and the asker waits for answers first (issue: "more than five open requests"). */
export const OPEN_REQUESTS = 5

/** What decides whether somebody may ask for an introduction to somebody. */
export interface Asking {
  readonly askerId: number
  /** The other is oneself, perhaps by another account. */
  readonly isSelf: boolean
  /** The request there already is between the two, whoever asked. */
  readonly between: { readonly id: number; readonly state: string; readonly askerId: number | null } | undefined
  /** Paused, blocked, or not to be introduced. */
  readonly isUnavailable: boolean
  /** How many of the asker's requests have no answer yet. */
  readonly open: number
}

export type Refusal = 'self' | 'waiting' | 'met' | 'unavailable' | 'tooMany'

/** Why it may not; undefined: it may. A pair is asked once: a no, or silence, then reads as "not available". */
export function refusalOf({ isSelf, between, isUnavailable, open }: Asking): Refusal | undefined {
  if (isSelf) return 'self'
  if (isUnavailable) return 'unavailable'
  if (between?.state === 'asked') return 'waiting'
  if (between?.state === 'accepted') return 'met'
  if (between) return 'unavailable'
  return open >= OPEN_REQUESTS ? 'tooMany' : undefined
}
