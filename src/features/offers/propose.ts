import { fold } from '../../kit/fold.ts'
import { clip } from '../../kit/text.ts'
import type { DefaultTheme } from '../communities/themes.ts'
import type { OfferKind } from './kinds.ts'
import { kindWords, themeWords } from './proposal-words.ts'

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

export interface Proposal {
  readonly title: string
  readonly details: string
  readonly kind: OfferKind
  readonly themes: readonly DefaultTheme[]
}

/** What makes a message an offer at once when a verified partner writes it. */
const offerTag = /(^|[\s(])#(offers?|offres?)(?=$|[\s.,:;!?)])/giu

export function isTagged(words: string): boolean {
  return words.search(offerTag) !== -1
}

/** Title, kind and themes of an offer as its text suggests them, in French or English. */
export function proposeOffer(words: string): Proposal {
  const untagged = words
    .replace(offerTag, '$1')
    .replace(/[ \t]+/gu, ' ')
    .replace(/ ?\n ?/gu, '\n')
    .trim()
  const title = titleOf(untagged)
  return {
    title,
    details: clip(untagged, offerLimits.details),
    kind: kindOf(spokenOf(untagged), spokenOf(title)),
    themes: themesIn(spokenOf(untagged)),
  }
}

const greeting =
  /^(?:hi|hello|hey|dear|bonjour|bonsoir|salut|coucou|good (?:morning|afternoon|evening)|ch[eè]re?s?)(?!\p{L})[^.!?\n,:–—]{0,40}(?:[.!?,:–—…]+|\n|$)\s*/iu
/** Marks, emoji and punctuation before the first word. */
const beforeWords = /^[^\p{L}\p{N}«“"(]+/u

/** The first sentence after the greeting, at most a line; with nothing but a greeting, that. */
function titleOf(words: string): string {
  const begun = words.replace(beforeWords, '')
  const said = begun.replace(greeting, '').replace(beforeWords, '')
  const line =
    (said === '' ? begun : said)
      .split('\n')
      .find((each) => /\p{L}/u.test(each))
      ?.trim() ?? ''
  const sentence = /^.{12,}?[.!?](?=\s|$)/u.exec(line)?.[0] ?? line
  const bare = sentence.replace(/[\s:.;,]+$/u, '')
  return capital(bare.length <= offerLimits.title ? bare : clipWords(bare, offerLimits.title))
}

/** Cut between words, visibly. */
function clipWords(said: string, maximum: number): string {
  const kept = said.slice(0, maximum)
  const space = kept.lastIndexOf(' ')
  if (space < maximum / 2) return clip(said, maximum)
  return `${kept.slice(0, space).replace(/[^\p{L}\p{N})»”]+$/u, '')}…`
}

function capital(said: string): string {
  const [first = ''] = said
  return first.toUpperCase() + said.slice(first.length)
}

const SURE = 3
const HINT = 1

/** What the title says counts twice. */
function kindOf(spoken: string, title: string): OfferKind {
  const score = (said: string, sure: readonly string[], hint: readonly string[]) =>
    SURE * hitsOf(said, sure) + HINT * hitsOf(said, hint)
  const ranked = kindWords
    .map(({ kind, sure, hint }) => ({ kind, hits: score(spoken, sure, hint) + score(title, sure, hint) }))
    .toSorted((a, b) => b.hits - a.hits)
  const best = ranked[0]
  return best && best.hits > 0 ? best.kind : 'other'
}

function themesIn(spoken: string): DefaultTheme[] {
  return themeWords
    .map(([theme, begins]) => ({ theme, hits: hitsOf(spoken, begins) }))
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
  return begins.filter((begin) => {
    const whole = begin.endsWith('.')
    const wanted = ` ${(whole ? begin.slice(0, -1) : begin).replaceAll('’', '’ ')}${whole ? ' ' : ''}`
    return spoken.includes(wanted)
  }).length
}
