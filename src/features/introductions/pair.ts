import { shuffled } from './chance.ts'
import { heaviestMatching } from './matching.ts'

export interface PairedPerson {
  readonly id: number
  readonly organisation: number | undefined
}

/** Two people whom a round brought together within the last six months; a three is three of these. In either order, several times if need be. */
export interface PastPair {
  readonly one: number
  readonly other: number
  readonly daysAgo: number
}

export interface Round {
  /** Pairs, and one three when the number of people is odd. */
  readonly groups: readonly (readonly number[])[]
  /** Those for whom there was nobody: to be told. */
  readonly unpaired: readonly number[]
}

/**
 * Who meets whom in a round (spec/product.md, 1. Introductions, *Rounds*). In this order of importance: never two who block each other; as many people
 * as can be; as few pairs of the last six months as can be, and then the oldest; as few pairs of one organisation as can be; the rest by lot (`seed`).
 *
 * What is guaranteed: each person is in one group or unpaired. The order above is kept exactly for an even number of people; for an odd number up to 13; and
 * for any odd number when the three costs nothing more than the pairs (no repeat, no shared organisation), as is usual unless nearly everybody has met. Else
 * the three is the best found by leaving people out of the pairs in turn: everybody up to 50 people, fewer above. Over 1,000 people are split by lot into
 * parts of at most that, for each of which the above holds.
 */
export function pairUp(
  people: readonly PairedPerson[],
  met: readonly PastPair[],
  blocks: readonly (readonly [number, number])[],
  seed: number,
): Round {
  const rounds = partsOf(shuffled(people, seed)).map((part) => pairPart(part, met, blocks))
  return { groups: rounds.flatMap(({ groups }) => groups), unpaired: rounds.flatMap(({ unpaired }) => unpaired) }
}

/** Time grows with the cube of the number of people, memory with its square: 1,000 take about a second and 50 MB. */
const LARGEST_PART = 1_000

/** Parts of about one size, even but for the last. */
function partsOf<T>(all: readonly T[]): T[][] {
  const size = 2 * Math.ceil(all.length / Math.ceil(all.length / LARGEST_PART) / 2)
  return Array.from({ length: Math.ceil(all.length / size) || 0 }, (_, part) =>
    all.slice(part * size, (part + 1) * size),
  )
}

function pairPart(
  people: readonly PairedPerson[],
  met: readonly PastPair[],
  blocks: readonly (readonly [number, number])[],
): Round {
  const costs = costsOf(people, met, blocks)
  const arranged = people.length % 2 === 0 ? matched(costs, [...people.keys()]) : withThree(costs)
  const ids = (places: readonly number[]) => places.flatMap((place) => people[place]?.id ?? [])
  return { groups: arranged.groups.map(ids), unpaired: ids(arranged.left) }
}

/** What each pair costs, by places; not finite where two block each other. */
interface Costs {
  readonly of: (one: number, other: number) => number
  /** More than all the pairs of an arrangement can cost together. */
  readonly pair: number
  readonly n: number
}

const WEEKS_REMEMBERED = 27

/** One repeat costs more than all that is less important can cost together, and so on down. */
function costsOf(
  people: readonly PairedPerson[],
  met: readonly PastPair[],
  blocks: readonly (readonly [number, number])[],
): Costs {
  const n = people.length
  const week = n + 3
  const repeat = week * WEEKS_REMEMBERED * (n + 3)
  const places = new Map(people.map(({ id }, place) => [id, place]))
  const past = new Float64Array(n * n)
  const raise = (first: number, second: number, cost: number) => {
    const [one, other] = [places.get(first), places.get(second)]
    if (one === undefined || other === undefined) return
    past[one * n + other] = Math.max(past[one * n + other] ?? 0, cost)
    past[other * n + one] = past[one * n + other] ?? 0
  }
  for (const { one, other, daysAgo } of met)
    raise(one, other, repeat + week * Math.max(0, WEEKS_REMEMBERED - 1 - Math.floor(daysAgo / 7)))
  for (const [one, other] of blocks) raise(one, other, Number.POSITIVE_INFINITY)
  const organisations = Int32Array.from(people, ({ organisation }, place) => organisation ?? -1 - place)
  const of = (one: number, other: number) =>
    (past[one * n + other] ?? 0) + (organisations[one] === organisations[other] ? 1 : 0)
  return { of, pair: repeat * 2 * (n + 3), n }
}

