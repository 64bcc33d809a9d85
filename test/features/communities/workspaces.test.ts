import { expect, test } from 'vitest'
import type { WorkspaceRow } from '../../../src/context.ts'
import type { Database } from '../../../src/db/open.ts'
import { moveWorkspace } from '../../../src/features/communities/merge.ts'
import {
  enterWorkspace,
  eraseWorkspace,
  findWorkspace,
  leaveWorkspace,
  workspacesToErase,
} from '../../../src/features/communities/workspaces.ts'
import { onBothDatabases } from '../../support/database.ts'
import { workAt } from '../../support/work.ts'

const monday = '2026-11-23T09:00:00Z'

function arrival(externalId: string) {
  return {
    platform: 'discord',
    externalId,
    name: `Server ${externalId}`,
    locale: 'fr',
    owner: undefined,
    ownerFirst: false,
    defaultLocale: 'en',
    defaultTimezone: 'Europe/Paris',
  }
}

/** Somebody of the workspace who has introduced themself for an organisation. */
async function introduced(db: Database, workspace: WorkspaceRow, name: string, organisation: string) {
  const at = new Date(monday)
  const { communityId } = workspace
  const nameKey = organisation.toLowerCase()
  return db.client.person.create({
    data: {
      communityId,
      members: { create: { workspaceId: workspace.id, externalId: name, name, seenAt: at } },
      introduction: {
        create: {
          community: { connect: { id: communityId } },
          organisation: {
            connectOrCreate: {
              where: { communityId_nameKey: { communityId, nameKey } },
              create: { communityId, name: organisation, nameKey, kind: 'startup' },
            },
          },
          memberId: 0,
          kind: 'startup',
          headline: name,
          canHelp: '',
          lookingFor: '',
          createdAt: at,
          updatedAt: at,
        },
      },
    },
    include: { introduction: true, members: true },
  })
}

onBothDatabases('a workspace', (database) => {
  test('is a community of its own, with the channels whose names say what they are', async () => {
    const work = workAt(database(), monday, {
      channels: async () => [{ id: 'C1', name: 'offres', private: false, usable: true }],
    })
    const workspace = await enterWorkspace(work, arrival('own'))
    expect(workspace).toMatchObject({ locale: 'fr', timezone: 'Europe/Paris' })
    const adopted = await database().client.adoptedChannel.findMany({ where: { workspaceId: workspace.id } })
    expect(adopted).toMatchObject([{ purpose: 'offers', externalId: 'C1' }])
    expect((await enterWorkspace(work, arrival('own'))).id).toBe(workspace.id)
  })

  test('that Totem left is as before when it comes back within 30 days, and is erased after them', async () => {
    const work = workAt(database(), monday)
    const workspace = await enterWorkspace(work, arrival('left'))
    await introduced(database(), workspace, 'Ana', 'Cyclo')
    await leaveWorkspace(work.db.client, work.now, 'discord', 'left')
    expect(await findWorkspace(database().client, 'discord', 'left')).toBeUndefined()

    const nearly = workAt(database(), '2026-12-23T08:00:00Z')
    expect(await workspacesToErase(nearly, 10)).not.toContain(workspace.id)
    const back = await enterWorkspace(nearly, arrival('left'))
    expect(back.id).toBe(workspace.id)

    await leaveWorkspace(nearly.db.client, nearly.now, 'discord', 'left')
    const after = workAt(database(), '2027-01-23T09:00:00Z')
    expect(await workspacesToErase(after, 10)).toContain(workspace.id)
    await eraseWorkspace(after, workspace.id)
    expect(await database().client.member.count({ where: { workspaceId: workspace.id } })).toBe(0)
    expect(await database().client.introduction.count({ where: { communityId: workspace.communityId } })).toBe(0)
    expect(await database().client.community.count({ where: { id: workspace.communityId } })).toBe(0)
  })

  test('that is erased takes along the cards that it left behind in others, once they have parted', async () => {
    const work = workAt(database(), monday)
    const here = await enterWorkspace(work, arrival('leaver'))
    const there = await enterWorkspace(work, arrival('stayer'))
    const ana = await introduced(database(), here, 'Ana3', 'Cyclo3')
    const shown = { occurrence: '', createdAt: new Date(monday), sentAt: new Date(monday), shown: 1, dueAt: null }
    const card = { view: 'introduction.card', subject: ana.introduction?.id ?? 0, ...shown }
    const { client } = database()
    await client.post.create({ data: { ...card, workspaceId: here.id, place: 'channel:C1', message: '1' } })
    await client.post.create({ data: { ...card, workspaceId: there.id, place: 'channel:C2', message: '2' } })
    await database().transact(async (tx) => moveWorkspace(tx, work.now, here, there.communityId))
    const joined = { ...here, communityId: there.communityId }
    const alone = await client.community.create({ data: { createdAt: new Date(monday) } })
    await database().transact(async (tx) => moveWorkspace(tx, work.now, joined, alone.id))
    const viewIn = async (workspaceId: number) => client.post.findFirstOrThrow({ where: { workspaceId } })
    expect(await viewIn(here.id)).toMatchObject({ view: 'introduction.card', wanted: 1 })
    expect(await viewIn(there.id)).toMatchObject({ view: 'introduction.leftBehind', wanted: 2 })

    await eraseWorkspace(work, here.id)
    expect(await viewIn(there.id)).toMatchObject({ view: 'introduction.leftBehind', wanted: 3 })
    expect(await client.introduction.count({ where: { id: ana.introduction?.id ?? 0 } })).toBe(0)
  })

  test('brings its people, their introductions and organisations into the community it joins', async () => {
    const work = workAt(database(), monday)
    const here = await enterWorkspace(work, arrival('here'))
    const there = await enterWorkspace(work, arrival('there'))
    const ana = await introduced(database(), here, 'Ana', 'Cyclo')
    const leo = await introduced(database(), there, 'Léo', 'Cyclo')

    await database().transact(async (tx) => moveWorkspace(tx, work.now, here, there.communityId))

    const moved = await database().client.person.findUniqueOrThrow({
      where: { id: ana.id },
      include: { introduction: true },
    })
    expect(moved.communityId).toBe(there.communityId)
    expect(moved.introduction).toMatchObject({
      communityId: there.communityId,
      organisationId: leo.introduction?.organisationId,
    })
    expect(await database().client.community.count({ where: { id: here.communityId } })).toBe(0)
  })

  test('parts a person whose other accounts stay behind', async () => {
    const work = workAt(database(), monday)
    const going = await enterWorkspace(work, arrival('going'))
    const staying = await enterWorkspace(work, arrival('staying'))
    const other = await enterWorkspace(work, arrival('other'))
    await database().transact(async (tx) => moveWorkspace(tx, work.now, going, staying.communityId))
    const ana = await introduced(database(), staying, 'Ana2', 'Cyclo2')
    const account = await database().client.member.create({
      data: { workspaceId: going.id, personId: ana.id, externalId: 'ana', name: 'Ana', seenAt: new Date(monday) },
    })

    const joined = { ...going, communityId: staying.communityId }
    await database().transact(async (tx) => moveWorkspace(tx, work.now, joined, other.communityId))

    const parted = await database().client.member.findUniqueOrThrow({
      where: { id: account.id },
      include: { person: true },
    })
    expect(parted.personId).not.toBe(ana.id)
    expect(parted.person.communityId).toBe(other.communityId)
    const stayed = await database().client.person.findUniqueOrThrow({ where: { id: ana.id } })
    expect(stayed.communityId).toBe(staying.communityId)
  })
})
