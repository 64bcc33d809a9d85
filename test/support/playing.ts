import { type Bot, startBot } from '../../src/bot.ts'
import { readConfig } from '../../src/config.ts'
import type { Log } from '../../src/context.ts'
import type { Kind } from '../../src/db/dialect.ts'
import { openWorld } from '../../src/sandbox/opening.ts'
import type { Answer, Playground, SeenMessage } from '../../src/sandbox/playground.ts'
import { createWorld, type World } from '../../src/sandbox/world.ts'
import { freshDatabaseUrl } from './database.ts'
import { until } from './until.ts'

/** A whole world for one journey: both platforms' servers, and Totem on their real clients in this process. */
export interface Playing {
  readonly world: World
  readonly bot: Bot
  readonly databaseUrl: string
  /** Errors that Totem logged: none, in a journey without faults. */
  readonly faults: string[]
  /** Moves the clock, and lets Totem do what has become due. */
  later(span: Temporal.DurationLike): Promise<void>
  /** Stops Totem as a restart would, and starts it again on the same database, after what happens meanwhile. */
  restart(meanwhile?: () => Promise<void>): Promise<void>
  close(): Promise<void>
}

export interface PlayOptions {
  /** False: the two workspaces are not connected yet, nor the partners verified. */
  readonly opened?: boolean
  /** How long a platform may take to answer a request. */
  readonly requestTimeoutMs?: number
  /** Before Totem starts. */
  readonly before?: (world: World) => void
}

export async function play(kind: Kind, options: PlayOptions = {}): Promise<Playing> {
  const { requestTimeoutMs } = options
  const world = await createWorld({})
  const { url, dispose } = await freshDatabaseUrl(kind)
  const faults: string[] = []
  const config = readConfig({ ...world.environment, DATABASE_URL: url, PORT: '0' })
  const start = async (): Promise<Bot> => {
    const started = await startBot(config, {
      now: () => instantOf(world),
      random: Math.random,
      log: logInto(faults),
      ...(requestTimeoutMs === undefined ? {} : { requestTimeoutMs }),
    })
    await started.connected
    return started
  }
  options.before?.(world)
  let bot = await start()
  if (options.opened !== false) await openWorld(world)
  return {
    world,
    get bot() {
      return bot
    },
    databaseUrl: url,
    faults,
    later: async (span) => {
      const from = instantOf(world).toZonedDateTimeISO('UTC')
      world.clock.advance(from.add(span).epochMilliseconds - from.epochMilliseconds)
      await bot.beat()
      await bot.settled()
    },
    restart: async (meanwhile) => {
      await bot.stop()
      await meanwhile?.()
      bot = await start()
    },
    close: async () => {
      await bot.stop()
      await world.close()
      await dispose()
    },
  }
}

function instantOf(world: World): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(world.clock.now())
}

function logInto(faults: string[]): Log {
  return {
    info: () => {},
    warn: () => {},
    error: (event, error) => {
      faults.push(`${event}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
    },
  }
}

/** The first message in a channel (or `dm`) that says so, waited for. */
export async function says(
  on: Playground,
  member: string,
  channel: string,
  words: string | RegExp,
): Promise<SeenMessage> {
  return until(`${words} is said in ${channel}`, () => saying(on, member, channel, words)[0])
}

/** The messages there now that say so. */
export function saying(on: Playground, member: string, channel: string, words: string | RegExp): SeenMessage[] {
  const matches = (text: string): boolean => (typeof words === 'string' ? text.includes(words) : words.test(text))
  return on.see(member, channel).filter((message) => matches(message.text))
}

/** What was answered privately, in words. */
export function wordsOf(answer: Answer): string {
  if (answer.kind === 'message' || answer.kind === 'updated') return answer.message.text
  throw new Error(`the answer is ${JSON.stringify(answer)}`)
}

/** The form that was opened. */
export function formOf(answer: Answer) {
  if (answer.kind === 'form') return answer.form
  throw new Error(`the answer is ${JSON.stringify(answer)}`)
}
