/** Discord's markdown as a reader sees it: marks gone, mentions by name, times in the reader's own zone. */
import type { User, World } from './model.ts'

const LOCALE = { fr: 'fr-FR', en: 'en-GB' } as const
const CODE_BLOCK = /```(?:[a-z0-9_+-]+\n)?\n?([\s\S]+?)\n?```/iy

interface Rule {
  pattern: RegExp
  show(match: RegExpExecArray, reader: Reader): string
}
interface Reader {
  world: World
  user: User
}

/** In this order, at each place of the text; what no rule takes stands for itself. */
const RULES: Rule[] = [
  { pattern: /\\([^0-9A-Za-z\s])/uy, show: (match) => match[1] ?? '' },
  { pattern: CODE_BLOCK, show: (match) => match[1] ?? '' },
  { pattern: /(`+)([\s\S]*?[^`])\1(?!`)/y, show: (match) => (match[2] ?? '').trim() },
  {
    pattern: /\[((?:\\.|[^[\]\\]|<[^>\s]+>)+)\]\(<?(https?:\/\/[^\s>]*?)>?(?:\s+"[^"]*")?\)/y,
    show: (match, reader) => inline(match[1] ?? '', reader),
  },
  { pattern: /<(https?:\/\/[^>\s]+)>/y, show: (match) => match[1] ?? '' },
  { pattern: /https?:\/\/[^\s<]+/y, show: (match) => match[0] },
  {
    pattern: /<@!?(\d{1,20})>/y,
    show: (match, { world }) => `@${world.users.get(match[1] ?? '')?.name ?? 'unknown-user'}`,
  },
  { pattern: /<@&(\d{1,20})>/y, show: (match, reader) => `@${roleName(reader, match[1] ?? '')}` },
  {
    pattern: /<#(\d{1,20})>/y,
    show: (match, { world }) => `#${world.channels.get(match[1] ?? '')?.name ?? 'unknown'}`,
  },
  { pattern: /<\/([^:>]+):\d{1,20}>/y, show: (match) => `/${match[1] ?? ''}` },
  { pattern: /<a?(:\w+:)\d{1,20}>/y, show: (match) => match[1] ?? '' },
  {
    pattern: /<t:(-?\d{1,13})(?::([tTdDfFRsS]))?>/y,
    show: (match, reader) => moment(Number(match[1]), match[2] ?? 'f', reader),
  },
  { pattern: /\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/y, show: inner },
  { pattern: /__((?:\\[\s\S]|[^\\])+?)__(?!_)/y, show: inner },
  { pattern: /~~((?:\\[\s\S]|[^\\])+?)~~/y, show: inner },
  { pattern: /\|\|((?:\\[\s\S]|[^\\])+?)\|\|/y, show: inner },
  { pattern: /\*(?=\S)((?:\\[\s\S]|[^\\*])+?)(?<!\s)\*(?!\*)/y, show: inner },
  { pattern: /\b_((?:\\[\s\S]|[^\\_])+?)_\b/y, show: inner },
  { pattern: /[\p{L}\p{N} \n]+?(?=[^\p{L}\p{N} \n]|https?:|$)/uy, show: (match) => match[0] },
]

export function plain(text: string, world: World, user: User): string {
  return inline(withoutBlocks(text), { world, user })
}

/** Marks at the beginning of lines (headings, quotes, lists), outside code blocks. */
function withoutBlocks(text: string): string {
  return text
    .split(/(```[\s\S]+?```)/)
    .map((part) => (part.startsWith('```') ? part : part.split('\n').map(withoutMark).join('\n')))
    .join('')
}

function withoutMark(line: string): string {
  const unquoted = line.replace(/^(?:>>> |> )/, '')
  return unquoted.replace(/^(?:#{1,3}|-#) +/, '').replace(/^(\s*)[-*] +/, '$1• ')
}

function inner(match: RegExpExecArray, reader: Reader): string {
  return inline(match[1] ?? '', reader)
}

function inline(text: string, reader: Reader): string {
  let shown = ''
  let at = 0
  while (at < text.length) {
    const [piece, length] = next(text, at, reader)
    shown += piece
    at += length
  }
  return shown
}

function next(text: string, at: number, reader: Reader): [string, number] {
  for (const { pattern, show } of RULES) {
    pattern.lastIndex = at
    const match = pattern.exec(text)
    if (match) return [show(match, reader), match[0].length]
  }
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0)
  return [character, character.length]
}

function roleName({ world }: Reader, id: string): string {
  const guild = [...world.guilds.values()].find((one) => one.roles.has(id))
  return guild?.roles.get(id)?.name.replace(/^@/, '') ?? 'unknown-role'
}

const STYLES: Record<string, Intl.DateTimeFormatOptions> = {
  t: { timeStyle: 'short' },
  T: { timeStyle: 'medium' },
  d: { dateStyle: 'short' },
  D: { dateStyle: 'long' },
  f: { dateStyle: 'long', timeStyle: 'short' },
  F: { dateStyle: 'full', timeStyle: 'short' },
  s: { dateStyle: 'short', timeStyle: 'short' },
  S: { dateStyle: 'short', timeStyle: 'medium' },
}

function moment(seconds: number, style: string, { world, user }: Reader): string {
  const locale = LOCALE[user.locale]
  if (style === 'R') return relative(seconds - world.clock.now() / 1000, locale)
  const format = new Intl.DateTimeFormat(locale, { ...STYLES[style], timeZone: user.timezone })
  return format.format(seconds * 1000).replaceAll('\u202f', ' ')
}

const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
]

function relative(seconds: number, locale: string): string {
  const [unit, size] = UNITS.find(([, one]) => Math.abs(seconds) >= one) ?? ['second', 1]
  return new Intl.RelativeTimeFormat(locale, { numeric: 'always' }).format(Math.round(seconds / size), unit)
}
