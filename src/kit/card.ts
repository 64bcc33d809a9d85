import type { Action } from './action.ts'
import { formatAction } from './action.ts'
import { limits } from './limits.ts'
import { clip, clipText, nodes, type Text, type Wording, wordsOf } from './text.ts'

/** What Totem shows: in a channel, in a direct message, or privately to whoever asked. */
export interface Card {
  /** What a notification says, and readers of screens and old clients: one plain line. */
  readonly summary: string
  /** Colours the card where the platform can: `closed` is grey. */
  readonly tone: Tone
  readonly blocks: readonly Block[]
  readonly files: readonly CardFile[]
}
export type Tone = 'neutral' | 'good' | 'attention' | 'closed'

export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'text'; readonly text: Text }
  /** Small print. */
  | { readonly kind: 'note'; readonly text: Text }
  | { readonly kind: 'fields'; readonly fields: readonly CardField[] }
  | { readonly kind: 'list'; readonly items: readonly Text[] }
  | { readonly kind: 'image'; readonly url: string; readonly alt: string }
  | { readonly kind: 'divider' }
  | { readonly kind: 'buttons'; readonly buttons: readonly Button[] }
  | { readonly kind: 'select'; readonly select: Select }

export interface CardField {
  readonly label: Label
  readonly value: Text
}
/** What a field is called, with the colon as its language writes it, which renderers cannot know: a translator's `label` makes it. */
export interface Label {
  readonly kind: 'label'
  readonly words: string
}
export type Button =
  | { readonly kind: 'press'; readonly label: string; readonly action: Action; readonly style: ButtonStyle }
  | { readonly kind: 'open'; readonly label: string; readonly url: string }
export type ButtonStyle = 'primary' | 'secondary' | 'danger'

export interface Select {
  readonly action: Action
  readonly placeholder: string
  readonly choices: readonly Choice[]
  readonly minimum: number
  readonly maximum: number
}
export interface Choice {
  readonly value: string
  readonly label: string
}
export interface CardFile {
  readonly name: string
  readonly type: string
  readonly content: string
}

/** Fails on what a definition got wrong; clips what members wrote. */
export function card(parts: {
  summary?: string
  tone?: Tone
  blocks: readonly (Block | undefined)[]
  files?: readonly CardFile[]
}): Card {
  const whole = parts.blocks.filter((block) => block !== undefined)
  if (whole.length > limits.blocks)
    throw new RangeError(`a card has at most ${limits.blocks} blocks, not ${whole.length}`)
  const blocks = fitText(whole)
  const pieces = piecesOf(blocks) + (parts.files?.length ?? 0)
  if (pieces > limits.pieces)
    throw new RangeError(`a card has at most ${limits.pieces} pieces, buttons included, not ${pieces}`)
  refuseTwins(blocks)
  const summary = clip(parts.summary ?? summaryOf(blocks), limits.summary)
  return { summary, tone: parts.tone ?? 'neutral', blocks, files: parts.files ?? [] }
}

export function heading(wording: string): Block {
  return { kind: 'heading', text: clip(wording.replace(/\s+/gu, ' '), limits.heading) }
}
export function paragraph(wording: Wording): Block {
  return { kind: 'text', text: clipText(nodes(wording), limits.blockText) }
}
export function note(wording: Wording): Block {
  return { kind: 'note', text: clipText(nodes(wording), limits.blockText) }
}
/** Fields without a value are left out; without any field the block is. */
export function fields(all: readonly { label: Label; value: Wording | undefined }[]): Block | undefined {
  const filled = all.flatMap(({ label, value }) => {
    const said = nodes(value ?? '')
    return wordsOf(said) === ''
      ? []
      : [{ label: { ...label, words: clip(label.words, limits.heading) }, value: clipText(said, limits.fieldValue) }]
  })
  if (filled.length > limits.fields)
    throw new RangeError(`a card has at most ${limits.fields} fields, not ${filled.length}`)
  return filled.length === 0 ? undefined : { kind: 'fields', fields: filled }
}
export function bullets(items: readonly Wording[]): Block | undefined {
  return items.length === 0
    ? undefined
    : { kind: 'list', items: items.map((item) => clipText(nodes(item), limits.fieldValue)) }
}
export function image(url: string, alt: string): Block {
  return { kind: 'image', url, alt: clip(alt, limits.heading) }
}
export const divider: Block = { kind: 'divider' }

export function buttons(...all: readonly (Button | undefined)[]): Block | undefined {
  const shown = all.filter((each) => each !== undefined)
  if (shown.length > limits.buttonsInRow)
    throw new RangeError(`a row has at most ${limits.buttonsInRow} buttons, not ${shown.length}`)
  return shown.length === 0 ? undefined : { kind: 'buttons', buttons: shown }
}
export function button(label: string, action: Action, style: ButtonStyle = 'secondary'): Button {
  return { kind: 'press', label: clip(label, limits.buttonLabel), action, style }
}
export function linkButton(label: string, url: string): Button {
  return { kind: 'open', label: clip(label, limits.buttonLabel), url }
}
export function select(made: {
  action: Action
  placeholder: string
  choices: readonly Choice[]
  minimum?: number
  maximum?: number
}): Block {
  if (made.choices.length > limits.choices)
    throw new RangeError(`a select has at most ${limits.choices} choices, not ${made.choices.length}`)
  const choices = made.choices.map(({ value, label }) => ({ value, label: clip(label, limits.choiceLabel) }))
  const placeholder = clip(made.placeholder, limits.placeholder)
  return { kind: 'select', select: { minimum: 1, maximum: 1, ...made, choices, placeholder } }
}

