// Totem as a process whose clock or heart runs faster than the world's: the minutes of a pace pass in seconds.
import { startBot } from '../../src/bot.ts'
import { loadConfig } from '../../src/config.ts'
import { createLog } from '../../src/log.ts'
import { hastyNow } from './hurry.ts'

const config = loadConfig()
if (config.sandbox) throw new Error('There is no sandbox to be hasty in.')
const [, , since = '0', times = '1', beatMs = '60000'] = process.argv
const now = (): Temporal.Instant =>
  Temporal.Instant.fromEpochMilliseconds(hastyNow({ since: Number(since), times: Number(times) }))
const log = createLog(config.logLevel)
const bot = await startBot(config, { now, random: Math.random, log })
let beating: Promise<void> | undefined
const beats = setInterval(() => {
  beating ??= bot.beat().finally(() => {
    beating = undefined
  })
}, Number(beatMs))
process.once('SIGTERM', async () => {
  clearInterval(beats)
  await beating
  await bot.stop()
  process.exit(0)
})
