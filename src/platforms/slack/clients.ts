import { type Logger, LogLevel } from '@slack/bolt'
import { type WebAPICallResult, WebClient, type WebClientOptions } from '@slack/web-api'
import type { Log } from '../../context.ts'
import { DeliveryError } from '../../kit/errors.ts'
import { type Instant, later } from '../../kit/time.ts'
import { refusalOf } from './identify.ts'

/** What speaks for Totem in one workspace. */
export interface Credentials {
  readonly workspace: string
  /** `https://lebivouac.slack.com/` */
  readonly url: string
  readonly botUser: string
  readonly botId: string
  readonly token: string
  /** Who installed Totem there, where Slack told. */
  readonly installer: string | undefined
}
/** A workspace that Totem is installed in, and the client that speaks for it there. */
export interface Installation extends Credentials {
  readonly client: WebClient
}

/** The single place that knows who speaks for which workspace. */
export interface Clients {
  /** Throws DeliveryError: Totem is not there. */
  installationOf(workspace: string): Promise<Installation>
  clientOf(workspace: string): Promise<WebClient>
  isIn(workspace: string): Promise<boolean>
  /** What is remembered of it is asked for again. */
  forget(workspace: string): void
}

/** Another process may have renewed or ended an installation: what is known of one is asked for again after this long. */
const KNOWN_SECONDS = 60

/** `find`: who speaks for a workspace, if Totem is in it. */
export function openClients(
  find: (workspace: string) => Promise<Credentials | undefined>,
  options: { now: () => Instant; clientOptions: () => WebClientOptions },
): Clients {
  const known = new Map<string, { until: Instant; installation: Promise<Installation | undefined> }>()
  // One client per token: what Slack said of its limits stays with it.
  const clients = new Map<string, WebClient>()

  const forget = (workspace: string): void => {
    known.delete(workspace)
  }
  const ask = async (workspace: string): Promise<Installation | undefined> => {
    const found = await find(workspace)
    if (!found) return undefined
    const before = clients.get(workspace)
    const client =
      before?.token === found.token ? before : new WorkspaceClient(found.token, options, () => forget(workspace))
    clients.set(workspace, client)
    return { ...found, client }
  }
  const look = async (workspace: string): Promise<Installation | undefined> => {
    const now = options.now()
    const kept = known.get(workspace)
    if (kept && Temporal.Instant.compare(now, kept.until) < 0) return kept.installation
    const installation = ask(workspace)
    known.set(workspace, { until: later(now, { seconds: KNOWN_SECONDS }), installation })
    installation.then(
      (found) => found ?? known.delete(workspace),
      () => known.delete(workspace),
    )
    return installation
  }
  const installationOf = async (workspace: string): Promise<Installation> => {
    const found = await look(workspace)
    if (found) return found
    const sentence = `Totem is not in the Slack workspace ${workspace}`
    throw new DeliveryError({ kind: 'permanent', reason: 'notInstalled' }, sentence)
  }
  return {
    installationOf,
    clientOf: async (workspace) => (await installationOf(workspace)).client,
    isIn: async (workspace) => (await look(workspace)) !== undefined,
    forget,
  }
}

/** Says when Slack takes its token no more: another process may have a newer one. */
class WorkspaceClient extends WebClient {
  readonly #outdated: () => void

  constructor(token: string, { clientOptions }: { clientOptions: () => WebClientOptions }, outdated: () => void) {
    super(token, clientOptions())
    this.#outdated = outdated
  }

  override async apiCall(method: string, args?: Record<string, unknown>): Promise<WebAPICallResult> {
    try {
      return await super.apiCall(method, args)
    } catch (error) {
      if (refusalOf(error)) this.#outdated()
      throw error
    }
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
