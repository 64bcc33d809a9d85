import { beforeAll, expect, test } from 'vitest'
import { type Bringing, bringTogether } from '../../../src/features/meetings/meetings.ts'
import { metDuty, noteMet } from '../../../src/features/meetings/met.ts'
import { block } from '../../../src/features/members/blocks.ts'
import { performDue } from '../../../src/work/duties.ts'
import { onBothDatabases } from '../../support/database.ts'
import { type Actor, START, type Stage, setStage } from '../offers/stage.ts'

onBothDatabases('people who are brought together', (database) => {
  let stage: Stage
  beforeAll(async () => {
    stage = await setStage(database())
  })

  async function bring(actors: readonly Actor[], more: Partial<Bringing> = {}): Promise<number> {
    const members = actors.map((actor) => actor.id)
    return database().transact(async (tx) =>
      bringTogether(tx, { now: START }, { community: stage.community, reason: 'request', members, ...more }),
    )
  }

  /** Where the conversation is, by workspace and member, and of which kind. */
  async function roomOf(meeting: number) {
    const conversation = await database().client.conversation.findFirstOrThrow({ where: { meetingId: meeting } })
    const posts = await database().client.post.findMany({
      where: { view: { in: ['conversation.group', 'conversation.opening'] }, subject: conversation.id },
      orderBy: { id: 'asc' },
    })
    return { id: conversation.id, kind: conversation.kind, places: posts.map((post) => post.place) }
  }

  test('in one workspace share a group; the channel is one that Totem has adopted, not the staff’s', async () => {
    const [one, other] = [await stage.member(1), await stage.member(1)]
    const room = await roomOf(await bring([one, other]))
    expect(room.kind).toBe('group')
    expect(room.places).toEqual([expect.stringMatching(/^group:W\d+-offers:M\d+,M\d+:M\d+ & M\d+$/u)])
  })

  test('share a group where a linked account of one is with the other', async () => {
    const [one, other, linked] = [await stage.member(0), await stage.member(1), await stage.member(1)]
    await database().client.member.update({ where: { id: linked.id }, data: { personId: one.personId } })
    const room = await roomOf(await bring([one, other]))
    expect(room.places).toEqual([expect.stringContaining(`${other.externalId},${linked.externalId}:`)])
  })

  test('are not those of whom one blocks the other, nor who have left', async () => {
    const [one, other, third] = [await stage.member(0), await stage.member(1), await stage.member(1)]
    await block(database().client, START, third.personId, one.personId)
    await expect(bring([one, other, third])).rejects.toMatchObject({ key: 'meeting.nobody' })
    await database().client.member.update({ where: { id: other.id }, data: { leftAt: new Date() } })
    await expect(bring([one, other])).rejects.toMatchObject({ key: 'meeting.nobody' })
  })

  test('of different workspaces write through Totem, three as well as two', async () => {
    const [one, other, third] = [await stage.member(0), await stage.member(1), await stage.member(1)]
    expect(await roomOf(await bring([one, other]))).toMatchObject({
      kind: 'relayed',
      places: [`direct:${one.externalId}`, `direct:${other.externalId}`],
    })
    const room = await roomOf(await bring([one, other, third], { reason: 'round' }))
    expect(room.kind).toBe('relayed')
    expect(room.places).toHaveLength(3)
  })

  test('again continue in the newest conversation', async () => {
    const [one, other] = [await stage.member(0), await stage.member(1)]
    const first = await roomOf(await bring([one, other]))
    await bring([one, other], { reason: 'offer' })
    const { endedAt } = await database().client.conversation.findUniqueOrThrow({ where: { id: first.id } })
    expect(endedAt).not.toBeNull()
  })

  test('are two people at least', async () => {
    const one = await stage.member(0)
    await expect(bring([one])).rejects.toThrow(RangeError)
    await expect(bring([one, one])).rejects.toThrow(RangeError)
  })

  test.each([
    ['round', 7],
    ['request', 14],
    ['offer', 14],
  ] as const)('by a %s are asked once each after %i days whether they met', async (reason, days) => {
    const [one, other] = [await stage.member(0), await stage.member(1)]
    const meeting = await bring([one, other], { reason })
    const askedAt = async (at: Temporal.Instant) => {
      await performDue([metDuty], stage.work(at))
      return database().client.post.count({ where: { view: 'meeting.met', subject: meeting } })
    }
    const due = START.toZonedDateTimeISO('Europe/Paris').add({ days }).toInstant()
    expect(await askedAt(due.subtract({ minutes: 1 }))).toBe(0)
    expect(await askedAt(due)).toBe(2)
    expect(await askedAt(due.add({ hours: 24 * 30 }))).toBe(2)
    await noteMet(await one.ctx(), `${meeting}.yes`)
    await expect(noteMet(await (await stage.member(0)).ctx(), `${meeting}.yes`)).rejects.toMatchObject({
      key: 'general.buttonGone',
    })
    const persons = await database().client.meetingPerson.findMany({ where: { meetingId: meeting } })
    expect(persons.map(({ personId, met }) => [personId, met]).toSorted()).toEqual(
      [
        [one.personId, 'yes'],
        [other.personId, null],
      ].toSorted(),
    )
  })

  test('are not asked how it went when one has blocked the other', async () => {
    const [one, other] = [await stage.member(0), await stage.member(1)]
    const meeting = await bring([one, other])
    await block(database().client, START, other.personId, one.personId)
    await performDue([metDuty], stage.work(START.add({ hours: 24 * 30 })))
    expect(await database().client.post.count({ where: { view: 'meeting.met', subject: meeting } })).toBe(0)
  })
})
