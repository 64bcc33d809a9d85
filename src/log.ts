import { pino } from 'pino'
import type { Log } from './context.ts'

/** JSON lines on standard output: ids and facts, never the text of members, names or tokens. */
export function createLog(level: string): Log {
  const logger = pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
  })
  return {
    info: (event, facts) => logger.info(facts ?? {}, event),
    warn: (event, facts) => logger.warn(facts ?? {}, event),
    error: (event, error, facts) => logger.error({ ...facts, ...described(error) }, event),
  }
}

/** What went wrong and where. SDK errors carry requests and tokens beside these: nothing else is taken. */
function described(error: unknown): { error: string; stack: string | undefined } {
  if (!(error instanceof Error)) return { error: String(error), stack: undefined }
  const cause = error.cause instanceof Error ? ` (${error.cause.message})` : ''
  return { error: `${error.name}: ${error.message}${cause}`, stack: error.stack?.split('\n').slice(1, 12).join('\n') }
}
