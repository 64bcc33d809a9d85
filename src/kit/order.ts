/** What is in hand: jobs of one key one after the other, others side by side, and somebody who can wait for all of them. */
export interface Order {
  /** Runs when every earlier job of the key has ended. A job must not reject. */
  inTurn(key: string, job: () => Promise<void>): Promise<void>
  aside(job: () => Promise<void>): Promise<void>
  /** Resolves when nothing is in hand. */
  idle(): Promise<void>
}

export function openOrder(): Order {
  const last = new Map<string, Promise<void>>()
  const inHand = new Set<Promise<void>>()

  const keep = async (running: Promise<void>): Promise<void> => {
    inHand.add(running)
    try {
      await running
    } finally {
      inHand.delete(running)
    }
  }
  return {
    async inTurn(key, job) {
      const before = last.get(key) ?? Promise.resolve()
      const running = before.then(job)
      last.set(key, running)
      await keep(running)
      if (last.get(key) === running) last.delete(key)
    },
    async aside(job) {
      await keep(job())
    },
    async idle() {
      while (inHand.size > 0) await Promise.allSettled(inHand)
    },
  }
}
