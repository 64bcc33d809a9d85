import type { GatewayDispatchPayload } from 'discord.js'
import {
  Client,
  DiscordjsError,
  DiscordjsErrorCodes,
  Events,
  GatewayCloseCodes,
  GatewayIntentBits,
  Options,
  Status,
} from 'discord.js'
import type { Log } from '../../context.ts'
import { quietSharding } from './sharding.ts'
import { pause } from './wait.ts'

export type Shards = 'auto' | { readonly ids: readonly number[]; readonly total: number }

/** The connection to Discord's gateway, kept up until `close`. */
export interface Gateway {
  /** Resolves when connected the first time, however long that takes. Rejects when Discord will never let this bot in. */
  open(): Promise<void>
  close(): Promise<void>
  connected(): boolean
  client(): Client | undefined
}
interface Wanted {
  readonly token: string
  readonly apiUrl: string
  readonly timeoutMs: number
  readonly shards: Shards
  readonly log: Log
  /** Every event, as Discord sent it. Must not throw. */
  readonly onEvent: (event: GatewayDispatchPayload, shard: number) => void
}

/** A server that is unavailable is not worth a longer wait: it is announced when it is back. */
const waitGuildMs = 5_000
const shortestPauseMs = 500
const longestPauseMs = 30_000

/**
 * discord.js reconnects by itself, but a client whose first handshake failed is dead, and so is one that Discord sent away: then
 * a new one takes over.
 */
export function createGateway(wanted: Wanted): Gateway {
  const opened = Promise.withResolvers<void>()
  const closed = Promise.withResolvers<undefined>()
  const closing = new AbortController()
  let current: Client | undefined
  let running: Promise<void> = Promise.resolve()

  let wasOpen = false
  const onReady = (): void => {
    wasOpen = true
    opened.resolve()
  }
  const keepOpen = async (): Promise<void> => {
    let failures = 0
    while (!closing.signal.aborted) {
      const client = newClient(wanted)
      current = client
      const why = await Promise.race([lifeOf(client, wanted.token, onReady), closed.promise])
      await quietly(client.destroy())
      if (why === undefined) return
      const refusal = refusalOf(why)
      if (refusal && !wasOpen) return opened.reject(refusal)
      failures = client.readyTimestamp ? 1 : failures + 1
      wanted.log.warn('discord.disconnected', { failures, why: refusal?.message ?? why.message })
      await pause(refusal ? longestPauseMs : pauseAfter(failures), closing.signal)
    }
  }
  return {
    open: async () => {
      running = keepOpen()
      await Promise.race([opened.promise, running])
    },
    close: async () => {
      closing.abort()
      closed.resolve(undefined)
      await running
    },
    connected: () => current !== undefined && isConnected(current),
    client: () => current,
  }
}

function pauseAfter(failures: number): number {
  return Math.min(longestPauseMs, shortestPauseMs * 2 ** (failures - 1))
}

function isConnected(client: Client): boolean {
  return client.isReady() && client.ws.shards.every(({ status }) => status === Status.Ready)
}

/** Resolves with why the client's life ended. */
async function lifeOf(client: Client, token: string, onReady: () => void): Promise<Error> {
  const ended = Promise.withResolvers<Error>()
  client.on(Events.ShardDisconnect, ({ code }) => ended.resolve(new SentAwayError(code)))
  client.on(Events.Invalidated, () => ended.resolve(new Error('the session was invalidated')))
  client.once(Events.ClientReady, onReady)
  client.login(token).catch(ended.resolve)
  return ended.promise
}

/** Closed by Discord, never to be opened again. */
class SentAwayError extends Error {
  readonly code: number

  constructor(code: number) {
    super(`closed with ${code}`)
    this.code = code
  }
}

/** One sentence for the operator, when trying again cannot help. */
function refusalOf(error: Error): Error | undefined {
  if (error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid) return new Error(wrongToken)
  return error instanceof SentAwayError && refusals[error.code] ? new Error(refusals[error.code]) : undefined
}

const wrongToken =
  'Discord does not accept DISCORD_TOKEN: open discord.com/developers/applications, your application, Bot, press Reset Token and copy the new one.'
const wrongIntents =
  'Discord refuses the intents that Totem needs: open discord.com/developers/applications, your application, Bot, and switch on Server Members Intent and Message Content Intent.'
const wrongShards =
  'Discord refuses the shards in DISCORD_SHARDS: set it to auto, or to these shards of as many as Discord asks for.'
const refusals: Readonly<Record<number, string>> = {
  [GatewayCloseCodes.AuthenticationFailed]: wrongToken,
  [GatewayCloseCodes.InvalidIntents]: wrongIntents,
  [GatewayCloseCodes.DisallowedIntents]: wrongIntents,
  [GatewayCloseCodes.InvalidShard]: wrongShards,
  [GatewayCloseCodes.ShardingRequired]: wrongShards,
}

function newClient({ apiUrl, timeoutMs, shards, log, onEvent }: Wanted): Client {
  const client = new Client({
    intents: [
      GatewayIntentBits.Guilds,
      GatewayIntentBits.GuildMembers,
      GatewayIntentBits.GuildMessages,
      GatewayIntentBits.MessageContent,
      GatewayIntentBits.DirectMessages,
    ],
    ...(shards === 'auto' ? { shards } : { shards: [...shards.ids], shardCount: shards.total }),
    rest: { api: apiUrl.replace(/\/+$/u, ''), retries: 0, timeout: timeoutMs },
    ws: { buildStrategy: quietSharding },
    waitGuildTimeout: waitGuildMs,
    makeCache: smallCaches,
    sweepers: Options.DefaultSweeperSettings,
    allowedMentions: { parse: [] },
    failIfNotExists: false,
  })
  client.on(Events.Error, (error) => log.error('discord.client', error))
  client.on(Events.ShardError, (error, shard) => log.warn('discord.shard', { shard, why: error.message }))
  // Events are taken as Discord sends them: one reader for events and answers, and nothing is lost for want of a cached channel.
  client.on('raw', (event: GatewayDispatchPayload, shard: number) => onEvent(event, shard))
  return client
}

/** Servers, channels and roles are kept (the library needs them, and they tell who is admin); nobody reads the rest. */
const smallCaches = Options.cacheWithLimits({
  ApplicationCommandManager: 0,
  AutoModerationRuleManager: 0,
  DMMessageManager: 0,
  EntitlementManager: 0,
  GuildBanManager: 0,
  GuildEmojiManager: 0,
  GuildInviteManager: 0,
  GuildMemberManager: { maxSize: 0, keepOverLimit: (member) => member.id === member.client.user.id },
  GuildMessageManager: 0,
  GuildScheduledEventManager: 0,
  GuildStickerManager: 0,
  MessageManager: 0,
  PresenceManager: 0,
  ReactionManager: 0,
  ReactionUserManager: 0,
  StageInstanceManager: 0,
  ThreadMemberManager: 0,
  UserManager: { maxSize: 0, keepOverLimit: (user) => user.id === user.client.user?.id },
  VoiceStateManager: 0,
})

async function quietly(ending: Promise<void>): Promise<void> {
  await ending.catch(() => {})
}
