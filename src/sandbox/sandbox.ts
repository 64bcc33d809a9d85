import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Express } from 'express'
import { doorTo } from './door.ts'
import { openWorld } from './opening.ts'
import { pageOf } from './page.ts'
import { createWorld } from './world.ts'

/** Totem as the sandbox sees it. */
export interface Player {
  readonly url: string
  readonly connected: Promise<void>
  /** Looks for work that is due. */
  beat(): Promise<void>
  settled(): Promise<void>
  stop(): Promise<void>
}

/** What Totem is started with to live in the sandbox. */
export interface Stage {
  /** Goes before the process's own environment. */
  readonly environment: Readonly<Record<string, string>>
  readonly now: () => Temporal.Instant
  /** Adds the page and the door to Totem's HTTP server. */
  readonly mount: (app: Express) => void
}

export interface SandboxOptions {
  readonly start: (stage: Stage) => Promise<Player>
  /** Where the database is kept while the sandbox runs. */
  readonly folder?: string
}

export interface Sandbox {
  readonly url: string
  readonly connected: Promise<void>
  stop(): Promise<void>
}

/**
 * Totem in a world of its own: both platforms simulated, connected as one community, with a page where one plays their members. It
 * begins anew at each start, because the simulated platforms forget everything when they stop.
 */
export async function startSandbox({ start, folder = join('data', 'sandbox') }: SandboxOptions): Promise<Sandbox> {
  const world = await createWorld()
  let player: Player | undefined
  const moved = async (): Promise<void> => {
    await player?.beat()
    await player?.settled()
  }
  player = await start({
    environment: { ...world.environment, DATABASE_URL: freshDatabase(folder) },
    now: () => Temporal.Instant.fromEpochMilliseconds(world.clock.now()),
    mount: (app) => {
      app.use(doorTo(world, moved), pageOf())
    },
  })
  const { url, connected, stop } = player
  await connected
  await openWorld(world)
  return {
    url,
    connected,
    stop: async () => {
      await stop()
      await world.close()
      sweep(folder)
    },
  }
}

/** A database that belongs to this process: two sandboxes on one machine leave each other alone. */
function freshDatabase(folder: string): string {
  mkdirSync(folder, { recursive: true })
  sweep(folder)
  return `file:${join(folder, `totem-${process.pid}.db`)}`
}

/** Removes this process's database and those of processes that are gone. */
function sweep(folder: string): void {
  for (const file of readdirSync(folder)) {
    const [, pid] = /^totem-(\d+)\.db/.exec(file) ?? []
    if (pid !== undefined && !isOther(Number(pid))) rmSync(join(folder, file), { force: true })
  }
}

function isOther(pid: number): boolean {
  if (pid === process.pid) return false
  try {
    return process.kill(pid, 0)
  } catch (error) {
    // Somebody else's process is one all the same.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
