import { afterEach, describe, expect, test } from 'vitest'
import type { SeenMessage } from '../../src/sandbox/playground.ts'
import { kinds } from '../support/database.ts'
import { type Actor, introduce, pressAction } from '../support/meeting.ts'
import { type Playing, play, saying, says, wordsOf } from '../support/playing.ts'
import { platforms, type Side, sidesOf } from '../support/sides.ts'
import { until } from '../support/until.ts'

const marked = /No longer followed here|Cette carte ne sera plus mise à jour/

let playing: Playing | undefined
afterEach(async () => {
  await playing?.close()
  playing = undefined
})

const both = platforms.flatMap((on) => kinds.map((kind) => [on, kind] as const))

describe.each(both)('when %s leaves the community, with %s,', (from, kind) => {
  test('the introductions of each side stay in the other’s channel, marked, and never change again', async () => {
    playing = await play(kind)
    const { here, there } = sidesOf(playing.world, from)
    const [nadia, omar] = [here, there].map((side) => actorOf(side, 'founder'))
    const hidden = actorOf(here, 'founder2')
    if (!nadia || !omar) throw new Error('nobody plays')
    await introduce(nadia, 'Nadia grows mushrooms')
    await introduce(omar, 'Omar mends boats')
    await introduce(hidden, 'Only at home')
    const cards = [await cardsOf('Nadia grows', here, there), await cardsOf('Omar mends', there, here)]
    const shy = await cardsOf('Only at home', here, there)
    await takeHome(hidden)
    await until('the copy is gone', () => saying(there.on, there.staff, there.introductions, 'at home').length === 0)

    await leave(here, there)
    for (const { copy, reader } of cards) {
      const left = await until('the copy is marked', () => sameAs(reader, copy, marked))
      expect(left.controls).toEqual([])
      expect(left.text).toMatch(/Nadia grows mushrooms|Omar mends boats/)
      expect(left.pinged).toEqual([])
    }
    for (const { card, home } of cards) expect(sameAs(home, card, '')).toEqual(card)
    expect(sameAs(here, shy.card, '')).toEqual(shy.card)
    const before = cards.map(({ copy, reader }) => sameAs(reader, copy, marked))

    await introduce(nadia, 'Nadia grows truffles')
    await introduce(omar, 'Omar builds boats')
    const said = ['Nadia grows truffles', 'Omar builds boats']
    for (const [index, { card, home }] of cards.entries())
      await until('one’s own card follows', () => sameAs(home, card, said[index] ?? ''))
    await playing.restart()
    await playing.later({ hours: 1 })
    expect(cards.map(({ copy, reader }) => sameAs(reader, copy, marked))).toEqual(before)
    for (const side of [here, there]) expect(introductionsIn(side, 'Only at home')).toHaveLength(side === here ? 1 : 0)
    expect(cards.map(({ reader }, index) => introductionsIn(reader, said[index] ?? ''))).toEqual([[], []])
    expect(playing.faults).toEqual([])
  })
})

function actorOf(side: Side, role: string): Actor {
  return { on: side.on, id: side.member(role), room: side.introductions }
}

function introductionsIn(side: Side, words: string): SeenMessage[] {
  return saying(side.on, side.staff, side.introductions, words)
}

async function cardsOf(words: string, home: Side, reader: Side) {
  const card = await says(home.on, home.staff, home.introductions, words)
  const copy = await says(reader.on, reader.staff, reader.introductions, words)
  return { home, reader, card, copy }
}

function sameAs(side: Side, { id }: SeenMessage, words: string | RegExp): SeenMessage | undefined {
  return saying(side.on, side.staff, side.introductions, words).find((message) => message.id === id)
}

/** Takes one's card back to one's own workspace. */
async function takeHome(actor: Actor): Promise<void> {
  await actor.on.command(actor.id, actor.room, '/intro me')
  const saved = await actor.on.fill(actor.id, {})
  if (saved.kind !== 'message') throw new Error(JSON.stringify(saved))
  await pressAction(actor, actor.room, saved.message, 'introduction.homeOnly')
}

async function leave(side: Side, other: Side): Promise<void> {
  const asked = await side.on.command(side.staff, side.staffRoom, '/totem disconnect')
  if (asked.kind !== 'message') throw new Error(JSON.stringify(asked))
  expect(asked.message.text).toContain(other.on.platform === 'slack' ? 'Le Bivouac' : 'French Tech')
  const staff = { on: side.on, id: side.staff, room: side.staffRoom }
  wordsOf(await pressAction(staff, side.staffRoom, asked.message, 'community.disconnect'))
}
