import { type RawFile, REST, type RouteLike } from 'discord.js'
import { DiscordError } from './errors.ts'

/** Discord's REST API: every failure is a DiscordError, and nothing is tried twice: that is the keeper's. */
export interface Api {
  /** The answer is what discord-api-types says of the route. */
  call<T>(method: Method, route: RouteLike, given?: Given): Promise<T>
  close(): void
}
type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
interface Given {
  readonly body?: unknown
  readonly files?: readonly RawFile[]
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>
  /** False: the token in the route is the permission (interactions). */
  readonly auth?: boolean
  readonly timeoutMs?: number
}

/** The library waits out shorter limits in its own queue; longer ones are the keeper's to plan around. */
const longestQueueMs = 10_000

export function createApi({
  token,
  apiUrl,
  timeoutMs,
  onInvalid,
}: {
  token: string
  apiUrl: string
  timeoutMs: number
  onInvalid: (count: number) => void
}): Api {
  const rest = new REST({
    api: apiUrl.replace(/\/+$/u, ''),
    retries: 0,
    timeout: timeoutMs,
    rejectOnRateLimit: (limit) => Math.max(limit.retryAfter, limit.sublimitTimeout) > longestQueueMs,
    // Discord bans an address after 10,000 invalid requests (401, 403, 429) in ten minutes.
    invalidRequestWarningInterval: 1_000,
  }).setToken(token)
  rest.on('invalidRequestWarning', ({ count }) => onInvalid(count))

  return {
    call: async <T>(method: Method, route: RouteLike, given: Given = {}) => {
      try {
        return (await rest.request(requestOf(method, route, given))) as T
      } catch (error) {
        // The library forgets its token after a 401, and then fails before it asks.
        rest.setToken(token)
        throw new DiscordError(error, `${method} ${withoutTokens(route)}`)
      }
    },
    close: () => {
      rest.clearHashSweeper()
      rest.clearHandlerSweeper()
    },
  }
}

function requestOf(
  method: Method,
  route: RouteLike,
  { body, files, query, auth, timeoutMs: within }: Given,
): Parameters<REST['request']>[0] {
  const asked = Object.entries(query ?? {}).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  )
  return {
    method: method as Parameters<REST['request']>[0]['method'],
    fullRoute: route,
    query: new URLSearchParams(asked),
    ...(body === undefined ? {} : { body }),
    ...(files && files.length > 0 ? { files: [...files] } : {}),
    ...(auth === undefined ? {} : { auth }),
    ...(within === undefined ? {} : { signal: AbortSignal.timeout(within) }),
  }
}

/** Interaction tokens open a reply for 15 minutes: they stay out of logs. */
function withoutTokens(route: string): string {
  return route.replace(/(\/(?:interactions|webhooks)\/\d+\/)[^/]+/u, '$1:token')
}
