import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { doorTo } from './door.ts'
import { pageOf } from './page.ts'
import { createWorld, type World } from './world.ts'

export interface Ports {
  slack: number
  discord: number
  /** Of the page and the door. */
  door: number
}

export interface Alone {
  readonly world: World
  /** Where the page and the door are. */
  readonly url: string
  close(): Promise<void>
}

/**
 * The sandbox without Totem, for any bot. Its clock is its own: moving it moves no bot's. `publicUrl`: where the bot answers, when
 * Slack is to call it over HTTP.
 */
export async function startAlone(ports: Ports, publicUrl?: string): Promise<Alone> {
  const address = publicUrl === undefined ? {} : { publicUrl }
  const world = await createWorld({ slackPort: ports.slack, discordPort: ports.discord, ...address })
  const app = express().use(
    doorTo(world, async () => {}),
    pageOf(),
  )
  const { promise, resolve, reject } = Promise.withResolvers<Server>()
  const server = app.listen(ports.door, '127.0.0.1', (error) => (error ? reject(error) : resolve(server)))
  await promise.catch(async (error: unknown) => {
    await world.close()
    throw error
  })
  return {
    world,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      const closed = Promise.withResolvers<void>()
      server.close(() => closed.resolve())
      server.closeAllConnections()
      await Promise.all([closed.promise, world.close()])
    },
  }
}
