import type { Context } from '../../context.ts'
import type { Tx } from '../../db/open.ts'
import { userError } from '../../i18n/i18n.ts'
import { fromDate, type Instant, toDate } from '../../kit/time.ts'
import { refresh } from '../../posts/declare.ts'
import { firstRound, noticeAt } from './times.ts'

/** planned → announced (two days before) → paired. */
export const openStates = ['planned', 'announced']
/** Whether somebody takes part in one round. `asked`: whether they stay in; they take part only if they say so. */
export type Part = 'in' | 'skipped' | 'asked'

/** The local hour of a community's rounds is its first workspace's. Undefined: Totem is in none of its workspaces any more. */
export async function zoneOfRounds(db: Tx, community: number): Promise<string | undefined> {
  const first = await db.workspace.findFirst({
    where: { communityId: community, removedAt: null },
    orderBy: { id: 'asc' },
    select: { timezone: true },
  })
  return first?.timezone
}

/** The round of a community that is not paired yet: there is one at most. */
export async function openRound(db: Tx, community: number) {
  const found = await db.round.findFirst({
    where: { communityId: community, state: { in: openStates } },
    select: { id: true, state: true, pairsAt: true },
  })
  return found ?? undefined
}

/** Plans a community's next round, unless there is one or nobody to pair. Repeating it is harmless. */
export async function planRound(
  tx: Tx,
  community: number,
  pairsAt: (zone: string) => Instant,
): Promise<Instant | undefined> {
  const there = await openRound(tx, community)
  if (there) return fromDate(there.pairsAt)
  const zone = await zoneOfRounds(tx, community)
  const interested = await tx.person.count({ where: { communityId: community, roundsOn: true } })
  if (zone === undefined || interested < 2) return undefined
  const at = pairsAt(zone)
  const key = { communityId: community, pairsAt: toDate(at) }
  await tx.round.upsert({
    where: { communityId_pairsAt: key },
    create: { ...key, state: 'planned', dueAt: toDate(noticeAt(at, zone)) },
    update: {},
  })
  return at
}

export interface Joined {
  /** When the next round with them in it is; undefined: there is nobody else yet. */
  readonly next: Instant | undefined
  readonly paused: boolean
  readonly introduced: boolean
  /** Their place in a round that was announced already, which they may skip. */
  readonly place: number | undefined
}

/** `/intro rounds on`: in, from the next round that is not paired yet. */
export async function joinRounds(ctx: Context): Promise<Joined> {
  return ctx.db.transact(async (tx) => {
    const { personId: person, id: member } = ctx.member
    const { paused, introduction } = await tx.person.update({
      where: { id: person },
      data: { roundsOn: true, silentRounds: 0, roundsMemberId: member },
      select: { paused: true, introduction: { select: { id: true } } },
    })
    const next = await planRound(tx, ctx.community, (zone) => firstRound(ctx.now, zone))
    const round = await openRound(tx, ctx.community)
    const place = round?.state === 'announced' ? await takePlace(tx, ctx, round.id) : undefined
    return { next, paused, introduced: introduction !== null, place }
  })
}

export interface Standing {
  readonly on: boolean
  readonly paused: boolean
  readonly next: Instant | undefined
  /** Their place in the round that was announced. */
  readonly place: PlaceRow | undefined
}

/** `/intro rounds`: whether somebody takes part, and when the next round is. */
export async function findStanding(ctx: Context): Promise<Standing> {
  const db = ctx.db.client
  const [{ roundsOn, paused, rounds }, round] = await Promise.all([
    db.person.findUniqueOrThrow({
      where: { id: ctx.member.personId },
      select: {
        roundsOn: true,
        paused: true,
        rounds: { where: { round: { state: 'announced' } }, select: { id: true } },
      },
    }),
    openRound(db, ctx.community),
  ])
  const [place] = rounds
  return {
    on: roundsOn,
    paused,
    next: round && fromDate(round.pairsAt),
    place: place && (await findPlace(db, ctx.community, place.id)),
  }
}

async function takePlace(tx: Tx, ctx: Context, round: number): Promise<number> {
  const { personId, id: memberId } = ctx.member
  const { id } = await tx.roundPerson.upsert({
    where: { roundId_personId: { roundId: round, personId } },
    create: { roundId: round, personId, memberId },
    update: { state: 'in' satisfies Part },
    select: { id: true },
  })
  await refresh(tx, ctx.now, ['round.notice'], id)
  return id
}

/** `/intro rounds off`, or **Leave**: out, also of a round that was announced already. */
export async function leaveRounds(ctx: Context): Promise<void> {
  await ctx.db.transact(async (tx) => {
    const { personId } = ctx.member
    await tx.person.update({ where: { id: personId }, data: { roundsOn: false, silentRounds: 0 } })
    const places = await tx.roundPerson.findMany({ where: { personId, groupId: null }, select: { id: true } })
    const ids = places.map((place) => place.id)
    await tx.roundPerson.updateMany({ where: { id: { in: ids } }, data: { state: 'skipped' satisfies Part } })
    await refresh(tx, ctx.now, ['round.notice'], ids)
  })
}

const placeColumns = {
  id: true,
  personId: true,
  memberId: true,
  state: true,
  groupId: true,
  round: { select: { id: true, communityId: true, state: true, pairsAt: true } },
  person: { select: { roundsOn: true } },
} as const

export type PlaceRow = NonNullable<Awaited<ReturnType<typeof findPlace>>>

/** Somebody's place in a round of this community. Undefined: none, or another community's. */
export async function findPlace(db: Tx, community: number, id: number) {
  const found = await db.roundPerson.findUnique({
    where: { id, round: { communityId: community } },
    select: placeColumns,
  })
  return found ?? undefined
}

/** **Skip this round**, **Take part after all**, **Stay**: answered once and changed until the round is paired. It is an answer: they are not silent. */
export async function changePart(ctx: Context, id: number, part: Part): Promise<PlaceRow> {
  return ctx.db.transact(async (tx) => {
    const place = await findPlace(tx, ctx.community, id)
    if (!place || place.personId !== ctx.member.personId) throw userError('general.buttonGone')
    if (!place.person.roundsOn) throw userError('round.notIn')
    await tx.person.update({ where: { id: place.personId }, data: { silentRounds: 0 } })
    const isStaying = place.state === 'asked'
    if (place.round.state === 'paired' && !isStaying) throw userError('round.begun')
    // Who stays after this round was paired takes part from the next one.
    const state = place.round.state === 'paired' ? 'skipped' : part
    await tx.roundPerson.update({ where: { id }, data: { state } })
    await refresh(tx, ctx.now, ['round.notice'], id)
    return { ...place, state }
  })
}
