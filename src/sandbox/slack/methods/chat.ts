import { flagArg, requiredArg, textArg } from '../args.ts'
import { directWithBot } from '../channels.ts'
import { type Content, postedTextLimit, readContent, readMetadata, updatedTextLimit } from '../content.ts'
import { reactionAdded } from '../events.ts'
import type { Json } from '../json.ts'
import { change, post, postEphemeral, remove } from '../messages.ts'
import { messageJson } from '../objects.ts'
import { Refusal, refuse } from '../refusal.ts'
import { type Channel, type Message, nextTimestamp, type Team, type World } from '../state.ts'
import { type ApiCall, type Method, visibleChannel } from './method.ts'

export const chat: Record<string, Method> = {
  'chat.postMessage': { token: 'bot', scope: 'chat:write', run: postMessage },
  'chat.postEphemeral': { token: 'bot', scope: 'chat:write', run: showEphemeral },
  'chat.update': { token: 'bot', scope: 'chat:write', run: update },
  'chat.delete': { token: 'bot', scope: 'chat:write', run: deleteMessage },
  'chat.getPermalink': { token: 'bot', run: permalink },
}

function postMessage({ world, team, args }: ApiCall): Json {
  const channel = writableChannel(world, team, requiredArg(args, 'channel'))
  if (world.limits) spendAllowance(world, channel)
  const content = readContent(args, postedTextLimit)
  const metadata = readMetadata(args)
  const thread = threadOf(channel, textArg(args, 'thread_ts'))
  const broadcast = flagArg(args, 'reply_broadcast')
  const draft = { ...content, metadata, thread, broadcast, author: team.botUser, byBot: true }
  const message = post(world, team, channel, {
    ...draft,
    subtype: thread && broadcast ? 'thread_broadcast' : undefined,
  })
  showDirect(world, team, channel, message)
  return { channel: channel.id, ts: message.ts, message: messageJson(world, team, message, true), ...warnings(content) }
}

/** Slack takes blocks without a text, and warns. */
function warnings(content: Content): Json {
  if (content.text !== '') return {}
  return { warning: 'missing_text_in_message', response_metadata: { warnings: ['missing_text_in_message'] } }
}

function showDirect(world: World, team: Team, channel: Channel, message: Message): void {
  if (channel.kind !== 'im') return
  const member = [...channel.members].find((id) => id !== team.botUser)
  if (member) world.shown({ kind: 'direct', team, member, message })
}

/** Where the bot may post: `C…`, `D…`, a member's id for their direct messages, or a channel's name. */
function writableChannel(world: World, team: Team, target: string): Channel {
  const channel = namedChannel(world, team, target)
  if (!channel || (channel.kind !== 'public' && !channel.members.has(team.botUser))) return refuse('channel_not_found')
  if (channel.archived) refuse('is_archived')
  if (channel.kind === 'public' && !channel.members.has(team.botUser) && !team.scopes.has('chat:write.public'))
    refuse('not_in_channel')
  if (channel.kind === 'im') checkDirect(team, channel)
  return channel
}

