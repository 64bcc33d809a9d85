import type { Key } from '../../i18n/texts.ts'
import type { Instant } from '../../kit/time.ts'
import { type Concept, conceptsIn } from './concepts.ts'
import type { Family } from './families.ts'

/** As features/offers names them; read from the texts, because offers may one day use introductions. */
type OfferKindOf<K> = K extends `offerKind.${infer Kind}` ? Kind : never
export type OfferKindName = OfferKindOf<Key>

/**
 * What can be suggested. To add a kind (office hours), add it here: the compiler then names the places that must know it.
 * All of one index belong to one community.
 */
export type Candidate = PersonCandidate | OfferCandidate

interface Owned {
  readonly id: number
  /** Whom one would meet: the person, or who made the offer. */
  readonly person: number
  readonly organisation: number | undefined
  /** Slugs. */
  readonly themes: readonly string[]
}

/** `id`: the introduction's. */
export interface PersonCandidate extends Owned {
  readonly kind: 'person'
  readonly canHelp: string
  readonly lookingFor: string
  /** Asked for no suggestions and requests. */
  readonly paused: boolean
  /** Last seen doing something; undefined: not known. */
  readonly activeAt: Instant | undefined
}

/** An open offer. */
export interface OfferCandidate extends Owned {
  readonly kind: 'offer'
  readonly title: string
  readonly details: string
  readonly offerKind: OfferKindName
}

export type CandidateKey = `${Candidate['kind']}:${number}`

export function candidateKey({ kind, id }: Pick<Candidate, 'kind' | 'id'>): CandidateKey {
  return `${kind}:${id}`
}

/** The text in which a candidate says what it can help with. */
export function helpText(candidate: Candidate): string {
  switch (candidate.kind) {
    case 'person':
      return candidate.canHelp
    case 'offer':
      return `${candidate.title}. ${candidate.details}`
  }
}

export function needText(candidate: Candidate): string {
  switch (candidate.kind) {
    case 'person':
      return candidate.lookingFor
    case 'offer':
      return ''
  }
}

const kindFamilies: Readonly<Record<OfferKindName, readonly Family[]>> = {
  legal: ['legal'],
  marketAccess: ['marketAccess'],
  testGround: ['testGround'],
  industrialExpertise: ['industry'],
  businessDevelopment: ['sales'],
  funding: ['funding'],
  recruitment: ['recruitment'],
  communication: ['communication'],
  workspace: ['workspace'],
  other: [],
}

/** A kind of offer as its row says it. */
export function offerKindNamed(kind: string): OfferKindName {
  return Object.hasOwn(kindFamilies, kind) ? (kind as OfferKindName) : 'other'
}

/** The fields that a candidate is in by its kind alone, whatever its words. */
export function familiesOf(candidate: Candidate): readonly Family[] {
  switch (candidate.kind) {
    case 'person':
      return []
    case 'offer':
      return kindFamilies[candidate.offerKind]
  }
}

export function helpsOf(candidate: Candidate): Concept[] {
  return conceptsIn(helpText(candidate))
}
export function needsOf(candidate: Candidate): Concept[] {
  return conceptsIn(needText(candidate))
}
