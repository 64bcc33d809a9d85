/** Rows as Discord's JSON objects. */
import type { Channel, Command, Guild, Json, Member, Role, User, World } from './model.ts'
import { BIT, guildPermissions, iso, isThread, momentOf } from './state.ts'

export const CHANNEL_TYPE = { text: 0, direct: 1, publicThread: 11, privateThread: 12 } as const
const LOCALE = { fr: 'fr', en: 'en-US' } as const
const MEMBERS_LIMITED = 1 << 15
const CONTENT_LIMITED = 1 << 19
export const INTENT_MEMBERS = 1 << 1
export const INTENT_CONTENT = 1 << 15

export function userJson(user: User): Json {
  return {
    id: user.id,
    username: user.name.toLowerCase().replaceAll(/\s+/g, '.'),
    global_name: user.bot ? null : user.name,
    discriminator: user.bot ? '0001' : '0',
    avatar: null,
    bot: user.bot,
    system: false,
    banner: null,
    accent_color: null,
    public_flags: 0,
    flags: 0,
    avatar_decoration_data: null,
    collectibles: null,
    primary_guild: null,
  }
}

export function botUserJson(world: World): Json {
  return { ...userJson(world.bot), verified: true, mfa_enabled: true, email: null, locale: 'en-US' }
}

export function applicationJson(world: World): Json {
  const members = (world.disallowedIntents & INTENT_MEMBERS) === 0 ? MEMBERS_LIMITED : 0
  const content = (world.disallowedIntents & INTENT_CONTENT) === 0 ? CONTENT_LIMITED : 0
  return {
    id: world.bot.id,
    name: world.bot.name,
    icon: null,
    description: '',
    bot_public: true,
    bot_require_code_grant: false,
    verify_key: '0'.repeat(64),
    flags: members | content,
    team: null,
    owner: userJson(world.bot),
    bot: botUserJson(world),
    approximate_guild_count: [...world.guilds.values()].filter((guild) => guild.installed).length,
    approximate_user_install_count: 0,
    integration_types_config: { '0': {} },
  }
}

export function localeCode(locale: 'fr' | 'en'): string {
  return LOCALE[locale]
}

export function memberJson(world: World, member: Member): Json {
  return { ...memberPart(member), user: userJson(knownUser(world, member.user)) }
}

/** A member without its user, as it stands beside a message's author. */
export function memberPart(member: Member): Json {
  return {
    roles: member.roles,
    joined_at: iso(member.joinedAt),
    premium_since: null,
    nick: null,
    avatar: null,
    banner: null,
    deaf: false,
    mute: false,
    pending: member.pending,
    flags: member.pending ? 0 : 2,
    communication_disabled_until: null,
  }
}

export function knownUser(world: World, id: string): User {
  const user = world.users.get(id)
  if (!user) throw new Error(`no user ${id} in the sandbox's Discord`)
  return user
}

export function roleJson(guild: Guild, role: Role): Json {
  return {
    id: role.id,
    name: role.name,
    permissions: role.permissions.toString(),
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    icon: null,
    unicode_emoji: null,
    position: role.id === guild.id ? 0 : 1,
    managed: role.managed,
    mentionable: false,
    flags: 0,
  }
}

export function channelJson(world: World, channel: Channel): Json {
  const base = {
    id: channel.id,
    type: CHANNEL_TYPE[channel.kind],
    last_message_id: channel.lastMessage ?? null,
    flags: 0,
  }
  if (channel.kind === 'direct') return { ...base, recipients: [userJson(knownUser(world, channel.recipient ?? ''))] }
  const inGuild = { ...base, guild_id: channel.guild, name: channel.name, rate_limit_per_user: 0 }
  if (isThread(channel)) return { ...inGuild, ...threadPart(world, channel) }
  return {
    ...inGuild,
    topic: channel.topic ?? null,
    position: 0,
    parent_id: null,
    nsfw: false,
    permission_overwrites: overwrites(world, channel),
  }
}

function threadPart(world: World, thread: Channel): Json {
  return {
    parent_id: thread.parent,
    owner_id: thread.owner,
    message_count: thread.messages.size,
    total_message_sent: thread.messages.size,
    member_count: Math.min(thread.members.size, 50),
    thread_metadata: {
      archived: thread.archived,
      auto_archive_duration: thread.autoArchive,
      archive_timestamp: iso(momentOf(thread.id)),
      create_timestamp: iso(momentOf(thread.id)),
      locked: thread.locked,
      ...(thread.kind === 'privateThread' ? { invitable: true } : {}),
    },
    ...(thread.members.has(world.bot.id) ? { member: threadMemberJson(thread, world.bot.id) } : {}),
  }
}

