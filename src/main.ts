import { enableCompileCache, flushCompileCache } from 'node:module'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Bot } from './bot.ts'
import type { Config } from './config.ts'
import type { Log } from './context.ts'

// Before anything else is imported: what was compiled is kept for the next start, which it makes faster by a fifth.
enableCompileCache(join(import.meta.dirname, '..', 'node_modules', '.cache', 'compiled'))
const [{ ConfigError, loadConfig }, { createLog }] = await Promise.all([import('./config.ts'), import('./log.ts')])

/** What is in hand ends, or is given back, within this time. */
const STOP_WITHIN_MS = 10_000
/** Under npm, one Ctrl-C arrives twice: from the terminal, and handed on by npm. */
const ONE_PRESS_MS = 500

type Running = Pick<Bot, 'connected' | 'stop'>

const config = settings()
const log = createLog(config.logLevel)
const starting = config.sandbox ? startPlaying() : startWorking(config)
stopOnSignals(starting, log)
try {
  const { connected } = await starting
  await connected
  flushCompileCache()
} catch (error) {
  log.error('start.failed', error)
  giveUp(sentenceFor(error))
}

function settings(): Config {
  try {
    return loadConfig()
  } catch (error) {
    if (error instanceof ConfigError) giveUp(error.message)
    throw error
  }
}

async function startWorking(config: Config): Promise<Running> {
  const { startBot } = await import('./bot.ts')
  return startBot(config, { now: () => Temporal.Now.instant(), random, log })
}

async function startPlaying(): Promise<Running> {
  const [{ startBot }, { startSandbox }] = await Promise.all([import('./bot.ts'), import('./sandbox/sandbox.ts')])
  const sandbox = await startSandbox({
    start: async ({ environment, now, mount }) => startBot(loadConfig(environment), { now, random, log, mount }),
  })
  console.log(`
  Totem plays in its sandbox: a Slack, “Le Bivouac”, and a Discord, “French Tech”, connected as one community.
  Open ${sandbox.url} to be any of their members: write, press, join, and move the clock.
  It forgets everything when it stops. To meet the real platforms, set their tokens (.env.example explains how).
`)
  return sandbox
}

/** Fit for secrets: 53 random bits, as many as a number in [0, 1) can show. */
function random(): number {
  const [high = 0, low = 0] = crypto.getRandomValues(new Uint32Array(2))
  return (high * 2 ** 21 + (low >>> 11)) / 2 ** 53
}

/** The first signal stops in order, another one at once. */
function stopOnSignals(running: Promise<Running>, log: Log): void {
  let askedAt: number | undefined
  const stop = (): void => {
    if (askedAt !== undefined && performance.now() - askedAt > ONE_PRESS_MS) process.exit(1)
    if (askedAt !== undefined) return
    askedAt = performance.now()
    void stopInOrder(running, log)
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
}

async function stopInOrder(running: Promise<Running>, log: Log): Promise<void> {
  const late = pause(STOP_WITHIN_MS).then(() => log.warn('stop.late'))
  try {
    await Promise.race([running.then(async ({ stop }) => stop()), late])
    process.exit(0)
  } catch (error) {
    log.error('stop.failed', error)
    process.exit(1)
  }
}

function giveUp(sentence: string): never {
  console.error(sentence)
  process.exit(1)
}

function sentenceFor(error: unknown): string {
  if (!(error instanceof Error)) return `Totem could not start: ${String(error)}`
  const { code, address, port } = error as NodeJS.ErrnoException & { address?: string; port?: number }
  const place = `${address}:${port}`
  if (code === 'EADDRINUSE')
    return `Another program answers at ${place} already. Stop it, or set PORT to another number, for example 3001.`
  if (code === 'EACCES' && port)
    return `This user may not open ${place}. Set PORT to a number above 1023, for example 3000.`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `This machine has no address ${address}. Set HOST to one that it has, for example 127.0.0.1.`
  return error.message
}
