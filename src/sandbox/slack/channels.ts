import * as events from './events.ts'
import { post } from './messages.ts'
import { type Channel, type ChannelKind, type Member, nextId, seconds, type Team, type World } from './state.ts'

export function createChannel(world: World, team: Team, kind: ChannelKind, name: string, members: string[]): Channel {
  const channel: Channel = {
    id: nextId(world, kind === 'im' ? 'D' : 'C'),
    name,
    kind,
    general: false,
    archived: false,
    created: seconds(world),
    members: new Set(members),
    messages: new Map(),
    timeline: [],
    allowance: { left: 0, at: 0 },
  }
  team.channels.set(channel.id, channel)
  return channel
}

/** The direct messages of a member with the bot, opened when they were not yet. */
export function directWithBot(world: World, team: Team, member: string): Channel {
  const known = team.channels.get(team.directs.get(member) ?? '')
  if (known) return known
  const channel = createChannel(world, team, 'im', '', [member, team.botUser])
  team.directs.set(member, channel.id)
  return channel
}

/** The group conversation of exactly these members. */
export function groupOf(world: World, team: Team, members: string[]): { channel: Channel; isNew: boolean } {
  for (const channel of team.channels.values()) {
    if (channel.kind !== 'mpim' || channel.members.size !== members.length) continue
    if (members.every((member) => channel.members.has(member))) return { channel, isNew: false }
  }
  const names = members.map((member) => team.members.get(member)?.username ?? member)
  const channel = createChannel(world, team, 'mpim', `mpdm-${names.join('--')}-1`, members)
  return { channel, isNew: true }
}

/** Somebody, or the bot, comes into a channel: the event, and the line that everybody sees there. */
export function enterChannel(world: World, team: Team, channel: Channel, member: string): void {
  if (channel.members.has(member)) return
  channel.members.add(member)
  events.memberJoinedChannel(world, team, channel, member)
  if (channel.kind !== 'public' && channel.kind !== 'private') return
  const subtype = channel.kind === 'public' ? 'channel_join' : 'group_join'
  const byBot = member === team.botUser
  post(world, team, channel, { author: member, byBot, subtype, text: `<@${member}> has joined the channel` })
}

export function leaveChannel(world: World, team: Team, channel: Channel, member: string): void {
  if (!channel.members.delete(member)) return
  events.memberLeftChannel(world, team, channel, member)
}

/** Whether a member's client could open the conversation. */
export function canOpen(channel: Channel, member: Member): boolean {
  return channel.members.has(member.id) || (channel.kind === 'public' && !member.guest)
}
