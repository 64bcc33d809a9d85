import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import type { Kind } from '../../src/db/dialect.ts'
import { addServer, connectServer } from '../../src/sandbox/opening.ts'
import type { SeededWorkspace, SeenMessage } from '../../src/sandbox/playground.ts'
import type { World } from '../../src/sandbox/world.ts'
import { type Mortal, withKills } from '../support/killing.ts'
import { saying } from '../support/playing.ts'
import { sideOf } from '../support/sides.ts'

const WORKSPACES = 20
const KILLS = 10
const seeds: { kind: Kind; seed: number }[] = [
  { kind: 'sqlite', seed: Number(process.env['KILL_SEED'] ?? 11) },
  { kind: 'postgresql', seed: Number(process.env['KILL_SEED'] ?? 12) },
]

describe('killed while an offer goes to twenty workspaces and edits come in', () => {
  test.concurrent.each(seeds)(
    'with $kind and seed $seed, every copy is there once, and right',
    { timeout: 240_000 },
    async ({ kind, seed }) => {
      const servers: SeededWorkspace[] = []
      const offers: { tag: string; version: number }[] = []
      await withKills({
        kind,
        seed,
        kills: KILLS,
        prepare: async (world) => {
          for (let each = 2; each < WORKSPACES; each++) {
            const server = await addServer(world, `Antenna ${each}`)
            await connectServer(world, server)
            servers.push(server)
          }
        },
        live: async (mortal) => offerAndEdit(mortal, offers),
        outlived: (world) => {
          for (const offer of offers) {
            const copies = copiesOf(world, servers, offer.tag)
            expect(
              copies.map(({ length }) => length),
              offer.tag,
            ).toEqual(copies.map(() => 1))
            for (const [copy] of copies) expect(copy?.text).toContain(`${offer.tag} version ${offer.version} of it`)
          }
        },
      })
      expect(servers).toHaveLength(WORKSPACES - 2)
      expect(offers.length).toBeGreaterThan(0)
    },
  )
})

/** On both platforms in turn: offers, and each time they have been out for a moment, an edit. */
async function offerAndEdit(
  { world, random, dying }: Mortal,
  offers: { tag: string; version: number }[],
): Promise<void> {
  for (let count = 0; dying() || count === 0; count++) {
    const side = sideOf(world, count % 2 === 0 ? 'slack' : 'discord')
    const offer = { tag: `Offer-${count}`, version: 1 }
    const source = await side.on.write(side.partner, side.offers, textOf(offer))
    offers.push(offer)
    for (let edit = 0; edit < 4; edit++) {
      await pause(random.between(20, 1_000))
      offer.version += 1
      await side.on.rewrite(side.partner, side.offers, source, textOf(offer))
    }
    if (offers.length === 6) return
  }
}

function textOf({ tag, version }: { tag: string; version: number }): string {
  return `#offer ${tag} version ${version} of it.\nTwo lawyers look at your contracts.`
}

/** What the offers channel of each workspace shows of it, what its author wrote left out. */
function copiesOf(world: World, servers: readonly SeededWorkspace[], tag: string): SeenMessage[][] {
  const [slack, discord] = [sideOf(world, 'slack'), sideOf(world, 'discord')]
  const cards = (messages: SeenMessage[]) => messages.filter(({ text }) => !text.includes('#offer'))
  return [
    ...[slack, discord].map((side) => cards(saying(side.on, side.staff, side.offers, `${tag} `))),
    ...servers.map(({ members, channels }) =>
      cards(saying(world.discord, members['staff'] ?? '', channels['offers'] ?? '', `${tag} `)),
    ),
  ]
}
