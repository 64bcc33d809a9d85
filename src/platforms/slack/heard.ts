import * as z from 'zod'
import type { Heard } from '../platform.ts'
import type { Installation } from './clients.ts'
import type { Directory } from './directory.ts'
import { namesIn, readMessage } from './read.ts'

const fileSchema = z.object({
  name: z.string().nullish(),
  title: z.string().nullish(),
  permalink: z.string().optional(),
  mode: z.string().optional(),
})
const imageSchema = z.object({ type: z.literal('image'), image_url: z.string() })

/** A message as events and history carry it. */
export const messageSchema = z.object({
  ts: z.string(),
  subtype: z.string().optional(),
  user: z.string().optional(),
  bot_id: z.string().optional(),
  text: z.string().optional(),
  blocks: z.array(z.unknown()).optional(),
  files: z.array(fileSchema).optional(),
  thread_ts: z.string().optional(),
  edited: z.unknown().optional(),
})
export type SlackMessage = z.infer<typeof messageSchema>

/** What somebody says, as against Slack's own notes of joins, topics and pins. */
const spoken = [undefined, 'file_share', 'thread_broadcast', 'me_message', 'bot_message']

export function isSpoken(message: SlackMessage): boolean {
  return spoken.includes(message.subtype)
}

export async function toHeard(
  message: SlackMessage,
  channel: string,
  installation: Installation,
  directory: Directory,
): Promise<Heard> {
  const { workspace } = installation
  const reply = message.thread_ts !== undefined && message.thread_ts !== message.ts
  return {
    workspace,
    channel,
    message: message.ts,
    author: message.user ?? message.bot_id ?? '',
    automatic:
      message.bot_id !== undefined ||
      message.user === 'USLACKBOT' ||
      !isSpoken(message) ||
      message.subtype === 'bot_message',
    reply,
    answers: reply ? message.thread_ts : undefined,
    // The ids of direct messages begin with D.
    direct: channel.startsWith('D'),
    text: readMessage(message, await namesFor(message, workspace, directory)),
    // Uploaded pictures are for members of the workspace only: no other place could show them.
    images: (message.blocks ?? []).flatMap((block) => imageSchema.safeParse(block).data?.image_url ?? []),
    files: (message.files ?? []).flatMap((file) =>
      file.permalink ? [{ name: file.name ?? file.title ?? '', url: file.permalink }] : [],
    ),
    edited: message.edited !== undefined,
    link: permalink(installation, channel, message),
  }
}

/** As `chat.getPermalink` would say, without a call for each message. */
function permalink(installation: Installation, channel: string, message: SlackMessage): string {
  const at = `${installation.url}archives/${channel}/p${message.ts.replace('.', '')}`
  return message.thread_ts && message.thread_ts !== message.ts
    ? `${at}?thread_ts=${message.thread_ts}&cid=${channel}`
    : at
}

async function namesFor(message: SlackMessage, workspace: string, directory: Directory) {
  const named = namesIn(message)
  const [members, channels] = await Promise.all([
    Promise.all(named.members.map(async (id) => [id, await directory.memberName(workspace, id)] as const)),
    Promise.all(named.channels.map(async (id) => [id, await directory.channelName(workspace, id)] as const)),
  ])
  const known = new Map([...members, ...channels])
  return { workspace, member: (id: string) => known.get(id) ?? id, channel: (id: string) => known.get(id) ?? id }
}
