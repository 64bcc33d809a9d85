import { RESTJSONErrorCodes as Codes, DiscordAPIError, HTTPError, RateLimitError } from 'discord.js'
import { DeliveryError, type DeliveryFailure, type DeliveryReason } from '../../kit/errors.ts'

/** What Discord's error codes mean for whoever wanted something delivered. */
const reasons = new Map<number | string, DeliveryReason>([
  [Codes.UnknownChannel, 'placeGone'],
  [Codes.UnknownGuild, 'placeGone'],
  [Codes.UnknownUser, 'placeGone'],
  [Codes.CannotExecuteActionOnThisChannelType, 'placeGone'],
  [Codes.UnknownMessage, 'messageGone'],
  [Codes.CannotSendMessagesToThisUser, 'directMessagesClosed'],
  [Codes.CannotSendMessagesToThisUserDueToHavingNoMutualGuilds, 'directMessagesClosed'],
  [Codes.MissingAccess, 'notAllowed'],
  [Codes.MissingPermissions, 'notAllowed'],
  [Codes.ThreadLocked, 'notAllowed'],
])
/** Refusals that end by themselves: too many edits of an old message, a part of Discord overloaded. */
const passing = new Set<number | string>([
  Codes.MaximumNumberOfEditsToMessagesOlderThanOneHourReached,
  Codes.APIResourceOverloaded,
])
/** The request never reached Discord. */
const unsent = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])
/** A token that was taken back: staff must act, so there is no hurry. */
const withoutTokenMs = 60_000

/** With Discord's own code beside the classification, for the few who must tell one refusal from another. */
export class DiscordError extends DeliveryError {
  readonly code: number | string | undefined

  /** `what`: the call, without tokens. The library's own errors carry whole requests, so they are not kept as causes. */
  constructor(error: unknown, what: string) {
    super(failureOf(error), `${what}: ${said(error)}`)
    this.code = error instanceof DiscordAPIError ? error.code : undefined
  }
}

function failureOf(error: unknown): DeliveryFailure {
  if (error instanceof RateLimitError)
    return { kind: 'later', afterMs: Math.max(error.retryAfter, error.sublimitTimeout, 0) }
  if (error instanceof DiscordAPIError) return refusalOf(error)
  if (error instanceof HTTPError) return { kind: 'unknown' }
  if (isUnsent(error)) return { kind: 'later', afterMs: undefined }
  return { kind: 'unknown' }
}

function refusalOf(error: DiscordAPIError): DeliveryFailure {
  if (error.status === 401) return { kind: 'later', afterMs: withoutTokenMs }
  if (passing.has(error.code) || error.status === 429) return { kind: 'later', afterMs: undefined }
  const reason = reasons.get(error.code)
  if (reason) return { kind: 'permanent', reason }
  if (error.status === 403) return { kind: 'permanent', reason: 'notAllowed' }
  if (error.status === 404) return { kind: 'permanent', reason: 'placeGone' }
  return { kind: 'permanent', reason: 'refused' }
}

function isUnsent(error: unknown): boolean {
  return error instanceof Error && 'code' in error && unsent.has(String(error.code))
}

function said(error: unknown): string {
  if (error instanceof DiscordAPIError) return `${error.status} ${error.code} ${error.message}`
  if (error instanceof HTTPError) return `${error.status}`
  if (error instanceof RateLimitError) return 'rate limited'
  if (!(error instanceof Error)) return 'failed'
  return 'code' in error ? String(error.code) : error.name
}

/** Discord's own code, where it gave one. */
export function codeOf(error: unknown): number | string | undefined {
  return error instanceof DiscordError ? error.code : undefined
}

/** The message is gone, or the channel with it. */
export function isGone(code: number | string | undefined): boolean {
  return code === Codes.UnknownMessage || code === Codes.UnknownChannel
}
/** No such member, or no such user at all. */
export function isNobody(code: number | string | undefined): boolean {
  return code === Codes.UnknownMember || code === Codes.UnknownUser
}
/** A thread that nobody wrote in for long. */
export function isArchived(code: number | string | undefined): boolean {
  return code === Codes.InvalidActionOnArchivedThread
}
/** Trying again cannot help. */
export function isPermanent(error: unknown): boolean {
  return !(error instanceof DeliveryError) || error.failure.kind === 'permanent'
}
