import { expect, test } from 'vitest'
import type { Log, Work } from '../../src/context.ts'
import type { Database } from '../../src/db/open.ts'
import { type Duty, performDue } from '../../src/work/duties.ts'
import { startHeartbeat } from '../../src/work/heartbeat.ts'
import { onBothDatabases } from '../support/database.ts'

const now = Temporal.Instant.from('2026-11-02T09:00:00Z')
const at = (minutes: number) => new Date(now.add({ minutes }).epochMilliseconds)

/** A duty over real rows: drafts are due when they are old, and done by being deleted. */
const sweeping: Duty = {
  name: 'drafts.sweep',
  due: async ({ db }, limit) => {
    const where = { createdAt: { lte: at(0) } }
    const rows = await db.client.draft.findMany({ where, select: { id: true }, orderBy: { id: 'asc' }, take: limit })
    return rows.map((row) => row.id)
  },
  perform: async ({ db }, id) => {
    await db.transact(async (tx) => tx.draft.deleteMany({ where: { id } }))
  },
}

onBothDatabases('duties', (database) => {
  test('do what is due, page after page, and nothing else', async () => {
    const { work, drafts } = await withDrafts(database(), 250)
    await database().client.draft.update({ where: { id: drafts[249] ?? 0 }, data: { createdAt: at(1) } })
    await performDue([sweeping], work)
    expect(await left(database())).toEqual([drafts[249]])
  })

  test('are not stopped by rows that fail, even more than a page of them', async () => {
    const { work, drafts, logged } = await withDrafts(database(), 320)
    const bad = new Set(drafts.slice(0, 150))
    const failing: Duty = {
      ...sweeping,
      perform: async (within, id) => {
        if (bad.has(id)) throw new Error('this one cannot be done')
        await sweeping.perform(within, id)
      },
    }
    await performDue([failing], work)
    expect(await left(database())).toEqual([...bad])
    expect(logged.filter((event) => event === 'duty.failed')).toHaveLength(150)
    expect(logged).not.toContain('duty.unmoved')
    await performDue([sweeping], work)
    expect(await left(database())).toEqual([])
  })

  test('that do not move their rows are noticed instead of repeated for ever', async () => {
    const { work, drafts, logged } = await withDrafts(database(), 120)
    let performed = 0
    const idle: Duty = {
      ...sweeping,
      perform: async () => {
        performed += 1
      },
    }
    await performDue([idle], work)
    expect(performed).toBe(drafts.length)
    expect(logged).toEqual(['duty.unmoved'])
  })

  test('go on with the next when one cannot be read', async () => {
    const { work, logged } = await withDrafts(database(), 3)
    const unreadable: Duty = {
      ...sweeping,
      due: async () => {
        throw new Error('a mistake in the query')
      },
    }
    await performDue([unreadable, sweeping], work)
    expect(await left(database())).toEqual([])
    expect(logged).toEqual(['duty.unreadable'])
  })

  test('let the event loop turn between pages', async () => {
    const { work } = await withDrafts(database(), 300)
    let turned = 0
    const count = () => {
      turned += 1
      pending = setImmediate(count)
    }
    let pending = setImmediate(count)
    await performDue([sweeping], work)
    clearImmediate(pending)
    expect(turned).toBeGreaterThanOrEqual(3)
  })
})

test('the heartbeat stops when it is told to, also before it has begun', async () => {
  const { log } = listening()
  const heartbeat = startHeartbeat({ beat: async () => {}, log })
  await heartbeat.stop()
  const { getTasks } = await import('node-cron')
  expect(getTasks().size).toBe(0)
})

async function withDrafts(db: Database, count: number) {
  await db.client.draft.deleteMany()
  await db.client.workspace.deleteMany()
  const { id: communityId } = await db.client.community.create({ data: { createdAt: at(0) } })
  const workspace = {
    communityId,
    platform: 'slack',
    externalId: 'T1',
    name: 'T1',
    locale: 'en',
    timezone: 'UTC',
    joinedAt: at(0),
  }
  const { id: workspaceId } = await db.client.workspace.create({ data: workspace })
  const { id: personId } = await db.client.person.create({ data: { communityId } })
  const member = { workspaceId, personId, externalId: 'U1', name: 'U1', seenAt: at(0) }
  const { id: memberId } = await db.client.member.create({ data: member })
  await db.client.draft.createMany({
    data: Array.from({ length: count }, () => ({ memberId, form: '{}', createdAt: at(0) })),
  })
  const { log, logged } = listening()
  const directory = {
    channels: async () => [],
    enter: async () => true,
    member: async () => undefined,
    message: async () => undefined,
    connections: () => [],
  }
  const work: Work = { db, now, random: () => 0.5, directory, log }
  return { work, logged, drafts: await left(db) }
}

async function left(db: Database): Promise<number[]> {
  return (await db.client.draft.findMany({ select: { id: true }, orderBy: { id: 'asc' } })).map((row) => row.id)
}

function listening() {
  const logged: string[] = []
  const note = (event: string) => logged.push(event)
  const log: Log = { info: note, warn: note, error: note }
  return { log, logged }
}
