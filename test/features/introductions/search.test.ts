import { describe, expect, test } from 'vitest'
import { crowd } from '../../../scripts/bench/crowd.ts'
import {
  createSearch,
  find,
  putIntroduction,
  removeIntroduction,
  type SearchedIntroduction,
} from '../../../src/features/introductions/search.ts'
import { now } from './people.ts'

function introduction(id: number, given: Partial<Omit<SearchedIntroduction, 'id'>> = {}): SearchedIntroduction {
  return { id, headline: '', name: '', organisation: '', canHelp: '', lookingFor: '', themes: [], ...given }
}

const everybody = { limit: 100, offset: 0 }

const community = createSearch([
  introduction(1, {
    name: 'Léa Martin',
    headline: 'Avocate en droit du numérique',
    organisation: 'Cabinet Dupré',
    canHelp: 'RGPD, contrats',
  }),
  introduction(2, {
    name: 'John Smith',
    headline: 'I run a bakery',
    canHelp: 'Pricing, hiring',
    lookingFor: 'a lawyer in Lyon',
  }),
  introduction(3, {
    name: 'Zoë Œuvrard',
    headline: 'Hydrogène vert',
    organisation: 'H2 Vallée',
    themes: ['énergie', 'energy'],
    lookingFor: 'des investisseurs',
  }),
  introduction(4, {
    name: 'Will May',
    headline: 'Énergies marines',
    canHelp: 'levée de fonds, avocats à Lyon',
    themes: ['mobilité', 'mobility'],
  }),
  introduction(5, {
    name: 'Ana Costa',
    headline: 'Robotics engineer',
    canHelp: 'prototyping electronic boards',
    lookingFor: 'développeuses C++',
  }),
])

describe('/intro find', () => {
  test.each<[asked: string, ids: number[]]>([
    ['avocat', [1, 4, 2]],
    ['AVOCATES', [1, 4, 2]],
    ['lawyers', [1, 4, 2]],
    ['hydrogene', [3]],
    ['énergie', [4, 3]],
    ['energy', [4, 3]],
    ['mobility', [4]],
    ['robot', [5]],
    ['prototype', [5]],
    ['fundraising', [4]],
    ['lever des fonds', [4]],
    ['investissement', [3]],
    ['c++', [5]],
    ['dupre', [1]],
    ['cabinet Dupré', [1]],
    ['oeuvrard', [3]],
    ['avocat à Lyon', [4, 2]],
    ['un avocat pour mon projet à Lyon', [4, 2]],
    ['will', [4]],
    ['avocat Marseille', [1, 4, 2]],
    // Typed in part, or with a slip.
    ['hydro', [3]],
    ['hydrogéne', [3]],
    ['hidrogene', [3]],
    ['robotcis', [5]],
    ['xyzzy', []],
    ['', []],
    ['  ?! ', []],
  ])('“%s”', (asked, ids) => {
    expect(find(community, asked, everybody)).toEqual({ ids, total: ids.length })
  })

  test('headline before helps before the rest', () => {
    const search = createSearch([
      introduction(1, { lookingFor: 'drones', organisation: 'Drones', themes: ['drones'] }),
      introduction(2, { canHelp: 'drones', lookingFor: 'drones' }),
      introduction(3, { headline: 'drones' }),
    ])
    expect(find(search, 'drone', everybody).ids).toEqual([3, 2, 1])
  })

  test('pages that follow each other without gap or repetition', () => {
    const search = createSearch(
      crowd(300, now).map(({ id, headline, canHelp }) => introduction(id, { headline, canHelp })),
    )
    const { ids, total } = find(search, 'Lyon', { limit: 1_000, offset: 0 })
    const pages = Array.from({ length: Math.ceil(total / 7) }, (_, page) =>
      find(search, 'Lyon', { limit: 7, offset: page * 7 }),
    )
    expect(total).toBeGreaterThan(20)
    expect(pages.flatMap((page) => page.ids)).toEqual(ids)
    expect(pages.every((page) => page.total === total)).toBe(true)
  })

  test('forgets what somebody said before, and who was removed', () => {
    const search = createSearch([
      introduction(1, { headline: 'céramique' }),
      introduction(2, { headline: 'céramique' }),
    ])
    putIntroduction(search, introduction(1, { headline: 'broderie' }))
    expect(find(search, 'ceramique', everybody).ids).toEqual([2])
    removeIntroduction(search, 2)
    removeIntroduction(search, 2)
    expect(find(search, 'ceramique', everybody).ids).toEqual([])
    removeIntroduction(search, 1)
    expect([search.terms.size, search.words.size, search.introductions.size]).toEqual([0, 0, 0])
  })
})
