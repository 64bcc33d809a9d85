import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addServer, connectServer } from '../../src/sandbox/opening.ts'
import type { SeededWorkspace } from '../../src/sandbox/playground.ts'
import { kinds } from '../support/database.ts'
import { type Playing, play, saying, says, wordsOf } from '../support/playing.ts'
import { type Side, sideOf } from '../support/sides.ts'
import { until } from '../support/until.ts'

describe.each(kinds)('a workspace that joins the community late, with %s,', (kind) => {
  let playing: Playing
  let antenna: SeededWorkspace
  let side: Side
  beforeAll(async () => {
    playing = await play(kind)
    side = sideOf(playing.world, 'slack')
    antenna = await addServer(playing.world, 'Antenna')
  })
  afterAll(async () => playing?.close())

  const seen = (words: string) =>
    saying(playing.world.discord, antenna.members['staff'] ?? '', antenna.channels['offers'] ?? '', words)

  test('gets the open offers, and follows them until it leaves: then they stay, marked, and show no later change', async () => {
    const source = await side.on.write(
      side.partner,
      side.offers,
      '#offre Un atelier partagé\nDeux établis et une scie.',
    )
    const closed = await side.on.write(side.partner, side.offers, '#offre Une visite\nRetirée depuis.')
    const card = await says(side.on, side.staff, side.offers, 'Deux établis')
    await says(side.on, side.staff, side.offers, 'Retirée depuis')
    await side.on.erase(side.partner, side.offers, closed)
    await says(side.on, side.staff, side.offers, 'Cette offre a été retirée')
    expect(seen('atelier')).toEqual([])

    await connectServer(playing.world, antenna)
    await playing.later({ minutes: 1 })
    const copy = await until('the antenna has the open offer', () => seen('Deux établis')[0])
    expect(seen('Retirée depuis')).toEqual([])
    await side.on.rewrite(side.partner, side.offers, source, '#offre Un atelier partagé\nTrois établis et une scie.')
    await until('the copy follows', () => seen('Trois établis').some(({ id }) => id === copy.id))

    await leave()
    const left = await until('the copy is marked', () => seen('No longer followed')[0])
    expect(left).toMatchObject({ id: copy.id, controls: [] })
    expect(left.text).toContain('Trois établis')
    await side.on.rewrite(side.partner, side.offers, source, '#offre Un atelier partagé\nQuatre établis et une scie.')
    await until('the others follow', () =>
      saying(side.on, side.staff, side.offers, 'Quatre établis').some(({ id }) => id === card.id),
    )
    await playing.later({ hours: 1 })
    expect(seen('Quatre établis')).toEqual([])
    expect(seen('Trois établis')).toHaveLength(1)
    expect(playing.faults).toEqual([])
  })

  test('may come back, and leave again', async () => {
    await connectServer(playing.world, antenna)
    await playing.later({ minutes: 1 })
    await until('the offer is there anew', () => seen('Quatre établis')[0])
    await leave()
    await until('both copies are marked', () => seen('No longer followed').length === 2)
    const alone = await playing.world.discord.command(
      antenna.members['staff'] ?? '',
      antenna.channels['staff'] ?? '',
      '/totem disconnect',
    )
    expect(wordsOf(alone)).toContain('/totem connect')
    expect(playing.faults).toEqual([])
  })

  async function leave(): Promise<void> {
    const { discord } = playing.world
    const [staff, room] = [antenna.members['staff'] ?? '', antenna.channels['staff'] ?? '']
    const asked = await discord.command(staff, room, '/totem disconnect')
    if (asked.kind !== 'message') throw new Error(JSON.stringify(asked))
    expect(asked.message.text).toContain('Le Bivouac')
    wordsOf(await discord.press(staff, room, asked.message.id, 'Disconnect'))
  }
})
