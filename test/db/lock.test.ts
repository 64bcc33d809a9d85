import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { symlink } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, test } from 'vitest'
import { openDatabase } from '../../src/db/open.ts'
import { freshDatabaseUrl } from '../support/database.ts'

const disposals: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const dispose of disposals.splice(0).reverse()) await dispose()
})

async function freshUrl(kind: 'sqlite' | 'postgresql'): Promise<string> {
  const { url, dispose } = await freshDatabaseUrl(kind)
  disposals.push(dispose)
  return url
}

/** Another process that has opened the database. */
async function holder(url: string): Promise<ChildProcess> {
  const program = fileURLToPath(new URL('../support/hold-database.ts', import.meta.url))
  const child = spawn(process.execPath, [program, url], { stdio: ['ignore', 'pipe', 'inherit'] })
  disposals.push(async () => end(child, 'SIGKILL'))
  const first = await Promise.race([once(child.stdout, 'data'), once(child, 'exit')])
  expect(String(first[0])).toBe('open\n')
  return child
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exited = once(child, 'exit')
  child.kill(signal)
  await exited
}

async function communities(url: string): Promise<number> {
  const database = await openDatabase(url)
  try {
    return await database.client.community.count()
  } finally {
    await database.close()
  }
}

test('a second process on one SQLite file is refused, and told why', async () => {
  const url = await freshUrl('sqlite')
  await holder(url)
  await expect(openDatabase(url)).rejects.toThrow(/Another Totem is already running on .*totem\.db/)
})

test('the same file by another name is the same file', async () => {
  const url = await freshUrl('sqlite')
  const alias = `${url}-alias`
  await symlink(url.slice('file:'.length), alias.slice('file:'.length))
  await holder(url)
  await expect(openDatabase(alias)).rejects.toThrow(/Another Totem/)
})

test('a process that was killed leaves no lock, and loses nothing it had written', async () => {
  const url = await freshUrl('sqlite')
  await end(await holder(url), 'SIGKILL')
  expect(await communities(url)).toBe(1)
})

test('a process that ended leaves no lock', async () => {
  const url = await freshUrl('sqlite')
  await end(await holder(url), 'SIGTERM')
  expect(await communities(url)).toBe(1)
})

test('a database opened twice in one process is refused too, and opens again once it is closed', async () => {
  const url = await freshUrl('sqlite')
  const database = await openDatabase(url)
  await expect(openDatabase(url)).rejects.toThrow(/Another Totem/)
  await database.close()
  expect(await communities(url)).toBe(0)
})

test('several processes may share a PostgreSQL database', async () => {
  const url = await freshUrl('postgresql')
  await holder(url)
  expect(await communities(url)).toBe(1)
})
