import { at, endOf, type Graph, joined, tightness } from './graph.ts'

// The moves of the search for a heaviest matching (matching.ts): ways through the trees, and odd cycles shrunk to blossoms and undone.

export function noteSlack(graph: Graph, node: number, outer: number): void {
  const known = at(graph.slack, outer)
  if (known === 0 || tightness(graph, node, outer) < tightness(graph, known, outer)) graph.slack[outer] = node
}

function findSlack(graph: Graph, outer: number): void {
  graph.slack[outer] = 0
  for (let node = 1; node <= graph.n; node++)
    if (joined(graph, node, outer) && at(graph.outer, node) !== outer && at(graph.parity, at(graph.outer, node)) === 0)
      noteSlack(graph, node, outer)
}

/** The nodes of a blossom are to be looked at. */
export function enqueue(graph: Graph, each: number): void {
  if (each <= graph.n) graph.queue.push(each)
  else for (const part of partsOf(graph, each)) enqueue(graph, part)
}

function partsOf(graph: Graph, blossom: number): number[] {
  return graph.parts.get(blossom) ?? []
}

function setOuter(graph: Graph, each: number, outer: number): void {
  graph.outer[each] = outer
  for (const part of partsOf(graph, each)) setOuter(graph, part, outer)
}

function contains(graph: Graph, each: number, node: number): boolean {
  return each === node || partsOf(graph, each).some((part) => contains(graph, part, node))
}

/** Where in the cycle of a blossom the part is that holds a node, turning the cycle so that the way there from its base is even. */
function evenWayTo(graph: Graph, blossom: number, node: number): number {
  const parts = partsOf(graph, blossom)
  const place = parts.findIndex((part) => contains(graph, part, node))
  if (place % 2 === 0) return place
  const [base = 0, ...others] = parts
  graph.parts.set(blossom, [base, ...others.reverse()])
  return parts.length - place
}

function setMatch(graph: Graph, one: number, other: number): void {
  graph.match[one] = endOf(graph, other, one)
  if (one <= graph.n) return
  const place = evenWayTo(graph, one, endOf(graph, one, other))
  const parts = partsOf(graph, one)
  for (let each = 0; each < place; each++) setMatch(graph, parts[each] ?? 0, parts[each ^ 1] ?? 0)
  setMatch(graph, parts[place] ?? 0, other)
  graph.parts.set(one, [...parts.slice(place), ...parts.slice(0, place)])
}

/** Matches along the way from an edge to the root of a tree. */
export function augment(graph: Graph, one: number, other: number): void {
  let here = one
  let there = other
  for (;;) {
    const next = at(graph.outer, at(graph.match, here))
    setMatch(graph, here, there)
    if (next === 0) return
    there = next
    here = at(graph.outer, at(graph.parent, next))
    setMatch(graph, there, here)
  }
}

/** Where the ways of two to their roots meet. 0: they are in two trees. */
export function commonAncestor(graph: Graph, one: number, other: number): number {
  graph.round += 1
  for (let here = one, there = other; here !== 0 || there !== 0; [here, there] = [there, here]) {
    if (here === 0) continue
    if (at(graph.seen, here) === graph.round) return here
    graph.seen[here] = graph.round
    const matched = at(graph.outer, at(graph.match, here))
    here = matched === 0 ? 0 : at(graph.outer, at(graph.parent, matched))
  }
  return 0
}

/** Shrinks the odd cycle through an edge and the common ancestor of its ends to one blossom. */
export function close(graph: Graph, one: number, common: number, other: number): void {
  let blossom = graph.n + 1
  while (blossom <= graph.top && at(graph.outer, blossom) !== 0) blossom += 1
  graph.top = Math.max(graph.top, blossom)
  graph.label[blossom] = 0
  graph.parity[blossom] = 0
  graph.match[blossom] = at(graph.match, common)
  graph.parts.set(blossom, [common, ...wayUp(graph, one, common).reverse(), ...wayUp(graph, other, common)])
  setOuter(graph, blossom, blossom)
  findEdges(graph, blossom)
  findSlack(graph, blossom)
}

function wayUp(graph: Graph, from: number, common: number): number[] {
  const way: number[] = []
  for (let here = from; here !== common; ) {
    const matched = at(graph.outer, at(graph.match, here))
    way.push(here, matched)
    enqueue(graph, matched)
    here = at(graph.outer, at(graph.parent, matched))
  }
  return way
}

/** The tightest edge from a new blossom to each other is that of its parts. */
function findEdges(graph: Graph, blossom: number): void {
  const { end, side, top } = graph
  for (let each = 1; each <= top; each++) {
    let best = 0
    for (const part of partsOf(graph, blossom))
      if (best === 0 || tightness(graph, part, each) < tightness(graph, best, each)) best = part
    end[blossom * side + each] = endOf(graph, best, each)
    end[each * side + blossom] = endOf(graph, each, best)
  }
}

/** An odd blossom whose label has come to 0 is undone: the even way through it stays in the tree. */
export function expand(graph: Graph, blossom: number): void {
  for (const part of partsOf(graph, blossom)) setOuter(graph, part, part)
  const place = evenWayTo(graph, blossom, endOf(graph, blossom, at(graph.parent, blossom)))
  const parts = partsOf(graph, blossom)
  for (let each = 0; each < place; each += 2) {
    const [odd = 0, even = 0] = parts.slice(each, each + 2)
    graph.parent[odd] = endOf(graph, even, odd)
    graph.parity[odd] = 1
    graph.parity[even] = 0
    graph.slack[odd] = 0
    findSlack(graph, even)
    enqueue(graph, even)
  }
  const entry = parts[place] ?? 0
  graph.parity[entry] = 1
  graph.parent[entry] = at(graph.parent, blossom)
  for (const part of parts.slice(place + 1)) {
    graph.parity[part] = -1
    findSlack(graph, part)
  }
  graph.outer[blossom] = 0
  graph.parts.delete(blossom)
}
