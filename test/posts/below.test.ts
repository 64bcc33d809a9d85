import { expect, test } from 'vitest'
import { card, heading } from '../../src/kit/card.ts'
import type { PostPlace } from '../../src/posts/declare.ts'
import type { Views } from '../../src/posts/views.ts'
import { onBothDatabases } from '../support/database.ts'
import { closedMessages, later, shown, type World, worldOn } from './world.ts'

const direct: PostPlace = { kind: 'direct', member: 'U1' }

/** A post in somebody's direct messages, and the place below it. */
async function opening({ say, declare, post }: World): Promise<{ below: PostPlace }> {
  await say(1, 'opening')
  await declare({ subject: 1, place: direct })
  const { id } = await post(1)
  return { below: { kind: 'below', post: id, member: 'U1' } }
}

onBothDatabases('what goes below a post', (database) => {
  const world = worldOn(database)

  test('is sent after it, in order, whatever it waits for', async () => {
    const { keeper, say, declare, slack, move } = world()
    slack.next('send', ...Array.from({ length: 7 }, () => ({ failure: later })))
    const { below } = await opening(world())
    for (const subject of [2, 3, 4]) await say(subject, `answer ${subject}`)
    for (const subject of [2, 3, 4]) await declare({ subject, place: below })
    const kept = keeper()
    await kept.start()
    for (let minutes = 0; minutes < 30; minutes++) {
      await kept.idle()
      move({ minutes: 1 })
    }
    expect(shown(slack, 'TEAM direct:U1')).toEqual(['opening'])
    const [first] = slack.messages('TEAM direct:U1')
    expect(shown(slack, `TEAM thread:${first?.id}`)).toEqual(['answer 2', 'answer 3', 'answer 4'])
  })

  test('stays in order when one of it fails again and again', async () => {
    const { keeper, say, declare, slack, move } = world()
    const { below } = await opening(world())
    const kept = keeper()
    await kept.start()
    await kept.idle()
    slack.next('send', ...Array.from({ length: 8 }, () => ({ failure: later })))
    for (const subject of [2, 3]) await say(subject, `answer ${subject}`)
    for (const subject of [2, 3]) await declare({ subject, place: below })
    for (let minutes = 0; minutes < 30; minutes++) {
      await kept.idle()
      move({ minutes: 1 })
    }
    const [first] = slack.messages('TEAM direct:U1')
    expect(shown(slack, `TEAM thread:${first?.id}`)).toEqual(['answer 2', 'answer 3'])
  })

  test('stands by itself when that post could not be shown', async () => {
    const { keeper, say, declare, slack } = world()
    slack.next('send', { failure: closedMessages })
    const { below } = await opening(world())
    const kept = keeper()
    await kept.start()
    await kept.idle()
    await say(2, 'answer')
    await declare({ subject: 2, place: below })
    await kept.idle()
    expect(shown(slack, 'TEAM direct:U1')).toEqual(['answer'])
  })

  test('stays as it is when its view no longer knows what it shows, and the view is told when it is shown', async () => {
    const { keeper, declare, slack, post, db } = world()
    const told: number[] = []
    let known = true
    const views: Views = {
      'theme.card': {
        render: async () => (known ? card({ blocks: [heading('secret')] }) : 'asIs'),
        shown: async (_, subject) => void told.push(subject),
      },
    }
    const kept = keeper({ views })
    await kept.start()
    await declare({ subject: 1, place: direct })
    await kept.idle()
    known = false
    await db.client.post.updateMany({ data: { wanted: { increment: 1 }, dueAt: new Date(0) } })
    await declare({ subject: 2, place: direct })
    await kept.idle()
    expect(shown(slack, 'TEAM direct:U1')).toEqual(['secret'])
    expect(await post(1)).toMatchObject({ shown: 2, dueAt: null })
    expect(told).toEqual([1, 1, 2])
  })
})
