import { z } from 'zod'
import { richText } from './rich-text.ts'
import {
  address,
  channelId,
  colorScheme,
  confirmation,
  dispatchActionConfig,
  identifier,
  imageSource,
  markedOption,
  needsOneImage,
  oneImage,
  optionGroup,
  overflowOption,
  plainOption,
  plainText,
  userId,
} from './texts.ts'

/** https://docs.slack.dev/reference/block-kit/block-elements */

const actionable = { action_id: identifier.optional() }
const confirmable = { confirm: confirmation.optional() }
const focusable = { focus_on_load: z.boolean().optional() }
const placeholdable = { placeholder: plainText(150).optional() }
const chooser = { ...actionable, ...confirmable, ...focusable, ...placeholdable }
const multiple = { ...chooser, max_selected_items: z.int().min(1).optional() }
const typed = {
  ...actionable,
  ...focusable,
  ...placeholdable,
  dispatch_action_config: dispatchActionConfig.optional(),
}
const staticOptions = {
  options: z.array(plainOption).min(1).max(100).optional(),
  option_groups: z.array(optionGroup).min(1).max(100).optional(),
}
const conversationFilter = z.strictObject({
  include: z
    .array(z.enum(['im', 'mpim', 'private', 'public']))
    .min(1)
    .optional(),
  exclude_external_shared_channels: z.boolean().optional(),
  exclude_bot_users: z.boolean().optional(),
})
const conversations = {
  default_to_current_conversation: z.boolean().optional(),
  filter: conversationFilter.optional(),
}
const answering = { response_url_enabled: z.boolean().optional() }

interface Choosable {
  options?: { value: string }[] | undefined
  option_groups?: { options: { value: string }[] }[] | undefined
}

function offers(element: Choosable, chosen: { value: string }): boolean {
  const all = [...(element.options ?? []), ...(element.option_groups ?? []).flatMap((group) => group.options)]
  return all.some((option) => JSON.stringify(option) === JSON.stringify(chosen) || option.value === chosen.value)
}

function hasOneSource(element: Choosable): boolean {
  return (element.options === undefined) !== (element.option_groups === undefined)
}

const needsOneSource = 'must provide either options or option_groups'
const mustBeOffered = 'initial option must exactly match one of the options'

const button = z.strictObject({
  type: z.literal('button'),
  ...actionable,
  ...confirmable,
  text: plainText(75),
  value: z.string().min(1).max(2000).optional(),
  url: address.optional(),
  style: colorScheme.optional(),
  accessibility_label: z.string().min(1).max(75).optional(),
})
const checkboxes = z
  .strictObject({
    type: z.literal('checkboxes'),
    ...actionable,
    ...confirmable,
    ...focusable,
    options: z.array(markedOption).min(1).max(10),
    initial_options: z.array(markedOption).min(1).optional(),
  })
  .refine((element) => (element.initial_options ?? []).every((chosen) => offers(element, chosen)), mustBeOffered)
const radioButtons = z
  .strictObject({
    type: z.literal('radio_buttons'),
    ...actionable,
    ...confirmable,
    ...focusable,
    options: z.array(markedOption).min(1).max(10),
    initial_option: markedOption.optional(),
  })
  .refine((element) => !element.initial_option || offers(element, element.initial_option), mustBeOffered)
const overflow = z.strictObject({
  type: z.literal('overflow'),
  ...actionable,
  ...confirmable,
  options: z.array(overflowOption).min(1).max(5),
})
const datepicker = z.strictObject({
  type: z.literal('datepicker'),
  ...chooser,
  initial_date: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .optional(),
})
const timepicker = z.strictObject({
  type: z.literal('timepicker'),
  ...chooser,
  initial_time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .optional(),
  timezone: z.string().optional(),
})
const datetimepicker = z.strictObject({
  type: z.literal('datetimepicker'),
  ...actionable,
  ...confirmable,
  ...focusable,
  initial_date_time: z.int().min(1_000_000_000).max(9_999_999_999).optional(),
})