export function threadMemberJson(thread: Channel, user: string): Json {
  return { id: thread.id, user_id: user, join_timestamp: iso(momentOf(thread.id)), flags: 0 }
}

function overwrites(world: World, channel: Channel): Json[] {
  const view = BIT.view.toString()
  const guild = world.guilds.get(channel.guild ?? '')
  const staff = [...(guild?.roles.values() ?? [])].filter((role) => role.permissions & BIT.manageServer)
  const rows: Json[] = []
  if (channel.denied) rows.push({ id: world.bot.id, type: 1, allow: '0', deny: channel.denied.toString() })
  if (!channel.restricted) return rows
  const bot = channel.denied & BIT.view ? [] : [{ id: world.bot.id, type: 1, allow: view, deny: '0' }]
  return [
    { id: channel.guild, type: 0, allow: '0', deny: view },
    ...staff.map((role) => ({ id: role.id, type: 0, allow: view, deny: '0' })),
    ...(channel.denied ? rows : bot),
  ]
}

export function guildJson(world: World, guild: Guild): Json {
  return {
    id: guild.id,
    name: guild.name,
    icon: null,
    icon_hash: null,
    splash: null,
    discovery_splash: null,
    owner_id: guild.owner,
    afk_channel_id: null,
    afk_timeout: 300,
    verification_level: 1,
    default_message_notifications: 1,
    explicit_content_filter: 0,
    roles: [...guild.roles.values()].map((role) => roleJson(guild, role)),
    emojis: [],
    features: [...guild.members.values()].some((member) => member.pending)
      ? ['COMMUNITY', 'MEMBER_VERIFICATION_GATE_ENABLED']
      : ['COMMUNITY'],
    mfa_level: 0,
    application_id: null,
    system_channel_id: guildChannels(world, guild.id)[0]?.id ?? null,
    system_channel_flags: 0,
    rules_channel_id: null,
    vanity_url_code: null,
    description: null,
    banner: null,
    premium_tier: 0,
    premium_subscription_count: 0,
    preferred_locale: localeCode(guild.locale),
    public_updates_channel_id: null,
    nsfw_level: 0,
    nsfw: false,
    premium_progress_bar_enabled: false,
    safety_alerts_channel_id: null,
    stickers: [],
    incidents_data: null,
  }
}

export function guildChannels(world: World, guild: string): Channel[] {
  return [...world.channels.values()].filter((channel) => channel.guild === guild && !isThread(channel))
}

export function guildThreads(world: World, guild: string): Channel[] {
  return [...world.channels.values()].filter((channel) => channel.guild === guild && isThread(channel))
}

/** Without the presence intent Discord sends only the bot here; the owner is added for safety. The rest is asked for. */
export function guildCreateJson(world: World, guild: Guild): Json {
  const own = guild.members.get(world.bot.id)
  const few = [world.bot.id, guild.owner].map((id) => guild.members.get(id)).filter((member) => member !== undefined)
  return {
    ...guildJson(world, guild),
    joined_at: iso(own?.joinedAt ?? 0),
    large: guild.members.size > 50,
    unavailable: false,
    member_count: guild.members.size,
    voice_states: [],
    members: few.map((member) => memberJson(world, member)),
    channels: guildChannels(world, guild.id)
      .filter((channel) => (channel.denied & BIT.view) === 0n)
      .map((channel) => channelJson(world, channel)),
    threads: guildThreads(world, guild.id)
      .filter((thread) => !thread.archived)
      .map((thread) => channelJson(world, thread)),
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  }
}

export function commandJson(world: World, command: Command): Json {
  const { guild, options, ...rest } = command
  return {
    ...rest,
    ...(options.length > 0 ? { options } : {}),
    contexts: command.contexts ?? null,
    integration_types: command.integration_types ?? [0],
    application_id: world.bot.id,
    ...(guild === undefined ? {} : { guild_id: guild }),
    default_member_permissions: command.default_member_permissions ?? null,
    nsfw: command.nsfw ?? false,
    dm_permission: true,
  }
}

/** The member as an interaction carries it, with what they may do here. */
export function actingMemberJson(world: World, guild: Guild, member: Member): Json {
  return { ...memberJson(world, member), permissions: guildPermissions(guild, member.user).toString() }
}
