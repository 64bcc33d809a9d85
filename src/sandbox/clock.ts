/** The sandbox's clock: real time plus what somebody moved it forward by. */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number
  advance(milliseconds: number): void
}

export function createClock(): Clock {
  let offset = 0
  return {
    now: () => Date.now() + offset,
    advance: (milliseconds) => {
      offset += milliseconds
    },
  }
}
