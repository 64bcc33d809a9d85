/** The schemas of Discord's message components. */
import { z } from 'zod'
import { customId, int32, list, maybe, refuse, text } from './shape.ts'

export const LIMIT = { components: 40, text: 4000, rows: 5 }

const id = maybe(int32)
const disabled = maybe(z.boolean())
const webUrl = z
  .string()
  .max(2048)
  .regex(/^https?:\/\/\S+$/i, 'Not a well formed URL.')
const linkUrl = z
  .string()
  .max(512)
  .regex(/^(https?|discord):\/\/\S+$/i, 'Not a well formed URL.')
const attachmentUrl = z.string().regex(/^attachment:\/\/\S+$/, 'Must reference an attachment.')
const media = z.object({ url: z.union([webUrl, attachmentUrl]) })
const pictograph = /\p{Extended_Pictographic}|\p{Regional_Indicator}|^[0-9#*]\ufe0f?\u20e3$/u
const emoji = z
  .object({ id: maybe(z.string()), name: maybe(z.string()), animated: maybe(z.boolean()) })
  .superRefine((value, context) => {
    if (value.id === undefined && !pictograph.test(value.name ?? '')) {
      refuse(context, ['name'], 'BUTTON_COMPONENT_INVALID_EMOJI', 'Invalid emoji')
    }
  })

const button = z
  .object({
    type: z.literal(2),
    id,
    style: z.int().min(1).max(5),
    label: maybe(text(0, 80)),
    emoji: maybe(emoji),
    custom_id: maybe(customId),
    url: maybe(linkUrl),
    disabled,
  })
  .superRefine((value, context) => {
    const link = value.style === 5
    if (!value.label && !value.emoji)
      refuse(context, [], 'BUTTON_COMPONENT_LABEL_REQUIRED', 'A label or emoji is required')
    if (!link && value.custom_id === undefined)
      refuse(context, ['custom_id'], 'BUTTON_COMPONENT_CUSTOM_ID_REQUIRED', 'A custom id required')
    if (link && value.url === undefined) refuse(context, ['url'], 'BASE_TYPE_REQUIRED', 'This field is required')
    if (link && value.custom_id !== undefined)
      refuse(
        context,
        ['custom_id'],
        'BUTTON_COMPONENT_INVALID_CUSTOM_ID',
        'A custom id and url cannot both be specified',
      )
    if (!link && value.url !== undefined)
      refuse(context, ['url'], 'BUTTON_COMPONENT_INVALID_URL', 'A custom id and url cannot both be specified')
  })

const selectOption = z.object({
  label: text(1, 100),
  value: text(1, 100),
  description: maybe(text(1, 100)),
  emoji: maybe(emoji),
  default: maybe(z.boolean()),
})
const selectBase = {
  id,
  custom_id: customId,
  placeholder: maybe(text(0, 150)),
  min_values: maybe(z.int().min(0).max(25)),
  max_values: maybe(z.int().min(1).max(25)),
  disabled,
  required: maybe(z.boolean()),
}

function orderedRange(
  value: { min_values?: number | undefined; max_values?: number | undefined },
  context: z.RefinementCtx,
) {
  if ((value.min_values ?? 1) > (value.max_values ?? 1)) {
    refuse(context, ['min_values'], 'BASE_TYPE_INVALID', 'min_values must not be greater than max_values')
  }
}

export const stringSelect = z
  .object({ type: z.literal(3), ...selectBase, options: list(selectOption, 1, 25) })
  .superRefine((value, context) => {
    orderedRange(value, context)
    const most = Math.max(1, value.max_values ?? 1)
    if (value.options.length < most) {
      refuse(context, ['options'], 'BASE_TYPE_BAD_LENGTH', `Must be between ${most} and 25 in length.`)
    }
    if (value.options.filter((option) => option.default).length > most) {
      refuse(context, ['options'], 'SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES', 'More defaults than max_values')
    }
    value.options.forEach((option, index) => {
      if (value.options.findIndex((other) => other.value === option.value) < index) {
        refuse(
          context,
          ['options', index, 'value'],
          'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
          'The specified option value is already used',
        )
      }
    })
  })
export const entitySelect = z
  .object({
    type: z.literal([5, 6, 7, 8]),
    ...selectBase,
    default_values: maybe(z.array(z.object({ id: z.string(), type: z.enum(['user', 'role', 'channel']) })).max(25)),
    channel_types: maybe(z.array(z.int())),
  })
  .superRefine(orderedRange)

const actionRow = z
  .object({
    type: z.literal(1),
    id,
    components: list(z.discriminatedUnion('type', [button, stringSelect, entitySelect]), 1, 5),
  })
  .superRefine((row, context) => {
    if (row.components.length > 1 && row.components.some((component) => component.type !== 2)) {
      refuse(
        context,
        ['components'],
        'COMPONENT_LAYOUT_WIDTH_EXCEEDED',
        'The specified component exceeds the maximum width',
      )
    }
  })
export const textDisplay = z.object({ type: z.literal(10), id, content: text(1, LIMIT.text) })
const spoiler = maybe(z.boolean())
const thumbnail = z.object({ type: z.literal(11), id, media, description: maybe(text(0, 1024)), spoiler })
const section = z.object({
  type: z.literal(9),
  id,
  components: list(z.discriminatedUnion('type', [textDisplay]), 1, 3),
  accessory: z.discriminatedUnion('type', [button, thumbnail]),
})
const gallery = z.object({
  type: z.literal(12),
  id,
  items: list(z.object({ media, description: maybe(text(0, 1024)), spoiler }), 1, 10),
})
const file = z.object({ type: z.literal(13), id, file: z.object({ url: attachmentUrl }), spoiler })
const separator = z.object({ type: z.literal(14), id, divider: maybe(z.boolean()), spacing: maybe(z.literal([1, 2])) })
const inContainer = z.discriminatedUnion('type', [actionRow, section, textDisplay, gallery, file, separator])
const container = z.object({
  type: z.literal(17),
  id,
  components: list(inContainer, 1, LIMIT.components),
  accent_color: maybe(z.int().min(0).max(0xff_ff_ff)),
  spoiler,
})
export const layout = list(
  z.discriminatedUnion('type', [actionRow, section, textDisplay, gallery, file, separator, container]),
  0,
  LIMIT.components,
)
export const legacy = list(z.discriminatedUnion('type', [actionRow]), 0, LIMIT.rows)
