import type { Order } from '../../kit/order.ts'
import type { Door } from '../platform.ts'

/** The servers that Totem is in, as the door knows them. */
export interface Arrivals {
  /** Totem is there, or there again: something may have been missed meanwhile. */
  enter(guild: string): void
  remove(guild: string): void
  /** What a new session begins with: those of its shard that are not in it took Totem out meanwhile. */
  compare(present: readonly string[], shard: number, shards: number): void
  /** Resolves when the server has been announced. */
  announced(guild: string): Promise<void>
  /** Resolves when it has been announced again too, if it was: what was missed goes before what comes now. */
  caughtUp(guild: string): Promise<void>
}

/** `believed`: the servers that Totem was in when it stopped. */
export function openArrivals(
  door: Door,
  believed: readonly string[],
  order: Order,
  guarded: (job: () => Promise<void>) => () => Promise<void>,
): Arrivals {
  const first = new Map<string, Promise<void>>()
  const latest = new Map<string, Promise<void>>()
  const remove = (guild: string): void => {
    first.delete(guild)
    latest.delete(guild)
    void order.inTurn(
      `guild ${guild}`,
      guarded(async () => door.removed(guild)),
    )
  }
  return {
    remove,
    enter: (guild) => {
      const entering = order.inTurn(
        `guild ${guild}`,
        guarded(async () => door.entered(guild)),
      )
      if (!first.has(guild)) first.set(guild, entering)
      latest.set(guild, entering)
    },
    compare: (present, shard, shards) => {
      for (const guild of new Set([...believed, ...first.keys()]))
        if (shardOf(guild, shards) === shard && !present.includes(guild)) remove(guild)
    },
    announced: async (guild) => first.get(guild),
    caughtUp: async (guild) => latest.get(guild),
  }
}

/** Discord's own formula. */
function shardOf(guild: string, shards: number): number {
  return Number((BigInt(guild) >> 22n) % BigInt(shards))
}
