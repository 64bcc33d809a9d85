import { hash } from 'node:crypto'
import type { Card } from '../kit/card.ts'
import { DeliveryError, type DeliveryFailure } from '../kit/errors.ts'
import { fromDate } from '../kit/time.ts'
import type { Place, Platform, Sent } from '../platforms/platform.ts'
import type { ClaimedPost } from './claim.ts'
import { readPlace } from './declare.ts'

/** What is known of a post's message. */
export type Known =
  | { readonly kind: 'none' }
  | { readonly kind: 'there'; readonly sent: Sent; readonly fingerprint: string | null }
  /** It was sent and is out of our hands: it cannot be found again, or somebody deleted it. */
  | { readonly kind: 'away'; readonly why: 'lost' | 'messageGone' }

export type Outcome =
  | { readonly kind: 'shown'; readonly known: Known }
  | { readonly kind: 'failed'; readonly known: Known; readonly step: Step; readonly failure: Failure }
export type Step = 'find' | 'render' | 'send' | 'edit' | 'remove'
export type Failure = DeliveryFailure | { readonly kind: 'unexpected'; readonly error: unknown }

/** Makes the platform show what the post should show now. Never throws. */
export async function deliver(
  post: ClaimedPost,
  platform: Platform,
  render: () => Promise<Card | 'asIs' | undefined>,
): Promise<Outcome> {
  let known = knownOf(post)
  let step: Step = 'render'
  try {
    const place = placeOf(post)
    step = 'find'
    if (known.kind === 'none' && post.doubtful && post.sendingSince)
      known = found(await platform.find(place, post.id, fromDate(post.sendingSince)))
    step = 'render'
    const card = await render()
    if (card === 'asIs') return { kind: 'shown', known }
    step = stepTo(known, card)
    known = await take(step, known, card, place, post, platform)
    if (step === 'send' && post.doubtful && known.kind === 'there') {
      // An earlier send that was in doubt may be what the platform answered with: it shows what was true then.
      known = { ...known, fingerprint: null }
      step = 'edit'
      known = await take(step, known, card, place, post, platform)
    }
    return { kind: 'shown', known }
  } catch (error) {
    const failure = failureOf(error)
    return settledByAbsence(post, step, failure) ?? { kind: 'failed', known, step, failure }
  }
}

/** Below a post that cannot be answered (it is away, or failed), the message stands by itself. */
function placeOf({ place: written, above, workspace }: ClaimedPost): Place {
  const place = readPlace(written)
  if (place.kind !== 'below') return { ...place, workspace: workspace.externalId }
  if (above && above.sentAt === null && above.failedAt === null)
    throw new DeliveryError({ kind: 'later', afterMs: undefined }, `post ${above.id} comes first`)
  if (above?.channel && above.message)
    return { kind: 'thread', channel: above.channel, message: above.message, workspace: workspace.externalId }
  return { kind: 'direct', member: place.member, workspace: workspace.externalId }
}

function knownOf(post: ClaimedPost): Known {
  if (post.sentAt === null) return { kind: 'none' }
  if (post.channel === null || post.message === null) return { kind: 'away', why: 'lost' }
  const sent = { channel: post.channel, message: post.message }
  return { kind: 'there', sent, fingerprint: post.doubtful ? null : post.fingerprint }
}

function found(answer: Sent | 'absent' | 'lost'): Known {
  if (answer === 'absent') return { kind: 'none' }
  if (answer === 'lost') return { kind: 'away', why: 'lost' }
  return { kind: 'there', sent: answer, fingerprint: null }
}

/** `render`: nothing is left to do. */
function stepTo(known: Known, card: Card | undefined): Step {
  switch (known.kind) {
    case 'none':
      return card ? 'send' : 'render'
    case 'there':
      if (!card) return 'remove'
      return fingerprintOf(card) === known.fingerprint ? 'render' : 'edit'
    case 'away':
      return 'render'
  }
}

async function take(
  step: Step,
  known: Known,
  card: Card | undefined,
  place: Place,
  post: ClaimedPost,
  platform: Platform,
): Promise<Known> {
  if (step === 'send' && card) {
    const sent = await platform.send(place, card, post.id, post.showing)
    return { kind: 'there', sent, fingerprint: fingerprintOf(card) }
  }
  if (known.kind !== 'there') return known
  if (step === 'remove') {
    await platform.remove(place, known.sent)
    return { kind: 'none' }
  }
  if (step !== 'edit' || !card) return known
  await platform.edit(place, known.sent, card, post.id)
  return { ...known, fingerprint: fingerprintOf(card) }
}

function fingerprintOf(card: Card): string {
  return hash('sha256', JSON.stringify(card), 'base64url')
}

function failureOf(error: unknown): Failure {
  return error instanceof DeliveryError ? error.failure : { kind: 'unexpected', error }
}

/** A message that somebody deleted is not shown again, and needs no removing. */
function settledByAbsence(post: ClaimedPost, step: Step, failure: Failure): Outcome | undefined {
  if (failure.kind !== 'permanent' || failure.reason !== 'messageGone') return undefined
  if (step === 'remove') return { kind: 'shown', known: { kind: 'none' } }
  if (step !== 'edit') return undefined
  // What was in doubt was perhaps our own removal: the message is sent again, as one that was never there.
  if (post.doubtful)
    return { kind: 'failed', known: { kind: 'none' }, step, failure: { kind: 'later', afterMs: undefined } }
  return { kind: 'shown', known: { kind: 'away', why: 'messageGone' } }
}
