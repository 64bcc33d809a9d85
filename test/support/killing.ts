import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as pause } from 'node:timers/promises'
import { PrismaPg } from '@prisma/adapter-pg'
import { expect } from 'vitest'
import type { Kind } from '../../src/db/dialect.ts'
import { type Database, openDatabase } from '../../src/db/open.ts'
import { openWorld } from '../../src/sandbox/opening.ts'
import type { Answer } from '../../src/sandbox/playground.ts'
import { createWorld, type World } from '../../src/sandbox/world.ts'
import { freshDatabaseUrl } from './database.ts'
import { type Hurry, hastyNow } from './hurry.ts'
import { type Random, seeded } from './random.ts'

/** What a journey may use while Totem is killed and started again around it. */
export interface Mortal {
  readonly world: World
  readonly random: Random
  /** Whether there is more dying to come: what the journey does with its time. */
  dying(): boolean
  /** Does it again until somebody answers: what is pressed while Totem is dead is lost, and the member sees it. */
  insist(what: string, act: () => Promise<Answer>): Promise<Answer>
}

export interface Dying {
  readonly kind: Kind
  readonly seed: number
  /** How often Totem is killed; at least three times before anybody has spoken to it. */
  readonly kills: number
  /** How many times faster than ours the clocks of Totem and the platforms run. */
  readonly hurry?: number
  /** How often Totem looks for what is due; each minute if not said. */
  readonly beatMs?: number
  /** What is there before the dying begins, beside the two workspaces. */
  readonly prepare?: (world: World) => Promise<void>
  /** Writes rows that would take weeks to come about, while Totem is stopped, before the dying begins. */
  readonly meanwhile?: (database: Database, world: World) => Promise<void>
  /** Goes on while Totem dies. */
  readonly live: (mortal: Mortal) => Promise<void>
  /** Looks at what became of it: again and again, for at most a minute, until it throws no more. Totem is alive. */
  readonly outlived: (world: World) => void | Promise<void>
  /** Looks at the rows when Totem has stopped in order. */
  readonly rows?: (database: Database) => Promise<void>
}

const EARLY_KILLS = 3
const PATIENCE_MS = 60_000

/**
 * One journey in a world whose Totem, a process of its own, is killed with SIGKILL at moments that the seed decides: while it starts,
 * and while it works, a few milliseconds after some call to a platform.
 */
export async function withKills(dying: Dying): Promise<void> {
  const { kind, seed, kills, hurry, beatMs, prepare, meanwhile, live, outlived, rows } = dying
  const haste = hurry === undefined ? undefined : { since: Date.now(), times: hurry }
  const world = await createWorld(haste ? { clock: { now: () => hastyNow(haste), advance: () => {} } } : {})
  const { url, dispose } = await freshDatabaseUrl(kind)
  const random = seeded(seed)
  const lives = new Lives(world, url, programFor(haste, beatMs))
  try {
    for (let kill = 0; kill < EARLY_KILLS; kill++) await lives.endEarly(random)
    await lives.begin()
    await openWorld(world)
    await prepare?.(world)
    if (meanwhile) {
      await lives.stop()
      await inDatabase(url, async (database) => meanwhile(database, world))
    }
    let left = kills - EARLY_KILLS
    const dying = (): boolean => left > 0
    const mortal: Mortal = { world, random, dying, insist: async (what, act) => insist(what, act, dying) }
    const living = live(mortal)
    const failed = living.then(
      () => undefined,
      (error: unknown) => ({ error }),
    )
    for (; left > 0; left--) await lives.endSomewhen(random)
    await lives.begin()
    const failure = await failed
    if (failure) throw failure.error
    await untilTrue(async () => outlived(world))
    await untilTrue(async () => expect(await duePosts(url), 'posts that are due').toBe(0))
    await outlived(world)
    await lives.stop()
    if (rows) await inDatabase(url, rows)
    lives.complain()
  } catch (error) {
    throw new Error(`seed ${seed} on ${kind}, after ${lives.count} lives: ${String(error)}\n${lives.said()}`, {
      cause: error,
    })
  } finally {
    await lives.end()
    await world.close()
    await dispose()
  }
}

function programFor(haste: Hurry | undefined, beatMs: number | undefined): string[] {
  if (!haste && beatMs === undefined) return ['src/main.ts']
  const { since, times } = haste ?? { since: Date.now(), times: 1 }
  return ['test/support/hasty.ts', `${since}`, `${times}`, `${beatMs ?? 60_000 / times}`]
}

/** Does it again until somebody answers: for at most a minute, not counting the time in which Totem dies. */
export async function insist(what: string, act: () => Promise<Answer>, dying = () => false): Promise<Answer> {
  let deadline = performance.now() + PATIENCE_MS
  for (;;) {
    if (dying()) deadline = performance.now() + PATIENCE_MS
    const answer = await act().catch((error: unknown): Answer => ({ kind: 'failed', reason: String(error) }))
    if (answer.kind !== 'failed' && answer.kind !== 'nothing') return answer
    if (performance.now() > deadline) throw new Error(`nobody answers ${what}: ${JSON.stringify(answer)}`)
    await pause(50)
  }
}

