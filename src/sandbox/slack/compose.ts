import type { Json } from './json.ts'
import { escaped } from './mrkdwn.ts'

/** What a member typed, as Slack's composer sends it: `text` in mrkdwn, and the same as one rich_text block. */
export interface Composed {
  text: string
  blocks: Json[]
}

const emoji = new Map([
  ['tada', '🎉'],
  ['wave', '👋'],
  ['newspaper', '📰'],
  ['rocket', '🚀'],
  ['sparkles', '✨'],
  ['smile', '😄'],
  ['eyes', '👀'],
  ['fire', '🔥'],
  ['heart', '❤️'],
  ['+1', '👍'],
])
const emojiNames = new Map([...emoji].map(([name, character]) => [character, name]))

/** The name of an emoji that may be given as a character, a name or a `:name:`. */
export function emojiName(given: string): string {
  return emojiNames.get(given) ?? given.replaceAll(':', '')
}

export function compose(typed: string, blockId: string): Composed {
  const pieces = linesToPieces(typed)
  const elements = pieces.map((piece) => piece.element)
  const block = { type: 'rich_text', block_id: blockId, elements }
  return { text: pieces.map((piece) => piece.text).join('\n'), blocks: elements.length > 0 ? [block] : [] }
}

interface Piece {
  text: string
  element: Json
}

type LineKind = 'plain' | 'quote' | 'list'

/** Neighbouring lines of one kind make one element. */
function linesToPieces(typed: string): Piece[] {
  const fence = /^```\n?([\s\S]*?)\n?```$/.exec(typed)
  if (fence?.[1] !== undefined) return [preformatted(fence[1])]
  const groups: { kind: LineKind; lines: string[] }[] = []
  for (const line of typed.split('\n')) {
    const kind = kindOf(line)
    const last = groups.at(-1)
    if (last?.kind === kind) last.lines.push(line)
    else groups.push({ kind, lines: [line] })
  }
  return groups.map(({ kind, lines }) => pieceOf(kind, lines))
}

function kindOf(line: string): LineKind {
  if (line.startsWith('> ')) return 'quote'
  return /^[-•] /.test(line) ? 'list' : 'plain'
}

function pieceOf(kind: LineKind, lines: string[]): Piece {
  if (kind === 'list') {
    const items = lines.map((line) => inline(line.slice(2), {}))
    const elements = items.map((item) => ({ type: 'rich_text_section', elements: item.elements }))
    return {
      text: items.map((item) => `• ${item.text}`).join('\n'),
      element: { type: 'rich_text_list', style: 'bullet', indent: 0, border: 0, elements },
    }
  }
  const { text, elements } = inline(lines.map((line) => (kind === 'quote' ? line.slice(2) : line)).join('\n'), {})
  if (kind === 'plain') return { text, element: { type: 'rich_text_section', elements } }
  return { text: text.replaceAll(/^/gm, '&gt; '), element: { type: 'rich_text_quote', elements } }
}

function preformatted(code: string): Piece {
  const elements = [{ type: 'text', text: code }]
  return { text: `\`\`\`${escaped(code)}\`\`\``, element: { type: 'rich_text_preformatted', border: 0, elements } }
}

interface Inline {
  text: string
  elements: Json[]
}

type Style = Record<string, boolean>

const token = new RegExp(
  [
    '<@(?<user>[UW][A-Z0-9]+)(?:\\|[^>]*)?>',
    '<#(?<channel>C[A-Z0-9]+)(?:\\|[^>]*)?>',
    '<!(?<group>here|channel|everyone)(?:\\|[^>]*)?>',
    '<(?<url>https?://[^>|\\s]+)(?:\\|(?<label>[^>]+))?>',
    '(?<bare>https?://[^\\s<>]*[^\\s<>.,;:!?)\\]\'"»])',
    '`(?<code>[^`\\n]+)`',
    '(?<![\\p{L}\\p{N}])\\*(?<bold>\\S(?:[^*\\n]*\\S)?)\\*(?![\\p{L}\\p{N}])',
    '(?<![\\p{L}\\p{N}_])_(?<italic>\\S(?:[^_\\n]*\\S)?)_(?![\\p{L}\\p{N}_])',
    '(?<![\\p{L}\\p{N}])~(?<strike>\\S(?:[^~\\n]*\\S)?)~(?![\\p{L}\\p{N}])',
    `:(?<emoji>${[...emoji.keys()].map((name) => name.replaceAll('+', '\\+')).join('|')}):`,
    `(?<character>${[...emojiNames.keys()].join('|')})`,
  ].join('|'),
  'gu',
)

function inline(source: string, style: Style): Inline {
  const parts: Inline[] = []
  let end = 0
  for (const match of source.matchAll(token)) {
    if (match.index > end) parts.push(plain(source.slice(end, match.index), style))
    parts.push(styled(match.groups ?? {}, style))
    end = match.index + match[0].length
  }
  if (end < source.length) parts.push(plain(source.slice(end), style))
  return { text: parts.map((part) => part.text).join(''), elements: parts.flatMap((part) => part.elements) }
}

function plain(words: string, style: Style): Inline {
  return { text: escaped(words), elements: [{ type: 'text', text: words, ...withStyle(style) }] }
}

function withStyle(style: Style): Json {
  return Object.keys(style).length > 0 ? { style } : {}
}

function styled(found: Partial<Record<string, string>>, style: Style): Inline {
  const { bold, italic, strike, code } = found
  if (bold !== undefined) return wrapped('*', inline(bold, { ...style, bold: true }))
  if (italic !== undefined) return wrapped('_', inline(italic, { ...style, italic: true }))
  if (strike !== undefined) return wrapped('~', inline(strike, { ...style, strike: true }))
  if (code !== undefined) return wrapped('`', plain(code, { ...style, code: true }))
  return reference(found, style)
}

function wrapped(character: string, content: Inline): Inline {
  return { text: `${character}${content.text}${character}`, elements: content.elements }
}

function reference(found: Partial<Record<string, string>>, style: Style): Inline {
  const one = (text: string, element: Json): Inline => ({ text, elements: [{ ...element, ...withStyle(style) }] })
  const { user, channel, group, url, label, bare, character = '' } = found
  if (user) return one(`<@${user}>`, { type: 'user', user_id: user })
  if (channel) return one(`<#${channel}>`, { type: 'channel', channel_id: channel })
  if (group) return one(`<!${group}>`, { type: 'broadcast', range: group })
  if (url) return one(`<${escaped(url)}${label ? `|${escaped(label)}` : ''}>`, link(url, label))
  if (bare) return one(`<${escaped(bare)}>`, link(bare, undefined))
  const name = found['emoji'] ?? emojiNames.get(character) ?? ''
  const unicode = [...(emoji.get(name) ?? '')].map((point) => point.codePointAt(0)?.toString(16)).join('-')
  return one(`:${name}:`, { type: 'emoji', name, unicode })
}

function link(url: string, label: string | undefined): Json {
  return { type: 'link', url, ...(label ? { text: label } : {}) }
}
