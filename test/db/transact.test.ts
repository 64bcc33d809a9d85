import { setImmediate as eventLoopTurn } from 'node:timers/promises'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Database, Tx } from '../../src/db/open.ts'
import { onBothDatabases } from '../support/database.ts'

const at = new Date('2026-01-05T08:00:00Z')

/** Each test has a counter of its own: a theme whose name is a number. */
async function counter(database: Database, slug: string): Promise<{ communityId: number; slug: string }> {
  const { id } = await database.client.community.create({ data: { createdAt: at } })
  await database.client.theme.create({ data: { communityId: id, slug, name: '0' } })
  return { communityId: id, slug }
}

type Key = { communityId: number; slug: string }

async function read(db: Tx, key: Key): Promise<number> {
  const theme = await db.theme.findUniqueOrThrow({ where: { communityId_slug: key }, select: { name: true } })
  return Number(theme.name)
}

async function increment(tx: Tx, key: Key): Promise<void> {
  const before = await read(tx, key)
  await tx.theme.update({ where: { communityId_slug: key }, data: { name: String(before + 1) } })
}

onBothDatabases('a transaction', (database) => {
  test('that throws leaves nothing behind', async () => {
    const key = await counter(database(), 'thrown')
    const change = database().transact(async (tx) => {
      await increment(tx, key)
      throw new Error('No')
    })
    await expect(change).rejects.toThrow('No')
    expect(await read(database().client, key)).toBe(0)
  })

  test('that collides with others is run again until it counts', async () => {
    const key = await counter(database(), 'crowded')
    await Promise.all(Array.from({ length: 40 }, async () => database().transact(async (tx) => increment(tx, key))))
    expect(await read(database().client, key)).toBe(40)
  })

  test('that reads and then decides is not overtaken', async () => {
    const { communityId } = await counter(database(), 'slots')
    const book = async (slug: string) =>
      database().transact(async (tx) => {
        if ((await tx.theme.count({ where: { communityId } })) >= 4) return false
        await tx.theme.create({ data: { communityId, slug } })
        return true
      })
    const booked = await Promise.all(Array.from({ length: 20 }, async (_, n) => book(`slot-${n}`)))
    expect(booked.filter(Boolean)).toHaveLength(3)
  })

  test('tells its listeners once it is committed, and only then', async () => {
    const key = await counter(database(), 'heard')
    const heard: Promise<number>[] = []
    database().onCommit(() => heard.push(read(database().client, key)))
    await database().transact(async (tx) => increment(tx, key))
    await database()
      .transact(async () => {
        throw new Error('No')
      })
      .catch(() => {})
    expect(await Promise.all(heard)).toEqual([1])
  })

  test('refuses the client inside it, at once', async () => {
    const key = await counter(database(), 'outside')
    const inside = database().transact(async () => read(database().client, key))
    await expect(inside).rejects.toThrow('Inside transact, use tx')
    const nested = database().transact(async () => database().transact(async (tx) => increment(tx, key)))
    await expect(nested).rejects.toThrow('Inside transact, use tx')
    expect(await read(database().client, key)).toBe(0)
  })

  test('and beside one, looks up rows that the transaction looks up at the same moment', async () => {
    const { id } = await database().client.community.create({ data: { createdAt: at } })
    const find = async (db: Tx) => db.community.findUniqueOrThrow({ where: { id }, select: { id: true } })
    const inside = Promise.withResolvers<void>()
    const beside = inside.promise.then(async () => find(database().client))
    await database().transact(async (tx) => {
      inside.resolve()
      await find(tx)
    })
    expect(await beside).toEqual({ id })
  })

  test('may start work that goes on after it', async () => {
    const key = await counter(database(), 'after')
    const { promise: released, resolve: release } = Promise.withResolvers<void>()
    let later: Promise<number> | undefined
    await database().transact(async (tx) => {
      await increment(tx, key)
      later = released.then(async () => read(database().client, key))
    })
    release()
    expect(await later).toBe(1)
  })

  test('that breaks a rule of the database says which, and the next one works', async () => {
    const key = await counter(database(), 'rule')
    const twice = database().transact(async (tx) => tx.theme.create({ data: key }))
    await expect(twice).rejects.toMatchObject({ code: 'P2002' })
    const orphan = database().transact(async (tx) => tx.theme.create({ data: { communityId: -1, slug: 'x' } }))
    await expect(orphan).rejects.toMatchObject({ code: 'P2003' })
    await database().transact(async (tx) => increment(tx, key))
    expect(await read(database().client, key)).toBe(1)
  })
})

/** One of many things going on at once; `pauses` says how often each gives way to the others between its steps. */
type Act =
  | { kind: 'write'; pauses: number }
  | { kind: 'nested write'; pauses: number }
  | { kind: 'transaction'; steps: number; commits: boolean; pauses: number }

const acts = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('write' as const), pauses: fc.nat(3) }),
    fc.record({ kind: fc.constant('nested write' as const), pauses: fc.nat(3) }),
    fc.record({
      kind: fc.constant('transaction' as const),
      steps: fc.integer({ min: 1, max: 4 }),
      commits: fc.boolean(),
      pauses: fc.nat(3),
    }),
  ),
  { minLength: 2, maxLength: 12 },
)

onBothDatabases('writes, transactions and rollbacks at once', (database) => {
  test('leave exactly what was committed', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(acts, async (some) => {
        const { client } = database()
        const { id: communityId } = await client.community.create({ data: { createdAt: at } })
        const expected = await Promise.all(some.map(async (act, n) => perform(database(), communityId, act, `${n}`)))
        const rows = await client.theme.findMany({ where: { communityId }, select: { slug: true } })
        expect(rows.map(({ slug }) => slug).sort()).toEqual(expected.flat().sort())
      }),
      { numRuns: 60 },
    )
  })
})

/** Answers with the slugs that must be there afterwards. */
async function perform(database: Database, communityId: number, act: Act, name: string): Promise<string[]> {
  const pause = async () => {
    for (let n = 0; n < act.pauses; n += 1) await eventLoopTurn()
  }
  await pause()
  switch (act.kind) {
    case 'write':
      await database.client.theme.create({ data: { communityId, slug: name } })
      return [name]
    case 'nested write': {
      const slugs = [`${name}a`, `${name}b`]
      const themes = { create: slugs.map((slug) => ({ slug })) }
      await database.client.community.update({ where: { id: communityId }, data: { themes } })
      return slugs
    }
    case 'transaction': {
      const slugs = Array.from({ length: act.steps }, (_, step) => `${name}-${step}`)
      const change = database.transact(async (tx) => {
        for (const slug of slugs) {
          await tx.theme.create({ data: { communityId, slug } })
          await pause()
        }
        if (!act.commits) throw new Error('rolled back')
      })
      await change.catch((error) => {
        if (!String(error).includes('rolled back')) throw error
      })
      return act.commits ? slugs : []
    }
  }
}

describe('a long row of queries', () => {
  onBothDatabases('without anything else between', (database) => {
    test('lets the rest of the program have its turn', async () => {
      let turns = 0
      const tick = setInterval(() => (turns += 1), 1)
      for (let n = 0; n < 300; n += 1) await database().check()
      clearInterval(tick)
      expect(turns).toBeGreaterThan(1)
    })
  })
})
