import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { declare, type PostPlace, readPlace, writePlace } from '../../src/posts/declare.ts'
import { onBothDatabases } from '../support/database.ts'
import { worldOn } from './world.ts'

const id = fc.stringMatching(/^[A-Z0-9.]{1,20}$/u)
const place: fc.Arbitrary<PostPlace> = fc.oneof(
  fc.record({ kind: fc.constant('channel' as const), channel: id }),
  fc.record({ kind: fc.constant('direct' as const), member: id }),
  fc.record({ kind: fc.constant('aside' as const), channel: id, message: id, member: id }),
  fc.record({
    kind: fc.constant('group' as const),
    channel: id,
    members: fc.array(id, { minLength: 1, maxLength: 3 }),
    name: fc.string(),
  }),
  fc.record({ kind: fc.constant('thread' as const), channel: id, message: id, member: id }),
)

test('a place is read as it was written, whatever its name', () => {
  fc.assert(
    fc.property(place, (each) => {
      expect(readPlace(writePlace(each))).toEqual(each)
    }),
  )
})

onBothDatabases('declaring', (database) => {
  const world = worldOn(database)

  test('repeated, also at the same time, makes one post', async () => {
    const { declare: declarePosts, db } = world()
    await Promise.all([declarePosts({}, {}), declarePosts({}), declarePosts({}, { occurrence: 'again' })])
    await declarePosts({})
    expect(await db.client.post.count()).toBe(2)
  })

  test('by many at the same time, all of them succeed and there is one post', async () => {
    const { declare: declarePosts, db } = world()
    await Promise.all(Array.from({ length: 20 }, async () => declarePosts({})))
    expect(await db.client.post.count()).toBe(1)
  })

  test('hundreds at once, in their order, makes them due at the very instant that was said', async () => {
    const { db, team } = world()
    const from = Temporal.Instant.from('2026-11-02T09:00:00.123Z')
    const posts = Array.from({ length: 1_100 }, (_, subject) => {
      const place = { kind: 'channel', channel: 'C1' } as const
      return { workspace: team, place, view: 'theme.card', subject, from }
    })
    await db.transact(async (tx) => declare(tx, world().now(), posts))
    const dueAt = new Date(from.epochMilliseconds)
    const there = await db.client.post.findMany({ where: { dueAt, shown: 0, wanted: 1 }, orderBy: { id: 'asc' } })
    expect(there.map(({ subject }) => subject)).toEqual(posts.map(({ subject }) => subject))
    expect(await db.client.post.count({ where: { dueAt: { lt: dueAt } } })).toBe(0)
  })

  test('is undone with the transaction that it was part of', async () => {
    const { db, keeper, slack, team } = world()
    const kept = keeper()
    await kept.start()
    const failing = db.transact(async (tx) => {
      const post = {
        workspace: team,
        place: { kind: 'channel', channel: 'C1' },
        view: 'theme.card',
        subject: 1,
      } as const
      await declare(tx, world().now(), [post])
      throw new Error('something else went wrong')
    })
    await expect(failing).rejects.toThrow()
    await kept.idle()
    expect(await db.client.post.count()).toBe(0)
    expect(slack.calls('send')).toBe(0)
  })
})
