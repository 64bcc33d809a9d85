import { stemmer as englishStem } from '@orama/stemmers/english'
import { stemmer as frenchStem } from '@orama/stemmers/french'
import { fold } from '../../kit/fold.ts'
import { notStopped, stopWords } from './stop-words.ts'

/** A word of a text that says something, with where its author wrote it. */
export interface Word {
  /** As it was written. */
  readonly written: string
  /** Lower case, no accents. */
  readonly folded: string
  /** Its French and its English stem, or the one that both give. Two words that share one are the same word. */
  readonly stems: readonly string[]
  readonly start: number
  readonly end: number
}

const ligatures: Readonly<Record<string, string>> = { œ: 'oe', Œ: 'oe', æ: 'ae', Æ: 'ae', ß: 'ss' }
/** Letters and digits; a `+` or `#` after them, for C++ and C#; and what joins the letters of R&D. Apostrophes and hyphens separate. */
const wordPattern = /(?:(?<![\p{L}\p{N}])\p{L}&\p{L}(?![\p{L}\p{N}]))|[\p{L}\p{N}\p{M}]+(?:\+\+|#)?/gu

/** The words of a text that are no stop words of either language, in order. */
export function wordsIn(text: string): Word[] {
  return allWordsIn(text).filter((word) => notStopped.has(word.written) || !stopWords.has(word.folded))
}

/** Every word of a text, stop words too. */
export function allWordsIn(text: string): Word[] {
  return [...text.matchAll(wordPattern)].map(({ 0: written, index }) => {
    const folded = foldWord(written)
    return { written, folded, stems: stemsOfWord(folded), start: index, end: index + written.length }
  })
}

/** The stems of a text, each with the word, as it was written, that it first came from. */
export function stemsOf(text: string): Map<string, string> {
  const stems = new Map<string, string>()
  for (const word of wordsIn(text)) for (const stem of word.stems) if (!stems.has(stem)) stems.set(stem, word.written)
  return stems
}

function foldWord(written: string): string {
  return fold(written.replace(/[œŒæÆß]/gu, (ligature) => ligatures[ligature] ?? ligature))
}

/** Where memory of words is emptied, so that years of introductions do not fill it. */
const WORDS_KEPT = 50_000
const known = new Map<string, readonly string[]>()

/** The stems of one folded word. */
export function stemsOfWord(folded: string): readonly string[] {
  const remembered = known.get(folded)
  if (remembered) return remembered
  if (known.size >= WORDS_KEPT) known.clear()
  const stems = makeStems(folded)
  known.set(folded, stems)
  return stems
}

/** Beginnings of words that the stemmers cut so short that they become another word: communication is not commune, international no intern. */
const begins: readonly (readonly [begin: string, stem: string])[] = [
  ['communic', 'communication'],
  ['communiqu', 'communication'],
  ['internation', 'international'],
  ['universit', 'universite'],
  ['organis', 'organisation'],
  ['organiz', 'organisation'],
  ['developpeu', 'developpeur'],
]
/** Whole words whose stem is another word's: wind is no sale, an internal team has no interns, a format is no training. */
const whole: ReadonlyMap<string, string> = new Map([
  ['vent', 'vent-'],
  ['vents', 'vent-'],
  ['interne', 'interne-'],
  ['internes', 'interne-'],
  ['internal', 'interne-'],
  ['format', 'format-'],
  ['formats', 'format-'],
])
/** A stem under this is too short to tell words apart: `dat` is data and dates. */
const SHORTEST_STEM = 4

function makeStems(folded: string): readonly string[] {
  if (!/^[a-z]+$/u.test(folded)) return [folded]
  const exception = whole.get(folded) ?? begins.find(([begin]) => folded.startsWith(begin))?.[1]
  if (exception !== undefined) return [exception]
  const singular = folded.replace(/(?<=..)[sx]$/u, '')
  const longEnough = (stem: string): string => (stem.length < SHORTEST_STEM ? singular : stem)
  return [...new Set([longEnough(frenchStem(folded)), longEnough(englishStem(folded))])]
}
