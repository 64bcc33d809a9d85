/** Messages come into the world, change, and go; the bot is told as its intents allow. */
import type { Draft } from './bodies.ts'
import { INTENT } from './gateway.ts'
import type { Interaction } from './interactions.ts'
import { type Mentions, mentionsOf } from './mentions.ts'
import { messageJson } from './messageJson.ts'
import type { Channel, Json, Message, World } from './model.ts'
import { BIT, botPermissions, FLAG, isThread } from './state.ts'
import { CHANNEL_TYPE, channelJson, memberJson, memberPart, threadMemberJson, userJson } from './wire.ts'

const NONCE_LIFE = 5 * 60_000
const TYPE = { plain: 0, reply: 19 } as const

interface Origin {
  author: string
  interaction?: Interaction
  visibleTo?: string
  type?: number
}

export function publish(world: World, channel: Channel, draft: Draft, origin: Origin): Message {
  const replyTo = draft.reference ? channel.messages.get(draft.reference.message) : undefined
  const message: Message = {
    id: world.newId(),
    channel: channel.id,
    author: origin.author,
    type: origin.type ?? (replyTo ? TYPE.reply : TYPE.plain),
    content: draft.content,
    components: draft.components,
    embeds: draft.embeds,
    attachments: draft.attachments,
    flags: draft.flags,
    ...(replyTo ? { reference: replyTo.id } : {}),
    ...(origin.visibleTo === undefined ? {} : { visibleTo: origin.visibleTo }),
    ...(origin.interaction ? { interaction: origin.interaction } : {}),
    ...notified(world, channel, draft, origin),
    reactions: new Map(),
  }
  channel.messages.set(message.id, message)
  channel.lastMessage = message.id
  if (channel.archived) {
    channel.archived = false
    tellChannel(world, 'THREAD_UPDATE', channel)
  }
  bringIn(world, channel, message)
  if (draft.nonce !== undefined) remember(world, channel, draft.nonce, message)
  tell(world, 'MESSAGE_CREATE', message, draft.nonce)
  for (const watcher of world.watchers) watcher(message)
  return message
}

/** The message that this author already sent here with this nonce, within the last few minutes. */
export function sentBefore(world: World, channel: Channel, author: string, nonce: string): Message | undefined {
  const known = channel.nonces.get(`${author} ${nonce}`)
  if (!known || world.clock.now() - known.at > NONCE_LIFE) return undefined
  return channel.messages.get(known.message)
}

function remember(world: World, channel: Channel, nonce: string, message: Message): void {
  const now = world.clock.now()
  for (const [key, { at }] of channel.nonces) {
    if (now - at <= NONCE_LIFE) break
    channel.nonces.delete(key)
  }
  channel.nonces.set(`${message.author} ${nonce}`, { message: message.id, at: now })
}

function notified(world: World, channel: Channel, draft: Draft, origin: Origin): Mentions {
  const mentions = mentionsOf(world, channel, {
    author: origin.author,
    content: draft.content,
    components: draft.components,
    allowed: draft.allowed,
    fromInteraction: origin.interaction !== undefined,
    replyTo: draft.reference ? channel.messages.get(draft.reference.message) : undefined,
  })
  return origin.visibleTo === undefined ? mentions : { ...mentions, pinged: [] }
}

/** Edits notify nobody, but the first words of a deferred reply do. */
export function rewriteMessage(world: World, message: Message, draft: Draft): void {
  const channel = world.channels.get(message.channel)
  if (!channel) return
  const wasLoading = (message.flags & FLAG.loading) !== 0
  const mentions = notified(world, channel, draft, message)
  Object.assign(message, {
    content: draft.content,
    components: draft.components,
    embeds: draft.embeds,
    attachments: draft.attachments,
    flags: draft.flags & ~FLAG.loading,
    mentions: mentions.mentions,
    mentionRoles: mentions.mentionRoles,
    mentionEveryone: mentions.mentionEveryone,
  })
  if (wasLoading) message.pinged = mentions.pinged
  if (!wasLoading) message.editedAt = world.clock.now()
  tell(world, 'MESSAGE_UPDATE', message)
  for (const watcher of world.watchers) watcher(message)
}

export function removeMessage(world: World, message: Message): void {
  const channel = world.channels.get(message.channel)
  channel?.messages.delete(message.id)
  if (message.visibleTo !== undefined) return
  world.dispatch({
    name: 'MESSAGE_DELETE',
    guild: channel?.guild,
    intent: intentOf(channel),
    data: { id: message.id, channel_id: message.channel, guild_id: channel?.guild },
  })
}

