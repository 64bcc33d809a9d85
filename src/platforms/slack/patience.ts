import { setTimeout as pause } from 'node:timers/promises'
import { DeliveryError } from '../../kit/errors.ts'

/** What comes of it within so many milliseconds; undefined: it is still at work. */
export async function inTime<T>(pending: Promise<T>, ms: number): Promise<T | undefined> {
  const late = Promise.withResolvers<undefined>()
  const timer = setTimeout(late.resolve, ms, undefined)
  try {
    return await Promise.race([pending, late.promise])
  } finally {
    clearTimeout(timer)
  }
}

const firstPauseMs = 250
const longestPauseMs = 60_000
/** About ten minutes. */
const mostTries = 16

/** Asks again while Slack does not say; throws when it says no for good, when it never says, or when Totem stops. */
export async function persistently<T>(ask: () => Promise<T>, stopping: AbortSignal): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await ask()
    } catch (error) {
      const isPassing = error instanceof DeliveryError && error.failure.kind !== 'permanent'
      if (!isPassing || tries === mostTries) throw error
      await pause(Math.min(firstPauseMs * 2 ** (tries - 1), longestPauseMs), undefined, { signal: stopping })
    }
  }
}
