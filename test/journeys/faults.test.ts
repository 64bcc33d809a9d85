import { describe, expect, test } from 'vitest'
import type { Kind } from '../../src/db/dialect.ts'
import { openWorld } from '../../src/sandbox/opening.ts'
import type { Fault, Playground } from '../../src/sandbox/playground.ts'
import type { World } from '../../src/sandbox/world.ts'
import { kinds } from '../support/database.ts'
import { insist } from '../support/killing.ts'
import { type Playing, type PlayOptions, play, saying } from '../support/playing.ts'
import { until } from '../support/until.ts'

const platforms = ['slack', 'discord'] as const
type PlatformName = (typeof platforms)[number]

const PATIENCE_SECONDS = 40
/** Totem gives up waiting for an answer after so long here, so that a call that hangs does not hold the tests up. */
const REQUEST_TIMEOUT_MS = 700

const faultKinds: readonly Fault['kind'][] = ['429', '500', '503', 'reset', 'hang', 'lost']
const faults = faultKinds.flatMap((kind) => kinds.map((on) => ({ kind, on })))

describe('platforms that fail', () => {
  test.concurrent.each(faults)(
    'when every call fails once with $kind, on $on, nothing is lost and nothing is there twice',
    { timeout: 120_000 },
    async ({ kind, on }) => {
      const before = (world: World): void => failOnce(world, ARRIVING, kind)
      await playing(on, { opened: false, before, requestTimeoutMs: REQUEST_TIMEOUT_MS }, async ({ world, bot }) => {
        await until('Totem has arrived', () => platforms.every((each) => hasArrived(world, each)), PATIENCE_SECONDS)
        await openWorld(world)
        failOnce(world, WORKING, kind)
        await Promise.all(platforms.map(async (each) => tellStory(world, each)))
        await bot.settled()
        for (const each of platforms) expectOnce(world, each)
      })
    },
  )
})

describe.each(kinds)('platforms that are away, with %s,', (kind) => {
  test.concurrent('for two minutes: all that was said meanwhile is brought when they are back', async () => {
    await playing(kind, {}, async ({ world, later, bot }) => {
      const told = await Promise.all(platforms.map(async (each) => tellBefore(world, each)))
      for (const each of platforms) world[each].outage(true)
      for (const each of told) await each.changes()
      await later({ minutes: 2 })
      for (const each of platforms) world[each].outage(false)
      await Promise.all(told.map(async (each) => each.shown()))
      await bot.settled()
      for (const each of told) each.once()
    })
  })

  test.concurrent('for a moment, again and again: nothing is lost and nothing is there twice', async () => {
    await playing(kind, {}, async ({ world, bot }) => {
      const told = await Promise.all(platforms.map(async (each) => tellBefore(world, each)))
      for (const each of [...told, ...told]) {
        for (const platform of platforms) world[platform].drop()
        await each.changes()
      }
      await Promise.all(told.map(async (each) => each.shown()))
      await bot.settled()
      for (const each of told) each.once()
    })
  })
})

/** Offers made while all is well, what happens to them later, and how they then look. */
async function tellBefore(world: World, from: PlatformName) {
  const { on, offers, partner } = stage(world, from)
  const changed = await on.write(partner, offers, `#offer Changed ${from} 0\nTwo lawyers look at your contracts.`)
  await everywhere(world, 'offers', `Changed ${from} 0`)
  let version = 0
  const added: string[] = []
  return {
    changes: async () => {
      version += 1
      await on.rewrite(partner, offers, changed, `#offer Changed ${from} ${version}\nThree lawyers look at them.`)
      const source = await on.write(partner, offers, `#offer Added ${from} ${version}\nA desk for a month.`)
      added.push(`Added ${from} ${version} again`)
      await on.rewrite(partner, offers, source, `#offer Added ${from} ${version} again\nA desk for a month.`)
    },
    shown: async () => {
      for (const words of [`Changed ${from} ${version}`, ...added]) await everywhere(world, 'offers', words)
    },
    once: () => {
      for (const each of platforms) {
        expect(cards(world, each, 'offers', `Changed ${from} `)).toHaveLength(1)
        expect(cards(world, each, 'offers', `Added ${from} `)).toHaveLength(added.length)
      }
    },
  }
}

async function playing(kind: Kind, options: PlayOptions, tell: (playing: Playing) => Promise<void>): Promise<void> {
  const there = await play(kind, options)
  try {
    await tell(there)
  } finally {
    await there.close()
  }
}

/** The calls of a start, and of what follows. */
const ARRIVING = {
  slack: [
    'auth.test',
    'apps.connections.open',
    'team.info',
    'users.list',
    'conversations.list',
    'conversations.join',
    'conversations.open',
    'conversations.history',
    'chat.postMessage',
  ],
  discord: [
    'GET /gateway/bot',
    'GET /applications/:id/commands',
    'PUT /applications/:id/commands',
    'GET /guilds/:id/channels',
    'GET /guilds/:id/members',
    'GET /guilds/:id',
    'GET /channels/:id/messages',
    'POST /channels/:id/messages',
  ],
}
const WORKING = {
  slack: [
    'chat.postMessage',
    'chat.update',
    'conversations.open',
    'conversations.history',
    'users.info',
    'views.open',
    'response_url',
  ],
  discord: [
    'POST /users/@me/channels',
    'POST /channels/:id/messages',
    'PATCH /channels/:id/messages/:id',
    'GET /channels/:id/messages',
    'POST /interactions/:id/:token/callback',
  ],
}

