import type { OfferCandidate, PersonCandidate } from '../../../src/features/introductions/candidates.ts'
import type { Asker } from '../../../src/features/introductions/suggest.ts'

export const now = Temporal.Instant.from('2026-11-20T09:00:00Z')

export function person(id: number, given: Partial<Omit<PersonCandidate, 'kind' | 'id'>> = {}): PersonCandidate {
  const nothing = { organisation: undefined, themes: [], canHelp: '', lookingFor: '' }
  return { kind: 'person', id, person: id, ...nothing, paused: false, activeAt: now, ...given }
}

export function offer(id: number, given: Partial<Omit<OfferCandidate, 'kind' | 'id'>> = {}): OfferCandidate {
  const nothing = { organisation: undefined, themes: [], title: '', details: '' }
  return { kind: 'offer', id, person: 1_000 + id, ...nothing, offerKind: 'other', ...given }
}

export function asker(given: Partial<Asker> = {}): Asker {
  return { person: 0, organisation: undefined, canHelp: '', lookingFor: '', themes: [], ...given }
}
