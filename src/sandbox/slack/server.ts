import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Clock } from '../clock.ts'
import { createAnswers } from './answers.ts'
import { answerRequest } from './api.ts'
import { createCaller } from './http.ts'
import { createLine } from './line.ts'
import { everyScope } from './methods/scopes.ts'
import { authorizePath } from './oauth.ts'
import { createActs, type SlackPlayground } from './playground.ts'
import { createSockets } from './socket.ts'
import type { World } from './state.ts'

export interface SlackOptions {
  clock: Clock
  host?: string
  port?: number
  /** Answers 429 beyond a burst of five messages and one a second in a channel. Default false. */
  limits?: boolean
  /** The scopes that the bot was granted. Default: all that Totem could need. */
  scopes?: readonly string[]
}

/** The events that reach an app which a workspace has just removed. */
const farewells = new Set<unknown>(['tokens_revoked', 'app_uninstalled'])

/** A local Slack: Web API, Socket Mode and HTTP, OAuth, response addresses and files, for any number of workspaces. */
export async function startSlack(options: SlackOptions): Promise<SlackPlayground> {
  const answers = createAnswers()
  const world: World = {
    clock: options.clock,
    origin: '',
    limits: options.limits ?? false,
    scopes: new Set(options.scopes ?? everyScope),
    teams: new Map(),
    botTokens: new Map(),
    appTokens: new Map(),
    apps: new Map(),
    codes: new Map(),
    refreshTokens: new Map(),
    triggers: new Map(),
    responseUrls: new Map(),
    uploads: new Map(),
    faults: [],
    calls: [],
    outage: false,
    deliver: (team, event) => {
      if (team.installed || farewells.has(event['type'])) line.deliver(team, event)
    },
    socketAddress: (team) => sockets.address(team),
    shown: (what) => answers.shown(world, what),
    counters: { id: 0, micros: 0 },
  }
  const sockets = createSockets(world)
  const caller = createCaller(world)
  const line = createLine(world, sockets, caller)
  const http = createServer((request, response) => {
    answerRequest(world, request, response).catch((error: unknown) => {
      console.error('The Slack sandbox failed', error)
      response.destroy()
    })
  })
  http.on('upgrade', (request, socket, head) => sockets.upgrade(request, socket, head))
  const host = options.host ?? '127.0.0.1'
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject)
    http.listen(options.port ?? 0, host, resolve)
  })
  const { port } = http.address() as AddressInfo
  world.origin = `http://${host}:${port}`

  const acts = createActs({ world, sockets, caller, line, answers })
  return {
    ...acts,
    platform: 'slack',
    authorizeUrl: `${world.origin}${authorizePath}`,
    apiUrl: `${world.origin}/api/`,
    get credentials() {
      const first = world.teams.keys().next()
      return first.done ? {} : acts.tokens(first.value)
    },
    async close() {
      answers.close()
      sockets.close()
      caller.close()
      http.closeAllConnections()
      await new Promise((resolve) => http.close(resolve))
    },
  }
}
