import { setTimeout as pause } from 'node:timers/promises'
import { isAway } from '../db/error.ts'
import { DeliveryError } from '../kit/errors.ts'

const FIRST_PAUSE_MS = 250
const LONGEST_PAUSE_MS = 30_000
/** About eight minutes; whoever is away for longer is caught up with at the next connection. */
const MOST_TRIES = 20

/**
 * Does what must not be lost, again and again while a platform or the database does not answer. For what nobody would repeat:
 * joins, messages, what was missed while away. `act` must be harmless to repeat.
 */
export async function persist<T>(stopping: AbortSignal, act: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await act()
    } catch (error) {
      if (!isPassing(error) || tries === MOST_TRIES || stopping.aborted) throw error
      await rest(pauseAfter(tries, error), stopping)
    }
  }
}

/** Trying again may help. */
export function isPassing(error: unknown): boolean {
  return error instanceof DeliveryError ? error.failure.kind !== 'permanent' : isAway(error)
}

function pauseAfter(tries: number, error: unknown): number {
  const asked = error instanceof DeliveryError && error.failure.kind === 'later' ? (error.failure.afterMs ?? 0) : 0
  return Math.max(asked, Math.min(FIRST_PAUSE_MS * 2 ** (tries - 1), LONGEST_PAUSE_MS))
}

async function rest(milliseconds: number, stopping: AbortSignal): Promise<void> {
  try {
    await pause(milliseconds, undefined, { signal: stopping })
  } catch {
    // Stopping: the last try follows at once.
  }
}
