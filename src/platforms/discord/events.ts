import { GatewayDispatchEvents as Events, InteractionType } from 'discord.js'
import type { APIMessage, APIUser, GatewayDispatchPayload } from 'discord-api-types/v10'
import type { Order } from '../../kit/order.ts'
import { type MemberPart, memberFacts } from './directory.ts'
import { readMessage } from './heard.ts'
import { type Reception, receive } from './interactions.ts'
import type { Powers } from './permissions.ts'

export interface Ears extends Omit<Reception, 'announced'> {
  readonly order: Order
  /** The bot's own user. */
  readonly self: () => string
  readonly powersOf: (guild: string) => Promise<Powers>
}
export type Hear = (event: GatewayDispatchPayload, shard: number) => void

/**
 * Discord's events, as the door wants them. A server is announced before anything in it is handled; what is written in one
 * channel and who comes to one server stay in order; the rest runs side by side.
 */
export function listen(ears: Ears): Hear {
  const { door, order } = ears
  const arrivals = new Map<string, Promise<void>>()
  const announced = async (guild: string): Promise<void> => arrivals.get(guild)
  const reception: Reception = { ...ears, announced }

  const enter = (guild: string): void => {
    const entering = order.inTurn(
      `guild ${guild}`,
      guarded(ears, async () => door.entered(guild)),
    )
    if (!arrivals.has(guild)) arrivals.set(guild, entering)
  }
  const remove = (guild: string): void => {
    arrivals.delete(guild)
    void order.inTurn(
      `guild ${guild}`,
      guarded(ears, async () => door.removed(guild)),
    )
  }
  const inTurn = (key: string, guild: string, job: () => Promise<void>): void => {
    const waiting = async (): Promise<void> => {
      await announced(guild)
      await job()
    }
    void order.inTurn(key, guarded(ears, waiting))
  }
  const aboutMember = (guild: string, member: MemberPart, user: APIUser, tell: typeof door.joined): void => {
    if (user.id === ears.self()) return
    inTurn(`members ${guild}`, guild, async () => tell(guild, memberFacts(member, user, await ears.powersOf(guild))))
  }
  const hear = (message: APIMessage, guild: string): void => {
    if (message.author.id === ears.self()) return
    inTurn(`channel ${message.channel_id}`, guild, async () => door.heard(readMessage(message, guild, ears.guilds)))
  }
  const forget = (channel: string, guild: string, messages: readonly string[]): void => {
    for (const message of messages)
      inTurn(`channel ${channel}`, guild, async () => door.erased({ workspace: guild, channel, message }))
  }

  return (event, shard) => {
    switch (event.t) {
      case Events.Ready: {
        // Servers that took Totem out while this connection was lost are no longer in the list.
        const present = new Set(event.d.guilds.map(({ id }) => id))
        const [, total] = event.d.shard ?? [0, 1]
        for (const guild of arrivals.keys()) if (shardOf(guild, total) === shard && !present.has(guild)) remove(guild)
        return
      }
      case Events.GuildCreate:
        if (!event.d.unavailable) enter(event.d.id)
        return
      case Events.GuildDelete:
        if (!event.d.unavailable) remove(event.d.id)
        return
      case Events.GuildMemberAdd:
        return aboutMember(event.d.guild_id, event.d, event.d.user, door.joined)
      case Events.GuildMemberUpdate:
        return aboutMember(event.d.guild_id, event.d, event.d.user, door.changed)
      case Events.GuildMemberRemove: {
        const { guild_id: guild, user } = event.d
        return inTurn(`members ${guild}`, guild, async () => door.left(guild, user.id))
      }
      case Events.MessageCreate:
        return hear(event.d, event.d.guild_id ?? '')
      case Events.MessageUpdate:
        // Discord also says so when it unfolds a link; then nobody edited.
        if (event.d.edited_timestamp && event.d.author) hear(event.d, event.d.guild_id ?? '')
        return
      case Events.MessageDelete:
        return forget(event.d.channel_id, event.d.guild_id ?? '', [event.d.id])
      case Events.MessageDeleteBulk:
        return forget(event.d.channel_id, event.d.guild_id ?? '', event.d.ids)
      case Events.InteractionCreate: {
        const interaction = event.d
        if (interaction.type !== InteractionType.Ping)
          void order.aside(guarded(ears, async () => receive(reception, interaction)))
        return
      }
      default:
        return
    }
  }
}

/** Discord's own formula. */
function shardOf(guild: string, total: number): number {
  return Number((BigInt(guild) >> 22n) % BigInt(total))
}

/** What fails here has nobody to tell. */
function guarded({ door }: Ears, job: () => Promise<void>): () => Promise<void> {
  return async () => {
    try {
      await job()
    } catch (error) {
      door.failed('discord.event', error)
    }
  }
}
