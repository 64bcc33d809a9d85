import {
  type APIMessage,
  type APIUser,
  GatewayDispatchEvents as Events,
  type GatewayDispatchPayload,
  InteractionType,
} from 'discord.js'
import type { Order } from '../../kit/order.ts'
import type { MemberFacts } from '../platform.ts'
import { openArrivals } from './arrivals.ts'
import { type MemberPart, memberFacts } from './directory.ts'
import { readMessage } from './heard.ts'
import { type Reception, receive } from './interactions.ts'
import type { Powers } from './permissions.ts'

export interface Ears extends Omit<Reception, 'announced'> {
  /** The servers that Totem was in when it stopped. */
  readonly believed: readonly string[]
  readonly order: Order
  /** The bot's own user. */
  readonly self: () => string
  readonly powersOf: (guild: string) => Promise<Powers>
}
export type Hear = (event: GatewayDispatchPayload, shard: number) => void
type Job = () => Promise<void>

/**
 * Discord's events, as the door wants them. A server is announced before anything in it is handled; what is written in one
 * channel and who comes to one server stay in order; the rest runs side by side.
 */
export function listen(ears: Ears): Hear {
  const { door, order } = ears
  const guarded = (job: Job): Job => guard(ears, job)
  const arrivals = openArrivals(door, ears.believed, order, guarded)
  const reception: Reception = { ...ears, announced: arrivals.announced }
  const inTurn = (key: string, guild: string, job: Job): void => {
    const waiting = async (): Promise<void> => {
      await arrivals.caughtUp(guild)
      await job()
    }
    void order.inTurn(key, guarded(waiting))
  }
  const { about, said, gone } = tellers(ears, inTurn)

  return (event, shard) => {
    switch (event.t) {
      case Events.Ready:
        return arrivals.compare(
          event.d.guilds.map(({ id }) => id),
          shard,
          event.d.shard?.[1] ?? 1,
        )
      case Events.GuildCreate:
        return event.d.unavailable ? undefined : arrivals.enter(event.d.id)
      case Events.GuildDelete:
        return event.d.unavailable ? undefined : arrivals.remove(event.d.id)
      case Events.GuildMemberAdd:
        return about(event.d.guild_id, event.d, event.d.user, async (member) => door.joined(event.d.guild_id, member))
      case Events.GuildMemberUpdate:
        return about(event.d.guild_id, event.d, event.d.user, async (member) => door.changed(event.d.guild_id, member))
      case Events.GuildMemberRemove:
        return inTurn(`members ${event.d.guild_id}`, event.d.guild_id, async () =>
          door.left(event.d.guild_id, event.d.user.id),
        )
      case Events.MessageCreate:
        return said(event.d, event.d.guild_id)
      case Events.MessageUpdate:
        // Discord also says so when it unfolds a link; then nobody edited.
        return event.d.edited_timestamp && event.d.author ? said(event.d, event.d.guild_id) : undefined
      case Events.MessageDelete:
        return gone(event.d.channel_id, event.d.guild_id, [event.d.id])
      case Events.MessageDeleteBulk:
        return gone(event.d.channel_id, event.d.guild_id, event.d.ids)
      case Events.InteractionCreate: {
        const interaction = event.d
        if (interaction.type === InteractionType.Ping) return
        return void order.aside(guarded(async () => receive(reception, interaction)))
      }
      default:
        return
    }
  }
}

function tellers({ door, guilds, self, powersOf }: Ears, inTurn: (key: string, guild: string, job: Job) => void) {
  return {
    about: (guild: string, part: MemberPart, user: APIUser, tell: (member: MemberFacts) => Promise<void>): void => {
      if (user.id === self()) return
      inTurn(`members ${guild}`, guild, async () => tell(memberFacts(part, user, await powersOf(guild))))
    },
    said: (message: APIMessage, guild = ''): void => {
      if (message.author.id === self()) return
      inTurn(`channel ${message.channel_id}`, guild, async () => door.heard(readMessage(message, guild, guilds)))
    },
    gone: (channel: string, guild = '', messages: readonly string[]): void => {
      for (const message of messages)
        inTurn(`channel ${channel}`, guild, async () => door.erased({ workspace: guild, channel, message }))
    },
  }
}

/** What fails here has nobody to tell. */
function guard({ door }: Ears, job: Job): Job {
  return async () => {
    try {
      await job()
    } catch (error) {
      door.failed('discord.event', error)
    }
  }
}
