import { type Bot, startBot } from '../../src/bot.ts'
import { readConfig } from '../../src/config.ts'
import type { Log } from '../../src/context.ts'
import type { Kind } from '../../src/db/dialect.ts'
import { openWorld } from '../../src/sandbox/opening.ts'
import type { Answer, Playground, SeenMessage } from '../../src/sandbox/playground.ts'
import { createWorld, type World } from '../../src/sandbox/world.ts'
import { freshDatabaseUrl } from './database.ts'
import { openFront } from './front.ts'
import { installTotem } from './installing.ts'
import { until } from './until.ts'

/** A whole world for one journey: both platforms' servers, and Totem on their real clients in this process. */
export interface Playing {
  readonly world: World
  /** The first of them, when there are several. */
  readonly bot: Bot
  readonly databaseUrl: string
  /** Where Totem is reached from outside, when Slack calls it over HTTP. */
  readonly publicUrl: string
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
  /** Slack calls Totem over HTTP, and Sophie has installed it in Le Bivouac. */
  readonly slackOverHttp?: boolean
  /** How many of Totem share the work. One, if not said. */
  readonly processes?: number
  /** Before Totem starts. */
  readonly before?: (world: World) => void
}

export async function play(kind: Kind, options: PlayOptions = {}): Promise<Playing> {
  const { requestTimeoutMs } = options
  const front = options.slackOverHttp ? await openFront() : undefined
  const world = await createWorld(front ? { publicUrl: front.url } : {})
  const { url, dispose } = await freshDatabaseUrl(kind)
  const faults: string[] = []
  const { processes = 1 } = options
  const configOf = (process: number) =>
    readConfig({
      ...world.environment,
      DATABASE_URL: url,
      PORT: '0',
      ...(processes > 1 ? { DISCORD_SHARDS: `${process}/${processes}` } : {}),
    })
  const startOne = async (process: number): Promise<Bot> =>
    startBot(configOf(process), {
      now: () => instantOf(world),
      random: Math.random,
      log: logInto(faults),
      ...(requestTimeoutMs === undefined ? {} : { requestTimeoutMs }),
    })
  const start = async (): Promise<readonly [Bot, ...Bot[]]> => {
    const first = await startOne(0)
    const others = await Promise.all(Array.from({ length: processes - 1 }, async (_, other) => startOne(other + 1)))
    const all = [first, ...others] as const
    front?.leadTo(...all.map(({ url }) => url))
    await Promise.all(all.map(async ({ connected }) => connected))
    return all
  }
  const stop = async (): Promise<void> => {
    await Promise.all(bots.map(async (bot) => bot.stop()))
  }
  options.before?.(world)
  let bots = await start()
  if (front) await installTotem(world.slack, front.url, world.bivouac.members['staff'] ?? '')
  if (options.opened !== false) await openWorld(world)
  return {
    world,
    get bot() {
      return bots[0]
    },
    databaseUrl: url,
    publicUrl: front?.url ?? '',
    faults,
    later: async (span) => {
      const from = instantOf(world).toZonedDateTimeISO('UTC')
      world.clock.advance(from.add(span).epochMilliseconds - from.epochMilliseconds)
      await Promise.all(bots.map(async (bot) => bot.beat()))
      await Promise.all(bots.map(async (bot) => bot.settled()))
    },
    restart: async (meanwhile) => {
      await stop()
      front?.leadTo()
      await meanwhile?.()
      bots = await start()
    },
    close: async () => {
      await stop()
      await front?.close()
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
