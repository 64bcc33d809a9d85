import type { Tx } from '../../db/open.ts'
import { inPages, inParts } from '../../db/pages.ts'
import type { Instant } from '../../kit/time.ts'
import { declare, refresh } from '../../posts/declare.ts'
import { presentAccount } from '../members/presence.ts'

export interface Account {
  readonly id: number
  readonly workspaceId: number
  readonly externalId: string
}

/** Somebody who takes part in rounds and can be paired now. */
export interface Available {
  readonly id: number
  readonly silentRounds: number
  readonly organisation: number | undefined
  /** The account that is written to: the one they opted in from, while it is there. */
  readonly account: Account
}

/** Those with such a place in a round, or those of a group. */
type Among =
  | { readonly rounds: { readonly some: { readonly roundId: number; readonly state: string } } }
  | { readonly id: { readonly in: number[] } }

/** Those of a community who take part in rounds, are not paused, and are here. */
export async function availablePeople(db: Tx, community: number, among?: Among): Promise<Available[]> {
  const found: Available[] = []
  for await (const page of inPages(async (after, take) => pageOfPeople(db, community, among, after, take)))
    found.push(...page.flatMap(availableOf))
  return found
}

type PersonRow = Awaited<ReturnType<typeof pageOfPeople>>[number]

async function pageOfPeople(db: Tx, community: number, among: Among | undefined, after: number, take: number) {
  const account = { ...presentAccount, workspace: { removedAt: null, paused: false } }
  return db.person.findMany({
    where: {
      AND: [{ id: { gt: after } }, among ?? {}],
      communityId: community,
      roundsOn: true,
      paused: false,
      members: { some: account },
    },
    orderBy: { id: 'asc' },
    take,
    select: {
      id: true,
      silentRounds: true,
      roundsMemberId: true,
      introduction: { select: { organisationId: true } },
      partner: { select: { organisationId: true } },
      members: {
        where: account,
        orderBy: { seenAt: 'desc' },
        select: { id: true, workspaceId: true, externalId: true },
      },
    },
  })
}

function availableOf(row: PersonRow): Available[] {
  const account = row.members.find((member) => member.id === row.roundsMemberId) ?? row.members[0]
  if (!account) return []
  const organisation = row.introduction?.organisationId ?? row.partner?.organisationId ?? undefined
  return [{ id: row.id, silentRounds: row.silentRounds, organisation, account }]
}

/** Posts are looked up by their subjects: a query holds only so many. */
const TOLD_AT_ONCE = 100

export interface Told {
  /** Their place in the round. */
  readonly subject: number
  readonly account: Account
}

/** Places of people who are here, with where they are told. */
export function toldAt(
  places: readonly { readonly id: number; readonly personId: number }[],
  people: readonly Available[],
): Told[] {
  const accounts = new Map(people.map((person) => [person.id, person.account]))
  return places.flatMap(({ id: subject, personId }) => {
    const account = accounts.get(personId)
    return account ? [{ subject, account }] : []
  })
}

/** Says something to each by direct message. */
export async function tellEach(tx: Tx, now: Instant, view: string, told: readonly Told[]): Promise<void> {
  for (const part of inParts(told, TOLD_AT_ONCE))
    await declare(
      tx,
      now,
      part.map(({ subject, account }) => ({
        workspace: account.workspaceId,
        place: { kind: 'direct', member: account.externalId },
        view,
        subject,
      })),
    )
}

/** Their notices say where they stand now. */
export async function refreshNotices(tx: Tx, now: Instant, places: readonly { readonly id: number }[]): Promise<void> {
  for (const part of inParts(places))
    await refresh(
      tx,
      now,
      ['round.notice'],
      part.map((place) => place.id),
    )
}
