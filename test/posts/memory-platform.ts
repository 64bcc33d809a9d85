import type { Card } from '../../src/kit/card.ts'
import { DeliveryError, type DeliveryFailure } from '../../src/kit/errors.ts'
import type { Pace, Place, Platform, PlatformName, Sent } from '../../src/platforms/platform.ts'

/** A platform whose places are lists in memory: the keeper's other side in its tests. */
export interface MemoryPlatform {
  readonly platform: Platform
  /** Messages as readers see them, place by place, in order. */
  messages(place: string): readonly MemoryMessage[]
  places(): readonly string[]
  /** What the next calls of this kind meet, in order. */
  next(errand: Errand, ...faults: readonly Fault[]): void
  /** What every call meets that `next` says nothing of. */
  always(fault: Fault | undefined): void
  connect(connected: boolean): void
  /** Somebody deletes a message by hand. */
  erase(place: string, message: string): void
  calls(errand: Errand): number
  /** The most calls that were under way at once. */
  busiest(): number
}
export interface MemoryMessage {
  readonly id: string
  readonly post: number
  readonly card: Card
}
export type Errand = 'send' | 'edit' | 'remove' | 'find'
/** `after`: the platform did it, and then the answer was lost. `until`: it answers when this resolves. */
export interface Fault {
  readonly failure?: DeliveryFailure
  readonly after?: boolean
  readonly until?: Promise<void>
  readonly bug?: boolean
}

interface Row {
  id: string
  post: number
  card: Card
}

export function createMemoryPlatform(
  name: PlatformName = 'slack',
  pace: Pace = { everyMs: 0, burst: 1 },
): MemoryPlatform {
  const places = new Map<string, Row[]>()
  const faults = new Map<Errand, Fault[]>()
  const calls = new Map<Errand, number>()
  let standing: Fault | undefined
  let connected = true
  let last = 0
  let under = 0
  let busiest = 0

  const rowsOf = (place: Place): Row[] => {
    const key = written(place)
    const rows = places.get(key) ?? []
    places.set(key, rows)
    return rows
  }

  async function meet<T>(errand: Errand, act: () => T): Promise<T> {
    calls.set(errand, (calls.get(errand) ?? 0) + 1)
    under += 1
    busiest = Math.max(busiest, under)
    try {
      const fault = faults.get(errand)?.shift() ?? standing
      await new Promise((resolve) => setImmediate(resolve))
      if (fault?.until && !fault.after) await fault.until
      if (fault?.failure && !fault.after) throw new DeliveryError(fault.failure, 'a fault of the test')
      if (fault?.bug) throw new TypeError('a mistake in the adapter')
      const result = act()
      if (fault?.until && fault.after) await fault.until
      if (fault?.failure) throw new DeliveryError(fault.failure, 'a fault of the test')
      return result
    } finally {
      under -= 1
    }
  }

  const rowOf = (place: Place, sent: Sent): Row => {
    const row = rowsOf(place).find((each) => each.id === sent.message)
    if (!row) throw new DeliveryError({ kind: 'permanent', reason: 'messageGone' }, 'gone')
    return row
  }

  const platform: Platform = {
    name,
    pace,
    start: async () => {},
    stop: async () => {},
    connected: () => connected,
    send: async (place, card, post) =>
      meet('send', () => {
        last += 1
        rowsOf(place).push({ id: String(last), post, card })
        return { channel: written(place), message: String(last) }
      }),
    edit: async (place, sent, card) =>
      meet('edit', () => {
        rowOf(place, sent).card = card
      }),
    remove: async (place, sent) =>
      meet('remove', () => {
        const row = rowOf(place, sent)
        rowsOf(place).splice(rowsOf(place).indexOf(row), 1)
      }),
    find: async (place, post) =>
      meet('find', () => {
        if (place.kind === 'aside') return 'lost'
        const row = rowsOf(place).find((each) => each.post === post)
        return row ? { channel: written(place), message: row.id } : 'absent'
      }),
    workspace: async (id) => ({ id, name: id, locale: undefined, owner: undefined, ownerFirst: true }),
    channels: async () => [],
    enter: async () => true,
    member: async () => undefined,
    members: async function* () {},
    history: async () => [],
    directHistory: async () => [],
    message: async () => undefined,
  }

  return {
    platform,
    messages: (place) => places.get(place) ?? [],
    places: () => [...places.keys()],
    next: (errand, ...more) => faults.set(errand, [...(faults.get(errand) ?? []), ...more]),
    always: (fault) => {
      standing = fault
    },
    connect: (now) => {
      connected = now
    },
    erase: (place, message) =>
      places.set(
        place,
        (places.get(place) ?? []).filter((row) => row.id !== message),
      ),
    calls: (errand) => calls.get(errand) ?? 0,
    busiest: () => busiest,
  }
}

/** `W1 channel:C1` */
function written(place: Place): string {
  switch (place.kind) {
    case 'channel':
      return `${place.workspace} channel:${place.channel}`
    case 'direct':
      return `${place.workspace} direct:${place.member}`
    case 'aside':
      return `${place.workspace} aside:${place.member}`
    case 'group':
      return `${place.workspace} group:${place.members.join(',')}`
    case 'thread':
      return `${place.workspace} thread:${place.message}`
  }
}
