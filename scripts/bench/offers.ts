// /offer list and the search that completes an offer's title, in a community of 20,000 open offers.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Context } from '../../src/context.ts'
import { type Database, openDatabase } from '../../src/db/open.ts'
import { defaultThemes } from '../../src/features/communities/themes.ts'
import { completeOffers } from '../../src/features/offers/complete.ts'
import { offerKinds } from '../../src/features/offers/kinds.ts'
import { pageOfOffers } from '../../src/features/offers/list.ts'
import { translator } from '../../src/i18n/i18n.ts'
import { fold } from '../../src/kit/fold.ts'
import { type Measured, percentile } from './measured.ts'

const OFFERS = 20_000
const CHUNK = 1_000
const RUNS = 500
const PAGE = 8
const GOAL_MS = 50

export async function benchOffers(): Promise<Measured[]> {
  const folder = await mkdtemp(join(tmpdir(), 'totem-bench-'))
  const db = await openDatabase(`file:${join(folder, 'totem.db')}`)
  try {
    const ctx = await fill(db)
    const { client } = db
    const below = (run: number) => ({ below: 1 + ((run * 7_919) % OFFERS) })
    const theme = (run: number) => defaultThemes[run % defaultThemes.length]
    const kind = (run: number) => offerKinds[run % offerKinds.length]
    const list = async (run: number) => {
      const filters = [{}, { theme: theme(run) }, { kind: kind(run) }, { theme: theme(run), kind: kind(run) }]
      await pageOfOffers(
        client,
        ctx.community,
        filters[run % filters.length] ?? {},
        run % 3 === 0 ? undefined : below(run),
        PAGE,
      )
    }
    const search = async (run: number) => completeOffers(ctx, words[run % words.length] ?? '')
    return [await p99('/offer list', list), await p99('search by title', search)]
  } finally {
    await db.close()
    await rm(folder, { recursive: true })
  }
}

const words = ['énergie', 'atelier 19', 'zzz', '12', '', 'Vélo', '#1999']

async function p99(name: string, act: (run: number) => Promise<unknown>): Promise<Measured> {
  const times: number[] = []
  for (let run = 0; run < RUNS; run++) {
    const began = performance.now()
    await act(run)
    times.push(performance.now() - began)
  }
  const most = percentile(times, 99)
  return {
    name: `${name}, ${OFFERS} offers`,
    value: `p99 ${most.toFixed(1)} ms`,
    goal: `p99 ${GOAL_MS} ms`,
    reached: most <= GOAL_MS,
  }
}

async function fill(db: Database): Promise<Context> {
  const { client } = db
  const now = Temporal.Instant.from('2026-11-02T09:00:00Z')
  const createdAt = new Date(now.epochMilliseconds)
  const community = await client.community.create({ data: { createdAt } })
  const workspace = await client.workspace.create({
    data: {
      communityId: community.id,
      platform: 'slack',
      externalId: 'T1',
      name: 'Bench',
      locale: 'fr',
      timezone: 'Europe/Paris',
      joinedAt: createdAt,
    },
  })
  const person = await client.person.create({ data: { communityId: community.id } })
  const member = await client.member.create({
    data: { workspaceId: workspace.id, personId: person.id, externalId: 'U1', name: 'Author', seenAt: createdAt },
  })
  const closesAt = new Date(now.add({ hours: 24 * 56 }).epochMilliseconds)
  for (let from = 0; from < OFFERS; from += CHUNK)
    await fillChunk(db, from, {
      communityId: community.id,
      workspaceId: workspace.id,
      personId: person.id,
      memberId: member.id,
      closesAt,
      createdAt,
    })
  return {
    db,
    now,
    random: Math.random,
    directory: {
      channels: async () => [],
      enter: async () => true,
      member: async () => undefined,
      message: async () => undefined,
      connections: () => [],
    },
    log: { info: () => {}, warn: () => {}, error: () => {} },
    community: community.id,
    workspace,
    member: { ...member, staff: false, partner: undefined },
    t: translator('fr'),
  }
}

interface Frame {
  readonly communityId: number
  readonly workspaceId: number
  readonly personId: number
  readonly memberId: number
  readonly closesAt: Date
  readonly createdAt: Date
}

async function fillChunk(db: Database, from: number, frame: Frame): Promise<void> {
  const subjects = ['Énergie', 'Vélo', 'Droit', 'Locaux', 'Réseau']
  const made = await db.client.offer.createManyAndReturn({
    data: Array.from({ length: CHUNK }, (_, index) => {
      const title = `${subjects[index % subjects.length]} : atelier ${from + index}`
      return {
        ...frame,
        title,
        titleKey: fold(title),
        details: 'Une heure avec un expert. '.repeat(20),
        kind: offerKinds[index % offerKinds.length] ?? 'other',
        taken: index % 10 === 0 ? 10 : 0,
        state: 'open',
        publishedAt: frame.createdAt,
      }
    }),
    select: { id: true },
  })
  await db.client.offerTheme.createMany({
    data: made.flatMap(({ id }) =>
      [0, 5].map((step) => ({ offerId: id, theme: defaultThemes[(id + step) % defaultThemes.length] ?? 'energy' })),
    ),
  })
}
