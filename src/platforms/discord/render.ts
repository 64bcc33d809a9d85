import {
  type APIAllowedMentions,
  type APIButtonComponent,
  type APIComponentInContainer,
  type APIContainerComponent,
  type APISelectMenuOption,
  type APIStringSelectComponent,
  ComponentType,
  MessageFlags,
  type RawFile,
  SeparatorSpacingSize,
  ButtonStyle as Styles,
} from 'discord.js'
import { formatAction } from '../../kit/action.ts'
import type { Block, Button, ButtonStyle, Card, CardFile, Choice, Select, Tone } from '../../kit/card.ts'
import { isWebAddress, type Node, speakable } from '../../kit/text.ts'
import { contentThatFits, peopleOf, type Room, wholeRoom, without } from './content.ts'
import { escaped } from './markdown.ts'

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

/** The container's id where it stands for no post: none is ever numbered so. */
export const noPost = 2_147_483_647
/** Discord: addresses of buttons. */
const linkLimit = 512

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
  return {
    body: {
      flags: MessageFlags.IsComponentsV2,
      components: [
        {
          type: ComponentType.Container,
          id,
          accent_color: colours[card.tone],
          components: inside(card, workspace, files),
        },
      ],
      allowed_mentions: { parse: [], users: peopleOf(card, workspace) },
      attachments: files.map(({ name }, index) => ({ id: String(index), filename: name })),
    },
    files,
  }
}

/** Discord wants something in every container. */
function inside(card: Card, workspace: string, files: readonly RawFile[]): APIComponentInContainer[] {
  const attached = files.map(
    ({ name }): APIComponentInContainer => ({ type: ComponentType.File, file: { url: `attachment://${name}` } }),
  )
  const drawn = [...drawBlocks(card.blocks.flatMap(withoutLongLinks), workspace), ...attached]
  return drawn.length > 0 ? drawn : [display(escaped(card.summary) || '…')]
}

function drawBlocks(blocks: readonly Block[], workspace: string): APIComponentInContainer[] {
  let left: Room = wholeRoom
  return blocks.flatMap((block) => {
    const content = contentThatFits(block, workspace, left)
    if (content === undefined) return drawControl(block)
    if (content === '') return []
    left = without(left, content)
    return [display(content)]
  })
}

/** What is too long for a button is written out below. */
function withoutLongLinks(block: Block): Block[] {
  if (block.kind !== 'buttons') return [block]
  const buttons = block.buttons.filter((button) => button.kind === 'press' || isShortLink(button.url))
  const text = block.buttons.flatMap((button): Node[] =>
    button.kind === 'press' || isShortLink(button.url)
      ? []
      : [
          { kind: 'link', url: button.url, label: button.label },
          { kind: 'plain', text: '\n' },
        ],
  )
  return [
    { kind: 'buttons', buttons },
    { kind: 'text', text },
  ]
}

function isShortLink(url: string): boolean {
  return url.length <= linkLimit && isWebAddress(url)
}

function drawControl(block: Block): APIComponentInContainer[] {
  switch (block.kind) {
    case 'divider':
      return [{ type: ComponentType.Separator, divider: true, spacing: SeparatorSpacingSize.Small }]
    case 'image':
      return [
        { type: ComponentType.MediaGallery, items: [{ media: { url: block.url }, description: block.alt || null }] },
      ]
    case 'buttons':
      return row(block.buttons.map(drawButton))
    case 'select':
      return row(block.select.choices.length > 0 ? [drawSelect(block.select)] : [])
    case 'heading':
    case 'text':
    case 'note':
    case 'fields':
    case 'list':
      return []
  }
}

function row(components: (APIButtonComponent | APIStringSelectComponent)[]): APIComponentInContainer[] {
  return components.length > 0 ? [{ type: ComponentType.ActionRow, components }] : []
}

function drawButton(button: Button): APIButtonComponent {
  const label = speakable(button.label).trim() || '…'
  if (button.kind === 'open') return { type: ComponentType.Button, style: Styles.Link, label, url: button.url }
  return { type: ComponentType.Button, style: styles[button.style], label, custom_id: formatAction(button.action) }
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

export function drawChoices(choices: readonly Choice[], chosen: readonly string[] = []): APISelectMenuOption[] {
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
