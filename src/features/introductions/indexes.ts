import { setImmediate as eventLoopTurn } from 'node:timers/promises'
import type { Work } from '../../context.ts'
import type { Database } from '../../db/open.ts'
import { inPages } from '../../db/pages.ts'
import { type Instant, later } from '../../kit/time.ts'
import { themesOf } from '../communities/themes.ts'
import type { OfferCandidate } from './candidates.ts'
import {
  authorIn,
  changedSince,
  type IndexedRow,
  introductionsAfter,
  introductionsById,
  openOffers,
  personCandidate,
  searchedIntroduction,
  themesInWords,
} from './index-rows.ts'
import { createSearch, putIntroduction, removeIntroduction, type Search } from './search.ts'
import { createIndex, put, remove, type SuggestionIndex } from './suggestion-index.ts'

/** What can be suggested and found in one community, in memory: made from the database when it is first asked for, and followed since. */
export interface CommunityIndex {
  readonly suggestions: SuggestionIndex
  readonly search: Search
  /** The introductions that are in, by id: who wrote each, and the workspace in which it is at home. */
  readonly authors: Map<number, { readonly person: number; readonly home: number | undefined }>
  /** The offers that are in, as they were read. */
  readonly offers: Map<number, string>
}

interface Kept extends CommunityIndex {
  /** All that was committed well before this is in. */
  followedTo: Instant | undefined
  /** The last of those who follow it, one after the other. */
  last: Promise<void>
}

/** The least recently used communities are forgotten when more introductions than this are kept: about 200 MB. */
const MOST_KEPT = 50_000
/** How late a change may be seen after its own time: a transaction may take that long, and clocks of processes differ. */
const OVERLAP_SECONDS = 60

/** By database, the most recently used community last. */
const memory = new WeakMap<Database, Map<number, Kept>>()

/** The index of a community as the database is now. Several processes each keep their own. */
export async function communityIndex(work: Work, community: number): Promise<CommunityIndex> {
  const all = memory.get(work.db) ?? new Map<number, Kept>()
  memory.set(work.db, all)
  const index = all.get(community) ?? newIndex()
  all.delete(community)
  all.set(community, index)
  const following = index.last.catch(() => {}).then(async () => follow(index, work, community))
  index.last = following
  await following
  forgetLeastUsed(all)
  return index
}

function newIndex(): Kept {
  return {
    suggestions: createIndex(),
    search: createSearch(),
    authors: new Map(),
    offers: new Map(),
    followedTo: undefined,
    last: Promise.resolve(),
  }
}

function forgetLeastUsed(all: Map<number, Kept>): void {
  let kept = [...all.values()].reduce((sum, { authors }) => sum + authors.size, 0)
  for (const [community, { authors }] of all) {
    if (kept <= MOST_KEPT || all.size === 1) return
    all.delete(community)
    kept -= authors.size
  }
}

async function follow(index: Kept, work: Work, community: number): Promise<void> {
  const db = work.db.client
  const since = index.followedTo
  const themes = themesInWords(await themesOf(db, community))
  if (since) {
    const changed = await changedSince(db, community, later(since, { seconds: -OVERLAP_SECONDS }))
    await putRows(index, await introductionsById(db, community, [...new Set(changed)]), themes)
  } else await readAll(index, work, community, themes)
  const count = await db.introduction.count({ where: { communityId: community } })
  if (count !== index.authors.size) await compare(index, work, community, themes)
  followOffers(index, await openOffers(db, community))
  index.followedTo = work.now
}

type ThemeWords = ReturnType<typeof themesInWords>

async function readAll(index: Kept, work: Work, community: number, themes: ThemeWords): Promise<void> {
  const pages = inPages(async (after, take) => introductionsAfter(work.db.client, community, after, take))
  for await (const page of pages) await putRows(index, page, themes)
}

/** How many introductions are read into the indexes before anything else gets its turn: about 10 ms. */
const TURN = 50

async function putRows(index: Kept, rows: readonly IndexedRow[], themes: ThemeWords): Promise<void> {
  for (const [count, row] of rows.entries()) {
    put(index.suggestions, personCandidate(row))
    putIntroduction(index.search, searchedIntroduction(row, themes))
    index.authors.set(row.id, { person: row.personId, home: authorIn(row)?.workspaceId })
    if (count % TURN === TURN - 1) await eventLoopTurn()
  }
}

/** Introductions were erased, or came with a workspace that joined the community: nothing says so but their ids. */
async function compare(index: Kept, work: Work, community: number, themes: ThemeWords): Promise<void> {
  const db = work.db.client
  const rows = await db.introduction.findMany({ where: { communityId: community }, select: { id: true } })
  const there = new Set(rows.map(({ id }) => id))
  for (const id of [...index.authors.keys()].filter((each) => !there.has(each))) {
    remove(index.suggestions, { kind: 'person', id })
    removeIntroduction(index.search, id)
    index.authors.delete(id)
  }
  const missing = [...there].filter((id) => !index.authors.has(id))
  await putRows(index, await introductionsById(db, community, missing), themes)
}

/** Open offers are few: they are read each time. */
function followOffers(index: Kept, open: readonly OfferCandidate[]): void {
  const there = new Map(open.map((offer) => [offer.id, offer]))
  for (const id of [...index.offers.keys()].filter((each) => !there.has(each))) {
    remove(index.suggestions, { kind: 'offer', id })
    index.offers.delete(id)
  }
  for (const [id, offer] of there) {
    const read = JSON.stringify(offer)
    if (index.offers.get(id) === read) continue
    put(index.suggestions, offer)
    index.offers.set(id, read)
  }
}
