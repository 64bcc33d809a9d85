import * as z from 'zod'
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
import { instantOf, readMrkdwn } from './mrkdwn.ts'

/** What people and channels are called, for the nodes that name them. */
export interface Names {
  readonly workspace: string
  member(id: string): string
  channel(id: string): string
}

const styleSchema = z.object({
  bold: z.boolean().optional(),
  italic: z.boolean().optional(),
  strike: z.boolean().optional(),
  code: z.boolean().optional(),
})
const inlineSchema = z.object({
  type: z.string(),
  text: z.string().optional(),
  url: z.string().optional(),
  user_id: z.string().optional(),
  channel_id: z.string().optional(),
  usergroup_id: z.string().optional(),
  range: z.string().optional(),
  value: z.string().optional(),
  name: z.string().optional(),
  unicode: z.string().optional(),
  timestamp: z.number().optional(),
  format: z.string().optional(),
  fallback: z.string().optional(),
  style: styleSchema.optional(),
})
const sectionSchema = z.object({ type: z.literal('rich_text_section'), elements: z.array(inlineSchema) })
const listSchema = z.object({
  type: z.literal('rich_text_list'),
  style: z.string(),
  indent: z.number().default(0),
  elements: z.array(sectionSchema),
})
const elementSchema = z.discriminatedUnion('type', [
  sectionSchema,
  listSchema,
  z.object({ type: z.literal('rich_text_quote'), elements: z.array(inlineSchema) }),
  z.object({ type: z.literal('rich_text_preformatted'), elements: z.array(inlineSchema) }),
])
const richTextSchema = z.object({ type: z.literal('rich_text'), elements: z.array(elementSchema) })

type Inline = z.infer<typeof inlineSchema>
type Element = z.infer<typeof elementSchema>
type ListElement = z.infer<typeof listSchema>

/** What a message says: its rich text where it has some, as everything that members write in Slack's clients does; else its mrkdwn. */
export function readMessage(
  message: { readonly text?: string | undefined; readonly blocks?: readonly unknown[] | undefined },
  names: Names,
): Text {
  const rich = (message.blocks ?? []).flatMap((block) => richTextSchema.safeParse(block).data ?? [])
  if (rich.length === 0) return readMrkdwn(message.text ?? '', names)
  return rich.flatMap((block, index) => [...(index > 0 ? [plain('\n')] : []), ...readElements(block.elements, names)])
}

