import type { Pace } from '../platforms/platform.ts'

/** How fast messages may follow each other, place by place. In memory: forgetting it costs one refusal by the platform. */
export interface Paces {
  /** From when the place may take the next message, in epoch milliseconds. */
  readyAt(place: string, pace: Pace, now: number): number
  take(place: string, pace: Pace, now: number): void
}

const KEPT = 1_000

export function createPaces(): Paces {
  /** When all that the place has taken would have been sent at an even pace. */
  const evenAt = new Map<string, number>()
  return {
    readyAt: (place, { everyMs, burst }, now) => Math.max(now, (evenAt.get(place) ?? now) - (burst - 1) * everyMs),
    take: (place, { everyMs }, now) => {
      if (everyMs <= 0) return
      if (evenAt.size >= KEPT) forgetRested(evenAt, now)
      evenAt.set(place, Math.max(evenAt.get(place) ?? now, now) + everyMs)
    },
  }
}

function forgetRested(evenAt: Map<string, number>, now: number): void {
  for (const [place, even] of evenAt) if (even <= now) evenAt.delete(place)
}

const SECOND_MS = 1_000
const LONGEST_MS = 30 * 60 * SECOND_MS
const JITTER = 0.25
const TRIED_MS = 24 * 60 * 60 * SECOND_MS

/** How long to wait after so many failed attempts: from 1 s, doubling, up to 30 min, never all at the same moment. */
export function backOffMs(attempts: number, random: number): number {
  return evenBackOffMs(attempts) * (1 + JITTER * random)
}

/** Whether so many attempts have taken a day. */
export function triedForADay(attempts: number): boolean {
  const waits = Array.from({ length: attempts - 1 }, (_, index) => backOffMs(index + 1, 0.5))
  return waits.reduce((sum, wait) => sum + wait, 0) >= TRIED_MS
}

function evenBackOffMs(attempts: number): number {
  return Math.min(SECOND_MS * 2 ** (attempts - 1), LONGEST_MS / (1 + JITTER))
}
