import type { Playground, SeededWorkspace } from '../../src/sandbox/playground.ts'
import type { World } from '../../src/sandbox/world.ts'

export const platforms = ['slack', 'discord'] as const
export type PlatformName = (typeof platforms)[number]

/** One workspace of the seeded community, as its members and its channels are called by what they are for. */
export interface Side {
  readonly on: Playground
  readonly workspace: string
  readonly introductions: string
  readonly offers: string
  readonly staffRoom: string
  readonly partner: string
  readonly staff: string
  /** Anybody of the seeded people, by role. */
  member(role: string): string
}

/** Le Bivouac speaks French, French Tech speaks English. */
export function sideOf(world: World, platform: PlatformName): Side {
  const seeded = { slack: world.bivouac, discord: world.frenchTech }[platform]
  return {
    on: world[platform],
    workspace: seeded.id,
    introductions: channelOf(seeded, 'presentations', 'introductions'),
    offers: channelOf(seeded, 'offres', 'offers'),
    staffRoom: channelOf(seeded, 'equipe', 'staff'),
    partner: memberOf(seeded, 'partner'),
    staff: memberOf(seeded, 'staff'),
    member: (role) => memberOf(seeded, role),
  }
}

/** The two sides of a journey that starts on one platform and shows on the other. */
export function sidesOf(world: World, platform: PlatformName): { here: Side; there: Side } {
  return { here: sideOf(world, platform), there: sideOf(world, platform === 'slack' ? 'discord' : 'slack') }
}

function channelOf(seeded: SeededWorkspace, ...names: string[]): string {
  const id = names.map((name) => seeded.channels[name]).find((each) => each !== undefined)
  if (id === undefined) throw new Error(`${seeded.name} has no channel ${names.join(' or ')}`)
  return id
}

function memberOf(seeded: SeededWorkspace, role: string): string {
  const id = seeded.members[role]
  if (id === undefined) throw new Error(`${seeded.name} has nobody called ${role}`)
  return id
}
