import type { IncomingHttpHeaders } from 'node:http'
import { type ReceiverEvent, verifySlackRequest } from '@slack/bolt'
import express, { type Request, type Response, type Router } from 'express'
import type { Log } from '../../context.ts'
import type { Instant } from '../../kit/time.ts'
import { inTime } from './patience.ts'

export interface RequestOptions {
  readonly signingSecret: string
  readonly now: () => Instant
  readonly log: Log
  /** What Slack's requests are handed to, once Totem is there for them; undefined when it stops before. */
  readonly entrance: () => Promise<Entrance | undefined>
}
export interface Entrance {
  readonly arrive: (event: ReceiverEvent) => Promise<void>
  readonly first: (word: string) => Promise<boolean>
}

/** A modal's state is Slack's largest: 250 KB of view, and what was typed. */
const MOST_BYTES = '1mb'
/** Slack's clock is not ours; further ahead, somebody else wrote the time. Slack's own library looks at the past only. */
const AHEAD_SECONDS = 60
/** Slack waits for 3 s. */
const PATIENCE_MS = 2_500

/** `POST /slack/events`: events, commands and interactions, once each, from nobody but Slack. */
export function slackRequests(options: RequestOptions): Router {
  const router = express.Router()
  router.post('/events', express.raw({ type: () => true, limit: MOST_BYTES }), async (request, response) => {
    const body = Buffer.isBuffer(request.body) ? request.body.toString('utf8') : ''
    const refusal = refusalOf(options, request.headers, body)
    if (refusal) {
      options.log.warn('slack.requestRefused', { reason: refusal })
      response.status(401).end()
      return
    }
    const read = readBody(request.get('content-type') ?? '', body)
    // How Slack looks whether somebody is there.
    if (read['ssl_check']) response.status(200).end()
    else if (read['type'] === 'url_verification') response.status(200).json({ challenge: read['challenge'] })
    else await letIn(options, request, response, read)
  })
  return router
}

async function letIn(options: RequestOptions, request: Request, response: Response, body: Body): Promise<void> {
  const entrance = await inTime(options.entrance(), PATIENCE_MS)
  if (!entrance) {
    response.status(503).end()
    return
  }
  // Events are told apart by their own ids: Slack repeats those on purpose.
  const repeats = body['type'] === 'event_callback' || body['type'] === 'app_rate_limited'
  if (!repeats && !(await entrance.first(`request ${request.get('x-slack-signature')}`))) {
    options.log.warn('slack.requestRepeated')
    response.status(401).end()
    return
  }
  await entrance.arrive(eventOf(request, response, body))
  // Nobody took it: Slack is to send an event again, and to tell a member that nothing came of it.
  if (!response.headersSent) response.status(503).end()
}

function eventOf(request: Request, response: Response, body: Body): ReceiverEvent {
  const retry = request.get('x-slack-retry-num')
  const reason = request.get('x-slack-retry-reason')
  return {
    body,
    ack: async (answer) => acknowledge(response, answer),
    ...(retry === undefined ? {} : { retryNum: Number(retry) }),
    ...(reason === undefined ? {} : { retryReason: reason }),
  }
}

async function acknowledge(response: Response, answer: unknown): Promise<void> {
  if (response.headersSent || response.destroyed) throw new Error('Slack waits no longer for this answer')
  if (answer === undefined || answer === '') response.status(200).end()
  else if (typeof answer === 'string') response.status(200).type('text/plain').send(answer)
  else response.status(200).json(answer)
}

/** Why a request is not Slack's, in a word for the log. */
function refusalOf({ signingSecret, now }: RequestOptions, headers: IncomingHttpHeaders, body: string) {
  const signature = headers['x-slack-signature']
  const written = Number(headers['x-slack-request-timestamp'])
  if (typeof signature !== 'string' || !Number.isInteger(written)) return 'unsigned'
  // Slack's own library overlooks what follows the hash: the same request could come under many names.
  if (!/^v0=[0-9a-f]{64}$/u.test(signature)) return 'notSlack'
  const nowMilliseconds = now().epochMilliseconds
  if (written > nowMilliseconds / 1000 + AHEAD_SECONDS) return 'ahead'
  try {
    const signed = { 'x-slack-signature': signature, 'x-slack-request-timestamp': written }
    verifySlackRequest({ signingSecret, body, headers: signed, nowMilliseconds })
    return undefined
  } catch {
    return 'notSlack'
  }
}

type Body = Record<string, unknown>

function readBody(type: string, body: string): Body {
  if (type.startsWith('application/json')) return JSON.parse(body) as Body
  const fields = new URLSearchParams(body)
  const payload = fields.get('payload')
  return payload === null ? Object.fromEntries(fields) : (JSON.parse(payload) as Body)
}
