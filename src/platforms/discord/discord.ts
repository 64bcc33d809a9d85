import type { GatewayDispatchPayload, GatewayReadyDispatchData } from 'discord.js'
import { GatewayDispatchEvents } from 'discord.js'
import type { Group, Shortcut } from '../../command.ts'
import type { Log } from '../../context.ts'
import { openOrder } from '../../kit/order.ts'
import type { Door, Platform } from '../platform.ts'
import { createApi } from './api.ts'
import { discordCommands } from './commands.ts'
import { createGateway, type Shards } from './connect.ts'
import { openDirectory } from './directory.ts'
import { type Hear, listen } from './events.ts'
import { guildsOf } from './guilds.ts'
import { readHistory, readOne } from './heard.ts'
import { openPosts } from './posts.ts'
import { keepRegistering, registerCommands } from './register.ts'
import { within } from './wait.ts'

export interface DiscordOptions {
  readonly token: string
  /** `https://discord.com/api`, without a version. */
  readonly apiUrl: string
  readonly groups: readonly Group[]
  readonly shortcuts: readonly Shortcut[]
  readonly log: Log
  readonly shards?: Shards
  readonly requestTimeoutMs?: number
}

const usualTimeoutMs = 10_000
/** How long `stop` waits for what is in hand. */
const lastWordsMs = 5_000

export function createDiscord(options: DiscordOptions): Platform {
  const {
    token,
    apiUrl,
    groups,
    shortcuts,
    log,
    shards = 'auto',
    requestTimeoutMs: timeoutMs = usualTimeoutMs,
  } = options
  const onInvalid = (count: number): void => log.warn('discord.invalidRequests', { count })
  const api = createApi({ token, apiUrl, timeoutMs, onInvalid })
  const order = openOrder()
  const stopping = new AbortController()
  let ready: GatewayReadyDispatchData | undefined
  let hear: Hear = () => {}

  const onEvent = (event: GatewayDispatchPayload, shard: number): void => {
    if (event.t === GatewayDispatchEvents.Ready) ready = event.d
    if (!stopping.signal.aborted) hear(event, shard)
  }
  const gateway = createGateway({ token, apiUrl, timeoutMs, shards, log, onEvent })
  const guilds = guildsOf(gateway.client)
  const self = (): string => ready?.user.id ?? ''
  const application = (): string => ready?.application.id ?? ''
  const directory = openDirectory(api, guilds, self)

  return {
    name: 'discord',
    // Discord's limits are per route and told with each answer; the library's queue keeps them.
    pace: { everyMs: 0, burst: 1_000 },
    start: async (door: Door) => {
      const believed = await door.believed()
      hear = listen({ api, door, believed, order, guilds, shortcuts, self, application, powersOf: directory.powersOf })
      await gateway.open()
      if (stopping.signal.aborted || !hasFirst(shards)) return
      const wanted = discordCommands(groups, shortcuts)
      await keepRegistering(async () => registerCommands(api, application(), wanted), log, stopping.signal)
    },
    stop: async () => {
      stopping.abort()
      await within(order.idle(), lastWordsMs)
      await gateway.close()
      api.close()
    },
    connected: gateway.connected,
    ...openPosts(api, self),
    ...directory.facts,
    history: async (workspace, channel, after) => readHistory(api, guilds, workspace, channel, after),
    directHistory: async (_workspace, channel, _thread, after) => readHistory(api, guilds, '', channel, after),
    message: async (workspace, channel, message) => readOne(api, guilds, workspace, channel, message),
  }
}

/** One process of several registers for all. */
function hasFirst(shards: Shards): boolean {
  return shards === 'auto' || shards.ids.includes(0)
}
