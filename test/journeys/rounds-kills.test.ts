import { describe, expect, test } from 'vitest'
import type { Kind } from '../../src/db/dialect.ts'
import type { Database } from '../../src/db/open.ts'
import type { World } from '../../src/sandbox/world.ts'
import { withKills } from '../support/killing.ts'
import { saying } from '../support/playing.ts'
import { platforms } from '../support/sides.ts'

const PEOPLE = 20
const KILLS = 12
const seeds: { kind: Kind; seed: number }[] = [
  { kind: 'sqlite', seed: Number(process.env['KILL_SEED'] ?? 31) },
  { kind: 'postgresql', seed: Number(process.env['KILL_SEED'] ?? 32) },
]
type Joined = Record<'slack' | 'discord', string[]>

describe('killed at random moments of a round', () => {
  test.concurrent.each(seeds)(
    'with $kind and seed $seed, everybody gets exactly one conversation',
    { timeout: 240_000 },
    async ({ kind, seed }) => {
      const joined: Joined = { slack: [], discord: [] }
      await withKills({
        kind,
        seed,
        kills: KILLS,
        beatMs: 150,
        meanwhile: async (database, world) => dueRound(database, world, joined),
        live: async () => {},
        outlived: (world) => {
          for (const on of platforms)
            expect(joined[on].map((member) => conversationsOf(world, on, member))).toEqual(joined[on].map(() => 1))
        },
        rows: async ({ client }) => {
          const meetings = await client.meeting.findMany({ select: { persons: { select: { personId: true } } } })
          const met = meetings.flatMap(({ persons }) => persons.map(({ personId }) => personId))
          expect(met).toHaveLength(2 * PEOPLE)
          expect(new Set(met).size).toBe(2 * PEOPLE)
          expect(await client.conversation.count()).toBe(meetings.length)
          expect(await client.round.findMany({ orderBy: { id: 'asc' }, select: { state: true } })).toEqual([
            { state: 'paired' },
            { state: 'planned' },
          ])
        },
      })
    },
  )
})

/** A round whose hour has come, of forty people who joined while Totem was stopped and are known to it. */
async function dueRound({ client }: Database, world: World, joined: Joined): Promise<void> {
  const { id: communityId } = await client.community.findFirstOrThrow({ where: { workspaces: { some: {} } } })
  const pairsAt = new Date(world.clock.now() - 60_000)
  const { id: roundId } = await client.round.create({
    data: { communityId, state: 'announced', pairsAt, dueAt: pairsAt },
  })
  for (const on of platforms) {
    const { id: externalId } = on === 'slack' ? world.bivouac : world.frenchTech
    const workspace = await client.workspace.findUniqueOrThrow({
      where: { platform_externalId: { platform: on, externalId } },
    })
    for (let count = 0; count < PEOPLE; count++) {
      const name = `Personne ${on} ${count}`
      const account = await world[on].join(externalId, { name, locale: 'fr' })
      joined[on].push(account)
      const person = await client.person.create({ data: { communityId, roundsOn: true } })
      const data = { workspaceId: workspace.id, personId: person.id, externalId: account, name, seenAt: pairsAt }
      const member = await client.member.create({ data })
      await client.roundPerson.create({ data: { roundId, personId: person.id, memberId: member.id } })
    }
  }
}

/** What opens a conversation: in a group message, a private thread, or direct messages. */
function conversationsOf(world: World, on: 'slack' | 'discord', member: string): number {
  const places = world[on].conversations(member).filter(({ kind }) => kind === 'group' || kind === 'thread')
  const opening = /La ronde de cette quinzaine vous réunit|This round brings you together/u
  return [...places.map(({ id }) => id), 'dm'].reduce(
    (sum, place) => sum + saying(world[on], member, place, opening).length,
    0,
  )
}
