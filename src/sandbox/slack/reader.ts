import type { Member, Team, World } from './state.ts'

/** Who looks at a text: names, dates and times are shown as their client would. */
export interface Reader {
  world: World
  team: Team
  locale: string
  timezone: string
}

export function readerFor(world: World, team: Team, member: Member | undefined): Reader {
  return { world, team, locale: member?.locale ?? 'en-US', timezone: member?.timezone ?? 'UTC' }
}

export function memberMention(reader: Reader, id: string): string {
  return `@${reader.team.members.get(id)?.name ?? id}`
}

export function channelMention(reader: Reader, id: string): string {
  return `#${reader.team.channels.get(id)?.name ?? id}`
}

const dateFormats: Record<string, Intl.DateTimeFormatOptions> = {
  date_num: { year: 'numeric', month: '2-digit', day: '2-digit' },
  date_slash: { year: 'numeric', month: '2-digit', day: '2-digit' },
  date: { year: 'numeric', month: 'long', day: 'numeric' },
  date_long: { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' },
  date_long_full: { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' },
  date_short: { year: 'numeric', month: 'short', day: 'numeric' },
  day: { weekday: 'long' },
  time: { hour: 'numeric', minute: '2-digit' },
  time_secs: { hour: 'numeric', minute: '2-digit', second: '2-digit' },
}

/** A date element or `<!date^…>`: https://docs.slack.dev/messaging/formatting-message-text#date-formatting */
export function shownDate(reader: Reader, timestamp: number, format: string): string {
  return format.replaceAll(/\{([a-z_]+)\}/g, (whole, token: string) => {
    if (token === 'ago') return relativeTime(reader, timestamp)
    const pretty = token.replace(/_pretty$/, '')
    const near = pretty === token ? undefined : nearbyDay(reader, timestamp)
    if (near) return near
    const options = dateFormats[pretty.replace(/^day_divider$/, 'date_long')]
    if (!options) return whole
    const zoned = { ...options, timeZone: reader.timezone }
    return new Intl.DateTimeFormat(reader.locale, zoned).format(timestamp * 1000)
  })
}

function nearbyDay(reader: Reader, timestamp: number): string | undefined {
  const day = dayOf(timestamp * 1000, reader.timezone)
  const days = dayOf(reader.world.clock.now(), reader.timezone).until(day).days
  if (Math.abs(days) > 1) return undefined
  return new Intl.RelativeTimeFormat(reader.locale, { numeric: 'auto' }).format(days, 'day')
}

function dayOf(milliseconds: number, timezone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(milliseconds).toZonedDateTimeISO(timezone).toPlainDate()
}

function relativeTime(reader: Reader, timestamp: number): string {
  const minutes = Math.round((timestamp * 1000 - reader.world.clock.now()) / 60_000)
  const format = new Intl.RelativeTimeFormat(reader.locale, { numeric: 'auto' })
  if (Math.abs(minutes) < 60) return format.format(minutes, 'minute')
  if (Math.abs(minutes) < 24 * 60) return format.format(Math.round(minutes / 60), 'hour')
  return format.format(Math.round(minutes / (24 * 60)), 'day')
}
