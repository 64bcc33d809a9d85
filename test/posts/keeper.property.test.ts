import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { PostPlace } from '../../src/posts/declare.ts'
import type { Keeper } from '../../src/posts/keeper.ts'
import { onBothDatabases } from '../support/database.ts'
import { mortal } from './mortal.ts'
import { createWorld, here, later, unknown, type World } from './world.ts'

type Step =
  | { kind: 'say'; subject: number; name: string | null }
  | { kind: 'declare'; subject: number; place: number; guild: boolean }
  | {
      kind: 'fault'
      errand: 'send' | 'edit' | 'remove' | 'find'
      fault: 'later' | 'unknown' | 'after' | 'retryAfter' | 'bug'
    }
  | { kind: 'move'; seconds: number }
  | { kind: 'turns'; turns: number }
  | { kind: 'idle' }
  | { kind: 'outage'; connected: boolean }
  | { kind: 'kill' }

const subject = fc.integer({ min: 1, max: 3 })
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('say' as const),
      subject,
      name: fc.option(fc.constantFrom('a', 'b', 'c'), { freq: 5 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('declare' as const),
      subject,
      place: fc.nat({ max: 1 }),
      guild: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('fault' as const),
      errand: fc.constantFrom('send' as const, 'edit' as const, 'remove' as const, 'find' as const),
      fault: fc.constantFrom(
        'later' as const,
        'unknown' as const,
        'after' as const,
        'retryAfter' as const,
        'bug' as const,
      ),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('move' as const), seconds: fc.integer({ min: 1, max: 40 }) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('turns' as const), turns: fc.nat({ max: 12 }) }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'idle' as const }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('outage' as const), connected: fc.boolean() }) },
  { weight: 3, arbitrary: fc.constant({ kind: 'kill' as const }) },
)

const places: readonly PostPlace[] = [here, { kind: 'channel', channel: 'C2' }]
const faults = {
  later: { failure: later },
  unknown: { failure: unknown },
  after: { failure: unknown, after: true },
  retryAfter: { failure: { kind: 'later', afterMs: 5_000 } },
  bug: { bug: true },
} as const

onBothDatabases('whatever happens, the keeper', (database) => {
  const numRuns = 100
  test('ends with every post there exactly once, showing the current state', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 30 }), async (steps) => {
        const keepers: Keeper[] = []
        const world = await createWorld(database(), keepers)
        let process = await begin(world)
        for (const each of steps) {
          if (each.kind === 'kill') process = await killed(world, process)
          else await take(world, process.keeper, each)
        }
        await comeToRest(world, process.keeper)
        await process.keeper.stop()
        await expectTruth(world)
      }),
      { numRuns },
    )
  })
})

async function begin(world: World) {
  const { db, platforms, kill } = mortal(world.db, [world.slack.platform, world.discord.platform])
  const keeper = world.keeper({ db, platforms })
  await keeper.start()
  return { keeper, kill }
}

async function killed(world: World, process: { kill(): void }) {
  process.kill()
  // What was on the wire arrives before another process can look for it.
  await turns(20)
  if (world.db.kind === 'postgresql') world.move({ seconds: 31 })
  return begin(world)
}

async function take(world: World, keeper: Keeper, taken: Exclude<Step, { kind: 'kill' }>): Promise<void> {
  switch (taken.kind) {
    case 'say':
      return world.say(taken.subject, taken.name)
    case 'declare':
      return world.declare({
        subject: taken.subject,
        place: places[taken.place] ?? here,
        workspace: taken.guild ? world.guild : world.team,
      })
    case 'fault':
      return world.slack.next(taken.errand, faults[taken.fault])
    case 'move':
      return world.move({ seconds: taken.seconds })
    case 'turns':
      return turns(taken.turns)
    case 'idle':
      return keeper.idle()
    case 'outage':
      return world.discord.connect(taken.connected)
  }
}

async function comeToRest(world: World, keeper: Keeper): Promise<void> {
  world.discord.connect(true)
  for (let round = 0; round < 60; round += 1) {
    await keeper.idle()
    if ((await world.db.client.post.count({ where: { dueAt: { not: null } } })) === 0) return
    world.move({ minutes: 31 })
  }
  throw new Error('it does not come to rest')
}

async function expectTruth({ db, slack, discord, community, guild }: World): Promise<void> {
  const names = new Map(
    (await db.client.theme.findMany({ where: { communityId: community } })).map((theme) => [
      Number(theme.slug),
      theme.name,
    ]),
  )
  const posts = await db.client.post.findMany()
  const wanted = posts.flatMap((post) => {
    const name = names.get(post.subject)
    const workspace = post.workspaceId === guild ? 'GUILD' : 'TEAM'
    return name ? [`${workspace} ${post.place} ${post.id} ${name}`] : []
  })
  const there = [slack, discord].flatMap((platform) =>
    platform.places().flatMap((place) =>
      platform.messages(place).map(({ post, card: { blocks } }) => {
        const [first] = blocks
        return `${place} ${post} ${first?.kind === 'heading' ? first.text : ''}`
      }),
    ),
  )
  expect(there.toSorted()).toEqual(wanted.toSorted())
  expect(posts.filter((post) => post.claim !== null || post.sendingSince !== null || post.failedAt !== null)).toEqual(
    [],
  )
}

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}
