import type { Instant } from '../../kit/time.ts'
import { type Candidate, familiesOf, helpText, type OfferKindName } from './candidates.ts'
import { chance } from './chance.ts'
import { type Concept, conceptsIn, quoteOf } from './concepts.ts'
import { farKey, type Postings, type SuggestionIndex } from './suggestion-index.ts'

/** Who is looking for people. */
export interface Asker {
  readonly person: number
  readonly organisation: number | undefined
  readonly canHelp: string
  readonly lookingFor: string
  readonly themes: readonly string[]
}

export interface SuggestOptions {
  readonly now: Instant
  /** Decides between equals: another seed, other people on top. */
  readonly seed: number
  readonly limit?: number
  /** People not to suggest: met or asked before, who left, who blocked or was blocked. */
  readonly not?: ReadonlySet<number>
}

export interface Suggestion {
  readonly candidate: Candidate
  /** At least one, the best first. */
  readonly reasons: readonly [Reason, ...Reason[]]
}

/** Why two should meet. `need`, `help`: the words as their authors wrote them. */
export type Reason =
  /** The asker needs what the candidate can help with. */
  | { readonly kind: 'needHelp'; readonly need: string; readonly help: string }
  | { readonly kind: 'needOffer'; readonly need: string; readonly help: string }
  /** The asker needs what the offer is, by its kind. */
  | { readonly kind: 'needKind'; readonly need: string; readonly offer: OfferKindName }
  /** The candidate needs what the asker can help with. */
  | { readonly kind: 'theyNeed'; readonly need: string; readonly help: string }
  /** Slugs. */
  | { readonly kind: 'theme' | 'themeOffer'; readonly themes: readonly string[] }

/**
 * What each part of a match is worth. One need met says more than every theme shared; the same word, in either language, more than another word
 * of its field; what the asker could do for the other half of what the other could do for them. Rare words count more than frequent ones.
 */
const worth = { sameWord: 3, sameField: 2, theyNeed: 0.5, theme: 0.05 } as const
/** Days since somebody did something, and what their match still counts. */
const activity = [
  { days: 30, counts: 1 },
  { days: 90, counts: 0.8 },
] as const
const INACTIVE_COUNTS = 0.5
const SUGGESTIONS = 3

/**
 * Up to three candidates that the asker has a reason to meet: needs against helps both ways, shared themes; other organisations before one's own,
 * who is active before who is not (spec/product.md, 1. Introductions; issue 3). Never the asker, who is paused, or whom `options.not` names;
 * nobody twice, as a person and with their offers.
 */
export function suggest(index: SuggestionIndex, asker: Asker, options: SuggestOptions): Suggestion[] {
  const scores = scoresOf(index, asker)
  const liveliness = livelinessAt(options.now)
  const ranked = [...scores].flatMap(([slot, score]) => {
    const candidate = index.entries[slot]
    if (!candidate || !maySuggest(candidate, asker, options)) return []
    const counted = Math.round(score * liveliness(candidate) * 10)
    return [{ candidate, own: isOwn(candidate, asker), counted, lot: chance(options.seed, candidate.person) }]
  })
  ranked.sort((one, other) => Number(one.own) - Number(other.own) || other.counted - one.counted || one.lot - other.lot)
  const met = new Set<number>()
  const suggestions: Suggestion[] = []
  for (const { candidate } of ranked) {
    if (suggestions.length >= (options.limit ?? SUGGESTIONS)) break
    const [first, ...others] = met.has(candidate.person) ? [] : reasonsFor(asker, candidate)
    if (!first) continue
    met.add(candidate.person)
    suggestions.push({ candidate, reasons: [first, ...others] })
  }
  return suggestions
}

function maySuggest(candidate: Candidate, asker: Asker, { not }: SuggestOptions): boolean {
  if (candidate.person === asker.person || not?.has(candidate.person)) return false
  return candidate.kind !== 'person' || !candidate.paused
}

function isOwn(candidate: Candidate, asker: Asker): boolean {
  return candidate.organisation !== undefined && candidate.organisation === asker.organisation
}

