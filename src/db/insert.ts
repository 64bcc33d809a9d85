import { join, raw, sqltag as sql } from '@prisma/client/runtime/client'
import type { Prisma } from './generated/sqlite/client.ts'
import type { Tx } from './open.ts'
import { inParts } from './pages.ts'

type Value = string | number | Date | null

/**
 * Inserts those of some rows that are not there yet, by any unique key. All of them have the same columns. In SQL, since Prisma's
 * createMany can skip none on SQLite, and makes a new plan each time, which blocks the process for 15 ms with a hundred rows.
 */
export async function insertMissing(
  tx: Tx,
  table: Prisma.ModelName,
  rows: readonly Readonly<Record<string, Value>>[],
): Promise<void> {
  const columns = Object.keys(rows[0] ?? {})
  const names = raw(columns.map((column) => `"${column}"`).join(', '))
  for (const part of inParts(rows)) {
    const values = join(part.map((row) => sql`(${join(columns.map((column) => row[column]))})`))
    await tx.$executeRaw`INSERT INTO ${raw(`"${table}"`)} (${names}) VALUES ${values} ON CONFLICT DO NOTHING`
  }
}