async function untilTrue(look: () => void | Promise<void>): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS
  for (;;) {
    try {
      await look()
      return
    } catch (error) {
      if (performance.now() > deadline) throw error
      await pause(50)
    }
  }
}

async function inDatabase(url: string, look: (database: Database) => Promise<void>): Promise<void> {
  const database = await openDatabase(url)
  try {
    await look(database)
  } finally {
    await database.close()
  }
}

const SOON_MS = 30_000

/** Posts that Totem still has to bring somewhere, read beside it. */
async function duePosts(url: string): Promise<number> {
  const dues = url.startsWith('file:') ? duesInFile(url.slice('file:'.length)) : await duesOnServer(url)
  return dues.filter((due) => new Date(due).getTime() < Date.now() + SOON_MS).length
}

const DUES = 'SELECT CAST("dueAt" AS TEXT) AS due FROM "Post" WHERE "dueAt" IS NOT NULL'

function duesInFile(file: string): string[] {
  const database = new DatabaseSync(file, { readOnly: true })
  try {
    return database
      .prepare(DUES)
      .all()
      .map(({ due }) => String(due))
  } finally {
    database.close()
  }
}

async function duesOnServer(url: string): Promise<string[]> {
  const connection = await new PrismaPg({ connectionString: url, max: 1 }).connect()
  try {
    const { rows } = await connection.queryRaw({ sql: DUES, args: [], argTypes: [] })
    return rows.map(([due]) => `${String(due).replace(' ', 'T')}Z`)
  } finally {
    await connection.dispose()
  }
}

const root = join(import.meta.dirname, '..', '..')
const LONGEST_WAIT_MS = 1_500

/** Totem's lives, one process after the other. */
class Lives {
  readonly #world: World
  readonly #program: readonly string[]
  readonly #environment: NodeJS.ProcessEnv
  readonly #lines: string[] = []
  #process: ChildProcess | undefined
  #started = Promise.resolve()
  #startMs = 1_000
  count = 0

  constructor(world: World, databaseUrl: string, program: readonly string[]) {
    this.#world = world
    this.#program = program
    this.#environment = {
      PATH: process.env['PATH'],
      ...world.environment,
      DATABASE_URL: databaseUrl,
      PORT: '0',
      LOG_LEVEL: 'warn',
    }
  }

  /** Starts Totem, unless it lives; resolves when it works. */
  async begin(): Promise<void> {
    const born = performance.now()
    if (!this.#process) this.#start()
    await this.#started
    this.#startMs = performance.now() - born
  }

  #start(): void {
    const child = spawn(process.execPath, [...this.#program], {
      cwd: root,
      env: { ...this.#environment, LOG_LEVEL: 'info' },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#started = promise
    const hear = (chunk: Buffer): void => {
      const said = String(chunk)
      this.#lines.push(...said.split('\n').filter((line) => line !== ''))
      if (said.includes('"msg":"connected"')) resolve()
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.once('exit', (code) => {
      if (code) this.#lines.push(`{"level":"error","msg":"Totem ended by itself with ${code}"}`)
      resolve()
    })
    this.#process = child
    this.count += 1
  }

  /** Dies while it starts. */
  async endEarly(random: Random): Promise<void> {
    this.#start()
    await Promise.race([this.#started, pause(this.#startMs * random.between(0.2, 1.2))])
    await this.end()
  }

  /** Dies while it starts, now and then; else at work: a moment after a call to a platform, of which a few more may follow. */
  async endSomewhen(random: Random): Promise<void> {
    if (random.chance(0.15) && !this.#process) return this.endEarly(random)
    await this.begin()
    if (random.chance(0.2)) await pause(random.between(0, 400))
    else await this.#calls(random.whole(1, 8))
    await pause(random.between(0, 8))
    await this.end()
  }

  async #calls(more: number): Promise<void> {
    const { slack, discord } = this.#world
    const count = () => slack.calls.length + discord.calls.length
    const wanted = count() + more
    const deadline = performance.now() + LONGEST_WAIT_MS
    while (count() < wanted && performance.now() < deadline) await pause(1)
  }

  async end(): Promise<void> {
    const child = this.#process
    this.#process = undefined
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGKILL')
    await once(child, 'exit')
  }

  /** Asks it to stop, as whoever runs it does. */
  async stop(): Promise<void> {
    const child = this.#process
    this.#process = undefined
    if (!child) return
    child.kill('SIGTERM')
    await once(child, 'exit')
    if (child.exitCode !== 0) throw new Error(`Totem ended with ${child.exitCode ?? child.signalCode}`)
  }

  said(): string {
    return this.#lines.slice(-40).join('\n')
  }

  /** A killed process may leave doubts, never errors. */
  complain(): void {
    const errors = this.#lines.filter((line) => line.includes('"level":"error"'))
    if (errors.length > 0) throw new Error(`Totem complained:\n${errors.slice(0, 5).join('\n')}`)
  }
}
