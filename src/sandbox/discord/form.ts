/** A modal on a member's screen: its fields, and what filling it sends. Refuses what Discord's client would not let through. */
import type { SeenField, SeenForm } from '../playground.ts'
import { resolveChannel, resolveUser } from './commandline.ts'
import type { Modal } from './modals.ts'
import type { Channel, Component, Json, Message, World } from './model.ts'
import { entities } from './seen.ts'

const TEXT_INPUT = 4
const PARAGRAPH = 2
const KINDS: Record<number, SeenField['kind']> = { 3: 'select', 5: 'members', 6: 'select', 7: 'members', 8: 'channels' }

export interface OpenForm {
  modal: Modal
  channel: Channel
  /** The message whose button opened it. */
  source: Message | undefined
}
interface Field {
  label: string
  hint: string
  input: Component
}

export function seenForm(world: World, { modal, channel }: OpenForm): SeenForm {
  return {
    id: modal.custom_id,
    title: modal.title,
    submit: 'Submit',
    fields: fieldsOf(modal).map((field) => seenField(world, channel, field)),
    raw: modal,
  }
}

function fieldsOf(modal: Modal): Field[] {
  return modal.components.flatMap((row) => {
    if (row.component)
      return [
        { label: row.label ?? '', hint: row.description ?? row.component.placeholder ?? '', input: row.component },
      ]
    return (row.components ?? []).map((input) => ({ label: input.label ?? '', hint: input.placeholder ?? '', input }))
  })
}

function seenField(world: World, channel: Channel, { label, hint, input }: Field): SeenField {
  const base = { id: input.custom_id ?? '', label, hint, required: input.required ?? true }
  if (input.type === TEXT_INPUT) {
    const maximum = input.max_length ?? 4000
    return { ...base, kind: input.style === PARAGRAPH ? 'longText' : 'text', maximum, value: input.value ?? '' }
  }
  const options = input.options?.map((option) => ({ label: option.label, value: option.value }))
  const chosen = initialChoices(input)
  const several = (input.max_values ?? 1) > 1
  return {
    ...base,
    kind: KINDS[input.type] ?? 'select',
    value: several ? chosen : (chosen[0] ?? ''),
    options: options ?? entities(world, channel.id, input.type),
    ...(several ? { maximum: input.max_values ?? 1 } : {}),
  }
}

function initialChoices(input: Component): string[] {
  const defaults = input.default_values?.map((one) => one.id) ?? []
  return [...defaults, ...(input.options ?? []).filter((option) => option.default).map((option) => option.value)]
}

/** The data of the modal's submission. Throws with the field's name where the client would refuse. */
export function submission(world: World, form: OpenForm, values: Record<string, string | string[]>): Json {
  const { modal, channel } = form
  const fields = fieldsOf(modal)
  const unknown = Object.keys(values).find((name) => !fields.some((field) => isCalled(field, name)))
  if (unknown !== undefined) {
    throw new Error(
      `the form "${modal.title}" has no field "${unknown}"; it has ${fields.map((field) => field.label).join(', ')}`,
    )
  }
  const resolved: Json = {}
  const fill = (input: Component): Json => {
    const field = fields.find((one) => one.input === input)
    const given = Object.entries(values).find(([name]) => field && isCalled(field, name))?.[1]
    return filled(world, channel, { label: field?.label ?? '', input, given, resolved })
  }
  const components = modal.components.map((row): Json => {
    const base = { type: row.type, id: row.id }
    if (row.component) return { ...base, component: fill(row.component) }
    return row.components ? { ...base, components: row.components.map(fill) } : base
  })
  return { custom_id: modal.custom_id, components, ...(Object.keys(resolved).length > 0 ? { resolved } : {}) }
}

function isCalled(field: Field, name: string): boolean {
  return field.label === name || field.input.custom_id === name
}

interface Filling {
  label: string
  input: Component
  given: string | string[] | undefined
  resolved: Json
}

function filled(world: World, channel: Channel, filling: Filling): Json {
  const { input, label, given } = filling
  const base = { type: input.type, id: input.id, custom_id: input.custom_id }
  if (input.type !== TEXT_INPUT) return { ...base, values: choices(world, channel, filling) }
  const value = given === undefined ? (input.value ?? '') : [given].flat().join('\n')
  checkText(label, input, value)
  return { ...base, value }
}

function checkText(label: string, input: Component, value: string): void {
  const size = [...value].length
  const { min_length: least = 0, max_length: most = 4000 } = input
  if (value.trim() === '' && (input.required ?? true)) throw new Error(`the field "${label}" is required`)
  if (value !== '' && size < least) throw new Error(`the field "${label}" needs at least ${least} characters`)
  if (size > most) throw new Error(`the field "${label}" takes at most ${most} characters, not ${size}`)
}

function choices(world: World, channel: Channel, { input, label, given, resolved }: Filling): string[] {
  const wanted = given === undefined ? initialChoices(input) : [given].flat().filter((one) => one !== '')
  return pick(world, channel, { input, name: label, wanted, resolved, required: input.required ?? true })
}

interface Pick {
  input: Component
  name: string
  wanted: readonly string[]
  resolved: Json
  required: boolean
}

/** The values of a select, given by value or by label, with what they stand for put into `resolved`. */
export function pick(world: World, channel: Channel, { input, name, wanted, resolved, required }: Pick): string[] {
  const options = input.options ?? entities(world, channel.id, input.type)
  const values = wanted.map((one) => {
    const id = /^<[@#]&?!?(\d+)>$/.exec(one)?.[1] ?? one
    const option = options.find((each) => each.value === id) ?? options.find((each) => each.label === one)
    if (!option)
      throw new Error(`"${name}" has no option "${one}"; it has ${options.map((each) => each.label).join(', ')}`)
    return option.value
  })
  const least = input.min_values ?? 1
  const skipped = values.length === 0 && !required
  if (!skipped && values.length < least) throw new Error(`"${name}" needs at least ${least} choices`)
  if (values.length > (input.max_values ?? 1))
    throw new Error(`"${name}" takes at most ${input.max_values ?? 1} choices`)
  for (const value of values) resolve(world, channel, value, input.type, resolved)
  return values
}

function resolve(world: World, channel: Channel, value: string, type: number, resolved: Json): void {
  if (type === 8) resolveChannel(world, value, resolved)
  if ((type === 5 || type === 7) && world.users.has(value)) resolveUser(world, channel, value, resolved)
}
