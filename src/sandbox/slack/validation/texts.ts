import { z } from 'zod'

/** Slack's composition objects: https://docs.slack.dev/reference/block-kit/composition-objects */

export function words(maximum: number) {
  return z.string().min(1).max(maximum)
}

export function plainText(maximum: number) {
  return z.strictObject({ type: z.literal('plain_text'), text: words(maximum), emoji: z.boolean().optional() })
}

export function mrkdwnText(maximum: number) {
  return z.strictObject({ type: z.literal('mrkdwn'), text: words(maximum), verbatim: z.boolean().optional() })
}

export function anyText(maximum: number) {
  return z.discriminatedUnion('type', [plainText(maximum), mrkdwnText(maximum)])
}

/** `block_id`, `action_id`, `callback_id`, `external_id`. */
export const identifier = z.string().min(1).max(255)
export const address = z.url({ protocol: /^(https?|slack|mailto)$/ }).max(3000)
export const imageAddress = z.url({ protocol: /^https?$/ }).max(3000)
export const colorScheme = z.enum(['primary', 'danger'])
export const userId = z.string().regex(/^[UW][A-Z0-9]+$/)
export const channelId = z.string().regex(/^[CDG][A-Z0-9]+$/)

export const confirmation = z.strictObject({
  title: plainText(100).optional(),
  text: anyText(300),
  confirm: plainText(30).optional(),
  deny: plainText(30).optional(),
  style: colorScheme.optional(),
})

export const plainOption = z.strictObject({
  text: plainText(75),
  value: z.string().min(1).max(75),
  description: plainText(75).optional(),
})

export const overflowOption = z.strictObject({
  text: plainText(75),
  value: z.string().min(1).max(75),
  description: plainText(75).optional(),
  url: address.optional(),
})

export const markedOption = z.strictObject({
  text: anyText(75),
  value: z.string().min(1).max(75),
  description: anyText(75).optional(),
})

export const optionGroup = z.strictObject({ label: plainText(75), options: z.array(plainOption).min(1).max(100) })

const slackFile = z
  .strictObject({ id: z.string().optional(), url: z.string().optional() })
  .refine((file) => (file.id === undefined) !== (file.url === undefined), 'must provide either id or url')

/** The two ways to say which image; exactly one is checked by `oneImage`. */
export const imageSource = { image_url: imageAddress.optional(), slack_file: slackFile.optional() }

export function oneImage(image: { image_url?: unknown; slack_file?: unknown }): boolean {
  return (image.image_url === undefined) !== (image.slack_file === undefined)
}

export const needsOneImage = 'must provide either image_url or slack_file'

export const dispatchActionConfig = z.strictObject({
  trigger_actions_on: z
    .array(z.enum(['on_enter_pressed', 'on_character_entered']))
    .min(1)
    .optional(),
})
