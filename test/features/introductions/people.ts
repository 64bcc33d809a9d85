import type { Candidate, OfferCandidate, PersonCandidate } from '../../../src/features/introductions/candidates.ts'
import type { Asker } from '../../../src/features/introductions/suggest.ts'

export const now = Temporal.Instant.from('2026-11-20T09:00:00Z')

export function person(id: number, given: Partial<Omit<PersonCandidate, 'kind' | 'id'>> = {}): PersonCandidate {
  return {
    kind: 'person',
    id,
    person: id,
    organisation: undefined,
    themes: [],
    canHelp: '',
    lookingFor: '',
    paused: false,
    activeAt: now,
    ...given,
  }
}

export function offer(id: number, given: Partial<Omit<OfferCandidate, 'kind' | 'id'>> = {}): OfferCandidate {
  return {
    kind: 'offer',
    id,
    person: 1_000 + id,
    organisation: undefined,
    themes: [],
    title: '',
    details: '',
    offerKind: 'other',
    ...given,
  }
}

export function asker(given: Partial<Asker> = {}): Asker {
  return { person: 0, organisation: undefined, canHelp: '', lookingFor: '', themes: [], ...given }
}

/** A community of so many people who write as members do, the same each time. */
export function* crowd(size: number): Generator<Candidate> {
  for (let id = 1; id <= size; id++) {
    const pick = <T>(all: readonly T[], salt: number): T =>
      all[(id * 7_919 + salt * 104_729 + id * id * salt) % all.length] as T
    const canHelp = `${pick(begins, 1)} ${pick(skills, 2)}, ${pick(skills, 3)} et ${pick(skills, 4)} ${pick(places, 5)}`
    const lookingFor = `${pick(wants, 6)} ${pick(skills, 7)} ou ${pick(skills, 8)} (${pick(places, 9)}${id % 400})`
    yield person(id, { canHelp, lookingFor, organisation: id % 900, themes: [pick(themes, 10), pick(themes, 11)] })
  }
}

const begins = ['Je peux aider sur', 'Happy to help with', 'Conseil en', 'I know', 'Accompagnement sur']
const wants = ['Je cherche', 'Looking for', 'Besoin de', 'We need', 'À la recherche de']
const places = ['à Toulouse', 'in Lyon', 'à Nantes', 'near Bordeaux', 'en Bretagne', 'in Paris', 'à Tours']
const themes = ['mobility', 'health', 'energy', 'industry', 'digital', 'culture', 'funding', 'international']
const skills = [
  'contrats juridiques',
  'legal advice',
  'levée de fonds',
  'fundraising',
  'recrutement',
  'hiring engineers',
  'relations presse',
  'press and media',
  'prototypage',
  'industrial design',
  'vente aux grands comptes',
  'sales in Germany',
  'export en Afrique',
  'développement web',
  'machine learning',
  'données de santé',
  'bilan carbone',
  'supply chain',
  'locaux à partager',
  'pédagogie',
  'tests utilisateurs',
  'brevets',
  'comptabilité',
  'cybersécurité',
  'hydrogène',
  'batteries',
  'robotique',
  'capteurs',
  'drones',
  'textile',
  'apiculture',
  'céramique',
  'broderie',
  'plongée',
  'astronomie',
  'biométhane',
  'cartographie',
  'typographie',
  'acoustique',
  'optique',
]
