import type { RegisteredApp } from './app.ts'
import type { Json } from './json.ts'
import type { Reply, Sending } from './post.ts'
import type { World } from './state.ts'

/** Slack tries an event three times more: at once, after one minute, after five. */
const retryAfter = [0, 60_000, 300_000]
const keptEvents = 5_000
const lookEvery = 100

interface Delivery {
  app: RegisteredApp
  payload: Json
  attempt: number
  reason: string
  dueAt: number
}

export interface EventQueue {
  deliver(app: RegisteredApp, payload: Json): void
  close(): void
}

type Send = (app: RegisteredApp, payload: Json, headers: Record<string, string>) => Sending

/** Events for apps over HTTP: https://docs.slack.dev/apis/events-api#error-handling. They wait while Slack itself is out. */
export function createEventQueue(world: World, send: Send): EventQueue {
  const lines = new Map<RegisteredApp, Promise<void>>()
  let waiting: Delivery[] = []

  function wait(delivery: Delivery): void {
    waiting.push(delivery)
    if (waiting.length > keptEvents) waiting.shift()
  }

  function look(): void {
    if (world.outage) return
    const now = world.clock.now()
    const due = waiting.filter(({ dueAt }) => dueAt <= now)
    waiting = waiting.filter(({ dueAt }) => dueAt > now)
    for (const delivery of due) setOut(delivery)
  }

  /** One after the other, without waiting for each other's answers. */
  function setOut(delivery: Delivery): void {
    const { app } = delivery
    lines.set(
      app,
      (lines.get(app) ?? Promise.resolve()).then(async () => attempt(delivery)),
    )
  }

  async function attempt(delivery: Delivery): Promise<void> {
    if (world.outage) {
      wait(delivery)
      return
    }
    const at = world.clock.now()
    const { sent, reply } = send(delivery.app, delivery.payload, retryHeaders(delivery))
    void reply.then((answer) => settle(delivery, answer, at))
    await sent
  }

  /** `at`: when it was tried. The next try counts from then, however long the answer took. */
  function settle(delivery: Delivery, reply: Reply, at: number): void {
    const pause = retryAfter[delivery.attempt]
    if (isTaken(reply) || pause === undefined) return
    const reason = reply.kind === 'failed' ? reply.reason : 'http_error'
    wait({ ...delivery, attempt: delivery.attempt + 1, reason, dueAt: at + pause })
    look()
  }

  const looking = setInterval(look, lookEvery)

  return {
    deliver(app, payload) {
      wait({ app, payload, attempt: 0, reason: '', dueAt: 0 })
      look()
    },
    close: () => clearInterval(looking),
  }
}

function retryHeaders({ attempt, reason }: Delivery): Record<string, string> {
  return attempt === 0 ? {} : { 'X-Slack-Retry-Num': String(attempt), 'X-Slack-Retry-Reason': reason }
}

function isTaken(reply: Reply): boolean {
  if (reply.kind === 'failed') return false
  return (reply.status >= 200 && reply.status < 300) || reply.headers['x-slack-no-retry'] === '1'
}
