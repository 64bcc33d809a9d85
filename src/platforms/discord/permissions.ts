import type { APIGuild, APIOverwrite } from 'discord.js'
import { PermissionFlagsBits as Bits, OverwriteType } from 'discord.js'

/** Who owns a server and what its roles allow. The role of everybody has the server's own id. */
export interface Powers {
  readonly guild: string
  readonly owner: string
  readonly roles: ReadonlyMap<string, bigint>
}
interface Who {
  readonly id: string
  readonly roles: readonly string[]
}

const everything = ~0n

export function powersIn({ id, owner_id, roles }: APIGuild): Powers {
  return { guild: id, owner: owner_id, roles: new Map(roles.map((role) => [role.id, BigInt(role.permissions)])) }
}

export function isAdmin(powers: Powers, who: Who): boolean {
  return managesServer(allowed(powers, who))
}
/** Manage Server, or everything. */
export function managesServer(permissions: bigint): boolean {
  return (permissions & (Bits.ManageGuild | Bits.Administrator)) !== 0n
}
export function mayView(permissions: bigint): boolean {
  return (permissions & Bits.ViewChannel) !== 0n
}
export function mayTalk(permissions: bigint): boolean {
  const needed = Bits.ViewChannel | Bits.SendMessages | Bits.ReadMessageHistory
  return (permissions & needed) === needed
}

/** In the whole server; `undefined`: what anybody may. */
function allowed({ guild, owner, roles }: Powers, who: Who | undefined): bigint {
  if (who?.id === owner) return everything
  const sum = [guild, ...(who?.roles ?? [])].reduce((bits, role) => bits | (roles.get(role) ?? 0n), 0n)
  return (sum & Bits.Administrator) !== 0n ? everything : sum
}

/** In one channel, by Discord's order: everybody's overwrite, then those of the roles together, then the member's own. */
export function allowedIn(powers: Powers, overwrites: readonly APIOverwrite[], who: Who | undefined): bigint {
  const base = allowed(powers, who)
  if (base === everything) return everything
  const ofRoles = (who?.roles ?? []).filter((role) => role !== powers.guild)
  const layers = [
    overwrites.filter(({ id }) => id === powers.guild),
    overwrites.filter(({ id, type }) => type === OverwriteType.Role && ofRoles.includes(id)),
    overwrites.filter(({ id, type }) => type === OverwriteType.Member && id === who?.id),
  ]
  return layers.reduce((bits, layer) => (bits & ~sumOf(layer, 'deny')) | sumOf(layer, 'allow'), base)
}

function sumOf(overwrites: readonly APIOverwrite[], side: 'allow' | 'deny'): bigint {
  return overwrites.reduce((bits, overwrite) => bits | BigInt(overwrite[side]), 0n)
}
