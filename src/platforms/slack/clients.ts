import { type Logger, LogLevel } from '@slack/bolt'
import type { WebClient, WebClientOptions } from '@slack/web-api'
import type { Log } from '../../context.ts'
import { DeliveryError } from '../../kit/errors.ts'

/** A workspace that Totem is installed in, and the client that speaks for it there. */
export interface Installation {
  readonly workspace: string
  /** `https://lebivouac.slack.com/` */
  readonly url: string
  readonly botUser: string
  readonly botId: string
  readonly token: string
  readonly client: WebClient
}

/** The single place that knows who speaks for which workspace. */
export interface Clients {
  installationOf(workspace: string): Installation
  clientOf(workspace: string): WebClient
  /** Where what comes from this team belongs. In a channel shared by two companies, the team can be the other one's. */
  workspaceOf(team: string | undefined): string
  add(installation: Installation): void
}

export function openClients(): Clients {
  const installations = new Map<string, Installation>()
  const installationOf = (workspace: string): Installation => {
    const found = installations.get(workspace)
    if (!found)
      throw new DeliveryError(
        { kind: 'permanent', reason: 'notInstalled' },
        `Totem is not in the Slack workspace ${workspace}`,
      )
    return found
  }
  return {
    installationOf,
    clientOf: (workspace) => installationOf(workspace).client,
    workspaceOf(team) {
      if (team && installations.has(team)) return team
      const [only, other] = installations.keys()
      return only && !other ? only : (team ?? '')
    },
    add: (installation) => installations.set(installation.workspace, installation),
  }
}

/**
 * The keeper owns retries: the client makes one attempt, within a limit, and hands a 429 on instead of pausing every call. A fresh object
 * each time, because the library changes the one it is given; never with headers, which it would reuse for every workspace.
 */
export function clientOptions(options: { apiUrl: string; timeoutMs: number; log: Log }): WebClientOptions {
  return {
    slackApiUrl: options.apiUrl,
    timeout: options.timeoutMs,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: quietLogger(options.log),
  }
}

const longestLine = 200

/** The libraries' own lines: warnings and errors only, because their debug lines hold what members wrote. */
export function quietLogger(log: Log): Logger {
  const line = (said: unknown) => String(said instanceof Error ? said.name : said).slice(0, longestLine)
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: (said: unknown) => log.warn('slack.library', { said: line(said) }),
    error: (said: unknown) => log.warn('slack.library', { said: line(said) }),
    setLevel: () => undefined,
    getLevel: () => LogLevel.WARN,
    setName: () => undefined,
  }
}
