import { IntlMessageFormat } from 'intl-messageformat'
import type { Label } from '../kit/card.ts'
import { UserError } from '../kit/errors.ts'
import { bold, code, italic, nodes, type Text, type Wording, wordsOf } from '../kit/text.ts'
import { type Key, type Params, texts } from './texts.ts'

export type Locale = 'fr' | 'en'
export const locales: readonly Locale[] = ['fr', 'en']

/** `t('offer.openUntil', { at: time(closesAt) })` is nodes; `t.words(…)` the same as one string; `t.label(…)` what a field is called. */
export interface Translate {
  <K extends Key>(key: K, ...params: Given<K>): Text
  words<K extends Key>(key: K, ...params: Given<K>): string
  label<K extends Key>(key: K, ...params: Given<K>): Label
  readonly locale: Locale
}
type Given<K extends Key> = keyof Params<K> extends never ? [params?: Record<never, never>] : [params: Params<K>]

export function translator(locale: Locale): Translate {
  const say = (key: Key, params: Readonly<Record<string, unknown>> = {}): Text => speak(locale, key, params)
  const words = (key: Key, params = {}): string => wordsOf(say(key, params))
  const label = (key: Key, params = {}): Label => ({
    kind: 'label',
    words: words('general.label', { label: words(key, params) }),
  })
  return Object.assign(say, { words, label, locale }) as Translate
}

/** The member's mistake, to be thrown: `throw userError('offer.closed', { title })`. */
export function userError<K extends Key>(key: K, ...params: Given<K>): UserError {
  return new UserError(key, params[0] ?? {})
}
/** The same about one field of the form that was sent. */
export function fieldError<K extends Key>(field: string, key: K, ...params: Given<K>): UserError {
  return new UserError(key, params[0] ?? {}, field)
}
/** What a UserError says, in the reader's language. */
export function explain(locale: Locale, error: UserError): Text {
  return speak(locale, error.key as Key, error.params)
}

/** `fr-FR`, `fr` → fr; every other language reads English; nothing known → undefined. */
export function localeOf(tag: string | null | undefined): Locale | undefined {
  if (!tag) return undefined
  return tag.toLowerCase().startsWith('fr') ? 'fr' : 'en'
}

const messages = new Map<string, IntlMessageFormat>()
const tags = {
  b: (parts: readonly unknown[]) => bold(flat(parts)),
  i: (parts: readonly unknown[]) => italic(flat(parts)),
  code: (parts: readonly unknown[]) => code(wordsOf(flat(parts))),
}

function speak(locale: Locale, key: Key, params: Readonly<Record<string, unknown>>): Text {
  const id = `${locale}:${key}`
  const message = messages.get(id) ?? new IntlMessageFormat(texts[key][locale], locale)
  messages.set(id, message)
  return flat([message.format({ ...tags, ...params } as Parameters<typeof message.format>[0])])
}

function flat(parts: readonly unknown[]): Text {
  return parts.flatMap((part) => (Array.isArray(part) ? flat(part) : nodes(part as Wording)))
}
