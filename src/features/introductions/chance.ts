/** A number in [0, 1) that looks drawn by lot and is always the same for the same seed and id: the mixing step of splitmix32. */
export function chance(seed: number, id: number): number {
  let mixed = (seed ^ Math.imul(id, 0x9e3779b9)) | 0
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
  return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32
}

/** The same things in an order drawn by lot. */
export function shuffled<T>(all: readonly T[], seed: number): T[] {
  const lots = all.map((each, index) => ({ each, lot: chance(seed, index + 1) }))
  return lots.toSorted((one, other) => one.lot - other.lot).map(({ each }) => each)
}
