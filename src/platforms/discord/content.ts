import { type Block, blockWords, type Card, fitBlock } from '../../kit/card.ts'
import { isWebAddress, type Node, type Text } from '../../kit/text.ts'
import { escaped, isHere, markdown, prefixed } from './markdown.ts'

/** What is left in one message for its texts. */
export interface Room {
  readonly characters: number
  readonly bytes: number
}
/** Discord takes 4,000 characters, and fails above about 10,170 bytes, where each text weighs 12 more. */
export const wholeRoom: Room = { characters: 4_000, bytes: 10_000 }
const displayBytes = 12
/** Discord: users in `allowed_mentions`. */
const mentionsLimit = 100

export function without(left: Room, content: string): Room {
  return { characters: left.characters - content.length, bytes: left.bytes - Buffer.byteLength(content) - displayBytes }
}

/** As `contentOf`. Escaping makes texts longer than they were counted: where the room ends they are clipped once more. */
export function contentThatFits(block: Block, workspace: string, left: Room): string | undefined {
  const whole = contentOf(block, workspace)
  if (whole === undefined || fits(whole, left)) return whole
  let shortest = 0
  let longest = blockWords(block).length
  while (longest - shortest > 1) {
    const middle = Math.floor((shortest + longest) / 2)
    if (fits(contentOf(fitBlock(block, middle), workspace) ?? '', left)) shortest = middle
    else longest = middle
  }
  return shortest === 0 ? '' : contentOf(fitBlock(block, shortest), workspace)
}

function fits(content: string, left: Room): boolean {
  const { characters, bytes } = without(left, content)
  return characters >= 0 && bytes >= 0
}

/** The words of a block; undefined: it is made of something else; empty: there is nothing to show. */
function contentOf(block: Block, workspace: string): string | undefined {
  switch (block.kind) {
    case 'heading':
      return labelled('## ', escaped(block.text.replace(/\s+/gu, ' ').trim()))
    case 'text':
      return markdown(block.text, workspace).trim()
    case 'note':
      return labelled('-# ', markdown(block.text, workspace).trim().replace(/\n\s*/gu, '\n'))
    case 'fields':
      return block.fields
        .map(({ label, value }) => `**${escaped(label.words)}** ${markdown(value, workspace).trim()}`)
        .join('\n')
    case 'list':
      return markdown([{ kind: 'list', ordered: false, items: block.items }], workspace)
    case 'image':
      return isWebAddress(block.url) ? undefined : escaped(block.alt)
    case 'divider':
    case 'buttons':
    case 'select':
      return undefined
  }
}

function labelled(mark: string, said: string): string {
  return said === '' ? '' : prefixed(said, mark, mark)
}

/** Whom the message may notify: those it names who are here. */
export function peopleOf({ blocks }: Card, workspace: string): string[] {
  const found = blocks.flatMap(textsOf).flatMap((content) => peopleIn(content, workspace))
  return [...new Set(found)].slice(0, mentionsLimit)
}

function textsOf(block: Block): readonly Text[] {
  switch (block.kind) {
    case 'text':
    case 'note':
      return [block.text]
    case 'fields':
      return block.fields.map(({ value }) => value)
    case 'list':
      return block.items
    case 'heading':
    case 'image':
    case 'divider':
    case 'buttons':
    case 'select':
      return []
  }
}

function peopleIn(content: Text, workspace: string): string[] {
  return content.flatMap((node) => peopleOfNode(node, workspace))
}

function peopleOfNode(node: Node, workspace: string): string[] {
  switch (node.kind) {
    case 'person':
      return isHere(node, workspace) ? [node.id] : []
    case 'bold':
    case 'italic':
    case 'strike':
    case 'quote':
      return peopleIn(node.content, workspace)
    case 'list':
      return node.items.flatMap((item) => peopleIn(item, workspace))
    case 'plain':
    case 'code':
    case 'link':
    case 'channel':
    case 'time':
      return []
  }
}
