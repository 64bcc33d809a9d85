import * as z from 'zod'
import { limits } from '../../kit/limits.ts'
import { splitText, weightOf } from '../../kit/split.ts'
import { join, link, type Node, plain, type Text, wordsOf } from '../../kit/text.ts'

/** What of a message is carried, and kept as JSON until it has been. */
export interface Content {
  readonly text: Text
  readonly files: readonly { readonly name: string; readonly url: string }[]
}

export function writeContent(content: Content): string {
  return JSON.stringify(content)
}

export function readContent(written: string): Content {
  return contentSchema.parse(JSON.parse(written))
}

/** People and channels as words: where it is read they mean nobody, or somebody else. */
export function neutral(text: Text): Text {
  return text.map(neutralNode)
}

function neutralNode(node: Node): Node {
  switch (node.kind) {
    case 'person':
      return plain(node.name.startsWith('@') ? node.name : `@${node.name}`)
    case 'channel':
      return plain(`#${node.name}`)
    case 'bold':
    case 'italic':
    case 'strike':
    case 'quote':
      return { ...node, content: neutral(node.content) }
    case 'list':
      return { ...node, items: node.items.map(neutral) }
    case 'link':
      return divisible(node)
    case 'plain':
    case 'code':
    case 'time':
      return node
  }
}

/** An address that fills a message is words like others. */
function divisible(node: Node): Node {
  if (node.kind !== 'link' || weightOf([node]) <= limits.blockText) return node
  return plain(node.label === node.url ? node.url : `${node.label} (${node.url})`)
}

/** Pictures come without a name: the last part of their address is what they are called. */
export function filesOf(message: {
  readonly images: readonly string[]
  readonly files: readonly { readonly name: string; readonly url: string }[]
}): Content['files'] {
  const pictures = message.images.map((url) => ({ name: lastPart(url), url }))
  return [...pictures, ...message.files]
}

function lastPart(url: string): string {
  if (!URL.canParse(url)) return url
  const part = new URL(url).pathname.split('/').at(-1) ?? ''
  return part === '' ? url : part
}

/** What one message shows of a content. */
export interface Piece {
  readonly text: Text
  readonly files: Text
}

/** What weighs no more fits in a message of either platform; a longer content takes several, one after the other. */
export function piecesOf(content: Content): Piece[] {
  const { text } = content
  const files = fileLinks(content)
  if (weightOf([...text, ...files]) <= limits.blockText) return [{ text, files }]
  return [
    ...partsOf(text).map((part) => ({ text: part, files: [] })),
    ...partsOf(files).map((part) => ({ text: [], files: part })),
  ]
}

function partsOf(content: Text): Text[] {
  return splitText(content, limits.blockText).filter((part) => wordsOf(part).trim() !== '')
}

function fileLinks({ files }: Content): Text {
  const links = files.map(({ name, url }) => divisible(link(url, name === '' ? url : name)))
  return links.length === 0 ? [] : [plain('📎 '), ...join(links, ', ')]
}

const textSchema: z.ZodType<Text> = z.lazy(() => z.array(nodeSchema))
const nodeSchema: z.ZodType<Node> = z.lazy(() =>
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('plain'), text: z.string() }),
    z.object({ kind: z.enum(['bold', 'italic', 'strike', 'quote']), content: textSchema }),
    z.object({ kind: z.literal('code'), text: z.string(), block: z.boolean() }),
    z.object({ kind: z.literal('link'), url: z.string(), label: z.string() }),
    z.object({
      kind: z.literal('time'),
      at: z.string().transform((at) => Temporal.Instant.from(at)),
      style: z.enum(['date', 'time', 'dateTime', 'relative']),
    }),
    z.object({ kind: z.literal('list'), ordered: z.boolean(), items: z.array(textSchema) }),
  ]),
)
const contentSchema = z.object({
  text: textSchema,
  files: z.array(z.object({ name: z.string(), url: z.string() })),
})
