import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, inject } from 'vitest'
import type { Kind } from '../../src/db/dialect.ts'
import { type Database, openDatabase } from '../../src/db/open.ts'
import { temporaryFolder } from './folder.ts'
import { execute, onServer, uniqueName } from './postgres.ts'

export const kinds: Kind[] = ['sqlite', 'postgresql']

export interface FreshUrl {
  url: string
  /** Removes the database; whoever opened it has closed it. */
  dispose(): Promise<void>
}

/** A migrated, empty database of its own, not opened: for a child process, or a test about opening. */
export async function freshDatabaseUrl(kind: Kind): Promise<FreshUrl> {
  return kind === 'sqlite' ? freshSqlite() : freshPostgres()
}

export interface Fresh extends FreshUrl {
  database: Database
}

/** The same, opened. `dispose` closes it too. */
export async function freshDatabase(kind: Kind): Promise<Fresh> {
  const { url, dispose } = await freshDatabaseUrl(kind)
  const database = await openDatabase(url)
  return {
    url,
    database,
    dispose: async () => {
      await database.close()
      await dispose()
    },
  }
}

/** Runs the suite twice, each time on one database of its own that its tests share. */
export function onBothDatabases(title: string, tests: (database: () => Database) => void): void {
  describe.each(kinds)(`${title} on %s`, (kind) => {
    let fresh: Fresh | undefined
    beforeAll(async () => {
      fresh = await freshDatabase(kind)
    })
    afterAll(async () => fresh?.dispose())
    tests(() => {
      if (fresh === undefined) throw new Error('The database is there inside tests and hooks only.')
      return fresh.database
    })
  })
}

async function freshSqlite(): Promise<FreshUrl> {
  const folder = await temporaryFolder()
  const file = join(folder.path, 'totem.db')
  await copyFile(inject('templates').sqliteFile, file)
  return { url: `file:${file}`, dispose: folder.dispose }
}

async function freshPostgres(): Promise<FreshUrl> {
  return createPostgres(`TEMPLATE ${inject('templates').postgresTemplate} STRATEGY FILE_COPY`)
}

/** A database without any table on the run's PostgreSQL server. */
export async function emptyPostgres(): Promise<FreshUrl> {
  return createPostgres('')
}

async function createPostgres(options: string): Promise<FreshUrl> {
  const { postgresUrl } = inject('templates')
  const name = uniqueName()
  await execute(postgresUrl, `CREATE DATABASE ${name} ${options}`)
  return {
    url: onServer(postgresUrl, name),
    dispose: async () => execute(postgresUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  }
}
