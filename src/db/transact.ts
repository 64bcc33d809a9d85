import { isConflict } from './error.ts'
import { insideTransaction } from './inside.ts'
import type { Client, Transact, Tx } from './open.ts'
import { oneAtATime } from './turns.ts'

/** How long a transaction may wait for its turn or a connection: a flood of joins queues up. */
const MAX_WAIT_MS = 20_000
/** Transactions hold no network calls, so one that takes this long is stuck. */
const TIMEOUT_MS = 10_000
const RETRIES = 5

/**
 * Serializable on both databases: what a transaction read is still true when it commits, so a rule may read, decide and
 * write. PostgreSQL ends one of two that collide, and that one is run again.
 */
export const TRANSACTION_OPTIONS = {
  maxWait: MAX_WAIT_MS,
  timeout: TIMEOUT_MS,
  isolationLevel: 'Serializable',
} as const

export function transactOn(client: Client, afterCommit: () => void): Transact {
  const retryTurns = oneAtATime()

  async function attempt<T>(change: (tx: Tx) => Promise<T>): Promise<T> {
    return client.$transaction(async (tx) => insideTransaction(async () => change(tx)))
  }

  // One by one, else a crowd that collided once goes on colliding.
  async function retry<T>(change: (tx: Tx) => Promise<T>, retries = RETRIES): Promise<T> {
    const leave = await retryTurns()
    try {
      return await attempt(change)
    } catch (error) {
      if (!isConflict(error) || retries === 1) throw error
    } finally {
      leave()
    }
    return retry(change, retries - 1)
  }

  return async (change) => {
    const result = await attempt(change).catch(async (error) => {
      if (!isConflict(error)) throw error
      return retry(change)
    })
    afterCommit()
    return result
  }
}
