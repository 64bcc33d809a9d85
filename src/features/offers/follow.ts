import type { Context, Work } from '../../context.ts'
import { insertMissing } from '../../db/insert.ts'
import type { Tx } from '../../db/open.ts'
import { fromDate, inDays, toDate } from '../../kit/time.ts'
import { declare } from '../../posts/declare.ts'
import type { Duty } from '../../work/duties.ts'
import { isReachable } from '../members/presence.ts'
import { accountColumns, type OfferReach, zoneOf } from './offers.ts'
import { nextBundle } from './times.ts'

/** At most so many offers by direct message in any seven days; the rest come together on Friday. */
const WEEKLY = 5

/** `theme:energy`, `kind:legal`. */
export type Topic = `theme:${string}` | `kind:${string}`

/** From now on, by direct message to this account. Returns the topics that were not followed before. */
export async function followTopics(ctx: Context, topics: readonly Topic[]): Promise<Topic[]> {
  const { personId, id: memberId } = ctx.member
  return ctx.db.transact(async (tx) => {
    const there = await tx.follow.findMany({ where: { personId, topic: { in: [...topics] } }, select: { topic: true } })
    const missing = topics.filter((topic) => !there.some((each) => each.topic === topic))
    const since = toDate(ctx.now)
    await tx.follow.createMany({ data: missing.map((topic) => ({ personId, memberId, topic, since })) })
    return missing
  })
}

/** Returns how many of them were followed. */
export async function unfollowTopics(ctx: Context, topics: readonly Topic[]): Promise<number> {
  const { personId } = ctx.member
  const gone = await ctx.db.client.follow.deleteMany({ where: { personId, topic: { in: [...topics] } } })
  return gone.count
}

/** What a person follows, in the order in which they began. */
export async function followedTopics(db: Tx, personId: number): Promise<Topic[]> {
  const follows = await db.follow.findMany({ where: { personId }, orderBy: [{ since: 'asc' }, { topic: 'asc' }] })
  return follows.map(({ topic }) => topic as Topic)
}

/** Tells everybody who follows its kind or one of its themes: never its own people, never twice. */
export async function tellFollowers(tx: Tx, work: Work, offer: OfferReach): Promise<void> {
  const followers = await followersOf(tx, offer)
  if (followers.length === 0) return
  const told = await toldThisWeek(tx, work, followers)
  const rows = followers.map((member) => {
    const atOnce = (told.get(member.personId) ?? 0) < WEEKLY
    const bundle = nextBundle(work.now, zoneOf(member, member.workspace))
    return { member, toldAt: atOnce ? toDate(work.now) : null, bundleAt: atOnce ? null : toDate(bundle) }
  })
  await insertMissing(
    tx,
    'BundledOffer',
    rows.map(({ member, toldAt, bundleAt }) => ({
      personId: member.personId,
      memberId: member.id,
      offerId: offer.id,
      toldAt,
      bundleAt,
    })),
  )
  await declare(
    tx,
    work.now,
    rows
      .filter(({ toldAt }) => toldAt !== null)
      .map(({ member }) => ({
        workspace: member.workspaceId,
        place: { kind: 'direct', member: member.externalId },
        view: 'offer.followed',
        subject: offer.id,
      })),
  )
}

/** One reachable account of each person who is to be told: the one from which they follow, if they still have it. */
async function followersOf(tx: Tx, offer: OfferReach) {
  const topics = [`kind:${offer.kind}`, ...offer.themes.map(({ theme }) => `theme:${theme}`)]
  const follows = await tx.follow.findMany({
    where: {
      topic: { in: topics },
      person: { communityId: offer.communityId, bundled: { none: { offerId: offer.id } } },
      NOT: [{ personId: offer.personId }, ...colleagues(offer)],
    },
    select: { personId: true, memberId: true },
  })
  if (follows.length === 0) return []
  const from = new Map(follows.map(({ personId, memberId }) => [personId, memberId]))
  const accounts = await tx.member.findMany({
    where: { personId: { in: [...from.keys()] } },
    select: { ...accountColumns, personId: true },
  })
  const reachable = Map.groupBy(accounts.filter(isReachable), ({ personId }) => personId)
  return [...reachable].flatMap(([personId, members]) => {
    const member = members.find((each) => each.id === from.get(personId)) ?? members[0]
    return member ? [member] : []
  })
}

function colleagues({ organisationId }: OfferReach) {
  return organisationId === null ? [] : [{ person: { partner: { organisationId } } }]
}

async function toldThisWeek(
  tx: Tx,
  work: Work,
  followers: readonly { personId: number }[],
): Promise<Map<number, number>> {
  const counts = await tx.bundledOffer.groupBy({
    by: ['personId'],
    where: {
      personId: { in: followers.map(({ personId }) => personId) },
      bundleAt: null,
      toldAt: { gt: toDate(inDays(work.now, -7, 'UTC')) },
    },
    _count: true,
  })
  return new Map(counts.map(({ personId, _count }) => [personId, _count]))
}

/** Friday, 16:00 where they are: what was too much for the week, in one message. */
export const sendBundles: Duty = {
  name: 'offers.bundle',
  due: async (work, limit) => {
    const due = await work.db.client.bundledOffer.findMany({
      where: { toldAt: null, bundleAt: { lte: toDate(work.now) } },
      select: { id: true },
      orderBy: { id: 'asc' },
      take: limit,
    })
    return due.map((bundled) => bundled.id)
  },
  perform: async (work, id) => {
    await work.db.transact(async (tx) => {
      const first = await tx.bundledOffer.findUnique({ where: { id, toldAt: null } })
      if (!first?.bundleAt) return
      const account = await tx.member.findUnique({ where: { id: first.memberId }, select: accountColumns })
      const { personId, bundleAt } = first
      await tx.bundledOffer.updateMany({
        where: { personId, bundleAt, toldAt: null },
        data: { toldAt: toDate(work.now) },
      })
      if (!account || !isReachable(account)) return
      await declare(tx, work.now, [
        {
          workspace: account.workspaceId,
          place: { kind: 'direct', member: account.externalId },
          view: 'offer.bundle',
          subject: personId,
          occurrence: fromDate(bundleAt).toString(),
        },
      ])
    })
  },
}
