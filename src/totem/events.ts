import { isTaken } from '../db/error.ts'
import { toDate } from '../kit/time.ts'
import type { Totem } from './totem.ts'

/** What platforms deliver at least once is handled once: each event is a row from its arrival on. */
type Ledger = Pick<Totem, 'db' | 'now'>

/** New, and remembered until it is handled. */
export async function receive(totem: Ledger, platform: string, event: string, payload: string): Promise<boolean> {
  return write(totem, platform, event, { payload })
}

/** Whether nobody has said this word in the last day, in any process. */
export async function isFirst(totem: Ledger, platform: string, word: string): Promise<boolean> {
  return write(totem, platform, word, { handledAt: toDate(totem.now()) })
}

/** One insertion decides, whoever else received the same. */
async function write(
  totem: Ledger,
  platform: string,
  event: string,
  data: { payload: string } | { handledAt: Date },
): Promise<boolean> {
  try {
    await totem.db.client.platformEvent.create({
      data: { id: idOf(platform, event), platform, receivedAt: toDate(totem.now()), ...data },
      select: { id: true },
    })
    return true
  } catch (error) {
    if (isTaken(error)) return false
    throw error
  }
}

/** Its payload is dropped: only the id stays, against repetitions. */
export async function handled(totem: Ledger, platform: string, event: string): Promise<void> {
  await totem.db.client.platformEvent.updateMany({
    where: { id: idOf(platform, event) },
    data: { payload: null, handledAt: toDate(totem.now()) },
  })
}

export async function unhandled(totem: Ledger, platform: string): Promise<{ id: string; payload: string }[]> {
  const open = await totem.db.client.platformEvent.findMany({
    where: { platform, handledAt: null },
    orderBy: { receivedAt: 'asc' },
    select: { id: true, payload: true },
  })
  return open.flatMap(({ id, payload }) =>
    payload === null ? [] : [{ id: id.slice(idOf(platform, '').length), payload }],
  )
}

function idOf(platform: string, event: string): string {
  return `${platform}:${event}`
}
