import { type Args, flagArg, jsonArg, textArg } from './args.ts'
import { isObject, type Json, objects, text } from './json.ts'
import { refuse, refuseWith } from './refusal.ts'
import { messageBlockComplaints } from './validation/blocks.ts'

/** What a message says, read from a call and checked as Slack checks it. */
export interface Content {
  text: string
  blocks: Json[] | undefined
  attachments: Json[] | undefined
}

/** chat.postMessage cuts beyond this; we refuse, so that a test notices. */
export const postedTextLimit = 40_000
export const updatedTextLimit = 4_000
// Undocumented; measured by others at about 13,200 characters in all blocks of a message.
const blocksTextLimit = 13_200

export function readContent(args: Args, textLimit: number): Content {
  const blocks = readBlocks(args)
  const attachments = readAttachments(args)
  const said = linked(args, textArg(args, 'text') ?? '')
  if (said.length > textLimit) refuse('msg_too_long')
  if (said === '' && !blocks && !attachments) refuse('no_text')
  return { text: said, blocks, attachments }
}

function readBlocks(args: Args): Json[] | undefined {
  const markdown = textArg(args, 'markdown_text')
  const given = jsonArg(args, 'blocks', 'invalid_blocks_format')
  if (markdown !== undefined && (given !== undefined || textArg(args, 'text'))) refuse('markdown_text_conflict')
  const blocks = markdown === undefined ? given : [{ type: 'markdown', text: markdown }]
  if (blocks === undefined) return undefined
  if (!Array.isArray(blocks)) return refuse('invalid_blocks_format')
  const found = messageBlockComplaints(blocks)
  if (found.length > 0) refuseWith('invalid_blocks', found)
  if (lengthOfTexts(blocks) > blocksTextLimit) refuse('msg_blocks_too_long')
  return blocks.length > 0 ? objects(blocks) : undefined
}

function readAttachments(args: Args): Json[] | undefined {
  const given = jsonArg(args, 'attachments', 'invalid_attachments')
  if (given === undefined) return undefined
  if (!Array.isArray(given) || !given.every(isObject)) return refuse('invalid_attachments')
  if (given.length > 100) refuse('too_many_attachments')
  const found = objects(given).flatMap((each) => (each['blocks'] ? messageBlockComplaints(each['blocks']) : []))
  if (found.length > 0) refuseWith('invalid_blocks', found)
  return given.length > 0 ? objects(given) : undefined
}

function lengthOfTexts(node: unknown): number {
  if (Array.isArray(node)) return node.reduce((sum: number, item) => sum + lengthOfTexts(item), 0)
  if (!isObject(node)) return 0
  return text(node['text']).length + lengthOfTexts(Object.values(node).filter((value) => typeof value === 'object'))
}

/** With `link_names` or `parse=full`, Slack makes mentions of what looks like one. */
function linked(args: Args, said: string): string {
  if (!flagArg(args, 'link_names') && textArg(args, 'parse') !== 'full') return said
  return said.replaceAll(/(?<![\w<!])@(here|channel|everyone)\b/g, '<!$1>')
}

const metadataLimit = 8_000

export function readMetadata(args: Args): Json | undefined {
  const metadata = jsonArg(args, 'metadata', 'invalid_metadata_format')
  if (metadata === undefined) return undefined
  if (!isObject(metadata) || typeof metadata['event_type'] !== 'string' || !isObject(metadata['event_payload']))
    return refuse('invalid_metadata_format')
  const { event_type, event_payload } = metadata
  if (event_type.length === 0 || event_type.length > 255) refuse('invalid_metadata_schema')
  if (JSON.stringify(metadata).length > metadataLimit) refuse('metadata_too_large')
  return { event_type, event_payload }
}
