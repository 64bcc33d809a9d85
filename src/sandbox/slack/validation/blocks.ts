import { z } from 'zod'
import { isObject, type Json, objects, text } from '../json.ts'
import { complaints } from './complaints.ts'
import { accessory, actionElement, imageElement, inputElement } from './elements.ts'
import { richText } from './rich-text.ts'
import { anyText, identifier, imageSource, mrkdwnText, needsOneImage, oneImage, plainText, words } from './texts.ts'

/**
 * https://docs.slack.dev/reference/block-kit/blocks, without the newest ones that need a surface of their own
 * (container, card, carousel, data_table, plan, task_card, context_actions): those are refused as unsupported.
 */

const base = { block_id: identifier.optional() }
const cell = z.discriminatedUnion('type', [
  richText,
  z.strictObject({ type: z.literal('raw_text'), text: z.string().min(1) }),
  z.strictObject({ type: z.literal('raw_number'), value: z.number(), text: z.string().min(1) }),
])

const section = z
  .strictObject({
    type: z.literal('section'),
    ...base,
    text: anyText(3000).optional(),
    fields: z.array(anyText(2000)).min(1).max(10).optional(),
    accessory: accessory.optional(),
    expand: z.boolean().optional(),
  })
  .refine((block) => block.text !== undefined || block.fields !== undefined, 'missing required field: text')
const input = z.strictObject({
  type: z.literal('input'),
  ...base,
  label: plainText(2000),
  hint: plainText(2000).optional(),
  optional: z.boolean().optional(),
  dispatch_action: z.boolean().optional(),
  element: inputElement,
})
const image = z
  .strictObject({
    type: z.literal('image'),
    ...base,
    alt_text: z.string().min(1).max(2000),
    title: plainText(2000).optional(),
    ...imageSource,
  })
  .refine(oneImage, needsOneImage)
const actions = z.strictObject({ type: z.literal('actions'), ...base, elements: z.array(actionElement).min(1).max(25) })
const context = z.strictObject({
  type: z.literal('context'),
  ...base,
  elements: z
    .array(z.discriminatedUnion('type', [imageElement, plainText(3000), mrkdwnText(3000)]))
    .min(1)
    .max(10),
})
const video = z.strictObject({
  type: z.literal('video'),
  ...base,
  video_url: z.url(),
  thumbnail_url: z.url(),
  alt_text: z.string().min(1),
  title: plainText(200),
  title_url: z.url().optional(),
  author_name: z.string().max(50).optional(),
  provider_name: z.string().optional(),
  provider_icon_url: z.url().optional(),
  description: plainText(200).optional(),
})

const everywhere = [
  section,
  actions,
  context,
  input,
  image,
  video,
  richText,
  z.strictObject({ type: z.literal('divider'), ...base }),
  z.strictObject({ type: z.literal('header'), ...base, text: plainText(150) }),
] as const
const columnSetting = z
  .strictObject({ align: z.enum(['left', 'center', 'right']).optional(), is_wrapped: z.boolean().optional() })
  .nullable()
const inMessages = [
  z.strictObject({ type: z.literal('markdown'), ...base, text: words(12_000) }),
  z.strictObject({
    type: z.literal('table'),
    ...base,
    rows: z.array(z.array(cell).min(1).max(20)).min(1).max(100),
    column_settings: z.array(columnSetting).max(20).optional(),
  }),
  z.strictObject({
    type: z.literal('alert'),
    ...base,
    text: anyText(200),
    level: z.enum(['default', 'info', 'warning', 'error', 'success']).optional(),
  }),
] as const

const messageBlocks = z.array(z.discriminatedUnion('type', [...everywhere, ...inMessages])).max(50)
const viewBlocks = z.array(z.discriminatedUnion('type', [...everywhere])).max(100)

const markdownTotal = 12_000

/** What Slack would say against these blocks of a message; nothing when it would take them. */
export function messageBlockComplaints(blocks: unknown): string[] {
  const found = [...complaints(messageBlocks.safeParse(blocks), '/blocks'), ...idComplaints(blocks, '/blocks')]
  const all = objects(blocks)
  const markdown = all.filter((block) => block['type'] === 'markdown')
  if (markdown.reduce((sum, block) => sum + text(block['text']).length, 0) > markdownTotal)
    found.push(`markdown blocks must be less than ${markdownTotal + 1} characters in all [json-pointer:/blocks]`)
  if (all.filter((block) => block['type'] === 'table').length > 1)
    found.push('only one table block is allowed per message [json-pointer:/blocks]')
  if (all.some((block) => elementsOf(block).some((element) => element['type'] === 'file_input')))
    found.push('unsupported type: file_input [json-pointer:/blocks]')
  return found
}

export function viewBlockComplaints(blocks: unknown): string[] {
  const at = '/view/blocks'
  return [...complaints(viewBlocks.safeParse(blocks), at), ...idComplaints(blocks, at)]
}

/** Every element of a block with which a member can do something. */
export function elementsOf(block: Json): Json[] {
  const inner = block['type'] === 'context' || block['type'] === 'rich_text' ? [] : objects(block['elements'])
  return [...inner, ...[block['accessory'], block['element']].filter(isObject)].filter(
    (element) => element['type'] !== 'image',
  )
}

function idComplaints(blocks: unknown, at: string): string[] {
  const found: string[] = []
  const blockIds = new Set<string>()
  let focused = 0
  for (const [index, block] of objects(blocks).entries()) {
    const id = text(block['block_id'])
    if (id && blockIds.has(id)) found.push(`block_id "${id}" already exists [json-pointer:${at}/${index}/block_id]`)
    blockIds.add(id)
    const actionIds = new Set<string>()
    for (const element of elementsOf(block)) {
      const action = text(element['action_id'])
      if (action && actionIds.has(action))
        found.push(`\`action_id\` "${action}" already exists for block_id "${id}" [json-pointer:${at}/${index}]`)
      actionIds.add(action)
      if (element['focus_on_load'] === true) focused += 1
    }
  }
  if (focused > 1) found.push(`only one element can have focus_on_load [json-pointer:${at}]`)
  return found
}
