import type {
  AckFn,
  App,
  BlockAction,
  MessageShortcut,
  SlashCommand,
  ViewResponseAction,
  ViewSubmitAction,
} from '@slack/bolt'
import { parseAction } from '../../kit/action.ts'
import type { Reply } from '../../kit/reply.ts'
import type { Entry } from '../platform.ts'
import { answer, deliver, open, type Route, readMetadata, sendReplyFiles, writeMetadata } from './answers.ts'
import { asking } from './errors.ts'
import type { Hall } from './events.ts'
import { chosenValues, formErrors, formModal, readAnswers } from './forms.ts'
import { messageSchema, toHeard } from './heard.ts'
import { publishHome } from './home.ts'
import { unescaped } from './mrkdwn.ts'
import { inTime } from './patience.ts'
import { cardModal, linkAction, renderCard } from './render.ts'

export interface Interactions extends Hall {
  /** Slack's limit for an answer is 3 s; a handler that needs longer than this is acknowledged first and answered when it is done. */
  readonly deferAfterMs: number
  /** Resolves once Totem knows the workspace. */
  readonly ready: (workspace: string) => Promise<void>
}

/** Whatever members do to Totem: each is acknowledged within 3 s, whatever becomes of it. */
export function listenToInteractions(app: App, hall: Interactions): void {
  app.command(/.*/u, async ({ ack, body }) => command(hall, ack, body))
  app.action<BlockAction>({ type: 'block_actions' }, async ({ ack, body }) => press(hall, ack, body))
  app.view<ViewSubmitAction>({ type: 'view_submission' }, async ({ ack, body }) => submit(hall, ack, body))
  app.shortcut<MessageShortcut>({ type: 'message_action' }, async ({ ack, body }) => shortcut(hall, ack, body))
}

