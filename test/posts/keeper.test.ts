import { expect, test } from 'vitest'
import { postTroubles } from '../../src/posts/troubles.ts'
import { onBothDatabases } from '../support/database.ts'
import { createMemoryPlatform } from './memory-platform.ts'
import { closedMessages, here, later, never, shown, unknown, worldOn } from './world.ts'

const place = 'TEAM channel:C1'

onBothDatabases('the keeper', (database) => {
  const world = worldOn(database)

  test('sends what was declared, and remembers the message', async () => {
    const { keeper, say, declare, slack, post } = world()
    const kept = keeper()
    await kept.start()
    await say(1, 'hello')
    await declare({})
    await kept.idle()
    expect(shown(slack, place)).toEqual(['hello'])
    const row = await post(1)
    expect(row).toMatchObject({ channel: place, message: slack.messages(place)[0]?.id, dueAt: null, claim: null })
    expect(row).toMatchObject({ sendingSince: null, attempts: 0, shown: row.wanted })
  })

  test('finds what was declared before it started', async () => {
    const { keeper, say, declare, slack } = world()
    await say(1, 'hello')
    await declare({})
    const kept = keeper()
    await kept.start()
    await kept.idle()
    expect(shown(slack, place)).toEqual(['hello'])
  })

  test('is woken by the commit itself', async () => {
    const { keeper, say, declare, slack } = world()
    const kept = keeper()
    await kept.start()
    await say(1, 'hello')
    await kept.idle()
    const sent = Promise.withResolvers<void>()
    slack.next('send', { until: sent.promise })
    await declare({})
    await until(() => slack.calls('send') === 1)
    sent.resolve()
    await kept.idle()
    expect(shown(slack, place)).toEqual(['hello'])
  })

  test('shows a change by one edit, and ten quick changes by few', async () => {
    const { keeper, say, declare, slack } = world()
    const kept = keeper()
    await kept.start()
    await say(1, 'hello')
    await declare({})
    await kept.idle()
    const gate = Promise.withResolvers<void>()
    slack.next('edit', { until: gate.promise })
    for (let change = 1; change <= 10; change += 1) await say(1, `hello ${change}`)
    gate.resolve()
    await kept.idle()
    expect(shown(slack, place)).toEqual(['hello 10'])
    expect(slack.calls('edit')).toBeLessThanOrEqual(2)
  })

  test('does not lose a change that comes while the message is being sent', async () => {
    const { keeper, say, declare, slack, post } = world()
    const kept = keeper()
    await kept.start()
    await say(1, 'old')
    const gate = Promise.withResolvers<void>()
    slack.next('send', { until: gate.promise, after: true })
    await declare({})
    await until(() => slack.messages(place).length === 1)
    await say(1, 'new')
    gate.resolve()
    await kept.idle()
    expect(shown(slack, place)).toEqual(['new'])
    expect((await post(1)).dueAt).toBeNull()
  })

  test('leaves a message alone that shows what it should', async () => {
    const { keeper, say, declare, slack } = world()
    const kept = keeper()
    await kept.start()
    await say(1, 'hello')
    await declare({})
    await kept.idle()
    await say(1, 'hello')
    await kept.idle()
    expect(slack.calls('edit')).toBe(0)
  })

  test('deletes what should be gone, and sends it again when it should be back', async () => {
    const { keeper, say, declare, slack, post } = world()
    const kept = keeper()
    await kept.start()
    await say(1, 'hello')
    await declare({})
    await kept.idle()
    await say(1, null)
    await kept.idle()
    expect(shown(slack, place)).toEqual([])
    expect(await post(1)).toMatchObject({ channel: null, message: null, sentAt: null, dueAt: null })
    await say(1, 'back')
    await kept.idle()
    expect(shown(slack, place)).toEqual(['back'])
  })

  test('never sends what there is nothing to show of', async () => {
    const { keeper, declare, slack, post } = world()
    const kept = keeper()
    await kept.start()
    await declare({})
    await kept.idle()
    expect(slack.calls('send')).toBe(0)
    expect(await post(1)).toMatchObject({ dueAt: null, sendingSince: null })
  })

  test('waits for the instant from which a post is wanted', async () => {
    const { keeper, say, declare, slack, now, move } = world()
    const kept = keeper()
    await kept.start()
    await say(1, 'later')
    await declare({ from: now().add({ hours: 2 }) })
    await kept.idle()
    expect(shown(slack, place)).toEqual([])
    move({ hours: 2 })
    await kept.idle()
    expect(shown(slack, place)).toEqual(['later'])
  })

  test('keeps the order of a place while an older post waits to be tried again', async () => {
    const { keeper, say, declare, slack, discord, guild, move } = world()
    const kept = keeper()
    await kept.start()
    for (const subject of [1, 2]) await say(subject, `post ${subject}`)
    slack.next('send', { failure: later })
    await declare({ subject: 1 })
    await kept.idle()
    await declare(
      { subject: 2 },
      { subject: 2, workspace: guild },
      { subject: 2, place: { kind: 'channel', channel: 'C2' } },
    )
    await kept.idle()
    expect(shown(slack, place)).toEqual([])
    expect(shown(discord, 'GUILD channel:C1')).toEqual(['post 2'])
    expect(shown(slack, 'TEAM channel:C2')).toEqual(['post 2'])
    move({ seconds: 2 })
    await kept.idle()
    expect(shown(slack, place)).toEqual(['post 1', 'post 2'])
  })

  test('keeps that order after a restart', async () => {
    const { keeper, say, declare, slack, move } = world()
    const before = keeper()
    await before.start()
    for (const subject of [1, 2]) await say(subject, `post ${subject}`)
    slack.next('send', { failure: later })
    await declare({ subject: 1 })
    await before.idle()
    await before.stop()
    const after = keeper()
    await after.start()
    await declare({ subject: 2 })
    await after.idle()
    expect(shown(slack, place)).toEqual([])
    move({ seconds: 2 })
    await after.idle()
    expect(shown(slack, place)).toEqual(['post 1', 'post 2'])
  })

  test('lets no post hold a place back after five failures', async () => {
    const { keeper, say, declare, slack, move, atRender } = world()
    const kept = keeper()
    await kept.start()
    for (const subject of [1, 2]) await say(subject, `post ${subject}`)
    atRender.do = async (_, subject) => {
      if (subject === 1) throw new Error('poison')
    }
    await declare({ subject: 1 }, { subject: 2 })
    for (let attempt = 1; attempt <= 4; attempt += 1) {
      await kept.idle()
      expect(shown(slack, place)).toEqual([])
      move({ seconds: 20 })
    }
    await kept.idle()
    expect(shown(slack, place)).toEqual(['post 2'])
    atRender.do = async () => {}
    move({ minutes: 1 })
    await kept.idle()
    expect(shown(slack, place)).toEqual(['post 2', 'post 1'])
  })

  test('has one post of a place in hand at a time, and many places', async () => {
    const { keeper, say, declare, slack } = world()
    await say(1, 'hello')
    const kept = keeper({ tune: { concurrency: 3 } })
    const channels = ['C1', 'C2', 'C3', 'C4', 'C5', 'C6']
    const occurrences = ['a', 'b', 'c', 'd']
    await declare(
      ...channels.flatMap((channel) =>
        occurrences.map((occurrence) => ({ occurrence, place: { kind: 'channel', channel } as const })),
      ),
    )
    await kept.start()
    await kept.idle()
    expect(slack.busiest()).toBe(3)
    for (const channel of channels) {
      const posts = slack.messages(`TEAM channel:${channel}`).map((message) => message.post)
      expect(posts).toHaveLength(4)
      expect(posts).toEqual(posts.toSorted((a, b) => a - b))
    }
  })

  test('sends to 200 places at once, to each once', async () => {
    const { keeper, say, declare, slack } = world()
    const kept = keeper()
    await kept.start()
    await say(1, 'hello')
    await declare(...Array.from({ length: 200 }, (_, n) => ({ place: { kind: 'channel', channel: `C${n}` } as const })))
    await kept.idle()
    expect(slack.calls('send')).toBe(200)
  })

  test('sends no faster than the platform says, place by place', async () => {
    const { keeper, say, declare, move, discord } = world()
    const slow = createMemoryPlatform('slack', { everyMs: 1000, burst: 2 })
    const kept = keeper({
      platforms: new Map([
        ['slack', slow.platform],
        ['discord', discord.platform],
      ]),
    })
    await kept.start()
    await say(1, 'hello')
    await declare(...['a', 'b', 'c', 'd'].map((occurrence) => ({ occurrence })))
    await kept.idle()
    expect(slow.messages(place)).toHaveLength(2)
    move({ milliseconds: 999 })
    await kept.idle()
    expect(slow.messages(place)).toHaveLength(2)
    await declare({ place: { kind: 'channel', channel: 'C2' } })
    await kept.idle()
    expect(slow.messages('TEAM channel:C2')).toHaveLength(1)
    move({ milliseconds: 1 })
    await kept.idle()
    expect(slow.messages(place)).toHaveLength(3)
    move({ seconds: 10 })
    await kept.idle()
    expect(slow.messages(place)).toHaveLength(4)
  })

  test('leaves a workspace alone for as long as the platform asks, and no other', async () => {
    const { keeper, say, declare, slack, discord, guild, move } = world()
    const kept = keeper()
    await kept.start()
    await say(1, 'hello')
    slack.next('send', { failure: { kind: 'later', afterMs: 30_000 } })
    await declare({})
    await kept.idle()
    await declare({ place: { kind: 'channel', channel: 'C2' } }, { workspace: guild })
    await kept.idle()
    expect(shown(discord, 'GUILD channel:C1')).toEqual(['hello'])
    move({ seconds: 29 })
    await kept.idle()
    expect(slack.calls('send')).toBe(1)
    move({ seconds: 1 })
    await kept.idle()
    expect(shown(slack, place)).toEqual(['hello'])
    expect(shown(slack, 'TEAM channel:C2')).toEqual(['hello'])
  })

  test('tries for a day, ever more rarely, then gives up and says so', async () => {
    const { keeper, say, declare, slack, move, now, post, failures, db, community } = world()
    const kept = keeper()
    await kept.start()
    await say(1, 'hello')
    slack.always({ failure: later })
    await declare({})
    const began = now()
    await kept.idle()
    expect(await postTroubles(db, community, now())).toMatchObject([
      { waiting: [{ why: 'later', posts: 1 }], failed: [] },
    ])
    for (let row = await post(1); row.dueAt; row = await post(1)) {
      move({ milliseconds: row.dueAt.getTime() - now().epochMilliseconds })
      await kept.idle()
    }
    const hours = now().since(began).total('hours')
    expect(hours).toBeGreaterThan(22)
    expect(hours).toBeLessThan(26)
    expect(slack.calls('send')).toBeLessThan(100)
    expect(await post(1)).toMatchObject({ failure: 'gaveUp', dueAt: null })
    expect(failures).toMatchObject([{ subject: 1, reason: 'gaveUp', place: here }])
    expect(await postTroubles(db, community, now())).toMatchObject([
      { workspace: { name: 'TEAM' }, waiting: [], failed: [{ why: 'gaveUp', posts: 1 }] },
    ])
  })

  test('forgets earlier failures once it succeeds', async () => {
    const { keeper, say, declare, slack, move, post } = world()
    const kept = keeper()
    await kept.start()
    await say(1, 'hello')
    slack.next('send', { failure: later }, { failure: later })
    await declare({})
    await kept.idle()
    for (const _ of [1, 2]) {
      move({ seconds: 5 })
      await kept.idle()
    }
    expect(shown(slack, place)).toEqual(['hello'])
    expect(await post(1)).toMatchObject({ attempts: 0, failure: null })
  })

  test('waits out an outage without using up its attempts', async () => {
    const { keeper, say, declare, slack, move, post, now, db, community } = world()
    const kept = keeper()
    await kept.start()
    slack.connect(false)
    await say(1, 'hello')
    await declare({})
    await kept.idle()
    move({ minutes: 2 })
    await kept.idle()
    expect(slack.calls('send')).toBe(0)
    expect(await post(1)).toMatchObject({ attempts: 0, failedAt: null })
    expect(await postTroubles(db, community, now())).toMatchObject([{ waiting: [{ why: 'due', posts: 1 }] }])
    slack.connect(true)
    await until(() => slack.messages(place).length === 1)
    expect(await postTroubles(db, community, now())).toEqual([])
  })

  test('comes back by itself after a short wait', async () => {
    const { keeper, say, declare, slack, useRealClock } = world()
    useRealClock()
    const kept = keeper()
    await kept.start()
    await say(1, 'hello')
    slack.next('send', { failure: { kind: 'later', afterMs: 100 } })
    await declare({})
    await until(() => slack.messages(place).length === 1)
    expect(slack.calls('send')).toBe(2)
  })

  test('records what the platform refuses for good, and lets the view say it elsewhere', async () => {
    const { keeper, say, declare, slack, post, atFailure, failures } = world()
    const kept = keeper()
    await kept.start()
    await say(1, 'hello')
    const direct = { kind: 'direct', member: 'U1' } as const
    slack.next('send', { failure: closedMessages })
    atFailure.do = async () => declare({})
    await declare({ place: direct })
    await kept.idle()
    expect(await post(1, direct)).toMatchObject({ failure: 'directMessagesClosed', dueAt: null, sendingSince: null })
    expect(shown(slack, place)).toEqual(['hello'])
    expect(failures).toHaveLength(1)
  })

  test('tries a refused post again when its subject changes', async () => {
    const { keeper, say, declare, slack, post } = world()
    const kept = keeper()
    await kept.start()
    await say(1, 'too long')
    slack.next('send', { failure: { kind: 'permanent', reason: 'refused' } })
    await declare({})
    await kept.idle()
    await say(1, 'short')
    await kept.idle()
    expect(shown(slack, place)).toEqual(['short'])
    expect(await post(1)).toMatchObject({ failure: null, failedAt: null })
  })

  test('does not bring back a message that somebody deleted', async () => {
    const { keeper, say, declare, slack, post } = world()
    const kept = keeper()
    await kept.start()
    await say(1, 'hello')
    await declare({})
    await kept.idle()
    slack.erase(place, slack.messages(place)[0]?.id ?? '')
    await say(1, 'changed')
    await kept.idle()
    expect(await post(1)).toMatchObject({ failure: 'messageGone', dueAt: null, failedAt: null })
    await say(1, 'changed again')
    await say(1, null)
    await kept.idle()
    expect(shown(slack, place)).toEqual([])
    expect(slack.calls('send')).toBe(1)
  })

  test('is stopped neither by a view that throws nor by a mistake in an adapter', async () => {
    const { keeper, say, declare, slack, atRender, logged, move } = world()
    const kept = keeper()
    await kept.start()
    for (const subject of [1, 2, 3]) await say(subject, `post ${subject}`)
    atRender.do = async (_, subject) => {
      if (subject === 1) throw new Error('a mistake in the view')
    }
    slack.next('send', { bug: true })
    await declare(
      { subject: 1 },
      { subject: 2, place: { kind: 'channel', channel: 'C2' } },
      { subject: 3, place: { kind: 'channel', channel: 'C3' } },
      { subject: 4, place: { kind: 'channel', channel: 'C4' }, view: 'no.such' },
    )
    await kept.idle()
    move({ seconds: 2 })
    await kept.idle()
    expect(shown(slack, 'TEAM channel:C2')).toEqual(['post 2'])
    expect(shown(slack, 'TEAM channel:C3')).toEqual(['post 3'])
    expect(logged.filter(({ event }) => event === 'post.broken')).toHaveLength(3)
    atRender.do = async () => {}
    move({ minutes: 1 })
    await kept.idle()
    expect(shown(slack, place)).toEqual(['post 1'])
  })

  test('is silent in a workspace that Totem was removed from, until it is back', async () => {
    const { keeper, say, declare, slack, db, team, now } = world()
    const kept = keeper()
    await kept.start()
    await say(1, 'hello')
    await db.client.workspace.update({ where: { id: team }, data: { removedAt: new Date(now().epochMilliseconds) } })
    await declare({})
    await kept.idle()
    expect(slack.calls('send')).toBe(0)
    await db.client.workspace.update({ where: { id: team }, data: { removedAt: null } })
    await kept.idle()
    expect(shown(slack, place)).toEqual(['hello'])
  })

  test('speaks to a member in their own language', async () => {
    const { keeper, say, declare, slack, db, community, team, now } = world()
    const seenAt = new Date(now().epochMilliseconds)
    const member = async (externalId: string, locale: string | null, platformLocale: string | null) => {
      const { id: personId } = await db.client.person.create({ data: { communityId: community } })
      const data = { workspaceId: team, personId, externalId, name: externalId, locale, platformLocale, seenAt }
      await db.client.member.create({ data })
    }
    await member('U1', 'fr', 'en-GB')
    await member('U2', null, 'fr-FR')
    await member('U3', null, null)
    const kept = keeper()
    await kept.start()
    await say(1, 'hello')
    await declare({}, ...['U1', 'U2', 'U3'].map((id) => ({ place: { kind: 'direct', member: id } as const })))
    await kept.idle()
    const summaries = ['direct:U1', 'direct:U2', 'direct:U3', 'channel:C1'].map(
      (where) => slack.messages(`TEAM ${where}`)[0]?.card.summary,
    )
    expect(summaries).toEqual(['fr U1', 'fr U2', 'en U3', 'en '])
  })

  test('looks before it sends again when it does not know what became of a message', async () => {
    const { keeper, say, declare, slack, move } = world()
    const kept = keeper()
    await kept.start()
    for (const subject of [1, 2]) await say(subject, `post ${subject}`)
    slack.next('send', { failure: unknown, after: true }, { failure: unknown })
    await declare({ subject: 1 }, { subject: 2, place: { kind: 'channel', channel: 'C2' } })
    await kept.idle()
    await say(1, 'changed meanwhile')
    move({ seconds: 2 })
    await kept.idle()
    expect(shown(slack, place)).toEqual(['changed meanwhile'])
    expect(shown(slack, 'TEAM channel:C2')).toEqual(['post 2'])
    expect(slack.calls('find')).toBe(2)
  })

  test('takes as sent what cannot be looked up', async () => {
    const { keeper, say, declare, slack, move, post } = world()
    const kept = keeper()
    await kept.start()
    await say(1, 'hello')
    slack.next('send', { failure: unknown, after: true })
    await declare({ place: { kind: 'aside', channel: 'C1', message: 'M1', member: 'U1' } })
    await kept.idle()
    move({ seconds: 2 })
    await kept.idle()
    await say(1, 'changed')
    await kept.idle()
    expect(shown(slack, 'TEAM aside:U1')).toEqual(['hello'])
    expect(await post(1)).toMatchObject({ dueAt: null, message: null })
  })

  test('stops taking posts, and gives back what does not end in time', async () => {
    const { keeper, say, declare, slack, post } = world()
    const kept = keeper({ tune: { stopMs: 50 } })
    await kept.start()
    for (const subject of [1, 2]) await say(subject, `post ${subject}`)
    slack.next('send', { until: never, after: true })
    await declare({ subject: 1 })
    await until(() => slack.messages(place).length === 1)
    await kept.stop()
    await declare({ subject: 2, place: { kind: 'channel', channel: 'C2' } })
    await kept.idle()
    expect(slack.calls('send')).toBe(1)
    expect(await post(1)).toMatchObject({ claim: null, claimedUntil: null })
    const next = keeper()
    await next.start()
    await next.idle()
    expect(shown(slack, place)).toEqual(['post 1'])
    expect(shown(slack, 'TEAM channel:C2')).toEqual(['post 2'])
  })

  test('lets what is in hand end before it stops', async () => {
    const { keeper, say, declare, slack, post } = world()
    const kept = keeper()
    await kept.start()
    await say(1, 'hello')
    const gate = Promise.withResolvers<void>()
    slack.next('send', { until: gate.promise })
    await declare({})
    await until(() => slack.calls('send') === 1)
    const stopped = kept.stop()
    gate.resolve()
    await stopped
    expect(await post(1)).toMatchObject({ dueAt: null, claim: null, message: '1' })
  })

  test('shares the posts with another keeper, each sent once', async () => {
    const { keeper, say, declare, slack } = world()
    const [one, other] = [keeper(), keeper()]
    await Promise.all([one.start(), other.start()])
    await say(1, 'hello')
    const places = Array.from({ length: 30 }, (_, n) => ({ kind: 'channel', channel: `C${n}` }) as const)
    await Promise.all(places.map(async (each) => declare({ place: each })))
    await Promise.all([one.idle(), other.idle()])
    await Promise.all([one.idle(), other.idle()])
    for (const { channel } of places) expect(shown(slack, `TEAM channel:${channel}`)).toEqual(['hello'])
  })
})

async function until(reached: () => boolean): Promise<void> {
  const limit = performance.now() + 3000
  while (!reached()) {
    if (performance.now() > limit) throw new Error('it did not come to this')
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
