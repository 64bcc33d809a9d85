import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sayYes } from '../../../src/features/meetings/answering.ts'
import { askMeeting } from '../../../src/features/meetings/asking.ts'
import { silenceDuty, withdrawRequest } from '../../../src/features/meetings/closing.ts'
import { type Asking, OPEN_REQUESTS, refusalOf } from '../../../src/features/meetings/rules.ts'
import { block, unblock } from '../../../src/features/members/blocks.ts'
import type { UserError } from '../../../src/kit/errors.ts'
import { performDue } from '../../../src/work/duties.ts'
import { onBothDatabases } from '../../support/database.ts'
import { type Actor, START, type Stage, setStage } from '../offers/stage.ts'

describe('who may ask for an introduction', () => {
  const no = { isSelf: false, isPaused: false, isTogether: false, isUnavailable: false }
  const free: Asking = { askerId: 1, between: undefined, open: 0, ...no }
  const between = (state: string, askerId = 1) => ({ id: 1, state, askerId })
  test.each<[string, Partial<Asking>, ReturnType<typeof refusalOf>]>([
    ['a first request', {}, undefined],
    ['a fifth', { open: OPEN_REQUESTS - 1 }, undefined],
    ['a sixth', { open: OPEN_REQUESTS }, 'tooMany'],
    ['oneself', { isSelf: true }, 'self'],
    ['while on pause oneself', { isPaused: true }, 'paused'],
    ['somebody paused or blocked', { isUnavailable: true }, 'unavailable'],
    ['again, while it waits', { between: between('asked') }, 'waiting'],
    ['again, after a yes', { between: between('accepted'), isTogether: true }, 'met'],
    ['again, after a yes and the end of their conversation', { between: between('accepted') }, undefined],
    ['somebody met by a round or an offer', { isTogether: true }, 'met'],
    ['again, after it was withdrawn', { between: between('withdrawn') }, undefined],
    ['again, after a no to whoever asks', { between: between('declined') }, 'unavailable'],
    ['again, after silence to whoever asks', { between: between('expired') }, 'unavailable'],
    ['whom one said no to', { between: between('declined', 2) }, undefined],
    ['whom one did not answer', { between: between('expired', 2) }, undefined],
    ['again, after a yes, now blocked', { between: between('accepted'), isUnavailable: true }, 'unavailable'],
    ['again with five open', { between: between('asked'), open: OPEN_REQUESTS }, 'waiting'],
  ])('%s', (_, given, expected) => {
    expect(refusalOf({ ...free, ...given })).toBe(expected)
  })
})

