import type { Express } from 'express'
import { groups, shortcuts } from '../commands/index.ts'
import type { Config } from './config.ts'
import type { Directory, Log, PlatformKey } from './context.ts'
import { openDatabase } from './db/open.ts'
import { openOrder } from './kit/order.ts'
import type { Instant } from './kit/time.ts'
import type { Platform } from './platforms/platform.ts'
import { createKeeper } from './posts/keeper.ts'
import { doorOf } from './totem/door.ts'
import { duties, type Totem, views, workOf } from './totem/totem.ts'
import { startWeb } from './web/server.ts'
import { performDue } from './work/duties.ts'
import { startHeartbeat } from './work/heartbeat.ts'

export interface Bot {
  /** Where its HTTP server answers. */
  readonly url: string
  /** Resolves when every configured platform is connected; rejects with one sentence when one of them refuses Totem for good. */
  readonly connected: Promise<void>
  /** Looks for work that is due, as the heartbeat does each minute. */
  beat(): Promise<void>
  /** Resolves when no post can be brought further now. */
  settled(): Promise<void>
  /** Takes nothing new; what is in hand ends or is given back. */
  stop(): Promise<void>
}

export interface Surroundings {
  readonly now: () => Instant
  /** A number in [0, 1), fit for secrets. */
  readonly random: () => number
  readonly log: Log
  /** How long a platform may take to answer a request. */
  readonly requestTimeoutMs?: number
  /** Adds what else the HTTP server serves: the sandbox's page. */
  readonly mount?: (app: Express) => void
}

const REQUEST_TIMEOUT_MS = 10_000
/** Of the ten seconds that stopping may take, the platforms have five. */
const KEEPER_STOP_MS = 4_000

/** The composition: database, platforms, keeper and duties, web; stopped in the opposite order. */
export async function startBot(config: Config, surroundings: Surroundings): Promise<Bot> {
  const { now, random, log, mount } = surroundings
  const [db, platforms] = await Promise.all([openDatabase(config.database.url), createPlatforms(config, surroundings)])
  const stopping = new AbortController()
  const totem: Totem = {
    db,
    now,
    random,
    log,
    stopping: stopping.signal,
    order: openOrder(),
    lookedOver: new Set(),
    directory: directoryOf(platforms),
    encryptionKeys: config.encryptionKeys,
    defaultLocale: config.defaultLocale,
    defaultTimezone: config.defaultTimezone,
  }
  const keeper = createKeeper({
    db,
    platforms,
    views,
    work: () => workOf(totem),
    now,
    random,
    log,
    tune: { stopMs: KEEPER_STOP_MS },
  })
  const connections = totem.directory.connections
  const web = await startWeb({
    host: config.host,
    port: config.port,
    health: { database: db.check, platforms: connections },
    mount: (app) => {
      for (const { name, routes } of platforms.values()) if (routes) app.use(`/${name}`, routes)
      mount?.(app)
    },
    failed: (error) => log.error('web.failed', error),
  })
  await keeper.start()
  const beat = async (): Promise<void> => {
    await performDue(duties, workOf(totem))
    keeper.wake()
  }
  const heartbeat = startHeartbeat({ beat, log })
  log.info('started', { url: web.url, platforms: [...platforms.keys()] })
  return {
    url: web.url,
    connected: connectAll(platforms, totem),
    beat,
    settled: keeper.idle,
    stop: async () => {
      stopping.abort()
      await (await heartbeat).stop()
      await Promise.all([...platforms.values()].map(async (platform) => platform.stop()))
      await totem.order.idle()
      await keeper.stop()
      await web.stop()
      await db.close()
      log.info('stopped')
    },
  }
}

/** One platform that is away keeps none of the others waiting. */
async function connectAll(platforms: ReadonlyMap<string, Platform>, totem: Totem): Promise<void> {
  await Promise.all([...platforms.values()].map(async (platform) => platform.start(doorOf(totem, platform))))
  totem.log.info('connected')
}

/** Only what the configuration needs is imported: each SDK costs a third of the start. */
async function createPlatforms(
  config: Config,
  { now, random, log, requestTimeoutMs = REQUEST_TIMEOUT_MS }: Surroundings,
): Promise<Map<string, Platform>> {
  const { publicUrl } = config
  const common = { groups, shortcuts, log, now, random, requestTimeoutMs, publicUrl }
  const [slack, discord] = await Promise.all([
    config.slack &&
      import('./platforms/slack/slack.ts').then(({ createSlack }) => ({ create: createSlack, config: config.slack })),
    config.discord &&
      import('./platforms/discord/discord.ts').then(({ createDiscord }) => ({
        create: createDiscord,
        config: config.discord,
      })),
  ])
  const platforms: Platform[] = []
  if (slack?.config) platforms.push(slack.create({ ...common, ...slack.config }))
  if (discord?.config) platforms.push(discord.create({ ...common, ...discord.config }))
  return new Map(platforms.map((platform) => [platform.name, platform]))
}

/** The platforms as features ask them: by the workspace's row. */
function directoryOf(platforms: ReadonlyMap<string, Platform>): Directory {
  const of = (workspace: PlatformKey): Platform => {
    const platform = platforms.get(workspace.platform)
    if (!platform) throw new Error(`no platform ${workspace.platform} is configured`)
    return platform
  }
  return {
    channels: async (workspace) => of(workspace).channels(workspace.externalId),
    enter: async (workspace, channel) => of(workspace).enter(workspace.externalId, channel),
    member: async (workspace, member) => of(workspace).member(workspace.externalId, member),
    message: async (workspace, channel, message) => of(workspace).message(workspace.externalId, channel, message),
    connections: () =>
      [...platforms.values()].map((platform) => ({ platform: platform.name, connected: platform.connected() })),
  }
}
