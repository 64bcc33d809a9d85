import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { isObject, type Json, object, text } from './json.ts'
import { remember, type Team, type World } from './state.ts'

/** Socket Mode: https://docs.slack.dev/apis/events-api/using-socket-mode */

const acknowledgeWithin = 3_000
const pingEvery = 5_000
/** Slack tries an event three times more: at once, after one minute, after five. */
const retryAfter = [0, 60_000, 300_000]
const keptEvents = 5_000
const lookEvery = 100

export type Acknowledgement = { kind: 'acknowledged'; payload: Json } | { kind: 'failed'; reason: string }

interface Connection {
  team: Team
  socket: WebSocket
  /** Envelope id → what to do when it is acknowledged, or when the connection is lost. */
  open: Map<string, { acknowledge(payload: Json): void; lose(): void }>
}

interface Delivery {
  payload: Json
  attempt: number
  reason: string
  dueAt: number
}

export interface Sockets {
  address(team: Team): string
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  /** `payload`: the event in its envelope of the Events API. */
  deliver(team: Team, payload: Json): void
  /** Sends a command or an interaction, and resolves when the app acknowledged it or 3 s have passed. */
  ask(team: Team, type: 'slash_commands' | 'interactive', payload: Json, takesAnswer: boolean): Promise<Acknowledgement>
  count(team: Team): number
  drop(): void
  close(): void
}

export function createSockets(world: World): Sockets {
  const server = new WebSocketServer({ noServer: true })
  const tickets = new Map<string, Team>()
  const connections = new Map<Team, Connection[]>()
  const waiting = new Map<Team, Delivery[]>()
  const turns = new Map<Team, number>()

  function address(team: Team): string {
    const ticket = randomUUID()
    remember(tickets, ticket, team)
    return `${world.origin.replace(/^http/, 'ws')}/link/?ticket=${ticket}&app_id=${team.appId}`
  }

  function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const ticket = new URL(request.url ?? '/', world.origin).searchParams.get('ticket') ?? ''
    const team = tickets.get(ticket)
    if (world.outage || !team) {
      socket.end(`HTTP/1.1 ${world.outage ? '503 Service Unavailable' : '403 Forbidden'}\r\nConnection: close\r\n\r\n`)
      return
    }
    tickets.delete(ticket)
    server.handleUpgrade(request, socket, head, (opened) => accept(team, opened))
  }

  function accept(team: Team, socket: WebSocket): void {
    const connection: Connection = { team, socket, open: new Map() }
    const all = [...(connections.get(team) ?? []), connection]
    connections.set(team, all)
    socket.on('message', (data) => receive(connection, String(data)))
    socket.on('error', () => socket.terminate())
    socket.on('close', () => forget(connection))
    const debug = { host: 'sandbox', build_number: 1, approximate_connection_time: 3600 }
    const hello = { type: 'hello', num_connections: all.length, debug_info: debug }
    socket.send(JSON.stringify({ ...hello, connection_info: { app_id: team.appId } }))
    pump(team)
  }

  function receive(connection: Connection, data: string): void {
    const message: unknown = JSON.parse(data)
    if (!isObject(message)) return
    const id = text(message['envelope_id'])
    const envelope = connection.open.get(id)
    connection.open.delete(id)
    envelope?.acknowledge(object(message['payload']))
  }

  function forget(connection: Connection): void {
    const { team } = connection
    const rest = (connections.get(team) ?? []).filter((each) => each !== connection)
    connections.set(team, rest)
    const lost = [...connection.open.values()]
    connection.open.clear()
    for (const envelope of lost) envelope.lose()
    pump(team)
  }

  /** The next of the team's connections, in turn. */
  function pick(team: Team): Connection | undefined {
    const open = (connections.get(team) ?? []).filter(({ socket }) => socket.readyState === socket.OPEN)
    const turn = (turns.get(team) ?? 0) + 1
    turns.set(team, turn)
    return open[turn % open.length]
  }

  function deliver(team: Team, payload: Json): void {
    const queue = waiting.get(team) ?? []
    waiting.set(team, queue)
    queue.push({ payload, attempt: 0, reason: '', dueAt: 0 })
    if (queue.length > keptEvents) queue.shift()
    pump(team)
  }

  function pump(team: Team): void {
    const queue = waiting.get(team) ?? []
    if (queue.length === 0) return
    const now = world.clock.now()
    const later: Delivery[] = []
    waiting.set(team, later)
    for (const delivery of queue) {
      const connection = delivery.dueAt <= now ? pick(team) : undefined
      if (connection) sendEvent(connection, delivery)
      else later.push(delivery)
    }
  }

  function sendEvent(connection: Connection, delivery: Delivery): void {
    const { attempt, reason, payload } = delivery
    const timer = setTimeout(() => {
      connection.open.delete(id)
      retry(connection.team, delivery, 'timeout')
    }, acknowledgeWithin)
    const id = send(connection, {
      envelope: {
        type: 'events_api',
        payload,
        accepts_response_payload: false,
        retry_attempt: attempt,
        retry_reason: reason,
      },
      acknowledge: () => clearTimeout(timer),
      lose: () => {
        clearTimeout(timer)
        retry(connection.team, delivery, 'connection_failed')
      },
    })
  }

  function retry(team: Team, delivery: Delivery, reason: string): void {
    const pause = retryAfter[delivery.attempt]
    if (pause === undefined) return
    const again = { ...delivery, attempt: delivery.attempt + 1, reason, dueAt: world.clock.now() + pause }
    waiting.set(team, [...(waiting.get(team) ?? []), again])
    pump(team)
  }

  function send(
    connection: Connection,
    what: { envelope: Json; acknowledge(payload: Json): void; lose(): void },
  ): string {
    const id = randomUUID()
    connection.open.set(id, what)
    connection.socket.send(JSON.stringify({ envelope_id: id, ...what.envelope }))
    return id
  }

  async function ask(team: Team, type: string, payload: Json, takesAnswer: boolean): Promise<Acknowledgement> {
    const connection = pick(team)
    if (!connection) return { kind: 'failed', reason: 'dispatch_failed: the app has no socket open' }
    const { promise, resolve } = Promise.withResolvers<Acknowledgement>()
    const timer = setTimeout(() => {
      connection.open.delete(id)
      resolve({ kind: 'failed', reason: 'operation_timeout: not acknowledged within 3 seconds' })
    }, acknowledgeWithin)
    const id = send(connection, {
      envelope: { type, payload, accepts_response_payload: takesAnswer },
      acknowledge: (answer) => resolve({ kind: 'acknowledged', payload: takesAnswer ? answer : {} }),
      lose: () => resolve({ kind: 'failed', reason: 'dispatch_failed: the socket was lost' }),
    })
    return promise.finally(() => clearTimeout(timer))
  }

  const count = (team: Team) => connections.get(team)?.length ?? 0

  function drop(): void {
    for (const all of connections.values()) for (const { socket } of all) socket.terminate()
  }

  const looking = setInterval(() => {
    for (const team of waiting.keys()) pump(team)
  }, lookEvery)
  const pinging = setInterval(() => {
    for (const all of connections.values()) for (const { socket } of all) socket.ping()
  }, pingEvery)

  function close(): void {
    clearInterval(looking)
    clearInterval(pinging)
    waiting.clear()
    for (const all of connections.values()) {
      for (const connection of all) {
        connection.socket.removeAllListeners('close')
        const open = [...connection.open.values()]
        connection.open.clear()
        connection.socket.terminate()
        for (const envelope of open) envelope.lose()
      }
    }
    waiting.clear()
  }

  return { address, upgrade, deliver, ask, count, drop, close }
}
