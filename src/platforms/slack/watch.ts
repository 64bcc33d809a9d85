import { setTimeout as pause } from 'node:timers/promises'
import { WebClient, type WebClientOptions } from '@slack/web-api'
import type { Log } from '../../context.ts'

export interface WatchOptions {
  readonly clientOptions: () => WebClientOptions
  readonly everyMs: number
  readonly log: Log
  readonly stopping: AbortSignal
  /** Slack answers; `again`: as it did the last time. */
  readonly answered: (again: boolean) => Promise<void>
}

export interface Watch {
  /** Resolves when Slack answered the first time, or Totem stops. */
  readonly first: Promise<void>
  isConnected(): boolean
}

/** Over HTTP nothing is open that could break: whether Slack can be reached is asked, again and again. */
export function watchSlack({ clientOptions, everyMs, log, stopping, answered }: WatchOptions): Watch {
  const client = new WebClient(undefined, clientOptions())
  const first = Promise.withResolvers<void>()
  let isConnected: boolean | undefined

  const look = async (): Promise<void> => {
    try {
      await client.api.test()
      await answered(isConnected === true)
      isConnected = true
    } catch (error) {
      if (isConnected !== false) log.warn('slack.disconnected', { reason: String(error) })
      isConnected = false
    }
  }
  const watch = async (): Promise<void> => {
    while (!stopping.aborted) {
      await look()
      if (isConnected) first.resolve()
      await pause(everyMs, undefined, { signal: stopping }).catch(() => undefined)
    }
    first.resolve()
  }
  void watch()
  return { first: first.promise, isConnected: () => isConnected === true && !stopping.aborted }
}
