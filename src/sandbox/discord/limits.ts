/** Discord's message bucket, when asked for: five messages in five seconds per channel, with its headers. */
import type { Clock } from '../clock.ts'
import { limited, type Reply } from './http.ts'

const MESSAGES = 5
const WINDOW = 5000

export interface Limits {
  /** The 429 to answer instead, if the bucket is empty. */
  refuse(call: string, ids: string[]): Reply | undefined
  /** What the answer's headers say about the bucket. */
  headers(call: string, ids: string[]): Record<string, string>
}

export function createLimits(clock: Clock): Limits {
  const buckets = new Map<string, { left: number; resetAt: number }>()
  const bucketOf = (call: string, ids: string[]) => {
    if (call !== 'POST /channels/:id/messages') return undefined
    const now = clock.now()
    const known = buckets.get(ids[0] ?? '')
    if (known && known.resetAt > now) return known
    const fresh = { left: MESSAGES, resetAt: now + WINDOW }
    buckets.set(ids[0] ?? '', fresh)
    return fresh
  }
  const headers = (call: string, ids: string[]): Record<string, string> => {
    const bucket = bucketOf(call, ids)
    if (!bucket) return {}
    return {
      'x-ratelimit-limit': String(MESSAGES),
      'x-ratelimit-remaining': String(bucket.left),
      'x-ratelimit-reset': String(bucket.resetAt / 1000),
      'x-ratelimit-reset-after': String((bucket.resetAt - clock.now()) / 1000),
      'x-ratelimit-bucket': 'messages',
    }
  }
  return {
    headers,
    refuse: (call, ids) => {
      const bucket = bucketOf(call, ids)
      if (!bucket) return undefined
      if (bucket.left === 0) return limited((bucket.resetAt - clock.now()) / 1000, 'user', headers(call, ids))
      bucket.left -= 1
      return undefined
    },
  }
}
