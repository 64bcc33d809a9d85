import type { Directory, Log, Work } from '../context.ts'
import type { Database } from '../db/open.ts'
import { features } from '../features/index.ts'
import type { Instant } from '../kit/time.ts'
import type { Views } from '../posts/views.ts'
import type { Duty } from '../work/duties.ts'
import { draftDuty, eventDuty } from './housekeeping.ts'

/** What every way in needs, handed in by the composition. */
export interface Totem {
  readonly db: Database
  readonly now: () => Instant
  readonly random: () => number
  readonly directory: Directory
  readonly log: Log
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
export const duties: readonly Duty[] = [...features.flatMap((feature) => feature.duties), draftDuty, eventDuty]

/** Two features of one name would hide each other's work. */
function together<T>(parts: readonly Readonly<Record<string, T>>[]): Readonly<Record<string, T>> {
  const names = parts.flatMap((part) => Object.keys(part))
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) throw new RangeError(`two features have ${twice}`)
  return Object.assign({}, ...parts) as Readonly<Record<string, T>>
}
