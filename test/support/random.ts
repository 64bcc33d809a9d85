/** Random choices that a seed repeats. */
export interface Random {
  /** In [0, 1). */
  next(): number
  chance(probability: number): boolean
  between(least: number, most: number): number
  /** Both ends included. */
  whole(least: number, most: number): number
  of<T>(choices: readonly T[]): T
}

/** mulberry32 */
export function seeded(seed: number): Random {
  let state = seed
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const between = (least: number, most: number): number => least + next() * (most - least)
  const whole = (least: number, most: number): number => Math.floor(between(least, most + 1))
  return {
    next,
    chance: (probability) => next() < probability,
    between,
    whole,
    of: <T>(choices: readonly T[]): T => {
      const chosen = choices[whole(0, choices.length - 1)]
      if (chosen === undefined) throw new RangeError('there is nothing to choose from')
      return chosen
    },
  }
}
