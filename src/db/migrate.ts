import { readFile } from 'node:fs/promises'
import type { SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils'
import { type Condition, inspect, type Migration, readMigrations } from './condition.ts'
import { connected, type Dialect, dialects, type Kind, type Structure } from './dialect.ts'
import { DatabaseError } from './error.ts'

/**
 * Brings the database to this program's version. A database that is newer, was changed by hand or is not Totem's is refused
 * with a DatabaseError and left untouched. With nothing to do, it costs three small queries.
 *
 * `folder` ends with a slash and holds `migrations/` and `schema.prisma`, the models as the last migration leaves them.
 */
export async function migrate(
  factory: SqlMigrationAwareDriverAdapterFactory,
  kind: Kind,
  folder = new URL(`../../prisma/${kind}/`, import.meta.url),
): Promise<void> {
  const dialect = dialects[kind]
  const migrations = await readMigrations(new URL('migrations/', folder))
  if (isCurrent(migrations, await inspect(factory, dialect))) return
  await dialect.alone(factory, async () => {
    // Another process may have done it while this one waited.
    const condition = await inspect(factory, dialect)
    if (isCurrent(migrations, condition)) return
    refuseForeign(migrations, condition)
    await refuseChanged(factory, dialect, migrations, condition)
    await apply(factory, kind, folder, migrations)
    const { fingerprint } = await inspect(factory, dialect)
    await connected(factory, async (connection) => connection.executeScript(dialect.writeSeal(fingerprint)))
  })
}

function isCurrent(migrations: Migration[], { recorded, seal, fingerprint }: Condition): boolean {
  if (seal !== fingerprint || recorded.length !== migrations.length) return false
  return migrations.every(({ name, checksum }) =>
    recorded.some((one) => one.name === name && one.checksum === checksum && one.finished),
  )
}

/** Refuses what none of our migrations can be applied to. */
function refuseForeign(migrations: Migration[], { recorded, structures }: Condition): void {
  if (recorded.length === 0 && structures.length > 0) {
    throw refusal('it holds tables that are not Totem’s. Give Totem a database of its own')
  }
  const unknown = recorded.find(({ name }) => !migrations.some((migration) => migration.name === name))
  if (unknown) {
    throw refusal(`it was made by a newer version of Totem (${unknown.name}). Start that version, or restore a backup`)
  }
  const edited = recorded.find(({ name, checksum }) =>
    migrations.some((migration) => migration.name === name && migration.checksum !== checksum),
  )
  if (edited) {
    throw refusal(`migration ${edited.name} is not the one that was applied to it. Restore that file of the program`)
  }
  const failed = recorded.find(({ finished }) => !finished)
  if (failed) throw refusal(`migration ${failed.name} failed half-way. Restore a backup from before it`)
}

/** Compares the database with what its migrations make of an empty one, unless its seal is whole. */
async function refuseChanged(
  factory: SqlMigrationAwareDriverAdapterFactory,
  dialect: Dialect,
  migrations: Migration[],
  { recorded, seal, fingerprint, structures }: Condition,
): Promise<void> {
  if (seal === fingerprint) return
  const applied = migrations.filter(({ name }) => recorded.some((one) => one.name === name))
  const expected = await dialect.rehearse(
    factory,
    applied.map(({ sql }) => sql),
  )
  const changes = [...missingFrom(structures, expected), ...missingFrom(expected, structures)]
  if (changes.length === 0) return
  const names = new Set(changes.map(([what, table, name]) => `${what} ${table === name ? table : `${table}.${name}`}`))
  throw refusal(`its tables were changed by hand (${[...names].join(', ')}). Undo that, or restore a backup`)
}

function missingFrom(some: Structure[], others: Structure[]): Structure[] {
  const present = new Set(some.map((structure) => JSON.stringify(structure)))
  return others.filter((structure) => !present.has(JSON.stringify(structure)))
}

// The engine is loaded only when there is something to migrate: it takes 50 ms and 20 MB.
async function apply(
  factory: SqlMigrationAwareDriverAdapterFactory,
  kind: Kind,
  folder: URL,
  migrations: Migration[],
): Promise<void> {
  const { withSchemaEngine } = await import('./schema-engine.ts')
  const datamodel = await readFile(new URL('schema.prisma', folder), 'utf8')
  await withSchemaEngine(factory, datamodel, async (engine) =>
    engine.applyMigrations({
      filters: { externalTables: [], externalEnums: [] },
      migrationsList: {
        baseDir: 'migrations',
        lockfile: { path: 'migration_lock.toml', content: `provider = "${kind}"` },
        shadowDbInitScript: '',
        migrationDirectories: migrations.map(({ name, sql }) => ({
          path: name,
          migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } },
        })),
      },
    }),
  )
}

function refusal(reason: string): DatabaseError {
  return new DatabaseError(`Totem cannot use this database (DATABASE_URL) and has not touched it: ${reason}.`)
}
