import { setTimeout as pause } from 'node:timers/promises'
import type { ReceiverEvent } from '@slack/bolt'
import { SocketModeClient } from '@slack/socket-mode'
import type { WebClientOptions } from '@slack/web-api'
import type { Log } from '../../context.ts'
import { quietLogger } from './clients.ts'
import { deliveryError, slackCode } from './errors.ts'
import { refusalOf } from './identify.ts'
import { inTime } from './patience.ts'

export interface SocketOptions {
  readonly appToken: string
  /** Fresh at each call: the library changes what it is given. */
  readonly clientOptions: () => WebClientOptions
  readonly pingTimeoutMs: number
  readonly helloTimeoutMs: number
  readonly log: Log
  /** Everything that comes through the socket. */
  readonly arrive: (event: ReceiverEvent) => Promise<void>
  /** After the first connection and after each later one. */
  readonly connected: () => void
}

export interface Socket {
  /** Resolves when connected the first time; rejects with one sentence when the token is refused. */
  start(): Promise<void>
  stop(): Promise<void>
  isConnected(): boolean
}

const firstPauseMs = 250
const longestPauseMs = 10_000
/** A connection that ends sooner than this counts as a failed one, so that Slack is not asked in a tight circle. */
const steadyAfterMs = 5_000
const closeMs = 300

/**
 * Socket Mode kept alive by us. The library's own reconnecting waits for its ping timeout first, and dies with an unhandled rejection when
 * Slack answers 5xx in the meantime: so it is off, and each connection is a client of its own.
 */
export function openSocket(options: SocketOptions): Socket {
  const stopping = new AbortController()
  let open = false
  let everOpen = false
  let running: Promise<void> | undefined

  const keepConnected = async (first: PromiseWithResolvers<void>): Promise<void> => {
    for (let failures = 0; !stopping.signal.aborted; ) {
      try {
        const connection = await connect(options, stopping.signal)
        open = true
        everOpen = true
        first.resolve()
        options.connected()
        const steady = await lasts(connection.closed)
        open = false
        failures = steady ? 0 : failures + 1
        if (!stopping.signal.aborted) options.log.warn('slack.disconnected', {})
      } catch (error) {
        const refused = refusedToken(error)
        if (refused && !everOpen) return first.reject(new Error(refused))
        failures += 1
        options.log.warn('slack.notConnected', { reason: String(error) })
        await rest(pauseAfter(failures, error), stopping.signal)
        continue
      }
      if (failures > 1) await rest(pauseAfter(failures, undefined), stopping.signal)
    }
    first.resolve()
  }

  return {
    isConnected: () => open,
    async start() {
      const first = Promise.withResolvers<void>()
      running = keepConnected(first)
      await first.promise
    },
    async stop() {
      stopping.abort()
      await running
    },
  }
}

/** Slack says so when the token is wrong; trying again cannot help before somebody changes it. */
function refusedToken(error: unknown): string | undefined {
  const code = slackCode(error)
  if (code === 'missing_scope')
    return 'SLACK_APP_TOKEN lacks the scope connections:write: make an app-level token with it under "Basic Information" of your Slack app.'
  if (refusalOf(error))
    return `SLACK_APP_TOKEN is refused by Slack (${code}): copy the app-level token (xapp-…) from "Basic Information" of your Slack app.`
  return undefined
}

function pauseAfter(failures: number, error: unknown): number {
  const { failure } = deliveryError(error)
  const asked = failure.kind === 'later' ? (failure.afterMs ?? 0) : 0
  return Math.max(asked, Math.min(firstPauseMs * 2 ** (failures - 1), longestPauseMs))
}

async function rest(ms: number, signal: AbortSignal): Promise<void> {
  await pause(ms, undefined, { signal }).catch(() => undefined)
}

/** Waits until the connection ends; tells whether it had lasted. */
async function lasts(closed: Promise<void>): Promise<boolean> {
  let steady = false
  const timer = setTimeout(() => {
    steady = true
  }, steadyAfterMs)
  await closed
  clearTimeout(timer)
  return steady
}

interface SocketEvent {
  readonly body: Record<string, unknown>
  readonly ack: (response?: unknown) => Promise<void>
  readonly retry_num?: number
  readonly retry_reason?: string
}

async function connect(options: SocketOptions, stopping: AbortSignal): Promise<{ closed: Promise<void> }> {
  const client = new SocketModeClient({
    appToken: options.appToken,
    autoReconnectEnabled: false,
    clientPingTimeout: options.pingTimeoutMs,
    logger: quietLogger(options.log),
    clientOptions: options.clientOptions(),
  })
  guardReading(client, options.log)
  client.on('slack_event', ({ body, ack, retry_num, retry_reason }: SocketEvent) => {
    void options.arrive({
      body,
      ack: ack as ReceiverEvent['ack'],
      ...(retry_num === undefined ? {} : { retryNum: retry_num }),
      ...(retry_reason === undefined ? {} : { retryReason: retry_reason }),
    })
  })
  const ended = Promise.withResolvers<void>()
  client.once('disconnected', () => ended.resolve())
  const close = () => void closeSocket(client, ended.promise)
  stopping.addEventListener('abort', close, { once: true })
  const forget = () => stopping.removeEventListener('abort', close)
  try {
    const hello = await inTime(client.start(), options.helloTimeoutMs)
    if (!hello) throw new Error('Slack did not say hello')
  } catch (error) {
    forget()
    await closeSocket(client, ended.promise)
    throw error ?? new Error('the socket closed before Slack said hello')
  }
  return { closed: ended.promise.finally(forget) }
}

/** Asking a second time ends at once what a vanished peer would keep open for 30 s. */
async function closeSocket(client: SocketModeClient, ended: Promise<void>): Promise<void> {
  const ask = () => void client.disconnect().catch(() => undefined)
  ask()
  const timer = setTimeout(ask, closeMs)
  await inTime(ended, 2 * closeMs)
  clearTimeout(timer)
}

/**
 * socket-mode 3.1.0 reads `payload.event.type` of every events_api envelope, which the notice of a rate limit lacks: it dies of a TypeError
 * that nobody can catch. Here the notice is given such an event before the library reads it, and no other line can end the process.
 */
function guardReading(client: SocketModeClient, log: Log): void {
  const [read] = client.listeners('ws_message')
  client.removeAllListeners('ws_message')
  client.on('ws_message', (data: unknown, isBinary: boolean) => {
    const reading: unknown = read?.(
      typeof data === 'string' && data.includes('app_rate_limited') ? withEvent(data) : data,
      isBinary,
    )
    if (reading instanceof Promise) reading.catch((error: unknown) => log.error('slack.unreadable', error))
  })
}

function withEvent(data: string): string {
  const envelope = JSON.parse(data) as { payload?: { type?: string; event?: unknown } }
  if (envelope.payload?.type !== 'app_rate_limited' || envelope.payload.event) return data
  return JSON.stringify({ ...envelope, payload: { ...envelope.payload, event: { type: 'app_rate_limited' } } })
}
