import * as z from 'zod'
import type { Action } from './action.ts'
import type { Choice } from './card.ts'
import { limits } from './limits.ts'
import { clip } from './text.ts'

/** At most five fields, because a Discord modal has; what would be a sixth is asked by a select before. */
export interface Form {
  /** What its submission is handed to. */
  readonly action: Action
  readonly title: string
  readonly send: string
  readonly fields: readonly Field[]
}

export type Field = FieldFrame &
  (
    | {
        readonly kind: 'text'
        readonly lines: 'one' | 'many'
        readonly maximum: number
        readonly value: string
        readonly placeholder: string
      }
    | {
        readonly kind: 'choice'
        readonly choices: readonly Choice[]
        readonly minimum: number
        readonly maximum: number
        readonly chosen: readonly string[]
      }
    | { readonly kind: 'member'; readonly chosen: string | undefined }
    | { readonly kind: 'channel'; readonly chosen: string | undefined }
  )

interface FieldFrame {
  readonly key: string
  readonly label: string
  readonly hint: string
  readonly required: boolean
}

/** What was typed and chosen, by field key. Text fields: the text (empty when left out). Others: the values chosen. */
export type Answers = Readonly<Record<string, string | readonly string[]>>

/** Fails on what a definition got wrong. */
export function form(made: Form): Form {
  if (made.fields.length === 0 || made.fields.length > limits.formFields)
    throw new RangeError(`a form has one to ${limits.formFields} fields, not ${made.fields.length}`)
  for (const [what, words, maximum] of textsOf(made))
    if (words.length > maximum) throw new RangeError(`${what} is over ${maximum} characters: ${words}`)
  return made
}

function textsOf(made: Form): [string, string, number][] {
  return [
    ['a title', made.title, limits.formTitle],
    ['a submit label', made.send, limits.formSend],
    ...made.fields.flatMap((field): [string, string, number][] => [
      ['a label', field.label, limits.fieldLabel],
      ['a hint', field.hint, limits.fieldHint],
    ]),
  ]
}

export function textField(made: {
  key: string
  label: string
  hint?: string
  required?: boolean
  lines?: 'one' | 'many'
  maximum: number
  value?: string
  placeholder?: string
}): Field {
  const maximum = Math.min(made.maximum, limits.fieldText)
  return {
    kind: 'text',
    key: made.key,
    label: made.label,
    hint: made.hint ?? '',
    required: made.required ?? true,
    lines: made.lines ?? 'one',
    maximum,
    value: clip(made.value ?? '', maximum),
    placeholder: clip(made.placeholder ?? '', limits.fieldHint),
  }
}

export function choiceField(made: {
  key: string
  label: string
  hint?: string
  choices: readonly Choice[]
  minimum?: number
  maximum?: number
  chosen?: readonly string[]
}): Field {
  const choices = made.choices.slice(0, limits.choices)
  const known = new Set(choices.map((choice) => choice.value))
  return {
    kind: 'choice',
    key: made.key,
    label: made.label,
    hint: made.hint ?? '',
    required: (made.minimum ?? 1) > 0,
    choices: choices.map(({ value, label }) => ({ value, label: clip(label, limits.choiceLabel) })),
    minimum: made.minimum ?? 1,
    maximum: Math.min(made.maximum ?? 1, choices.length),
    chosen: (made.chosen ?? []).filter((value) => known.has(value)).slice(0, made.maximum ?? 1),
  }
}

export function memberField(made: {
  key: string
  label: string
  hint?: string
  required?: boolean
  chosen?: string
}): Field {
  return {
    kind: 'member',
    key: made.key,
    label: made.label,
    hint: made.hint ?? '',
    required: made.required ?? true,
    chosen: made.chosen,
  }
}
export function channelField(made: {
  key: string
  label: string
  hint?: string
  required?: boolean
  chosen?: string | undefined
}): Field {
  return {
    kind: 'channel',
    key: made.key,
    label: made.label,
    hint: made.hint ?? '',
    required: made.required ?? true,
    chosen: made.chosen,
  }
}

/** The same form with what was typed in it. */
export function refill(made: Form, answers: Answers): Form {
  return { ...made, fields: made.fields.map((field) => refillField(field, answers[field.key])) }
}

function refillField(field: Field, answer: string | readonly string[] | undefined): Field {
  if (answer === undefined) return field
  const values = typeof answer === 'string' ? [answer] : answer
  switch (field.kind) {
    case 'text':
      return { ...field, value: clip(values[0] ?? '', field.maximum) }
    case 'choice':
      return { ...field, chosen: values.filter((value) => field.choices.some((choice) => choice.value === value)) }
    case 'member':
    case 'channel':
      return { ...field, chosen: values[0] }
  }
}

/** The text of a field, trimmed; empty when it was left out. */
export function answerText(answers: Answers, key: string): string {
  const answer = answers[key]
  return (typeof answer === 'string' ? answer : (answer?.[0] ?? '')).trim()
}
export function answerChoices(answers: Answers, key: string): readonly string[] {
  const answer = answers[key]
  if (answer === undefined) return []
  return typeof answer === 'string' ? (answer === '' ? [] : [answer]) : answer
}

const actionSchema = z.object({ name: z.string(), record: z.string() })
const frame = { key: z.string(), label: z.string(), hint: z.string(), required: z.boolean() }
const chosenOne = z
  .string()
  .optional()
  .transform((value) => value)

/** A form as kept in a draft. */
export const formSchema = z.object({
  action: actionSchema,
  title: z.string(),
  send: z.string(),
  fields: z.array(
    z.discriminatedUnion('kind', [
      z.object({
        ...frame,
        kind: z.literal('text'),
        lines: z.enum(['one', 'many']),
        maximum: z.number(),
        value: z.string(),
        placeholder: z.string(),
      }),
      z.object({
        ...frame,
        kind: z.literal('choice'),
        choices: z.array(z.object({ value: z.string(), label: z.string() })),
        minimum: z.number(),
        maximum: z.number(),
        chosen: z.array(z.string()),
      }),
      z.object({ ...frame, kind: z.literal('member'), chosen: chosenOne }),
      z.object({ ...frame, kind: z.literal('channel'), chosen: chosenOne }),
    ]),
  ),
})
