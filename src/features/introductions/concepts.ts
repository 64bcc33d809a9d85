import { type Family, longestPhrase, phraseKey, type Sense, senses } from './families.ts'
import { type Word, wordsIn } from './stems.ts'
import { commonWords } from './stop-words.ts'

/** A word or phrase of a need or of a help, and what it is found by. */
export interface Concept {
  /** Needs of one topic are met once, however many words say them: a family, else the word. */
  readonly topic: string
  /** Who has one of these means the same: the line of its family, else its stems. */
  readonly near: readonly string[]
  /** Who has this is of the same field. */
  readonly far: Family | undefined
  readonly start: number
  readonly end: number
}

/** A word, or a phrase of the table of families. */
export interface Segment {
  readonly words: readonly [Word, ...Word[]]
  readonly sense: Sense | undefined
}

/** What a text says that could be a reason to meet, in the order in which it says it. Words that everybody writes are none. */
export function conceptsIn(text: string): Concept[] {
  return segmentsOf(wordsIn(text)).flatMap(({ words, sense }) => {
    const [first] = words
    if (words.length === 1 && (commonWords.has(first.folded) || !tellsSomething(first))) return []
    return [sense ? known(sense, words) : unknown(first)]
  })
}

/** Words in order, those that make a phrase of the table together. */
export function segmentsOf(words: readonly Word[]): Segment[] {
  const segments: Segment[] = []
  for (let at = 0; at < words.length; at += segments.at(-1)?.words.length ?? 1) {
    const [first, ...others] = words.slice(at, at + longestPhrase)
    if (first) segments.push(firstSegment(first, others))
  }
  return segments
}

function firstSegment(first: Word, others: readonly Word[]): Segment {
  for (let more = others.length; more > 0; more--) {
    const phrase = [first, ...others.slice(0, more)] as const
    const sense = senses.get(phraseKey(phrase.map(({ stems }) => stems[0])))
    if (sense) return { words: phrase, sense }
  }
  return { words: [first], sense: first.stems.map((stem) => senses.get(stem)).find((found) => found !== undefined) }
}

/** A letter alone or a bare number is no reason to meet. */
function tellsSomething({ folded }: Word): boolean {
  return folded.length > 1 && /\p{L}/u.test(folded)
}

function known({ family, line }: Sense, words: readonly Word[]): Concept {
  return { topic: family, near: [line], far: family, start: words[0]?.start ?? 0, end: words.at(-1)?.end ?? 0 }
}

function unknown({ stems, start, end }: Word): Concept {
  return { topic: stems[0] ?? '', near: stems, far: undefined, start, end }
}

/** What may stand between two words of one piece: "capteurs d’humidité". */
const together = /^[\s\p{Pd}]*(?:(?:de|du|des|d|of|à|en|in)[\s’']+)?$/iu

/**
 * The words of a text that are given by their places, as their author wrote them: neighbours in one piece ("contrats juridiques"), others
 * between commas. At most `most` pieces.
 */
export function quoteOf(text: string, places: readonly Pick<Concept, 'start' | 'end'>[], most = 3): string {
  const pieces: { start: number; end: number }[] = []
  for (const { start, end } of places.toSorted((one, other) => one.start - other.start)) {
    const last = pieces.at(-1)
    if (last && together.test(text.slice(last.end, start))) last.end = Math.max(last.end, end)
    else pieces.push({ start, end })
  }
  const written = pieces.map(({ start, end }) => text.slice(start, end).replace(/\s+/gu, ' '))
  const different = written.filter(
    (piece, index) => written.findIndex((other) => other.toLowerCase() === piece.toLowerCase()) === index,
  )
  return different.slice(0, most).join(', ')
}
