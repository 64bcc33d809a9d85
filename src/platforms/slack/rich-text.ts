import type {
  RichTextBlock,
  RichTextElement,
  RichTextList,
  RichTextPreformatted,
  RichTextQuote,
  RichTextSection,
} from '@slack/types'
import {
  isWebAddress,
  type Node,
  type PersonNode,
  speakable,
  type Text,
  type TimeStyle,
  wordsOf,
} from '../../kit/text.ts'

/**
 * Nodes as Slack's rich_text, which says what each piece is instead of marking it up: a member's text in it is text, whatever is in it.
 * `workspace`: where it will be read; people and channels of other workspaces are shown by name.
 */
export function richText(content: Text, workspace: string, style: Style = {}): RichTextBlock | undefined {
  const elements = sections(pieces(content, { workspace, style }))
  return elements.length === 0 ? undefined : { type: 'rich_text', elements }
}

interface Style {
  readonly bold?: boolean
  readonly italic?: boolean
  readonly strike?: boolean
  readonly code?: boolean
}
interface Where {
  readonly workspace: string
  readonly style: Style
}
type Standing = RichTextList | RichTextQuote | RichTextPreformatted
type Piece =
  | { readonly kind: 'inline'; readonly element: RichTextElement }
  | { readonly kind: 'standing'; readonly element: Standing }

// Slack refuses deeper lists, and links over 3,000 characters.
const deepest = 8
const longestLink = 3_000

/** Runs of inline elements become sections between what stands on lines of its own. */
function sections(all: readonly Piece[]): (RichTextSection | Standing)[] {
  const made: (RichTextSection | Standing)[] = []
  for (const piece of all) {
    const last = made.at(-1)
    if (piece.kind === 'standing') made.push(piece.element)
    else if (last?.type === 'rich_text_section') last.elements.push(piece.element)
    else made.push({ type: 'rich_text_section', elements: [piece.element] })
  }
  return made
}

function pieces(content: Text, where: Where): Piece[] {
  return content.flatMap((node) => piecesOf(node, where))
}

function piecesOf(node: Node, where: Where): Piece[] {
  switch (node.kind) {
    case 'bold':
    case 'italic':
    case 'strike':
      return pieces(node.content, styled(where, node.kind))
    case 'quote':
      return standing({ type: 'rich_text_quote', elements: inlines(node.content, where) })
    case 'list':
      return lists(node, where, 0).flatMap(standing)
    case 'code':
      return node.block
        ? standing({ type: 'rich_text_preformatted', elements: said(node.text, {}) })
        : inline(node, where).map(asPiece)
    case 'plain':
    case 'link':
    case 'person':
    case 'channel':
    case 'time':
      return inline(node, where).map(asPiece)
  }
}

function asPiece(element: RichTextElement): Piece {
  return { kind: 'inline', element }
}
function standing(element: Standing): Piece[] {
  return element.elements.length === 0 ? [] : [{ kind: 'standing', element }]
}
function styled(where: Where, style: keyof Style): Where {
  return { ...where, style: { ...where.style, [style]: true } }
}

function inlines(content: Text, where: Where): RichTextElement[] {
  return content.flatMap((node) => inline(node, where))
}

/** A node inside a line: what would stand alone gives its words. */
function inline(node: Node, where: Where): RichTextElement[] {
  switch (node.kind) {
    case 'plain':
      return said(node.text, where.style)
    case 'bold':
    case 'italic':
    case 'strike':
      return inlines(node.content, styled(where, node.kind))
    case 'quote':
      return inlines(node.content, where)
    case 'code':
      return said(node.text, { ...where.style, code: true })
    case 'link':
      return linked(node.url, node.label, where.style)
    case 'person':
      return [mention(node, where)]
    case 'channel':
      if (node.workspace !== where.workspace || !/^[CDG][A-Z0-9]+$/u.test(node.id))
        return said(`#${node.name}`, where.style)
      return [{ type: 'channel', channel_id: node.id, ...withStyle(where.style) }]
    case 'time':
      return [
        {
          type: 'date',
          timestamp: Math.floor(node.at.epochMilliseconds / 1000),
          format: formats[node.style],
          fallback: `${utc(node)} UTC`,
          ...withStyle(where.style),
        },
      ]
    case 'list':
      return said(wordsOf([node]), where.style)
  }
}

/** https://docs.slack.dev/messaging/formatting-message-text#date-formatting */
const formats: Readonly<Record<TimeStyle, string>> = {
  date: '{date_long_pretty}',
  time: '{time}',
  dateTime: '{date_long_pretty} {time}',
  relative: '{ago}',
}

function utc(node: Extract<Node, { kind: 'time' }>): string {
  return node.at.toString({ smallestUnit: 'minute' }).replace('T', ' ').replace('Z', '')
}

function said<S extends Style>(words: string, style: S) {
  const shown = speakable(words)
  return shown === '' ? [] : [{ type: 'text' as const, text: shown, ...withStyle(style) }]
}

function linked(url: string, label: string, style: Style): RichTextElement[] {
  const shown = speakable(label)
  if (!isWebAddress(url) || url.length > longestLink) return said(label, style)
  return [{ type: 'link', url: speakable(url), ...(shown === '' ? {} : { text: shown }), ...withStyle(style) }]
}

function mention(node: PersonNode, where: Where): RichTextElement {
  if (node.workspace === where.workspace && /^[UW][A-Z0-9]+$/u.test(node.id))
    return { type: 'user', user_id: node.id, ...withStyle(where.style) }
  return { type: 'text', text: speakable(node.name) || '?', ...withStyle(where.style) }
}

function withStyle(style: Style): { style?: Style } {
  return Object.keys(style).length === 0 ? {} : { style }
}

/** A list within an item is, for Slack, a list of its own between two parts of the outer one, further in. */
function lists(node: Extract<Node, { kind: 'list' }>, where: Where, indent: number): RichTextList[] {
  const made: (RichTextList & { offset?: number })[] = []
  const style = node.ordered ? ('ordered' as const) : ('bullet' as const)
  for (const [index, item] of node.items.entries()) {
    const last = made.at(-1)
    const open = last?.indent === indent && last.style === style
    const section = itemSection(item, where)
    if (open) last.elements.push(section)
    else
      made.push({
        type: 'rich_text_list',
        style,
        indent,
        elements: [section],
        ...(index > 0 && node.ordered ? { offset: index } : {}),
      })
    made.push(
      ...item.flatMap((inner) => (inner.kind === 'list' ? lists(inner, where, Math.min(indent + 1, deepest)) : [])),
    )
  }
  return made
}

function itemSection(item: Text, where: Where): RichTextSection {
  const elements = inlines(
    item.filter((node) => node.kind !== 'list'),
    where,
  )
  // Slack takes no section without elements.
  return { type: 'rich_text_section', elements: elements.length === 0 ? [{ type: 'text', text: ' ' }] : elements }
}