/** Every control of a card, in order. */
export function actionsOf(of: Card): Action[] {
  return of.blocks.flatMap((block) => {
    if (block.kind === 'select') return [block.select.action]
    if (block.kind !== 'buttons') return []
    return block.buttons.flatMap((each) => (each.kind === 'press' ? [each.action] : []))
  })
}

/** The words of a block, controls left out. */
export function blockWords(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return block.text
    case 'text':
    case 'note':
      return wordsOf(block.text)
    case 'fields':
      return block.fields.map((field) => `${field.label.words} ${wordsOf(field.value)}`).join('\n')
    case 'list':
      return block.items.map((item) => `• ${wordsOf(item)}`).join('\n')
    case 'image':
      return block.alt
    case 'divider':
    case 'buttons':
    case 'select':
      return ''
  }
}

function summaryOf(blocks: readonly Block[]): string {
  const first = blocks.map(blockWords).find((said) => said.trim() !== '')
  return (first ?? 'Totem').replace(/\s+/gu, ' ')
}

/** As Discord counts: the container, each block, and in a row each control. */
function piecesOf(blocks: readonly Block[]): number {
  const inRow = (block: Block) => (block.kind === 'buttons' ? block.buttons.length : Number(block.kind === 'select'))
  return blocks.reduce((sum, block) => sum + 1 + inRow(block), 1)
}

/** Platforms refuse or misread two controls of one id in one message. */
function refuseTwins(blocks: readonly Block[]): void {
  const ids = actionsOf({ summary: '', tone: 'neutral', blocks, files: [] }).map(formatAction)
  const twin = ids.find((id, index) => ids.indexOf(id) !== index)
  if (twin !== undefined) throw new RangeError(`two controls of one card are ${twin}`)
}

interface Room {
  readonly characters: number
  readonly bytes: number
}
/** What every block of words keeps, whatever comes before it. */
const MARK: Room = { characters: 1, bytes: Buffer.byteLength('…') }

/** Clips texts from the end of the card until all of them fit in one message of either platform. */
function fitText(blocks: readonly Block[]): Block[] {
  const room: Room = { characters: limits.cardText, bytes: limits.cardBytes }
  const taken = blocks.map((block) => (isOfWords(block) ? MARK : sizeOf(block)))
  return blocks.map((block, index) => {
    if (!isOfWords(block)) return block
    const fitted = fitWithin(block, without(room, taken.toSpliced(index, 1)))
    taken[index] = sizeOf(fitted)
    return fitted
  })
}

function isOfWords(block: Block): boolean {
  return block.kind !== 'image' && blockWords(block) !== ''
}

function sizeOf(block: Block): Room {
  const said = blockWords(block)
  return { characters: said.length, bytes: Buffer.byteLength(said) }
}

function without(from: Room, all: readonly Room[]): Room {
  const sum = (of: (room: Room) => number) => all.reduce((total, room) => total + of(room), 0)
  return { characters: from.characters - sum((room) => room.characters), bytes: from.bytes - sum((room) => room.bytes) }
}

/** The longest beginning of the block that fits: characters are of one to three bytes, so it takes some trying. */
function fitWithin(block: Block, room: Room): Block {
  const size = sizeOf(block)
  if (size.characters <= room.characters && size.bytes <= room.bytes) return block
  let fitting = 1
  let tooLong = Math.min(room.characters, size.characters) + 1
  while (tooLong - fitting > 1) {
    const middle = Math.floor((fitting + tooLong) / 2)
    if (sizeOf(fitBlock(block, middle)).bytes <= room.bytes) fitting = middle
    else tooLong = middle
  }
  return fitBlock(block, fitting)
}

/** A block whose words are at most `room` characters (one at least), clipped visibly. */
export function fitBlock(block: Block, room: number): Block {
  if (blockWords(block).length <= room) return block
  switch (block.kind) {
    case 'heading':
      return { ...block, text: clip(block.text, room) }
    case 'text':
    case 'note':
      return { ...block, text: clipText(block.text, room) }
    case 'fields': {
      const kept = fitFields(block.fields, room)
      return kept.length === 0 ? cutShort : { ...block, fields: kept }
    }
    case 'list': {
      const kept = fitItems(block.items, room)
      return kept.length === 0 ? cutShort : { ...block, items: kept }
    }
    case 'image':
    case 'divider':
    case 'buttons':
    case 'select':
      return block
  }
}

const cutShort: Block = { kind: 'note', text: nodes('…') }

/** To each field an equal share of the room; those that get none are left out, and the last one says so. */
function fitFields(all: readonly CardField[], room: number): CardField[] {
  const framesUntil = (index: number) =>
    all.slice(0, index + 1).reduce((sum, { label }) => sum + `${label.words} \n`.length, 0)
  const kept = all.filter((_, index) => framesUntil(index) + index + 1 <= room)
  const each = Math.floor((room - framesUntil(kept.length - 1)) / kept.length)
  return kept.map(({ label, value }, index) => {
    const last = index === kept.length - 1 && kept.length < all.length
    return { label, value: last ? nodes('…') : clipText(value, each) }
  })
}

/** Whole items while they fit, then what fits of the next. */
function fitItems(all: readonly Text[], room: number): Text[] {
  const frame = '• \n'.length
  const kept: Text[] = []
  let left = room
  for (const item of all) {
    const length = frame + wordsOf(item).length
    // What follows the last whole item needs room for its mark.
    if (length + frame + 1 > left)
      return left > frame ? [...kept, clipText([...item, ...nodes(' …')], left - frame)] : kept
    kept.push(item)
    left -= length
  }
  return kept
}
