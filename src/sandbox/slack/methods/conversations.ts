import { flagArg, listArg, numberArg, requiredArg, textArg } from '../args.ts'
import { directWithBot, enterChannel, groupOf, leaveChannel } from '../channels.ts'
import type { Json } from '../json.ts'
import { channelJson, messageJson } from '../objects.ts'
import { refuse } from '../refusal.ts'
import type { Channel, ChannelKind, Message, Team } from '../state.ts'
import {
  type ApiCall,
  knownMember,
  type Method,
  page,
  requireChannelScope,
  requireScope,
  visibleChannel,
} from './method.ts'

export const conversations: Record<string, Method> = {
  'conversations.list': { token: 'bot', run: (call) => list(call, false) },
  'users.conversations': { token: 'bot', run: (call) => list(call, true) },
  'conversations.info': { token: 'bot', run: info },
  'conversations.members': { token: 'bot', run: members },
  'conversations.history': { token: 'bot', run: history },
  'conversations.replies': { token: 'bot', run: replies },
  'conversations.join': { token: 'bot', scope: 'channels:join', run: join },
  'conversations.leave': { token: 'bot', scope: 'channels:manage', run: leave },
  'conversations.open': { token: 'bot', run: open },
}

const kindNames: Record<string, ChannelKind> = {
  public_channel: 'public',
  private_channel: 'private',
  im: 'im',
  mpim: 'mpim',
}
const readScopes: Record<ChannelKind, string> = {
  public: 'channels:read',
  private: 'groups:read',
  im: 'im:read',
  mpim: 'mpim:read',
}

function list({ team, args }: ApiCall, mine: boolean): Json {
  const asked = listArg(args, 'types')
  const kinds = (asked.length > 0 ? asked : ['public_channel']).map(
    (name) => kindNames[name] ?? refuse('invalid_types'),
  )
  for (const kind of kinds) requireScope(team, readScopes[kind])
  const withoutArchived = flagArg(args, 'exclude_archived')
  const visible = [...team.channels.values()].filter((channel) => {
    if (!kinds.includes(channel.kind) || (withoutArchived && channel.archived)) return false
    return channel.members.has(team.botUser) || (channel.kind === 'public' && !mine)
  })
  const { items, next } = page(visible, textArg(args, 'cursor'), numberArg(args, 'limit', 100))
  return { channels: items.map((channel) => channelJson(team, channel)), response_metadata: { next_cursor: next } }
}

function info({ team, args }: ApiCall): Json {
  const channel = visibleChannel(team, requiredArg(args, 'channel'))
  requireChannelScope(team, channel, 'read')
  const { num_members, ...json } = channelJson(team, channel)
  return { channel: { ...json, ...(flagArg(args, 'include_num_members') ? { num_members } : {}) } }
}

function members({ team, args }: ApiCall): Json {
  const channel = visibleChannel(team, requiredArg(args, 'channel'))
  requireChannelScope(team, channel, 'read')
  const { items, next } = page([...channel.members], textArg(args, 'cursor'), numberArg(args, 'limit', 100))
  return { members: items, response_metadata: { next_cursor: next } }
}

function readableChannel({ team, args }: ApiCall): Channel {
  const channel = visibleChannel(team, requiredArg(args, 'channel'))
  requireChannelScope(team, channel, 'history')
  if (!channel.members.has(team.botUser)) refuse('not_in_channel')
  return channel
}

function within(args: ApiCall['args']): (message: Message) => boolean {
  const oldest = textArg(args, 'oldest') ?? '0'
  const latest = textArg(args, 'latest') ?? '9999999999.999999'
  const inclusive = flagArg(args, 'inclusive')
  return ({ ts }) => {
    const moment = Number(ts)
    if (inclusive && (ts === oldest || ts === latest)) return true
    return moment > Number(oldest) && moment < Number(latest)
  }
}