async function command(hall: Interactions, ack: AckFn<Record<string, unknown>>, body: SlashCommand): Promise<void> {
  const entry = entryOf(hall, body.team_id, body.user_id, body.channel_id, undefined)
  const route: Route = { responseUrl: body.response_url, replaces: false, home: false }
  const pending = hall
    .ready(entry.workspace)
    .then(async () =>
      hall.door.command(entry, { kind: 'line', name: body.command.replace(/^\//u, ''), line: readLine(body.text) }),
    )
  const reply = await inTime(pending, hall.deferAfterMs)
  if (reply?.kind === 'card') {
    const acknowledged = await acknowledge(hall, ack, {
      response_type: 'ephemeral',
      ...renderCard(reply.card, entry.workspace),
    })
    return acknowledged ? sendReplyFiles(hall, entry, reply.card) : deliver(hall, entry, route, reply.card)
  }
  await acknowledge(hall, ack)
  await answer(hall, entry, route, reply ?? (await pending), reply && body.trigger_id)
}

/** Members and channels stay as Slack writes them, links lose their brackets, the rest is as it was typed. */
function readLine(text: string): string {
  return unescaped(text.replaceAll(/<(https?:[^|>]+)(?:\|[^>]*)?>/gu, '$1'))
}

async function press(hall: Interactions, ack: AckFn<void>, body: BlockAction): Promise<void> {
  const [used] = body.actions
  // An acknowledgement of a press can carry nothing.
  await acknowledge(hall, ack)
  if (!used || used.action_id.startsWith(linkAction)) return
  const { view, container } = body
  const kept = view ? readMetadata(view.private_metadata) : undefined
  const entry = entryOf(
    hall,
    view?.app_installed_team_id || body.team?.id,
    body.user.id,
    body.channel?.id ?? kept?.channel,
    container['message_ts'] ?? kept?.message,
  )
  const pending = hall
    .ready(entry.workspace)
    .then(async () =>
      hall.door.press(entry, parseAction(used.action_id), chosenValues(used as Parameters<typeof chosenValues>[0])),
    )
  const reply = await inTime(pending, hall.deferAfterMs)
  const trigger = reply && body.trigger_id
  if (view) return answerOnView(hall, entry, view, reply ?? (await pending), trigger)
  const route: Route = { responseUrl: body.response_url, replaces: container['is_ephemeral'] === true, home: false }
  await answer(hall, entry, route, reply ?? (await pending), trigger)
}

/** A press in the App Home opens a modal with the answer; one in that modal changes it. */
async function answerOnView(
  hall: Interactions,
  entry: Entry,
  view: NonNullable<BlockAction['view']>,
  reply: Reply,
  trigger: string | undefined,
): Promise<void> {
  const route: Route = { ...readMetadata(view.private_metadata).route, home: true }
  const metadata = writeMetadata(entry, route)
  const made =
    reply.kind === 'card' ? cardModal(reply.card, entry.workspace, metadata) : formModal(reply.form, metadata)
  if (view.type === 'modal')
    await asking((await hall.clients.clientOf(entry.workspace)).views.update({ view_id: view.id, view: made }))
  else if (!trigger || !(await open(hall, entry, trigger, made))) await answer(hall, entry, route, reply, undefined)
  else if (reply.kind === 'card') await sendReplyFiles(hall, entry, reply.card)
  await publishHome(hall, entry.workspace, entry.member)
}

async function submit(hall: Interactions, ack: AckFn<ViewResponseAction>, body: ViewSubmitAction): Promise<void> {
  const { view } = body
  const { route, channel, message } = readMetadata(view.private_metadata)
  const entry = entryOf(hall, view.app_installed_team_id || body.team?.id, body.user.id, channel, message)
  const pending = hall
    .ready(entry.workspace)
    .then(async () => hall.door.submit(entry, parseAction(view.callback_id), readAnswers(view.state.values)))
  const reply = await inTime(pending, hall.deferAfterMs)
  const inModal = reply && modalAnswer(entry, route, reply)
  const shown = await acknowledge(hall, ack, inModal)
  if (!inModal || !shown) await answer(hall, entry, route, reply ?? (await pending), undefined)
  else if (reply.kind === 'card') await sendReplyFiles(hall, entry, reply.card)
  if (route.home) await publishHome(hall, entry.workspace, entry.member)
}

/** What the modal itself can show: its errors, another form, and in the App Home the answer, which has no other place. */
function modalAnswer(entry: Entry, route: Route, reply: Reply): ViewResponseAction | undefined {
  switch (reply.kind) {
    case 'invalid':
      return { response_action: 'errors', errors: formErrors(reply.form, reply.errors) }
    case 'form':
      return { response_action: 'update', view: formModal(reply.form, writeMetadata(entry, route)) }
    case 'card':
      return route.home
        ? { response_action: 'update', view: cardModal(reply.card, entry.workspace, writeMetadata(entry, route)) }
        : undefined
  }
}

async function shortcut(hall: Interactions, ack: AckFn<void>, body: MessageShortcut): Promise<void> {
  await acknowledge(hall, ack)
  const entry = entryOf(hall, body.team?.id, body.user.id, body.channel.id, body.message.ts)
  const heard = await toHeard(
    messageSchema.parse(body.message),
    body.channel.id,
    await hall.clients.installationOf(entry.workspace),
    hall.directory,
  )
  const pending = hall
    .ready(entry.workspace)
    .then(async () => hall.door.shortcut(entry, body.callback_id, { kind: 'message', heard }))
  const reply = await inTime(pending, hall.deferAfterMs)
  const route: Route = { responseUrl: body.response_url, replaces: false, home: false }
  await answer(hall, entry, route, reply ?? (await pending), reply && body.trigger_id)
}

/** Slack's `user_name` is a handle, not what people call them: whoever needs the name asks for it. */
function entryOf(
  hall: Hall,
  team: string | undefined,
  member: string,
  channel: string | undefined,
  message: string | undefined,
): Entry {
  return {
    workspace: hall.way.workspaceOf(team),
    member,
    name: undefined,
    locale: undefined,
    admin: undefined,
    channel,
    message,
  }
}

/** False: the socket was gone, and with it the acknowledgement. */
async function acknowledge<Payload>(hall: Interactions, ack: AckFn<Payload>, payload?: Payload): Promise<boolean> {
  try {
    await ack(payload)
    return true
  } catch (error) {
    hall.log.warn('slack.notAcknowledged', { reason: String(error) })
    return false
  }
}
