import { setTimeout as pause } from 'node:timers/promises'
import { addServer, connectServer, openWorld } from '../../src/sandbox/opening.ts'
import { createWorld, type World } from '../../src/sandbox/world.ts'
import { type Measured, percentile } from './measured.ts'
import { inFolder, startTotem } from './process.ts'

const WORKSPACES = 100
const ROUNDS = 5
const GOAL_MS = 1_000
const PATIENCE_MS = 30_000

/** A partner's message to its cards in a hundred workspaces of one community: one Slack team, and Discord servers. */
export async function benchFanOut(): Promise<Measured[]> {
  return inFolder(async (databaseUrl) => {
    const world = await createWorld()
    const totem = await startTotem(world, databaseUrl)
    try {
      await openWorld(world)
      for (let each = 2; each < WORKSPACES; each++)
        await connectServer(world, await addServer(world, `Antenna ${each}`))
      const rounds: Fan[] = []
      for (let round = 0; round < ROUNDS; round++) rounds.push(await fanOut(world, round))
      return [
        line(
          WORKSPACES / 2,
          rounds.map(({ half }) => half),
        ),
        line(
          WORKSPACES,
          rounds.map(({ all }) => all),
        ),
      ]
    } finally {
      await totem.stop()
      await world.close()
    }
  })
}

/** Milliseconds until half and all of the workspaces have the card. Discord takes 50 calls a second, so the second half waits for the next one. */
interface Fan {
  readonly half: number
  readonly all: number
}

function line(workspaces: number, took: readonly number[]): Measured {
  const [half, most] = [percentile(took, 50), percentile(took, 99)]
  return {
    name: `message to ${workspaces} workspaces (${ROUNDS})`,
    value: `p50 ${half.toFixed(0)} ms, most ${most.toFixed(0)} ms`,
    goal: `${GOAL_MS} ms`,
    reached: most <= GOAL_MS,
  }
}

async function fanOut(world: World, round: number): Promise<Fan> {
  const { slack, discord, bivouac } = world
  const title = `Fan-out round ${round} of ${ROUNDS}`
  const from = [slack.calls.length, discord.calls.length] as const
  const began = performance.now()
  await slack.write(
    bivouac.members['partner'] ?? '',
    bivouac.channels['offres'] ?? '',
    `#offer ${title}.\nCome and see.`,
  )
  const sent = () =>
    [...slack.calls.slice(from[0]), ...discord.calls.slice(from[1])].filter(
      ({ status, call, body }) => status === 200 && isSending(call) && JSON.stringify(body)?.includes(title),
    ).length
  const took = async (count: number): Promise<number> => {
    while (sent() < count) {
      if (performance.now() - began > PATIENCE_MS) throw new Error(`${title} reached ${sent()} workspaces`)
      await pause(2)
    }
    return performance.now() - began
  }
  const fan = { half: await took(WORKSPACES / 2), all: await took(WORKSPACES) }
  // Slack takes one message a second and channel.
  await pause(2_000)
  return fan
}

function isSending(call: string): boolean {
  return call === 'chat.postMessage' || call.startsWith('POST /channels')
}
