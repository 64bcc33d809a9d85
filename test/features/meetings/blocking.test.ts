import { beforeEach, expect, test } from 'vitest'
import { endConversation } from '../../../src/features/conversations/ending.ts'
import { sayNever } from '../../../src/features/meetings/answering.ts'
import { askMeeting } from '../../../src/features/meetings/asking.ts'
import { blockPerson, unblockPerson } from '../../../src/features/meetings/blocking.ts'
import { bringTogether } from '../../../src/features/meetings/meetings.ts'
import { onBothDatabases } from '../../support/database.ts'
import { type Actor, type Stage, setStage } from '../offers/stage.ts'

onBothDatabases('blocking somebody', (database) => {
  let stage: Stage
  let karim: Actor
  let lea: Actor
  beforeEach(async () => {
    stage = await setStage(database())
    ;[karim, lea] = [await stage.member(0), await stage.member(1)]
  })

  async function ask(by: Actor, other: Actor): Promise<number> {
    await askMeeting(await by.ctx(), String(other.personId))
    const where = { askerId: by.personId, reason: 'request' }
    const { id } = await database().client.meeting.findFirstOrThrow({ where, orderBy: { id: 'desc' } })
    return id
  }

  /** A round's, whatever else is open between them. */
  async function meet(...actors: Actor[]): Promise<number> {
    const members = actors.map((actor) => actor.id)
    const meeting = await database().transact(async (tx) =>
      bringTogether(tx, stage.work(), { community: stage.community, reason: 'round', members }),
    )
    const { id } = await database().client.conversation.findUniqueOrThrow({ where: { meetingId: meeting } })
    return id
  }

  async function stateOf(id: number) {
    const { state } = await database().client.meeting.findUniqueOrThrow({ where: { id } })
    return { state, regrets: await database().client.post.count({ where: { view: 'meeting.regret', subject: id } }) }
  }

  async function isOpen(id: number): Promise<boolean> {
    return (await database().client.conversation.findUniqueOrThrow({ where: { id } })).endedAt === null
  }

  test('who asked withdraws what they asked; who was asked has it told kindly', async () => {
    const asked = await ask(karim, lea)
    const conversation = await meet(karim, lea)
    await blockPerson(await karim.ctx(), `${conversation}.${lea.personId}`)
    expect(await stateOf(asked)).toEqual({ state: 'withdrawn', regrets: 0 })

    const ines = await stage.member(0)
    const request = await ask(ines, lea)
    await blockPerson(await lea.ctx(), `${await meet(ines, lea)}.${ines.personId}`)
    expect(await stateOf(request)).toEqual({ state: 'withdrawn', regrets: 1 })
  })

  test('from a request ends the conversations that they are both in, also of three, and no other', async () => {
    const ines = await stage.member(1)
    const request = await ask(karim, lea)
    const [two, three, others] = [await meet(karim, lea), await meet(karim, lea, ines), await meet(karim, ines)]
    await sayNever(await lea.ctx(), String(request))
    expect([await isOpen(two), await isOpen(three), await isOpen(others)]).toEqual([false, false, true])
  })

  test('can be undone by whoever did it; then they may be introduced again', async () => {
    await sayNever(await lea.ctx(), String(await ask(karim, lea)))
    await expect(ask(lea, karim)).rejects.toMatchObject({ key: 'meeting.unavailable' })
    await unblockPerson(await karim.ctx(), String(lea.personId))
    expect(await database().client.block.count({ where: { personId: lea.personId } })).toBe(1)
    await unblockPerson(await lea.ctx(), String(karim.personId))
    expect(await database().client.block.count({ where: { personId: lea.personId } })).toBe(0)
    expect(await stateOf(await ask(lea, karim))).toMatchObject({ state: 'asked' })
    const stranger = await (await setStage(database())).member(0)
    await expect(unblockPerson(await lea.ctx(), String(stranger.personId))).rejects.toMatchObject({
      key: 'general.buttonGone',
    })
  })

  test('in a group of the platform’s own asks whom, and leaves the group as it is', async () => {
    const [emily, daniel] = [await stage.member(0), await stage.member(0)]
    const group = await meet(karim, emily, daniel)
    const asked = await blockPerson(await karim.ctx(), String(group))
    expect(JSON.stringify(asked)).toContain(`${group}.${emily.personId}`)
    expect(JSON.stringify(asked)).toContain(`${group}.${daniel.personId}`)
    await blockPerson(await karim.ctx(), `${group}.${emily.personId}`)
    expect(await isOpen(group)).toBe(true)
    await expect(ask(emily, karim)).rejects.toMatchObject({ key: 'meeting.unavailable' })
    await expect(blockPerson(await lea.ctx(), String(group))).rejects.toMatchObject({ key: 'general.buttonGone' })
  })

  test('after an End without it they may be introduced again, and while they are together they are not', async () => {
    const conversation = await meet(karim, lea)
    await expect(ask(karim, lea)).rejects.toMatchObject({ key: 'meeting.already' })
    await endConversation(await lea.ctx(), String(conversation))
    expect(await stateOf(await ask(karim, lea))).toMatchObject({ state: 'asked' })
  })
})
