import type { ModalView } from '@slack/types'
import * as z from 'zod'
import type { Card } from '../../kit/card.ts'
import type { Form } from '../../kit/form.ts'
import type { Reply } from '../../kit/reply.ts'
import type { Entry } from '../platform.ts'
import { asking } from './errors.ts'
import type { Hall } from './events.ts'
import { formModal } from './forms.ts'
import { sendFiles } from './messages.ts'
import { type Rendered, renderCard } from './render.ts'

/** Where an answer can be shown. A modal has no way back of its own, so this goes with it, in its metadata. */
export interface Route {
  /** Of the command or press; good for 30 minutes and five answers. */
  readonly responseUrl: string | undefined
  /** What was pressed is a private reply, which the answer replaces. */
  readonly replaces: boolean
  /** It began in the App Home, where nothing can be answered. */
  readonly home: boolean
}

const routeSchema = z.object({
  c: z.string().optional(),
  m: z.string().optional(),
  u: z.string().optional(),
  r: z.boolean().optional(),
  h: z.boolean().optional(),
})

export function writeMetadata(entry: Entry, route: Route): string {
  return JSON.stringify({ c: entry.channel, m: entry.message, u: route.responseUrl, r: route.replaces, h: route.home })
}

export function readMetadata(written: string): {
  route: Route
  channel: string | undefined
  message: string | undefined
} {
  const kept = routeSchema.safeParse(parseJson(written)).data ?? {}
  return {
    route: { responseUrl: kept.u, replaces: kept.r ?? false, home: kept.h ?? false },
    channel: kept.c,
    message: kept.m,
  }
}

function parseJson(written: string): unknown {
  try {
    return JSON.parse(written)
  } catch {
    return undefined
  }
}

/** Shows a reply that can no longer go into the acknowledgement. `trigger`: what a form is opened with, while that is possible. */
export async function answer(
  hall: Hall,
  entry: Entry,
  route: Route,
  reply: Reply,
  trigger: string | undefined,
): Promise<void> {
  switch (reply.kind) {
    case 'card':
      return deliver(hall, entry, route, reply.card)
    case 'form':
      if (trigger && (await open(hall, entry, trigger, formModal(reply.form, writeMetadata(entry, route))))) return
      return keep(hall, entry, route, reply.form, undefined)
    case 'invalid':
      return keep(hall, entry, route, reply.form, reply.errors)
  }
}

/** A form that can no longer be shown, as a card whose button opens it. */
async function keep(
  hall: Hall,
  entry: Entry,
  route: Route,
  form: Form,
  errors: Readonly<Record<string, string>> | undefined,
): Promise<void> {
  await deliver(hall, entry, route, await (errors ? hall.door.keep(entry, form, errors) : hall.door.keep(entry, form)))
}

/** False: the trigger is used up, or Slack does not answer. */
export async function open(hall: Hall, entry: Entry, trigger: string, view: ModalView): Promise<boolean> {
  try {
    await asking((await hall.clients.clientOf(entry.workspace)).views.open({ trigger_id: trigger, view }))
    return true
  } catch (error) {
    hall.log.warn('slack.viewNotOpened', { workspace: entry.workspace, member: entry.member, reason: String(error) })
    return false
  }
}

/** Privately to the asker, by the best way that works: in answer to what they did, in the channel, as a direct message. */
export async function deliver(hall: Hall, entry: Entry, route: Route, card: Card): Promise<void> {
  const rendered = renderCard(card, entry.workspace)
  const ways = [
    ...(route.responseUrl ? [respond(route.responseUrl, route.replaces, rendered)] : []),
    ...(entry.channel ? [whisper(hall, entry, entry.channel, rendered)] : []),
    direct(hall, entry, rendered),
  ]
  await firstThatWorks(ways, (error) =>
    hall.log.warn('slack.answerRefused', { workspace: entry.workspace, member: entry.member, reason: String(error) }),
  )
  await sendReplyFiles(hall, entry, card)
}

/** Private replies cannot carry files: they follow in the direct messages. */
export async function sendReplyFiles(hall: Hall, entry: Entry, card: Card): Promise<void> {
  if (card.files.length === 0) return
  const channel = await hall.directory.conversation(entry.workspace, [entry.member])
  await sendFiles(await hall.clients.clientOf(entry.workspace), { channel, thread: undefined }, card.files, hall.log)
}

async function firstThatWorks(
  ways: readonly (() => Promise<void>)[],
  refused: (error: unknown) => void,
): Promise<void> {
  for (const [index, way] of ways.entries()) {
    try {
      return await way()
    } catch (error) {
      if (index === ways.length - 1) throw error
      refused(error)
    }
  }
}

const patienceMs = 10_000

/** Bolt's own `respond` waits for ever. */
function respond(url: string, replaces: boolean, rendered: Rendered): () => Promise<void> {
  const body = JSON.stringify({
    ...rendered,
    ...(replaces ? { replace_original: true } : { response_type: 'ephemeral', replace_original: false }),
  })
  return async () => {
    const answered = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body,
      signal: AbortSignal.timeout(patienceMs),
    })
    const said = await answered.text()
    // Slack says `ok`, or as JSON what it would not take.
    if (!answered.ok || said.includes('"ok":false'))
      throw new Error(`response_url answered ${answered.status}: ${said.slice(0, 100)}`)
  }
}

function whisper(hall: Hall, entry: Entry, channel: string, rendered: Rendered): () => Promise<void> {
  return async () => {
    await asking(
      (await hall.clients.clientOf(entry.workspace)).chat.postEphemeral({ channel, user: entry.member, ...rendered }),
    )
  }
}

function direct(hall: Hall, entry: Entry, rendered: Rendered): () => Promise<void> {
  return async () => {
    const channel = await hall.directory.conversation(entry.workspace, [entry.member])
    await asking(
      (await hall.clients.clientOf(entry.workspace)).chat.postMessage({
        channel,
        ...rendered,
        unfurl_links: false,
        unfurl_media: false,
      }),
    )
  }
}
