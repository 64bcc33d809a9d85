/** A point in time. Local dates and hours are made from it and a named zone. */
export type Instant = Temporal.Instant

/** For the database and the libraries that demand a `Date`. */
export function toDate(instant: Instant): Date {
  return new Date(instant.epochMilliseconds)
}

export function fromDate(date: Date): Instant {
  return Temporal.Instant.fromEpochMilliseconds(date.getTime())
}

/** Exact spans: hours and shorter. A day is not 24 hours where clocks change; use `inDays`. */
export function later(instant: Instant, span: { hours?: number; minutes?: number; seconds?: number }): Instant {
  return instant.add(span)
}

/** The same local time so many days later (or earlier) in the zone. */
export function inDays(instant: Instant, days: number, zone: string): Instant {
  return instant.toZonedDateTimeISO(zone).add({ days }).toInstant()
}

/** The last instant of the local day that contains `instant`. */
export function endOfDay(instant: Instant, zone: string): Instant {
  return instant.toZonedDateTimeISO(zone).add({ days: 1 }).startOfDay().subtract({ seconds: 1 }).toInstant()
}

export function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}

/** `31/12/2026`, as the French write a day and as everybody understands it where the day is over 12; see `parseDay`. */
export function writeDay(instant: Instant, zone: string): string {
  const day = instant.toZonedDateTimeISO(zone)
  return `${String(day.day).padStart(2, '0')}/${String(day.month).padStart(2, '0')}/${day.year}`
}

/** A day as people type it: day, month, year with any separator, or ISO 8601. Undefined: no such day. */
export function parseDay(typed: string): Temporal.PlainDate | undefined {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/u.exec(typed.trim())
  const local = /^(\d{1,2})[\s./-](\d{1,2})[\s./-](\d{4})$/u.exec(typed.trim())
  const [year, month, day] = iso ? [iso[1], iso[2], iso[3]] : [local?.[3], local?.[2], local?.[1]]
  try {
    return Temporal.PlainDate.from(
      { year: Number(year), month: Number(month), day: Number(day) },
      { overflow: 'reject' },
    )
  } catch {
    return undefined
  }
}
