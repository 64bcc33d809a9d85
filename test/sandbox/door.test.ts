import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { doorTo } from '../../src/sandbox/door.ts'
import { pageOf } from '../../src/sandbox/page.ts'
import { createWorld, type World } from '../../src/sandbox/world.ts'

const DAY_MS = 86_400_000

let world: World
let address = ''
let moves: number[] = []
let close: () => Promise<unknown>

beforeAll(async () => {
  world = await createWorld()
  const moved = async () => {
    moves.push(world.clock.now())
  }
  const server = express().use(doorTo(world, moved), pageOf()).listen(0, '127.0.0.1')
  await once(server, 'listening')
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  close = async () => Promise.all([server[Symbol.asyncDispose](), world.close()])
})
beforeEach(() => {
  moves = []
})
afterAll(async () => close())

async function post(path: string, body: unknown, type = 'application/json') {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const response = await fetch(`${address}/sandbox/${path}`, {
    method: 'POST',
    headers: { 'content-type': type },
    body: text,
  })
  return { status: response.status, answer: (await response.json()) as unknown }
}

async function get(path: string) {
  const response = await fetch(`${address}${path}`)
  return { status: response.status, answer: (await response.json()) as unknown }
}

describe('the door', () => {
  test.each(['slack', 'discord'] as const)(
    'lets somebody join and write on %s, and another read it',
    async (platform) => {
      const { id, members, channels } = platform === 'slack' ? world.bivouac : world.frenchTech
      const joined = await post(`${platform}/join`, [id, { name: 'Nour', locale: 'fr' }])
      expect(joined.status).toBe(200)
      const written = await post(`${platform}/write`, [joined.answer, channels['general'], 'Bonjour à tous'])
      const seen = await post(`${platform}/see`, [members['founder'], channels['general']])
      expect(seen.answer).toContainEqual(
        expect.objectContaining({ id: written.answer, author: joined.answer, text: 'Bonjour à tous' }),
      )
    },
  )

  test('says null for what has no answer', async () => {
    const { founder } = world.bivouac.members
    expect(await post('slack/setDirectMessages', [founder, true])).toEqual({ status: 200, answer: null })
    expect(await post('slack/form', [founder])).toEqual({ status: 200, answer: null })
  })

  test('tells in a sentence what a member cannot do', async () => {
    const { status, answer } = await post('discord/openHome', [world.frenchTech.members['founder']])
    expect(status).toBe(400)
    expect(answer).toEqual({ error: 'Discord has no App Home' })
  })

  test.each([
    ['slack/close', []],
    ['slack/credentials', []],
    ['slack/toString', []],
    ['slack/constructor', []],
    ['irc/write', []],
  ])('knows no %s', async (path, body) => {
    const { status, answer } = await post(path, body)
    expect(status).toBe(404)
    expect(answer).toEqual({ error: expect.stringMatching(/^There is no (verb|platform) \w+: say /) })
  })

  test.each([
    ['too few arguments', 'slack/write', ['U1', 'C1']],
    ['an argument of another kind', 'slack/write', ['U1', 'C1', 7]],
    ['an object instead of arguments', 'slack/write', { member: 'U1' }],
    ['what is no JSON', 'slack/write', '["U1"'],
    ['an unknown fault', 'slack/fault', [{ call: '*', times: 1, kind: 'fire' }]],
    ['an unknown span', 'clock', { advance: { fortnights: 1 } }],
    ['no span', 'clock', {}],
  ])('refuses %s', async (_what, path, body) => {
    const { status, answer } = await post(path, body)
    expect(status).toBe(400)
    expect(answer).toEqual({ error: expect.stringMatching(/\S/) })
  })

  test('takes nothing that another site’s page could send', async () => {
    const body = JSON.stringify([world.bivouac.members['founder'], world.bivouac.channels['general'], 'from elsewhere'])
    for (const type of ['text/plain', 'application/x-www-form-urlencoded'])
      expect((await post('slack/write', body, type)).status).toBe(400)
    const seen = world.slack.see(world.bivouac.members['founder'] ?? '', world.bivouac.channels['general'] ?? '')
    expect(seen.map(({ text }) => text)).not.toContain('from elsewhere')
  })

  test('moves the clock, and has the bot look before it answers', async () => {
    const before = world.clock.now()
    const { answer } = await post('clock', { advance: { days: 7 } })
    expect(moves).toHaveLength(1)
    const { now } = z.object({ now: z.number() }).parse(answer)
    expect(now - before).toBeGreaterThanOrEqual(7 * DAY_MS)
    expect(now - before).toBeLessThan(7 * DAY_MS + 5_000)
    await post('clock', { advance: 1_500 })
    expect(moves).toHaveLength(2)
  })

  test('never moves the clock back', async () => {
    const before = world.clock.now()
    for (const advance of [-1, { hours: -3 }])
      expect(await post('clock', { advance })).toEqual({
        status: 400,
        answer: { error: 'The clock only moves forward.' },
      })
    expect(world.clock.now()).toBeGreaterThanOrEqual(before)
    expect(moves).toEqual([])
  })

  test('shows the workspaces with who is in them', async () => {
    const { answer } = await get('/sandbox/world')
    const sophie = { id: world.bivouac.members['staff'], name: 'Sophie Marchand', bot: false }
    expect(answer).toMatchObject({
      workspaces: [
        { platform: 'slack', name: 'Le Bivouac', people: expect.arrayContaining([sophie]) },
        { platform: 'discord', name: 'French Tech', channels: world.frenchTech.channels },
      ],
    })
  })

  test('shows a member’s screen: their conversations, what was said, their form', async () => {
    const { members, channels } = world.bivouac
    const { answer } = await get(`/sandbox/slack/screen?member=${members['founder']}&channel=${channels['actus']}`)
    const offres = { id: channels['offres'], name: 'offres', kind: 'channel', messages: 0 }
    expect(answer).toEqual({ conversations: expect.arrayContaining([offres]), messages: [], form: null })
    expect((await get('/sandbox/slack/screen?member=U0&channel=dm')).status).toBe(400)
  })
})

describe('the page', () => {
  test('comes with all it refers to, from here alone', async () => {
    const page = await fetch(address)
    const html = await page.text()
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'")
    const parts = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, part = '']) => part)
    expect(parts.length).toBeGreaterThan(2)
    for (const part of await withImports(parts)) expect((await fetch(`${address}/${part}`)).status, part).toBe(200)
  })
})

/** The parts, and the modules that they import. */
async function withImports(parts: readonly string[]): Promise<Set<string>> {
  const all = new Set(parts)
  for (const part of all) {
    if (!part.endsWith('.js')) continue
    const code = await (await fetch(`${address}/${part}`)).text()
    for (const [, name = ''] of code.matchAll(/from '\.\/([^']+)'/g)) all.add(name)
  }
  return all
}
