import type { Playground } from '../../src/sandbox/playground.ts'
import type { Playing } from './playing.ts'

export const platforms = ['slack', 'discord'] as const
export type On = (typeof platforms)[number]

/** One platform's workspace as a journey's home, and the other's. */
export interface Stage {
  readonly here: Playground
  readonly there: Playground
  readonly workspace: string
  /** The language of the workspace: French on Slack, English on Discord. */
  readonly french: boolean
  readonly introductions: string
  readonly staffChannel: string
  readonly staff: string
  readonly founder: string
  readonly founder2: string
  readonly thereIntroductions: string
  readonly thereStaff: string
  readonly thereFounder: string
}

export function stageOf({ world }: Playing, on: On): Stage {
  const home = on === 'slack' ? world.bivouac : world.frenchTech
  const away = on === 'slack' ? world.frenchTech : world.bivouac
  return {
    here: world[on],
    there: world[on === 'slack' ? 'discord' : 'slack'],
    workspace: home.id,
    french: on === 'slack',
    introductions: home.channels['presentations'] ?? home.channels['introductions'] ?? '',
    staffChannel: home.channels['equipe'] ?? home.channels['staff'] ?? '',
    staff: home.members['staff'] ?? '',
    founder: home.members['founder'] ?? '',
    founder2: home.members['founder2'] ?? '',
    thereIntroductions: away.channels['presentations'] ?? away.channels['introductions'] ?? '',
    thereStaff: away.members['staff'] ?? '',
    thereFounder: away.members['founder'] ?? '',
  }
}

/** Slack takes positional words, Discord named options. */
export function line(on: On, command: string, options: Readonly<Record<string, string>>): string {
  const words = Object.entries(options).map(([name, value]) => (on === 'slack' ? value : `${name}:${value}`))
  return [command, ...words].join(' ')
}
