import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type WebSocket, WebSocketServer } from 'ws'

/** Slack's wire at its worst, for what the sandbox does not do: each Web API method answers as told, and lines are sent as they are. */
export interface Wire {
  readonly apiUrl: string
  readonly sockets: WebSocket[]
  /** What Totem acknowledged: envelope id → payload. */
  readonly acknowledged: Map<string, unknown>
  readonly calls: string[]
  /** Status and body of the next calls of a method; afterwards it answers as ever. */
  answerNext(method: string, ...answers: { status: number; body?: unknown; headers?: Record<string, string> }[]): void
  send(envelope: unknown): void
  close(): Promise<void>
}

export async function openWire(): Promise<Wire> {
  const sockets: WebSocket[] = []
  const acknowledged = new Map<string, unknown>()
  const calls: string[] = []
  const planned = new Map<string, { status: number; body?: unknown; headers?: Record<string, string> }[]>()
  const usual: Record<string, () => unknown> = {
    'auth.test': () => ({
      ok: true,
      url: 'https://bivouac.slack.com/',
      team_id: 'T1',
      user_id: 'U0BOT',
      bot_id: 'B0BOT',
    }),
    'apps.connections.open': () => ({ ok: true, url: `${origin().replace('http', 'ws')}/link` }),
  }
  const http = createServer((request, response) => {
    const method = request.url?.replace('/api/', '') ?? ''
    calls.push(method)
    request.resume()
    const plan = planned.get(method)?.shift()
    response.writeHead(plan?.status ?? 200, { 'Content-Type': 'application/json', ...plan?.headers })
    response.end(JSON.stringify(plan?.body ?? usual[method]?.() ?? { ok: true }))
  })
  const server = new WebSocketServer({ server: http })
  server.on('connection', (socket) => {
    sockets.push(socket)
    socket.on('message', (data) => {
      const { envelope_id, payload } = JSON.parse(String(data))
      acknowledged.set(envelope_id, payload)
    })
    socket.send(JSON.stringify({ type: 'hello', num_connections: 1 }))
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const origin = () => `http://127.0.0.1:${(http.address() as AddressInfo).port}`
  return {
    apiUrl: `${origin()}/api/`,
    sockets,
    acknowledged,
    calls,
    answerNext: (method, ...answers) => void planned.set(method, answers),
    send: (envelope) => sockets.at(-1)?.send(JSON.stringify(envelope)),
    async close() {
      for (const socket of sockets) socket.terminate()
      http.closeAllConnections()
      await new Promise((resolve) => http.close(resolve))
    },
  }
}

export function eventEnvelope(id: string, event: Record<string, unknown>) {
  return {
    type: 'events_api',
    envelope_id: `envelope-${id}`,
    payload: { type: 'event_callback', event_id: id, team_id: 'T1', event },
  }
}
