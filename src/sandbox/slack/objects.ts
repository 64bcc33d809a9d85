import type { Json } from './json.ts'
import type { Channel, ChannelKind, File, Member, Message, Team, View, World } from './state.ts'

/** Slack's own JSON for the things of the world. */

export function userJson(world: World, team: Team, member: Member, withLocale: boolean): Json {
  const name = { real_name: member.name, real_name_normalized: member.name }
  const [first = member.name, ...rest] = member.name.split(' ')
  return {
    id: member.id,
    team_id: team.id,
    name: member.username,
    deleted: member.deleted,
    color: '9f69e7',
    real_name: member.name,
    tz: member.timezone,
    tz_label: member.timezone,
    tz_offset: zoneOffset(world, member.timezone),
    profile: {
      title: '',
      phone: '',
      skype: '',
      ...name,
      display_name: member.name,
      display_name_normalized: member.name,
      status_text: '',
      status_emoji: '',
      status_expiration: 0,
      avatar_hash: member.id,
      first_name: first,
      last_name: rest.join(' '),
      image_24: `${world.origin}/avatars/${member.id}.png`,
      image_72: `${world.origin}/avatars/${member.id}.png`,
      image_192: `${world.origin}/avatars/${member.id}.png`,
      image_512: `${world.origin}/avatars/${member.id}.png`,
      team: team.id,
      ...(member.bot ? botProfile(team, member.id) : {}),
    },
    is_admin: member.admin || member.owner,
    is_owner: member.owner,
    is_primary_owner: member.owner,
    is_restricted: member.guest,
    is_ultra_restricted: false,
    is_bot: member.bot,
    is_app_user: false,
    updated: member.updated,
    is_email_confirmed: !member.bot,
    who_can_share_contact_card: 'EVERYONE',
    ...(withLocale ? { locale: member.locale } : {}),
  }
}

function botProfile(team: Team, member: string): Json {
  const { bot_id, app_id } = botFields(team, member)
  return { bot_id, api_app_id: app_id }
}

function botIdOf(member: string): string {
  return `B${member.slice(1)}`
}

function zoneOffset(world: World, timezone: string): number {
  const now = Temporal.Instant.fromEpochMilliseconds(world.clock.now())
  return now.toZonedDateTimeISO(timezone).offsetNanoseconds / 1_000_000_000
}

export function channelJson(team: Team, channel: Channel): Json {
  const common = {
    id: channel.id,
    created: channel.created,
    is_archived: channel.archived,
    is_org_shared: false,
    context_team_id: team.id,
    updated: channel.created * 1000,
  }
  if (channel.kind === 'im') {
    const user = [...channel.members].find((id) => id !== team.botUser) ?? team.botUser
    return { ...common, is_im: true, user, is_user_deleted: team.members.get(user)?.deleted ?? false, priority: 0 }
  }
  return {
    ...common,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: channel.kind === 'public',
    is_group: channel.kind === 'private',
    is_im: false,
    is_mpim: channel.kind === 'mpim',
    is_private: channel.kind !== 'public',
    is_general: channel.general,
    is_shared: false,
    is_ext_shared: false,
    is_member: channel.members.has(team.botUser),
    creator: 'USLACKBOT',
    topic: { value: '', creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
    previous_names: [],
    num_members: channel.members.size,
  }
}

/** How events name the kind of a conversation. */
export function channelType(kind: ChannelKind): string {
  return { public: 'channel', private: 'group', im: 'im', mpim: 'mpim' }[kind]
}

/** How command and interaction payloads name a conversation. */
export function payloadChannelName(channel: Channel): string {
  if (channel.kind === 'im') return 'directmessage'
  return channel.kind === 'private' ? 'privategroup' : channel.name
}

export function messageJson(world: World, team: Team, message: Message, withMetadata: boolean): Json {
  const json: Json = { type: 'message', user: message.author, ts: message.ts, text: message.text, team: team.id }
  if (message.subtype) json['subtype'] = message.subtype
  if (message.clientId) json['client_msg_id'] = message.clientId
  if (message.byBot) Object.assign(json, botFields(team, message.author))
  if (message.blocks) json['blocks'] = message.blocks
  if (message.attachments) json['attachments'] = message.attachments
  if (message.files.length > 0) Object.assign(json, fileFields(world, team, message))
  if (message.edited) json['edited'] = message.edited
  if (message.metadata && withMetadata) json['metadata'] = message.metadata
  if (message.reactions.size > 0) json['reactions'] = reactionsJson(message)
  if (message.ephemeralTo) json['is_ephemeral'] = true
  return { ...json, ...threadFields(team, message) }
}

function botFields(team: Team, author: string): Json {
  const own = author === team.botUser
  const bot_id = own ? team.botId : botIdOf(author)
  const app_id = own ? team.appId : `A${author.slice(1)}`
  const name = team.members.get(author)?.name ?? ''
  const profile = { id: bot_id, app_id, user_id: author, name, team_id: team.id, deleted: false, updated: 0, icons: {} }
  return { bot_id, app_id, bot_profile: profile }
}

function fileFields(world: World, team: Team, message: Message): Json {
  return { files: message.files.map((file) => fileJson(world, team, file)), upload: true, display_as_bot: false }
}

function threadFields(team: Team, message: Message): Json {
  const parent = message.thread && team.channels.get(message.channel)?.messages.get(message.thread)
  if (message.thread) {
    return { thread_ts: message.thread, ...(parent ? { parent_user_id: parent.author } : {}) }
  }
  if (message.replies.length === 0) return {}
  const channel = team.channels.get(message.channel)
  const users = new Set(message.replies.flatMap((ts) => channel?.messages.get(ts)?.author ?? []))
  return {
    thread_ts: message.ts,
    reply_count: message.replies.length,
    reply_users_count: users.size,
    reply_users: [...users],
    latest_reply: message.replies.at(-1),
    is_locked: false,
    subscribed: false,
  }
}

export function reactionsJson(message: Message): Json[] {
  return [...message.reactions].map(([name, users]) => ({ name, users, count: users.length }))
}

export function fileJson(world: World, team: Team, file: File): Json {
  const address = file.url ?? `${world.origin}/files/${team.id}/${file.id}/${encodeURIComponent(file.name)}`
  const extension = file.name.includes('.') ? file.name.slice(file.name.lastIndexOf('.') + 1) : 'text'
  return {
    id: file.id,
    created: file.created,
    timestamp: file.created,
    name: file.name,
    title: file.title,
    mimetype: file.type,
    filetype: extension,
    pretty_type: extension.toUpperCase(),
    user: file.author,
    user_team: team.id,
    editable: false,
    size: file.content.length,
    mode: 'hosted',
    is_external: file.url !== undefined,
    external_type: '',
    is_public: true,
    public_url_shared: false,
    display_as_bot: false,
    username: '',
    url_private: address,
    url_private_download: address,
    permalink: address,
    file_access: 'visible',
  }
}

export function viewJson(team: Team, view: View): Json {
  return {
    id: view.id,
    team_id: team.id,
    app_installed_team_id: team.id,
    app_id: team.appId,
    bot_id: team.botId,
    type: view.type,
    callback_id: view.callbackId,
    external_id: view.externalId,
    private_metadata: view.privateMetadata,
    hash: view.hash,
    title: view.title ?? null,
    submit: view.submit ?? null,
    close: view.close ?? null,
    clear_on_close: view.clearOnClose,
    notify_on_close: view.notifyOnClose,
    root_view_id: view.root,
    previous_view_id: view.previous ?? null,
    blocks: view.blocks,
    state: { values: view.choices },
  }
}
