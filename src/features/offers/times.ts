import { endOfDay, type Instant, inDays } from '../../kit/time.ts'

/** spec/product.md, 2. Offers; and issue 4. In days. */
export const offerDays = {
  approvalReminder: 2,
  closingNotice: 3,
  extension: 28,
  partnerReminder: 3,
  staffNotice: 7,
  helpedQuestion: 21,
} as const

/** In the morning of the author, not at the minute at which it will close. */
const NOTICE_AT = '09:00'

/** When its author is asked about an offer that will close: three days before. Undefined: that time has passed. */
export function noticeAt(closesAt: Instant, zone: string, now: Instant): Instant | undefined {
  const day = closesAt.toZonedDateTimeISO(zone).toPlainDate().subtract({ days: offerDays.closingNotice })
  const at = day.toZonedDateTime({ timeZone: zone, plainTime: NOTICE_AT }).toInstant()
  return Temporal.Instant.compare(at, now) > 0 ? at : undefined
}

/** The end of the day four weeks after the one on which it would have closed. */
export function extended(closesAt: Instant, zone: string): Instant {
  return endOfDay(inDays(closesAt, offerDays.extension, zone), zone)
}

const FRIDAY = 5
const BUNDLE_AT = '16:00'

/** The next Friday 16:00 in the reader's zone. */
export function nextBundle(now: Instant, zone: string): Instant {
  const here = now.toZonedDateTimeISO(zone)
  const friday = here.toPlainDate().add({ days: (FRIDAY - here.dayOfWeek + 7) % 7 })
  const at = (day: Temporal.PlainDate) => day.toZonedDateTime({ timeZone: zone, plainTime: BUNDLE_AT }).toInstant()
  return Temporal.Instant.compare(at(friday), now) > 0 ? at(friday) : at(friday.add({ days: 7 }))
}