/** How much a match counts for when a person was last active. */
function livelinessAt(now: Instant): (candidate: Candidate) => number {
  const steps = activity.map(({ days, counts }) => ({
    from: now.subtract({ hours: days * 24 }).epochMilliseconds,
    counts,
  }))
  return (candidate) => {
    if (candidate.kind !== 'person') return 1
    const active = candidate.activeAt?.epochMilliseconds ?? Number.NEGATIVE_INFINITY
    return steps.find(({ from }) => active >= from)?.counts ?? INACTIVE_COUNTS
  }
}

function scoresOf(index: SuggestionIndex, asker: Asker): Map<number, number> {
  const scores = new Map<number, number>()
  addMatches(scores, index.helps, conceptsIn(asker.lookingFor), 1)
  addMatches(scores, index.needs, conceptsIn(asker.canHelp), worth.theyNeed)
  for (const theme of new Set(asker.themes))
    for (const slot of index.themes.get(theme) ?? []) add(scores, slot, worth.theme)
  return scores
}

/** Each topic counts once for each candidate, by its best word. */
function addMatches(
  scores: Map<number, number>,
  postings: Postings,
  concepts: readonly Concept[],
  times: number,
): void {
  for (const about of Map.groupBy(concepts, ({ topic }) => topic).values()) {
    const best = new Map<number, number>()
    for (const { near, far } of about) {
      for (const key of near) raise(best, postings.get(key), worth.sameWord)
      if (far !== undefined) raise(best, postings.get(farKey(far)), worth.sameField)
    }
    for (const [slot, value] of best) add(scores, slot, value * times)
  }
}

function raise(best: Map<number, number>, slots: ReadonlySet<number> | undefined, value: number): void {
  if (!slots) return
  const counted = value / (1 + Math.log10(slots.size))
  for (const slot of slots) if ((best.get(slot) ?? 0) < counted) best.set(slot, counted)
}

function add(scores: Map<number, number>, slot: number, value: number): void {
  scores.set(slot, (scores.get(slot) ?? 0) + value)
}

/** Why these two, the best reason first; empty: they have nothing to say to each other that we know of. */
export function reasonsFor(asker: Asker, candidate: Candidate): Reason[] {
  const met = matchOf(asker.lookingFor, helpText(candidate))
  const themes = [...new Set(asker.themes)].filter((theme) => candidate.themes.includes(theme))
  switch (candidate.kind) {
    case 'person': {
      const theirs = matchOf(candidate.lookingFor, asker.canHelp)
      return [
        ...(met ? [{ kind: 'needHelp', ...met } as const] : []),
        ...(theirs ? [{ kind: 'theyNeed', ...theirs } as const] : []),
        ...(themes.length > 0 ? [{ kind: 'theme', themes } as const] : []),
      ]
    }
    case 'offer': {
      const need = met ? '' : needOfKind(asker, candidate)
      return [
        ...(met ? [{ kind: 'needOffer', ...met } as const] : []),
        ...(need === '' ? [] : [{ kind: 'needKind', need, offer: candidate.offerKind } as const]),
        ...(themes.length > 0 ? [{ kind: 'themeOffer', themes } as const] : []),
      ]
    }
  }
}

/** What the asker needs of the field that the offer is of by its kind. */
function needOfKind(asker: Asker, offer: Candidate): string {
  const families = familiesOf(offer)
  return quoteOf(
    asker.lookingFor,
    conceptsIn(asker.lookingFor).filter(({ far }) => far !== undefined && families.includes(far)),
  )
}

/** The words in which a need meets a help: the same words if there are any, else those of the same field. */
function matchOf(needText: string, helpText: string): { need: string; help: string } | undefined {
  const needs = conceptsIn(needText)
  const helps = conceptsIn(helpText)
  const same = meeting(needs, helps, (need, help) => need.near.some((key) => help.near.includes(key)))
  const found = same ?? meeting(needs, helps, (need, help) => need.far !== undefined && need.far === help.far)
  return found && { need: quoteOf(needText, found.needed), help: quoteOf(helpText, found.helping) }
}

function meeting(
  needs: readonly Concept[],
  helps: readonly Concept[],
  meets: (need: Concept, help: Concept) => boolean,
) {
  const needed = needs.filter((need) => helps.some((help) => meets(need, help)))
  if (needed.length === 0) return undefined
  return { needed, helping: helps.filter((help) => needed.some((need) => meets(need, help))) }
}
