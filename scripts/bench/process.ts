import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { World } from '../../src/sandbox/world.ts'

/** Totem as whoever runs it has it: a process of its own, here beside the platforms' servers, which live in this one. */
export interface Running {
  /** From the command to the first 200 of /readyz. */
  readonly startMs: number
  /** Resident, as the system counts. */
  memoryMegabytes(): number
  stop(): Promise<void>
}

const root = join(import.meta.dirname, '..', '..')
const PATIENCE_MS = 30_000

/** A folder for a database that lasts as long as `use`. */
export async function inFolder<T>(use: (databaseUrl: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'totem-bench-'))
  try {
    return await use(`file:${join(folder, 'totem.db')}`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

export async function startTotem(world: World, databaseUrl: string): Promise<Running> {
  const port = await freePort()
  const began = performance.now()
  const child = spawn(process.execPath, startArguments(), {
    cwd: root,
    env: {
      PATH: process.env['PATH'],
      ...world.environment,
      DATABASE_URL: databaseUrl,
      PORT: String(port),
      LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  await ready(child, port)
  return {
    startMs: performance.now() - began,
    memoryMegabytes: () => residentMegabytes(child.pid ?? 0),
    stop: async () => {
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}

/** As `npm start` does it. */
function startArguments(): string[] {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: { start: string } }
  return scripts.start.split(' ').slice(1)
}

async function ready(child: ChildProcess, port: number): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS
  while (performance.now() < deadline && child.exitCode === null) {
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined)
    if (answer?.status === 200) return
    await pause(2)
  }
  child.kill('SIGKILL')
  throw new Error('Totem did not get ready')
}

function residentMegabytes(pid: number): number {
  const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(kilobytes) / 1024
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}
