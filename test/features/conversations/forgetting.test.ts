import { beforeAll, expect, test } from 'vitest'
import { hearDirect } from '../../../src/features/conversations/carrying.ts'
import { forgetDuty } from '../../../src/features/conversations/copies.ts'
import { bringTogether } from '../../../src/features/meetings/meetings.ts'
import { plain } from '../../../src/kit/text.ts'
import { performDue } from '../../../src/work/duties.ts'
import { onBothDatabases } from '../../support/database.ts'
import { type Actor, START, type Stage, setStage } from '../offers/stage.ts'

onBothDatabases('the text of a carried message', (database) => {
  let stage: Stage
  let author: Actor
  let reader: Actor
  beforeAll(async () => {
    stage = await setStage(database())
    author = await stage.member(0)
    reader = await stage.member(1)
    await open(author, reader)
  })

  /** A relayed conversation whose openings are shown. */
  async function open(one: Actor, other: Actor): Promise<void> {
    await database().transact(async (tx) => {
      await bringTogether(tx, stage.work(), {
        community: stage.community,
        reason: 'round',
        members: [one.id, other.id],
      })
    })
    await shown('conversation.opening', (post) => ({ channel: `D${post.place}`, message: `1000000${post.id}` }))
  }

  async function shown(
    view: string,
    at: (post: { id: number; place: string }) => { channel: string; message: string },
  ) {
    const posts = await database().client.post.findMany({ where: { view, sentAt: null } })
    for (const post of posts)
      await database().client.post.update({
        where: { id: post.id },
        data: { sentAt: new Date(), dueAt: null, ...at(post) },
      })
  }

  let written = 2_000_000_000_000
  async function write(actor: Actor, answers?: string, words = 'Secret words'): Promise<number> {
    const message = String(++written)
    const ctx = await actor.ctx()
    await hearDirect(stage.work(), ctx.workspace.platform, {
      workspace: ctx.workspace.externalId,
      channel: `Ddirect:${actor.externalId}`,
      message,
      author: actor.externalId,
      reply: answers !== undefined,
      answers,
      edited: false,
      text: [plain(words)],
      images: [],
      files: [],
      link: undefined,
    })
    const { id } = await database().client.carriedMessage.findFirstOrThrow({ where: { message } })
    return id
  }

  async function contentOf(id: number): Promise<string | null> {
    const { content } = await database().client.carriedMessage.findUniqueOrThrow({ where: { id } })
    return content
  }

  async function openingOf(actor: Actor): Promise<string> {
    const post = await database().client.post.findFirstOrThrow({
      where: { view: 'conversation.opening', place: `direct:${actor.externalId}` },
    })
    return post.message ?? ''
  }

  test('goes when its copies are shown, though the process died before it could forget it', async () => {
    const id = await write(author, await openingOf(author))
    await performDue([forgetDuty], stage.work(START.add({ minutes: 1 })))
    expect(await contentOf(id)).toContain('Secret words')
    await shown('conversation.message', (post) => ({ channel: 'D1', message: `3${post.id}` }))
    await performDue([forgetDuty], stage.work(START.add({ minutes: 2 })))
    expect(await contentOf(id)).toBeNull()
  })

  test('goes after a day even if it could not be carried, and its author is told', async () => {
    const id = await write(author, await openingOf(author))
    await performDue([forgetDuty], stage.work(START.add({ hours: 23 })))
    expect(await contentOf(id)).toContain('Secret words')
    await performDue([forgetDuty], stage.work(START.add({ hours: 25 })))
    expect(await contentOf(id)).toBeNull()
    const told = await database().client.post.findMany({ where: { view: 'conversation.undelivered', subject: id } })
    expect(told).toHaveLength(1)
  })

  test('goes when all that is left of it is shown, an edit having made some of it superfluous', async () => {
    const id = await write(author, await openingOf(author), 'long '.repeat(1_000))
    const posts = { view: 'conversation.message', subject: id }
    expect(await database().client.post.count({ where: posts })).toBe(2)
    await database().client.post.updateMany({ where: { ...posts, occurrence: '1' }, data: { dueAt: null, shown: 2 } })
    await shown('conversation.message', (post) => ({ channel: 'D1', message: `4${post.id}` }))
    await database().client.post.updateMany({ where: { ...posts, occurrence: '1' }, data: { sentAt: null } })
    await performDue([forgetDuty], stage.work(START.add({ minutes: 3 })))
    expect(await contentOf(id)).toBeNull()
    expect(await database().client.post.count({ where: { view: 'conversation.undelivered', subject: id } })).toBe(0)
  })

  test('goes after a day when nobody said whom it is for', async () => {
    await open(await stage.member(0), reader)
    const id = await write(reader)
    expect(await database().client.post.count({ where: { view: 'conversation.which', subject: id } })).toBe(1)
    await performDue([forgetDuty], stage.work(START.add({ hours: 25 })))
    expect(await contentOf(id)).toBeNull()
    const dropped = await database().client.carriedMessage.findUniqueOrThrow({ where: { id } })
    expect(dropped).toMatchObject({ conversationId: null, erasedAt: expect.any(Date) })
  })
})
