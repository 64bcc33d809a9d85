import { setTimeout as pause } from 'node:timers/promises'
import { openWorld } from '../../src/sandbox/opening.ts'
import type { Playground } from '../../src/sandbox/playground.ts'
import { createWorld, type World } from '../../src/sandbox/world.ts'
import { latencies, type Measured } from './measured.ts'
import { inFolder, startTotem } from './process.ts'

const COMMANDS = 400
const COMMANDS_A_SECOND = 50
const WARM_UP = 50
const PATIENCE_MS = 5_000

/** A command to its answer, and a partner's message to its copy on the other platform; the servers are in another process than Totem. */
export async function benchLatency(): Promise<Measured[]> {
  return inFolder(async (databaseUrl) => {
    const world = await createWorld()
    const totem = await startTotem(world, databaseUrl)
    try {
      await openWorld(world)
      await commands(world, WARM_UP)
      const answered = await commands(world, COMMANDS)
      await copies(world, 'discord', 3, 1_100)
      // Slack wants one message a second and channel; what is written there is shown there too, so Discord's turn is the last.
      const toSlack = await copies(world, 'discord', 12, 1_100)
      const toDiscord = await copies(world, 'slack', 60, 250)
      return [
        latencies('command to answer at 50 a second', answered, { p50: 10, p99: 50 }),
        latencies('message to copy, Slack to Discord', toDiscord, { p50: 15, p99: 40 }),
        latencies('message to copy, Discord to Slack', toSlack, { p50: 15, p99: 40 }),
      ]
    } finally {
      await totem.stop()
      await world.close()
    }
  })
}

async function commands(world: World, count: number): Promise<number[]> {
  const lines = ['/offer list', '/intro show', '/totem help']
  const pending: Promise<number>[] = []
  const began = performance.now()
  for (let each = 0; each < count; each++) {
    const [on, home] = each % 2 === 0 ? [world.slack, world.bivouac] : [world.discord, world.frenchTech]
    const members = Object.values(home.members)
    const member = members[each % members.length] ?? ''
    pending.push(
      timeOf(async () => on.command(member, home.channels['general'] ?? '', lines[each % lines.length] ?? '')),
    )
    await pause(Math.max(0, began + ((each + 1) * 1_000) / COMMANDS_A_SECOND - performance.now()))
  }
  return Promise.all(pending)
}

async function timeOf(act: () => Promise<{ kind: string }>): Promise<number> {
  const began = performance.now()
  const { kind } = await act()
  if (kind !== 'message') throw new Error(`a command was answered with ${kind}`)
  return performance.now() - began
}

async function copies(world: World, from: 'slack' | 'discord', count: number, everyMs: number): Promise<number[]> {
  const here = from === 'slack' ? world.bivouac : world.frenchTech
  const source = here.channels['offres'] ?? here.channels['offers'] ?? ''
  const other = from === 'slack' ? world.discord : world.slack
  const took: number[] = []
  for (let each = 0; each < count; each++) {
    const title = `Free legal hour ${each} of ${count} from ${from}`
    const calls = other.calls.length
    const began = performance.now()
    await world[from].write(
      here.members['partner'] ?? '',
      source,
      `#offer ${title}.\nTwo lawyers look at your contracts.`,
    )
    await seen(other, calls, title)
    took.push(performance.now() - began)
    await pause(everyMs)
  }
  return took
}

/** Looks at the calls that came in since, because what members see takes longer to make up than a copy should. */
async function seen(on: Playground, from: number, title: string): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS
  while (!on.calls.slice(from).some(({ status, body }) => status === 200 && JSON.stringify(body)?.includes(title))) {
    if (performance.now() > deadline) throw new Error(`${title} was not copied`)
    await pause(1)
  }
}
