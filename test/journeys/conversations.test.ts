import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { addServer, connectServer } from '../../src/sandbox/opening.ts'
import type { SeenMessage } from '../../src/sandbox/playground.ts'
import { kinds } from '../support/database.ts'
import {
  type Actor,
  answerTo,
  askFor,
  controlOf,
  directWith,
  introduce,
  type Met,
  meet,
  pressAction,
} from '../support/meeting.ts'
import { type Playing, play, saying, says, wordsOf } from '../support/playing.ts'
import { editAndDelete, orderOf, unhurried } from '../support/relayed.ts'
import { until } from '../support/until.ts'

/** What tries to break out, to mention, or to become what it is not. */
const hostileTexts = [
  '@everyone @here <!channel> <@U1> <@&1>',
  '[a](javascript:alert(1)) <javascript:b|c> ](http://evil.example)',
  '``` ```unclosed `` ` **bold __under',
  '\u202Egnp.exe \u2066isolated \u0000nul',
  '# title\n-# small\n> quote\n>>> all',
  `${'é😀'.repeat(400)} end`,
]

/** Karim and Emily in a Slack workspace, Léa and Daniel in a Discord server, of one community. */
async function stage(kind: (typeof kinds)[number]) {
  const playing = await play(kind)
  const { slack, discord, bivouac, frenchTech } = playing.world
  const here = { on: slack, room: bivouac.channels['presentations'] ?? '' }
  const there = { on: discord, room: frenchTech.channels['introductions'] ?? '' }
  const actors = {
    karim: { ...here, id: bivouac.members['founder'] ?? '' },
    emily: { ...here, id: bivouac.members['founder2'] ?? '' },
    lea: { ...there, id: frenchTech.members['founder'] ?? '' },
    daniel: { ...there, id: frenchTech.members['founder2'] ?? '' },
  }
  await introduce(actors.karim, 'Capteurs de Karim')
  await introduce(actors.emily, 'Boats of Emily')
  await introduce(actors.lea, 'Drones de Léa')
  await introduce(actors.daniel, 'Labs of Daniel')
  return { playing, ...actors }
}

async function hears(actor: Actor, words: string | RegExp): Promise<SeenMessage> {
  return says(actor.on, actor.id, 'dm', words)
}

async function gone({ on, id }: Actor, message: SeenMessage): Promise<void> {
  await until('it is gone', () => !on.see(id, 'dm').some((each) => each.id === message.id))
}

