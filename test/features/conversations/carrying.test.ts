import { beforeEach, expect, test } from 'vitest'
import { eraseCarried, hearDirect } from '../../../src/features/conversations/carrying.ts'
import { endConversation } from '../../../src/features/conversations/ending.ts'
import type { DirectMessage } from '../../../src/features/feature.ts'
import { bringTogether } from '../../../src/features/meetings/meetings.ts'
import { plain } from '../../../src/kit/text.ts'
import { onBothDatabases } from '../../support/database.ts'
import { type Actor, type Stage, setStage } from '../offers/stage.ts'

onBothDatabases('a message in a relayed conversation', (database) => {
  let stage: Stage
  let one: Actor
  let other: Actor
  let third: Actor
  let written = 9_000_000_000_000
  beforeEach(async () => {
    stage = await setStage(database())
    ;[one, other, third] = [await stage.member(0), await stage.member(1), await stage.member(1)]
  })

  /** A relayed conversation whose openings were shown before anything is written. */
  async function open(...actors: Actor[]): Promise<number> {
    const members = actors.map((actor) => actor.id)
    const meeting = await database().transact(async (tx) =>
      bringTogether(tx, stage.work(), { community: stage.community, reason: 'round', members }),
    )
    const { id } = await database().client.conversation.findFirstOrThrow({ where: { meetingId: meeting } })
    const posts = await database().client.post.findMany({ where: { view: 'conversation.opening', subject: id } })
    for (const post of posts)
      await database().client.post.update({
        where: { id: post.id },
        data: {
          sentAt: new Date(),
          dueAt: null,
          channel: `D${post.place}`,
          message: `1${String(post.id).padStart(12, '0')}`,
        },
      })
    return id
  }

  async function messageOf(actor: Actor, text: string, more: Partial<DirectMessage> = {}): Promise<DirectMessage> {
    const { workspace } = await actor.ctx()
    return {
      workspace: workspace.externalId,
      channel: `Ddirect:${actor.externalId}`,
      message: String(++written),
      author: actor.externalId,
      reply: false,
      answers: undefined,
      edited: false,
      text: [plain(text)],
      images: [],
      files: [],
      link: undefined,
      ...more,
    }
  }

  async function hear(actor: Actor, message: DirectMessage): Promise<void> {
    await hearDirect(stage.work(), (await actor.ctx()).workspace.platform, message)
  }

  async function copies(message: DirectMessage): Promise<string[]> {
    const carried = await database().client.carriedMessage.findFirst({ where: { message: message.message } })
    const posts = await database().client.post.findMany({
      where: { view: 'conversation.message', subject: carried?.id ?? 0 },
    })
    return posts.map((post) => post.place.split(':').at(-1) ?? '').toSorted()
  }

  test('goes to both others of three', async () => {
    await open(one, other, third)
    const message = await messageOf(other, 'Hello, both')
    await hear(other, message)
    expect(await copies(message)).toEqual([one.externalId, third.externalId].toSorted())
  })

  test('is carried once, however often and at once it is heard', async () => {
    await open(one, other)
    const message = await messageOf(other, 'Once')
    await Promise.all([1, 2, 3].map(async () => hear(other, message)))
    expect(await copies(message)).toEqual([one.externalId])
  })

  test('that was there before the conversation is not carried when it is edited', async () => {
    const before = await messageOf(other, 'Private, from last year', { message: '0999999999999' })
    await open(one, other)
    await hear(other, { ...before, edited: true })
    expect(await copies(before)).toEqual([])
  })

  test('changes with its edits, and not after the end; its deletion is followed even then', async () => {
    const id = await open(one, other)
    const message = await messageOf(other, 'First words')
    await hear(other, message)
    const contentOf = async () =>
      (await database().client.carriedMessage.findFirstOrThrow({ where: { message: message.message } })).content
    await hear(other, { ...message, edited: true, text: [plain('Better words')] })
    expect(await contentOf()).toContain('Better words')
    await endConversation(await one.ctx(), String(id))
    await hear(other, { ...message, edited: true, text: [plain('Last words')] })
    expect(await contentOf()).toContain('Better words')
    await eraseCarried(stage.work(), message.channel, message.message)
    expect(await contentOf()).toBeNull()
    const erased = await database().client.carriedMessage.findFirstOrThrow({ where: { message: message.message } })
    const [copy] = await database().client.post.findMany({
      where: { view: 'conversation.message', subject: erased.id },
    })
    expect(copy?.dueAt).not.toBeNull()
  })

  test('waits until it is known what it answers, when a post of Totem is just on its way', async () => {
    await open(one, other)
    await database().client.post.updateMany({
      where: { place: `direct:${other.externalId}` },
      data: { sentAt: null, message: null, channel: null, sendingSince: new Date() },
    })
    const message = await messageOf(other, 'Quick answer')
    await expect(hear(other, message)).rejects.toMatchObject({ failure: { kind: 'later' } })
    expect(await database().client.carriedMessage.count({ where: { message: message.message } })).toBe(0)
  })

  test('of somebody else is nobody’s to end or to answer', async () => {
    const id = await open(one, other)
    await expect(endConversation(await third.ctx(), String(id))).rejects.toMatchObject({ key: 'general.buttonGone' })
    const opening = await database().client.post.findFirstOrThrow({ where: { place: `direct:${other.externalId}` } })
    const message = await messageOf(third, 'Let me in', {
      channel: opening.channel ?? '',
      answers: opening.message ?? '',
      reply: true,
    })
    await hear(third, message)
    expect(await copies(message)).toEqual([])
  })
})
