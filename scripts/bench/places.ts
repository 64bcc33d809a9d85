import { setTimeout as pause } from 'node:timers/promises'
import { addServer, connectServer, openWorld } from '../../src/sandbox/opening.ts'
import type { Call } from '../../src/sandbox/playground.ts'
import { createWorld, type World } from '../../src/sandbox/world.ts'
import type { Measured } from './measured.ts'
import { inFolder, startTotem } from './process.ts'

const PLACES = 200
const GOAL_MS = 2_000
const PATIENCE_MS = 30_000

/**
 * One offer to two hundred places: the offers channels of a Slack workspace and ninety-nine Discord servers, and the direct messages of
 * a hundred members on Slack who follow its kind. Discord takes 50 calls a second of one bot: its hundred cannot be there in less than one.
 */
export async function benchFanOut(): Promise<Measured[]> {
  return inFolder(async (databaseUrl) => {
    const world = await createWorld()
    const followers = await Promise.all(
      Array.from({ length: PLACES / 2 }, async (_, each) =>
        world.slack.join(world.bivouac.id, { name: `Member ${each}` }),
      ),
    )
    const totem = await startTotem(world, databaseUrl)
    try {
      await openWorld(world)
      for (let server = 2; server < PLACES / 2; server++)
        await connectServer(world, await addServer(world, `Antenna ${server}`))
      for (const member of followers)
        await world.slack.command(member, world.bivouac.channels['general'] ?? '', '/offer follow legal')
      await pause(3_000)
      const cold = await offerEverywhere(world, 'Free legal hour')
      await pause(3_000)
      return [lineOf('first', cold), lineOf('second', await offerEverywhere(world, 'Another legal hour'))]
    } finally {
      await totem.stop()
      await world.close()
    }
  })
}

interface Arrived {
  readonly all: number
  readonly slack: number
  readonly discord: number
}

function lineOf(which: string, { all, slack, discord }: Arrived): Measured {
  const of = `Slack ${slack.toFixed(0)} ms, Discord ${discord.toFixed(0)} ms (at 50 calls a second)`
  return {
    name: `one offer to ${PLACES} places, the ${which}`,
    value: `${all.toFixed(0)} ms: ${of}`,
    goal: `${GOAL_MS} ms`,
    reached: all <= GOAL_MS,
  }
}

async function offerEverywhere(world: World, title: string): Promise<Arrived> {
  const before = { slack: world.slack.calls.length, discord: world.discord.calls.length }
  const began = performance.now()
  const source = world.bivouac.channels['offres'] ?? ''
  await world.slack.write(
    world.bivouac.members['partner'] ?? '',
    source,
    `#offer ${title}\nTwo lawyers look at contracts.`,
  )
  const arrival = async (on: 'slack' | 'discord', places: number): Promise<number> => {
    const deadline = began + PATIENCE_MS
    for (;;) {
      const there = world[on].calls.slice(before[on]).filter((call) => isCopy(call, title)).length
      if (there >= places) return performance.now() - began
      if (performance.now() > deadline) throw new Error(`after ${PATIENCE_MS} ms, ${there} of ${places} are on ${on}`)
      await pause(5)
    }
  }
  const [slack, discord] = await Promise.all([arrival('slack', PLACES / 2 + 1), arrival('discord', PLACES / 2 - 1)])
  return { slack, discord, all: Math.max(slack, discord) }
}

function isCopy({ call, status, body }: Call, title: string): boolean {
  const isSent = call === 'chat.postMessage' || call === 'POST /channels/:id/messages'
  return isSent && status === 200 && JSON.stringify(body).includes(title)
}
