import { EventEmitter } from 'node:events'
import { type IShardingStrategy, SimpleShardingStrategy, type WebSocketOptions } from 'discord.js'
import { within } from './wait.ts'

/**
 * The library's own sharding, but what is destroyed stays so. In @discordjs/ws 1.2.3 a shard that waits before it reconnects
 * does so although it was destroyed meanwhile, and a socket still connecting loses its error listener: the error ends the process.
 */
export function quietSharding(manager: Manager): IShardingStrategy {
  const strategy = new SimpleShardingStrategy(manager)
  let spawned: Shard[] = []
  return {
    spawn: async (ids) => {
      await strategy.spawn(ids)
      spawned = [...(strategy['shards'] as ReadonlyMap<number, Shard>).values()]
    },
    connect: async () => strategy.connect(),
    send: async (id, payload) => strategy.send(id, payload),
    fetchStatus: async () => strategy.fetchStatus(),
    destroy: async (options) => {
      const sockets = spawned.map(silence)
      await within(strategy.destroy(options), goodbyeMs)
      for (const socket of sockets) end(socket)
      spawned = []
    },
  }
}

type Manager = Parameters<NonNullable<WebSocketOptions['buildStrategy']>>[0]
/** What of the library's shard is not public. */
interface Shard {
  readonly strategy: { retrieveSessionInfo: () => Promise<never> }
  readonly connection: unknown
}

/** How long the other side may take to say goodbye. */
const goodbyeMs = 1_000

/** It never finds out where it should reconnect to. */
function silence({ strategy, connection: socket }: Shard): unknown {
  strategy.retrieveSessionInfo = async () => new Promise(() => {})
  if (socket instanceof EventEmitter) socket.on('error', () => {})
  return socket
}

function end(socket: unknown): void {
  if (typeof socket === 'object' && socket !== null && 'terminate' in socket && typeof socket.terminate === 'function')
    socket.terminate()
}
