import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import type { Kind } from '../../src/db/dialect.ts'
import type { Answer, Playground, SeenMessage } from '../../src/sandbox/playground.ts'
import type { World } from '../../src/sandbox/world.ts'
import { type Mortal, withKills } from '../support/killing.ts'
import type { Random } from '../support/random.ts'

const KILLS = 27
const seeds: { kind: Kind; seed: number }[] = [
  { kind: 'sqlite', seed: Number(process.env['KILL_SEED'] ?? 1) },
  { kind: 'postgresql', seed: Number(process.env['KILL_SEED'] ?? 2) },
]

describe('killed at random moments', () => {
  test.concurrent.each(seeds)(
    'with $kind and seed $seed, every post is there exactly once, and up to date',
    { timeout: 180_000 },
    async ({ kind, seed }) => {
      const told: Told = { offers: [], introductions: [] }
      await withKills({
        kind,
        seed,
        kills: KILLS,
        live: async (mortal) => {
          await Promise.all([partner(mortal, 'slack', told), partner(mortal, 'discord', told), founders(mortal, told)])
        },
        outlived: (world) => {
          for (const offer of told.offers) expectOffer(world, offer)
          for (const introduction of told.introductions) expectIntroduction(world, introduction)
          expectNothingElse(world, told)
        },
        rows: async ({ client }) => {
          expect(await client.post.count({ where: { failedAt: { not: null } } })).toBe(0)
        },
      })
      expect(told.offers.length).toBeGreaterThan(4)
      expect(told.introductions.length).toBe(2)
    },
  )
})

interface Told {
  readonly offers: Offer[]
  readonly introductions: { tag: string; version: number }[]
}
interface Offer {
  readonly on: 'slack' | 'discord'
  readonly tag: string
  readonly source: string
  version: number
  withdrawn: boolean
}

const MOST_OFFERS = 5

function stage(world: World, on: 'slack' | 'discord') {
  const home = on === 'slack' ? world.bivouac : world.frenchTech
  return {
    here: world[on],
    offers: home.channels['offres'] ?? home.channels['offers'] ?? '',
    introductions: home.channels['presentations'] ?? home.channels['introductions'] ?? '',
    partner: home.members['partner'] ?? '',
    founder: home.members['founder'] ?? '',
    staff: home.members['staff'] ?? '',
  }
}

/** Publishes, edits and deletes offers in the channel, whether Totem lives or not. */
async function partner({ world, random, dying }: Mortal, on: 'slack' | 'discord', told: Told): Promise<void> {
  const { here, offers: channel, partner: author } = stage(world, on)
  const mine: Offer[] = []
  while (dying() || mine.length === 0) {
    const open = mine.filter((offer) => !offer.withdrawn)
    if (mine.length < MOST_OFFERS && (open.length === 0 || random.chance(0.3))) {
      const tag = `Offer-${on}-${mine.length + 1}`
      const source = await here.write(author, channel, textOf(tag, 1))
      const offer = { on, tag, source, version: 1, withdrawn: false }
      mine.push(offer)
      told.offers.push(offer)
    } else if (open.length > 0) await change(here, author, channel, random.of(open), random)
    await pause(random.between(20, 400))
  }
}

async function change(here: Playground, author: string, channel: string, offer: Offer, random: Random): Promise<void> {
  if (random.chance(0.12)) {
    await here.erase(author, channel, offer.source)
    offer.withdrawn = true
    return
  }
  offer.version += 1
  await here.rewrite(author, channel, offer.source, textOf(offer.tag, offer.version))
}

function textOf(tag: string, version: number): string {
  return `#offer ${tag} version ${version} of it.\nTwo lawyers look at your contracts.`
}

/** A founder of each workspace introduces themself and changes it, pressing again what was not answered. */
async function founders(mortal: Mortal, told: Told): Promise<void> {
  for (const on of ['slack', 'discord'] as const) {
    const introduction = { tag: `${on}-founder`, version: 0 }
    told.introductions.push(introduction)
    do {
      introduction.version += 1
      await introduce(mortal, on, `${introduction.tag} version ${introduction.version}.`)
    } while (mortal.dying() && introduction.version < 3)
  }
}

async function introduce({ world, insist }: Mortal, on: 'slack' | 'discord', headline: string): Promise<void> {
  const { here, introductions: channel, founder } = stage(world, on)
  for (;;) {
    const asked = await insist('/intro me', async () => here.command(founder, channel, '/intro me'))
    const isForm = asked.kind === 'form' || (await chosen(here, founder, channel, asked))
    if (!isForm) continue
    const answer = await here.fill(founder, { 'En une ligne': headline }).catch(() => undefined)
    if (answer?.kind === 'message' || answer?.kind === 'updated') return
  }
}

/** The first time, the kind is asked before the form. */
async function chosen(here: Playground, founder: string, channel: string, asked: Answer): Promise<boolean> {
  if (asked.kind !== 'message') return false
  const answer = await here.press(founder, channel, asked.message.id, 'Je suis…', ['startup']).catch(() => undefined)
  return answer?.kind === 'form'
}

function cards(world: World, on: 'slack' | 'discord', room: 'offers' | 'introductions'): SeenMessage[] {
  const { here, staff, ...rooms } = stage(world, on)
  const own = here.people(on === 'slack' ? world.bivouac.id : world.frenchTech.id).find((person) => person.bot)?.id
  // Slack says in the channel that Totem came in.
  const isNotice = ({ raw }: SeenMessage) => (raw as { subtype?: string }).subtype === 'channel_join'
  return here.see(staff, rooms[room]).filter((message) => message.author === own && !isNotice(message))
}

const CLOSED = { slack: 'retirée', discord: 'withdrawn' }

function expectOffer(world: World, offer: Offer): void {
  for (const on of ['slack', 'discord'] as const) {
    const shown = cards(world, on, 'offers').filter((message) => message.text.includes(`${offer.tag} `))
    // Who deletes a message before anybody read it has offered nothing.
    if (offer.withdrawn && shown.length === 0) continue
    expect(
      shown.map((message) => message.text.split('\n')[0]),
      offer.tag,
    ).toHaveLength(1)
    if (offer.withdrawn) expect(shown[0]?.text).toContain(CLOSED[on])
    else expect(shown[0]?.text).toContain(`${offer.tag} version ${offer.version} of it`)
  }
}

function expectIntroduction(world: World, { tag, version }: { tag: string; version: number }): void {
  for (const on of ['slack', 'discord'] as const) {
    const shown = cards(world, on, 'introductions').filter((message) => message.text.includes(`${tag} `))
    expect(
      shown.map(({ text }) => text),
      tag,
    ).toHaveLength(1)
    expect(shown[0]?.text).toContain(`${tag} version ${version}.`)
  }
}

function expectNothingElse(world: World, told: Told): void {
  for (const on of ['slack', 'discord'] as const) {
    expect(cards(world, on, 'offers').length).toBeLessThanOrEqual(told.offers.length)
    expect(cards(world, on, 'introductions').map(({ text }) => text)).toHaveLength(told.introductions.length)
  }
}
