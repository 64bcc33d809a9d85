import { familyWords } from './family-words.ts'
import { wordsIn } from './stems.ts'

export type Family = keyof typeof familyWords

/** What a word or phrase is known to mean. */
export interface Sense {
  readonly family: Family
  /** Words of one line say the same, in both languages. */
  readonly line: string
}

/** A word or phrase of the table: its keys, and what it means. */
export interface Entry {
  readonly written: string
  readonly keys: readonly string[]
  readonly words: number
  readonly sense: Sense
}

/** The whole table, in its order. */
export function familyEntries(): Entry[] {
  return (Object.entries(familyWords) as [Family, string][]).flatMap(([family, lines]) =>
    lines
      .split('/')
      .flatMap((line, index) =>
        line
          .split(',')
          .map((written) => entryOf(written.replace(/\s+/gu, ' ').trim(), { family, line: `${family}.${index}` })),
      ),
  )
}

function entryOf(written: string, sense: Sense): Entry {
  const words = wordsIn(written)
  const [first] = words
  const keys = words.length === 1 && first ? first.stems : [phraseKey(words.map(({ stems }) => stems[0]))]
  return { written, keys, words: words.length, sense }
}

/** A phrase by the first stems of its words. */
export function phraseKey(stems: readonly (string | undefined)[]): string {
  return stems.join(' ')
}

const entries = familyEntries()

/** What a stem, or the stems of a phrase, mean. */
export const senses: ReadonlyMap<string, Sense> = new Map(
  entries.flatMap(({ keys, sense }) => keys.map((key) => [key, sense])),
)
/** Of how many words the longest phrase is. */
export const longestPhrase: number = Math.max(...entries.map(({ words }) => words))
