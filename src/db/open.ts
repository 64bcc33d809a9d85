import type { SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils'
import type { Kind } from './dialect.ts'
import { explained } from './error.ts'
import type { Prisma, PrismaClient } from './generated/sqlite/client.ts'
import { refusingInside } from './inside.ts'
import { type Location, locate } from './location.ts'
import { migrate } from './migrate.ts'
import { TRANSACTION_OPTIONS, transactOn } from './transact.ts'

/** Both databases' clients come from the same models, so one type serves: SQLite's, which allows less. */
export type Client = PrismaClient
export type Tx = Prisma.TransactionClient

/**
 * Runs `change` in one transaction. It may run again from the start when another transaction was in its way, so it must
 * have no effect but on the database, and it must use `tx` alone: the client throws inside it.
 */
export type Transact = <T>(change: (tx: Tx) => Promise<T>) => Promise<T>

export interface Database {
  readonly kind: Kind
  readonly client: Client
  readonly transact: Transact
  /** `listener` is called after every commit of `transact`. */
  onCommit(listener: () => void): void
  /** A trivial query: rejects when the database cannot be reached. */
  check(): Promise<void>
  close(): Promise<void>
}

/** Applies what migrations are missing; on SQLite, keeps other processes out. Throws DatabaseError. */
export async function openDatabase(url: string): Promise<Database> {
  const location = locate(url)
  const release = await lock(location)
  try {
    const adapter = await adapterFor(location)
    await migrate(adapter, location.kind)
    return await connect(location.kind, adapter, release)
  } catch (error) {
    await release()
    throw explained(error)
  }
}

async function lock(location: Location): Promise<() => Promise<void>> {
  if (location.kind === 'postgresql') return async () => {}
  const { lockSqlite } = await import('./sqlite.ts')
  return lockSqlite(location.file)
}

// Each database's driver and client are imported only where they are used: they are large.
async function adapterFor(location: Location): Promise<SqlMigrationAwareDriverAdapterFactory> {
  if (location.kind === 'postgresql') {
    const { postgresqlAdapter } = await import('./postgresql.ts')
    return postgresqlAdapter(location.url, location.schema)
  }
  const { sqliteAdapter } = await import('./sqlite.ts')
  return sqliteAdapter(location.file)
}

async function connect(
  kind: Kind,
  adapter: SqlMigrationAwareDriverAdapterFactory,
  release: () => Promise<void>,
): Promise<Database> {
  const opened = await newClient(kind, {
    adapter,
    transactionOptions: TRANSACTION_OPTIONS,
    // No excerpts of our source in messages. (A validation error quotes the query's values all the same: log its name only.)
    errorFormat: 'minimal',
  })
  await opened.$connect()
  const client = refusingInside(opened)
  const listeners: (() => void)[] = []
  return {
    kind,
    client,
    transact: transactOn(client, () => {
      for (const listener of listeners) listener()
    }),
    onCommit: (listener) => {
      listeners.push(listener)
    },
    check: async () => {
      await client.$queryRaw`SELECT 1`
    },
    close: async () => {
      await opened.$disconnect()
      await release()
    },
  }
}

async function newClient(kind: Kind, options: Prisma.PrismaClientOptions): Promise<Client> {
  if (kind === 'sqlite') {
    const { PrismaClient } = await import('./generated/sqlite/client.ts')
    const client = new PrismaClient(options)
    await client.$queryRaw`PRAGMA journal_mode = WAL`
    return client
  }
  const { PrismaClient } = await import('./generated/postgresql/client.ts')
  return new PrismaClient(options) as unknown as Client
}