export function intentOf(channel: Channel | undefined): number {
  return channel?.guild === undefined ? INTENT.directMessages : INTENT.messages
}

/** A message for the bot's ears: without its content where the bot may not read it. */
export function tell(world: World, name: 'MESSAGE_CREATE' | 'MESSAGE_UPDATE', message: Message, nonce?: string): void {
  const channel = world.channels.get(message.channel)
  const guild = world.guilds.get(channel?.guild ?? '')
  if (message.visibleTo !== undefined || !channel) return
  if (!(botPermissions(world, channel) & BIT.view)) return
  const member = guild?.members.get(message.author)
  const data: Json = {
    ...messageJson(world, message),
    // discord.js knows direct messages it has not seen before only by this.
    channel_type: CHANNEL_TYPE[channel.kind],
    ...(guild ? { guild_id: guild.id } : {}),
    ...(member ? { member: memberPart(member) } : {}),
    ...(nonce === undefined ? {} : { nonce }),
  }
  const open = !guild || message.author === world.bot.id || message.mentions.includes(world.bot.id)
  world.dispatch({
    name,
    guild: guild?.id,
    intent: intentOf(channel),
    data,
    withoutContent: open ? undefined : withoutContent(data),
  })
}

export function withoutContent(data: Json): Json {
  return { ...data, content: '', embeds: [], attachments: [], components: [] }
}

/** Who is mentioned in a private thread, or writes in any, is in it from then on. */
function bringIn(world: World, channel: Channel, message: Message): void {
  if (!isThread(channel) || message.visibleTo !== undefined) return
  for (const id of new Set([message.author, ...message.mentions.filter((one) => message.pinged.includes(one))])) {
    addToThread(world, channel, id)
  }
}

export function addToThread(world: World, thread: Channel, user: string): void {
  if (thread.members.has(user)) return
  const member = world.guilds.get(thread.guild ?? '')?.members.get(user)
  if (!member) return
  thread.members.add(user)
  world.dispatch({
    name: 'THREAD_MEMBERS_UPDATE',
    guild: thread.guild,
    intent: user === world.bot.id ? INTENT.guilds : INTENT.members,
    data: {
      id: thread.id,
      guild_id: thread.guild,
      member_count: thread.members.size,
      added_members: [{ ...threadMemberJson(thread, user), member: memberJson(world, member), presence: null }],
      removed_member_ids: [],
    },
  })
}

export function removeFromThread(world: World, thread: Channel, user: string): void {
  if (!thread.members.delete(user)) return
  world.dispatch({
    name: 'THREAD_MEMBERS_UPDATE',
    guild: thread.guild,
    intent: INTENT.members,
    data: {
      id: thread.id,
      guild_id: thread.guild,
      member_count: thread.members.size,
      added_members: [],
      removed_member_ids: [user],
    },
  })
}

export function react(world: World, message: Message, user: string, emoji: Json, key: string): void {
  const users = message.reactions.get(key) ?? new Set<string>()
  if (users.has(user)) return
  message.reactions.set(key, users.add(user))
  tellReaction(world, 'MESSAGE_REACTION_ADD', message, user, emoji)
}

export function unreact(world: World, message: Message, user: string, emoji: Json, key: string): void {
  const users = message.reactions.get(key)
  if (!users?.delete(user)) return
  if (users.size === 0) message.reactions.delete(key)
  tellReaction(world, 'MESSAGE_REACTION_REMOVE', message, user, emoji)
}

function tellReaction(world: World, name: string, message: Message, user: string, emoji: Json): void {
  const channel = world.channels.get(message.channel)
  const guild = world.guilds.get(channel?.guild ?? '')
  const member = guild?.members.get(user)
  const who = world.users.get(user)
  world.dispatch({
    name,
    guild: guild?.id,
    intent: guild ? INTENT.reactions : INTENT.directReactions,
    data: {
      user_id: user,
      channel_id: message.channel,
      message_id: message.id,
      message_author_id: message.author,
      emoji,
      burst: false,
      type: 0,
      ...(guild ? { guild_id: guild.id } : {}),
      ...(member && who ? { member: { ...memberPart(member), user: userJson(who) } } : {}),
    },
  })
}

export function tellChannel(world: World, name: string, channel: Channel, more: Json = {}): void {
  const data = { ...channelJson(world, channel), ...more }
  world.dispatch({ name, guild: channel.guild, intent: INTENT.guilds, data })
}
