import { expect, test } from 'vitest'
import type { WorkspaceRow } from '../../../src/context.ts'
import type { Database } from '../../../src/db/open.ts'
import { memberChanged, memberJoined, memberLeft } from '../../../src/features/introductions/joining.ts'
import { recordMissing, recordPage } from '../../../src/features/introductions/listing.ts'
import type { Facts } from '../../../src/features/members/members.ts'
import { onBothDatabases } from '../../support/database.ts'
import { workAt } from '../../support/work.ts'

const now = '2026-11-20T12:00:00Z'
const workspaceColumns = {
  id: true,
  communityId: true,
  platform: true,
  externalId: true,
  name: true,
  locale: true,
  timezone: true,
  paused: true,
} as const

async function newWorkspace(db: Database, externalId: string): Promise<WorkspaceRow> {
  const at = new Date('2026-01-05T08:00:00Z')
  return db.client.workspace.create({
    data: {
      community: { create: { createdAt: at } },
      platform: 'slack',
      externalId,
      name: externalId,
      locale: 'fr',
      timezone: 'Europe/Paris',
      joinedAt: at,
    },
    select: workspaceColumns,
  })
}

function somebody(id: string, about: Partial<Facts> = {}): Facts {
  return {
    id,
    name: id,
    locale: undefined,
    timezone: undefined,
    bot: false,
    guest: false,
    admin: false,
    pending: false,
    joinedAt: undefined,
    ...about,
  }
}

const seen = (undated: 'new' | 'known') =>
  ({ kind: 'listed', since: Temporal.Instant.from('2026-11-17T12:00:00Z'), undated }) as const

onBothDatabases('the list of members', (database) => {
  async function greetings(workspace: WorkspaceRow): Promise<Record<string, string>> {
    const rows = await database().client.member.findMany({ where: { workspaceId: workspace.id } })
    return Object.fromEntries(rows.map((row) => [row.externalId, row.leftAt ? 'left' : row.greeting]))
  }

  test('read at first makes everybody known; read again, who is new is welcomed, and who is not on it has left', async () => {
    const workspace = await newWorkspace(database(), 'T1')
    const first = workAt(database(), '2026-11-19T12:00:00Z')
    const page = [somebody('A'), somebody('B', { admin: true }), somebody('Robot', { bot: true })]
    await recordPage(first, workspace, page, seen('known'))
    await recordPage(first, workspace, page, seen('known'))
    expect(await greetings(workspace)).toEqual({ A: 'known', B: 'known' })

    const later = workAt(database(), now)
    await recordPage(later, workspace, [somebody('B', { name: 'Béa' }), somebody('C')], seen('new'))
    await recordMissing(later, workspace, later.now)
    expect(await greetings(workspace)).toEqual({ A: 'left', B: 'known', C: 'welcomed' })
    const renamed = await database().client.member.findFirstOrThrow({
      where: { externalId: 'B', workspaceId: workspace.id },
    })
    expect([renamed.name, renamed.isAdmin]).toEqual(['Béa', false])

    await recordPage(later, workspace, [somebody('A')], seen('new'))
    expect(await greetings(workspace)).toMatchObject({ A: 'welcomed' })
    const posts = await database().client.post.findMany({
      where: { workspaceId: workspace.id },
      select: { view: true },
    })
    expect(posts.map(({ view }) => view).sort()).toEqual(['member.welcome', 'member.welcomeBack'])
  })

  test('and the event of a joining tell of one person: one row, one welcome', async () => {
    const workspace = await newWorkspace(database(), 'T2')
    const work = workAt(database(), now)
    const people = Array.from({ length: 8 }, (_, index) => somebody(`P${index}`))
    await Promise.all([
      recordPage(work, workspace, people, seen('new')),
      ...people.map(async (person) => memberJoined(work, workspace, person)),
    ])
    expect(Object.values(await greetings(workspace))).toEqual(people.map(() => 'welcomed'))
    expect(await database().client.post.count({ where: { workspaceId: workspace.id } })).toBe(people.length)
  })

  test('the welcome of who joins, or comes through the screening, waits for nothing: the keeper has it with the commit', async () => {
    const workspace = await newWorkspace(database(), 'T6')
    await memberJoined(workAt(database(), '2026-11-20T11:00:00Z'), workspace, somebody('A', { pending: true }))
    const work = workAt(database(), now)
    await memberChanged(work, workspace, somebody('A'))
    await memberJoined(work, workspace, somebody('B'))
    const posts = await database().client.post.findMany({ where: { workspaceId: workspace.id } })
    expect(posts.map(({ view, dueAt }) => [view, dueAt])).toEqual([
      ['member.welcome', new Date(now)],
      ['member.welcome', new Date(now)],
    ])
  })

  test('who left before the welcome was sent is not taken for welcomed', async () => {
    const workspace = await newWorkspace(database(), 'T3')
    const work = workAt(database(), now)
    await memberJoined(work, workspace, somebody('A'))
    await memberLeft(work, workspace, 'A')
    const row = await database().client.member.findFirstOrThrow({ where: { workspaceId: workspace.id } })
    expect([row.greeting, row.welcomedAt, row.remindAt]).toEqual(['due', null, null])
    await memberJoined(work, workspace, somebody('A'))
    expect(await greetings(workspace)).toEqual({ A: 'welcomed' })
    expect(await database().client.post.count({ where: { workspaceId: workspace.id } })).toBe(1)
  })

  test('of thousands is read in pages, in bounded memory', { timeout: 60_000 }, async () => {
    const workspace = await newWorkspace(database(), 'T4')
    const work = workAt(database(), now)
    const used: number[] = []
    for (let page = 0; page < 12; page++) {
      const people = Array.from({ length: 1_000 }, (_, index) => somebody(`U${page}-${index}`))
      await recordPage(work, workspace, people, seen('known'))
      used.push(process.memoryUsage().rss / 2 ** 20)
    }
    await recordMissing(work, workspace, work.now)
    expect(await database().client.member.count({ where: { workspaceId: workspace.id, leftAt: null } })).toBe(12_000)
    expect(Math.max(...used) - (used[3] ?? 0)).toBeLessThan(150)
  })
})
