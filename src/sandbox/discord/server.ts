/** A local Discord: REST v10 and Gateway v10 for the real discord.js, and a playground for whoever plays its members. */
import type { AddressInfo } from 'node:net'
import type { Clock } from '../clock.ts'
import { answerRoutes } from './answers.ts'
import { channelRoutes } from './channelRoutes.ts'
import { commandRoutes } from './commandRoutes.ts'
import { createGateway } from './gateway.ts'
import { guildRoutes } from './guildRoutes.ts'
import { type Check, createDoor, type Door } from './http.ts'
import { createLimits } from './limits.ts'
import { messageRoutes } from './messageRoutes.ts'
import type { User, World } from './model.ts'
import { createPlayground, type DiscordPlayground } from './playground.ts'
import { snowflakes } from './state.ts'

export type { Check } from './http.ts'
export type { DiscordPlayground } from './playground.ts'

export interface DiscordOptions {
  clock: Clock
  host?: string
  port?: number
  /** Answers 50035 with what it finds wrong in a request body. */
  check?: Check
  /** Discord's message bucket with its headers and 429s. */
  limits?: boolean
  /** Privileged intents the application was not granted, as bits: identifying with them closes with 4014. */
  disallowedIntents?: number
}

export async function startDiscord(options: DiscordOptions): Promise<DiscordPlayground> {
  const { clock, host = '127.0.0.1', port = 0, check } = options
  const world = createWorld(clock, options.disallowedIntents ?? 0)
  const routes = {
    ...guildRoutes(world),
    ...channelRoutes(world),
    ...messageRoutes(world),
    ...commandRoutes(world),
    ...answerRoutes(world),
  }
  const door = createDoor(world, routes, { check, limits: options.limits ? createLimits(clock) : undefined })
  const gateway = createGateway(world, door.server, door.isOut)
  world.dispatch = gateway.dispatch
  world.origin = await listen(door, host, port)
  const close = async () => {
    gateway.close()
    door.server.closeAllConnections()
    await new Promise((resolve) => door.server.close(resolve))
  }
  return createPlayground({ world, door, gateway, apiUrl: `${world.origin}/api`, close })
}

async function listen(door: Door, host: string, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    door.server.once('error', reject)
    door.server.listen(port, host, resolve)
  })
  const address = door.server.address() as AddressInfo
  return `http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${address.port}`
}

function createWorld(clock: Clock, disallowedIntents: number): World {
  const newId = snowflakes(clock)
  const bot: User = { id: newId(), name: 'Totem', bot: true, locale: 'en', timezone: 'Europe/Paris', directOpen: false }
  return {
    clock,
    token: `${Buffer.from(bot.id).toString('base64url')}.sandbox.discord`,
    bot,
    origin: '',
    users: new Map([[bot.id, bot]]),
    guilds: new Map(),
    channels: new Map(),
    attachments: new Map(),
    commands: new Map(),
    interactions: new Map(),
    watchers: new Set(),
    disallowedIntents,
    newId,
    dispatch: () => {},
  }
}