function history(call: ApiCall): Json {
  const { args } = call
  const channel = readableChannel(call)
  const shown = channel.timeline.filter((message) => message.thread === undefined || message.broadcast)
  const matching = shown.filter(within(args)).reverse()
  const { items, next } = page(matching, textArg(args, 'cursor'), numberArg(args, 'limit', 100))
  return { ...messagesPage(call, items, next), pin_count: 0, channel_actions_ts: null, channel_actions_count: 0 }
}

function replies(call: ApiCall): Json {
  const { args } = call
  const channel = readableChannel(call)
  const asked = channel.messages.get(requiredArg(args, 'ts')) ?? refuse('thread_not_found')
  const parent = channel.messages.get(asked.thread ?? asked.ts) ?? asked
  const answers = parent.replies.flatMap((ts) => channel.messages.get(ts) ?? []).filter(within(args))
  const { items, next } = page([parent, ...answers], textArg(args, 'cursor'), numberArg(args, 'limit', 1000))
  return messagesPage(call, items, next)
}

function messagesPage({ world, team, args }: ApiCall, items: Message[], next: string): Json {
  const withMetadata = flagArg(args, 'include_all_metadata')
  const messages = items.map((message) => messageJson(world, team, message, withMetadata))
  return { messages, has_more: next !== '', ...(next ? { response_metadata: { next_cursor: next } } : {}) }
}

function join({ world, team, args }: ApiCall): Json {
  const channel = team.channels.get(requiredArg(args, 'channel')) ?? refuse('channel_not_found')
  if (channel.kind !== 'public')
    refuse(channel.members.has(team.botUser) ? 'method_not_supported_for_channel_type' : 'channel_not_found')
  if (channel.archived) refuse('is_archived')
  if (channel.members.has(team.botUser)) {
    const response_metadata = { warnings: ['already_in_channel'] }
    return { channel: channelJson(team, channel), warning: 'already_in_channel', response_metadata }
  }
  enterChannel(world, team, channel, team.botUser)
  return { channel: channelJson(team, channel) }
}

function leave({ world, team, args }: ApiCall): Json {
  const channel = visibleChannel(team, requiredArg(args, 'channel'))
  if (channel.general) refuse('cant_leave_general')
  if (!channel.members.has(team.botUser)) return { not_in_channel: true }
  leaveChannel(world, team, channel, team.botUser)
  return {}
}

const groupLimit = 8

function open({ world, team, args }: ApiCall): Json {
  const known = textArg(args, 'channel')
  if (known) return { channel: openedJson(team, visibleChannel(team, known), args), no_op: true, already_open: true }
  const users = listArg(args, 'users')
  if (users.length === 0) refuse('users_list_not_supplied')
  if (users.length > groupLimit) refuse('too_many_users')
  requireScope(team, users.length === 1 ? 'im:write' : 'mpim:write')
  for (const user of users) checkReachable(team, user)
  const others = [...new Set(users)].filter((user) => user !== team.botUser)
  const [only] = others
  if (only === undefined) return refuse('not_enough_users')
  if (others.length === 1) {
    const wasOpen = team.directs.has(only)
    const channel = directWithBot(world, team, only)
    return { channel: openedJson(team, channel, args), ...(wasOpen ? { no_op: true, already_open: true } : {}) }
  }
  const { channel, isNew } = groupOf(world, team, [...others, team.botUser])
  return { channel: openedJson(team, channel, args), ...(isNew ? {} : { no_op: true, already_open: true }) }
}

function checkReachable(team: Team, user: string): void {
  const member = knownMember(team, user)
  if (member.deleted) refuse('user_disabled')
  if ((member.bot && user !== team.botUser) || !member.directMessages) refuse('cannot_dm_bot')
}

function openedJson(team: Team, channel: Channel, args: ApiCall['args']): Json {
  return flagArg(args, 'return_im') || channel.kind === 'mpim' ? channelJson(team, channel) : { id: channel.id }
}
