import type { Instant } from './time.ts'

/**
 * Text as nodes, never as markdown: nobody escapes by hand, and what a member wrote cannot break out of its place,
 * mention anybody or become a link. The renderers turn nodes into each platform's own form.
 */
export type Text = readonly Node[]

export type Node =
  | { readonly kind: 'plain'; readonly text: string }
  | { readonly kind: 'bold' | 'italic' | 'strike' | 'quote'; readonly content: Text }
  /** `block`: on lines of its own. */
  | { readonly kind: 'code'; readonly text: string; readonly block: boolean }
  | { readonly kind: 'link'; readonly url: string; readonly label: string }
  | PersonNode
  | { readonly kind: 'channel'; readonly workspace: string; readonly id: string; readonly name: string }
  /** Rendered by each reader's own client, in their own zone. */
  | { readonly kind: 'time'; readonly at: Instant; readonly style: TimeStyle }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly Text[] }

/** A mention where the reader is in the person's own workspace (platform ids), their name elsewhere. */
export interface PersonNode {
  readonly kind: 'person'
  readonly workspace: string
  readonly id: string
  readonly name: string
}
export type TimeStyle = 'date' | 'time' | 'dateTime' | 'relative'
export type Wording = string | number | Node | Text

/** `text\`${person(owner)} offers ${bold(title)}\`` */
export function text(strings: TemplateStringsArray, ...values: readonly Wording[]): Text {
  return strings.flatMap((string, index) => [...nodes(string), ...nodes(values[index] ?? '')])
}

/** Anything that can be said, as nodes. */
export function nodes(wording: Wording): Text {
  if (typeof wording === 'number') return nodes(String(wording))
  if (typeof wording === 'string') return wording === '' ? [] : [{ kind: 'plain', text: wording }]
  if ('kind' in wording) return [wording]
  return wording
}

export function plain(value: string): Node {
  return { kind: 'plain', text: value }
}
export function bold(content: Wording): Node {
  return { kind: 'bold', content: nodes(content) }
}
export function italic(content: Wording): Node {
  return { kind: 'italic', content: nodes(content) }
}
export function strike(content: Wording): Node {
  return { kind: 'strike', content: nodes(content) }
}
export function quote(content: Wording): Node {
  return { kind: 'quote', content: nodes(content) }
}
export function code(value: string): Node {
  return { kind: 'code', text: value, block: false }
}
export function codeBlock(value: string): Node {
  return { kind: 'code', text: value, block: true }
}
export function time(at: Instant, style: TimeStyle = 'dateTime'): Node {
  return { kind: 'time', at, style }
}
export function list(items: readonly Wording[], ordered = false): Node {
  return { kind: 'list', ordered, items: items.map(nodes) }
}
export function person(of: Omit<PersonNode, 'kind'>): PersonNode {
  return { kind: 'person', workspace: of.workspace, id: of.id, name: of.name }
}
/** Only http and https become links; anything else stays the words that were written. */
export function link(url: string, label: string = url): Node {
  return isWebAddress(url) ? { kind: 'link', url, label } : plain(label === url ? url : `${label} (${url})`)
}

export function isWebAddress(url: string): boolean {
  return URL.canParse(url) && ['http:', 'https:'].includes(new URL(url).protocol)
}

/** Texts one after the other with something between them. */
export function join(texts: readonly Wording[], between: Wording): Text {
  return texts.flatMap((each, index) => (index === 0 ? nodes(each) : [...nodes(between), ...nodes(each)]))
}

/** The words alone, as a person would read them aloud; times in UTC, since nobody's client renders them here. */
export function wordsOf(content: Text): string {
  return content.map(words).join('')
}

function words(node: Node): string {
  switch (node.kind) {
    case 'plain':
      return node.text
    case 'bold':
    case 'italic':
    case 'strike':
    case 'quote':
      return wordsOf(node.content)
    case 'code':
      return node.text
    case 'link':
      return node.label
    case 'person':
      return node.name
    case 'channel':
      return `#${node.name}`
    case 'time':
      return node.at.toString({ smallestUnit: 'minute' })
    case 'list':
      return node.items.map((item, index) => `${markOf(node, index)}${wordsOf(item)}\n`).join('')
  }
}

function markOf(of: { readonly ordered: boolean }, index: number): string {
  return of.ordered ? `${index + 1}. ` : '• '
}

// C0 and C1 controls but tab and newline; the bidirectional overrides, embeddings and isolates, which can make a text read as another.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const unspeakable = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069\uFFF9-\uFFFB]/gu

// Unicode's own separators too: patterns that read line by line would stand still before them.
const lineBreak = /\r\n|[\u2028\u2029]/gu

/** Without the characters that only mislead or break, for what is about to be shown. */
export function speakable(said: string): string {
  return said.replace(lineBreak, '\n').replace(unspeakable, '').toWellFormed()
}

/** What a member typed, without characters that only mislead or break: to be called where text enters. */
export function clean(typed: string): string {
  return speakable(typed).trim()
}

/** At most `maximum` characters (UTF-16 units, as both platforms count), cut visibly and never inside a character. */
export function clip(value: string, maximum: number): string {
  return value.length <= maximum ? value : cut(value, maximum)
}

/** The beginning of what is longer, or of what more would have followed. */
function cut(value: string, maximum: number): string {
  if (maximum < 1) return ''
  const kept = value.slice(0, maximum - 1)
  return `${/[\uD800-\uDBFF]$/u.test(kept) ? kept.slice(0, -1) : kept}…`
}

/** As `clip`, over nodes: what does not fit is left out, and the cut is visible. */
export function clipText(content: Text, maximum: number): Text {
  return wordsOf(content).length <= maximum ? content : cutText(content, maximum)
}

function cutText(content: Text, maximum: number): Text {
  if (maximum < 1) return []
  const kept: Node[] = []
  let left = maximum - 1
  for (const node of content) {
    const length = words(node).length
    if (length > left) return [...kept, ...cutNode(node, left + 1)]
    kept.push(node)
    left -= length
  }
  return [...kept, plain('…')]
}

/** `node` does not fit, or fills all that is left while more follows it. */
function cutNode(node: Node, maximum: number): Text {
  switch (node.kind) {
    case 'plain':
      return [plain(cut(node.text, maximum))]
    case 'code':
      return [{ ...node, text: cut(node.text, maximum) }]
    case 'bold':
    case 'italic':
    case 'strike':
    case 'quote':
      return [{ ...node, content: cutText(node.content, maximum) }]
    case 'link':
      return [{ ...node, label: cut(node.label, maximum) }]
    case 'person':
    case 'channel':
    case 'time':
      return [plain('…')]
    case 'list':
      return cutList(node, maximum)
  }
}

/** Whole items while they fit, then what fits of the next. */
function cutList(node: Node & { kind: 'list' }, maximum: number): Text {
  const kept: Text[] = []
  let left = maximum - 1
  for (const item of node.items) {
    const mark = markOf(node, kept.length).length + 1
    const length = mark + wordsOf(item).length
    if (length > left) {
      const room = left - mark
      if (room > 1) return [{ ...node, items: [...kept, cutText(item, room)] }]
      break
    }
    kept.push(item)
    left -= length
  }
  return kept.length === 0 ? [plain('…')] : [{ ...node, items: kept }, plain('…')]
}
