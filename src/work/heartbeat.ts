import type { ScheduledTask } from 'node-cron'
import type { Log } from '../context.ts'

/** Once a minute it says "look"; what there is to do, the rows say. */
export function startHeartbeat(options: { beat: () => Promise<void>; log: Log }): { stop(): Promise<void> } {
  let beating: Promise<void> = Promise.resolve()
  const beat = async (): Promise<void> => {
    beating = beatSafely(options)
    await beating
  }
  const task = schedule(beat, options.log)
  return {
    stop: async () => {
      await (await task)?.destroy()
      await beating
    },
  }
}

async function schedule(beat: () => Promise<void>, log: Log): Promise<ScheduledTask | undefined> {
  try {
    const { schedule } = await import('node-cron')
    // A missed minute is no news: the next beat does its work.
    return schedule('* * * * *', beat, {
      timezone: 'UTC',
      noOverlap: true,
      suppressMissedWarning: true,
      logger: loggerFor(log),
    })
  } catch (error) {
    log.error('heartbeat.unscheduled', error)
    return undefined
  }
}

async function beatSafely({ beat, log }: { beat: () => Promise<void>; log: Log }): Promise<void> {
  try {
    await beat()
  } catch (error) {
    log.error('heartbeat.failed', error)
  }
}

function loggerFor(log: Log) {
  const error = (message: string | Error, cause?: Error) => log.error('heartbeat.failed', cause ?? message)
  return { info: () => {}, warn: () => {}, debug: () => {}, error }
}
