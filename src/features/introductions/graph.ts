/**
 * What the search for a heaviest matching (matching.ts) knows: labels, trees of tight edges, and odd cycles in them shrunk to blossoms.
 * Nodes are 1…n, blossoms the numbers above; 0 is none. Typed arrays, because a community of 1,000 has half a million edges.
 */
export interface Graph {
  readonly n: number
  /** The highest number in use. */
  top: number
  /** Of a row of `end`. */
  readonly side: number
  readonly weight: Float64Array
  /** `end[a][b]`: of the tightest edge between a and b, nodes or blossoms, the end that is in a. 0: none. */
  readonly end: Int32Array
  readonly label: Float64Array
  readonly match: Int32Array
  /** The node of a tree from which the tightest edge comes. */
  readonly slack: Int32Array
  /** The outermost blossom of each. */
  readonly outer: Int32Array
  readonly parent: Int32Array
  /** In a tree: 0 at even distance from its root, 1 at odd. In none: -1. */
  readonly parity: Int8Array
  readonly seen: Int32Array
  round: number
  /** Of each blossom, what it was made of, around the cycle. */
  readonly parts: Map<number, number[]>
  queue: number[]
}

/** All indices here are in range. */
export function at(array: Float64Array | Int32Array | Int8Array, index: number): number {
  return array[index] ?? 0
}

export function newGraph(n: number, weightOf: (one: number, other: number) => number): Graph {
  const side = n + (n >> 1) + 2
  const weight = new Float64Array((n + 1) * (n + 1))
  const end = new Int32Array(side * side)
  let heaviest = 0
  for (let one = 1; one <= n; one++)
    for (let other = 1; other <= n; other++) {
      const value = one === other ? 0 : weightOf(one - 1, other - 1)
      weight[one * (n + 1) + other] = value
      end[one * side + other] = value > 0 ? one : 0
      heaviest = Math.max(heaviest, value)
    }
  const numbers = () => new Int32Array(side)
  const outer = Int32Array.from({ length: side }, (_, node) => (node <= n ? node : 0))
  const label = new Float64Array(side).fill(heaviest, 1, n + 1)
  const trees = {
    match: numbers(),
    slack: numbers(),
    parent: numbers(),
    parity: new Int8Array(side),
    seen: numbers(),
    round: 0,
  }
  return { n, top: n, side, weight, end, label, outer, ...trees, parts: new Map(), queue: [] }
}

/** The end in `one` of the tightest edge between the two. */
export function endOf(graph: Graph, one: number, other: number): number {
  return at(graph.end, one * graph.side + other)
}
export function joined(graph: Graph, one: number, other: number): boolean {
  return endOf(graph, one, other) !== 0
}
/** How far the tightest edge between the two is from being tight. */
export function tightness(graph: Graph, one: number, other: number): number {
  const from = endOf(graph, one, other)
  if (from === 0) return Number.POSITIVE_INFINITY
  const to = endOf(graph, other, one)
  return at(graph.label, from) + at(graph.label, to) - 2 * at(graph.weight, from * (graph.n + 1) + to)
}
