import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api'
import { DeliveryError, type DeliveryFailure, type DeliveryReason } from '../../kit/errors.ts'

// https://docs.slack.dev/reference/methods, the errors of each method.
const permanent: Readonly<Record<string, DeliveryReason>> = {
  channel_not_found: 'placeGone',
  is_archived: 'placeGone',
  thread_not_found: 'placeGone',
  message_not_found: 'messageGone',
  cant_update_message: 'messageGone',
  cant_delete_message: 'messageGone',
  edit_window_closed: 'notAllowed',
  not_in_channel: 'notAllowed',
  user_not_in_channel: 'notAllowed',
  restricted_action: 'notAllowed',
  restricted_action_read_only_channel: 'notAllowed',
  restricted_action_thread_only_channel: 'notAllowed',
  restricted_action_non_threadable_channel: 'notAllowed',
  missing_scope: 'notAllowed',
  no_permission: 'notAllowed',
  ekm_access_denied: 'notAllowed',
  as_user_not_supported: 'notAllowed',
  cannot_dm_bot: 'directMessagesClosed',
  messages_tab_disabled: 'directMessagesClosed',
  user_disabled: 'directMessagesClosed',
  user_not_found: 'directMessagesClosed',
  users_not_found: 'directMessagesClosed',
  user_not_visible: 'directMessagesClosed',
  account_inactive: 'notInstalled',
  app_missing_action_url: 'notInstalled',
  invalid_auth: 'notInstalled',
  not_authed: 'notInstalled',
  not_allowed_token_type: 'notInstalled',
  team_access_not_granted: 'notInstalled',
}
const later = new Set([
  'ratelimited',
  'rate_limited',
  'message_limit_exceeded',
  'service_unavailable',
  'team_added_to_org',
  // Another token has taken its place, or will: Totem renews them, an operator replaces one. A removal is told by an event of its own.
  'token_expired',
  'token_revoked',
])
/** Slack: "it's possible some aspect of the operation succeeded before the error was raised". */
const unknown = new Set(['fatal_error', 'internal_error', 'request_timeout'])
/** The request never left: nothing can have come of it. */
const unsent = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])

/** A call whose failure the keeper can judge. */
export async function asking<T>(call: Promise<T>): Promise<T> {
  try {
    return await call
  } catch (error) {
    throw deliveryError(error)
  }
}

export function deliveryError(error: unknown): DeliveryError {
  if (error instanceof DeliveryError) return error
  const said = error instanceof Error ? error.message : String(error)
  return new DeliveryError(failureOf(error), said, error)
}

/** Slack's own word for what went wrong: `channel_not_found`. */
export function slackCode(error: unknown): string | undefined {
  const cause = error instanceof DeliveryError ? error.cause : error
  return cause instanceof WebAPIPlatformError ? cause.data.error : undefined
}

function failureOf(error: unknown): DeliveryFailure {
  if (error instanceof WebAPIRateLimitedError) return { kind: 'later', afterMs: error.retryAfter * 1000 }
  if (error instanceof WebAPIPlatformError) return failureOfCode(error.data.error)
  if (error instanceof WebAPIHTTPError && error.statusCode < 500) return { kind: 'permanent', reason: 'refused' }
  if (error instanceof WebAPIRequestError && unsent.has(codeOf(error.original)))
    return { kind: 'later', afterMs: undefined }
  // The web client has no class for a 429 without a usable Retry-After.
  if (error instanceof Error && error.message.startsWith('Retry header')) return { kind: 'later', afterMs: undefined }
  return { kind: 'unknown' }
}

function failureOfCode(code: string): DeliveryFailure {
  if (later.has(code)) return { kind: 'later', afterMs: undefined }
  // A body that is no JSON comes back as the error itself: a proxy's page, not Slack's word.
  if (unknown.has(code) || !/^\w+$/u.test(code)) return { kind: 'unknown' }
  return { kind: 'permanent', reason: permanent[code] ?? 'refused' }
}

/** The system's code of a failed fetch, which hides it in `cause`. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return ''
  if ('code' in error && typeof error.code === 'string') return error.code
  if (error instanceof AggregateError) return codeOf(error.errors[0])
  return codeOf(error.cause)
}
