import type { APIAttachment, APIMessage, RESTGetAPIChannelMessagesResult } from 'discord.js'
import { MessageReferenceType, MessageType, Routes } from 'discord.js'
import type { Heard } from '../platform.ts'
import type { Api } from './api.ts'
import { codeOf, isGone } from './errors.ts'
import type { Guilds } from './guilds.ts'
import { readMarkdown } from './read.ts'

const page = 100

/** A message as Discord tells it, by event, by request or in a context menu. `workspace`: empty in a direct message. */
export function readMessage(message: APIMessage, workspace: string, guilds: Guilds): Heard {
  const inThread = message.position !== undefined || guilds.isThread(message.channel_id)
  const answers = answered(message)
  return {
    workspace,
    channel: message.channel_id,
    message: message.id,
    author: message.author.id,
    automatic: isAutomatic(message),
    reply: inThread || answers !== undefined,
    // A thread that was begun from a message has its id.
    answers: answers ?? (inThread ? message.channel_id : undefined),
    direct: workspace === '',
    text: readMarkdown(message.content, workspace, namesIn(message, workspace, guilds)),
    images: message.attachments.filter(isImage).map(({ url }) => url),
    files: message.attachments.filter((file) => !isImage(file)).map(({ filename, url }) => ({ name: filename, url })),
    edited: message.edited_timestamp !== null,
    link: `https://discord.com/channels/${workspace || '@me'}/${message.channel_id}/${message.id}`,
  }
}

function isAutomatic({ author, webhook_id, type }: APIMessage): boolean {
  return (
    author.bot === true ||
    author.system === true ||
    webhook_id !== undefined ||
    (type !== MessageType.Default && type !== MessageType.Reply)
  )
}

/** Forwarded messages refer to what they carry, and answer nothing. */
function answered({ message_reference: reference }: APIMessage): string | undefined {
  return reference?.type === MessageReferenceType.Forward ? undefined : reference?.message_id
}

function isImage({ content_type }: APIAttachment): boolean {
  return content_type?.startsWith('image/') ?? false
}

function namesIn({ mentions }: APIMessage, workspace: string, guilds: Guilds) {
  return {
    member: (id: string) => {
      const user = mentions.find((mentioned) => mentioned.id === id)
      return user && (user.global_name ?? user.username)
    },
    channel: (id: string) => guilds.channelName(id),
    role: (id: string) => guilds.roleName(workspace, id),
  }
}

export async function readHistory(
  api: Api,
  guilds: Guilds,
  workspace: string,
  channel: string,
  after: string | undefined,
): Promise<Heard[]> {
  const messages = await api.call<RESTGetAPIChannelMessagesResult>('GET', Routes.channelMessages(channel), {
    query: { limit: page, after },
  })
  return messages.toSorted(byAge).map((message) => readMessage(message, workspace, guilds))
}

export async function readOne(
  api: Api,
  guilds: Guilds,
  workspace: string,
  channel: string,
  message: string,
): Promise<Heard | undefined> {
  try {
    const found = await api.call<APIMessage>('GET', Routes.channelMessage(channel, message))
    return readMessage(found, workspace, guilds)
  } catch (error) {
    if (isGone(codeOf(error))) return undefined
    throw error
  }
}

/** Oldest first: ids grow with time. */
export function byAge(a: { readonly id: string }, b: { readonly id: string }): number {
  return BigInt(a.id) < BigInt(b.id) ? -1 : 1
}
