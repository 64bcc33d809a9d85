import type { App } from '@slack/bolt'
import * as z from 'zod'
import type { Log } from '../../context.ts'
import type { Instant } from '../../kit/time.ts'
import type { Door, Heard } from '../platform.ts'
import type { Clients } from './clients.ts'
import { type Directory, memberFacts, userSchema } from './directory.ts'
import { isSpoken, messageSchema, type SlackMessage, toHeard } from './heard.ts'
import { history } from './history.ts'
import { publishHome } from './home.ts'
import type { Way } from './way.ts'

export interface Hall {
  readonly door: Door
  readonly way: Pick<Way, 'workspaceOf' | 'leave'>
  readonly clients: Clients
  readonly directory: Directory
  readonly log: Log
}

/** An event as Slack delivers it, in its envelope. */
export const envelopeSchema = z.object({
  type: z.literal('event_callback'),
  event_id: z.string(),
  team_id: z.string(),
  authorizations: z.array(z.object({ team_id: z.string().nullish() })).nullish(),
  event: z.looseObject({
    type: z.string(),
    channel: z.unknown().optional(),
    user: z.unknown().optional(),
    event_ts: z.string().optional(),
  }),
})
export type Envelope = z.infer<typeof envelopeSchema>

/** Slack names the workspace that Totem hears it in, which a shared channel's author may not belong to. */
export function workspaceOf({ way }: Pick<Hall, 'way'>, { authorizations, team_id }: Envelope): string {
  return way.workspaceOf(authorizations?.[0]?.team_id ?? team_id)
}

/** Slack tells that Totem was removed: by then nothing speaks for it there any more. */
export function isFarewell({ event }: Envelope): boolean {
  const revoked = z.object({ tokens: z.object({ bot: z.array(z.string()).optional() }) })
  if (event.type === 'tokens_revoked') return (revoked.safeParse(event).data?.tokens.bot ?? []).length > 0
  return event.type === 'app_uninstalled'
}

/** What must be handled one after the other: what is said in one channel, what happens to one member. */
export function turnOf({ event, team_id }: Envelope): string {
  if (typeof event.channel === 'string' && event.type === 'message') return `${team_id} ${event.channel}`
  const user = z.union([z.string(), z.object({ id: z.string() }).transform(({ id }) => id)]).safeParse(event.user)
  return `${team_id} ${user.data ?? event.type}`
}

const messageEventSchema = messageSchema.extend({
  channel: z.string(),
  message: messageSchema.optional(),
  previous_message: messageSchema.optional(),
  deleted_ts: z.string().optional(),
})
type MessageEvent = z.infer<typeof messageEventSchema>

export function listenToEvents(app: App, hall: Hall): void {
  const { door, clients, directory } = hall
  const listen = (type: string, handle: (workspace: string, event: unknown, late: boolean) => Promise<void>) => {
    app.event(type, async ({ body, event, context }) => {
      await handle(workspaceOf(hall, envelopeSchema.parse(body)), event, context['late'] === true)
    })
  }

  listen('message', async (workspace, event, late) => hear(hall, workspace, messageEventSchema.parse(event), late))
  listen('team_join', async (workspace, event) => {
    const { user, event_ts } = userEventSchema.parse(event)
    const locale = user.locale ?? (await localeOf(hall, workspace, user.id))
    // The one time that Slack tells when somebody joined.
    const joinedAt = event_ts === undefined ? undefined : instantOf(event_ts)
    await door.joined(workspace, { ...memberFacts({ ...user, locale }), joinedAt })
  })
  listen('user_change', async (workspace, event) => {
    const { user } = userEventSchema.parse(event)
    directory.forget(workspace, user.id)
    if (user.deleted) await door.left(workspace, user.id)
    else await door.changed(workspace, memberFacts(user))
  })
  listen('member_joined_channel', async (workspace, event) => {
    const { user } = z.object({ user: z.string() }).parse(event)
    if (user === (await clients.installationOf(workspace)).botUser) await door.entered(workspace)
  })
  listen('app_home_opened', async (workspace, event) => {
    const opened = z.object({ user: z.string(), tab: z.string().optional() }).parse(event)
    if (opened.tab !== 'messages') await publishHome(hall, workspace, opened.user)
  })
}

const userEventSchema = z.object({ user: userSchema, event_ts: z.string().optional() })

/** Slack's `1361482916.000003`. */
function instantOf(timestamp: string): Instant {
  return Temporal.Instant.fromEpochMilliseconds(Math.floor(Number(timestamp) * 1000))
}

/** The event leaves the language out; a newcomer is welcomed in theirs. */
async function localeOf(hall: Hall, workspace: string, member: string): Promise<string | undefined> {
  try {
    return (await hall.directory.member(workspace, member))?.locale
  } catch (error) {
    hall.log.warn('slack.localeUnknown', { workspace, member, reason: String(error) })
    return undefined
  }
}

async function hear(hall: Hall, workspace: string, event: MessageEvent, late: boolean): Promise<void> {
  const written = writtenIn(event)
  const gone = goneIn(event)
  const installation = await hall.clients.installationOf(workspace)
  const isOwn = (message: SlackMessage | undefined) =>
    message?.user === installation.botUser || message?.bot_id === installation.botId
  if (gone && !isOwn(event.previous_message))
    await hall.door.erased({ workspace, channel: event.channel, message: gone })
  if (!written || isOwn(written)) return
  const said = await toHeard(written, event.channel, installation, hall.directory)
  const now = late ? await asItIsNow(hall, said) : said
  if (now) await hall.door.heard(now)
  else await hall.door.erased({ workspace, channel: event.channel, message: said.message })
}

/** A late event may be older than an edit or a deletion that was handled before it: the message itself knows. */
async function asItIsNow(hall: Hall, said: Heard): Promise<Heard | undefined> {
  try {
    return await history(hall.clients, hall.directory).message(said.workspace, said.channel, said.message)
  } catch (error) {
    hall.log.warn('slack.notReread', { workspace: said.workspace, reason: String(error) })
    return said
  }
}

function goneIn(event: MessageEvent): string | undefined {
  if (event.subtype === 'message_deleted') return event.deleted_ts
  // A message that was answered leaves its grave behind.
  if (event.subtype === 'message_changed' && event.message?.subtype === 'tombstone') return event.message.ts
  return undefined
}

/** What was said or said differently. Slack also tells of a change when it unfolds a link or somebody answers. */
function writtenIn(event: MessageEvent): SlackMessage | undefined {
  if (event.subtype !== 'message_changed') return isSpoken(event) ? event : undefined
  const { message, previous_message: before } = event
  if (!message || !isSpoken(message) || (before && message.text === before.text)) return undefined
  return { ...message, edited: message.edited ?? {} }
}