interface Arrangement {
  readonly groups: readonly (readonly number[])[]
  readonly left: readonly number[]
  readonly cost: number
}

/** The best pairs among some. */
function matched(costs: Costs, among: readonly number[]): Arrangement {
  const place = (index: number) => among[index] ?? 0
  const partners = heaviestMatching(among.length, (one, other) => {
    const cost = costs.of(place(one), place(other))
    return Number.isFinite(cost) ? costs.pair - cost : 0
  })
  const groups = partners.flatMap((other, one) => (other > one ? [[place(one), place(other)]] : []))
  const left = partners.flatMap((other, one) => (other === -1 ? [place(one)] : []))
  return { groups, left, cost: groups.reduce((sum, group) => sum + groupCost(costs, group), 0) }
}

function groupCost(costs: Costs, [one = 0, other = 0, third]: readonly number[]): number {
  const pair = costs.of(one, other)
  return third === undefined ? pair : pair + costs.of(one, third) + costs.of(other, third)
}

/** Until where every three is tried. */
const ALL_THREES = 13
/** Above, so many people are left out of the pairs in turn, divided by how many they are: the more people, the longer one try and the less it brings. */
const LEFT_OUT = 2_500

/** The best arrangement found of an odd number of people. No arrangement costs less than its pairs alone: what costs no more is the best. */
function withThree(costs: Costs): Arrangement {
  const everybody = Array.from({ length: costs.n }, (_, place) => place)
  const pairs = matched(costs, everybody)
  const first = joinedByThird(costs, pairs)
  if (first.left.length < pairs.left.length && first.cost === pairs.cost) return first
  const others =
    costs.n <= ALL_THREES
      ? threesOf(everybody).map((three) => besideThree(costs, three, everybody))
      : everybody
          .slice(0, Math.ceil(LEFT_OUT / costs.n))
          .map((out) => joinedByThird(costs, leftOut(costs, out, everybody)))
  return others.reduce(better, first)
}

function better(one: Arrangement, other: Arrangement): Arrangement {
  if (one.left.length !== other.left.length) return one.left.length < other.left.length ? one : other
  return one.cost <= other.cost ? one : other
}

function leftOut(costs: Costs, out: number, everybody: readonly number[]): Arrangement {
  const pairs = matched(
    costs,
    everybody.filter((each) => each !== out),
  )
  return { ...pairs, left: [...pairs.left, out] }
}

function besideThree(costs: Costs, three: readonly number[], everybody: readonly number[]): Arrangement {
  const cost = groupCost(costs, three)
  if (!Number.isFinite(cost)) return { groups: [], left: everybody, cost: 0 }
  const pairs = matched(
    costs,
    everybody.filter((each) => !three.includes(each)),
  )
  return { groups: [...pairs.groups, three], left: pairs.left, cost: pairs.cost + cost }
}

/** One of those left joins the pair where it costs least, unless all are blocked. */
function joinedByThird(costs: Costs, pairs: Arrangement): Arrangement {
  const all = pairs.left.flatMap((third) =>
    pairs.groups.map((pair) => ({ third, pair, more: groupCost(costs, [...pair, third]) - groupCost(costs, pair) })),
  )
  const best = all
    .filter(({ more }) => Number.isFinite(more))
    .reduce<(typeof all)[number] | undefined>(
      (least, each) => (least && least.more <= each.more ? least : each),
      undefined,
    )
  if (!best) return pairs
  return {
    groups: pairs.groups.map((pair) => (pair === best.pair ? [...pair, best.third] : pair)),
    left: pairs.left.filter((each) => each !== best.third),
    cost: pairs.cost + best.more,
  }
}

function threesOf(all: readonly number[]): number[][] {
  return all.flatMap((one, first) =>
    all.slice(first + 1).flatMap((other, second) => all.slice(first + second + 2).map((third) => [one, other, third])),
  )
}
