import type { App, ReceiverEvent } from '@slack/bolt'
import { type Envelope, envelopeSchema, type Hall, turnOf } from './events.ts'
import type { Order } from './order.ts'

export interface Arrivals {
  readonly hall: Hall
  readonly order: Order
  /** `ready`: Totem knows the workspace. */
  readonly entrance: { readonly ready: Promise<void> }
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

/** An event of before a crash, in its old place: ahead of what comes now. */
export function resume(app: App, id: string, payload: string, at: Arrivals): void {
  const body: unknown = JSON.parse(payload)
  const envelope = envelopeSchema.safeParse(body)
  if (envelope.success) void at.order.inTurn(turnOf(envelope.data), async () => handle(app, id, envelope.data, at))
  else at.hall.door.failed('slack.resume', envelope.error)
}

async function arriveEvent(app: App, event: ReceiverEvent, envelope: Envelope, at: Arrivals): Promise<void> {
  const accepted = accept(event, envelope, at)
  await at.order.inTurn(turnOf(envelope), async () => {
    if (await accepted) await handle(app, envelope.event_id, event.body, at)
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

async function handle(
  app: App,
  id: string,
  body: ReceiverEvent['body'],
  { hall, entrance, stopping }: Arrivals,
): Promise<void> {
  await entrance.ready
  if (stopping.aborted) return
  try {
    await app.processEvent({ body, ack: async () => undefined })
    await hall.door.handled(id)
  } catch (error) {
    hall.door.failed('slack.event', error)
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
