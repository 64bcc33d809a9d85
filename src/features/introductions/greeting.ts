import type { Instant } from '../../kit/time.ts'
import { fromDate, inDays, isTimeZone, later } from '../../kit/time.ts'
import type { Facts } from '../members/members.ts'

/** Where somebody stands with their welcome: see the model Member. */
export type Greeting = 'known' | 'joining' | 'due' | 'back' | 'welcomed'

export interface KnownMember {
  readonly greeting: string
  readonly joinedAt: Date | null
  readonly leftAt: Date | null
}

/**
 * How Totem comes to know of somebody. `joined`: the platform says that they came just now. `changed`: something about them changed.
 * `listed`: they are on the list of members; `since` is from when the list has newcomers: those whose date of joining is not told are
 * new when `undated` says so.
 */
export type Sighting =
  | { readonly kind: 'joined' }
  | { readonly kind: 'changed' }
  | { readonly kind: 'listed'; readonly since: Instant; readonly undated: 'new' | 'known' }

/** People who joined while Totem was away are greeted up to so long after, and so are those who came while staff paused greetings. */
export const GREETED_HOURS = 72
/** Whoever comes back within so many days is not told everything again. */
const BACK_DAYS = 30
/** spec/product.md, 1. Introductions; issue 3: welcomes a minute and workspace. */
const PACE = 30
const PACE_SECONDS = 60
/** A minute's beat is a little early or late: what may be sent so soon is decided now, and sent at its time. */
const AHEAD_SECONDS = 5
/** The platform's clock and ours tell one joining differently by so much at most. */
const SAME_JOIN_SECONDS = 60
/** The reminder comes so many days after the welcome, at the member's 10:00. */
const REMINDED_DAYS = 3
const REMINDED_HOUR = 10

/** Where somebody stands now that they were seen. Undefined: as before, or nobody to record. */
export function greetingAfter(
  known: KnownMember | undefined,
  facts: Pick<Facts, 'guest' | 'pending' | 'joinedAt'>,
  seen: Sighting,
  of: { readonly now: Instant; readonly guestsExcluded: boolean },
): Greeting | undefined {
  if (of.guestsExcluded && facts.guest) return known ? undefined : 'known'
  if (!known) return greetingOfStranger(facts, seen, of.now)
  if (facts.pending) return cameBack(known, facts) ? 'joining' : undefined
  // Nobody tells when a screening ended: during an absence, that is all there is to know.
  if (known.greeting === 'joining') return seen.kind === 'listed' && seen.undated === 'known' ? 'known' : 'due'
  if (seen.kind === 'listed' && !isRecent(facts, seen)) return undefined
  if (cameBack(known, facts)) return greetingOfReturn(known, of.now)
  return seen.kind === 'joined' && known.greeting === 'known' && !isLongAgo(facts, of.now) ? 'due' : undefined
}

function greetingOfStranger(
  facts: Pick<Facts, 'pending' | 'joinedAt'>,
  seen: Sighting,
  now: Instant,
): Greeting | undefined {
  if (seen.kind === 'changed') return undefined
  if (facts.pending) return 'joining'
  return (seen.kind === 'joined' ? !isLongAgo(facts, now) : isRecent(facts, seen)) ? 'due' : 'known'
}

/** Heard of so late that a welcome would come as a surprise: the event had waited somewhere. */
function isLongAgo({ joinedAt }: Pick<Facts, 'joinedAt'>, now: Instant): boolean {
  return joinedAt !== undefined && Temporal.Instant.compare(joinedAt, later(now, { hours: -GREETED_HOURS })) < 0
}

function isRecent({ joinedAt }: Pick<Facts, 'joinedAt'>, seen: Sighting & { kind: 'listed' }): boolean {
  if (joinedAt === undefined) return seen.undated === 'new'
  return Temporal.Instant.compare(joinedAt, seen.since) >= 0
}

/** They left, or joined again since: their leaving may have gone unseen. */
export function cameBack(known: KnownMember, { joinedAt }: Pick<Facts, 'joinedAt'>): boolean {
  if (known.leftAt) return true
  if (!known.joinedAt || joinedAt === undefined) return false
  const before = later(fromDate(known.joinedAt), { seconds: SAME_JOIN_SECONDS })
  return Temporal.Instant.compare(joinedAt, before) > 0
}

function greetingOfReturn(known: KnownMember, now: Instant): Greeting {
  if (known.greeting === 'due') return 'due'
  const longAgo = known.leftAt && Temporal.Instant.compare(fromDate(known.leftAt), inDays(now, -BACK_DAYS, 'UTC')) < 0
  return longAgo ? 'due' : 'back'
}

/**
 * When the next welcomes may go out, given those of late: never more than 30 within any minute. As many as may be settled now, at most
 * `wanted`.
 */
export function welcomeTimes(recent: readonly Instant[], now: Instant, wanted: number): Instant[] {
  const times = recent.toSorted(Temporal.Instant.compare)
  const before = times.length
  while (times.length < before + wanted) {
    const next = nextTime(times, now)
    if (Temporal.Instant.compare(next, later(now, { seconds: AHEAD_SECONDS })) > 0) break
    times.push(next)
  }
  return times.slice(before)
}
/** How many of the latest welcomes `welcomeTimes` needs to know. */
export const PACE_WINDOW = PACE

function nextTime(times: readonly Instant[], now: Instant): Instant {
  const pacing = times.at(-PACE)
  if (times.length < PACE || !pacing) return now
  const free = later(pacing, { seconds: PACE_SECONDS })
  return Temporal.Instant.compare(free, now) > 0 ? free : now
}

/** The member's first 10:00 that is three days or more after the welcome. */
export function reminderTime(welcomed: Instant, zone: string | null, workspaceZone: string): Instant {
  const local = welcomed.toZonedDateTimeISO(zone && isTimeZone(zone) ? zone : workspaceZone)
  const after = local.add({ days: REMINDED_DAYS })
  const morning = after.withPlainTime({ hour: REMINDED_HOUR })
  return (Temporal.ZonedDateTime.compare(morning, after) < 0 ? morning.add({ days: 1 }) : morning).toInstant()
}

/** What tells one day's post from another's. */
export function dayOf(instant: Instant, zone: string): string {
  return instant.toZonedDateTimeISO(zone).toPlainDate().toString()
}
