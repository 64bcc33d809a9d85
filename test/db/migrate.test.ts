import { createHash } from 'node:crypto'
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import type { SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils'
import { afterEach, describe, expect, test } from 'vitest'
import type { Kind } from '../../src/db/dialect.ts'
import { Prisma } from '../../src/db/generated/sqlite/client.ts'
import { migrate } from '../../src/db/migrate.ts'
import { openDatabase } from '../../src/db/open.ts'
import { postgresqlAdapter } from '../../src/db/postgresql.ts'
import { sqliteAdapter } from '../../src/db/sqlite.ts'
import { emptyPostgres, freshDatabase, freshDatabaseUrl, kinds } from '../support/database.ts'
import { temporaryFolder } from '../support/folder.ts'

const disposals: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const dispose of disposals.splice(0)) await dispose()
})

function kept<T extends { dispose(): Promise<void> }>(resource: T): T {
  disposals.push(async () => resource.dispose())
  return resource
}

async function emptyDatabase(kind: Kind): Promise<string> {
  if (kind === 'postgresql') return kept(await emptyPostgres()).url
  const folder = kept(await temporaryFolder())
  return `file:${folder.path}/deep/down/totem.db`
}

async function migrated(kind: Kind): Promise<string> {
  return kept(await freshDatabaseUrl(kind)).url
}

function adapterFor(url: string): SqlMigrationAwareDriverAdapterFactory {
  return url.startsWith('file:') ? sqliteAdapter(url.slice('file:'.length)) : postgresqlAdapter(url, undefined)
}

async function sql(url: string, statement: string): Promise<unknown[][]> {
  const connection = await adapterFor(url).connect()
  try {
    return (await connection.queryRaw({ sql: statement, args: [], argTypes: [] })).rows
  } finally {
    await connection.dispose()
  }
}

/** Everything that a refused start could have touched. */
async function contents(url: string): Promise<unknown> {
  if (url.startsWith('file:'))
    return createHash('sha256')
      .update(await readFile(url.slice(5)))
      .digest('hex')
  return [
    await sql(url, 'SELECT * FROM _prisma_migrations ORDER BY migration_name'),
    await sql(
      url,
      `SELECT * FROM information_schema.columns WHERE table_schema = 'public' ORDER BY table_name, column_name`,
    ),
    await sql(url, `SELECT obj_description('_prisma_migrations'::regclass, 'pg_class')`),
  ]
}

async function expectRefused(url: string, reason: RegExp): Promise<void> {
  const before = await contents(url)
  await expect(openDatabase(url)).rejects.toThrow(reason)
  expect(await contents(url)).toEqual(before)
}

async function expectOpens(url: string): Promise<void> {
  const database = await openDatabase(url)
  await database.check()
  await database.close()
}

