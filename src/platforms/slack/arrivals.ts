import type { App, ReceiverEvent } from '@slack/bolt'
import type { Order } from '../../kit/order.ts'
import { type Envelope, envelopeSchema, type Hall, isFarewell, turnOf, workspaceOf } from './events.ts'

export interface Arrivals {
  readonly hall: Hall
  readonly order: Order
  /** Resolves when Totem knows the workspace, and has caught up with what it missed before this connection. */
  readonly caughtUp: (workspace: string) => Promise<void>
  readonly stopping: AbortSignal
}

/**
 * What Slack sends, on its way to Bolt. Bolt acknowledges events before anything has happened to them and keeps no record: here an event is
 * in the database before Slack is told that it came, once however often Slack sends it, and what belongs together waits its turn.
 */
export async function arrive(app: App, event: ReceiverEvent, at: Arrivals): Promise<void> {
  // Left to Slack, which hands it to the next connection.
  if (at.stopping.aborted) return
  const envelope = envelopeSchema.safeParse(event.body)
  if (envelope.success) return arriveEvent(app, event, envelope.data, at)
  if (event.body['type'] === 'app_rate_limited')
    at.hall.log.warn('slack.rateLimited', { workspace: event.body['team_id'] })
  await at.order.aside(async () => interact(app, event, at))
}

/** Events of before a crash, in their old order: ahead of what comes now. */
export function resume(app: App, kept: readonly { id: string; payload: string }[], at: Arrivals): void {
  const events = kept.flatMap(({ payload }) => {
    const envelope = envelopeSchema.safeParse(JSON.parse(payload))
    if (envelope.success) return [envelope.data]
    at.hall.door.failed('slack.resume', envelope.error)
    return []
  })
  for (const envelope of events.toSorted((one, other) => momentOf(one) - momentOf(other)))
    void at.order.inTurn(turnOf(envelope), async () => handle(app, { envelope, body: envelope, late: true }, at))
}

function momentOf({ event }: Envelope): number {
  return Number(event.event_ts ?? 0)
}

async function arriveEvent(app: App, event: ReceiverEvent, envelope: Envelope, at: Arrivals): Promise<void> {
  const accepted = accept(event, envelope, at)
  await at.order.inTurn(turnOf(envelope), async () => {
    const late = (event.retryNum ?? 0) > 0
    if (await accepted) await handle(app, { envelope, body: event.body, late }, at)
  })
}

/** Whether the event is new. Not acknowledged when it could not be kept: Slack sends it again. */
async function accept(event: ReceiverEvent, envelope: Envelope, { hall }: Arrivals): Promise<boolean> {
  try {
    const isNew = await hall.door.receive(envelope.event_id, JSON.stringify(event.body))
    // It is kept: an acknowledgement that is lost only brings it once more.
    await event.ack().catch((error: unknown) => hall.log.warn('slack.notAcknowledged', { reason: String(error) }))
    return isNew
  } catch (error) {
    hall.door.failed('slack.receive', error)
    return false
  }
}

interface Arrived {
  readonly envelope: Envelope
  readonly body: ReceiverEvent['body']
  /** Sent again, or kept over a restart: what it tells may be overtaken. */
  readonly late: boolean
}

async function handle(
  app: App,
  { envelope, body, late }: Arrived,
  { hall, caughtUp, stopping }: Arrivals,
): Promise<void> {
  const workspace = workspaceOf(hall, envelope)
  await caughtUp(workspace)
  if (stopping.aborted) return
  try {
    if (isFarewell(envelope)) await hall.way.leave(workspace)
    // The last that Slack tells of a workspace can come after Totem's own leaving.
    else if (!(await hall.clients.isIn(workspace))) hall.log.warn('slack.eventOfNobody', { workspace })
    else await app.processEvent({ body, ack: async () => undefined, customProperties: { late } })
    // While Totem stops, something may have been left undone: the event is for the next start.
    if (!stopping.aborted) await hall.door.handled(envelope.event_id)
  } catch (error) {
    // What a stop broke off is for the next start, too.
    if (!stopping.aborted) hall.door.failed('slack.event', error)
  }
}

async function interact(app: App, event: ReceiverEvent, { hall }: Arrivals): Promise<void> {
  try {
    if (event.body['type'] === 'app_rate_limited') await event.ack()
    else await app.processEvent(event)
  } catch (error) {
    hall.door.failed('slack.interaction', error)
  }
}
