import type { WebClientOptions } from '@slack/web-api'
import type { Log } from '../../context.ts'
import type { Door } from '../platform.ts'
import type { Credentials } from './clients.ts'
import { openSocket, type Socket } from './connect.ts'
import { identifyPatiently } from './identify.ts'
import type { Way } from './way.ts'

export interface SocketWay {
  readonly kind: 'socket'
  readonly botToken: string
  readonly appToken: string
}

export interface SocketTuning {
  readonly pingTimeoutMs: number
  readonly helloTimeoutMs: number
}

/** Socket Mode: one workspace, whose tokens come from the environment. */
export function overSocket(
  tokens: SocketWay,
  options: { clientOptions: () => WebClientOptions; log: Log; stopping: AbortSignal } & SocketTuning,
): Way {
  let door: Door | undefined
  let credentials: Credentials | undefined
  let socket: Socket | undefined

  return {
    async begin(opened) {
      door = opened
      const { clientOptions, log, stopping } = options
      credentials = await identifyPatiently(tokens.botToken, clientOptions(), log, stopping)
      return credentials ? [credentials.workspace] : []
    },
    find: async (workspace) => (workspace === credentials?.workspace ? credentials : undefined),
    workspaceOf: () => credentials?.workspace ?? '',
    async enter(workspace) {
      await door?.entered(workspace)
      return true
    },
    leave: async (workspace) => door?.removed(workspace),
    async open({ arrive, entrances }) {
      if (!credentials) return
      const { workspace } = credentials
      socket = openSocket({
        ...options,
        appToken: tokens.appToken,
        arrive,
        connected: () => entrances.announce(workspace),
      })
      await socket.start()
    },
    close: async () => socket?.stop(),
    isConnected: () => socket?.isConnected() ?? false,
  }
}
