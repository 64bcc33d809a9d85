// npm run db:migration -- NAME: writes what changed in prisma/schema.prisma as a migration for each database.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import type { SqlDriverAdapter, SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils'
import { ColumnTypeEnum } from '@prisma/driver-adapter-utils'
import type { Kind } from '../src/db/dialect.ts'
import { withSchemaEngine } from '../src/db/schema-engine.ts'
import { sqliteAdapter } from '../src/db/sqlite.ts'

const prisma = new URL('../prisma/', import.meta.url)

// Comparing two models needs a dialect, but no database: one in memory, and one that only says which it would be.
const adapters: Record<Kind, SqlMigrationAwareDriverAdapterFactory> = {
  sqlite: sqliteAdapter(':memory:'),
  postgresql: wouldBePostgresql(),
}

function wouldBePostgresql(): SqlMigrationAwareDriverAdapterFactory {
  const named = { provider: 'postgres', adapterName: 'would-be' } as const
  const absent = async (): Promise<never> => {
    throw new Error('A migration is made from the models alone, without a database.')
  }
  const connection: SqlDriverAdapter = {
    ...named,
    // The one thing the engine asks: is there the schema “public”, and which version is this?
    queryRaw: async () => ({
      columnNames: ['exists', 'version', 'numeric_version'],
      columnTypes: [ColumnTypeEnum.Boolean, ColumnTypeEnum.Text, ColumnTypeEnum.Int32],
      rows: [[true, 'PostgreSQL 18', 180_000]],
    }),
    executeRaw: absent,
    executeScript: absent,
    startTransaction: absent,
    dispose: async () => {},
  }
  return { ...named, connect: async () => connection, connectToShadowDb: absent }
}

async function writeMigration(kind: Kind, directory: string): Promise<void> {
  const folder = new URL(`${kind}/`, prisma)
  const migrated = new URL('schema.prisma', folder)
  const models = await readFile(new URL('schema.prisma', prisma), 'utf8')
  const header = await readFile(new URL('header.prisma', folder), 'utf8')
  const after = `${header}\n${models}`
  const before = await readFile(migrated, 'utf8').catch(() => header)
  const sql = await difference(kind, before, after)
  if (sql === undefined) {
    console.log(`${kind}: nothing to migrate`)
  } else {
    const migration = new URL(`migrations/${directory}/`, folder)
    await mkdir(migration, { recursive: true })
    await writeFile(new URL('migration.sql', migration), sql)
    console.log(`${kind}: prisma/${kind}/migrations/${directory}/migration.sql`)
  }
  await writeFile(migrated, after)
}

async function difference(kind: Kind, before: string, after: string): Promise<string | undefined> {
  return withSchemaEngine(adapters[kind], after, async (engine) => {
    const { exitCode, stdout } = await engine.diff({
      from: { tag: 'schemaDatamodel', files: [{ path: 'before.prisma', content: before }] },
      to: { tag: 'schemaDatamodel', files: [{ path: 'after.prisma', content: after }] },
      script: true,
      exitCode: true,
      filters: { externalTables: [], externalEnums: [] },
    })
    return exitCode === 0 ? undefined : (stdout ?? '')
  })
}

const [name = ''] = process.argv.slice(2)
if (!/^[a-z0-9]+([-_][a-z0-9]+)*$/.test(name)) {
  console.error('Name what changes, in lower case: npm run db:migration -- office-hours')
  process.exit(1)
}
// Prisma's form: the UTC time to the second, so that names sort by age.
const stamp = Temporal.Now.instant()
  .toString({ smallestUnit: 'second' })
  .replaceAll(/[^0-9]/g, '')
for (const kind of ['sqlite', 'postgresql'] as const)
  await writeMigration(kind, `${stamp}_${name.replaceAll('-', '_')}`)
