import type { Work } from '../../context.ts'
import type { Tx } from '../../db/open.ts'
import { later, toDate } from '../../kit/time.ts'
import { declare } from '../../posts/declare.ts'
import type { Duty } from '../../work/duties.ts'
import { presentAccount } from '../members/presence.ts'

/** A reminder that had to wait so long (staff paused the greetings, Totem was down) would come out of the blue: it is left out. */
const STALE_HOURS = 7 * 24

/** Whoever has not introduced themself after three days is reminded, once in their life. */
export const reminderDuty: Duty = {
  name: 'introductions.remind',
  due: async (work, limit) => {
    const due = await work.db.client.member.findMany({
      where: {
        remindAt: { lte: toDate(work.now) },
        workspace: { removedAt: null, paused: false, greetingsPaused: false },
      },
      select: { id: true },
      orderBy: { remindAt: 'asc' },
      take: limit,
    })
    return due.map(({ id }) => id)
  },
  perform: async (work, id) => {
    await work.db.transact(async (tx) => remind(tx, work, id))
  },
}

async function remind(tx: Tx, work: Work, id: number): Promise<void> {
  const member = await tx.member.findUnique({
    where: { ...presentAccount, id },
    select: { externalId: true, workspaceId: true, personId: true, remindAt: true },
  })
  const taken = await tx.member.updateMany({
    where: { id, remindAt: { lte: toDate(work.now) } },
    data: { remindAt: null },
  })
  if (!member?.remindAt || taken.count === 0) return
  if (member.remindAt < toDate(later(work.now, { hours: -STALE_HOURS }))) return
  if (!(await isToBeReminded(tx, member.personId))) return
  const place = { kind: 'direct', member: member.externalId } as const
  await declare(tx, work.now, [{ workspace: member.workspaceId, place, view: 'introduction.reminder', subject: id }])
}

/** Not introduced, not paused, and never reminded in another workspace. */
async function isToBeReminded(tx: Tx, personId: number): Promise<boolean> {
  const person = await tx.person.findUniqueOrThrow({
    where: { id: personId },
    select: { paused: true, introduction: { select: { id: true } }, members: { select: { id: true } } },
  })
  if (person.paused || person.introduction) return false
  const accounts = person.members.map((member) => member.id)
  const before = await tx.post.findFirst({
    where: { view: 'introduction.reminder', subject: { in: accounts } },
    select: { id: true },
  })
  return before === null
}
