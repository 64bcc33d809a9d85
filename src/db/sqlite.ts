import { existsSync, mkdirSync, realpathSync } from 'node:fs'
import { dirname } from 'node:path'
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3'
import type { SqlDriverAdapter, SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils'
import { isDriverAdapterError } from '@prisma/driver-adapter-utils'
import { DatabaseError } from './error.ts'
import { oneAtATime, takingTurns } from './turns.ts'

/** How long SQLite waits for another program that writes to the file (a backup, a shell). Nothing else runs meanwhile. */
const BUSY_TIMEOUT_MS = 5000

// What holds for a connection; WAL is a property of the file, set when the file has proved to be ours.
const PRAGMAS = 'PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;'

export function sqliteAdapter(file: string): SqlMigrationAwareDriverAdapterFactory {
  const factory = new PrismaBetterSqlite3({ url: `file:${file}`, timeout: BUSY_TIMEOUT_MS })
  const connect = async (): Promise<SqlDriverAdapter> => {
    const adapter = await factory.connect()
    await adapter.executeScript(PRAGMAS)
    return takingTurns(adapter, oneAtATime())
  }
  const { provider, adapterName } = factory
  return { provider, adapterName, connect, connectToShadowDb: async () => factory.connectToShadowDb() }
}

/**
 * Holds the file for this process until the answered function is called. The lock is the operating system's, on a second
 * file beside it, so it ends with the process however that dies.
 */
export async function lockSqlite(file: string): Promise<() => Promise<void>> {
  const lock = await openLock(file)
  try {
    await lock.executeScript('BEGIN EXCLUSIVE')
  } catch (error) {
    await lock.dispose()
    throw isBusy(error) ? alreadyRunning(file) : unusable(file, error)
  }
  return async () => lock.dispose()
}

async function openLock(file: string): Promise<SqlDriverAdapter> {
  try {
    mkdirSync(dirname(file), { recursive: true })
    // The same file by another name is the same file.
    const real = existsSync(file) ? realpathSync(file) : file
    return await new PrismaBetterSqlite3({ url: `file:${real}.lock`, timeout: 0 }).connect()
  } catch (error) {
    throw unusable(file, error)
  }
}

function isBusy(error: unknown): boolean {
  return isDriverAdapterError(error) && error.cause.kind === 'SocketTimeout'
}

function alreadyRunning(file: string): DatabaseError {
  return new DatabaseError(
    `Another Totem is already running on ${file} (DATABASE_URL). Stop it first, or give this one another file. ` +
      'Several processes may share a PostgreSQL database.',
  )
}

function unusable(file: string, cause: unknown): DatabaseError {
  const reason = cause instanceof Error ? cause.message : String(cause)
  return new DatabaseError(`Totem cannot write to ${file} (DATABASE_URL) or beside it: ${reason}`, { cause })
}
