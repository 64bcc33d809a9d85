import { fold } from '../../kit/fold.ts'
import { clip } from '../../kit/text.ts'
import type { DefaultTheme } from '../communities/themes.ts'
import type { OfferKind } from './kinds.ts'
import { kindWords, themeWords } from './proposal-words.ts'
import { splitTitle, type Titled } from './titled.ts'

/** Lengths (spec/product.md, 2. Offers). */
export const offerLimits = {
  title: 100,
  details: 1_500,
  themes: 5,
  places: 500,
  defaultPlaces: 10,
  defaultWeeks: 8,
  maximumDays: 365,
  /** Of a refusal. */
  reason: 1_000,
  /** Of an interest. */
  message: 500,
} as const

export interface Proposal extends Titled {
  readonly kind: OfferKind
  readonly themes: readonly DefaultTheme[]
}

/** What makes a message an offer at once when a verified partner writes it. */
const offerTag = /(^|[\s(])#(offers?|offres?)(?=$|[\s.,:;!?)])/giu

export function isTagged(words: string): boolean {
  return words.search(offerTag) !== -1
}

/** Title, details, kind and themes of an offer as its text suggests them, in French or English. */
export function proposeOffer(words: string): Proposal {
  const untagged = words
    .replace(offerTag, '$1')
    .replace(/[ \t]+/gu, ' ')
    .replace(/ ?\n ?/gu, '\n')
    .trim()
  const { title, details } = splitTitle(untagged, offerLimits.title)
  const content = { title, details: clip(details, offerLimits.details) }
  return { ...content, ...tagsOf(content) }
}

/** Kind and themes as what an offer says suggests them. */
export function tagsOf({ title, details }: Titled): Pick<Proposal, 'kind' | 'themes'> {
  const spoken = spokenOf(`${title}\n${details}`)
  return { kind: kindOf(spoken, spokenOf(title)), themes: themesIn(spoken) }
}

const SURE = 3
const HINT = 1

const kindBegins = kindWords.map(({ kind, sure, hint }) => ({
  kind,
  sure: sure.map(beginOf),
  hint: hint.map(beginOf),
}))
const themeBegins = themeWords.map(([theme, words]) => ({ theme, begins: words.map(beginOf) }))

/** What the title says counts twice. */
function kindOf(spoken: string, title: string): OfferKind {
  const score = (said: string, sure: readonly string[], hint: readonly string[]) =>
    SURE * hitsOf(said, sure) + HINT * hitsOf(said, hint)
  const ranked = kindBegins
    .map(({ kind, sure, hint }) => ({ kind, hits: score(spoken, sure, hint) + score(title, sure, hint) }))
    .toSorted((a, b) => b.hits - a.hits)
  const best = ranked[0]
  return best && best.hits > 0 ? best.kind : 'other'
}

function themesIn(spoken: string): DefaultTheme[] {
  return themeBegins
    .map(({ theme, begins }) => ({ theme, hits: hitsOf(spoken, begins) }))
    .filter(({ hits }) => hits > 0)
    .toSorted((a, b) => b.hits - a.hits)
    .slice(0, offerLimits.themes)
    .map(({ theme }) => theme)
}

function spokenOf(words: string): string {
  return ` ${fold(words)
    .replaceAll("'", '’')
    .replace(/[^\p{L}\p{N}’-]+/gu, ' ')
    .replaceAll('’', '’ ')} `
}

function hitsOf(spoken: string, begins: readonly string[]): number {
  return begins.filter((begin) => spoken.includes(begin)).length
}

/** As it stands in what is spoken: the beginning of a word, or with a full stop the whole word. */
function beginOf(word: string): string {
  const whole = word.endsWith('.')
  return ` ${(whole ? word.slice(0, -1) : word).replaceAll('’', '’ ')}${whole ? ' ' : ''}`
}
