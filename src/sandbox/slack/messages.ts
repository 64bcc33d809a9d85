import * as events from './events.ts'
import type { Json } from './json.ts'
import { messageJson } from './objects.ts'
import { pingedBy } from './seen.ts'
import { type Channel, type Message, nextId, nextTimestamp, type Team, type World } from './state.ts'
import { elementsOf } from './validation/blocks.ts'

/** What a message is made of when it is posted; the rest is Slack's. */
export type Draft = Partial<
  Pick<
    Message,
    | 'text'
    | 'blocks'
    | 'attachments'
    | 'files'
    | 'subtype'
    | 'thread'
    | 'broadcast'
    | 'metadata'
    | 'clientId'
    | 'ephemeralTo'
  >
> & { author: string; byBot: boolean }

export function newMessage(world: World, team: Team, channel: Channel, draft: Draft): Message {
  const message: Message = {
    ts: nextTimestamp(world),
    channel: channel.id,
    text: '',
    blocks: undefined,
    attachments: undefined,
    files: [],
    subtype: undefined,
    thread: undefined,
    broadcast: false,
    replies: [],
    edited: undefined,
    metadata: undefined,
    reactions: new Map(),
    clientId: undefined,
    ephemeralTo: undefined,
    pinged: [],
    choices: new Map(),
    ...draft,
  }
  if (message.blocks) nameBlocks(world, message.blocks)
  if (!message.ephemeralTo) message.pinged = notified(team, channel, message)
  return message
}

/** Mentions notify those who are there: a public channel's whole team, else the conversation's members. */
function notified(team: Team, channel: Channel, message: Message): string[] {
  return pingedBy(message).filter((id) => {
    if (!/^[UW]/.test(id)) return true
    return channel.kind === 'public' ? team.members.has(id) : channel.members.has(id)
  })
}

/** Slack gives every block and interactive element an id when the app gave none. */
export function nameBlocks(world: World, blocks: Json[]): void {
  for (const block of blocks) {
    block['block_id'] ||= nextId(world, 'b')
    for (const element of elementsOf(block)) element['action_id'] ||= nextId(world, 'a')
  }
}

export function post(world: World, team: Team, channel: Channel, draft: Draft): Message {
  const message = newMessage(world, team, channel, draft)
  channel.messages.set(message.ts, message)
  channel.timeline.push(message)
  if (message.thread) channel.messages.get(message.thread)?.replies.push(message.ts)
  events.messagePosted(world, team, channel, message)
  return message
}

const keptEphemerals = 200

/** Shows a message to one member only; Slack keeps it nowhere, the member's screen does. */
export function postEphemeral(
  world: World,
  team: Team,
  channel: Channel,
  draft: Draft & { ephemeralTo: string },
): Message {
  const message = newMessage(world, team, channel, draft)
  const shown = team.ephemerals.get(draft.ephemeralTo) ?? []
  shown.push(message)
  if (shown.length > keptEphemerals) shown.shift()
  team.ephemerals.set(draft.ephemeralTo, shown)
  return message
}

export function findEphemeral(team: Team, member: string, ts: string): Message | undefined {
  return team.ephemerals.get(member)?.find((message) => message.ts === ts)
}

export type Change = Partial<Pick<Message, 'text' | 'blocks' | 'attachments' | 'metadata' | 'files' | 'edited'>>

/** Edits a message. Who is newly mentioned is not notified: Slack does not on edits. */
export function change(world: World, team: Team, message: Message, changes: Change): void {
  const channel = team.channels.get(message.channel)
  const previous = messageJson(world, team, message, true)
  if (changes.blocks) nameBlocks(world, changes.blocks)
  Object.assign(message, changes)
  message.choices.clear()
  if (channel && !message.ephemeralTo) events.messageChanged(world, team, channel, message, previous)
}

export function remove(world: World, team: Team, message: Message): void {
  if (message.ephemeralTo) {
    const shown = team.ephemerals.get(message.ephemeralTo) ?? []
    team.ephemerals.set(
      message.ephemeralTo,
      shown.filter((other) => other !== message),
    )
    return
  }
  const channel = team.channels.get(message.channel)
  if (!channel) return
  if (message.replies.length > 0) {
    const tombstone = { text: 'This message was deleted.', blocks: undefined, files: [], attachments: undefined }
    message.subtype = 'tombstone'
    change(world, team, message, tombstone)
    return
  }
  const previous = messageJson(world, team, message, true)
  channel.messages.delete(message.ts)
  channel.timeline.splice(channel.timeline.indexOf(message), 1)
  const replies = message.thread && channel.messages.get(message.thread)?.replies
  if (replies) replies.splice(replies.indexOf(message.ts), 1)
  events.messageDeleted(world, team, channel, previous)
}