function namedChannel(world: World, team: Team, target: string): Channel | undefined {
  if (team.channels.has(target)) return team.channels.get(target)
  if (team.members.has(target) && target !== team.botUser) return directWithBot(world, team, target)
  const name = target.replace(/^#/, '')
  return [...team.channels.values()].find((channel) => channel.kind === 'public' && channel.name === name)
}

function checkDirect(team: Team, channel: Channel): void {
  const other = [...channel.members].map((id) => team.members.get(id)).find((member) => member?.id !== team.botUser)
  if (other?.deleted) refuse('is_archived')
  if (other?.bot || other?.directMessages === false) refuse('cannot_dm_bot')
}

const burst = 5

/** About one message a second and channel, short bursts tolerated: https://docs.slack.dev/apis/web-api/rate-limits */
function spendAllowance(world: World, channel: Channel): void {
  const now = world.clock.now()
  const { left, at } = channel.allowance
  const available = at === 0 ? burst : Math.min(burst, left + (now - at) / 1000)
  channel.allowance = { left: available, at: now }
  if (available < 1) throw new Refusal('ratelimited', {}, Math.ceil(1 - available))
  channel.allowance.left = available - 1
}

function threadOf(channel: Channel, ts: string | undefined): string | undefined {
  if (ts === undefined) return undefined
  const parent = channel.messages.get(ts) ?? refuse('thread_not_found')
  return parent.thread ?? parent.ts
}

function showEphemeral({ world, team, args }: ApiCall): Json {
  const channel = visibleChannel(team, requiredArg(args, 'channel'))
  const member = requiredArg(args, 'user')
  if (!channel.members.has(team.botUser)) refuse('not_in_channel')
  if (channel.archived) refuse('is_archived')
  if (!team.members.has(member)) refuse('user_not_found')
  if (!channel.members.has(member)) refuse('user_not_in_channel')
  const content = readContent(args, postedTextLimit)
  const thread = threadOf(channel, textArg(args, 'thread_ts'))
  const draft = { ...content, thread, author: team.botUser, byBot: true, ephemeralTo: member }
  const message = postEphemeral(world, team, channel, draft)
  world.shown({ kind: 'message', team, member, message, interaction: undefined })
  return { message_ts: message.ts }
}

function update(call: ApiCall): Json {
  const { world, team, args } = call
  const message = ownMessage(call, 'cant_update_message')
  const content = readContent(args, updatedTextLimit)
  const metadata = readMetadata(args)
  const edited = { user: team.botUser, ts: nextTimestamp(world) }
  change(world, team, message, { ...content, edited, ...(metadata ? { metadata } : {}) })
  world.shown({ kind: 'updated', team, message, interaction: undefined })
  const json = messageJson(world, team, message, true)
  return { channel: message.channel, ts: message.ts, text: message.text, message: json }
}

function deleteMessage(call: ApiCall): Json {
  const message = ownMessage(call, 'cant_delete_message')
  remove(call.world, call.team, message)
  call.world.shown({ kind: 'deleted', team: call.team, message, interaction: undefined })
  return { channel: message.channel, ts: message.ts }
}

function ownMessage({ team, args }: ApiCall, error: string): Message {
  const channel = visibleChannel(team, requiredArg(args, 'channel'))
  const message = channel.messages.get(requiredArg(args, 'ts'))
  if (!message || message.subtype === 'tombstone') return refuse('message_not_found')
  if (message.author !== team.botUser || message.subtype?.endsWith('_join')) return refuse(error)
  if (channel.archived) refuse('is_archived')
  return message
}

function permalink({ world, team, args }: ApiCall): Json {
  const channel = visibleChannel(team, requiredArg(args, 'channel'))
  const message = channel.messages.get(requiredArg(args, 'message_ts')) ?? refuse('message_not_found')
  const thread = message.thread ? `?thread_ts=${message.thread}&cid=${channel.id}` : ''
  const address = `${world.origin}/archives/${channel.id}/p${message.ts.replace('.', '')}${thread}`
  return { channel: channel.id, permalink: address }
}

export const reactions: Record<string, Method> = {
  'reactions.add': { token: 'bot', scope: 'reactions:write', run: addReaction },
  'reactions.get': { token: 'bot', scope: 'reactions:read', run: getReactions },
}

function addReaction({ world, team, args }: ApiCall): Json {
  const channel = visibleChannel(team, requiredArg(args, 'channel'))
  const name = requiredArg(args, 'name').replaceAll(':', '')
  if (!/^[a-z0-9_+'-]+$/.test(name)) refuse('invalid_name')
  if (!channel.members.has(team.botUser)) refuse('not_in_channel')
  const message = channel.messages.get(requiredArg(args, 'timestamp')) ?? refuse('message_not_found')
  if (!react(message, team.botUser, name)) refuse('already_reacted')
  reactionAdded(world, team, message, team.botUser, name)
  return {}
}

/** Whether the reaction is new. */
export function react(message: Message, member: string, name: string): boolean {
  const users = message.reactions.get(name) ?? []
  if (users.includes(member)) return false
  message.reactions.set(name, [...users, member])
  return true
}

function getReactions({ world, team, args }: ApiCall): Json {
  const channel = visibleChannel(team, requiredArg(args, 'channel'))
  const message = channel.messages.get(requiredArg(args, 'timestamp')) ?? refuse('message_not_found')
  return { type: 'message', channel: channel.id, message: messageJson(world, team, message, false) }
}
