import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import type { Kind } from '../../src/db/dialect.ts'
import type { World } from '../../src/sandbox/world.ts'
import { type Mortal, withKills } from '../support/killing.ts'
import { saying } from '../support/playing.ts'
import { platforms } from '../support/stage.ts'

const JOINS = 100
const KILLS = 15
const seeds: { kind: Kind; seed: number }[] = [
  { kind: 'sqlite', seed: Number(process.env['KILL_SEED'] ?? 21) },
  { kind: 'postgresql', seed: Number(process.env['KILL_SEED'] ?? 22) },
]
type Joined = Readonly<Record<'slack' | 'discord', string[]>>

describe('killed at random moments of a flood of 200 joins', () => {
  test.concurrent.each(seeds)(
    'with $kind and seed $seed, everybody is welcomed exactly once, and nobody else',
    { timeout: 240_000 },
    async ({ kind, seed }) => {
      const joined: Joined = { slack: [], discord: [] }
      await withKills({
        kind,
        seed,
        kills: KILLS,
        hurry: 10,
        live: async (mortal) => {
          await Promise.all(platforms.map(async (on) => flood(mortal, on, joined)))
        },
        outlived: (world) => {
          for (const on of platforms) expectWelcomes(world, on, joined)
        },
      })
    },
  )
})

async function flood({ world, random }: Mortal, on: 'slack' | 'discord', joined: Joined): Promise<void> {
  const workspace = on === 'slack' ? world.bivouac.id : world.frenchTech.id
  for (let index = 0; index < JOINS; index++) {
    joined[on].push(await world[on].join(workspace, { name: `Personne ${index}` }))
    // All within a minute of Totem's hasty clock: one flood, however long it is away between its lives.
    await pause(random.between(0, 20))
  }
}

function expectWelcomes(world: World, on: 'slack' | 'discord', joined: Joined): void {
  const { members, channels } = on === 'slack' ? world.bivouac : world.frenchTech
  const welcomes = (member: string): number => saying(world[on], member, 'dm', /Bienvenue dans|Welcome to/).length
  expect(joined[on].map(welcomes)).toEqual(joined[on].map(() => 1))
  expect(joined[on].flatMap((member) => saying(world[on], member, 'dm', /revoir|Welcome back/))).toEqual([])
  expect(Object.values(members).map(welcomes)).toEqual(Object.values(members).map(() => 0))
  const staffRoom = channels['equipe'] ?? channels['staff'] ?? ''
  expect(saying(world[on], members['staff'] ?? '', staffRoom, /Beaucoup d’arrivées|Many people/)).toHaveLength(1)
}
