import { DatabaseSync } from 'node:sqlite'
import { PrismaPg } from '@prisma/adapter-pg'
import type { Playing } from './playing.ts'

/** How many rows a question in SQL finds in a journey's database, read beside Totem. Names in "quotes". */
export async function countRows({ databaseUrl }: Playing, from: string): Promise<number> {
  const sql = `SELECT COUNT(*) AS number FROM ${from}`
  if (databaseUrl.startsWith('file:')) return countInFile(databaseUrl.slice('file:'.length), sql)
  const connection = await new PrismaPg({ connectionString: databaseUrl, max: 1 }).connect()
  try {
    const { rows } = await connection.queryRaw({ sql, args: [], argTypes: [] })
    return Number(rows[0]?.[0])
  } finally {
    await connection.dispose()
  }
}

function countInFile(file: string, sql: string): number {
  const database = new DatabaseSync(file, { readOnly: true })
  try {
    return Number(database.prepare(sql).get()?.['number'])
  } finally {
    database.close()
  }
}
