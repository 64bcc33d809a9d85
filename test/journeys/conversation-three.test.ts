import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { addServer, connectServer } from '../../src/sandbox/opening.ts'
import type { SeenMessage } from '../../src/sandbox/playground.ts'
import { kinds } from '../support/database.ts'
import { type Actor, answerTo, controlOf, introduce, pressAction } from '../support/meeting.ts'
import { type Playing, play, saying, says, wordsOf } from '../support/playing.ts'
import { unhurried } from '../support/relayed.ts'
import { until } from '../support/until.ts'

/** Somebody in the conversation of the last round, as they see it in their direct messages. */
interface Talker extends Actor {
  readonly name: string
  readonly opening: SeenMessage
}

describe.each(kinds)('a round’s three of a Slack workspace and two Discord servers, with %s,', (kind) => {
  let playing: Playing
  let actors: readonly (Actor & { readonly name: string })[]
  let three: readonly Talker[]
  beforeAll(async () => {
    playing = await play(kind)
    const { slack, discord, bivouac, frenchTech } = playing.world
    const antenna = await addServer(playing.world, 'Antenna')
    await connectServer(playing.world, antenna)
    const ines = await discord.join(antenna.id, { name: 'Inès Moreau', locale: 'fr' })
    const room = (of: typeof antenna) => of.channels['presentations'] ?? of.channels['introductions'] ?? ''
    actors = [
      { on: slack, id: bivouac.members['founder'] ?? '', room: room(bivouac), name: 'Karim Haddad' },
      { on: discord, id: frenchTech.members['founder'] ?? '', room: room(frenchTech), name: 'Léa Fontaine' },
      { on: discord, id: ines, room: room(antenna), name: 'Inès Moreau' },
    ]
    for (const actor of actors) await introduce(actor, `Here is ${actor.name}`)
    for (const { on, id, room: channel } of actors)
      wordsOf(await on.command(id, channel, on === slack ? '/intro rounds on' : '/intro rounds state:on'))
    three = await nextRound()
  })
  afterEach(() => expect(playing.faults).toEqual([]))
  afterAll(async () => playing?.close())

  test('are in one conversation, which shows each of them both others', () => {
    for (const { name, opening } of three)
      for (const other of three)
        if (other.name === name) expect(opening.text).not.toContain(`Here is ${name}`)
        else expect(opening.text).toContain(`Here is ${other.name}`)
  })

  test('each message reaches both others once; its edits and its deletion follow', async () => {
    const sent = await Promise.all(
      three.map(async (talker) => {
        const words = `first words of ${talker.name}`
        return { talker, message: await answerTo(talker, talker.opening, words), words }
      }),
    )
    await unhurried(playing, 'all have arrived', () =>
      sent.every(({ words }) => three.every((each) => heard(each, words).length > 0)),
    )
    await playing.bot.settled()
    const copies = sent.map(({ talker, words }) => othersOf(talker).map((other) => heard(other, words)))
    expect(copies.flat().map((found) => found.length)).toEqual([1, 1, 1, 1, 1, 1])
    expect(copies.flat(2).flatMap(({ pinged }) => pinged)).toEqual([])

    const later = (words: string) => words.replace('first', 'second')
    for (const { talker, message, words } of sent) await talker.on.rewrite(talker.id, 'dm', message, later(words))
    const ids = (found: readonly SeenMessage[]) => found.map(({ id }) => id)
    await unhurried(playing, 'the copies follow in their places', () =>
      sent.every(({ talker, words }, index) =>
        othersOf(talker).every(
          (other, at) => `${ids(heard(other, later(words)))}` === `${ids(copies[index]?.[at] ?? [])}`,
        ),
      ),
    )

    for (const { talker, message } of sent) await talker.on.erase(talker.id, 'dm', message)
    await unhurried(playing, 'all copies are gone', () => three.every((each) => heard(each, 'words of').length === 0))
  })

  test.each([
    { from: 0, to: [1, 2], way: 'Slack to both servers' },
    { from: 1, to: [0, 2], way: 'Discord to Slack and to the other server' },
  ])('twenty quick messages keep their order from $way', async ({ from, to }) => {
    const talker = at(from)
    const numbers = Array.from({ length: 20 }, (_, index) => index + 1)
    for (const number of numbers) await answerTo(talker, talker.opening, `quick ${number}. of ${from}`)
    for (const other of to.map(at)) {
      await unhurried(playing, `${other.name} has the last`, () => heard(other, `quick 20. of ${from}`).length > 0)
      const seen = heard(other, `. of ${from}`).map(({ text }) => Number(/quick (\d+)\./u.exec(text)?.[1]))
      expect(seen).toEqual(numbers)
    }
  })

  test('one ends it for all three, who are told once; nothing more is carried', async () => {
    const lea = at(1)
    const ended = await pressAction(lea, 'dm', lea.opening, 'conversation.end')
    expect(wordsOf(ended)).toMatch(/Karim & Inès|Inès & Karim/u)
    await isClosedBy(lea)
  })

  test('in the next, one blocks another: it ends for all three, and who was blocked is not told', async () => {
    three = await nextRound()
    const [karim, lea, ines] = [at(0), at(1), at(2)]
    await answerTo(karim, karim.opening, 'Again the three of us')
    for (const other of [lea, ines]) await hears(other, 'Again the three of us')
    const blocking = ines.opening.controls.find((control) => 'label' in control && /Karim/u.test(control.label))
    const blocked = await ines.on.press(ines.id, 'dm', ines.opening.id, blocking && 'id' in blocking ? blocking.id : '')
    expect(wordsOf(blocked)).toMatch(/Karim/u)
    await isClosedBy(ines)
    expect(heard(karim, /blo(cked|qué)/iu)).toEqual([])
  })

  function at(index: number): Talker {
    const talker = three[index]
    if (!talker) throw new Error(`there is no number ${index}`)
    return talker
  }

  function othersOf({ id }: Talker): Talker[] {
    return three.filter((each) => each.id !== id)
  }

  /** Slack takes one message a second and place; the keeper's paces follow the clock of the world. */
  /** Everybody's opening of a conversation that was not there before. */
  async function nextRound(): Promise<Talker[]> {
    const before = actors.map((actor) => openings(actor).length)
    for (let days = 0; days < 16; days++) {
      await playing.later({ days: 1 })
      if (actors.every((actor, index) => openings(actor).length > (before[index] ?? 0))) break
    }
    return actors.map((actor) => {
      const opening = openings(actor).at(-1)
      if (!opening) throw new Error(`${actor.name} is in no conversation`)
      return { ...actor, opening }
    })
  }

  /** The others are told once, nobody can end it any more, and what is still written goes nowhere. */
  async function isClosedBy(ender: Talker): Promise<void> {
    await until('nobody can end it any more', () =>
      three.every(({ on, id, opening }) =>
        on.see(id, 'dm').some((message) => message.id === opening.id && !controlOf(message, 'conversation.end')),
      ),
    )
    const notice = new RegExp(`${ender.name} (has ended this conversation:|a mis fin à cette conversation :)`, 'u')
    for (const other of othersOf(ender)) expect((await hears(other, notice)).text).not.toMatch(/blo(ck|qu)/iu)
    for (const each of three) await answerTo(each, each.opening, `too late after ${ender.name}`)
    await playing.bot.settled()
    for (const each of three) {
      expect(heard(each, `too late after ${ender.name}`).map(({ author }) => author)).toEqual([each.id])
      expect(heard(each, notice)).toHaveLength(each.id === ender.id ? 0 : 1)
    }
  }
})

/** What is said in their direct messages. */
function heard({ on, id }: Actor, words: string | RegExp): SeenMessage[] {
  return saying(on, id, 'dm', words)
}

async function hears({ on, id }: Actor, words: string | RegExp): Promise<SeenMessage> {
  return says(on, id, 'dm', words)
}

function openings({ on, id }: Actor): SeenMessage[] {
  return on.see(id, 'dm').filter((message) => controlOf(message, 'conversation.end'))
}
