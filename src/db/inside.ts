import { AsyncLocalStorage } from 'node:async_hooks'
import type { SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils'

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

function checkOutside(): void {
  if (transactions.getStore()?.open) throw new Error('Inside transact, use tx for every query, not the client.')
}

/**
 * Inside a transaction, the client is another connection or, on SQLite, waits for the very transaction that waits for it.
 * Nobody means that, so it is said at once.
 */
export function refusingInside(factory: SqlMigrationAwareDriverAdapterFactory): SqlMigrationAwareDriverAdapterFactory {
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connectToShadowDb: async () => factory.connectToShadowDb(),
    connect: async () => {
      const adapter = await factory.connect()
      const information = adapter.getConnectionInfo?.()
      return {
        provider: adapter.provider,
        adapterName: adapter.adapterName,
        ...(information === undefined ? {} : { getConnectionInfo: () => information }),
        queryRaw: async (query) => {
          checkOutside()
          return adapter.queryRaw(query)
        },
        executeRaw: async (query) => {
          checkOutside()
          return adapter.executeRaw(query)
        },
        startTransaction: async (isolation) => {
          checkOutside()
          return adapter.startTransaction(isolation)
        },
        executeScript: async (script) => adapter.executeScript(script),
        dispose: async () => adapter.dispose(),
      }
    },
  }
}
