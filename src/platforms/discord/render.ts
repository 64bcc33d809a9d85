import { ComponentType, MessageFlags, type RawFile, SeparatorSpacingSize, ButtonStyle as Styles } from 'discord.js'
import type {
  APIAllowedMentions,
  APIButtonComponent,
  APIComponentInContainer,
  APIContainerComponent,
  APISelectMenuOption,
  APIStringSelectComponent,
} from 'discord-api-types/v10'
import { formatAction } from '../../kit/action.ts'
import {
  type Block,
  type Button,
  type ButtonStyle,
  blockWords,
  type Card,
  type CardFile,
  fitBlock,
  type Select,
  type Tone,
} from '../../kit/card.ts'
import { isWebAddress, type Node, speakable, type Text } from '../../kit/text.ts'
import { escaped, isHere, markdown, prefixed } from './markdown.ts'

/** A card as the body of a message. The flag stays with a message for ever, so every message has it from the start. */
export interface MessageBody {
  readonly flags: number
  readonly components: readonly [APIContainerComponent]
  readonly allowed_mentions: APIAllowedMentions
  readonly attachments: readonly { readonly id: string; readonly filename: string }[]
}
export interface Drawn {
  readonly body: MessageBody
  readonly files: readonly RawFile[]
}

/** Discord's limits of one message's text displays: 4,000 characters, and about 10,170 bytes, above which it fails (each display weighs 12 of them). */
const room = { characters: 4_000, bytes: 10_000 }
const displayBytes = 12
const linkLimit = 512
const mentionsLimit = 100
/** The container's id where it stands for no post: none is ever numbered so. */
export const noPost = 2_147_483_647

const colours: Readonly<Record<Tone, number>> = {
  neutral: 0x5b5bd6,
  good: 0x2f9e63,
  attention: 0xe08a2e,
  closed: 0x8b8d98,
}
const styles = {
  primary: Styles.Primary,
  secondary: Styles.Secondary,
  danger: Styles.Danger,
} as const satisfies Record<ButtonStyle, Styles>

/** `id`: the post's number, which the message then carries. `workspace`: where it is read. */
export function drawCard(card: Card, workspace: string, id: number = noPost): Drawn {
  const files = card.files.map((file, index) => ({
    name: fileName(file, index),
    data: file.content,
    contentType: file.type,
  }))
  const drawn = drawBlocks(card.blocks, workspace)
  const attached = files.map(
    ({ name }): APIComponentInContainer => ({ type: ComponentType.File, file: { url: `attachment://${name}` } }),
  )
  const inside = [...drawn, ...attached]
  return {
    body: {
      flags: MessageFlags.IsComponentsV2,
      components: [
        {
          type: ComponentType.Container,
          id,
          accent_color: colours[card.tone],
          components: inside.length > 0 ? inside : [display(escaped(card.summary) || '…')],
        },
      ],
      allowed_mentions: { parse: [], users: peopleOf(card, workspace) },
      attachments: files.map(({ name }, index) => ({ id: String(index), filename: name })),
    },
    files,
  }
}

/** Escaping makes texts longer than they were counted: from where the room ends they are clipped once more. */
function drawBlocks(blocks: readonly Block[], workspace: string): APIComponentInContainer[] {
  const left = { ...room }
  return blocks.flatMap((block) => {
    const content = contentThatFits(block, workspace, left)
    if (content === undefined) return drawControls(block)
    if (content === '') return []
    left.characters -= content.length
    left.bytes -= Buffer.byteLength(content) + displayBytes
    return [display(content)]
  })
}

function contentThatFits(block: Block, workspace: string, left: typeof room): string | undefined {
  const whole = contentOf(block, workspace)
  if (whole === undefined || fits(whole, left)) return whole
  let shortest = 0
  let longest = blockWords(block).length
  while (longest - shortest > 1) {
    const middle = Math.floor((shortest + longest) / 2)
    if (fits(contentOf(fitBlock(block, middle), workspace) ?? '', left)) shortest = middle
    else longest = middle
  }
  return shortest === 0 ? '' : (contentOf(fitBlock(block, shortest), workspace) ?? '')
}

function fits(content: string, left: typeof room): boolean {
  return content.length <= left.characters && Buffer.byteLength(content) + displayBytes <= left.bytes
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
        .map(({ label, value }) => `**${escaped(label)}:** ${markdown(value, workspace).trim()}`)
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

function drawControls(block: Block): APIComponentInContainer[] {
  switch (block.kind) {
    case 'divider':
      return [{ type: ComponentType.Separator, divider: true, spacing: SeparatorSpacingSize.Small }]
    case 'image':
      return [
        { type: ComponentType.MediaGallery, items: [{ media: { url: block.url }, description: block.alt || null }] },
      ]
    case 'buttons':
      return drawButtons(block.buttons)
    case 'select':
      return [{ type: ComponentType.ActionRow, components: [drawSelect(block.select)] }]
    case 'heading':
    case 'text':
    case 'note':
    case 'fields':
    case 'list':
      return []
  }
}

function drawButtons(buttons: readonly Button[]): APIComponentInContainer[] {
  const drawn = buttons.flatMap((button) => drawButton(button) ?? [])
  const long = buttons.flatMap((button) => (button.kind === 'open' && !isShortLink(button.url) ? [button] : []))
  const links = markdown(
    long.flatMap(({ url, label }): Node[] => [
      { kind: 'link', url, label },
      { kind: 'plain', text: '\n' },
    ]),
    '',
  ).trim()
  return [
    ...(drawn.length > 0 ? [{ type: ComponentType.ActionRow as const, components: drawn }] : []),
    ...(links === '' ? [] : [display(links)]),
  ]
}

function drawButton(button: Button): APIButtonComponent | undefined {
  const label = speakable(button.label).trim() || '…'
  if (button.kind === 'press')
    return { type: ComponentType.Button, style: styles[button.style], label, custom_id: formatAction(button.action) }
  return isShortLink(button.url)
    ? { type: ComponentType.Button, style: Styles.Link, label, url: button.url }
    : undefined
}

function isShortLink(url: string): boolean {
  return url.length <= linkLimit && isWebAddress(url)
}

function drawSelect({ action, placeholder, choices, minimum, maximum }: Select): APIStringSelectComponent {
  return {
    type: ComponentType.StringSelect,
    custom_id: formatAction(action),
    ...(placeholder === '' ? {} : { placeholder }),
    min_values: Math.min(minimum, choices.length),
    max_values: Math.min(maximum, choices.length),
    options: drawChoices(choices),
  }
}

export function drawChoices(
  choices: readonly { readonly value: string; readonly label: string }[],
  chosen: readonly string[] = [],
): APISelectMenuOption[] {
  return choices.map(({ value, label }) => ({
    value,
    label: speakable(label).trim() || value,
    ...(chosen.includes(value) ? { default: true } : {}),
  }))
}

function display(content: string): APIComponentInContainer {
  return { type: ComponentType.TextDisplay, content }
}

/** Discord changes other characters in the names of attachments, and then no longer finds them. */
function fileName({ name }: CardFile, index: number): string {
  const safe = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\w.-]+/gu, '-')
    .replace(/^[.-]+/u, '')
    .slice(-60)
  return index === 0 ? safe || 'file' : `${index}-${safe}`
}

/** Whom the message may notify: those it names who are here. */
function peopleOf({ blocks }: Card, workspace: string): string[] {
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
