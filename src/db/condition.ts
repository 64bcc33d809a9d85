import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import type { SqlDriverAdapter, SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils'
import { isDriverAdapterError } from '@prisma/driver-adapter-utils'
import { connected, type Dialect, type Structure } from './dialect.ts'

export interface Migration {
  name: string
  sql: string
  /** As Prisma records it: SHA-256 of the file, in hexadecimal. */
  checksum: string
}

export interface Recorded {
  name: string
  checksum: string
  finished: boolean
}

/** What a database says about itself. `seal` is the fingerprint of its structures as Totem last left them. */
export interface Condition {
  recorded: Recorded[]
  seal: string | undefined
  fingerprint: string
  structures: Structure[]
}

export async function inspect(factory: SqlMigrationAwareDriverAdapterFactory, dialect: Dialect): Promise<Condition> {
  return connected(factory, async (connection) => {
    const structures = await dialect.structures(connection)
    const recorded = await readRecorded(connection)
    const seal = recorded.length === 0 ? [] : (await query(connection, dialect.sealQuery)).flat()
    return {
      structures,
      recorded,
      seal: seal[0] === undefined ? undefined : String(seal[0]),
      fingerprint: dialect.shorten(sha256(JSON.stringify(structures))),
    }
  })
}

async function readRecorded(connection: SqlDriverAdapter): Promise<Recorded[]> {
  try {
    const rows = await query(
      connection,
      'SELECT migration_name, checksum, finished_at IS NOT NULL FROM _prisma_migrations WHERE rolled_back_at IS NULL',
    )
    return rows.map(([name, checksum, finished]) => ({
      name: String(name),
      checksum: String(checksum),
      finished: Boolean(finished),
    }))
  } catch (error) {
    if (isDriverAdapterError(error) && error.cause.kind === 'TableDoesNotExist') return []
    throw error
  }
}

async function query(connection: SqlDriverAdapter, sql: string): Promise<unknown[][]> {
  const { rows } = await connection.queryRaw({ sql, args: [], argTypes: [] })
  return rows
}

/** This program's migrations, oldest first. */
export async function readMigrations(history: URL): Promise<Migration[]> {
  const entries = await readdir(history, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(new URL(`${name}/migration.sql`, history), 'utf8')
      return { name, sql, checksum: sha256(sql) }
    }),
  )
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
