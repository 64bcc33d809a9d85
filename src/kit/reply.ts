import { type Block, type Card, card, paragraph } from './card.ts'
import type { Form } from './form.ts'
import type { Wording } from './text.ts'

/**
 * What a handler returns. It is shown privately to whoever asked, in place of the private card they pressed on if there is one.
 * `invalid`: the form comes back with what was typed and, by field key, one sentence each.
 */
export type Reply =
  | { readonly kind: 'card'; readonly card: Card }
  | { readonly kind: 'form'; readonly form: Form }
  | { readonly kind: 'invalid'; readonly form: Form; readonly errors: Readonly<Record<string, string>> }

export function show(card: Card): Reply {
  return { kind: 'card', card }
}
export function ask(form: Form): Reply {
  return { kind: 'form', form }
}
/** It is done, in a sentence; with what can follow. */
export function done(wording: Wording, ...more: readonly (Block | undefined)[]): Reply {
  return show(card({ tone: 'good', blocks: [paragraph(wording), ...more] }))
}
