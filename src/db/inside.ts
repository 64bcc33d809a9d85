import { AsyncLocalStorage } from 'node:async_hooks'

const transactions = new AsyncLocalStorage<{ open: boolean }>()

/** Runs the body of a transaction; what it starts and leaves running is outside again when the body has ended. */
export async function insideTransaction<T>(body: () => Promise<T>): Promise<T> {
  const transaction = { open: true }
  try {
    return await transactions.run(transaction, body)
  } finally {
    transaction.open = false
  }
}

/**
 * Inside a transaction, the client is another connection or, on SQLite, waits for the very transaction that waits for it.
 * Nobody means that, so it is said at once: when the client is used, not when the query arrives, since Prisma gathers the
 * `findUnique`s of one tick and sends all of them from where the first one was asked.
 */
export function refusingInside<Client extends object>(client: Client): Client {
  return new Proxy(client, {
    get: (target, property) => {
      if (transactions.getStore()?.open) throw new Error('Inside transact, use tx for every query, not the client.')
      return Reflect.get(target, property)
    },
  })
}
