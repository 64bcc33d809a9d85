import { channelMention, memberMention, type Reader, shownDate } from './reader.ts'

/** `mrkdwn` as the reader's screen shows it: marks removed, references by name, entities decoded. */
export function shownMrkdwn(reader: Reader, source: string): string {
  const kept: string[] = []
  // References are taken out first, so that a mark inside a link or a name is not mistaken for formatting.
  const without = source.replaceAll(/<([^<>\n]+)>/g, (whole, inner: string) => {
    kept.push(shownReference(reader, inner) ?? whole)
    return `\u0000${kept.length - 1}\u0000`
  })
  const plain = without
    .replaceAll(/```([\s\S]+?)```/g, '$1')
    .replaceAll(/`([^`\n]+)`/g, '$1')
    .replaceAll(mark('\\*'), '$1')
    .replaceAll(mark('_'), '$1')
    .replaceAll(mark('~'), '$1')
    .replaceAll(/^(&gt;|>) ?/gm, '')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: NUL stands for a reference taken out above
  return decoded(plain.replaceAll(/\u0000(\d+)\u0000/g, (_, index: string) => kept[Number(index)] ?? ''))
}

function mark(character: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])${character}([^\\s](?:[^\\n]*?[^\\s])?)${character}(?![\\p{L}\\p{N}])`, 'gu')
}

function shownReference(reader: Reader, inner: string): string | undefined {
  const [target = '', label] = splitOnce(inner, '|')
  if (/^@[UW]/.test(target)) return memberMention(reader, target.slice(1))
  if (/^#[CG]/.test(target)) return channelMention(reader, target.slice(1))
  if (target.startsWith('!date^')) return referenceDate(reader, target, label)
  if (target.startsWith('!subteam^')) return label ?? `@${target.slice('!subteam^'.length)}`
  if (target.startsWith('!')) return `@${label ?? target.slice(1)}`
  return /^[a-z][a-z0-9+.-]*:/i.test(target) ? (label ?? target) : undefined
}

function referenceDate(reader: Reader, target: string, fallback: string | undefined): string {
  const [, timestamp = '', format = ''] = target.split('^')
  const moment = Number(timestamp)
  return Number.isFinite(moment) && timestamp ? shownDate(reader, moment, format) : (fallback ?? '')
}

function splitOnce(source: string, separator: string): [string, string | undefined] {
  const at = source.indexOf(separator)
  return at < 0 ? [source, undefined] : [source.slice(0, at), source.slice(at + 1)]
}

export function decoded(source: string): string {
  return source.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}

export function escaped(source: string): string {
  return source.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** Whom `mrkdwn` notifies: member ids, `channel`, `here`, `everyone`, `subteam:ID`. */
export function mentionsIn(source: string): string[] {
  return [...source.matchAll(/<(?:@([UW][A-Z0-9]+)|!(here|channel|everyone)|!subteam\^([A-Z0-9]+))(?:\|[^>]*)?>/g)].map(
    ([, member, group, subteam]) => member ?? group ?? `subteam:${subteam}`,
  )
}