onBothDatabases('asking for an introduction', (database) => {
  let stage: Stage
  let asker: Actor
  beforeAll(async () => {
    stage = await setStage(database())
  })
  beforeEach(async () => {
    asker = await stage.member(0)
  })

  async function ask(by: Actor, person: number, now = START): Promise<string> {
    try {
      const reply = await askMeeting(await by.ctx(now), String(person))
      const words = reply.kind === 'card' ? reply.card.summary : ''
      return words.includes('already with') ? 'meeting.waiting' : 'asked'
    } catch (error) {
      return (error as UserError).key
    }
  }

  async function stateOf(person: number): Promise<string[]> {
    const meetings = await database().client.meeting.findMany({ where: { persons: { some: { personId: person } } } })
    return meetings.map((meeting) => meeting.state)
  }

  test('a pair is asked once, whatever is pressed at the same time', async () => {
    const other = await stage.member(1)
    const outcomes = await Promise.all([1, 2, 3].map(async () => ask(asker, other.personId)))
    expect(outcomes.toSorted()).toEqual(['asked', 'meeting.waiting', 'meeting.waiting'])
    expect(await stateOf(other.personId)).toEqual(['asked'])
    expect(
      await database().client.post.count({ where: { view: 'meeting.request', place: `direct:${other.externalId}` } }),
    ).toBe(1)
  })

  test('asking back is a yes', async () => {
    const other = await stage.member(1)
    await ask(asker, other.personId)
    expect(await ask(other, asker.personId)).toBe('asked')
    expect(await stateOf(other.personId)).toEqual(['accepted'])
    expect(await ask(other, asker.personId)).toBe('meeting.already')
  })

  test('whoever has five open requests waits until one is answered, or a week has passed', async () => {
    for (let count = 0; count < OPEN_REQUESTS; count++)
      expect(await ask(asker, (await stage.member(1)).personId)).toBe('asked')
    const sixth = await stage.member(1)
    expect(await ask(asker, sixth.personId)).toBe('meeting.tooMany')
    await performDue([silenceDuty], stage.work(START.add({ hours: 24 * 8 })))
    expect(await ask(asker, sixth.personId)).toBe('asked')
  })

  test('oneself, the paused, the blocked, those who left and those of other communities are not asked', async () => {
    expect(await ask(asker, asker.personId)).toBe('meeting.self')
    const paused = await stage.member(1)
    await database().client.person.update({ where: { id: paused.personId }, data: { paused: true } })
    expect(await ask(asker, paused.personId)).toBe('meeting.unavailable')
    expect(await ask(paused, asker.personId)).toBe('meeting.paused')
    const [blocked, blocker, gone] = [await stage.member(1), await stage.member(1), await stage.member(1)]
    await block(database().client, START, asker.personId, blocked.personId)
    await block(database().client, START, blocker.personId, asker.personId)
    expect(await ask(asker, blocked.personId)).toBe('meeting.unavailable')
    expect(await ask(asker, blocker.personId)).toBe('meeting.unavailable')
    await database().client.member.update({ where: { id: gone.id }, data: { leftAt: new Date() } })
    expect(await ask(asker, gone.personId)).toBe('meeting.nobody')
    const elsewhere = await (await setStage(database())).member(0)
    expect(await ask(asker, elsewhere.personId)).toBe('meeting.nobody')
    expect(await ask(asker, 999_999)).toBe('meeting.nobody')
    expect(await database().client.meeting.count({ where: { askerId: asker.personId } })).toBe(0)
  })

  test('a block holds from another server, for either of them', async () => {
    const [other, there, elsewhere] = [await stage.member(0), await stage.member(1), await stage.member(0)]
    const { client } = database()
    await client.member.update({ where: { id: there.id }, data: { externalId: elsewhere.externalId } })
    await block(client, START, other.personId, there.personId)
    expect(await ask(elsewhere, other.personId)).toBe('meeting.unavailable')
    expect(await ask(other, elsewhere.personId)).toBe('meeting.unavailable')
    expect(await ask(elsewhere, asker.personId)).toBe('asked')
    await unblock(client, other.personId, elsewhere.personId)
    expect(await ask(elsewhere, other.personId)).toBe('asked')
  })

  test('whoever asked can withdraw, and ask again: within a day it is the same request, with seven days anew', async () => {
    const other = await stage.member(1)
    await ask(asker, other.personId)
    const { id } = await database().client.meeting.findFirstOrThrow({ where: { askerId: asker.personId } })
    await expect(withdrawRequest(await other.ctx(), String(id))).rejects.toMatchObject({ key: 'general.buttonGone' })
    await withdrawRequest(await asker.ctx(), String(id))
    await expect(withdrawRequest(await asker.ctx(), String(id))).rejects.toMatchObject({ key: 'meeting.answered' })
    await expect(sayYes(await other.ctx(), String(id))).rejects.toMatchObject({ key: 'meeting.answered' })
    expect(await ask(asker, other.personId, START.add({ hours: 23 }))).toBe('asked')
    expect(await stateOf(other.personId)).toEqual(['asked'])
    await performDue([silenceDuty], stage.work(START.add({ hours: 24 * 7 + 22 })))
    expect(await stateOf(other.personId)).toEqual(['asked'])
    await withdrawRequest(await asker.ctx(START.add({ hours: 23 })), String(id))
    expect(await ask(asker, other.personId, START.add({ hours: 24 * 2 }))).toBe('asked')
    expect(await stateOf(other.personId)).toEqual(['withdrawn', 'asked'])
  })

  test('a yes to somebody who has left meets nobody, and ends the request', async () => {
    const other = await stage.member(1)
    await ask(asker, other.personId)
    const { id } = await database().client.meeting.findFirstOrThrow({ where: { askerId: asker.personId } })
    await database().client.member.update({ where: { id: asker.id }, data: { leftAt: new Date() } })
    await expect(sayYes(await other.ctx(), String(id))).rejects.toMatchObject({ key: 'meeting.nobody' })
    expect(await stateOf(other.personId)).toEqual(['withdrawn'])
    expect(await database().client.conversation.count({ where: { meetingId: id } })).toBe(0)
    expect(await database().client.post.count({ where: { view: 'meeting.regret', subject: id } })).toBe(0)
  })

  test('silence of somebody who has left is no answer: once back, they may be asked again', async () => {
    const other = await stage.member(1)
    await ask(asker, other.personId)
    await database().client.member.update({ where: { id: other.id }, data: { leftAt: new Date() } })
    const after = START.add({ hours: 24 * 8 })
    await performDue([silenceDuty], stage.work(after))
    await database().client.member.update({ where: { id: other.id }, data: { leftAt: null } })
    expect(await ask(asker, other.personId, after)).toBe('asked')
  })

  test('only whoever was asked can answer, once', async () => {
    const other = await stage.member(1)
    await ask(asker, other.personId)
    const meeting = await database().client.meeting.findFirstOrThrow({ where: { askerId: asker.personId } })
    await expect(sayYes(await asker.ctx(), String(meeting.id))).rejects.toMatchObject({ key: 'general.buttonGone' })
    const stranger = await (await setStage(database())).member(0)
    await expect(sayYes(await stranger.ctx(), String(meeting.id))).rejects.toMatchObject({ key: 'general.buttonGone' })
    await sayYes(await other.ctx(), String(meeting.id))
    await expect(sayYes(await other.ctx(), String(meeting.id))).rejects.toMatchObject({ key: 'meeting.answered' })
  })
})
