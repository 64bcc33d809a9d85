import { beforeEach, expect, test } from 'vitest'
import { leaveWorkspace } from '../../../src/features/communities/workspaces.ts'
import { openConversations } from '../../../src/features/conversations/finding.ts'
import { leftView, showPresence } from '../../../src/features/conversations/leaving.ts'
import { memberChanged, memberLeft } from '../../../src/features/introductions/joining.ts'
import { bringTogether } from '../../../src/features/meetings/meetings.ts'
import { blockWords } from '../../../src/kit/card.ts'
import { viewContext } from '../../../src/posts/views.ts'
import { onBothDatabases } from '../../support/database.ts'
import { type Actor, START, type Stage, setStage } from '../offers/stage.ts'

onBothDatabases('who leaves a relayed conversation', (database) => {
  let stage: Stage
  let karim: Actor
  let lea: Actor
  let ines: Actor
  beforeEach(async () => {
    stage = await setStage(database())
    ;[karim, lea, ines] = [await stage.member(0), await stage.member(1), await stage.member(1)]
  })

  async function open(...actors: Actor[]): Promise<void> {
    const members = actors.map((actor) => actor.id)
    await database().transact(async (tx) =>
      bringTogether(tx, stage.work(), { community: stage.community, reason: 'round', members }),
    )
    await database().client.post.updateMany({ where: { view: 'conversation.opening' }, data: { message: '1' } })
  }

  /** What the others are told about it now, by whom it is told. */
  async function told(): Promise<string[]> {
    const posts = await database().client.post.findMany({
      where: { view: 'conversation.left', workspace: { communityId: stage.community } },
      orderBy: { id: 'asc' },
    })
    const { workspace } = await karim.ctx()
    const shown = await Promise.all(
      posts.map(async ({ place, occurrence, subject }) => {
        const card = await leftView.render(viewContext(stage.work(), workspace, undefined, occurrence), subject)
        if (card === undefined || card === 'asIs') return []
        return [`${place.split(':').at(-1)}: ${card.blocks.map(blockWords).join()}`]
      }),
    )
    return shown.flat()
  }

  async function openTo(actor: Actor): Promise<number> {
    const account = { ...actor, workspaceId: (await actor.ctx()).workspace.id }
    return (await openConversations(database().client, [account])).length
  }

  async function rejoin(actor: Actor): Promise<void> {
    const { workspace } = await actor.ctx()
    const facts = { id: actor.externalId, name: actor.externalId, locale: undefined, timezone: undefined }
    const flags = { bot: false, guest: false, admin: false, pending: false, joinedAt: undefined }
    await memberChanged(stage.work(), workspace, { ...facts, ...flags })
    await show(workspace.id)
  }

  async function leave(actor: Actor): Promise<void> {
    const { workspace } = await actor.ctx()
    await memberLeft(stage.work(), workspace, actor.externalId)
    await show(workspace.id)
  }

  async function show(workspaceId: number): Promise<void> {
    await database().transact(async (tx) => showPresence(tx, START, { workspaceId }))
  }

  test('leaves it over for the other, who is told, until they are back', async () => {
    await open(karim, lea)
    const { workspace } = await lea.ctx()
    await leave(lea)
    const words = `${karim.externalId}: ${lea.externalId} has left ${workspace.name}: what you write here no longer reaches them.`
    expect(await told()).toEqual([words])
    expect(await openTo(karim)).toBe(0)
    await rejoin(lea)
    expect(await told()).toEqual([])
    expect(await openTo(karim)).toBe(1)
  })

  test('leaves it open for the two others of three', async () => {
    await open(karim, lea, ines)
    await leave(lea)
    expect((await told()).map((words) => words.split(':')[0])).toEqual([karim.externalId, ines.externalId])
    expect([await openTo(karim), await openTo(ines)]).toEqual([1, 1])
  })

  test('with their whole workspace, is away until Totem is in it again', async () => {
    await open(karim, lea)
    const { workspace } = await lea.ctx()
    await leaveWorkspace(database().client, START, workspace.platform, workspace.externalId)
    await show(workspace.id)
    expect(await told()).toEqual([expect.stringContaining(`I am no longer in ${workspace.name}`)])
    expect(await openTo(karim)).toBe(0)
  })
})
