import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { DiscordPlayground } from '../../src/sandbox/discord/playground.ts'
import { kinds } from '../support/database.ts'
import { type Playing, play, saying, says, wordsOf } from '../support/playing.ts'
import { until } from '../support/until.ts'

describe.each(kinds)('/totem status, with %s,', (kind) => {
  let playing: Playing
  beforeAll(async () => {
    playing = await play(kind)
  })
  afterAll(async () => playing?.close())

  const ask = async (): Promise<string> => {
    const { slack, bivouac } = playing.world
    return wordsOf(
      await slack.command(bivouac.members['staff'] ?? '', bivouac.channels['equipe'] ?? '', '/totem status'),
    )
  }

  test('shows what is connected, and which workspaces belong together', async () => {
    const said = await ask()
    expect(said).toContain('Slack : connecté')
    expect(said).toContain('Discord : connecté')
    expect(said).toContain('Le Bivouac, French Tech')
    expect(said).toContain('Tout ce qui devait être publié l’est.')
  })

  test('says which platform does not answer, and what waits for it', async () => {
    const { slack, discord, bivouac } = playing.world
    discord.outage(true)
    await until('Discord is missed', async () => (await ask()).includes('Discord : déconnecté'))
    await slack.write(bivouac.members['partner'] ?? '', bivouac.channels['offres'] ?? '', '#offer While away\nA desk.')
    await until('the offer waits', async () => /Messages en route\u202F: [1-9]/u.test(await ask()))
    discord.outage(false)
    await until('the offer has arrived', async () => (await ask()).includes('Messages en route\u202F: 0'), 30)
    expect(await ask()).toContain('Discord : connecté')
  })

  test('says why a message could not be posted, and no more once it is', async () => {
    const { slack, discord, bivouac, frenchTech } = playing.world
    const offers = frenchTech.channels['offers'] ?? ''
    ;(discord as DiscordPlayground).forbid(offers, 'send')
    await slack.write(bivouac.members['partner'] ?? '', bivouac.channels['offres'] ?? '', '#offer Forbidden\nA desk.')
    await until('the failure is told', async () =>
      (await ask()).includes('French Tech : 1 message, Totem n’a pas le droit d’y écrire'),
    )
  })

  test('is for staff, and says so', async () => {
    const { slack, discord, bivouac, frenchTech } = playing.world
    const lines = ['status', 'setup', 'connect', 'staff list', 'partner list']
    for (const line of lines) {
      const french = await slack.command(
        bivouac.members['founder'] ?? '',
        bivouac.channels['general'] ?? '',
        `/totem ${line}`,
      )
      expect(wordsOf(french)).toBe('Cette action est réservée à l’équipe.')
      const english = await discord.command(
        frenchTech.members['founder2'] ?? '',
        frenchTech.channels['general'] ?? '',
        `/totem ${line}`,
      )
      expect(wordsOf(english)).toBe('Only staff can do this.')
    }
  })

  test('staff whom staff added may ask, until they are removed', async () => {
    const { discord, frenchTech } = playing.world
    const [staff, founder] = [frenchTech.members['staff'] ?? '', frenchTech.members['founder2'] ?? '']
    const room = frenchTech.channels['staff'] ?? ''
    const general = frenchTech.channels['general'] ?? ''
    await discord.command(staff, room, `/totem staff add member:<@${founder}>`)
    expect(wordsOf(await discord.command(founder, general, '/totem status'))).toContain('How Totem is doing')
    expect(wordsOf(await discord.command(staff, room, '/totem staff list'))).toContain('Daniel Okafor')
    await discord.command(staff, room, `/totem staff remove member:<@${founder}>`)
    expect(wordsOf(await discord.command(founder, general, '/totem status'))).toBe('Only staff can do this.')
    expect(playing.faults).toEqual([])
  })
})

describe.each(kinds)('commands that are not quite right, with %s,', (kind) => {
  let playing: Playing
  beforeAll(async () => {
    playing = await play(kind)
  })
  afterAll(async () => playing?.close())

  const type = async (line: string, who = 'founder') => {
    const { slack, bivouac } = playing.world
    return slack.command(bivouac.members[who] ?? '', bivouac.channels['general'] ?? '', line)
  }

  test('are answered on Slack with the nearest that there is', async () => {
    expect(wordsOf(await type('/offer lsit'))).toContain('/offer list')
    expect(wordsOf(await type('/totem partner ad', 'staff'))).toContain('/totem partner add')
    expect(wordsOf(await type('/totem xyzzyqwertz'))).toContain('/totem xyzzyqwertz')
    expect(wordsOf(await type('/offer show abc'))).toContain('/offer show offer')
    expect(wordsOf(await type('/offer show 99999'))).toContain('99999')
  })

  test('that lack an option open a form with its fields on Slack', async () => {
    const asked = await type('/offer show')
    expect(asked.kind).toBe('form')
    const { slack, discord, bivouac, frenchTech } = playing.world
    await slack.write(bivouac.members['partner'] ?? '', bivouac.channels['offres'] ?? '', '#offer Asked for\nA desk.')
    const card = await says(
      discord,
      frenchTech.members['staff'] ?? '',
      frenchTech.channels['offers'] ?? '',
      'Asked for',
    )
    const id = card.controls.find((control) => control.kind === 'button')
    const number = id?.kind === 'button' ? id.id.split(':')[1] : ''
    const shown = await slack.fill(bivouac.members['founder'] ?? '', { offer: number ?? '' })
    expect(wordsOf(shown)).toContain('Asked for')
  })

  test('without a word after them open their menu, whose buttons work', async () => {
    const { slack, discord, bivouac, frenchTech } = playing.world
    const menu = await type('/offer')
    expect(menu.kind).toBe('message')
    if (menu.kind !== 'message') return
    const list = menu.message.controls.find((control) => control.kind === 'button' && control.id.endsWith('offer list'))
    expect(menu.message.controls.length).toBeGreaterThan(3)
    const general = bivouac.channels['general'] ?? ''
    const pressed = await slack.press(
      bivouac.members['founder'] ?? '',
      general,
      menu.message.id,
      list?.kind === 'button' ? list.id : '',
    )
    expect(wordsOf(pressed)).toContain('Asked for')
    const there = await discord.command(
      frenchTech.members['founder2'] ?? '',
      frenchTech.channels['general'] ?? '',
      '/totem menu',
    )
    expect(wordsOf(there)).not.toContain('status')
    expect(playing.faults).toEqual([])
  })

  test('in French words are understood', async () => {
    expect(wordsOf(await type('/offer liste'))).toContain('Asked for')
    expect(wordsOf(await type('/totem aide'))).toContain('/offer list')
    expect(saying(playing.world.slack, playing.world.bivouac.members['founder'] ?? '', 'dm', 'Asked for')).toEqual([])
  })
})
