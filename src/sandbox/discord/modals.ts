/** The forms of Discord: what it accepts as a modal. */
import { z } from 'zod'
import { entitySelect, stringSelect, textDisplay } from './componentShapes.ts'
import { duplicates, numberThem, placed } from './components.ts'
import { invalidForm } from './errors.ts'
import type { Component } from './model.ts'
import { customId, int32, list, maybe, parseBody, refuse, text } from './shape.ts'

export interface Modal {
  custom_id: string
  title: string
  components: Component[]
}

const id = maybe(int32)
const textInput = z
  .object({
    type: z.literal(4),
    id,
    custom_id: customId,
    style: z.literal([1, 2]),
    label: maybe(text(1, 45)),
    min_length: maybe(z.int().min(0).max(4000)),
    max_length: maybe(z.int().min(1).max(4000)),
    required: maybe(z.boolean()),
    value: maybe(text(0, 4000)),
    placeholder: maybe(text(0, 100)),
  })
  .superRefine((input, context) => {
    const { min_length: least = 0, max_length: most = 4000, value } = input
    if (least > most) refuse(context, ['min_length'], 'BASE_TYPE_INVALID', 'min_length must not exceed max_length')
    const size = [...(value ?? '')].length
    if (value && (size > most || size < least)) {
      refuse(context, ['value'], 'BASE_TYPE_BAD_LENGTH', `Must be between ${least} and ${most} in length.`)
    }
  })
const upload = z.object({
  type: z.literal(19),
  id,
  custom_id: customId,
  min_values: maybe(z.int().min(0).max(10)),
  max_values: maybe(z.int().min(1).max(10)),
  required: maybe(z.boolean()),
})
const label = z
  .object({
    type: z.literal(18),
    id,
    label: text(1, 45),
    description: maybe(text(1, 100)),
    component: z.discriminatedUnion('type', [textInput, stringSelect, entitySelect, upload]),
  })
  .superRefine((field, context) => {
    if (field.component.type === 4 && field.component.label !== undefined) {
      refuse(
        context,
        ['component', 'label'],
        'BASE_TYPE_INVALID',
        'label is not allowed on a text input inside a Label',
      )
    }
    if (field.component.type !== 4 && 'disabled' in field.component && field.component.disabled) {
      refuse(context, ['component', 'disabled'], 'BASE_TYPE_INVALID', 'disabled is not allowed in modals')
    }
  })
const oldRow = z
  .object({ type: z.literal(1), id, components: list(z.discriminatedUnion('type', [textInput]), 1, 1) })
  .superRefine((row, context) => {
    if (row.components[0]?.label === undefined)
      refuse(context, ['components', 0, 'label'], 'BASE_TYPE_REQUIRED', 'This field is required')
  })
const modal = z.object({
  custom_id: customId,
  title: text(1, 45),
  components: list(z.discriminatedUnion('type', [label, oldRow, textDisplay]), 1, 5),
})

/** Checked, completed with generated ids. Throws 50035. */
export function readModal(body: unknown): Modal {
  const parsed = parseBody(modal, body, ['data']) as Modal
  const all = placed(parsed.components, ['data', 'components'])
  const faults = duplicates(all)
  if (faults.length > 0) throw invalidForm(faults)
  numberThem(all.map((one) => one.component))
  return parsed
}
