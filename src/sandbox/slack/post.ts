import { createHmac } from 'node:crypto'
import { type ClientRequest, type IncomingMessage, request } from 'node:http'
import { text } from 'node:stream/consumers'
import type { RegisteredApp } from './app.ts'
import { seconds, type World } from './state.ts'

/** A request to an app, as it went over the wire. */
export interface SentRequest {
  /** Milliseconds of the sandbox's clock. */
  readonly at: number
  readonly appId: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** What came of a request; `reason` as in X-Slack-Retry-Reason. */
export type Reply =
  | { kind: 'answered'; status: number; headers: IncomingMessage['headers']; body: string }
  | { kind: 'failed'; reason: 'http_timeout' | 'connection_failed' }

export interface Sending {
  /** Resolves when the request is on its way as a whole, or will never be. */
  readonly sent: Promise<void>
  readonly reply: Promise<Reply>
}

const answerWithin = 3_000

/** https://docs.slack.dev/authentication/verifying-requests-from-slack */
export function signedRequest(
  world: World,
  app: RegisteredApp,
  what: { type: string; body: string; headers?: Record<string, string> },
): SentRequest {
  const timestamp = String(seconds(world))
  const signature = createHmac('sha256', app.signingSecret).update(`v0:${timestamp}:${what.body}`).digest('hex')
  const headers = {
    'User-Agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
    Accept: '*/*',
    'Content-Type': what.type,
    'X-Slack-Request-Timestamp': timestamp,
    'X-Slack-Signature': `v0=${signature}`,
    ...what.headers,
  }
  return { at: world.clock.now(), appId: app.appId, url: app.requestUrl, headers, body: what.body }
}

/** `open`: where the request stands while it is under way. */
export function post({ url, headers, body }: SentRequest, open: Set<ClientRequest>): Sending {
  const sent = Promise.withResolvers<void>()
  const reply = Promise.withResolvers<Reply>()
  // A connection each: one that was kept could be closed by the app at the moment of its use.
  const outgoing = request(url, {
    method: 'POST',
    agent: false,
    headers: { ...headers, 'Content-Length': Buffer.byteLength(body) },
  })
  const settle = (what: Reply) => {
    clearTimeout(timer)
    open.delete(outgoing)
    sent.resolve()
    reply.resolve(what)
  }
  const timer = setTimeout(() => {
    settle({ kind: 'failed', reason: 'http_timeout' })
    outgoing.destroy()
  }, answerWithin)
  const broken = () => settle({ kind: 'failed', reason: 'connection_failed' })
  open.add(outgoing)
  outgoing.on('finish', sent.resolve)
  outgoing.on('error', broken)
  outgoing.on('response', (incoming) => {
    const { statusCode: status = 0, headers: answered } = incoming
    text(incoming).then((content) => settle({ kind: 'answered', status, headers: answered, body: content }), broken)
  })
  outgoing.end(body)
  return { sent: sent.promise, reply: reply.promise }
}
