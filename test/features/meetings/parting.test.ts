import { expect, test } from 'vitest'
import { moveWorkspace } from '../../../src/features/communities/merge.ts'
import { askMeeting } from '../../../src/features/meetings/asking.ts'
import { bringTogether } from '../../../src/features/meetings/meetings.ts'
import { onBothDatabases } from '../../support/database.ts'
import { type Actor, START, setStage } from '../offers/stage.ts'

onBothDatabases('a workspace that leaves its community', (database) => {
  test('takes the meetings of its own people along; across, nothing is carried or waited for any more', async () => {
    const stage = await setStage(database())
    const [stays, goes, goesToo] = [await stage.member(0), await stage.member(1), await stage.member(1)]
    const bring = async (...actors: Actor[]) => {
      const members = actors.map((actor) => actor.id)
      return database().transact(async (tx) =>
        bringTogether(tx, stage.work(), { community: stage.community, reason: 'round', members }),
      )
    }
    const along = await bring(goes, goesToo)
    const across = await bring(stays, goes)
    await askMeeting(await stays.ctx(), String(goesToo.personId))
    const { workspace } = await goes.ctx()
    const alone = await database().client.community.create({ data: { createdAt: new Date(0) } })
    await database().transact(async (tx) => moveWorkspace(tx, START, workspace, alone.id))

    const rowOf = async (id: number) =>
      database().client.meeting.findUniqueOrThrow({ where: { id }, include: { conversation: true } })
    expect(await rowOf(along)).toMatchObject({
      communityId: alone.id,
      dueAt: expect.any(Date),
      conversation: { communityId: alone.id, endedAt: null },
    })
    expect(await rowOf(across)).toMatchObject({
      communityId: stage.community,
      dueAt: null,
      conversation: { endedAt: expect.any(Date), endedById: null },
    })
    const asked = await database().client.meeting.findFirstOrThrow({ where: { askerId: stays.personId } })
    expect(asked).toMatchObject({ state: 'withdrawn', dueAt: null })
  })
})