describe.each(kinds)('migrations on %s', (kind) => {
  test('make an empty database ours, and are recorded where Prisma records them', async () => {
    const url = await emptyDatabase(kind)
    await expectOpens(url)
    await expectOpens(url)
    const recorded = await sql(url, 'SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL')
    expect(recorded.length).toBeGreaterThan(0)
  })

  test('leave a database as they would leave any other, whether it is sealed or not', async () => {
    const url = await migrated(kind)
    await sql(url, kind === 'sqlite' ? 'PRAGMA user_version = 1' : `COMMENT ON TABLE _prisma_migrations IS 'none'`)
    await expectOpens(url)
  })

  test('make every table and column of the models', async () => {
    const { database, dispose } = await freshDatabase(kind)
    for (const name of Object.keys(Prisma.ModelName)) {
      const model = `${name[0]?.toLowerCase()}${name.slice(1)}` as 'community'
      expect(await database.client[model].findMany(), name).toEqual([])
    }
    await dispose()
  })

  test('are there for every change of the models', async () => {
    const migratedModels = await readFile(new URL(`../../prisma/${kind}/schema.prisma`, import.meta.url), 'utf8')
    const models = await readFile(new URL('../../prisma/schema.prisma', import.meta.url), 'utf8')
    const header = await readFile(new URL(`../../prisma/${kind}/header.prisma`, import.meta.url), 'utf8')
    const same = withoutComments(migratedModels) === withoutComments(header + models)
    expect(same, 'The models changed: npm run db:migration -- NAME').toBe(true)
  })

  test('run by several processes at once are applied once', async () => {
    if (kind === 'sqlite') return
    const url = await emptyDatabase(kind)
    await Promise.all([expectOpens(url), expectOpens(url), expectOpens(url)])
    const recorded = await sql(url, 'SELECT migration_name FROM _prisma_migrations')
    expect(new Set(recorded.flat()).size).toBe(recorded.length)
  })

  test('bring an older database forward and keep its rows', async () => {
    const url = await migrated(kind)
    await sql(url, `INSERT INTO "Community" ("createdAt") VALUES ('2026-01-05 08:00:00')`)
    const folder = await nextVersion(kind, 'ALTER TABLE "Community" ADD COLUMN "motto" TEXT;')
    await migrate(adapterFor(url), kind, folder)
    expect(await sql(url, 'SELECT "motto" FROM "Community"')).toEqual([[null]])
    await migrate(adapterFor(url), kind, folder)
  })

  test('refuse a database of a newer version', async () => {
    const url = await migrated(kind)
    await migrate(adapterFor(url), kind, await nextVersion(kind, 'ALTER TABLE "Community" ADD COLUMN "motto" TEXT;'))
    await expectRefused(url, /newer version of Totem \(29990101000000_next\)/)
  })

  test('refuse a database whose migrations were edited', async () => {
    const url = await migrated(kind)
    await sql(url, `UPDATE _prisma_migrations SET checksum = 'edited'`)
    await expectRefused(url, /_initial is not the one that was applied/)
  })

  test('refuse a database where one failed half-way', async () => {
    const url = await migrated(kind)
    await sql(url, 'UPDATE _prisma_migrations SET finished_at = NULL')
    await expectRefused(url, /failed half-way/)
  })

  test.each([
    ['a column was added', 'ALTER TABLE "Offer" ADD COLUMN "extra" TEXT'],
    ['a column was dropped', 'ALTER TABLE "Offer" DROP COLUMN "link"'],
    ['an index was dropped', 'DROP INDEX "Post_dueAt_idx"'],
    ['a table was added', 'CREATE TABLE "Mine" ("id" INTEGER PRIMARY KEY)'],
  ])('refuse a database changed by hand: %s', async (_what, statement) => {
    const url = await migrated(kind)
    await sql(url, statement)
    await expectRefused(url, /changed by hand/)
    // Nor is such a database migrated.
    const folder = await nextVersion(kind, 'ALTER TABLE "Community" ADD COLUMN "motto" TEXT;')
    await expect(migrate(adapterFor(url), kind, folder)).rejects.toThrow(/changed by hand/)
  })

  test('refuse a database that is something else’s', async () => {
    const url = await emptyDatabase(kind)
    if (kind === 'sqlite') await mkdir(url.slice('file:'.length).replace(/[^/]+$/, ''), { recursive: true })
    await sql(url, 'CREATE TABLE "Recipe" ("id" INTEGER PRIMARY KEY)')
    await expect(openDatabase(url)).rejects.toThrow(/tables that are not Totem’s/)
    if (kind === 'sqlite') expect(await sql(url, 'PRAGMA journal_mode')).toEqual([['delete']])
  })
})

test('a PostgreSQL address may name the schema to live in', async () => {
  const { url, dispose } = await emptyPostgres()
  const inSchema = `${url}?schema=Totem%20one`
  await expectOpens(inSchema)
  await expectOpens(inSchema)
  const tables = await sql(url, `SELECT table_schema FROM information_schema.tables WHERE table_name = 'Offer'`)
  expect(tables).toEqual([['Totem one']])
  await dispose()
})

function withoutComments(schema: string): string {
  return schema.replaceAll(/\/\/.*/g, '').replaceAll(/\s+/g, ' ')
}

/** Our history with one migration more, and the models that it leads to. */
async function nextVersion(kind: Kind, migration: string): Promise<URL> {
  const folder = kept(await temporaryFolder())
  await cp(new URL(`../../prisma/${kind}`, import.meta.url), folder.path, { recursive: true })
  const directory = `${folder.path}/migrations/29990101000000_next`
  await mkdir(directory)
  await writeFile(`${directory}/migration.sql`, migration)
  return pathToFileURL(`${folder.path}/`)
}
