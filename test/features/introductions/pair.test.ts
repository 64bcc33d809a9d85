import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chance } from '../../../src/features/introductions/chance.ts'
import { type PairedPerson, type PastPair, pairUp, type Round } from '../../../src/features/introductions/pair.ts'

type Block = readonly [number, number]
interface Situation {
  people: PairedPerson[]
  met: PastPair[]
  blocks: Block[]
}

/** Unpaired, repeats, weeks by which they are fresher than six months, of one organisation: the smaller the better, the first first. */
type Verdict = readonly [unpaired: number, repeats: number, freshness: number, own: number]

function pairsIn(group: readonly number[]): [number, number][] {
  return group.flatMap((one, at) => group.slice(at + 1).map((other): [number, number] => [one, other]))
}

function sum(all: readonly Verdict[]): Verdict {
  return all.reduce<Verdict>(([a, b, c, d], [e, f, g, h]) => [a + e, b + f, c + g, d + h], [0, 0, 0, 0])
}

function judgePair({ people, met }: Situation, one: number, other: number): Verdict {
  const between = met.filter(
    (past) => (past.one === one && past.other === other) || (past.one === other && past.other === one),
  )
  const fresh = between.map(({ daysAgo }) => 26 - Math.floor(daysAgo / 7))
  const organisation = (id: number) => people.find((each) => each.id === id)?.organisation
  const own = organisation(one) !== undefined && organisation(one) === organisation(other)
  return [0, between.length > 0 ? 1 : 0, Math.max(0, ...fresh), own ? 1 : 0]
}

function judge(situation: Situation, { groups, unpaired }: Round): Verdict {
  const pairs = groups.flatMap(pairsIn).map(([one, other]) => judgePair(situation, one, other))
  return sum([...pairs, [unpaired.length, 0, 0, 0]])
}

function blocked({ blocks }: Situation, one: number, other: number): boolean {
  return blocks.some(([first, second]) => (first === one && second === other) || (first === other && second === one))
}

function compare(one: Verdict, other: Verdict): number {
  const at = one.findIndex((value, index) => value !== other[index])
  return at === -1 ? 0 : (one[at] ?? 0) - (other[at] ?? 0)
}

/** The best there is, by trying everything. */
function best(situation: Situation, free: readonly number[], threes: number): Verdict {
  const [first, ...others] = free
  if (first === undefined) return [0, 0, 0, 0]
  const without = (gone: readonly number[]) => others.filter((each) => !gone.includes(each))
  const groups = [
    ...others.map((other) => [first, other]),
    ...(threes > 0 ? pairsIn(others).map((two) => [first, ...two]) : []),
  ].filter((group) => pairsIn(group).every(([one, other]) => !blocked(situation, one, other)))
  const ways = groups.map((group) => {
    const here = pairsIn(group).map(([one, other]) => judgePair(situation, one, other))
    return sum([...here, best(situation, without(group.slice(1)), group.length === 3 ? threes - 1 : threes)])
  })
  return [sum([[1, 0, 0, 0], best(situation, others, threes)]), ...ways].toSorted(compare)[0] ?? [0, 0, 0, 0]
}

function everybodyOnce({ people }: Situation, { groups, unpaired }: Round): void {
  const placed = [...groups.flat(), ...unpaired]
  expect(placed.toSorted((one, other) => one - other)).toEqual(
    people.map(({ id }) => id).toSorted((one, other) => one - other),
  )
  expect(groups.every((group) => group.length === 2 || group.length === 3)).toBe(true)
  expect(groups.filter((group) => group.length === 3).length).toBeLessThanOrEqual(people.length % 2)
}

