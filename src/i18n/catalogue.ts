import type { Wording } from '../kit/text.ts'

/**
 * Texts, French and English side by side, in ICU's message syntax: `{name}`, `{count, plural, one {# place} other {# places}}`,
 * and the marks `<b>`, `<i>`, `<code>`. Inside a plural each branch holds a space or a `#`, so that its words are not taken for a name.
 */
export type Catalogue = Readonly<Record<string, { readonly en: string; readonly fr: string }>>

/** The names of a message's parameters, read from its English text. */
export type ParamsOf<M extends string> = { readonly [Name in Names<M>]: Wording }

type Names<M extends string> = M extends `${string}{${infer Rest}` ? Name<Rest> | Names<Rest> : never
type Name<Rest extends string> = Rest extends `${infer Inside}}${string}`
  ? Word<Inside extends `${infer First},${string}` ? First : Inside>
  : never
type Word<Found extends string> = Found extends `${string} ${string}` | `${string}#${string}` ? never : Found
