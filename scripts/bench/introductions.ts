import { chance } from '../../src/features/introductions/chance.ts'
import { type PastPair, pairUp } from '../../src/features/introductions/pair.ts'
import { createSearch, find } from '../../src/features/introductions/search.ts'
import { suggest } from '../../src/features/introductions/suggest.ts'
import { createIndex, put } from '../../src/features/introductions/suggestion-index.ts'
import { crowd } from './crowd.ts'

/** One line of the table that `npm run bench` prints. */
export interface Measured {
  readonly name: string
  readonly value: string
  readonly goal: string
}

const PEOPLE = 10_000
const now = Temporal.Instant.from('2026-11-20T09:00:00Z')

export async function benchIntroductions(): Promise<Measured[]> {
  const people = crowd(PEOPLE, now)
  return [...benchSuggestions(people), ...benchSearch(people), benchRound(1_000), benchRound(999)]
}

function benchSuggestions(people: ReturnType<typeof crowd>): Measured[] {
  let index = createIndex()
  const made = timeOf(() => {
    index = createIndex(people)
  })
  const asks = people.slice(0, 300).map((asker, seed) => timeOf(() => suggest(index, asker, { now, seed })))
  const changes = people.slice(0, 300).map((each) => timeOf(() => put(index, { ...each, canHelp: each.lookingFor })))
  return [
    { name: 'suggestions among 10,000, 99 of 100 asks', value: inMs(most(asks)), goal: 'under 50 ms' },
    {
      name: 'index of suggestions, 10,000 made / one changed',
      value: `${inMs(made)} / ${inMs(most(changes))}`,
      goal: '',
    },
  ]
}

function benchSearch(people: ReturnType<typeof crowd>): Measured[] {
  const introductions = people.map((each) => ({
    ...each,
    name: `Nom ${each.id}`,
    organisation: `Organisation ${each.organisation}`,
  }))
  let search = createSearch()
  const made = timeOf(() => {
    search = createSearch(introductions)
  })
  const asked = [
    'contrats',
    'lawyer',
    'levée de fonds',
    'contrats à Toulouse',
    'accompagnement',
    'prototipage',
    'rec',
    'introuvable',
    'energy in Lyon',
  ]
  const asks = Array.from({ length: 20 }, () =>
    asked.map((text) => timeOf(() => find(search, text, { limit: 10, offset: 0 }))),
  ).flat()
  return [
    { name: 'search among 10,000 introductions, 99 of 100', value: inMs(most(asks)), goal: 'under 50 ms' },
    { name: 'index of the search, 10,000 made', value: inMs(made), goal: '' },
  ]
}

/** A round after half a year of rounds. */
function benchRound(size: number): Measured {
  const people = crowd(size, now)
  const met = Array.from({ length: 13 * size }, (_, at): PastPair => {
    const [one = 1, other = 1] = [1, 2].map((draw) => 1 + Math.floor(chance(draw, at) * size))
    return { one, other, daysAgo: at % 182 }
  }).filter(({ one, other }) => one !== other)
  const rounds = [1, 2, 3].map((seed) => timeOf(() => pairUp(people, met, [], seed)))
  return { name: `a round of ${size} people`, value: inMs(Math.max(...rounds)), goal: 'under 2,000 ms' }
}

function timeOf(run: () => void): number {
  const start = performance.now()
  run()
  return performance.now() - start
}

/** What 99 of 100 stay under. */
function most(times: readonly number[]): number {
  return times.toSorted((one, other) => one - other)[Math.floor(times.length * 0.99)] ?? 0
}

function inMs(time: number): string {
  return `${time.toFixed(time < 10 ? 1 : 0)} ms`
}
