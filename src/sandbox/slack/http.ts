import { randomBytes } from 'node:crypto'
import type { ClientRequest } from 'node:http'
import type { RegisteredApp } from './app.ts'
import { createEventQueue } from './event-queue.ts'
import { isObject, type Json, text } from './json.ts'
import { post, type Reply, type Sending, type SentRequest, signedRequest } from './post.ts'
import type { Acknowledgement } from './socket.ts'
import type { World } from './state.ts'

/** Slack calls apps over HTTP: https://docs.slack.dev/apis/events-api/using-http-request-urls */

const keptRequests = 1_000
const json = 'application/json'
const form = 'application/x-www-form-urlencoded'

export interface Question {
  type: 'slash_commands' | 'interactive'
  payload: Json
  /** Whether the body of the answer says anything. */
  takesAnswer: boolean
}

export interface Caller {
  readonly requests: readonly SentRequest[]
  deliver(app: RegisteredApp, payload: Json): void
  /** Resolves when the app answered, or 3 s have passed. */
  ask(app: RegisteredApp, question: Question): Promise<Acknowledgement>
  verify(app: RegisteredApp): Promise<boolean>
  resend(request: SentRequest): Promise<number>
  unreachable(on: boolean): void
  /** Breaks what is under way. */
  drop(): void
  close(): void
}

export function createCaller(world: World): Caller {
  const requests: SentRequest[] = []
  const open = new Set<ClientRequest>()
  let isUnreachable = false
  let isClosed = false

  function call(app: RegisteredApp, what: Parameters<typeof signedRequest>[2]): Sending {
    const broken: Reply = { kind: 'failed', reason: 'connection_failed' }
    if (isClosed || world.outage) return { sent: Promise.resolve(), reply: Promise.resolve(broken) }
    const request = signedRequest(world, app, what)
    requests.push(request)
    // Dropped in slices, so that a long run pays for it rarely.
    if (requests.length > keptRequests * 1.1) requests.splice(0, requests.length - keptRequests)
    return isUnreachable ? { sent: Promise.resolve(), reply: Promise.resolve(broken) } : post(request, open)
  }

  const events = createEventQueue(world, (app, payload, headers) =>
    call(app, { type: json, body: JSON.stringify(payload), headers }),
  )

  async function ask(app: RegisteredApp, question: Question): Promise<Acknowledgement> {
    const { type, payload } = question
    const fields = type === 'slash_commands' ? textFields(payload) : { payload: JSON.stringify(payload) }
    const { reply } = call(app, { type: form, body: new URLSearchParams(fields).toString() })
    return acknowledgement(await reply, question)
  }

  /** https://docs.slack.dev/reference/events/url_verification */
  async function verify(app: RegisteredApp): Promise<boolean> {
    const challenge = randomBytes(24).toString('hex')
    const body = JSON.stringify({ token: 'sandbox-verification-token', challenge, type: 'url_verification' })
    const reply = await call(app, { type: json, body }).reply
    if (reply.kind === 'failed' || reply.status !== 200) return false
    return reply.body === challenge || parsed(reply.body)?.['challenge'] === challenge
  }

  async function resend(request: SentRequest): Promise<number> {
    const reply = await post(request, open).reply
    if (reply.kind === 'failed') throw new Error(`The request came to nothing: ${reply.reason}`)
    return reply.status
  }

  function drop(): void {
    for (const request of open) request.destroy()
  }

  return {
    requests,
    deliver: events.deliver,
    ask,
    verify,
    resend,
    unreachable: (on) => {
      isUnreachable = on
    },
    drop,
    close: () => {
      events.close()
      isClosed = true
      drop()
    },
  }
}

/** In the words that Slack shows a member. */
function acknowledgement(reply: Reply, { type, takesAnswer }: Question): Acknowledgement {
  if (reply.kind === 'failed') {
    const isLate = reply.reason === 'http_timeout'
    const reason = isLate ? 'operation_timeout: not acknowledged within 3 seconds' : 'dispatch_failed: not reached'
    return { kind: 'failed', reason }
  }
  const { status, body, headers } = reply
  if (status !== 200) return { kind: 'failed', reason: `${statusWord(status)}: answered ${status}` }
  if (body === '' || !takesAnswer) return { kind: 'acknowledged', payload: {} }
  const isJson = (headers['content-type'] ?? '').startsWith(json)
  if (!isJson && type === 'slash_commands') return { kind: 'acknowledged', payload: { text: body } }
  const payload = isJson ? parsed(body) : undefined
  return payload ? { kind: 'acknowledged', payload } : { kind: 'failed', reason: 'invalid_response: no JSON object' }
}

function statusWord(status: number): string {
  if (status >= 500) return 'http_service_error'
  return status >= 400 ? 'http_client_error' : 'dispatch_unknown_error'
}

function textFields(payload: Json): Record<string, string> {
  return Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, text(value)]))
}

function parsed(source: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(source)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}
