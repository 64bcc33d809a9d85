/** REST: messages and reactions of channels, threads and direct messages. */
import { readMessage } from './bodies.ts'
import { invalidForm, refusals } from './errors.ts'
import type { ApiRequest, Reply, Routes } from './http.ts'
import { emojiJson, messageJson } from './messageJson.ts'
import { publish, react, removeMessage, rewriteMessage, sentBefore, unreact, withoutContent } from './messages.ts'
import type { Channel, Json, Message, World } from './model.ts'
import { BIT, botPermissions, compareIds, FLAG, isThread, sharedGuilds } from './state.ts'
import { INTENT_CONTENT, userJson } from './wire.ts'

/** The channel as the bot may use it: 10003, 50001. */
export function openChannel(world: World, id: string | undefined): Channel {
  const channel = world.channels.get(id ?? '')
  if (!channel) throw refusals.unknownChannel()
  if (channel.guild === undefined) return channel
  if (!world.guilds.get(channel.guild)?.installed) throw refusals.missingAccess()
  if (!(botPermissions(world, channel) & BIT.view)) throw refusals.missingAccess()
  return channel
}

export function demand(world: World, channel: Channel, permission: bigint): void {
  if (!(botPermissions(world, channel) & permission)) throw refusals.missingPermissions()
}

/** Whether the bot may say something here: permissions in a server, open doors in direct messages. */
function demandVoice(world: World, channel: Channel): void {
  if (channel.kind === 'direct') demandDirect(world, channel.recipient ?? '')
  if (isThread(channel) && channel.archived && channel.locked) throw refusals.threadArchived()
  demand(world, channel, isThread(channel) ? BIT.sendInThreads : BIT.send)
}

function demandDirect(world: World, user: string): void {
  const person = world.users.get(user)
  if (!person?.directOpen || person.bot) throw refusals.cannotDirect()
  if (sharedGuilds(world, user).length === 0) throw refusals.noMutualGuild()
}

export function messageRoutes(world: World): Routes {
  const seen = (message: Message): Json => forBot(world, message)
  return {
    'GET /channels/:id/messages': async (request) => {
      const channel = openChannel(world, request.ids[0])
      demand(world, channel, BIT.readHistory)
      return { status: 200, body: page(channel, request.query).map(seen) }
    },
    'GET /channels/:id/messages/:id': async (request) => ({ status: 200, body: seen(findMessage(world, request)) }),
    'POST /channels/:id/messages': async (request) => create(world, request),
    'PATCH /channels/:id/messages/:id': async (request) => {
      const message = findMessage(world, request)
      if (message.author !== world.bot.id) throw refusals.notAuthor()
      rewriteMessage(world, message, readMessage(world, { ...request, before: message }))
      return { status: 200, body: seen(message) }
    },
    'DELETE /channels/:id/messages/:id': async (request) => {
      const message = findMessage(world, request)
      const channel = openChannel(world, request.ids[0])
      if (message.author !== world.bot.id && channel.kind === 'direct') throw refusals.missingAccess()
      if (message.author !== world.bot.id) demand(world, channel, BIT.manageMessages)
      removeMessage(world, message)
      return { status: 204 }
    },
    ...reactionRoutes(world),
  }
}

function reactionRoutes(world: World): Routes {
  return {
    'PUT /channels/:id/messages/:id/reactions/:emoji/@me': async (request) => {
      const message = findMessage(world, request)
      demand(world, openChannel(world, request.ids[0]), BIT.addReactions)
      const emoji = request.ids[2] ?? ''
      react(world, message, world.bot.id, emojiJson(emoji), emoji)
      return { status: 204 }
    },
    'DELETE /channels/:id/messages/:id/reactions/:emoji/@me': async (request) => {
      const emoji = request.ids[2] ?? ''
      unreact(world, findMessage(world, request), world.bot.id, emojiJson(emoji), emoji)
      return { status: 204 }
    },
    'GET /channels/:id/messages/:id/reactions/:emoji': async (request) => {
      const users = findMessage(world, request).reactions.get(request.ids[2] ?? '') ?? new Set<string>()
      return { status: 200, body: [...users].flatMap((id) => world.users.get(id) ?? []).map(userJson) }
    },
  }
}

async function create(world: World, request: ApiRequest): Promise<Reply> {
  const channel = openChannel(world, request.ids[0])
  demandVoice(world, channel)
  const draft = readMessage(world, { ...request, body: withoutEphemeral(request.body) })
  const { nonce, enforceNonce, reference } = draft
  if (enforceNonce && nonce !== undefined) {
    const before = sentBefore(world, channel, world.bot.id, nonce)
    if (before) return { status: 200, body: { ...messageJson(world, before), nonce } }
  }
  if (reference && !isQuotable(channel, reference.message)) {
    if (reference.required) {
      throw invalidForm([{ path: ['message_reference'], code: 'REPLIES_UNKNOWN_MESSAGE', message: 'Unknown message' }])
    }
    draft.reference = undefined
  }
  const message = publish(world, channel, draft, { author: world.bot.id })
  return { status: 200, body: { ...messageJson(world, message), ...(nonce === undefined ? {} : { nonce }) } }
}

/** Only interactions can whisper; elsewhere Discord ignores the flag. */
function withoutEphemeral(body: unknown): unknown {
  const flags = (body as { flags?: unknown } | undefined)?.flags
  return typeof flags === 'number' ? { ...(body as Json), flags: flags & ~(FLAG.ephemeral | FLAG.loading) } : body
}

function isQuotable(channel: Channel, id: string): boolean {
  const message = channel.messages.get(id)
  return message !== undefined && message.visibleTo === undefined
}

/** Ephemeral messages are only reachable through their interaction. */
export function findMessage(world: World, request: ApiRequest): Message {
  const channel = openChannel(world, request.ids[0])
  const message = channel.messages.get(request.ids[1] ?? '')
  if (!message || message.visibleTo !== undefined) throw refusals.unknownMessage()
  return message
}

/** Newest first, as Discord lists them. */
function page(channel: Channel, query: URLSearchParams): Message[] {
  const limit = Number(query.get('limit') ?? 50)
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) {
    throw invalidForm([{ path: ['limit'], code: 'NUMBER_TYPE_MAX', message: 'int value should be between 1 and 100.' }])
  }
  const all = [...channel.messages.values()].filter((message) => message.visibleTo === undefined)
  const [before, after, around] = ['before', 'after', 'around'].map((name) => query.get(name) ?? undefined)
  if (around !== undefined) {
    const older = all.filter((message) => compareIds(message.id, around) < 0).slice(-Math.floor(limit / 2))
    const rest = all.filter((message) => compareIds(message.id, around) >= 0).slice(0, limit - older.length)
    return [...older, ...rest].reverse()
  }
  if (after !== undefined) {
    return all
      .filter((message) => compareIds(message.id, after) > 0)
      .slice(0, limit)
      .reverse()
  }
  const older = before === undefined ? all : all.filter((message) => compareIds(message.id, before) < 0)
  return older.slice(-limit).reverse()
}

/** Without the content intent, reading over REST shows no more than the gateway does. */
function forBot(world: World, message: Message): Json {
  const json = messageJson(world, message)
  const guild = world.channels.get(message.channel)?.guild
  const open = guild === undefined || message.author === world.bot.id || message.mentions.includes(world.bot.id)
  return open || !(world.disallowedIntents & INTENT_CONTENT) ? json : withoutContent(json)
}
