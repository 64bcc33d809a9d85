import { readFile, writeFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { openDatabase } from '../../src/db/open.ts'
import { freshDatabase, onBothDatabases } from '../support/database.ts'
import { temporaryFolder } from '../support/folder.ts'

onBothDatabases('an open database', (database) => {
  test('keeps times to the millisecond, and finds and sorts by them', async () => {
    const times = ['2026-03-29T01:30:00.123Z', '2026-03-29T01:30:00.122Z', '1999-12-31T23:59:59.999Z'].map(
      (time) => new Date(time),
    )
    for (const createdAt of times) await database().client.community.create({ data: { createdAt } })
    const found = await database().client.community.findMany({
      where: { createdAt: { lt: new Date('2026-03-29T01:30:00.124Z'), gte: new Date('1999-12-31T23:59:59.999Z') } },
      orderBy: { createdAt: 'desc' },
      select: { createdAt: true },
    })
    expect(found.map(({ createdAt }) => createdAt)).toEqual(times)
  })

  test('keeps any text that it is given', async () => {
    const { id: communityId } = await database().client.community.create({ data: { createdAt: new Date(0) } })
    const name = 'é 👩‍🚀 “quoted” \' " \\ % _ ;-- \u202E \u200B'
    await database().client.theme.create({ data: { communityId, slug: 'text', name } })
    expect(await database().client.theme.findFirst({ where: { communityId, name } })).toMatchObject({ name })
  })

  test('enforces foreign keys', async () => {
    const orphan = database().client.theme.create({ data: { communityId: -1, slug: 'orphan' } })
    await expect(orphan).rejects.toMatchObject({ code: 'P2003' })
  })

  test('answers a check', async () => {
    await expect(database().check()).resolves.toBeUndefined()
  })
})

describe('SQLite', () => {
  test('runs in WAL mode, with foreign keys and a busy timeout', async () => {
    const { database, dispose } = await freshDatabase('sqlite')
    const pragma = async (name: string) => {
      const rows = await database.client.$queryRawUnsafe<Record<string, unknown>[]>(`PRAGMA ${name}`)
      return rows.map((row) => String(Object.values(row)[0])).join()
    }
    expect(await pragma('journal_mode')).toBe('wal')
    expect(await pragma('foreign_keys')).toBe('1')
    expect(await pragma('busy_timeout')).toBe('5000')
    expect(await pragma('synchronous')).toBe('1')
    await dispose()
  })

  test('makes the folders of its file', async () => {
    const folder = await temporaryFolder()
    const database = await openDatabase(`file:${folder.path}/not/there/yet.db`)
    await database.check()
    await database.close()
    await folder.dispose()
  })
})

describe('a database that cannot be opened', () => {
  test.each([
    ['nothing listens', 'postgresql://totem@127.0.0.1:1/totem', /nothing answers at the address in DATABASE_URL/],
    [
      'no folder can be made there',
      'file:/dev/null/totem.db',
      /cannot write to \/dev\/null\/totem.db \(DATABASE_URL\)/,
    ],
    ['another kind', 'mysql://localhost/totem', /must start with file: or postgresql:/],
  ])('says why: %s', async (_what, url, reason) => {
    await expect(openDatabase(url)).rejects.toThrow(reason)
  })

  test('says why: the file is something else', async () => {
    const folder = await temporaryFolder()
    await writeFile(`${folder.path}/letter.db`, 'Dear reader, '.repeat(100))
    await expect(openDatabase(`file:${folder.path}/letter.db`)).rejects.toThrow(/DATABASE_URL.*not a database/)
    expect(await readFile(`${folder.path}/letter.db`, 'utf8')).toBe('Dear reader, '.repeat(100))
    await folder.dispose()
  })

  test('says why: no such database', async () => {
    const { url, dispose } = await freshDatabase('postgresql')
    await expect(openDatabase(`${url}_absent`)).rejects.toThrow(/has no database “totem_test_\w+_absent”/)
    await dispose()
  })
})
