import { augment, close, commonAncestor, enqueue, expand, noteSlack } from './blossoms.ts'
import { at, endOf, type Graph, joined, newGraph, tightness } from './graph.ts'

/**
 * The matching of greatest weight in a graph that need not be bipartite, exactly: Edmonds' blossom algorithm with dual values, in its O(n³) form
 * (Z. Galil, "Efficient algorithms for finding maximum matching in graphs", ACM Computing Surveys 18, 1986).
 * `weightOf(one, other)`, symmetric, for nodes 0…n-1: a whole number up to 2^50, 0 where the two cannot be matched. Answers each node's partner, or -1.
 */
export function heaviestMatching(n: number, weightOf: (one: number, other: number) => number): number[] {
  const graph = newGraph(n, weightOf)
  matchHeaviestEdges(graph)
  while (growTrees(graph)) graph.queue = []
  return Array.from({ length: n }, (_, node) => at(graph.match, node + 1) - 1)
}

/** Every label is the greatest weight at first, so the heaviest edges are tight: any of them may be matched without a search. */
function matchHeaviestEdges(graph: Graph): void {
  for (let one = 1; one <= graph.n; one++)
    for (let other = one + 1; other <= graph.n && at(graph.match, one) === 0; other++)
      if (at(graph.match, other) === 0 && tightness(graph, one, other) === 0) {
        graph.match[one] = other
        graph.match[other] = one
      }
}

/** Grows a tree from every free node until two of them meet, which matches one pair more. False: the matching is the heaviest. */
function growTrees(graph: Graph): boolean {
  graph.parity.fill(-1, 1, graph.top + 1)
  graph.slack.fill(0, 1, graph.top + 1)
  for (let node = 1; node <= graph.top; node++) {
    if (at(graph.outer, node) !== node || at(graph.match, node) !== 0) continue
    graph.parent[node] = 0
    graph.parity[node] = 0
    enqueue(graph, node)
  }
  if (graph.queue.length === 0) return false
  for (;;) {
    if (scanQueue(graph)) return true
    if (!adjustLabels(graph)) return false
    graph.queue = []
    if (scanSlack(graph)) return true
    for (let blossom = graph.n + 1; blossom <= graph.top; blossom++)
      if (at(graph.outer, blossom) === blossom && at(graph.parity, blossom) === 1 && at(graph.label, blossom) === 0)
        expand(graph, blossom)
  }
}

function scanQueue(graph: Graph): boolean {
  for (let next = 0; next < graph.queue.length; next++) {
    const node = graph.queue[next] ?? 0
    if (at(graph.parity, at(graph.outer, node)) === 1) continue
    for (let other = 1; other <= graph.n; other++) {
      if (!joined(graph, node, other) || at(graph.outer, node) === at(graph.outer, other)) continue
      if (tightness(graph, node, other) > 0) noteSlack(graph, node, at(graph.outer, other))
      else if (foundTight(graph, node, other)) return true
    }
  }
  return false
}

function scanSlack(graph: Graph): boolean {
  for (let outer = 1; outer <= graph.top; outer++) {
    const node = at(graph.slack, outer)
    if (at(graph.outer, outer) !== outer || node === 0 || at(graph.outer, node) === outer) continue
    if (tightness(graph, node, outer) === 0 && foundTight(graph, node, outer)) return true
  }
  return false
}

/** Changes the labels by as much as keeps all edges lawful and makes one more of them tight. False: no heavier matching is left. */
function adjustLabels(graph: Graph): boolean {
  const { n, top, label, outer, parity } = graph
  const change = largestChange(graph)
  for (let node = 1; node <= n; node++) {
    const side = at(parity, at(outer, node))
    if (side === 0 && at(label, node) <= change) return false
    if (side === 0) label[node] = at(label, node) - change
    if (side === 1) label[node] = at(label, node) + change
  }
  for (let blossom = n + 1; blossom <= top; blossom++) {
    if (at(outer, blossom) !== blossom) continue
    if (at(parity, blossom) === 0) label[blossom] = at(label, blossom) + 2 * change
    if (at(parity, blossom) === 1) label[blossom] = at(label, blossom) - 2 * change
  }
  return true
}

function largestChange(graph: Graph): number {
  const { n, top, label, outer, parity, slack } = graph
  let change = Number.POSITIVE_INFINITY
  for (let blossom = n + 1; blossom <= top; blossom++)
    if (at(outer, blossom) === blossom && at(parity, blossom) === 1) change = Math.min(change, at(label, blossom) / 2)
  for (let each = 1; each <= top; each++) {
    if (at(outer, each) !== each || at(slack, each) === 0) continue
    const gap = tightness(graph, at(slack, each), each)
    if (at(parity, each) === -1) change = Math.min(change, gap)
    if (at(parity, each) === 0) change = Math.min(change, gap / 2)
  }
  return change
}

/** An edge from a tree has become tight: the tree grows by it, a blossom closes, or two trees meet (true). */
function foundTight(graph: Graph, one: number, other: number): boolean {
  const { outer, parity, parent, slack, match } = graph
  const from = endOf(graph, one, other)
  const here = at(outer, from)
  const there = at(outer, endOf(graph, other, one))
  if (at(parity, there) === -1) {
    parent[there] = from
    parity[there] = 1
    const next = at(outer, at(match, there))
    slack[there] = 0
    slack[next] = 0
    parity[next] = 0
    enqueue(graph, next)
    return false
  }
  if (at(parity, there) === 1) return false
  const common = commonAncestor(graph, here, there)
  if (common !== 0) {
    close(graph, here, common, there)
    return false
  }
  augment(graph, here, there)
  augment(graph, there, here)
  return true
}
