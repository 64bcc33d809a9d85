import type { Instant } from '../../kit/time.ts'

/** Wednesday, so that the notice two days before comes on a working day too. */
const WEEKDAY = 3
const AT = '09:00'
const DAYS_IN_WEEK = 7
/** spec/product.md, 1. Introductions, Rounds. */
const EVERY_DAYS = 14
const NOTICE_DAYS = 2
/** From the second member's opting in to the first round, and from a round that was late to the next. */
const LEAST_DAYS = 3
/** A notice that comes later than so many days before is no notice: the round waits a little instead. */
const LATEST_NOTICE_DAYS = 1

/** The community's first round: a morning at least three days away. */
export function firstRound(now: Instant, zone: string): Instant {
  return slotFrom(now.toZonedDateTimeISO(zone).add({ days: LEAST_DAYS }))
}

/** Two weeks after a round; later when that one was so late that it would come at once. */
export function nextRound(before: Instant, now: Instant, zone: string): Instant {
  const planned = slotFrom(before.toZonedDateTimeISO(zone).startOfDay().add({ days: EVERY_DAYS }))
  const earliest = firstRound(now, zone)
  return Temporal.Instant.compare(planned, earliest) < 0 ? earliest : planned
}

/** When a round is announced: two days before, at the same local hour. */
export function noticeAt(pairsAt: Instant, zone: string): Instant {
  return pairsAt.toZonedDateTimeISO(zone).subtract({ days: NOTICE_DAYS }).toInstant()
}

/** When a round that is announced now takes place: as planned, unless Totem was away and too little notice is left. */
export function withNotice(pairsAt: Instant, now: Instant, zone: string): Instant {
  const here = now.toZonedDateTimeISO(zone)
  const latest = here.add({ days: LATEST_NOTICE_DAYS }).toInstant()
  return Temporal.Instant.compare(pairsAt, latest) >= 0 ? pairsAt : slotFrom(here.add({ days: NOTICE_DAYS }))
}

/** The first morning of a round at or after a local time. */
function slotFrom(earliest: Temporal.ZonedDateTime): Instant {
  const day = earliest.toPlainDate().add({ days: (WEEKDAY - earliest.dayOfWeek + DAYS_IN_WEEK) % DAYS_IN_WEEK })
  const at = (date: Temporal.PlainDate) => date.toZonedDateTime({ timeZone: earliest.timeZoneId, plainTime: AT })
  const slot = at(day)
  return (Temporal.ZonedDateTime.compare(slot, earliest) < 0 ? at(day.add({ days: DAYS_IN_WEEK })) : slot).toInstant()
}

const HISTORY_MONTHS = 6

/** Pairs before this may meet again as if they never had. */
export function forgottenBefore(now: Instant, zone: string): Instant {
  return now.toZonedDateTimeISO(zone).subtract({ months: HISTORY_MONTHS }).toInstant()
}
