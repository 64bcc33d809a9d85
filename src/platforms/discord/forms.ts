import type {
  APIComponentInLabel,
  APILabelComponent,
  APIModalInteractionResponseCallbackData,
  APIModalSubmission,
} from 'discord.js'
import { ChannelType, ComponentType, SelectMenuDefaultValueType, TextInputStyle } from 'discord.js'
import { formatAction } from '../../kit/action.ts'
import type { Answers, Field, Form } from '../../kit/form.ts'
import { drawChoices } from './render.ts'

/** Discord: title 45, label 45, description 100, placeholder 100; the kit's limits are within them. */
export function drawForm(form: Form): APIModalInteractionResponseCallbackData {
  return {
    custom_id: formatAction(form.action),
    title: form.title,
    components: form.fields.filter(isAnswerable).map(drawField),
  }
}

/** Discord refuses a select without options, and with it the whole form. */
function isAnswerable(field: Field): boolean {
  return field.kind !== 'choice' || field.choices.length > 0
}

function drawField(field: Field): APILabelComponent {
  return {
    type: ComponentType.Label,
    label: field.label,
    ...(field.hint === '' ? {} : { description: field.hint }),
    component: drawInput(field),
  }
}

function drawInput(field: Field): APIComponentInLabel {
  const frame = { custom_id: field.key, required: field.required }
  switch (field.kind) {
    case 'text':
      return {
        ...frame,
        type: ComponentType.TextInput,
        style: field.lines === 'one' ? TextInputStyle.Short : TextInputStyle.Paragraph,
        max_length: field.maximum,
        ...(field.value === '' ? {} : { value: field.value }),
        ...(field.placeholder === '' ? {} : { placeholder: field.placeholder }),
      }
    case 'choice':
      return {
        ...frame,
        type: ComponentType.StringSelect,
        min_values: field.required ? Math.max(1, field.minimum) : 0,
        max_values: Math.max(1, field.maximum),
        options: drawChoices(field.choices, field.chosen),
      }
    case 'member':
      return {
        ...frame,
        type: ComponentType.UserSelect,
        min_values: field.required ? 1 : 0,
        max_values: 1,
        ...(field.chosen ? { default_values: [{ id: field.chosen, type: SelectMenuDefaultValueType.User }] } : {}),
      }
    case 'channel':
      return {
        ...frame,
        type: ComponentType.ChannelSelect,
        channel_types: [ChannelType.GuildText, ChannelType.GuildAnnouncement],
        min_values: field.required ? 1 : 0,
        max_values: 1,
        ...(field.chosen ? { default_values: [{ id: field.chosen, type: SelectMenuDefaultValueType.Channel }] } : {}),
      }
  }
}

/** What was filled in, by field key. */
export function readAnswers({ components }: APIModalSubmission): Answers {
  const inputs = components.flatMap((component) => {
    if (component.type === ComponentType.Label) return [component.component]
    return component.type === ComponentType.ActionRow ? component.components : []
  })
  return Object.fromEntries(
    inputs.flatMap((input): [string, string | readonly string[]][] => {
      if ('values' in input) return [[input.custom_id, input.values]]
      return 'value' in input && typeof input.value === 'string' ? [[input.custom_id, input.value]] : []
    }),
  )
}
