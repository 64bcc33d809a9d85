/** Who and what is there: servers, channels, people joining and leaving, and how the bot hears of it. */
import type { ChannelSeed, MemberSeed, SeededWorkspace, WorkspaceSeed } from '../playground.ts'
import { INTENT } from './gateway.ts'
import { tellChannel } from './messages.ts'
import type { Guild, Member, User, World } from './model.ts'
import { BIT, EVERYBODY, isThread, newChannel, TOTEM } from './state.ts'
import { guildChannels, guildCreateJson, memberJson, userJson } from './wire.ts'

const MONTH = 30 * 86_400_000

export function addGuild(world: World, seed: WorkspaceSeed): Guild {
  const id = world.newId()
  const guild: Guild = {
    id,
    name: seed.name,
    locale: seed.locale ?? 'fr',
    owner: '',
    installed: false,
    roles: new Map(),
    members: new Map(),
    keys: new Map(),
  }
  addRole(guild, id, '@everyone', EVERYBODY)
  addRole(guild, world.newId(), 'Animation', EVERYBODY | BIT.manageServer)
  world.guilds.set(id, guild)
  for (const channel of seed.channels) addChannel(world, guild, channel)
  for (const [key, person] of Object.entries(seed.members)) {
    const user = addUser(world, person)
    guild.keys.set(key, user.id)
    enter(world, guild, user, { joinedAt: world.clock.now() - MONTH, ...person })
    if (person.owner) guild.owner = user.id
  }
  if (guild.owner === '') addOwner(world, guild)
  if (seed.installed ?? true) installBot(world, guild)
  return guild
}

/** Every server has an owner; one that no seed names owns it without being anybody in the story. */
function addOwner(world: World, guild: Guild): void {
  const owner = addUser(world, { name: 'Serveur' })
  enter(world, guild, owner, { joinedAt: world.clock.now() - MONTH })
  guild.owner = owner.id
  guild.keys.delete(owner.id)
}

function addRole(guild: Guild, id: string, name: string, permissions: bigint, managed = false): string {
  guild.roles.set(id, { id, name, permissions, managed })
  return id
}

export function addUser(world: World, seed: MemberSeed): User {
  const user: User = {
    id: world.newId(),
    name: seed.name,
    bot: seed.bot ?? false,
    locale: seed.locale ?? 'fr',
    timezone: seed.timezone ?? 'Europe/Paris',
    directOpen: true,
  }
  world.users.set(user.id, user)
  return user
}

export function addChannel(world: World, guild: Guild, seed: ChannelSeed): string {
  const channel = newChannel(world, 'text', seed.name, { guild: guild.id, restricted: seed.private ?? false })
  if (guild.installed) tellChannel(world, 'CHANNEL_CREATE', channel)
  return channel.id
}

type Entrance = Pick<MemberSeed, 'admin' | 'pending' | 'joinedAt'>

/** The person becomes a member; the bot is told if it is there. */
export function enter(world: World, guild: Guild, user: User, { admin, pending, joinedAt }: Entrance): void {
  if (guild.members.has(user.id)) throw new Error(`${user.name} is already in ${guild.name}`)
  const staff = [...guild.roles.values()].find((role) => role.permissions & BIT.manageServer)
  const member: Member = {
    user: user.id,
    joinedAt: joinedAt ?? world.clock.now(),
    pending: pending ?? false,
    roles: admin && staff ? [staff.id] : [],
  }
  guild.members.set(user.id, member)
  if (![...guild.keys.values()].includes(user.id) && user !== world.bot) guild.keys.set(user.id, user.id)
  if (!guild.installed) return
  const data = { ...memberJson(world, member), guild_id: guild.id }
  world.dispatch({ name: 'GUILD_MEMBER_ADD', guild: guild.id, intent: INTENT.members, data })
}

export function exit(world: World, guild: Guild, user: User): void {
  if (!guild.members.delete(user.id)) throw new Error(`${user.name} is not in ${guild.name}`)
  for (const channel of world.channels.values()) {
    if (channel.guild === guild.id && isThread(channel)) channel.members.delete(user.id)
  }
  if (!guild.installed) return
  const data = { guild_id: guild.id, user: userJson(user) }
  world.dispatch({ name: 'GUILD_MEMBER_REMOVE', guild: guild.id, intent: INTENT.members, data })
}

export function endScreening(world: World, guild: Guild, user: User): void {
  const member = guild.members.get(user.id)
  if (!member?.pending) throw new Error(`${user.name} is not in membership screening in ${guild.name}`)
  member.pending = false
  const data = { ...memberJson(world, member), guild_id: guild.id }
  if (guild.installed) world.dispatch({ name: 'GUILD_MEMBER_UPDATE', guild: guild.id, intent: INTENT.members, data })
}

export function installBot(world: World, guild: Guild): void {
  if (guild.installed) throw new Error(`the bot is already in ${guild.name}`)
  const role = addRole(guild, world.newId(), world.bot.name, TOTEM, true)
  guild.members.set(world.bot.id, { user: world.bot.id, joinedAt: world.clock.now(), pending: false, roles: [role] })
  guild.installed = true
  world.dispatch({ name: 'GUILD_CREATE', guild: guild.id, intent: INTENT.guilds, data: guildCreateJson(world, guild) })
}

/** With the bot go its role and its commands here, as on Discord. */
export function removeBot(world: World, guild: Guild): void {
  if (!guild.installed) throw new Error(`the bot is not in ${guild.name}`)
  for (const role of guild.members.get(world.bot.id)?.roles ?? []) guild.roles.delete(role)
  guild.members.delete(world.bot.id)
  guild.installed = false
  world.commands.delete(guild.id)
  world.dispatch({ name: 'GUILD_DELETE', guild: guild.id, intent: INTENT.guilds, data: { id: guild.id } })
}

export function seededWorkspace(world: World, guild: Guild): SeededWorkspace {
  return {
    id: guild.id,
    name: guild.name,
    installed: guild.installed,
    channels: Object.fromEntries(guildChannels(world, guild.id).map((channel) => [channel.name, channel.id])),
    members: Object.fromEntries(guild.keys),
  }
}