/** A few people of few organisations, of whom so many have met or block each other. */
function situations(most: number): fc.Arbitrary<Situation> {
  return fc
    .record({
      n: fc.nat({ max: most }),
      seed: fc.nat(),
      metShare: fc.double({ min: 0, max: 1, noNaN: true }),
      blockShare: fc.constantFrom(0, 0, 0.1, 0.4),
      organisations: fc.integer({ min: 1, max: 5 }),
    })
    .map(({ n, seed, metShare, blockShare, organisations }) => {
      const people = Array.from({ length: n }, (_, at) => {
        const drawn = Math.floor(chance(seed, at) * (organisations + 1))
        return { id: 10 + at, organisation: drawn === 0 ? undefined : drawn }
      })
      const pairs = pairsIn(people.map(({ id }) => id))
      const drawn = (share: number, salt: number) => pairs.filter((_, at) => chance(seed + salt, at) < share)
      const met = drawn(metShare, 1).map(([one, other], at) => ({
        one: other,
        other: one,
        daysAgo: Math.floor(chance(seed + 2, at) * 182),
      }))
      return { people, met, blocks: drawn(blockShare, 3) }
    })
}

describe('a small round', () => {
  test('is as good as the best there is', () => {
    fc.assert(
      fc.property(situations(8), fc.nat(), (situation, seed) => {
        const round = pairUp(situation.people, situation.met, situation.blocks, seed)
        everybodyOnce(situation, round)
        for (const [one, other] of round.groups.flatMap(pairsIn)) expect(blocked(situation, one, other)).toBe(false)
        const ids = situation.people.map(({ id }) => id)
        expect(judge(situation, round)).toEqual(best(situation, ids, ids.length % 2))
      }),
      { numRuns: 400 },
    )
  })

  const people = (...organisations: (number | undefined)[]) =>
    organisations.map((organisation, at) => ({ id: at + 1, organisation }))

  test('of nobody or of one is no round', () => {
    expect(pairUp([], [], [], 1)).toEqual({ groups: [], unpaired: [] })
    expect(pairUp(people(1), [], [], 1)).toEqual({ groups: [], unpaired: [1] })
  })

  test('leaves out whom everybody blocks, and nobody else', () => {
    const blocks: Block[] = [
      [1, 2],
      [3, 1],
      [1, 4],
    ]
    expect(pairUp(people(1, 2, 3, 4), [], blocks, 1).unpaired).toHaveLength(2)
    expect(pairUp(people(1, 2, 3), [], blocks, 1)).toEqual({
      groups: [expect.toSatisfy((group: number[]) => !group.includes(1))],
      unpaired: [1],
    })
  })

  test('repeats the oldest pair when all have met', () => {
    const met = [
      { one: 1, other: 2, daysAgo: 14 },
      { one: 3, other: 4, daysAgo: 14 },
      { one: 1, other: 3, daysAgo: 150 },
      { one: 2, other: 4, daysAgo: 150 },
      { one: 1, other: 4, daysAgo: 28 },
      { one: 2, other: 3, daysAgo: 28 },
    ]
    const { groups } = pairUp(people(1, 2, 3, 4), met, [], 5)
    expect(groups.map((group) => group.toSorted()).toSorted()).toEqual([
      [1, 3],
      [2, 4],
    ])
  })

  test('prefers a pair of one organisation to a repeat', () => {
    const { groups } = pairUp(people(1, 1), [], [], 1)
    expect(groups).toHaveLength(1)
    const met = [
      { one: 1, other: 3, daysAgo: 100 },
      { one: 2, other: 4, daysAgo: 100 },
      { one: 1, other: 4, daysAgo: 100 },
      { one: 2, other: 3, daysAgo: 100 },
    ]
    expect(
      pairUp(people(1, 1, 2, 2), met, [], 1)
        .groups.map((group) => group.toSorted())
        .toSorted(),
    ).toEqual([
      [1, 2],
      [3, 4],
    ])
  })

  test('is drawn by lot: the same seed the same round, other seeds other rounds', () => {
    const drawn = (seed: number) => JSON.stringify(pairUp(people(1, 2, 3, 4, 5, 6), [], [], seed))
    expect(drawn(3)).toBe(drawn(3))
    expect(new Set(Array.from({ length: 50 }, (_, seed) => drawn(seed))).size).toBeGreaterThan(10)
  })
})

