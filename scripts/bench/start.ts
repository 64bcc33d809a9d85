import { setTimeout as pause } from 'node:timers/promises'
import { openWorld } from '../../src/sandbox/opening.ts'
import { createWorld } from '../../src/sandbox/world.ts'
import { type Measured, percentile } from './measured.ts'
import { inFolder, startTotem } from './process.ts'

const STARTS = 7
const IDLE_MS = 8_000
const START_GOAL_MS = 900
const MEMORY_GOAL_MB = 200

/** Start with a database that is there, and the memory of a Totem that nobody talks to. */
export async function benchStart(): Promise<Measured[]> {
  return inFolder(async (databaseUrl) => {
    const world = await createWorld()
    try {
      const first = await startTotem(world, databaseUrl)
      await openWorld(world)
      await first.stop()
      const starts: number[] = []
      for (let start = 0; start < STARTS; start++) {
        const running = await startTotem(world, databaseUrl)
        starts.push(running.startMs)
        await running.stop()
      }
      const idle = await startTotem(world, databaseUrl)
      await pause(IDLE_MS)
      const memory = idle.memoryMegabytes()
      await idle.stop()
      return [startLine(starts), memoryLine(memory)]
    } finally {
      await world.close()
    }
  })
}

function startLine(starts: readonly number[]): Measured {
  const half = percentile(starts, 50)
  return {
    name: `start to ready, existing database (${starts.length})`,
    value: `${Math.min(...starts).toFixed(0)} to ${Math.max(...starts).toFixed(0)} ms, half in ${half.toFixed(0)} ms`,
    goal: `${START_GOAL_MS} ms`,
    reached: half <= START_GOAL_MS,
  }
}

function memoryLine(megabytes: number): Measured {
  return {
    name: 'resident memory, idle, both platforms',
    value: `${megabytes.toFixed(0)} MB`,
    goal: `${MEMORY_GOAL_MB} MB`,
    reached: megabytes <= MEMORY_GOAL_MB,
  }
}