const staticSelect = z
  .strictObject({
    type: z.literal('static_select'),
    ...chooser,
    ...staticOptions,
    initial_option: plainOption.optional(),
  })
  .refine(hasOneSource, needsOneSource)
  .refine((element) => !element.initial_option || offers(element, element.initial_option), mustBeOffered)
const multiStaticSelect = z
  .strictObject({
    type: z.literal('multi_static_select'),
    ...multiple,
    ...staticOptions,
    initial_options: z.array(plainOption).min(1).optional(),
  })
  .refine(hasOneSource, needsOneSource)
  .refine((element) => (element.initial_options ?? []).every((chosen) => offers(element, chosen)), mustBeOffered)

const selects = [
  staticSelect,
  z.strictObject({
    type: z.literal('external_select'),
    ...chooser,
    initial_option: plainOption.optional(),
    min_query_length: z.int().min(0).optional(),
  }),
  z.strictObject({ type: z.literal('users_select'), ...chooser, initial_user: userId.optional() }),
  z.strictObject({
    type: z.literal('conversations_select'),
    ...chooser,
    ...conversations,
    ...answering,
    initial_conversation: z.string().min(1).optional(),
  }),
  z.strictObject({
    type: z.literal('channels_select'),
    ...chooser,
    ...answering,
    initial_channel: channelId.optional(),
  }),
] as const
const multiSelects = [
  multiStaticSelect,
  z.strictObject({
    type: z.literal('multi_external_select'),
    ...multiple,
    initial_options: z.array(plainOption).min(1).optional(),
    min_query_length: z.int().min(0).optional(),
  }),
  z.strictObject({
    type: z.literal('multi_users_select'),
    ...multiple,
    initial_users: z.array(userId).min(1).optional(),
  }),
  z.strictObject({
    type: z.literal('multi_conversations_select'),
    ...multiple,
    ...conversations,
    initial_conversations: z.array(z.string().min(1)).min(1).optional(),
  }),
  z.strictObject({
    type: z.literal('multi_channels_select'),
    ...multiple,
    initial_channels: z.array(channelId).min(1).optional(),
  }),
] as const

const plainTextInput = z
  .strictObject({
    type: z.literal('plain_text_input'),
    ...typed,
    initial_value: z.string().max(3000).optional(),
    multiline: z.boolean().optional(),
    min_length: z.int().min(0).max(3000).optional(),
    max_length: z.int().min(1).max(3000).optional(),
  })
  .refine((input) => (input.min_length ?? 0) <= (input.max_length ?? 3000), 'min_length must not exceed max_length')
  .refine(
    (input) => (input.initial_value?.length ?? 0) <= (input.max_length ?? 3000),
    'initial_value must not be longer than max_length',
  )
const richTextInput = z.strictObject({
  type: z.literal('rich_text_input'),
  ...typed,
  initial_value: richText.optional(),
  min_lines: z.int().min(1).optional(),
  max_lines: z.int().min(1).optional(),
})
const inputs = [
  plainTextInput,
  richTextInput,
  z.strictObject({ type: z.literal('email_text_input'), ...typed, initial_value: z.string().optional() }),
  z.strictObject({ type: z.literal('url_text_input'), ...typed, initial_value: z.string().optional() }),
  z.strictObject({
    type: z.literal('number_input'),
    ...typed,
    is_decimal_allowed: z.boolean(),
    initial_value: z.string().optional(),
    min_value: z.string().optional(),
    max_value: z.string().optional(),
  }),
  z.strictObject({
    type: z.literal('file_input'),
    ...actionable,
    filetypes: z.array(z.string()).optional(),
    max_files: z.int().min(1).max(10).optional(),
  }),
] as const

export const imageElement = z
  .strictObject({ type: z.literal('image'), alt_text: z.string().min(1).max(2000), ...imageSource })
  .refine(oneImage, needsOneImage)

const pickers = [checkboxes, datepicker, timepicker, radioButtons, ...selects, ...multiSelects] as const

export const actionElement = z.discriminatedUnion('type', [button, overflow, datetimepicker, richTextInput, ...pickers])
export const accessory = z.discriminatedUnion('type', [button, overflow, imageElement, ...pickers])
export const inputElement = z.discriminatedUnion('type', [datetimepicker, ...inputs, ...pickers])
