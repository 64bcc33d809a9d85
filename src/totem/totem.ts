import type { Directory, Log, Work } from '../context.ts'
import type { Database } from '../db/open.ts'
import { features } from '../features/index.ts'
import type { Order } from '../kit/order.ts'
import type { Instant } from '../kit/time.ts'
import type { Views } from '../posts/views.ts'
import type { Duty } from '../work/duties.ts'
import { draftDuty, eventDuty, seenDuty } from './housekeeping.ts'

/** What every way in needs, handed in by the composition. */
export interface Totem {
  readonly db: Database
  readonly now: () => Instant
  readonly random: () => number
  readonly directory: Directory
  readonly log: Log
  /** Aborted when Totem stops: what cannot be done now is left for the next start. */
  readonly stopping: AbortSignal
  /** What takes long and is waited for by nobody but the stop. */
  readonly order: Order
  /** The workspaces whose list of members was read since this process began. */
  readonly lookedOver: Set<number>
  /** 32 bytes each. The first encrypts, all decrypt. */
  readonly encryptionKeys: readonly Buffer[]
  readonly defaultLocale: string
  readonly defaultTimezone: string
}

/** Work as of this instant: stamped once per entry. */
export function workOf(totem: Totem): Work {
  return { db: totem.db, now: totem.now(), random: totem.random, directory: totem.directory, log: totem.log }
}

export const views: Views = together(features.map((feature) => feature.views))
export const presses = together(features.map((feature) => feature.presses))
export const forms = together(features.map((feature) => feature.forms))
export const messageShortcuts = together(features.map((feature) => feature.shortcuts ?? {}))
export const memberShortcuts = together(features.map((feature) => feature.memberShortcuts ?? {}))
export const listeners = features.flatMap((feature) => (feature.listens ? [feature.listens] : []))
export const directListeners = features.flatMap((feature) => (feature.direct ? [feature.direct] : []))
export const homeParts = features.flatMap((feature) => (feature.home ? [feature.home] : []))
export const duties: readonly Duty[] = [
  ...features.flatMap((feature) => feature.duties),
  draftDuty,
  eventDuty,
  seenDuty,
]

/** Two features of one name would hide each other's work. */
function together<T>(parts: readonly Readonly<Record<string, T>>[]): Readonly<Record<string, T>> {
  const names = parts.flatMap((part) => Object.keys(part))
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) throw new RangeError(`two features have ${twice}`)
  return Object.assign({}, ...parts) as Readonly<Record<string, T>>
}
