import type { Work } from '../../context.ts'
import type { Tx } from '../../db/open.ts'
import { fromDate, type Instant, toDate } from '../../kit/time.ts'
import type { Duty } from '../../work/duties.ts'
import { type Available, availablePeople, refreshNotices, tellEach, toldAt } from './people.ts'
import { openStates, type Part, planRound, zoneOfRounds } from './rounds.ts'
import { firstRound, withNotice } from './times.ts'

/** So many rounds without an answer, and somebody is asked whether to stay in (spec/product.md, 1. Introductions, Rounds). */
const SILENT_ROUNDS = 3

/** Communities where two people or more take part and no round is planned: two communities became one, or a round had nobody. */
export const planDuty: Duty = {
  name: 'rounds.plan',
  due: async (work, limit) => {
    const interested = await work.db.client.person.groupBy({
      by: ['communityId'],
      where: { roundsOn: true },
      having: { communityId: { _count: { gte: 2 } } },
    })
    const due = await work.db.client.community.findMany({
      where: {
        id: { in: interested.map((each) => each.communityId) },
        workspaces: { some: { removedAt: null } },
        rounds: { none: { state: { in: openStates } } },
      },
      select: { id: true },
      take: limit,
    })
    return due.map((community) => community.id)
  },
  perform: async (work, id) => {
    await work.db.transact(async (tx) => planRound(tx, id, (zone) => firstRound(work.now, zone)))
  },
}

/** Two days before: each is told, and may skip. */
export const announceDuty: Duty = {
  name: 'rounds.announce',
  due: async (work, limit) => {
    const due = await work.db.client.round.findMany({
      where: { state: 'planned', dueAt: { lte: toDate(work.now) } },
      select: { id: true },
      orderBy: { dueAt: 'asc' },
      take: limit,
    })
    return due.map((round) => round.id)
  },
  perform: async (work, id) => {
    await work.db.transact(async (tx) => announce(tx, work, id))
  },
}

async function announce(tx: Tx, work: Work, id: number): Promise<void> {
  const round = await tx.round.findUniqueOrThrow({ where: { id }, select: { communityId: true, pairsAt: true } })
  const zone = await zoneOfRounds(tx, round.communityId)
  const pairsAt = toDate(withNotice(fromDate(round.pairsAt), work.now, zone ?? 'UTC'))
  const data = { state: 'announced', pairsAt, dueAt: pairsAt }
  const taken = await tx.round.updateMany({ where: { id, state: 'planned' }, data })
  if (taken.count === 0) return
  const people = await withoutSilent(tx, work.now, round.communityId)
  // With nobody to pair it is planned again once there is.
  if (people.length < 2) await tx.round.delete({ where: { id } })
  else await invite(tx, work.now, id, people)
}

async function invite(tx: Tx, now: Instant, roundId: number, people: readonly Available[]): Promise<void> {
  const places = await tx.roundPerson.createManyAndReturn({
    data: people.map(({ id: personId, account, silentRounds }) => ({
      roundId,
      personId,
      memberId: account.id,
      state: (silentRounds >= SILENT_ROUNDS ? 'asked' : 'in') satisfies Part,
    })),
    select: placeOf,
  })
  await tellEach(tx, now, 'round.notice', toldAt(places, people))
}

/** Who was asked at the round before whether to stay, and has not answered since, is out. */
async function withoutSilent(tx: Tx, now: Instant, communityId: number): Promise<Available[]> {
  const asked = { state: 'asked' satisfies Part, round: { communityId } }
  // Who gave any answer since is not silent.
  const answered = { ...asked, person: { silentRounds: { lt: SILENT_ROUNDS } } }
  await tx.roundPerson.updateMany({ where: answered, data: { state: 'skipped' satisfies Part } })
  const places = await tx.roundPerson.findMany({ where: asked, select: placeOf })
  const people = await availablePeople(tx, communityId)
  const told = toldAt(places, people)
  await tx.person.updateMany({ where: { rounds: { some: asked } }, data: { roundsOn: false, silentRounds: 0 } })
  await tx.roundPerson.updateMany({ where: asked, data: { state: 'skipped' satisfies Part } })
  await tellEach(tx, now, 'round.out', told)
  await refreshNotices(tx, now, places)
  const out = new Set(places.map((place) => place.personId))
  return people.filter((person) => !out.has(person.id))
}

const placeOf = { id: true, personId: true } as const