describe.each(kinds)('a conversation between Slack and Discord, with %s,', (kind) => {
  let playing: Playing
  let karim: Actor
  let lea: Actor
  let met: Met
  beforeAll(async () => {
    ;({ playing, karim, lea } = await stage(kind))
    met = await meet(karim, lea, 'Drones de Léa', ['Karim', 'Léa'])
  })
  afterEach(() => expect(playing.faults).toEqual([]))
  afterAll(async () => playing?.close())

  test('carries text with its formatting, attachments’ links and edits both ways, and takes back what is deleted', async () => {
    const founder = playing.world.bivouac.members['founder2'] ?? ''
    const said = await answerTo(karim, met.asker, `Bonjour *Léa* et <@${founder}> : voyez https://example.org/plan`, {
      files: [{ name: 'plan.pdf', type: 'application/pdf' }],
    })
    const copy = await hears(lea, 'voyez')
    expect(copy.text).toContain('Karim Haddad')
    expect(copy.text).toContain('@Emily Carter')
    expect(copy.text).toContain('plan.pdf')
    expect(JSON.stringify(copy.raw)).toContain('**Léa**')
    expect(JSON.stringify(copy.raw)).toContain('https://example.org/plan')
    expect(copy.pinged).toEqual([])

    const answer = await answerTo(lea, copy, 'Avec **plaisir**, Karim')
    const back = await hears(karim, 'plaisir')
    expect(back.thread).toBe(met.asker.id)
    expect(JSON.stringify(back.raw)).toContain('"bold":true')

    await editAndDelete(playing, [
      { author: karim, message: said, reader: lea, copy, anew: 'Bonjour Léa : voyez plutôt demain' },
      { author: lea, message: answer, reader: karim, copy: back, anew: 'Avec joie, Karim' },
    ])
  })

  test('carries what tries to break out as plain words', async () => {
    for (const [index, text] of hostileTexts.entries()) await answerTo(lea, met.asked, `${index}: ${text}`)
    await unhurried(playing, 'all is there', () => heard(karim, '5: é😀'))
    const copies = saying(karim.on, karim.id, 'dm', /^Léa Fontaine/u).filter(({ thread }) => thread === met.asker.id)
    expect(copies.flatMap((message) => message.pinged)).toEqual([])
    expect(copies.find(({ text }) => text.includes('0:'))?.text).toContain('@everyone @here')
    expect(JSON.stringify(copies.map(({ raw }) => raw))).not.toMatch(/javascript:[^"]*"?,?"?type":"link|\u202e/u)

    await answerTo(karim, met.asker, '@everyone @here <!channel> ](http://wicked.example) ||y||\n# title')
    const copy = await hears(lea, 'wicked.example')
    expect(copy.pinged).toEqual([])
    expect(copy.text).toContain('# title')
    expect(copy.text).toContain('||y||')
  })

  test('goes on after a restart, with what was written meanwhile, in order', async () => {
    await answerTo(karim, met.asker, 'avant 1')
    await playing.restart(async () => {
      for (const word of ['pendant 2', 'pendant 3']) await answerTo(karim, met.asker, word)
      for (const word of ['pendant 4', 'pendant 5']) await lea.on.write(lea.id, 'dm', word)
    })
    await answerTo(karim, met.asker, 'après 6')
    await hears(lea, 'après 6')
    await hears(karim, 'pendant 5')
    expect(orderOf(lea, 'Karim Haddad', 'avant|pendant|après')).toEqual(['1', '2', '3', '6'])
    expect(orderOf(karim, 'Léa Fontaine', 'avant|pendant|après')).toEqual(['4', '5'])
  })

  test('follows, after a restart, what was edited and deleted meanwhile on both sides', async () => {
    const written = await Promise.all(
      [
        { author: karim, opening: met.asker, reader: lea },
        { author: lea, opening: met.asked, reader: karim },
      ].map(async ({ author, opening, reader }) => {
        const kept = await answerTo(author, opening, `à corriger de ${author.id}`)
        const dropped = await answerTo(author, opening, `à effacer de ${author.id}`)
        await hears(reader, `à effacer de ${author.id}`)
        return { author, opening, reader, kept, dropped }
      }),
    )
    await playing.restart(async () => {
      for (const { author, opening, kept, dropped } of written) {
        await author.on.rewrite(author.id, 'dm', kept, `corrigé par ${author.id}`)
        await author.on.erase(author.id, 'dm', dropped)
        const hasty = await answerTo(author, opening, `vite de ${author.id}`)
        await author.on.rewrite(author.id, 'dm', hasty, `mieux de ${author.id}`)
        await author.on.erase(author.id, 'dm', await answerTo(author, opening, `jamais de ${author.id}`))
      }
    })
    for (const { author, reader } of written) {
      for (const words of ['corrigé par', 'mieux de']) await hears(reader, `${words} ${author.id}`)
      const words = new RegExp(`(à effacer|à corriger|vite|jamais) de ${author.id}`, 'u')
      await until('what is gone is gone', () => saying(reader.on, reader.id, 'dm', words).length === 0)
      expect(saying(reader.on, reader.id, 'dm', `de ${author.id}`)).toHaveLength(1)
    }
  })

  test('carries what is long in as many messages as it takes, with its edits and its deletion', async () => {
    const upTo = (words: number) => Array.from({ length: words }, (_, index) => index)
    const long = (words: number) =>
      upTo(words)
        .map((index) => `mot${index}*`)
        .join(' ')
    const seen = () =>
      saying(lea.on, lea.id, 'dm', /mot\d/u).flatMap(({ text }) =>
        [...text.matchAll(/mot(\d+)/gu)].map((match) => Number(match[1])),
      )
    const sent = await answerTo(karim, met.asker, long(900))
    await until('all is there', () => seen().length >= 900)
    expect(seen()).toEqual(upTo(900))
    await karim.on.rewrite(karim.id, 'dm', sent, long(50))
    await until('it is shorter', () => seen().length === 50)
    await karim.on.rewrite(karim.id, 'dm', sent, long(950))
    await until('it is longer', () => seen().length >= 950)
    expect(seen()).toEqual(upTo(950))
    await karim.on.erase(karim.id, 'dm', sent)
    await until('all is gone', () => seen().length === 0)
  })

  test('is over when somebody leaves or their workspace does, and goes on when they are back', async () => {
    const { frenchTech } = playing.world
    await lea.on.leave(frenchTech.id, lea.id)
    await unhurried(playing, 'it is told', () => heard(karim, 'Léa Fontaine a quitté French Tech'))
    await unhurried(playing, 'nobody can end it', () => !isOpenTo(karim, met.asker))
    await answerTo(karim, met.asker, 'Toujours là ?')
    await unhurried(playing, 'it is over', () => heard(karim, 'Cette conversation est terminée'))
    await lea.on.rejoin(frenchTech.id, lea.id)
    await unhurried(playing, 'it goes on', () => isOpenTo(karim, met.asker))
    await unhurried(playing, 'nothing says that they left', () => !heard(karim, 'a quitté'))
    await unhurried(playing, 'nor that it is over', () => !heard(karim, 'Cette conversation est terminée'))

    const { bivouac } = playing.world
    await karim.on.leave(bivouac.id, karim.id)
    await unhurried(playing, 'it is told', () => heard(lea, 'Karim Haddad a quitté'))
    await lea.on.write(lea.id, 'dm', 'Personne ?')
    await unhurried(playing, 'it goes nowhere', () => heard(lea, 'vous n’avez pas de conversation de ce genre'))
    await karim.on.rejoin(bivouac.id, karim.id)
    await unhurried(playing, 'it goes on', () => isOpenTo(lea, met.asked))

    await lea.on.uninstall(frenchTech.id)
    await unhurried(playing, 'it is told', () => heard(karim, 'Je ne suis plus dans French Tech'))
    await unhurried(playing, 'nobody can end it', () => !isOpenTo(karim, met.asker))
    await answerTo(karim, met.asker, 'Et maintenant ?')
    await unhurried(playing, 'it is over again', () => heard(karim, 'Cette conversation est terminée'))
    await lea.on.install(frenchTech.id)
    await unhurried(playing, 'it goes on again', () => isOpenTo(karim, met.asker))
    await answerTo(karim, met.asker, 'Te revoilà')
    await hears(lea, 'Te revoilà')
    await playing.restart(async () => {
      await answerTo(karim, met.asker, 'Pendant la pause')
      await lea.on.write(lea.id, 'dm', 'Et moi aussi')
    })
    await hears(lea, 'Pendant la pause')
    await hears(karim, 'Et moi aussi')
    expect(saying(lea.on, lea.id, 'dm', /Toujours là|Et maintenant/u)).toEqual([])
    expect(saying(karim.on, karim.id, 'dm', 'Personne')).toEqual([])
  })
})

function heard({ on, id }: Actor, words: string): boolean {
  return saying(on, id, 'dm', words).length > 0
}

function isOpenTo({ on, id }: Actor, opening: SeenMessage): boolean {
  return on.see(id, 'dm').some((message) => message.id === opening.id && controlOf(message, 'conversation.end'))
}

describe.each(kinds)('several conversations, with %s,', (kind) => {
  let playing: Playing
  let karim: Actor
  let emily: Actor
  let lea: Actor
  let daniel: Actor
  let withKarim: Met
  let withEmily: Met
  beforeAll(async () => {
    ;({ playing, karim, emily, lea, daniel } = await stage(kind))
    withKarim = await meet(karim, daniel, 'Labs of Daniel', ['Karim', 'Daniel'])
    withEmily = await meet(emily, daniel, 'Labs of Daniel', ['Emily', 'Daniel'])
  })
  afterEach(() => expect(playing.faults).toEqual([]))
  afterAll(async () => playing?.close())

  test('stay apart: a reply belongs to the message it answers, anything else is asked about first', async () => {
    await answerTo(daniel, withKarim.asked, 'For Karim alone')
    await hears(karim, 'For Karim alone')

    await daniel.on.write(daniel.id, 'dm', 'For whom, one?')
    await daniel.on.write(daniel.id, 'dm', 'For whom, two?')
    const question = await directWith(daniel, 'conversation.choose', '2')
    expect(question.controls.map((control) => 'label' in control && control.label)).toEqual([
      'Emily',
      'Karim',
      'Nobody',
    ])
    await playing.bot.settled()
    for (const actor of [karim, emily]) expect(saying(actor.on, actor.id, 'dm', 'For whom')).toEqual([])
    expect(wordsOf(await daniel.on.press(daniel.id, 'dm', question.id, 'Emily'))).toContain('Emily')
    await hears(emily, 'For whom, two?')
    expect(saying(emily.on, emily.id, 'dm', /For whom/u).map(({ text }) => /one|two/u.exec(text)?.[0])).toEqual([
      'one',
      'two',
    ])
    await gone(daniel, question)
    expect(saying(karim.on, karim.id, 'dm', 'For whom')).toEqual([])
    expect(saying(emily.on, emily.id, 'dm', 'For Karim alone')).toEqual([])

    const copy = await (async () => {
      await answerTo(emily, withEmily.asker, 'Hello from the boats')
      return hears(daniel, 'Hello from the boats')
    })()
    await answerTo(daniel, copy, 'Ahoy, Emily')
    await hears(emily, 'Ahoy, Emily')
    expect(saying(karim.on, karim.id, 'dm', 'Ahoy')).toEqual([])
  })

  test('on Slack each has its thread; what is written outside is asked about, and goes nowhere by itself', async () => {
    await meet(emily, lea, 'Drones de Léa', ['Emily', 'Léa'])
    await emily.on.write(emily.id, 'dm', 'Outside of any thread')
    const question = await directWith(emily, 'conversation.choose')
    expect(wordsOf(await emily.on.press(emily.id, 'dm', question.id, 'Nobody'))).toContain('nothing was carried')
    await gone(emily, question)
    await emily.on.write(emily.id, 'dm', 'Outside, but for Léa')
    const again = await directWith(emily, 'conversation.choose')
    await emily.on.press(emily.id, 'dm', again.id, 'Léa')
    await hears(lea, 'Outside, but for Léa')
    expect(saying(lea.on, lea.id, 'dm', 'Outside of any thread')).toEqual([])
    expect(saying(daniel.on, daniel.id, 'dm', 'Outside')).toEqual([])
  })

  test('keep the order of twenty quick messages', async () => {
    const numbers = Array.from({ length: 20 }, (_, index) => index + 1)
    for (const number of numbers) await answerTo(karim, withKarim.asker, `quick ${number}.`)
    await hears(daniel, 'quick 20.')
    const seen = saying(daniel.on, daniel.id, 'dm', /quick \d+\./u).map(({ text }) =>
      Number(/quick (\d+)/u.exec(text)?.[1]),
    )
    expect(seen).toEqual(numbers)
  })

  test('end for both; what is written afterwards goes nowhere, and whoever writes it is told', async () => {
    const ending = await pressAction(karim, 'dm', withKarim.asker, 'conversation.end')
    expect(wordsOf(ending)).toContain('Daniel')
    await hears(daniel, 'Karim Haddad has ended this conversation')
    await until('both openings are closed', () =>
      [
        [karim, withKarim.asker],
        [daniel, withKarim.asked],
      ].every(([actor, opening]) => {
        const { on, id } = actor as Actor
        const message = on.see(id, 'dm').find((each) => each.id === (opening as SeenMessage).id)
        return message && controlOf(message, 'conversation.end') === undefined
      }),
    )
    await answerTo(daniel, withKarim.asked, 'Too late')
    await answerTo(daniel, withKarim.asked, 'Too late again')
    await hears(daniel, 'This conversation has ended')
    await playing.bot.settled()
    expect(saying(daniel.on, daniel.id, 'dm', 'This conversation has ended')).toHaveLength(1)
    expect(saying(karim.on, karim.id, 'dm', 'Too late')).toEqual([])
  })

  test('can be blocked by each side, who can think again; the blocked one sees an end and no more', async () => {
    const blocking = await pressAction(daniel, 'dm', withEmily.asked, 'conversation.block')
    expect(wordsOf(blocking)).toContain('Emily')
    const told = await hears(emily, 'Daniel Okafor has ended this conversation')
    expect(told.text).not.toMatch(/block/iu)
    expect(wordsOf(await askFor(emily, 'Labs of Daniel'))).toContain('not available')
    const opening = await directWith(daniel, 'conversation.unblock', 'Emily')
    expect(wordsOf(await pressAction(daniel, 'dm', opening, 'conversation.unblock'))).toContain('no longer blocked')
    expect(wordsOf(await askFor(emily, 'Labs of Daniel'))).toContain('I have asked Daniel Okafor')
  })

  test('when there is none, whoever writes to Totem is told what it is for, once a day', async () => {
    const association = playing.world.frenchTech.members['association'] ?? ''
    const yasmine: Actor = { on: playing.world.discord, id: association, room: lea.room }
    await yasmine.on.write(association, 'dm', 'Hello?')
    await yasmine.on.write(association, 'dm', 'Anybody?')
    await hears(yasmine, '/intro meet')
    await playing.bot.settled()
    expect(saying(yasmine.on, association, 'dm', '/intro meet')).toHaveLength(1)
    await playing.later({ days: 1 })
    await yasmine.on.write(association, 'dm', 'Still there?')
    await until('told again', () => saying(yasmine.on, association, 'dm', '/intro meet').length === 2)
  })

  test('somebody whose direct messages are closed cannot be reached, and the other is told', async () => {
    const opened = await meet(karim, lea, 'Drones de Léa', ['Karim', 'Léa'])
    lea.on.setDirectMessages(lea.id, false)
    const lost = await answerTo(karim, opened.asker, 'Are you there?')
    const told = await hears(karim, 'Je n’ai pas pu transmettre ce message')
    expect(told.thread).toBe(opened.asker.id)
    expect(lost).not.toBe(told.id)
    lea.on.setDirectMessages(lea.id, true)
    // Léa reads French in a server that speaks English.
    karim.on.setDirectMessages(karim.id, false)
    await answerTo(lea, opened.asked, 'Et vous ?')
    await hears(lea, 'Je n’ai pas pu transmettre ce message')
    karim.on.setDirectMessages(karim.id, true)
  })
})

describe.each(kinds)('a conversation between two Discord servers, with %s,', (kind) => {
  let playing: Playing
  beforeAll(async () => {
    playing = await play(kind)
  })
  afterAll(async () => playing?.close())

  test('is carried between direct messages', async () => {
    const { discord, frenchTech } = playing.world
    const antenna = await addServer(playing.world, 'Antenne')
    await connectServer(playing.world, antenna)
    const moreau = await discord.join(antenna.id, { name: 'Inès Moreau', locale: 'fr' })

    const lea: Actor = {
      on: discord,
      id: frenchTech.members['founder'] ?? '',
      room: frenchTech.channels['introductions'] ?? '',
    }
    const ines: Actor = {
      on: discord,
      id: moreau,
      room: antenna.channels['introductions'] ?? '',
    }
    await introduce(lea, 'Drones de Léa')
    await introduce(ines, 'Toits d’Inès')
    const met = await meet(lea, ines, 'Toits d’Inès', ['Léa', 'Inès'])
    await lea.on.write(lea.id, 'dm', 'Bonjour, simplement')
    const copy = await hears(ines, 'Bonjour, simplement')
    await answerTo(ines, copy, 'Bonjour à vous')
    const back = await hears(lea, 'Bonjour à vous')

    const [first, second] = [await lea.on.write(lea.id, 'dm', 'un'), await lea.on.write(lea.id, 'dm', 'deux')]
    await hears(ines, 'deux')
    await lea.on.rewrite(lea.id, 'dm', first, 'un, ou plutôt trois')
    await lea.on.erase(lea.id, 'dm', second)
    await hears(ines, 'plutôt trois')
    await until('the copy is gone', () => saying(ines.on, ines.id, 'dm', 'deux').length === 0)
    await playing.restart(async () => {
      await lea.on.rewrite(lea.id, 'dm', first, 'finalement quatre')
      await answerTo(lea, back, 'écrit entre-temps')
      await ines.on.write(ines.id, 'dm', 'moi aussi')
    })
    for (const words of ['finalement quatre', 'écrit entre-temps']) await hears(ines, words)
    await hears(lea, 'moi aussi')
    await playing.bot.settled()
    for (const words of ['finalement quatre', 'écrit entre-temps'])
      expect(saying(ines.on, ines.id, 'dm', words)).toHaveLength(1)

    await pressAction(ines, 'dm', met.asked, 'conversation.end')
    await hears(lea, 'Inès Moreau a mis fin')
    const again = await meet(lea, ines, 'Toits d’Inès', ['Léa', 'Inès'])
    const blocking = await pressAction(lea, 'dm', again.asker, 'conversation.block')
    expect(wordsOf(blocking)).toContain('Inès n’en saura rien')
    expect((await hears(ines, 'Léa Fontaine a mis fin')).text).not.toMatch(/blo/iu)
    await ines.on.write(ines.id, 'dm', 'trop tard')
    await playing.bot.settled()
    expect(saying(lea.on, lea.id, 'dm', 'trop tard')).toEqual([])
    expect(wordsOf(await askFor(lea, 'Toits d’Inès'))).toContain('n’est pas disponible')
    expect(playing.faults).toEqual([])
  })
})
