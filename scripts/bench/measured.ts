/** One line of the table that `npm run bench` prints. */
export interface Measured {
  readonly name: string
  readonly value: string
  readonly goal: string
  readonly reached?: boolean
}

/** The value that so many of a hundred do not exceed. */
export function percentile(values: readonly number[], of100: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * of100) / 100))] ?? Number.NaN
}

/** Half of them and all but one of a hundred, against their goals. */
export function latencies(name: string, took: readonly number[], goal: { p50: number; p99: number }): Measured {
  const [half, most] = [percentile(took, 50), percentile(took, 99)]
  return {
    name: `${name} (${took.length})`,
    value: `p50 ${half.toFixed(1)} ms, p99 ${most.toFixed(1)} ms`,
    goal: `p50 ${goal.p50} ms, p99 ${goal.p99} ms`,
    reached: half <= goal.p50 && most <= goal.p99,
  }
}