describe('rounds one after the other', () => {
  /** So many rounds, two weeks apart. Threes count as three pairs. */
  function play(people: PairedPerson[], rounds: number): Verdict[] {
    const history: { one: number; other: number; day: number }[] = []
    return Array.from({ length: rounds }, (_, at) => {
      const day = at * 14
      const met = history
        .filter((past) => day - past.day <= 182)
        .map(({ one, other, day: on }) => ({ one, other, daysAgo: day - on }))
      const situation = { people, met, blocks: [] }
      const round = pairUp(people, met, [], at)
      everybodyOnce(situation, round)
      history.push(...round.groups.flatMap(pairsIn).map(([one, other]) => ({ one, other, day })))
      return judge(situation, round)
    })
  }

  test('of 30 people of 10 organisations repeat nobody, ever, and stay across organisations', () => {
    const verdicts = play(
      Array.from({ length: 30 }, (_, id) => ({ id, organisation: id % 10 })),
      20,
    )
    expect(verdicts).toEqual(verdicts.map(() => [0, 0, 0, 0]))
  })

  test('of 8 people have everybody meet everybody before anybody twice', () => {
    const verdicts = play(
      Array.from({ length: 8 }, (_, id) => ({ id, organisation: undefined })),
      7,
    )
    // Seven rounds without a repeat exist, but an early choice may spoil the last ones.
    expect(verdicts.slice(0, 4)).toEqual(verdicts.slice(0, 4).map(() => [0, 0, 0, 0]))
  })
})

describe('a large round', () => {
  const large = (n: number, organisationOf: (id: number) => number) =>
    Array.from({ length: n }, (_, id) => ({ id, organisation: organisationOf(id) }))

  test.each<[string, PairedPerson[], own: number]>([
    ['1,000 people', large(1_000, (id) => id % 300), 0],
    ['1,001 people', large(1_001, (id) => id % 300), 0],
    ['1,000 people, 600 of whom are of one organisation', large(1_000, (id) => (id < 600 ? 0 : id)), 100],
    ['2,500 people', large(2_500, (id) => id % 300), 0],
  ])('of %s: everybody once, no repeat, as few of one organisation as can be', (_, people, own) => {
    const pairs = Array.from({ length: people.length * 6 }, (_unused, at) =>
      [chance(1, at), chance(2, at)].map((drawn) => Math.floor(drawn * people.length)),
    )
    const met = pairs.flatMap(([one = 0, other = 0]) =>
      one === other ? [] : [{ one, other, daysAgo: (one + other) % 182 }],
    )
    const seen = new Set(met.flatMap(({ one, other }) => [`${one} ${other}`, `${other} ${one}`]))
    const round = pairUp(people, met, [], 7)
    everybodyOnce({ people, met, blocks: [] }, round)
    expect(round.unpaired).toEqual([])
    const made = round.groups.flatMap(pairsIn)
    expect(made.filter(([one, other]) => seen.has(`${one} ${other}`))).toEqual([])
    expect(made.filter(([one, other]) => people[one]?.organisation === people[other]?.organisation)).toHaveLength(own)
  })

  test('of 300 people who nearly all have met is without a repeat where there is one', () => {
    // Only these pairs have not met; everything else has.
    const allowed = new Set(Array.from({ length: 300 }, (_, id) => `${id} ${(id + 1) % 300}`))
    const people = large(300, (id) => id)
    const met = pairsIn(people.map(({ id }) => id))
      .filter(([one, other]) => !allowed.has(`${one} ${other}`) && !allowed.has(`${other} ${one}`))
      .map(([one, other]) => ({ one, other, daysAgo: 30 }))
    const { groups } = pairUp(people, met, [], 9)
    expect(
      groups.every(([one = 0, other = 0]) => allowed.has(`${one} ${other}`) || allowed.has(`${other} ${one}`)),
    ).toBe(true)
  })
})
