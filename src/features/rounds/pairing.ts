import type { Work } from '../../context.ts'
import type { Tx } from '../../db/open.ts'
import { inPages } from '../../db/pages.ts'
import { fromDate, type Instant, toDate } from '../../kit/time.ts'
import type { Duty } from '../../work/duties.ts'
import { type PastPair, pairUp } from '../introductions/pair.ts'
import { bringTogether } from '../meetings/meetings.ts'
import { blockedPairs, blockedWith } from '../members/blocks.ts'
import { type Available, availablePeople, refreshNotices, tellEach, toldAt } from './people.ts'
import { type Part, planRound, zoneOfRounds } from './rounds.ts'
import { forgottenBefore, nextRound } from './times.ts'

/** On the day: who meets whom is decided. Each group is then brought together by itself, so that a large round is no long transaction. */
export const pairDuty: Duty = {
  name: 'rounds.pair',
  due: async (work, limit) => {
    const due = await work.db.client.round.findMany({
      where: { state: 'announced', dueAt: { lte: toDate(work.now) } },
      select: { id: true },
      orderBy: { dueAt: 'asc' },
      take: limit,
    })
    return due.map((round) => round.id)
  },
  perform: pair,
}

/** What is read may be old when it is written: who skips or leaves meanwhile is looked at again when the group is brought together. */
async function pair(work: Work, id: number): Promise<void> {
  const { client } = work.db
  const { communityId, pairsAt } = await client.round.findUniqueOrThrow({ where: { id } })
  const zone = (await zoneOfRounds(client, communityId)) ?? 'UTC'
  const people = await availablePeople(client, communityId, {
    rounds: { some: { roundId: id, state: 'in' satisfies Part } },
  })
  const met = await metPairs(client, communityId, forgottenBefore(work.now, zone), work.now)
  const apart = [...(await blockedPairs(client, communityId)), ...sameUsers(people)]
  const round = pairUp(people, met, apart, seedOf(work))
  await work.db.transact(async (tx) => {
    const taken = await tx.round.updateMany({
      where: { id, state: 'announced' },
      data: { state: 'paired', dueAt: null },
    })
    if (taken.count === 0) return
    await recordGroups(tx, work.now, id, round.groups)
    const alone = people.filter((person) => round.unpaired.includes(person.id))
    const left = await tx.roundPerson.findMany({ where: { roundId: id, groupId: null }, select: placeOf })
    await tellEach(tx, work.now, 'round.unpaired', toldAt(left, alone))
    await refreshNotices(tx, work.now, left)
    await planRound(tx, communityId, (here) => nextRound(fromDate(pairsAt), work.now, here))
  })
}

const placeOf = { id: true, personId: true } as const

function seedOf(work: Work): number {
  return Math.floor(work.random() * 2 ** 31)
}

/** Everybody who was brought together since: each two of a three are a pair. */
async function metPairs(db: Tx, communityId: number, since: Instant, now: Instant): Promise<PastPair[]> {
  const where = { communityId, state: 'accepted', answeredAt: { gte: toDate(since) } }
  const select = { id: true, answeredAt: true, persons: { select: { personId: true } } } as const
  const pairs: PastPair[] = []
  for await (const meetings of inPages(async (after, take) =>
    db.meeting.findMany({ where: { ...where, id: { gt: after } }, orderBy: { id: 'asc' }, take, select }),
  ))
    pairs.push(...meetings.flatMap((meeting) => pairsOf(meeting, now)))
  return pairs
}

function pairsOf(
  { answeredAt, persons }: { answeredAt: Date | null; persons: readonly { personId: number }[] },
  now: Instant,
): PastPair[] {
  const daysAgo = answeredAt ? Math.floor(now.since(fromDate(answeredAt)).total('hours') / 24) : 0
  return pairsAmong(persons).map(([one, other]) => ({ one: one.personId, other: other.personId, daysAgo }))
}

function pairsAmong<T>(all: readonly T[]): [T, T][] {
  return all.flatMap((one, index) => all.slice(index + 1).map((other): [T, T] => [one, other]))
}

/** One user of a platform is a person in each server until they link their accounts: nobody meets themself. */
function sameUsers(people: readonly Available[]): (readonly [number, number])[] {
  const users = Map.groupBy(people, ({ account }) => account.externalId)
  return [...users.values()].flatMap((same) => pairsAmong(same).map(([one, other]) => [one.id, other.id] as const))
}

/** They count as silent in this round until they answer anything. */
async function recordGroups(
  tx: Tx,
  now: Instant,
  roundId: number,
  groups: readonly (readonly number[])[],
): Promise<void> {
  const rows = await tx.roundGroup.createManyAndReturn({
    data: groups.map(() => ({ roundId, dueAt: toDate(now) })),
    select: { id: true },
  })
  for (const [index, { id: groupId }] of rows.entries())
    await tx.roundPerson.updateMany({
      where: { roundId, personId: { in: [...(groups[index] ?? [])] } },
      data: { groupId },
    })
  const paired = { rounds: { some: { roundId, groupId: { not: null } } } }
  await tx.person.updateMany({ where: paired, data: { silentRounds: { increment: 1 } } })
}

/** Brings the people of a group together, each group in a transaction of its own. */
export const meetDuty: Duty = {
  name: 'rounds.meet',
  due: async (work, limit) => {
    const due = await work.db.client.roundGroup.findMany({
      where: { dueAt: { lte: toDate(work.now) } },
      select: { id: true },
      orderBy: { id: 'asc' },
      take: limit,
    })
    return due.map((group) => group.id)
  },
  perform: async (work, id) => {
    await work.db.transact(async (tx) => meet(tx, work, id))
  },
}

async function meet(tx: Tx, work: Work, id: number): Promise<void> {
  const taken = await tx.roundGroup.updateMany({ where: { id, dueAt: { not: null } }, data: { dueAt: null } })
  if (taken.count === 0) return
  const group = await tx.roundGroup.findUniqueOrThrow({
    where: { id },
    select: {
      roundId: true,
      round: { select: { communityId: true } },
      persons: { select: { ...placeOf, state: true } },
    },
  })
  const { communityId: community } = group.round
  const here = await availablePeople(tx, community, { id: { in: group.persons.map((place) => place.personId) } })
  const there = new Set(here.map((person) => person.id))
  const present = group.persons.filter((place) => place.state === ('in' satisfies Part) && there.has(place.personId))
  const meeting = await withoutBlocked(tx, present)
  const alone = present.filter((place) => !meeting.includes(place))
  await tx.roundPerson.updateMany({ where: { id: { in: alone.map((place) => place.id) } }, data: { groupId: null } })
  await tellEach(tx, work.now, 'round.unpaired', toldAt(alone, here))
  const members = toldAt(meeting, here).map((place) => place.account.id)
  if (members.length > 0)
    await bringTogether(tx, work, { community, reason: 'round', reasonId: group.roundId, members })
  await refreshNotices(tx, work.now, group.persons)
}

/** Somebody may have blocked another since they were paired: whoever cannot meet those before them is left out. Nobody meets alone. */
async function withoutBlocked<P extends { personId: number }>(db: Tx, places: readonly P[]): Promise<readonly P[]> {
  const kept: P[] = []
  for (const place of places) {
    const blocked = await blockedWith(db, place.personId)
    if (!kept.some((other) => blocked.has(other.personId))) kept.push(place)
  }
  return kept.length < 2 ? [] : kept
}
