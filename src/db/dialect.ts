import type {
  SqlDriverAdapter,
  SqlMigrationAwareDriverAdapterFactory,
  SqlQueryable,
} from '@prisma/driver-adapter-utils'

export type Kind = 'sqlite' | 'postgresql'

/** One column, index or constraint, or on SQLite a whole table: what it is, of which table, its name and definition. */
export type Structure = readonly [what: string, table: string, name: string, definition: string]

/** Where SQLite and PostgreSQL differ for migrating. */
export interface Dialect {
  structures(queryable: SqlQueryable): Promise<Structure[]>
  /** The structures that `scripts` make of an empty database, found out without touching ours. */
  rehearse(factory: SqlMigrationAwareDriverAdapterFactory, scripts: string[]): Promise<Structure[]>
  /** Where a fingerprint of the structures is kept, and as much of it as fits there. */
  sealQuery: string
  writeSeal(fingerprint: string): string
  shorten(fingerprint: string): string
  /** Runs `work` while no other process migrates the same database. */
  alone(factory: SqlMigrationAwareDriverAdapterFactory, work: () => Promise<void>): Promise<void>
}

const sqlite: Dialect = {
  structures: async (queryable) =>
    structuresFrom(
      queryable,
      `SELECT type, tbl_name, name, sql FROM sqlite_schema
      WHERE type IN ('table', 'index') AND name NOT LIKE 'sqlite_%' AND name <> '_prisma_migrations' ORDER BY type, name`,
    ),
  rehearse: async (factory, scripts) => {
    const memory = await factory.connectToShadowDb()
    try {
      for (const script of scripts) await memory.executeScript(script)
      return await sqlite.structures(memory)
    } finally {
      await memory.dispose()
    }
  },
  sealQuery: 'PRAGMA user_version',
  writeSeal: (fingerprint) => `PRAGMA user_version = ${fingerprint}`,
  // user_version is a signed number of 32 bits.
  shorten: (fingerprint) => String(Number.parseInt(fingerprint.slice(0, 7), 16)),
  // The lock on the file has seen to it.
  alone: async (_factory, work) => work(),
}

// "Totem" on a telephone's keys. Prisma's engine uses another number for itself.
const MIGRATION_LOCK = 86836

const postgresql: Dialect = {
  structures: async (queryable) =>
    structuresFrom(
      queryable,
      `SELECT 'column' AS what, table_name::text, column_name::text AS name,
        concat_ws(' ', data_type, is_nullable, column_default) AS definition
      FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
      WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' AND table_name <> '_prisma_migrations'
      UNION ALL
      SELECT 'index', tablename::text, indexname::text, replace(indexdef, ' ON ' || quote_ident(schemaname) || '.', ' ON ')
      FROM pg_indexes WHERE schemaname = current_schema() AND tablename <> '_prisma_migrations'
      UNION ALL
      SELECT 'constraint', conrelid::regclass::text, conname::text, pg_get_constraintdef(oid)
      FROM pg_constraint WHERE connamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema()) AND contype IN ('f', 'c')
      ORDER BY what, table_name, name`,
    ),
  // A schema that is never committed: PostgreSQL's transactions cover tables too.
  rehearse: async (factory, scripts) =>
    connected(factory, async (connection) =>
      undone(connection, async (transaction) => {
        for (const script of ['CREATE SCHEMA totem_rehearsal; SET LOCAL search_path = totem_rehearsal', ...scripts]) {
          await transaction.executeRaw({ sql: script, args: [], argTypes: [] })
        }
        return postgresql.structures(transaction)
      }),
    ),
  sealQuery: `SELECT obj_description(to_regclass('_prisma_migrations'), 'pg_class')`,
  writeSeal: (fingerprint) => `COMMENT ON TABLE _prisma_migrations IS '${fingerprint}'`,
  shorten: (fingerprint) => `Totem ${fingerprint.slice(0, 16)}`,
  alone: async (factory, work) =>
    connected(factory, async (connection) =>
      undone(connection, async (transaction) => {
        const lock = `SELECT 1 FROM pg_advisory_xact_lock(${MIGRATION_LOCK})`
        await transaction.queryRaw({ sql: lock, args: [], argTypes: [] })
        await work()
      }),
    ),
}

export const dialects: Record<Kind, Dialect> = { sqlite, postgresql }

/** A connection of its own for `use`. The engine locks SQLite for itself, so none may stay open beside it. */
export async function connected<T>(
  factory: SqlMigrationAwareDriverAdapterFactory,
  use: (connection: SqlDriverAdapter) => Promise<T>,
): Promise<T> {
  const connection = await factory.connect()
  try {
    return await use(connection)
  } finally {
    await connection.dispose()
  }
}

/** Runs `use` in a transaction that is rolled back, whatever happens. */
async function undone<T>(connection: SqlDriverAdapter, use: (transaction: SqlQueryable) => Promise<T>): Promise<T> {
  const transaction = await connection.startTransaction()
  try {
    return await use(transaction)
  } finally {
    await transaction.executeRaw({ sql: 'ROLLBACK', args: [], argTypes: [] })
    await transaction.rollback()
  }
}

async function structuresFrom(queryable: SqlQueryable, sql: string): Promise<Structure[]> {
  const { rows } = await queryable.queryRaw({ sql, args: [], argTypes: [] })
  return rows.map(([what, table, name, definition]) => [String(what), String(table), String(name), String(definition)])
}
