/** Ids, permissions, and who sees what. */
import type { Clock } from '../clock.ts'
import type { Channel, ChannelKind, Guild, World } from './model.ts'

export const BIT = {
  manageChannels: 1n << 4n,
  manageServer: 1n << 5n,
  addReactions: 1n << 6n,
  view: 1n << 10n,
  send: 1n << 11n,
  manageMessages: 1n << 13n,
  embedLinks: 1n << 14n,
  attachFiles: 1n << 15n,
  readHistory: 1n << 16n,
  mentionEveryone: 1n << 17n,
  useCommands: 1n << 31n,
  manageThreads: 1n << 34n,
  createPublicThreads: 1n << 35n,
  createPrivateThreads: 1n << 36n,
  sendInThreads: 1n << 38n,
} as const
export const EVERYBODY =
  BIT.view | BIT.send | BIT.addReactions | BIT.embedLinks | BIT.attachFiles | BIT.readHistory | BIT.useCommands
export const TOTEM =
  EVERYBODY |
  BIT.mentionEveryone |
  BIT.manageMessages |
  BIT.manageThreads |
  BIT.createPublicThreads |
  BIT.createPrivateThreads |
  BIT.sendInThreads
export const ALL = (1n << 53n) - 1n

export const FLAG = { ephemeral: 1 << 6, loading: 1 << 7, componentsV2: 1 << 15 } as const

const DISCORD_EPOCH = 1_420_070_400_000n

/** Snowflakes that only grow, stamped with the sandbox's clock. */
export function snowflakes(clock: Clock): () => string {
  let last = 0n
  return () => {
    const fresh = (BigInt(clock.now()) - DISCORD_EPOCH) << 22n
    last = fresh > last ? fresh : last + 1n
    return last.toString()
  }
}

export function momentOf(id: string): number {
  return Number((BigInt(id) >> 22n) + DISCORD_EPOCH)
}

export function iso(milliseconds: number): string {
  const text = Temporal.Instant.fromEpochMilliseconds(milliseconds).toString({ fractionalSecondDigits: 6 })
  return text.replace('Z', '+00:00')
}

/** Older first. Snowflakes are compared as numbers, whatever their length. */
export function compareIds(a: string, b: string): number {
  if (a.length !== b.length) return a.length - b.length
  if (a === b) return 0
  return a < b ? -1 : 1
}

export function newChannel(world: World, kind: ChannelKind, name: string, rest: Partial<Channel> = {}): Channel {
  const channel: Channel = {
    id: world.newId(),
    kind,
    name,
    restricted: false,
    members: new Set(),
    archived: false,
    locked: false,
    autoArchive: 4320,
    denied: 0n,
    messages: new Map(),
    nonces: new Map(),
    ...rest,
  }
  world.channels.set(channel.id, channel)
  return channel
}

export function isThread(channel: Channel): boolean {
  return channel.kind === 'publicThread' || channel.kind === 'privateThread'
}

/** What the member may do in the whole server. */
export function guildPermissions(guild: Guild, user: string): bigint {
  if (guild.owner === user) return ALL
  const member = guild.members.get(user)
  if (!member) return 0n
  const roles = [guild.id, ...member.roles]
  return roles.reduce((sum, role) => sum | (guild.roles.get(role)?.permissions ?? 0n), 0n)
}

export function botPermissions(world: World, channel: Channel): bigint {
  const guild = channel.guild === undefined ? undefined : world.guilds.get(channel.guild)
  if (!guild) return EVERYBODY
  const parent = channel.parent === undefined ? undefined : world.channels.get(channel.parent)
  return guildPermissions(guild, world.bot.id) & ~(channel.denied | (parent?.denied ?? 0n))
}

export function canSee(world: World, channel: Channel, user: string): boolean {
  if (channel.kind === 'direct') return channel.recipient === user || user === world.bot.id
  const guild = world.guilds.get(channel.guild ?? '')
  if (!guild?.members.has(user)) return false
  if (channel.kind === 'privateThread') return channel.members.has(user)
  const parent = channel.parent === undefined ? channel : world.channels.get(channel.parent)
  if (!parent?.restricted || user === world.bot.id) return true
  return (guildPermissions(guild, user) & BIT.manageServer) !== 0n
}

/** The servers that both the member and the bot are in. */
export function sharedGuilds(world: World, user: string): Guild[] {
  return [...world.guilds.values()].filter((guild) => guild.installed && guild.members.has(user))
}
