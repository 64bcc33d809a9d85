import type { Json } from './json.ts'
import { channelType, messageJson, userJson } from './objects.ts'
import {
  type Channel,
  type Member,
  type Message,
  nextTimestamp,
  seconds,
  type Team,
  uniqueId,
  type World,
} from './state.ts'

/** The envelope of the Events API: https://docs.slack.dev/apis/events-api#callback-field */
export function eventCallback(world: World, team: Team, event: Json): Json {
  const id = uniqueId(world, 'Ev')
  return {
    token: 'sandbox-verification-token',
    team_id: team.id,
    context_team_id: team.id,
    context_enterprise_id: null,
    api_app_id: team.appId,
    event,
    type: 'event_callback',
    event_id: id,
    event_time: seconds(world),
    authorizations: [
      {
        enterprise_id: null,
        team_id: team.id,
        user_id: team.botUser,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: false,
    event_context: `4-${id}`,
  }
}

/** An app hears what happens in a conversation only when its bot is in it. */
function deliverIn(world: World, team: Team, channel: Channel, event: Json): void {
  if (channel.members.has(team.botUser)) world.deliver(team, event)
}

export function messagePosted(world: World, team: Team, channel: Channel, message: Message): void {
  const json = messageJson(world, team, message, true)
  const place = { channel: channel.id, channel_type: channelType(channel.kind), event_ts: message.ts }
  deliverIn(world, team, channel, { ...json, ...place })
}

export function messageChanged(world: World, team: Team, channel: Channel, message: Message, previous: Json): void {
  const ts = nextTimestamp(world)
  deliverIn(world, team, channel, {
    type: 'message',
    subtype: 'message_changed',
    message: { ...messageJson(world, team, message, true), source_team: team.id, user_team: team.id },
    previous_message: previous,
    channel: channel.id,
    channel_type: channelType(channel.kind),
    hidden: true,
    ts,
    event_ts: ts,
  })
}

export function messageDeleted(world: World, team: Team, channel: Channel, previous: Json): void {
  const ts = nextTimestamp(world)
  deliverIn(world, team, channel, {
    type: 'message',
    subtype: 'message_deleted',
    deleted_ts: previous['ts'],
    previous_message: previous,
    channel: channel.id,
    channel_type: channelType(channel.kind),
    hidden: true,
    ts,
    event_ts: ts,
  })
}

export function memberJoinedChannel(world: World, team: Team, channel: Channel, member: string): void {
  deliverIn(world, team, channel, {
    type: 'member_joined_channel',
    user: member,
    channel: channel.id,
    channel_type: channel.kind === 'public' ? 'C' : 'G',
    team: team.id,
    event_ts: nextTimestamp(world),
  })
}

export function memberLeftChannel(world: World, team: Team, channel: Channel, member: string): void {
  deliverIn(world, team, channel, {
    type: 'member_left_channel',
    user: member,
    channel: channel.id,
    channel_type: channel.kind === 'public' ? 'C' : 'G',
    team: team.id,
    event_ts: nextTimestamp(world),
  })
}

export function reactionAdded(world: World, team: Team, message: Message, member: string, name: string): void {
  const channel = team.channels.get(message.channel)
  if (!channel) return
  deliverIn(world, team, channel, {
    type: 'reaction_added',
    user: member,
    reaction: name,
    item: { type: 'message', channel: message.channel, ts: message.ts },
    item_user: message.author,
    event_ts: nextTimestamp(world),
  })
}

export function teamJoined(world: World, team: Team, member: Member): void {
  const user = userJson(world, team, member, true)
  world.deliver(team, { type: 'team_join', user, cache_ts: seconds(world), event_ts: nextTimestamp(world) })
}

export function userChanged(world: World, team: Team, member: Member): void {
  const user = userJson(world, team, member, true)
  world.deliver(team, { type: 'user_change', user, cache_ts: seconds(world), event_ts: nextTimestamp(world) })
}

export function channelCreated(world: World, team: Team, channel: Channel): void {
  if (channel.kind !== 'public') return
  const creator = 'USLACKBOT'
  world.deliver(team, {
    type: 'channel_created',
    channel: { id: channel.id, name: channel.name, created: channel.created, creator, is_channel: true },
    event_ts: nextTimestamp(world),
  })
}

export function channelRenamed(world: World, team: Team, channel: Channel): void {
  deliverIn(world, team, channel, {
    type: channel.kind === 'public' ? 'channel_rename' : 'group_rename',
    channel: { id: channel.id, name: channel.name, name_normalized: channel.name, created: channel.created },
    event_ts: nextTimestamp(world),
  })
}

export function tokensRevoked(world: World, team: Team): void {
  world.deliver(team, {
    type: 'tokens_revoked',
    tokens: { oauth: [], bot: [team.botUser] },
    event_ts: nextTimestamp(world),
  })
}

/** An app's last events in a team: nothing may be sent there any more when they arrive. */
export function appUninstalled(world: World, team: Team): void {
  tokensRevoked(world, team)
  world.deliver(team, { type: 'app_uninstalled', event_ts: nextTimestamp(world) })
}

export function appHomeOpened(
  world: World,
  team: Team,
  member: string,
  channel: Channel,
  view: Json | undefined,
): void {
  world.deliver(team, {
    type: 'app_home_opened',
    user: member,
    channel: channel.id,
    tab: 'home',
    ...(view ? { view } : {}),
    event_ts: nextTimestamp(world),
  })
}
