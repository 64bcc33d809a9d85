import type { Tx } from '../../db/open.ts'
import { inParts } from '../../db/pages.ts'
import { locales, translator } from '../../i18n/i18n.ts'
import { fromDate, type Instant, toDate } from '../../kit/time.ts'
import { type ThemeRow, themeName } from '../communities/themes.ts'
import { type OfferCandidate, offerKindNamed, type PersonCandidate } from './candidates.ts'
import type { SearchedIntroduction } from './search.ts'

const columns = {
  id: true,
  personId: true,
  memberId: true,
  headline: true,
  canHelp: true,
  lookingFor: true,
  organisationId: true,
  organisation: { select: { name: true } },
  themes: { select: { theme: true } },
  person: {
    select: { paused: true, activeAt: true, members: { select: { id: true, name: true, workspaceId: true } } },
  },
} as const

/** An introduction with what the indexes need of its author. */
export type IndexedRow = Awaited<ReturnType<typeof introductionsAfter>>[number]

/** A page of a community's introductions, in the order of their ids. */
export async function introductionsAfter(db: Tx, community: number, after: number, take: number) {
  return db.introduction.findMany({
    where: { communityId: community, id: { gt: after } },
    orderBy: { id: 'asc' },
    take,
    select: columns,
  })
}

export async function introductionsById(db: Tx, community: number, ids: readonly number[]): Promise<IndexedRow[]> {
  const rows: IndexedRow[] = []
  for (const part of inParts(ids)) {
    const where = { communityId: community, id: { in: part } }
    rows.push(...(await db.introduction.findMany({ where, select: columns })))
  }
  return rows
}

/** Introductions that may say something new since then: they were written, or their authors did something or are called otherwise. */
export async function changedSince(db: Tx, community: number, since: Instant): Promise<number[]> {
  const from = { gte: toDate(since) }
  const [written, active, seen] = await Promise.all([
    db.introduction.findMany({ where: { communityId: community, updatedAt: from }, select: { id: true } }),
    db.person.findMany({
      where: { communityId: community, activeAt: from, introduction: { isNot: null } },
      select: { introduction: { select: { id: true } } },
    }),
    db.member.findMany({
      where: { workspace: { communityId: community }, seenAt: from, person: { introduction: { isNot: null } } },
      select: { person: { select: { introduction: { select: { id: true } } } } },
    }),
  ])
  return [
    ...written.map(({ id }) => id),
    ...active.flatMap(({ introduction }) => introduction?.id ?? []),
    ...seen.flatMap(({ person }) => person.introduction?.id ?? []),
  ]
}

export function personCandidate(row: IndexedRow): PersonCandidate {
  return {
    kind: 'person',
    id: row.id,
    person: row.personId,
    organisation: row.organisationId ?? undefined,
    themes: row.themes.map(({ theme }) => theme),
    canHelp: row.canHelp,
    lookingFor: row.lookingFor,
    paused: row.person.paused,
    activeAt: row.person.activeAt ? fromDate(row.person.activeAt) : undefined,
  }
}

/** The names of themes in both languages, by slug. */
export function themesInWords(themes: readonly ThemeRow[]): ReadonlyMap<string, readonly string[]> {
  const translators = locales.map(translator)
  return new Map(themes.map((theme) => [theme.slug, translators.map((t) => themeName(t, theme))]))
}

export function searchedIntroduction(
  row: IndexedRow,
  themes: ReadonlyMap<string, readonly string[]>,
): SearchedIntroduction {
  return {
    id: row.id,
    headline: row.headline,
    name: authorIn(row)?.name ?? '',
    organisation: row.organisation?.name ?? '',
    canHelp: row.canHelp,
    lookingFor: row.lookingFor,
    themes: row.themes.flatMap(({ theme }) => themes.get(theme) ?? []),
  }
}

/** The account that wrote it, else any account of the person. */
export function authorIn({ person, memberId }: IndexedRow) {
  return person.members.find((member) => member.id === memberId) ?? person.members[0]
}

/** As many open offers, the newest, as can be suggested in one community. */
const OFFERS = 500

/** Open offers that have places left. */
export async function openOffers(db: Tx, community: number): Promise<OfferCandidate[]> {
  const rows = await db.offer.findMany({
    where: { communityId: community, state: 'open', taken: { lt: db.offer.fields.places } },
    orderBy: { id: 'desc' },
    take: OFFERS,
    select: {
      id: true,
      personId: true,
      organisationId: true,
      title: true,
      details: true,
      kind: true,
      themes: { select: { theme: true }, orderBy: { theme: 'asc' } },
    },
  })
  return rows.map((row) => ({
    kind: 'offer',
    id: row.id,
    person: row.personId,
    organisation: row.organisationId ?? undefined,
    themes: row.themes.map(({ theme }) => theme),
    title: row.title,
    details: row.details,
    offerKind: offerKindNamed(row.kind),
  }))
}
