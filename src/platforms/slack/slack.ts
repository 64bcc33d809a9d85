import { setTimeout as pause } from 'node:timers/promises'
import { App } from '@slack/bolt'
import type { WebClientOptions } from '@slack/web-api'
import type { Group, Shortcut } from '../../command.ts'
import type { Log } from '../../context.ts'
import { openOrder } from '../../kit/order.ts'
import type { Instant } from '../../kit/time.ts'
import type { Platform } from '../platform.ts'
import { type Arrivals, arrive, resume } from './arrivals.ts'
import { type Clients, clientOptions, openClients, quietLogger } from './clients.ts'
import { directory } from './directory.ts'
import { type Missed, openEntrances } from './entrances.ts'
import { type Hall, listenToEvents } from './events.ts'
import { history } from './history.ts'
import { type HttpWay, overHttp } from './http.ts'
import { listenToInteractions } from './interactions.ts'
import { messages } from './messages.ts'
import { inTime } from './patience.ts'
import { overSocket, type SocketWay } from './socket.ts'
import type { Way } from './way.ts'

export type SlackOptions = (SocketWay | HttpWay) & {
  readonly apiUrl: string
  readonly groups: readonly Group[]
  readonly shortcuts: readonly Shortcut[]
  readonly log: Log
  readonly now: () => Instant
  /** A number in [0, 1), fit for secrets. */
  readonly random: () => number
  readonly requestTimeoutMs?: number
  readonly tune?: Partial<Tuning>
}
interface Tuning {
  /** When a handler is still at work, Slack is told that it will be answered later. */
  readonly deferAfterMs: number
  readonly requestTimeoutMs: number
  readonly pingTimeoutMs: number
  readonly helloTimeoutMs: number
  readonly watchMs: number
  /** How long `stop` waits for what is in hand. */
  readonly stopMs: number
}
// A short ping timeout finds a vanished peer in about a second: what members press until then is lost to them.
const usual: Tuning = {
  deferAfterMs: 1_500,
  requestTimeoutMs: 10_000,
  pingTimeoutMs: 1_000,
  helloTimeoutMs: 10_000,
  watchMs: 5_000,
  stopMs: 5_000,
}

/** Slack, through Socket Mode (one workspace, whose tokens come from the environment) or over HTTP (any number, installed by OAuth). */
export function createSlack(options: SlackOptions): Platform {
  const { requestTimeoutMs = usual.requestTimeoutMs, log, now } = options
  const tuning: Tuning = { ...usual, requestTimeoutMs, ...options.tune }
  const stopping = new AbortController()
  const freshOptions = () => clientOptions({ apiUrl: options.apiUrl, timeoutMs: tuning.requestTimeoutMs, log })
  const way = wayOf(options, { ...tuning, ...options, clientOptions: freshOptions, stopping: stopping.signal })
  const clients = openClients(way.find, { now, clientOptions: freshOptions })
  const order = openOrder()
  const people = directory(clients, async (ms) => pause(ms, undefined, { signal: stopping.signal }))

  return {
    name: 'slack',
    // Slack: "no more than one message per second per channel", bursts tolerated.
    pace: { everyMs: 1_000, burst: 3 },
    connected: way.isConnected,
    ...(way.routes ? { routes: way.routes } : {}),

    async start(door) {
      const workspaces = await way.begin(door)
      if (stopping.signal.aborted) return
      const enter = async (workspace: string, missed: Missed): Promise<boolean> => {
        // It may have been installed anew.
        clients.forget(workspace)
        return way.enter(workspace, missed)
      }
      const leave = async (workspace: string): Promise<void> => {
        await entrances.leave(workspace, async () => way.leave(workspace))
        clients.forget(workspace)
      }
      const entrances = openEntrances(enter, { door, order, stopping: stopping.signal })
      for (const workspace of workspaces) entrances.expect(workspace)
      const hall: Hall = { door, way: { ...way, leave }, clients, directory: people, log }
      const arrivals: Arrivals = { hall, order, caughtUp: entrances.caughtUp, stopping: stopping.signal }
      const app = openApp(way, clients, freshOptions(), log)
      await app.init()
      listenToEvents(app, hall)
      listenToInteractions(app, { ...hall, deferAfterMs: tuning.deferAfterMs, ready: entrances.ready })
      resume(app, await door.unhandled(), arrivals)
      await way.open({ arrive: async (event) => arrive(app, event, arrivals), entrances })
    },

    async stop() {
      stopping.abort()
      await inTime(order.idle(), tuning.stopMs)
      await way.close()
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

type WayOptions = Parameters<typeof overSocket>[1] & Parameters<typeof overHttp>[1]

function wayOf(options: SocketWay | HttpWay, common: WayOptions): Way {
  switch (options.kind) {
    case 'socket':
      return overSocket(options, common)
    case 'http':
      return overHttp(options, common)
  }
}

/** Bolt tells what arrives apart. It receives nothing itself: that is the way's, by `arrive`. */
function openApp(way: Way, clients: Clients, clientOptions: WebClientOptions, log: Log): App {
  return new App({
    receiver: { init: () => undefined, start: async () => undefined, stop: async () => undefined },
    // Else a refused token is a rejection that nobody can catch.
    deferInitialization: true,
    // Conversations kept in memory would be lost at a restart, and are not needed.
    convoStore: false,
    ignoreSelf: false,
    logger: quietLogger(log),
    clientOptions,
    authorize: async ({ teamId }) => {
      const { workspace, token, botId, botUser } = await clients.installationOf(way.workspaceOf(teamId))
      return { botToken: token, botId, botUserId: botUser, teamId: workspace }
    },
  })
}
