import type { ServerResponse } from 'node:http'
import type { Fault } from '../playground.ts'
import type { Json } from './json.ts'

/** What a request to Slack comes to. */
export interface Outcome {
  status: number
  body: Json | string | Buffer
  headers?: Record<string, string>
  workspace?: string | undefined
  error?: string | undefined
}

export function send(response: ServerResponse, { status, body, headers }: Outcome): void {
  const raw = typeof body === 'string' || Buffer.isBuffer(body)
  const type = raw ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8'
  response.writeHead(status, { 'content-type': type, ...headers })
  response.end(raw ? body : JSON.stringify(body))
}

export function rateLimited(seconds: number): Outcome {
  const headers = { 'retry-after': String(seconds) }
  return { status: 429, body: { ok: false, error: 'ratelimited' }, headers, error: 'ratelimited' }
}

export function takeFault(faults: Fault[], call: string): Fault | undefined {
  const index = faults.findIndex((fault) => fault.call === '*' || call.startsWith(fault.call.replace(/\*$/, '')))
  const fault = faults[index]
  if (!fault) return undefined
  fault.times -= 1
  if (fault.times <= 0) faults.splice(index, 1)
  return fault
}

export function breakOff(kind: Fault['kind'], fault: Fault | undefined, response: ServerResponse): void {
  switch (kind) {
    case 'hang':
      return
    case 'reset':
    case 'lost':
      response.socket?.destroy()
      return
    case '429':
      send(response, rateLimited(fault?.retryAfter ?? 1))
      return
    case '500':
    case '503':
      send(response, { status: Number(kind), body: kind === '500' ? 'Internal Server Error' : 'Service Unavailable' })
  }
}
