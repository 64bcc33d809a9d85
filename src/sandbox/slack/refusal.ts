import type { Json } from './json.ts'

/** An answer `{ ok: false, error }`, as Slack words it. */
export class Refusal extends Error {
  readonly code: string
  readonly details: Json
  /** Seconds, with `ratelimited` only. */
  readonly retryAfter: number | undefined

  constructor(code: string, details: Json = {}, retryAfter?: number) {
    super(code)
    this.code = code
    this.details = details
    this.retryAfter = retryAfter
  }
}

export function refuse(code: string, details?: Json): never {
  throw new Refusal(code, details)
}

export function refuseWith(code: string, messages: string[]): never {
  throw new Refusal(code, { response_metadata: { messages: messages.map((message) => `[ERROR] ${message}`) } })
}
