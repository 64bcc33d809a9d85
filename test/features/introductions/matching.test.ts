import fc from 'fast-check'
import { expect, test } from 'vitest'
import { heaviestMatching } from '../../../src/features/introductions/matching.ts'

/** The greatest weight there is, by trying everything. */
function heaviest(weights: number[][], free: number[]): number {
  const [first, ...others] = free
  if (first === undefined) return 0
  const matched = others.map((other) => {
    const weight = weights[first]?.[other] ?? 0
    return weight === 0
      ? 0
      : weight +
          heaviest(
            weights,
            others.filter((each) => each !== other),
          )
  })
  return Math.max(heaviest(weights, others), ...matched)
}

function weightOf(weights: number[][], partners: readonly number[]): number {
  return partners.reduce((sum, other, one) => sum + (other > one ? (weights[one]?.[other] ?? 0) : 0), 0)
}

const graphs = fc.integer({ min: 0, max: 9 }).chain((n) =>
  fc
    .tuple(
      fc.array(fc.integer({ min: 0, max: 30 }), { minLength: n * n, maxLength: n * n }),
      fc.double({ min: 0, max: 1, noNaN: true }),
    )
    .map(([flat, density]) =>
      Array.from({ length: n }, (_, one) =>
        Array.from({ length: n }, (_unused, other) => {
          const drawn = flat[Math.min(one, other) * n + Math.max(one, other)] ?? 0
          return one === other || drawn > density * 30 ? 0 : drawn
        }),
      ),
    ),
)

test('a matching is as heavy as the heaviest there is, and each has the other', () => {
  fc.assert(
    fc.property(graphs, (weights) => {
      const partners = heaviestMatching(weights.length, (one, other) => weights[one]?.[other] ?? 0)
      for (const [one, other] of partners.entries()) if (other !== -1) expect(partners[other]).toBe(one)
      expect(weightOf(weights, partners)).toBe(heaviest(weights, [...weights.keys()]))
    }),
    { numRuns: 3_000 },
  )
})
