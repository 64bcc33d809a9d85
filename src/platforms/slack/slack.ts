import { setTimeout as pause } from 'node:timers/promises'
import { App } from '@slack/bolt'
import { WebAPIRateLimitedError, WebClient, type WebClientOptions } from '@slack/web-api'
import type { Group, Shortcut } from '../../command.ts'
import type { Log } from '../../context.ts'
import { openOrder } from '../../kit/order.ts'
import type { Instant } from '../../kit/time.ts'
import type { Door, Platform } from '../platform.ts'
import { type Arrivals, arrive, resume } from './arrivals.ts'
import { type Clients, clientOptions, type Installation, openClients, quietLogger } from './clients.ts'
import { type SocketReceiver, socketReceiver } from './connect.ts'
import { directory } from './directory.ts'
import { slackCode } from './errors.ts'
import { type Hall, listenToEvents } from './events.ts'
import { history } from './history.ts'
import { listenToInteractions } from './interactions.ts'
import { messages } from './messages.ts'
import { inTime } from './patience.ts'

export interface SlackOptions {
  readonly botToken: string
  readonly appToken: string
  readonly apiUrl: string
  readonly groups: readonly Group[]
  readonly shortcuts: readonly Shortcut[]
  readonly log: Log
  readonly now: () => Instant
  readonly requestTimeoutMs?: number
  readonly tune?: Partial<Tuning>
}
interface Tuning {
  /** When a handler is still at work, Slack is told that it will be answered later. */
  readonly deferAfterMs: number
  readonly requestTimeoutMs: number
  readonly pingTimeoutMs: number
  readonly helloTimeoutMs: number
  /** How long `stop` waits for what is in hand. */
  readonly stopMs: number
}
// A short ping timeout finds a vanished peer in about a second: what members press until then is lost to them.
const usual: Tuning = {
  deferAfterMs: 1_500,
  requestTimeoutMs: 10_000,
  pingTimeoutMs: 1_000,
  helloTimeoutMs: 10_000,
  stopMs: 5_000,
}

const firstPauseMs = 250
const longestPauseMs = 10_000

/** Slack through Socket Mode: one workspace, whose tokens come from the environment. */
export function createSlack(options: SlackOptions): Platform {
  const { requestTimeoutMs = usual.requestTimeoutMs } = options
  const tuning: Tuning = { ...usual, requestTimeoutMs, ...options.tune }
  const { log } = options
  const stopping = new AbortController()
  const clients = openClients()
  const order = openOrder()
  const freshOptions = () => clientOptions({ apiUrl: options.apiUrl, timeoutMs: tuning.requestTimeoutMs, log })
  const people = directory(clients, async (ms) => pause(ms, undefined, { signal: stopping.signal }))
  let receiver: SocketReceiver | undefined

  return {
    name: 'slack',
    // Slack: "no more than one message per second per channel", bursts tolerated.
    pace: { everyMs: 1_000, burst: 3 },
    connected: () => receiver?.isConnected() ?? false,

    async start(door) {
      const installation = await identify(options.botToken, freshOptions(), log, stopping.signal)
      if (!installation || stopping.signal.aborted) return
      clients.add(installation)
      const hall: Hall = { door, clients, directory: people, log }
      const entrance = openEntrance(door, installation.workspace, stopping.signal)
      const arrivals: Arrivals = { hall, order, caughtUp: entrance.caughtUp, stopping: stopping.signal }
      receiver = socketReceiver({
        appToken: options.appToken,
        clientOptions: freshOptions,
        pingTimeoutMs: tuning.pingTimeoutMs,
        helloTimeoutMs: tuning.helloTimeoutMs,
        log,
        arrive: async (event) => arrive(app, event, arrivals),
        connected: entrance.announce,
      })
      const app = openApp(receiver, clients, freshOptions(), log)
      await app.init()
      listenToEvents(app, hall)
      listenToInteractions(app, { ...hall, deferAfterMs: tuning.deferAfterMs, ready: entrance.ready })
      resume(app, await door.unhandled(), arrivals)
      await app.start()
    },

    async stop() {
      stopping.abort()
      await inTime(order.idle(), tuning.stopMs)
      await receiver?.stop()
    },

    ...messages({ clients, directory: people, log }),
    ...history(clients, people),
    workspace: people.workspace,
    channels: people.channels,
    enter: people.enter,
    member: people.member,
    members: people.members,
  }
}

function openApp(receiver: SocketReceiver, clients: Clients, clientOptions: WebClientOptions, log: Log): App {
  return new App({
    receiver,
    // Else a refused token is a rejection that nobody can catch.
    deferInitialization: true,
    // Conversations kept in memory would be lost at a restart, and are not needed.
    convoStore: false,
    ignoreSelf: false,
    logger: quietLogger(log),
    clientOptions,
    authorize: async ({ teamId }) => {
      const { workspace, token, botId, botUser } = clients.installationOf(clients.workspaceOf(teamId))
      return { botToken: token, botId, botUserId: botUser, teamId: workspace }
    },
  })
}

const refusals = [
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'not_allowed_token_type',
  'token_revoked',
  'token_expired',
  'org_login_required',
  'ekm_access_denied',
  'no_permission',
]

/** Who the token speaks for. Asks until Slack answers; throws when it is refused; nothing when Totem stops meanwhile. */
async function identify(
  token: string,
  options: WebClientOptions,
  log: Log,
  stopping: AbortSignal,
): Promise<Installation | undefined> {
  const client = new WebClient(token, options)
  for (let failures = 0; !stopping.aborted; failures++) {
    try {
      const told = await client.auth.test()
      return {
        workspace: told.team_id ?? '',
        url: told.url ?? '',
        botUser: told.user_id ?? '',
        botId: told.bot_id ?? '',
        token,
        client,
      }
    } catch (error) {
      const code = slackCode(error)
      if (code && refusals.includes(code))
        throw new Error(
          `SLACK_BOT_TOKEN is refused by Slack (${code}): copy the bot token (xoxb-…) from "OAuth & Permissions" of your Slack app.`,
        )
      log.warn('slack.notReached', { reason: String(error) })
      const asked = error instanceof WebAPIRateLimitedError ? error.retryAfter * 1000 : 0
      await pause(Math.max(asked, Math.min(firstPauseMs * 2 ** failures, longestPauseMs)), undefined, {
        signal: stopping,
      }).catch(() => undefined)
    }
  }
  return undefined
}

interface Entrance {
  /** Resolves once Totem knows the workspace, or stops. */
  readonly ready: Promise<void>
  /** The same, and after each later connection again: what was missed goes before what comes now. */
  readonly caughtUp: () => Promise<void>
  readonly announce: () => void
}

function openEntrance(door: Door, workspace: string, stopping: AbortSignal): Entrance {
  const known = Promise.withResolvers<void>()
  stopping.addEventListener('abort', () => known.resolve(), { once: true })
  const announce = async (): Promise<void> => {
    try {
      if (!stopping.aborted) await door.entered(workspace)
    } catch (error) {
      door.failed('slack.entered', error)
    }
    known.resolve()
  }
  let last = known.promise
  let isFirst = true
  return {
    ready: known.promise,
    caughtUp: async () => last,
    announce() {
      const before = isFirst ? Promise.resolve() : last
      isFirst = false
      last = before.then(announce)
    },
  }
}
