import { setImmediate as eventLoopTurn } from 'node:timers/promises'
import type { Work } from '../context.ts'

/** Work is rows that are due: when a minute is missed or a process dies, the next look finds them. */
export interface Duty {
  readonly name: string
  /** Ids of rows that are due at `work.now`, at most `limit`. */
  due(work: Work, limit: number): Promise<readonly number[]>
  /** Does one in one transaction, which also moves its due time. Repeating it is harmless. */
  perform(work: Work, id: number): Promise<void>
}

const PAGE = 100

/** Does all that is due. One row's failure is logged and stops no other; it is due again at the next look. */
export async function performDue(duties: readonly Duty[], work: Work): Promise<void> {
  for (const duty of duties) await performDuty(duty, work)
}

async function performDuty(duty: Duty, work: Work): Promise<void> {
  const tried = new Set<number>()
  const failed = new Set<number>()
  let repeated = 0
  for (;;) {
    // Rows that were tried and are still due widen the page, so that they hide no other.
    const limit = PAGE + repeated
    const ids = await dueIds(duty, work, limit)
    const fresh = ids.filter((id) => !tried.has(id))
    for (const id of fresh) {
      tried.add(id)
      if (!(await performOne(duty, work, id))) failed.add(id)
    }
    repeated = ids.length - fresh.length
    if (ids.length < limit) {
      const again = new Set(ids).difference(new Set(fresh)).difference(failed)
      return warnOfUnmoved(duty, work, again.size)
    }
    await eventLoopTurn()
  }
}

/** They were done without an error and are due as before: one mistake in a duty must not keep the process busy for ever. */
function warnOfUnmoved(duty: Duty, work: Work, rows: number): void {
  if (rows > 0) work.log.warn('duty.unmoved', { duty: duty.name, rows })
}

async function dueIds(duty: Duty, work: Work, limit: number): Promise<readonly number[]> {
  try {
    return await duty.due(work, limit)
  } catch (error) {
    work.log.error('duty.unreadable', error, { duty: duty.name })
    return []
  }
}

async function performOne(duty: Duty, work: Work, id: number): Promise<boolean> {
  try {
    await duty.perform(work, id)
    return true
  } catch (error) {
    work.log.error('duty.failed', error, { duty: duty.name, id })
    return false
  }
}
