import { type Node, plain, type Text } from './text.ts'

/** Around whatever is more than words: its marks, and what keeps them apart from others. */
const FRAME = 10
/** Around what stands on lines of its own: its marks, and those before its lines where it stands in another. */
const BLOCK = 30
/** A line may begin with the marks of all that it stands in. */
const LINE = 8

/**
 * A text in parts that weigh at most so much, cut between words: all of it, in order, each part with its formatting.
 * Only a link that is heavier by itself makes a heavier part.
 */
export function splitText(content: Text, heaviest: number): Text[] {
  const parts: Text[] = []
  let rest = content
  while (rest.length > 0) {
    const [part, left] = divide(rest, heaviest, heaviest)
    parts.push(part.length > 0 ? part : rest.slice(0, 1))
    rest = part.length > 0 ? left : rest.slice(1)
  }
  return parts
}

/** The most characters that a text becomes where it is marked up and escaped. */
export function weightOf(content: Text): number {
  return content.reduce((sum, node) => sum + weightOfNode(node), 0)
}

function weightOfNode(node: Node): number {
  switch (node.kind) {
    case 'plain':
      return weightOfWords(node.text)
    case 'code':
      return weightOfWords(node.text) + frameOf(node)
    case 'link':
      return weightOfWords(node.label) + new URL(node.url).href.length * 2 + FRAME
    case 'bold':
    case 'italic':
    case 'strike':
      return weightOf(node.content) + FRAME
    case 'quote':
      return weightOf(node.content) + BLOCK
    case 'list':
      return node.items.reduce((sum, item) => sum + weightOf(item) + BLOCK, 0)
    case 'person':
    case 'channel':
      return weightOfWords(node.name) + FRAME
    case 'time':
      return 2 * FRAME
  }
}

function frameOf({ block }: { readonly block: boolean }): number {
  return block ? BLOCK : FRAME
}

// A sign may need another before it; what is of three bytes or more counts twice where bytes are counted.
const heavy = /[^\p{L}\p{N}\s]|[\u0800-\uffff]/gu

function weightOfWords(said: string): number {
  return said.length + (said.match(heavy)?.length ?? 0) + LINE * (said.split('\n').length - 1)
}

/** What fits, and the rest. `whole`: the room in a part of its own. */
function divide(content: Text, room: number, whole: number): [Text, Text] {
  let left = room
  for (const [index, node] of content.entries()) {
    const weight = weightOfNode(node)
    if (weight > left) {
      // The numbers of a list begin anew in each part.
      const [head, tail] = node.kind === 'list' && weight <= whole ? [[], [node]] : divideNode(node, left, whole)
      return [
        [...content.slice(0, index), ...head],
        [...tail, ...content.slice(index + 1)],
      ]
    }
    left -= weight
  }
  return [content, []]
}

function divideNode(node: Node, room: number, whole: number): [Text, Text] {
  switch (node.kind) {
    case 'plain':
      return both(divideWords(node.text, room, whole), (text) => (text === '' ? [] : [plain(text)]))
    case 'code':
      return both(divideWords(node.text, room - frameOf(node), whole - frameOf(node)), (text) =>
        text === '' ? [] : [{ ...node, text }],
      )
    case 'bold':
    case 'italic':
    case 'strike':
      return both(divide(node.content, room - FRAME, whole - FRAME), (content) =>
        content.length > 0 ? [{ ...node, content }] : [],
      )
    case 'quote':
      return both(divide(node.content, room - BLOCK, whole - BLOCK), (content) =>
        content.length > 0 ? [{ ...node, content }] : [],
      )
    case 'list':
      return both(divideItems(node.items, room, whole), (items) => (items.length > 0 ? [{ ...node, items }] : []))
    case 'link':
    case 'person':
    case 'channel':
    case 'time':
      return [[], [node]]
  }
}

function both<T>([head, tail]: [T, T], make: (part: T) => Text): [Text, Text] {
  return [make(head), make(tail)]
}

function divideItems(items: readonly Text[], room: number, whole: number): [Text[], Text[]] {
  let left = room
  for (const [index, item] of items.entries()) {
    const weight = weightOf(item) + BLOCK
    if (weight > left) {
      const [head, tail] = weight <= whole ? [[], item] : divide(item, left - BLOCK, whole - BLOCK)
      return [
        [...items.slice(0, index), ...(head.length > 0 ? [head] : [])],
        [tail, ...items.slice(index + 1)],
      ]
    }
    left -= weight
  }
  return [[...items], []]
}

/** A word is cut only where it is more than half of a part. */
function divideWords(said: string, room: number, whole: number): [string, string] {
  let weight = 0
  let end = 0
  for (const character of said) {
    weight += weightOfWords(character)
    if (weight > room) break
    end += character.length
  }
  if (end === 0 || end === said.length) return [said.slice(0, end), said.slice(end)]
  const space = Math.max(said.lastIndexOf(' ', end - 1), said.lastIndexOf('\n', end - 1))
  const cut = room < whole || space > end / 2 ? space + 1 : end
  return [said.slice(0, cut), said.slice(cut)]
}
