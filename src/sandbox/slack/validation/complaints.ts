import type { z } from 'zod'

type Issue = z.core.$ZodIssue

/** zod's findings in the words of Slack's `response_metadata.messages`, without the leading `[ERROR]`. */
export function complaints(result: z.ZodSafeParseResult<unknown>, at: string): string[] {
  if (result.success) return []
  return result.error.issues.flatMap((issue) => complaintsOf(issue, at))
}

function complaintsOf(issue: Issue, at: string): string[] {
  const pointer = `[json-pointer:${[at, ...issue.path].join('/')}]`
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => `invalid additional property: ${key} ${pointer}`)
  return [`${wordsFor(issue)} ${pointer}`]
}

function wordsFor(issue: Issue): string {
  if (issue.code === 'too_big') return tooBig(issue.origin, Number(issue.maximum))
  if (issue.code === 'too_small') return tooSmall(issue.origin, Number(issue.minimum))
  if (issue.code === 'invalid_union') return 'unsupported type'
  if (issue.code === 'invalid_type') return wrongType(issue)
  if (issue.code === 'invalid_value') return `must be one of: ${issue.values.map(String).join(', ')}`
  if (issue.code === 'custom') return issue.message
  return `invalid value: ${issue.message}`
}

function tooBig(origin: string, maximum: number): string {
  if (origin === 'string') return `must be less than ${maximum + 1} characters`
  return origin === 'array' ? `no more than ${maximum} items allowed` : `must be at most ${maximum}`
}

function tooSmall(origin: string, minimum: number): string {
  if (origin === 'string') return `must be more than ${minimum - 1} characters`
  return origin === 'array' ? `no less than ${minimum} items allowed` : `must be at least ${minimum}`
}

function wrongType(issue: Issue & { code: 'invalid_type' }): string {
  if (issue.message.endsWith('received undefined')) return `missing required field: ${String(issue.path.at(-1) ?? '')}`
  return `must provide ${/^[aeiou]/.test(issue.expected) ? 'an' : 'a'} ${issue.expected}`
}
