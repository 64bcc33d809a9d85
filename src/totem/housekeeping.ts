import type { Work } from '../context.ts'
import { GREETED_HOURS } from '../features/introductions/greeting.ts'
import { later, toDate } from '../kit/time.ts'
import type { Duty } from '../work/duties.ts'

/** Drafts and the memory of handled events last a day. */
const KEPT_HOURS = 24

export const draftDuty: Duty = {
  name: 'drafts.erase',
  due: async (work, limit) => {
    const old = await work.db.client.draft.findMany({
      where: { createdAt: { lt: aDayAgo(work) } },
      select: { id: true },
      take: limit,
    })
    return old.map((draft) => draft.id)
  },
  perform: async (work, id) => {
    await work.db.client.draft.deleteMany({ where: { id } })
  },
}

/** One row stands for all of them: they are erased together. */
export const eventDuty: Duty = {
  name: 'events.erase',
  due: async (work) => {
    const old = await work.db.client.platformEvent.findFirst({
      where: { receivedAt: { lt: aDayAgo(work) } },
      select: { id: true },
    })
    const code = await work.db.client.connectCode.findFirst({
      where: { expiresAt: { lt: toDate(work.now) } },
      select: { hash: true },
    })
    return old || code ? [0] : []
  },
  perform: async (work) => {
    await work.db.transact(async (tx) => {
      await tx.platformEvent.deleteMany({ where: { receivedAt: { lt: aDayAgo(work) } } })
      await tx.connectCode.deleteMany({ where: { expiresAt: { lt: toDate(work.now) } } })
    })
  },
}

/**
 * Remembers until when Totem was there. After an absence that is too long to tell who is new, only reading the list of members
 * begins anew (see arriving.ts).
 */
export const seenDuty: Duty = {
  name: 'workspaces.seen',
  due: async () => [0],
  perform: async (work) => {
    const connected = work.directory.connections().filter((each) => each.connected)
    await work.db.client.workspace.updateMany({
      where: {
        platform: { in: connected.map(({ platform }) => platform) },
        removedAt: null,
        membersKnownAt: { not: null },
        seenAt: { gt: toDate(later(work.now, { hours: -GREETED_HOURS })) },
      },
      data: { seenAt: toDate(work.now) },
    })
  },
}

function aDayAgo(work: Work): Date {
  return toDate(later(work.now, { hours: -KEPT_HOURS }))
}
