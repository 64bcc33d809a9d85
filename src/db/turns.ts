import { setImmediate as eventLoopTurn } from 'node:timers/promises'
import type { SqlDriverAdapter, SqlQuery, Transaction } from '@prisma/driver-adapter-utils'

/** Waits for the turn and answers with the function that gives it on. */
export type Turns = () => Promise<() => void>

/** First come, first served. */
export function oneAtATime(): Turns {
  let last: Promise<void> = Promise.resolve()
  return async () => {
    const previous = last
    const { promise, resolve } = Promise.withResolvers<void>()
    last = promise
    await previous
    return resolve
  }
}

/**
 * Prisma has one connection to SQLite and does not guard it: while a transaction is open, every other query of the client
 * would run inside it, and be lost when it is rolled back. So transactions and single queries take turns: a transaction
 * holds its turn from start to commit or rollback.
 */
export function takingTurns(adapter: SqlDriverAdapter, turns: Turns): SqlDriverAdapter {
  const breathe = breathing()
  const inTurn = async <T>(work: () => Promise<T>): Promise<T> => {
    const leave = await turns()
    try {
      await breathe()
      return await work()
    } finally {
      leave()
    }
  }
  return {
    provider: adapter.provider,
    adapterName: adapter.adapterName,
    queryRaw: async (query) => inTurn(async () => adapter.queryRaw(query)),
    executeRaw: async (query) => inTurn(async () => adapter.executeRaw(query)),
    executeScript: async (script) => inTurn(async () => adapter.executeScript(script)),
    startTransaction: async (isolation) => {
      const leave = await turns()
      try {
        return holdingTurn(adapter, await adapter.startTransaction(isolation), breathe, leave)
      } catch (error) {
        leave()
        throw error
      }
    },
    dispose: async () => adapter.dispose(),
  }
}

function holdingTurn(
  adapter: SqlDriverAdapter,
  transaction: Transaction,
  breathe: () => Promise<void>,
  leave: () => void,
): Transaction {
  let open = true
  const watching = async <T>(query: SqlQuery, work: () => Promise<T>): Promise<T> => {
    await breathe()
    const result = await work()
    if (query.sql === 'COMMIT' || query.sql === 'ROLLBACK') open = false
    return result
  }
  const end = async (finish: () => Promise<void>): Promise<void> => {
    try {
      // Prisma lets go of a transaction whose COMMIT failed without rolling it back; the next one could not begin.
      if (open) await rollback(adapter)
      await finish()
    } finally {
      leave()
    }
  }
  return {
    provider: transaction.provider,
    adapterName: transaction.adapterName,
    options: transaction.options,
    queryRaw: async (query) => watching(query, async () => transaction.queryRaw(query)),
    executeRaw: async (query) => watching(query, async () => transaction.executeRaw(query)),
    commit: async () => end(async () => transaction.commit()),
    rollback: async () => end(async () => transaction.rollback()),
    createSavepoint: async (name) => transaction.createSavepoint?.(name),
    rollbackToSavepoint: async (name) => transaction.rollbackToSavepoint?.(name),
    releaseSavepoint: async (name) => transaction.releaseSavepoint?.(name),
  }
}

async function rollback(adapter: SqlDriverAdapter): Promise<void> {
  try {
    await adapter.executeScript('ROLLBACK')
  } catch (error) {
    // SQLite rolls some failures back by itself (a full disk, for one).
    if (!String(error).includes('no transaction is active')) throw error
  }
}

const QUERIES_PER_BREATH = 50

/**
 * better-sqlite3 works without ever giving way, and frees its statements (about 10 KB each) only when the event loop turns.
 * So a long row of queries lets it turn now and then.
 */
function breathing(): () => Promise<void> {
  let queries = 0
  return async () => {
    if (queries === 0) setImmediate(() => (queries = 0))
    queries += 1
    if (queries > QUERIES_PER_BREATH) await eventLoopTurn()
  }
}
