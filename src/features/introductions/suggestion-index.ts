import { type Candidate, type CandidateKey, candidateKey, familiesOf, helpsOf, needsOf } from './candidates.ts'
import type { Concept } from './concepts.ts'

/** Everything that can be suggested in one community, found by what it says. Made once, kept up to date by `put` and `remove`. */
export interface SuggestionIndex {
  readonly slots: Map<CandidateKey, number>
  readonly entries: (Candidate | undefined)[]
  readonly free: number[]
  readonly helps: Postings
  readonly needs: Postings
  readonly themes: Postings
}

/** Which slots have a key. */
export type Postings = Map<string, Set<number>>

export function createIndex(candidates: Iterable<Candidate> = []): SuggestionIndex {
  const index: SuggestionIndex = {
    slots: new Map(),
    entries: [],
    free: [],
    helps: new Map(),
    needs: new Map(),
    themes: new Map(),
  }
  for (const candidate of candidates) put(index, candidate)
  return index
}

/** Adds a candidate, or replaces what it said before. */
export function put(index: SuggestionIndex, candidate: Candidate): void {
  remove(index, candidate)
  const slot = index.free.pop() ?? index.entries.length
  index.entries[slot] = candidate
  index.slots.set(candidateKey(candidate), slot)
  for (const [postings, key] of keysOf(index, candidate)) {
    const there = postings.get(key)
    if (there) there.add(slot)
    else postings.set(key, new Set([slot]))
  }
}

/** Takes a candidate out; one that is not in is no mistake. */
export function remove(index: SuggestionIndex, of: Pick<Candidate, 'kind' | 'id'>): void {
  const slot = index.slots.get(candidateKey(of))
  const candidate = slot === undefined ? undefined : index.entries[slot]
  if (slot === undefined || !candidate) return
  for (const [postings, key] of keysOf(index, candidate)) {
    const there = postings.get(key)
    there?.delete(slot)
    if (there?.size === 0) postings.delete(key)
  }
  index.entries[slot] = undefined
  index.free.push(slot)
  index.slots.delete(candidateKey(of))
}

/** Read again from the candidate when it is removed, rather than kept: texts are short and memory is not free. */
function keysOf(index: SuggestionIndex, candidate: Candidate): [Postings, string][] {
  const helps = [...helpsOf(candidate).flatMap(conceptKeys), ...familiesOf(candidate).map(farKey)]
  return [
    ...helps.map((key): [Postings, string] => [index.helps, key]),
    ...needsOf(candidate)
      .flatMap(conceptKeys)
      .map((key): [Postings, string] => [index.needs, key]),
    ...candidate.themes.map((theme): [Postings, string] => [index.themes, theme]),
  ]
}

function conceptKeys({ near, far }: Concept): string[] {
  return far === undefined ? [...near] : [...near, farKey(far)]
}

/** A family is no word: the mark keeps it apart from a stem. */
export function farKey(family: string): string {
  return `/${family}`
}
