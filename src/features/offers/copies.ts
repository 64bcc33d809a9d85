import type { Work } from '../../context.ts'
import type { Tx } from '../../db/open.ts'
import { toDate } from '../../kit/time.ts'
import { declare, refresh } from '../../posts/declare.ts'
import type { Duty } from '../../work/duties.ts'
import { channelsFor } from '../communities/workspaces.ts'
import { tellFollowers } from './follow.ts'
import type { OfferReach } from './offers.ts'

/** Everything that shows an offer. */
const offerViews = [
  'offer.card',
  'offer.approval',
  'offer.verdict',
  'offer.followed',
  'offer.closing',
  'offer.question',
] as const

/** The offer changed: every copy follows. */
export async function refreshCopies(tx: Tx, work: Work, id: number): Promise<void> {
  await refresh(tx, work.now, offerViews, id)
}

/** The card in the offers channel of every workspace of the community, and word to those who follow it. Returns how many channels. */
export async function publish(tx: Tx, work: Work, offer: OfferReach): Promise<number> {
  const channels = await channelsFor(tx, offer.communityId, 'offers', offer.workspaceId)
  await declare(
    tx,
    work.now,
    channels.map(({ workspaceId, channel }) => ({
      workspace: workspaceId,
      place: { kind: 'channel', channel },
      view: 'offer.card',
      subject: offer.id,
    })),
  )
  await tellFollowers(tx, work, offer)
  return channels.length
}

/** Between the cards of offers that were open before a workspace came: its channel is not flooded. */
const RELAY_SECONDS = 3
const PAGE = 200

/** A workspace joined the community, or chose its offers channel: it gets what is open, one card after the other. */
export const relayOpenOffers: Duty = {
  name: 'offers.relay',
  due: async (work, limit) => {
    const channels = await work.db.client.adoptedChannel.findMany({
      where: { purpose: 'offers', relayedAt: null, workspace: { removedAt: null } },
      select: { workspaceId: true },
      take: limit,
    })
    return channels.map(({ workspaceId }) => workspaceId)
  },
  perform: async (work, workspaceId) => {
    const channel = await work.db.client.adoptedChannel.findUnique({
      where: { workspaceId_purpose: { workspaceId, purpose: 'offers' } },
      select: { externalId: true, workspace: { select: { communityId: true } } },
    })
    if (!channel) return
    const missing = await missingOffers(work, channel.workspace.communityId, workspaceId)
    await work.db.transact(async (tx) => {
      await declare(
        tx,
        work.now,
        missing.map((subject, index) => ({
          workspace: workspaceId,
          place: { kind: 'channel', channel: channel.externalId },
          view: 'offer.card',
          subject,
          from: work.now.add({ seconds: index * RELAY_SECONDS }),
        })),
      )
      await tx.adoptedChannel.updateMany({
        where: { workspaceId, purpose: 'offers', externalId: channel.externalId },
        data: { relayedAt: toDate(work.now) },
      })
    })
  },
}

/** Open offers, oldest first, that the workspace does not show: where staff chose another channel since, the card that is there stays, and follows. */
async function missingOffers(work: Work, community: number, workspace: number): Promise<number[]> {
  const missing: number[] = []
  for (let after = 0; ; ) {
    const page = await work.db.client.offer.findMany({
      where: { communityId: community, state: 'open', id: { gt: after } },
      orderBy: { id: 'asc' },
      take: PAGE,
      select: { id: true },
    })
    const ids = page.map((offer) => offer.id)
    const shown = await work.db.client.post.findMany({
      where: { workspaceId: workspace, view: 'offer.card', subject: { in: ids }, failedAt: null },
      select: { subject: true },
    })
    missing.push(...ids.filter((id) => !shown.some(({ subject }) => subject === id)))
    if (page.length < PAGE) return missing
    after = ids.at(-1) ?? after
  }
}