/** The ids that a message names, so that somebody can ask for their names before it is read. */
export function namesIn(message: {
  readonly text?: string | undefined
  readonly blocks?: readonly unknown[] | undefined
}): { members: string[]; channels: string[] } {
  const written = `${message.text ?? ''} ${JSON.stringify(message.blocks ?? [])}`
  return {
    members: unique(written.matchAll(/<@([UW][A-Z0-9]+)|"user_id":"([UW][A-Z0-9]+)"/gu)),
    channels: unique(written.matchAll(/<#([CDG][A-Z0-9]+)|"channel_id":"([CDG][A-Z0-9]+)"/gu)),
  }
}

function unique(found: Iterable<RegExpExecArray>): string[] {
  return [...new Set([...found].flatMap((match) => match[1] ?? match[2] ?? []))]
}

function readElements(elements: readonly Element[], names: Names): Text {
  const read: Node[] = []
  for (let index = 0; index < elements.length; index++) {
    const element = elements[index]
    if (element === undefined) break
    if (element.type === 'rich_text_list') {
      const run = listRun(elements, index)
      read.push(...nestLists(run, names))
      index += run.length - 1
      continue
    }
    const before = elements[index - 1]
    if (element.type === 'rich_text_section' && before?.type === 'rich_text_section') read.push(plain('\n'))
    read.push(...readElement(element, names))
  }
  return read
}

function readElement(element: Exclude<Element, ListElement>, names: Names): Text {
  const inside = () => element.elements.flatMap((each) => readInline(each, names))
  switch (element.type) {
    case 'rich_text_section':
      return inside()
    case 'rich_text_quote':
      return [quote(inside())]
    case 'rich_text_preformatted':
      return [codeBlock(speakable(element.elements.map((each) => each.text ?? each.url ?? '').join('')))]
  }
}

function listRun(elements: readonly Element[], from: number): ListElement[] {
  const run: ListElement[] = []
  for (const element of elements.slice(from)) {
    if (element.type !== 'rich_text_list') break
    run.push(element)
  }
  return run
}

interface Growing {
  readonly kind: 'list'
  readonly ordered: boolean
  readonly items: Node[][]
}

/** Slack's flat run of lists, each with its depth, as lists within items. */
function nestLists(run: readonly ListElement[], names: Names): Text {
  const roots: Growing[] = []
  const open: { indent: number; list: Growing }[] = []
  for (const element of run) {
    const ordered = element.style === 'ordered'
    while ((open.at(-1)?.indent ?? -1) > element.indent) open.pop()
    const top = open.at(-1)
    const items = element.elements.map((section) => section.elements.flatMap((each) => readInline(each, names)))
    if (top?.indent === element.indent && top.list.ordered === ordered) {
      top.list.items.push(...items)
      continue
    }
    if (top?.indent === element.indent) open.pop()
    const made: Growing = { kind: 'list', ordered, items }
    const parent = open.at(-1)?.list.items.at(-1)
    if (parent) parent.push(made)
    else roots.push(made)
    open.push({ indent: element.indent, list: made })
  }
  return roots
}

function readInline(element: Inline, names: Names): Text {
  return inStyle(inlineNode(element, names), element.style ?? {})
}

function inlineNode(element: Inline, names: Names): Node {
  switch (element.type) {
    case 'text':
      return element.style?.code ? code(speakable(element.text ?? '')) : plain(speakable(element.text ?? ''))
    case 'link':
      return link(element.url ?? '', speakable(element.text || (element.url ?? '')))
    case 'user':
      return {
        kind: 'person',
        workspace: names.workspace,
        id: element.user_id ?? '',
        name: names.member(element.user_id ?? ''),
      }
    case 'channel':
      return {
        kind: 'channel',
        workspace: names.workspace,
        id: element.channel_id ?? '',
        name: names.channel(element.channel_id ?? ''),
      }
    case 'emoji':
      return plain(emoji(element.unicode) ?? `:${element.name ?? ''}:`)
    case 'broadcast':
      return plain(`@${element.range ?? ''}`)
    case 'date':
      return readDate(element)
    case 'color':
      return plain(speakable(element.value ?? ''))
    // Groups, teams, and what Slack adds next: the words, if there are any.
    default:
      return plain(speakable(element.text ?? element.usergroup_id ?? ''))
  }
}

/** `1f468-200d-1f4bb` → 👨‍💻 */
function emoji(unicode: string | undefined): string | undefined {
  if (!unicode || !/^[0-9a-f]{1,5}(?:-[0-9a-f]{1,5})*$/iu.test(unicode)) return undefined
  return String.fromCodePoint(...unicode.split('-').map((point) => Number.parseInt(point, 16)))
}

function readDate(element: Inline): Node {
  const at = instantOf(Math.floor(element.timestamp ?? Number.NaN))
  if (!at) return plain(speakable(element.fallback ?? ''))
  const format = element.format ?? ''
  if (format.includes('{ago}')) return time(at, 'relative')
  if (!format.includes('{time')) return time(at, 'date')
  return time(at, format.includes('{date') ? 'dateTime' : 'time')
}

function inStyle(node: Node, style: z.infer<typeof styleSchema>): Text {
  let styled = node
  if (style.strike) styled = strike(styled)
  if (style.italic) styled = italic(styled)
  if (style.bold) styled = bold(styled)
  return [styled]
}