function failOnce(world: World, calls: typeof ARRIVING, kind: Fault['kind']): void {
  for (const on of platforms) for (const call of calls[on]) world[on].fault({ call, times: 1, kind, retryAfter: 1 })
}

function stage(world: World, on: PlatformName) {
  const home = on === 'slack' ? world.bivouac : world.frenchTech
  return {
    on: world[on],
    home,
    offers: home.channels['offres'] ?? home.channels['offers'] ?? '',
    introductions: home.channels['presentations'] ?? home.channels['introductions'] ?? '',
    staff: home.members['staff'] ?? '',
    partner: home.members['partner'] ?? '',
    closed: on === 'slack' ? 'retirée' : 'withdrawn',
  }
}

function hasArrived(world: World, platform: PlatformName): boolean {
  const { on, home, staff } = stage(world, platform)
  const room = platform === 'slack' ? 'dm' : (home.channels['staff'] ?? '')
  return on.see(staff, room).some(({ author }) => author !== staff)
}

/** An offer that is written, edited and deleted, and a newcomer who introduces themself. */
async function tellStory(world: World, from: PlatformName): Promise<void> {
  await Promise.all([offer(world, from), introduction(world, from)])
}

async function offer(world: World, from: PlatformName): Promise<void> {
  const { on, offers, partner } = stage(world, from)
  const kept = await on.write(partner, offers, `#offer Kept ${from} one\nTwo lawyers look at your contracts.`)
  const dropped = await on.write(partner, offers, `#offer Dropped ${from} one\nA desk for a month.`)
  await everywhere(world, 'offers', `Kept ${from} one`)
  await everywhere(world, 'offers', `Dropped ${from} one`)
  await on.rewrite(partner, offers, kept, `#offer Kept ${from} two\nThree lawyers look at your contracts.`)
  await on.erase(partner, offers, dropped)
  await everywhere(world, 'offers', `Kept ${from} two`)
  for (const each of platforms)
    await everywhere(world, 'offers', stage(world, each).closed, `Dropped ${from} one`, [each])
}

async function introduction(world: World, from: PlatformName): Promise<void> {
  const { on, home } = stage(world, from)
  const newcomer = await on.join(home.id, { name: `Camille ${from}`, locale: 'fr' })
  const welcome = await until(
    'the newcomer is welcomed',
    () => saying(on, newcomer, 'dm', /Bienvenue|Welcome/)[0],
    PATIENCE_SECONDS,
  )
  for (let done = false; !done; ) {
    const [select] = welcome.controls.filter((control) => control.kind === 'select')
    const asked = await insist('the select', async () =>
      on.press(newcomer, 'dm', welcome.id, select?.kind === 'select' ? select.placeholder : '', ['startup']),
    )
    if (asked.kind === 'message') await openKept(on, newcomer, asked.message.id)
    const answer = await on.fill(newcomer, { headline: `Bicycles ${from}` }).catch(() => undefined)
    done = answer?.kind === 'message' || answer?.kind === 'updated'
  }
  await everywhere(world, 'introductions', `Bicycles ${from}`)
}

/** A form that could not be shown at once is behind a button. */
async function openKept(on: Playground, member: string, message: string): Promise<void> {
  await insist('the button', async () => on.press(member, 'dm', message, 'Ouvrir le formulaire'))
}

async function everywhere(
  world: World,
  room: 'offers' | 'introductions',
  words: string,
  of = words,
  where: readonly PlatformName[] = platforms,
): Promise<void> {
  for (const each of where)
    await until(
      `${of} says ${words} on ${each}`,
      () => cards(world, each, room, of).some(({ text }) => text.includes(words)),
      PATIENCE_SECONDS,
    )
}

/** Totem's messages that say so. */
function cards(world: World, platform: PlatformName, room: 'offers' | 'introductions', words: string) {
  const { on, home, staff, ...rooms } = stage(world, platform)
  const people = Object.values(home.members)
  return saying(on, staff, rooms[room], words).filter(({ author }) => !people.includes(author))
}

function expectOnce(world: World, from: PlatformName): void {
  for (const each of platforms) {
    for (const words of [`Kept ${from} two`, `Dropped ${from} one`])
      expect(cards(world, each, 'offers', words), `${words} on ${each}`).toHaveLength(1)
    expect(cards(world, each, 'offers', `Kept ${from} one`)).toEqual([])
    expect(cards(world, each, 'introductions', `Bicycles ${from}`), `introduction on ${each}`).toHaveLength(1)
  }
  const { on, home } = stage(world, from)
  const newcomer = on.people(home.id).find(({ name }) => name === `Camille ${from}`)
  expect(saying(on, newcomer?.id ?? '', 'dm', /Bienvenue|Welcome/)).toHaveLength(1)
}
