import type { SeenControl, SeenMessage } from '../playground.ts'
import { isObject, type Json, object, objects, optionalText, text, wording } from './json.ts'
import { mentionsIn, shownMrkdwn } from './mrkdwn.ts'
import { messageJson } from './objects.ts'
import { shownOptions } from './options.ts'
import { channelMention, memberMention, type Reader, readerFor, shownDate } from './reader.ts'
import type { Member, Message, Team, View, World } from './state.ts'
import { elementsOf } from './validation/blocks.ts'

/** A message as it stands on a member's screen. */
export function seenMessage(world: World, team: Team, member: Member | undefined, message: Message): SeenMessage {
  const reader = readerFor(world, team, member)
  const blocks = [...(message.blocks ?? []), ...(message.attachments ?? []).flatMap((each) => objects(each['blocks']))]
  return {
    id: message.ts,
    channel: message.channel,
    ...(message.thread ? { thread: message.thread } : {}),
    author: message.author,
    text: shownMessage(reader, message),
    ephemeral: message.ephemeralTo !== undefined,
    edited: message.edited !== undefined,
    pinged: message.pinged,
    controls: blocks.flatMap((block) => controlsOf(team, block)),
    images: blocks.flatMap(imagesOf),
    files: message.files.map((file) => ({ name: file.name, content: file.content.toString('utf8') })),
    raw: messageJson(world, team, message, true),
  }
}

export function seenHome(world: World, team: Team, member: Member, view: View): SeenMessage {
  const reader = readerFor(world, team, member)
  return {
    id: view.id,
    channel: 'home',
    author: team.botUser,
    text: shownBlocks(reader, view.blocks),
    ephemeral: false,
    edited: false,
    pinged: [],
    controls: view.blocks.flatMap((block) => controlsOf(team, block)),
    images: view.blocks.flatMap(imagesOf),
    files: [],
    raw: view,
  }
}

function shownMessage(reader: Reader, message: Message): string {
  const attachments = (message.attachments ?? []).map((each) => shownAttachment(reader, each))
  // Slack shows the text only of a message that has no blocks.
  const body = message.blocks ? shownBlocks(reader, message.blocks) : shownMrkdwn(reader, message.text)
  return [body, ...attachments].filter((part) => part !== '').join('\n')
}

function shownAttachment(reader: Reader, attachment: Json): string {
  const blocks = objects(attachment['blocks'])
  if (blocks.length > 0) return shownBlocks(reader, blocks)
  const parts = ['pretext', 'title', 'text'].map((key) => text(attachment[key])).filter((part) => part !== '')
  return shownMrkdwn(reader, parts.length > 0 ? parts.join('\n') : text(attachment['fallback']))
}

export function shownBlocks(reader: Reader, blocks: Json[]): string {
  return blocks
    .map((block) => shownBlock(reader, block))
    .filter((line) => line !== '')
    .join('\n')
}

function shownBlock(reader: Reader, block: Json): string {
  switch (block['type']) {
    case 'section':
      return [block['text'], ...objects(block['fields'])]
        .map((part) => shownText(reader, part))
        .filter((line) => line !== '')
        .join('\n')
    case 'context':
      return objects(block['elements'])
        .map((part) => shownText(reader, part))
        .filter((part) => part !== '')
        .join(' ')
    case 'header':
    case 'alert':
      return shownText(reader, block['text'])
    case 'rich_text':
      return objects(block['elements'])
        .map((part) => shownRichText(reader, part))
        .join('\n')
    case 'markdown':
      return shownMarkdown(reader, text(block['text']))
    case 'image':
    case 'video':
      return shownText(reader, block['title'])
    case 'input':
      return shownText(reader, block['label'])
    case 'table':
      return (Array.isArray(block['rows']) ? block['rows'] : [])
        .map((row) =>
          objects(row)
            .map((cell) => shownCell(reader, cell))
            .join(' '),
        )
        .join('\n')
    default:
      return ''
  }
}

function shownCell(reader: Reader, cell: Json): string {
  return cell['type'] === 'rich_text' ? shownBlock(reader, cell) : text(cell['text'])
}

