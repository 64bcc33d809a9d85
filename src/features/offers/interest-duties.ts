import type { Work } from '../../context.ts'
import type { Tx } from '../../db/open.ts'
import { fromDate, inDays, toDate } from '../../kit/time.ts'
import { declare } from '../../posts/declare.ts'
import type { Duty } from '../../work/duties.ts'
import { channelsFor } from '../communities/workspaces.ts'
import { type InterestRow, interestOf, tellMember, tellPartner } from './interests.ts'
import { zoneOfOffer } from './offers.ts'
import { offerDays } from './times.ts'

/** A partner who is silent is reminded after 3 days, then staff are told after 7; a member is asked 21 days after the acceptance. Each once. */
export const followUpInterests: Duty = {
  name: 'interests.followUp',
  due: async (work, limit) => {
    const due = await work.db.client.interest.findMany({
      where: { remindAt: { lte: toDate(work.now) } },
      select: { id: true },
      orderBy: { remindAt: 'asc' },
      take: limit,
    })
    return due.map((interest) => interest.id)
  },
  perform: async (work, id) => {
    await work.db.transact(async (tx) => {
      const interest = await interestOf(tx, id)
      if (interest) await followUp(tx, work, interest)
    })
  },
}

async function followUp(tx: Tx, work: Work, interest: InterestRow): Promise<void> {
  const { id, state, reminders } = interest
  const remind = state === 'waiting' && reminders === 0
  await tx.interest.update({
    where: { id },
    data: { reminders: { increment: 1 }, remindAt: remind ? staffNoticeAt(interest) : null },
  })
  if (remind) return tellPartner(tx, work, interest, 'interest.remind')
  if (state === 'waiting') return tellStaff(tx, work, interest, 'interest.silent')
  if (state === 'accepted' && interest.helped === null) await tellMember(tx, work, interest, 'interest.helped')
}

function staffNoticeAt({ createdAt, offer }: InterestRow): Date {
  return toDate(inDays(fromDate(createdAt), offerDays.staffNotice, zoneOfOffer(offer)))
}

/** In the staff channel of the offer's workspace, else of the first of the community that has one. */
export async function tellStaff(tx: Tx, work: Work, interest: InterestRow, view: string): Promise<void> {
  const { communityId, workspaceId } = interest.offer
  const [staff] = await channelsFor(tx, communityId, 'staff', workspaceId)
  if (!staff) return
  const place = { kind: 'channel', channel: staff.channel } as const
  await declare(tx, work.now, [{ workspace: staff.workspaceId, place, view, subject: interest.id }])
}
