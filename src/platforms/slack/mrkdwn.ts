import {
  bold,
  code,
  codeBlock,
  italic,
  link,
  type Node,
  plain,
  quote,
  speakable,
  strike,
  type Text,
  time,
} from '../../kit/text.ts'
import type { Instant } from '../../kit/time.ts'
import type { Names } from './read.ts'

/** Slack's older markup, which apps and a few clients still write. Members' own messages carry rich text: see read.ts. */
export function readMrkdwn(written: string, names: Names): Text {
  const parts = written.split('```')
  // An odd number of fences: the last opens nothing.
  if (parts.length % 2 === 0) parts.splice(-2, 2, parts.slice(-2).join('```'))
  return parts.flatMap((part, index) => {
    if (index % 2 === 1) return [codeBlock(unescaped(part.replace(/^\n|\n$/gu, '')))]
    return part === '' ? [] : lines(part, names)
  })
}

/** Runs of lines that begin with `>` are quotes. */
function lines(part: string, names: Names): Text {
  const runs = part.match(/(?:^(?:&gt;|>) ?.*(?:\n|$))+|(?:^(?!&gt;|>).*(?:\n|$))+/gmu) ?? []
  return runs.flatMap((run) => {
    if (!/^(?:&gt;|>)/u.test(run)) return inline(run, names)
    return [quote(inline(run.replace(/^(?:&gt;|>) ?/gmu, '').replace(/\n$/u, ''), names))]
  })
}

// Code, an entity in angle brackets, or a mark that opens at a word's start and closes at a word's end.
const marks = /`([^`\n]+)`|<([^<>\n]+)>|(?<![\p{L}\p{N}])([*_~])(?=\S)([^\n]*?\S)\3(?![\p{L}\p{N}])/gu

function inline(part: string, names: Names): Text {
  const read: Node[] = []
  let from = 0
  for (const match of part.matchAll(marks)) {
    read.push(...said(part.slice(from, match.index)), marked(match, names))
    from = match.index + match[0].length
  }
  return [...read, ...said(part.slice(from))]
}

function marked(match: RegExpExecArray, names: Names): Node {
  const [, codeText, entityText, mark, inside = ''] = match
  if (codeText !== undefined) return code(unescaped(codeText))
  if (entityText !== undefined) return entity(entityText, names)
  if (mark === '*') return bold(inline(inside, names))
  if (mark === '_') return italic(inline(inside, names))
  return strike(inline(inside, names))
}

/** https://docs.slack.dev/messaging/formatting-message-text#retrieving-messages */
function entity(written: string, names: Names): Node {
  const [target = '', label] = written.split('|', 2)
  const id = target.slice(1)
  if (target.startsWith('@'))
    return { kind: 'person', workspace: names.workspace, id, name: unescaped(label ?? '') || names.member(id) }
  if (target.startsWith('#'))
    return { kind: 'channel', workspace: names.workspace, id, name: unescaped(label ?? '') || names.channel(id) }
  if (target.startsWith('!date^')) return date(target, label)
  if (target.startsWith('!')) return plain(unescaped(label ?? `@${id.replace(/^subteam\^/u, '')}`))
  return link(unescaped(target), unescaped(label ?? target))
}

function date(target: string, label: string | undefined): Node {
  const at = instantOf(Number(target.split('^')[1]))
  return at ? time(at) : plain(unescaped(label ?? ''))
}

/** Unix seconds, if they are a time that can be. */
export function instantOf(seconds: number): Instant | undefined {
  // The range of Temporal.Instant.
  if (!Number.isSafeInteger(seconds) || Math.abs(seconds) > 8.64e12) return undefined
  return Temporal.Instant.fromEpochMilliseconds(seconds * 1000)
}

function said(part: string): Node[] {
  return part === '' ? [] : [plain(unescaped(part))]
}

/** Slack escapes these three and no others. */
export function unescaped(written: string): string {
  return speakable(written.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'))
}
