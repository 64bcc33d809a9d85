import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Playground } from '../../src/sandbox/playground.ts'
import { createWorld } from '../../src/sandbox/world.ts'
import { kinds } from '../support/database.ts'
import { play, wordsOf } from '../support/playing.ts'

describe('the seeded world', () => {
  test('has a French Slack and an English Discord, whose people are named by their role', async () => {
    const world = await opened()
    expect(world.bivouac).toMatchObject({ name: 'Le Bivouac', installed: true })
    expect(world.frenchTech).toMatchObject({ name: 'French Tech', installed: true })
    expect(Object.keys(world.bivouac.channels)).toEqual(
      expect.arrayContaining(['presentations', 'offres', 'permanences', 'actus', 'equipe', 'general']),
    )
    expect(Object.keys(world.frenchTech.channels)).toEqual(
      expect.arrayContaining(['introductions', 'offers', 'office-hours', 'news', 'staff', 'general']),
    )
    for (const { members } of [world.bivouac, world.frenchTech])
      expect(Object.keys(members)).toEqual(
        expect.arrayContaining(['staff', 'founder', 'founder2', 'association', 'partner', 'researcher', 'investor']),
      )
  })

  test('gives what a bot’s environment needs to find it', async () => {
    const world = await opened()
    expect(world.environment).toEqual({
      SLACK_BOT_TOKEN: expect.stringMatching(/^xoxb-/),
      SLACK_APP_TOKEN: expect.stringMatching(/^xapp-/),
      SLACK_API_URL: world.slack.apiUrl,
      DISCORD_TOKEN: expect.stringMatching(/\S+/),
      DISCORD_API_URL: world.discord.apiUrl,
    })
  })

  test.each(['slack', 'discord'] as const)('waits for its newcomer on %s to join', async (platform) => {
    const world = await opened()
    const workspace = platform === 'slack' ? world.bivouac : world.frenchTech
    const newcomer = world.newcomers[platform]
    expect(namesIn(world[platform], workspace.id)).not.toContain(newcomer.name)
    await world[platform].join(workspace.id, newcomer)
    expect(namesIn(world[platform], workspace.id)).toContain(newcomer.name)
  })

  test('shows the staff’s channel to staff alone', async () => {
    const world = await opened()
    for (const [playground, { members }, channel] of [
      [world.slack, world.bivouac, 'equipe'],
      [world.discord, world.frenchTech, 'staff'],
    ] as const) {
      expect(channelsOf(playground, members['staff'])).toContain(channel)
      expect(channelsOf(playground, members['partner'])).not.toContain(channel)
    }
  })

  test('leaves no half of itself behind when a port is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    onTestFinished(async () => taken[Symbol.asyncDispose]())
    await new Promise((resolve) => taken.once('listening', resolve))
    const { port: discordPort } = taken.address() as AddressInfo
    const slackPort = await freePort()
    await expect(createWorld({ slackPort, discordPort })).rejects.toThrow(/EADDRINUSE/)
    const world = await createWorld({ slackPort })
    await world.close()
  })
})

describe.each(kinds)('the opening, with %s,', (kind) => {
  test('makes both workspaces one community with two verified partners, by what staff type', async () => {
    const { world, faults, close } = await play(kind)
    onTestFinished(close)
    const { bivouac, frenchTech } = world
    const inSlack = await world.slack.command(bivouac.members['staff'] ?? '', 'dm', '/totem partner list')
    const inDiscord = await world.discord.command(
      frenchTech.members['staff'] ?? '',
      frenchTech.channels['staff'] ?? '',
      '/totem partner list',
    )
    for (const answer of [inSlack, inDiscord]) {
      expect(wordsOf(answer)).toContain('Antoine Lefèvre')
      expect(wordsOf(answer)).toContain('Claire Beaumont')
    }
    expect(faults).toEqual([])
  })
})

async function opened() {
  const world = await createWorld()
  onTestFinished(async () => world.close())
  return world
}

function namesIn(playground: Playground, workspace: string): string[] {
  return playground.people(workspace).map(({ name }) => name)
}

function channelsOf(playground: Playground, member: string | undefined): string[] {
  return playground.conversations(member ?? '').map(({ name }) => name)
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  await server[Symbol.asyncDispose]()
  return port
}