function shownText(reader: Reader, part: unknown): string {
  return object(part)['type'] === 'mrkdwn' ? shownMrkdwn(reader, wording(part)) : wording(part)
}

function shownMarkdown(reader: Reader, source: string): string {
  const links = source.replaceAll(/\[([^\]]+)\]\([^)]+\)/g, '$1')
  return shownMrkdwn(reader, links.replaceAll(/^#{1,6} /gm, '').replaceAll('**', ''))
}

function shownRichText(reader: Reader, part: Json): string {
  const elements = objects(part['elements'])
  if (part['type'] !== 'rich_text_list') return elements.map((element) => shownInline(reader, element)).join('')
  const first = Number(part['offset'] ?? 0) + 1
  return elements
    .map((item, index) => `${part['style'] === 'ordered' ? `${first + index}.` : '•'} ${shownRichText(reader, item)}`)
    .join('\n')
}

function shownInline(reader: Reader, element: Json): string {
  switch (element['type']) {
    case 'text':
      return text(element['text'])
    case 'link':
      return text(element['text']) || text(element['url'])
    case 'user':
      return memberMention(reader, text(element['user_id']))
    case 'channel':
      return channelMention(reader, text(element['channel_id']))
    case 'usergroup':
      return `@${text(element['usergroup_id'])}`
    case 'broadcast':
      return `@${text(element['range'])}`
    case 'date':
      return shownDate(reader, Number(element['timestamp']), text(element['format']))
    case 'emoji':
      return shownEmoji(element)
    default:
      return text(element['value'])
  }
}

function shownEmoji(element: Json): string {
  const unicode = text(element['unicode'])
  if (!unicode) return `:${text(element['name'])}:`
  return String.fromCodePoint(...unicode.split('-').map((point) => Number.parseInt(point, 16)))
}

function controlsOf(team: Team, block: Json): SeenControl[] {
  return elementsOf(block).flatMap((element) => controlOf(team, element))
}

function controlOf(team: Team, element: Json): SeenControl[] {
  const id = text(element['action_id'])
  if (element['type'] === 'button') {
    const label = wording(element['text'])
    const url = optionalText(element['url'])
    if (url) return [{ kind: 'link', label, url }]
    return [{ kind: 'button', id, label, style: optionalText(element['style']) ?? 'default', disabled: false }]
  }
  const options = shownOptions(team, element)
  const choosable = /select$|^overflow$|^radio_buttons$|^checkboxes$|picker$/.test(text(element['type']))
  if (!choosable) return []
  const many = /^multi_|^checkboxes$/.test(text(element['type']))
  const maximum = many ? Number(element['max_selected_items'] ?? Math.max(options.length, 1)) : 1
  const placeholder = wording(element['placeholder'])
  return [{ kind: 'select', id, placeholder, options, minimum: many ? 0 : 1, maximum }]
}

function imagesOf(block: Json): string[] {
  const candidates = [block, ...[block['accessory']].filter(isObject), ...objects(block['elements'])]
  return candidates.filter((each) => each['type'] === 'image').map((each) => text(each['image_url']))
}

/** Whom a message notifies when it is posted, by its blocks and by its text (which notifies even when blocks hide it). */
export function pingedBy(message: {
  text: string
  blocks: Json[] | undefined
  attachments: Json[] | undefined
}): string[] {
  const found = mentionsIn(message.text)
  for (const block of message.blocks ?? []) collectMentions(block, found)
  for (const attachment of message.attachments ?? []) collectMentions(attachment, found)
  return [...new Set(found)]
}

function collectMentions(node: unknown, found: string[]): void {
  if (Array.isArray(node)) for (const item of node) collectMentions(item, found)
  if (!isObject(node)) return
  if (node['type'] === 'user') found.push(text(node['user_id']))
  if (node['type'] === 'broadcast') found.push(text(node['range']))
  if (node['type'] === 'usergroup') found.push(`subteam:${text(node['usergroup_id'])}`)
  if (node['type'] === 'mrkdwn' || node['type'] === 'markdown') found.push(...mentionsIn(text(node['text'])))
  for (const value of Object.values(node)) if (typeof value === 'object') collectMentions(value, found)
}
