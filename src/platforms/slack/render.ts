import type {
  ActionsBlock,
  HomeView,
  KnownBlock,
  ModalView,
  PlainTextElement,
  Button as SlackButton,
} from '@slack/types'
import { formatAction } from '../../kit/action.ts'
import type { Block, Button, Card, CardField, Select } from '../../kit/card.ts'
import { limits } from '../../kit/limits.ts'
import { bold, clip, isWebAddress, list, type Node, plain, speakable, type Text, wordsOf } from '../../kit/text.ts'
import { richText } from './rich-text.ts'

/** A card as the content of a message. `text` is what notifications and old clients show. */
export interface Rendered {
  readonly text: string
  readonly blocks: KnownBlock[]
}

/** Slack refuses messages with much more than 13,000 characters of blocks (measured, undocumented). */
const mostRichText = 11_000
const longestAddress = 3_000
/** What pressing a link button sends: nothing that anybody waits for. */
export const linkAction = 'slack.link'

/** `workspace`: where it will be read. */
export function renderCard(card: Card, workspace: string): Rendered {
  const text = escapeText(clip(speakable(card.summary), limits.summary)) || 'Totem'
  const blocks = renderBlocks(card.blocks, workspace)
  if (lengthOfRichText(blocks) <= mostRichText) return { text, blocks }
  return { text, blocks: renderBlocks(card.blocks.map(inWords), workspace) }
}

/** The card on a surface of its own, for what was pressed in the App Home, where nothing else can be answered. */
export function cardModal(card: Card, workspace: string, metadata: string): ModalView {
  return {
    type: 'modal',
    title: plainText('Totem'),
    blocks: renderCard(card, workspace).blocks,
    private_metadata: metadata,
  }
}

export function homeView(card: Card, workspace: string): HomeView {
  return { type: 'home', blocks: renderCard(card, workspace).blocks }
}

export function plainText(words: string): PlainTextElement {
  return { type: 'plain_text', text: speakable(words), emoji: true }
}

/** For Slack's `text`, where these three are all that has a meaning which must not come from a member. */
export function escapeText(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

function renderBlocks(blocks: readonly Block[], workspace: string): KnownBlock[] {
  return blocks.flatMap((block, index) => renderBlock(block, workspace, index))
}

function renderBlock(block: Block, workspace: string, index: number): KnownBlock[] {
  switch (block.kind) {
    case 'heading': {
      const words = clip(speakable(block.text), limits.heading)
      return words.trim() === '' ? [] : [{ type: 'header', text: plainText(words) }]
    }
    case 'text':
      return rich(block.text, workspace)
    case 'note':
      return renderNote(block.text, workspace)
    case 'fields':
      return rich(fieldsText(block.fields), workspace)
    case 'list':
      return rich([list(block.items)], workspace)
    case 'image':
      return renderImage(block.url, block.alt, workspace)
    case 'divider':
      return [{ type: 'divider' }]
    case 'buttons':
      return renderButtons(block.buttons, index)
    case 'select':
      return block.select.choices.length === 0 ? [] : [renderSelect(block.select)]
  }
}

function rich(content: Text, workspace: string): KnownBlock[] {
  const made = richText(content, workspace)
  return made ? [made] : []
}

/** Slack's small print takes plain text or mrkdwn, never nodes, and member text never goes into mrkdwn. */
function renderNote(content: Text, workspace: string): KnownBlock[] {
  if (content.every(isWords)) {
    const words = clip(speakable(wordsOf(content)), limits.blockText)
    return words.trim() === '' ? [] : [{ type: 'context', elements: [plainText(words)] }]
  }
  const made = richText(content, workspace, { italic: true })
  return made ? [made] : []
}

function isWords(node: Node): boolean {
  return node.kind === 'plain'
}

function fieldsText(fields: readonly CardField[]): Text {
  return fields.flatMap((field, index) => {
    const between = index < fields.length - 1 ? [plain('\n')] : []
    return [bold(`${field.label.words} `), ...field.value, ...between]
  })
}

function renderImage(url: string, alt: string, workspace: string): KnownBlock[] {
  if (!isWebAddress(url) || url.length > longestAddress) return rich([plain(alt)], workspace)
  return [{ type: 'image', image_url: url, alt_text: speakable(alt) || '…' }]
}

function renderButtons(buttons: readonly Button[], index: number): KnownBlock[] {
  const elements = buttons
    .filter(canBePressed)
    .map((button, at) => renderButton(button, `${linkAction}:${index}.${at}`))
  return elements.length === 0 ? [] : [{ type: 'actions', elements }]
}

/** Slack refuses the whole message for one address that is none. */
function canBePressed(button: Button): boolean {
  return button.kind === 'press' || (isWebAddress(button.url) && button.url.length <= longestAddress)
}

function renderButton(button: Button, linkId: string): SlackButton {
  const text = plainText(clip(speakable(button.label), limits.buttonLabel) || '…')
  switch (button.kind) {
    case 'press':
      return {
        type: 'button',
        text,
        action_id: formatAction(button.action),
        ...(button.style === 'secondary' ? {} : { style: button.style }),
      }
    case 'open':
      return { type: 'button', text, action_id: linkId, url: button.url }
  }
}

function renderSelect(made: Select): ActionsBlock {
  const common = {
    action_id: formatAction(made.action),
    placeholder: plainText(clip(speakable(made.placeholder), limits.placeholder) || '…'),
    options: made.choices.map(({ value, label }) => ({
      text: plainText(clip(label, limits.choiceLabel) || '…'),
      value,
    })),
  }
  if (made.maximum <= 1) return { type: 'actions', elements: [{ type: 'static_select', ...common }] }
  return {
    type: 'actions',
    elements: [
      { type: 'multi_static_select', ...common, max_selected_items: Math.min(made.maximum, made.choices.length) },
    ],
  }
}

function lengthOfRichText(blocks: readonly KnownBlock[]): number {
  return JSON.stringify(blocks.filter((block) => block.type === 'rich_text')).length
}

/** The block without formatting, which a member can pile up until Slack refuses the message. */
function inWords(block: Block): Block {
  switch (block.kind) {
    case 'text':
    case 'note':
      return { ...block, text: [plain(wordsOf(block.text))] }
    case 'fields':
      return { ...block, fields: block.fields.map((field) => ({ ...field, value: [plain(wordsOf(field.value))] })) }
    case 'list':
      return { ...block, items: block.items.map((item) => [plain(wordsOf(item))]) }
    case 'heading':
    case 'image':
    case 'divider':
    case 'buttons':
    case 'select':
      return block
  }
}
