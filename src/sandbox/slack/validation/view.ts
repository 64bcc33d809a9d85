import { z } from 'zod'
import { type Json, object, objects } from '../json.ts'
import { viewBlockComplaints } from './blocks.ts'
import { complaints } from './complaints.ts'
import { plainText } from './texts.ts'

/** https://docs.slack.dev/reference/views */

const common = {
  blocks: z.array(z.unknown()),
  private_metadata: z.string().max(3000).optional(),
  callback_id: z.string().max(255).optional(),
  external_id: z.string().max(255).optional(),
}
const view = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('modal'),
    ...common,
    title: plainText(24),
    submit: plainText(24).optional().nullable(),
    close: plainText(24).optional().nullable(),
    clear_on_close: z.boolean().optional(),
    notify_on_close: z.boolean().optional(),
    submit_disabled: z.boolean().optional(),
  }),
  z.strictObject({ type: z.literal('home'), ...common }),
])

/** What Slack would say against this view; nothing when it would take it. */
export function viewComplaints(candidate: Json): string[] {
  const found = [...complaints(view.safeParse(candidate), '/view'), ...viewBlockComplaints(candidate['blocks'])]
  const asks = objects(candidate['blocks']).some((block) => block['type'] === 'input')
  if (candidate['type'] === 'modal' && asks && !object(candidate['submit'])['text'])
    found.push('missing required field: submit [json-pointer:/view]')
  return found
}
