import type { Client } from 'discord.js'
import type { Powers } from './permissions.ts'

/** What the gateway told of the servers, without asking again. Nothing is here for a server of another process's shards. */
export interface Guilds {
  powers(guild: string): Powers | undefined
  isThread(channel: string): boolean
  channelName(channel: string): string | undefined
  roleName(guild: string, role: string): string | undefined
}
export function guildsOf(client: () => Client | undefined): Guilds {
  const cached = (guild: string) => client()?.guilds.cache.get(guild)
  const channel = (id: string) => client()?.channels.cache.get(id)
  return {
    powers: (id) => {
      const guild = cached(id)
      if (!guild?.available) return undefined
      return {
        guild: id,
        owner: guild.ownerId,
        roles: new Map(guild.roles.cache.map((role) => [role.id, role.permissions.bitfield])),
      }
    },
    isThread: (id) => channel(id)?.isThread() ?? false,
    channelName: (id) => {
      const found = channel(id)
      return found && 'name' in found ? (found.name ?? undefined) : undefined
    },
    roleName: (guild, role) => cached(guild)?.roles.cache.get(role)?.name,
  }
}
