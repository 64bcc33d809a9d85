import { distance } from '../../kit/fold.ts'
import { type Segment, segmentsOf } from './concepts.ts'
import { allWordsIn, stemsOfWord, type Word, wordsIn } from './stems.ts'

/** An introduction as it is searched. */
export interface SearchedIntroduction {
  readonly id: number
  readonly headline: string
  readonly name: string
  readonly organisation: string
  readonly canHelp: string
  readonly lookingFor: string
  /** In words, those of both languages. */
  readonly themes: readonly string[]
}

/**
 * The introductions of one community, in memory, behind `/intro find` (spec/product.md, 1. Introductions). Our own index and not Orama's, which was
 * tried and was as fast: it asks for one or for all of the tokens of a text, whereas here a word is two stems of which one is enough, and all words are asked for.
 */
export interface Search {
  readonly terms: Map<string, Map<number, number>>
  readonly introductions: Map<number, SearchedIntroduction>
  /** Every word as it is written, folded, and in how many introductions: for what is typed in part or with a slip. */
  readonly words: Map<string, number>
}

export interface Found {
  /** Of the page that was asked for, the best first. */
  readonly ids: readonly number[]
  /** Of all pages. */
  readonly total: number
}

/** What a word counts by where it stands: headline before helps before the rest, whatever the sum of the others. */
const worth = { headline: 9, canHelp: 3, rest: 1 } as const
/** A word that says the same (avocat, lawyer) counts less than the word itself. */
const SYNONYM = 0.5

export function createSearch(introductions: Iterable<SearchedIntroduction> = []): Search {
  const search: Search = { terms: new Map(), introductions: new Map(), words: new Map() }
  for (const each of introductions) putIntroduction(search, each)
  return search
}

/** Adds an introduction, or replaces what it said before. */
export function putIntroduction(search: Search, introduction: SearchedIntroduction): void {
  removeIntroduction(search, introduction.id)
  const { terms, words } = read(introduction)
  for (const [term, value] of terms) {
    const there = search.terms.get(term)
    if (there) there.set(introduction.id, value)
    else search.terms.set(term, new Map([[introduction.id, value]]))
  }
  for (const word of words) search.words.set(word, (search.words.get(word) ?? 0) + 1)
  search.introductions.set(introduction.id, introduction)
}

export function removeIntroduction(search: Search, id: number): void {
  const introduction = search.introductions.get(id)
  if (!introduction) return
  const { terms, words } = read(introduction)
  for (const term of terms.keys()) {
    const there = search.terms.get(term)
    there?.delete(id)
    if (there?.size === 0) search.terms.delete(term)
  }
  for (const word of words) {
    const left = (search.words.get(word) ?? 1) - 1
    if (left === 0) search.words.delete(word)
    else search.words.set(word, left)
  }
  search.introductions.delete(id)
}

/**
 * Who says all the words of a text, in either language, whatever accents and endings; if nobody does, who says most of them. A word that nobody
 * says is taken for the beginning of one, else for one with a slip. Equals: the newest first.
 */
export function find(search: Search, text: string, page: { limit: number; offset: number }): Found {
  const words = wordsIn(text)
  const hits = segmentsOf(words.length > 0 ? words : allWordsIn(text)).map((segment) => hitsOf(search, segment))
  const counted = new Map<number, { words: number; value: number }>()
  for (const each of hits)
    for (const [id, value] of each) {
      const before = counted.get(id)
      counted.set(id, { words: (before?.words ?? 0) + 1, value: (before?.value ?? 0) + value })
    }
  const most = [...counted.values()].reduce((sum, each) => Math.max(sum, each.words), 0)
  const ranked = [...counted]
    .filter(([, each]) => each.words === most)
    .toSorted(([oneId, one], [otherId, other]) => other.value - one.value || otherId - oneId)
  return { ids: ranked.slice(page.offset, page.offset + page.limit).map(([id]) => id), total: ranked.length }
}

/** Every term of an introduction with its best place, and its words. */
function read(of: SearchedIntroduction): { terms: Map<string, number>; words: Set<string> } {
  const terms = new Map<string, number>()
  const words = new Set<string>()
  const readText = (all: readonly Word[], value: number) => {
    const raise = (term: string, counts: number) => terms.set(term, Math.max(terms.get(term) ?? 0, counts))
    for (const { folded, stems } of all) {
      words.add(folded)
      for (const stem of stems) raise(stem, value)
    }
    for (const { sense } of segmentsOf(all)) if (sense) raise(senseTerm(sense.line), value * SYNONYM)
  }
  readText(wordsIn(of.headline), worth.headline)
  readText(allWordsIn(of.name), worth.headline)
  readText(wordsIn(of.canHelp), worth.canHelp)
  for (const text of [of.lookingFor, ...of.themes]) readText(wordsIn(text), worth.rest)
  readText(allWordsIn(of.organisation), worth.rest)
  return { terms, words }
}

/** A line of the table of families is no word: the mark keeps it apart from a stem. */
function senseTerm(line: string): string {
  return `/${line}`
}

type Hits = ReadonlyMap<number, number>

/** Who says a word or a phrase, or what means the same. */
function hitsOf(search: Search, { words, sense }: Segment): Hits {
  const [first, ...others] = words.map((word) => sayingStem(search, word.stems))
  const itself = others.reduce(both, first ?? new Map<number, number>())
  const same = sense && search.terms.get(senseTerm(sense.line))
  if (itself.size > 0 || same) return best([itself, same])
  return words.map((word) => sayingSimilar(search, word.folded)).reduce(both)
}

function sayingStem(search: Search, stems: readonly string[]): Hits {
  return best(stems.map((stem) => search.terms.get(stem)))
}

function best(all: readonly (Hits | undefined)[]): Hits {
  const [only, ...others] = all.filter((hits) => hits !== undefined && hits.size > 0)
  if (others.length === 0) return only ?? new Map()
  const found = new Map(only)
  for (const hits of others) for (const [id, value] of hits ?? []) found.set(id, Math.max(found.get(id) ?? 0, value))
  return found
}

function both(one: Hits, other: Hits): Hits {
  const found = new Map<number, number>()
  for (const [id, value] of one) {
    const second = other.get(id)
    if (second !== undefined) found.set(id, Math.min(value, second))
  }
  return found
}

/** Shortest word that is completed, and that may have a slip, or two. */
const COMPLETED = 3
const ONE_SLIP = 5
const TWO_SLIPS = 9

function sayingSimilar(search: Search, folded: string): Hits {
  const known = sayingStem(search, stemsOfWord(folded))
  if (known.size > 0 || folded.length < COMPLETED) return known
  const all = [...search.words.keys()]
  const begun = all.filter((word) => word.startsWith(folded))
  const meant = begun.length > 0 ? begun : slipped(all, folded)
  return best(meant.map((word) => sayingStem(search, stemsOfWord(word))))
}

/** The words that are fewest slips away. */
function slipped(all: readonly string[], folded: string): string[] {
  if (folded.length < ONE_SLIP) return []
  const most = folded.length < TWO_SLIPS ? 1 : 2
  const near = all.filter((word) => word.length >= COMPLETED && Math.abs(word.length - folded.length) <= most)
  const far = near.map((word) => ({ word, slips: distance(folded, word) })).filter(({ slips }) => slips <= most)
  const least = Math.min(...far.map(({ slips }) => slips))
  return far.filter(({ slips }) => slips === least).map(({ word }) => word)
}
