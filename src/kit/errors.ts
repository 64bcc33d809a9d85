/**
 * What a member did that cannot be done: one short sentence in their language, that says what is wrong and what to do. Made with
 * `userError` of i18n, which types the key and its parameters. `field`: the form field it is about.
 */
export class UserError extends Error {
  readonly key: string
  readonly params: Readonly<Record<string, unknown>>
  readonly field: string | undefined

  constructor(key: string, params: Readonly<Record<string, unknown>>, field?: string) {
    super(key)
    this.key = key
    this.params = params
    this.field = field
  }
}

/** What became of a call to a platform. The keeper decides what follows. */
export type DeliveryFailure =
  /** Trying again cannot help: the channel is gone, direct messages are closed, the message was refused. */
  | { readonly kind: 'permanent'; readonly reason: DeliveryReason }
  /** It did not take effect; try again, not before so many milliseconds when the platform said so. */
  | { readonly kind: 'later'; readonly afterMs: number | undefined }
  /** It may have taken effect: a time-out, a reset, an error of the platform's. Look before sending again. */
  | { readonly kind: 'unknown' }

export type DeliveryReason =
  | 'directMessagesClosed'
  | 'placeGone'
  | 'messageGone'
  | 'notAllowed'
  | 'notInstalled'
  | 'refused'

export class DeliveryError extends Error {
  readonly failure: DeliveryFailure

  constructor(failure: DeliveryFailure, message: string, cause?: unknown) {
    super(message, { cause })
    this.failure = failure
  }
}
