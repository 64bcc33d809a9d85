import type { Work } from '../../context.ts'
import type { Tx } from '../../db/open.ts'
import { fromDate, toDate } from '../../kit/time.ts'
import type { Duty } from '../../work/duties.ts'
import { type Available, availablePeople, tellEach } from './people.ts'
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
  const round = await tx.round.findUnique({ where: { id, state: 'planned' } })
  const zone = round && (await zoneOfRounds(tx, round.communityId))
  if (!round || zone === undefined) return dropRound(tx, id)
  const { staying, out } = await sortBySilence(tx, await availablePeople(tx, round.communityId))
  await takeOut(tx, work, out)
  if (staying.length < 2) return dropRound(tx, id)
  const pairsAt = toDate(withNotice(fromDate(round.pairsAt), work.now, zone))
  await tx.round.update({ where: { id }, data: { state: 'announced', pairsAt, dueAt: pairsAt } })
  const places = await tx.roundPerson.createManyAndReturn({
    data: staying.map(({ id: personId, account, silentRounds }) => ({
      roundId: id,
      personId,
      memberId: account.id,
      state: (silentRounds >= SILENT_ROUNDS ? 'asked' : 'in') satisfies Part,
    })),
    select: { id: true, personId: true },
  })
  const accounts = new Map(staying.map((person) => [person.id, person.account]))
  await tellEach(
    tx,
    work.now,
    'round.notice',
    places.flatMap(({ id: subject, personId }) => {
      const account = accounts.get(personId)
      return account ? [{ subject, account }] : []
    }),
  )
}

/** Nobody to pair: it is planned again when there is. */
async function dropRound(tx: Tx, id: number): Promise<void> {
  await tx.round.deleteMany({ where: { id, state: 'planned' } })
}

/** Who was asked at the last round whether to stay, and did not answer, is out. */
async function sortBySilence(tx: Tx, people: readonly Available[]) {
  const silent = people.filter((person) => person.silentRounds >= SILENT_ROUNDS).map((person) => person.id)
  const asked = await tx.roundPerson.findMany({
    where: { personId: { in: silent }, state: 'asked' satisfies Part },
    select: { personId: true },
  })
  const out = new Set(asked.map((place) => place.personId))
  return {
    staying: people.filter((person) => !out.has(person.id)),
    out: people.filter((person) => out.has(person.id)),
  }
}

async function takeOut(tx: Tx, work: Work, out: readonly Available[]): Promise<void> {
  if (out.length === 0) return
  const persons = { in: out.map((person) => person.id) }
  const places = await tx.roundPerson.findMany({
    where: { personId: persons, state: 'asked' satisfies Part },
    select: { id: true, personId: true },
  })
  await tx.person.updateMany({ where: { id: persons }, data: { roundsOn: false, silentRounds: 0 } })
  await tx.roundPerson.updateMany({
    where: { id: { in: places.map((place) => place.id) } },
    data: { state: 'skipped' satisfies Part },
  })
  const told = places.flatMap(({ id: subject, personId }) => {
    const account = out.find((person) => person.id === personId)?.account
    return account ? [{ subject, account }] : []
  })
  await tellEach(tx, work.now, 'round.out', told)
  await refreshNotices(tx, work.now, places)
}
