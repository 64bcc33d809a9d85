import type { ConversationsHistoryResponse, WebClient } from '@slack/web-api'
import type { Log } from '../../context.ts'
import type { Card, CardFile } from '../../kit/card.ts'
import type { Instant } from '../../kit/time.ts'
import type { Place, Platform, Sent } from '../platform.ts'
import type { Clients } from './clients.ts'
import type { Directory } from './directory.ts'
import { asking, deliveryError, slackCode } from './errors.ts'
import { renderCard } from './render.ts'

/** What marks a message as one of Totem's posts, for `find`. */
const eventType = 'totem_post'
// Slack's clocks are not ours.
const clockSkewSeconds = 60
const historyPage = 200

export type Messages = Pick<Platform, 'send' | 'edit' | 'remove' | 'find'>

export function messages(options: { clients: Clients; directory: Directory; log: Log }): Messages {
  const { clients, directory, log } = options

  return {
    async send(place, card, post) {
      const client = await clients.clientOf(place.workspace)
      const channel = await channelOf(place, directory)
      if (place.kind === 'aside') return sendAside(client, place, card)
      const sent = await withoutUnseenImages(card, async (shown) => {
        const posted = await asking(
          client.chat.postMessage({
            channel,
            ...renderCard(shown, place.workspace),
            ...(place.kind === 'thread' ? { thread_ts: place.message } : {}),
            metadata: { event_type: eventType, event_payload: { post } },
            unfurl_links: false,
            unfurl_media: false,
          }),
        )
        return { channel: posted.channel ?? channel, message: posted.ts ?? '' }
      })
      await sendFiles(client, { channel: sent.channel, thread: threadOf(place, sent) }, card.files, log)
      return sent
    },

    async edit(place, sent, card) {
      // An ephemeral can only be changed through the response_url of a press on it.
      if (place.kind === 'aside') return
      const client = await clients.clientOf(place.workspace)
      // Without `metadata` the message keeps what it has; without `blocks` it would lose its blocks.
      await withoutUnseenImages(card, async (shown) =>
        asking(client.chat.update({ channel: sent.channel, ts: sent.message, ...renderCard(shown, place.workspace) })),
      )
    },

    async remove(place, sent) {
      if (place.kind === 'aside') return
      await asking((await clients.clientOf(place.workspace)).chat.delete({ channel: sent.channel, ts: sent.message }))
    },

    async find(place, post, since) {
      if (place.kind === 'aside') return 'lost'
      const channel = await channelOf(place, directory)
      const ask = async () => recent(await clients.clientOf(place.workspace), place, channel, since)
      const found = (await allowedIn(channel, place, ask, directory)).find((message) => isPost(message, post))
      return found?.ts ? { channel, message: found.ts } : 'absent'
    },
  }
}

async function channelOf(place: Place, directory: Directory): Promise<string> {
  switch (place.kind) {
    case 'channel':
    case 'aside':
    case 'thread':
      return place.channel
    case 'direct':
      return directory.conversation(place.workspace, [place.member])
    case 'group':
      return directory.conversation(place.workspace, place.members)
  }
}

async function sendAside(client: WebClient, place: Extract<Place, { kind: 'aside' }>, card: Card): Promise<Sent> {
  const sent = await asking(
    client.chat.postEphemeral({ channel: place.channel, user: place.member, ...renderCard(card, place.workspace) }),
  )
  return { channel: place.channel, message: sent.message_ts ?? '' }
}

/** Slack refuses a whole message for one picture that it cannot fetch: then it goes without. */
async function withoutUnseenImages<T>(card: Card, show: (shown: Card) => Promise<T>): Promise<T> {
  try {
    return await show(card)
  } catch (error) {
    const words = card.blocks.filter((block) => block.kind !== 'image')
    if (words.length === card.blocks.length || slackCode(error) !== 'invalid_blocks') throw error
    return show({ ...card, blocks: words })
  }
}

function threadOf(place: Place, sent: Sent): string | undefined {
  switch (place.kind) {
    case 'channel':
      return sent.message
    case 'thread':
      return place.message
    case 'direct':
    case 'group':
    case 'aside':
      return undefined
  }
}

/** After the message, which stands without them: a failure here must not send it again. */
export async function sendFiles(
  client: WebClient,
  to: { channel: string; thread: string | undefined },
  files: readonly CardFile[],
  log: Log,
): Promise<void> {
  if (files.length === 0) return
  const uploads = files.map((file) => ({ filename: file.name, title: file.name, file: Buffer.from(file.content) }))
  try {
    await client.filesUploadV2({
      channel_id: to.channel,
      file_uploads: uploads,
      ...(to.thread ? { thread_ts: to.thread } : {}),
    })
  } catch (error) {
    log.error('slack.filesNotSent', deliveryError(error), { channel: to.channel, files: files.length })
  }
}

type Message = NonNullable<ConversationsHistoryResponse['messages']>[number]

/** One page and no more: history can be as scarce as one call a minute. */
async function recent(client: WebClient, place: Place, channel: string, since: Instant): Promise<Message[]> {
  const oldest = String(Math.floor(since.epochMilliseconds / 1000) - clockSkewSeconds)
  const asked = { channel, oldest, include_all_metadata: true, limit: historyPage }
  if (place.kind !== 'thread') return (await asking(client.conversations.history(asked))).messages ?? []
  return (await asking(client.conversations.replies({ ...asked, ts: place.message }))).messages ?? []
}

/** Totem may write in public channels that it is not in, but not read there. */
async function allowedIn<T>(channel: string, place: Place, ask: () => Promise<T>, directory: Directory): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    if (slackCode(error) !== 'not_in_channel' || !(await directory.enter(place.workspace, channel))) throw error
    return ask()
  }
}

function isPost(message: Message, post: number): boolean {
  const { metadata } = message
  if (metadata?.event_type !== eventType) return false
  // Slack's types leave the payload open.
  return (metadata.event_payload as { post?: unknown } | undefined)?.post === post
}
