import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Answer } from '../../src/sandbox/playground.ts'
import { kinds } from '../support/database.ts'
import {
  type Actor,
  answerTo,
  askFor,
  controlOf,
  directWith,
  introduce,
  meet,
  pressAction,
} from '../support/meeting.ts'
import { type Playing, play, saying, says, wordsOf } from '../support/playing.ts'
import { until } from '../support/until.ts'

describe.each(kinds)('people of one community, with %s,', (kind) => {
  let playing: Playing
  let karim: Actor
  let emily: Actor
  let lea: Actor
  let daniel: Actor
  beforeAll(async () => {
    playing = await play(kind)
    const { slack, discord, bivouac, frenchTech } = playing.world
    const here = { on: slack, room: bivouac.channels['presentations'] ?? '' }
    const there = { on: discord, room: frenchTech.channels['introductions'] ?? '' }
    karim = { ...here, id: bivouac.members['founder'] ?? '' }
    emily = { ...here, id: bivouac.members['founder2'] ?? '' }
    lea = { ...there, id: frenchTech.members['founder'] ?? '' }
    daniel = { ...there, id: frenchTech.members['founder2'] ?? '' }
    await Promise.all([introduce(karim, 'Des capteurs pour les champs'), introduce(lea, 'Des drones pour les vignes')])
    await Promise.all([introduce(emily, 'Batteries for boats'), introduce(daniel, 'Recruiting for labs')])
  })
  afterAll(async () => playing?.close())

  test('in one Slack workspace get a group message with both introductions; later they are asked whether they met', async () => {
    const answer = await askFor(karim, 'Batteries for boats')
    expect(wordsOf(answer)).toContain('Emily Carter')
    expect(wordsOf(await askFor(karim, 'Batteries for boats'))).toContain('déjà posée')
    const request = await directWith(emily, 'meeting.yes', 'Karim Haddad would like to meet you')
    expect(request.text).toContain('Des capteurs pour les champs')
    expect(wordsOf(await pressAction(emily, 'dm', request, 'meeting.yes'))).toContain('You said yes')

    const group = await until('there is a group', () =>
      karim.on.conversations(karim.id).find((conversation) => conversation.kind === 'group'),
    )
    const opening = await says(karim.on, karim.id, group.id, 'Karim & Emily')
    expect(opening.text).toContain('Batteries for boats')
    expect(opening.text).toContain('Des capteurs pour les champs')
    expect(emily.on.conversations(emily.id).some(({ id }) => id === group.id)).toBe(true)
    expect(wordsOf(await askFor(emily, 'Des capteurs pour les champs'))).toContain('already been introduced')

    await playing.later({ days: 13 })
    expect(saying(karim.on, karim.id, 'dm', 'Avez-vous pu échanger')).toEqual([])
    await playing.later({ days: 2 })
    const question = await directWith(karim, 'meeting.met', 'Emily Carter')
    expect(wordsOf(await karim.on.press(karim.id, 'dm', question.id, 'Oui'))).toContain('Formidable')
    const other = await directWith(emily, 'meeting.met', 'Did you meet Karim Haddad?')
    expect(wordsOf(await emily.on.press(emily.id, 'dm', other.id, 'Not yet'))).toContain('Thank you')
    await says(karim.on, karim.id, 'dm', 'La rencontre a eu lieu')
    expect(saying(emily.on, emily.id, 'dm', 'Did you meet')).toHaveLength(1)
    expect(playing.faults).toEqual([])
  })

  test('in one Discord server get a private thread; nobody else sees it', async () => {
    await askFor(lea, 'Recruiting for labs')
    const request = await directWith(daniel, 'meeting.yes', 'Léa Fontaine')
    await pressAction(daniel, 'dm', request, 'meeting.yes')
    const thread = await until('there is a thread', () =>
      daniel.on.conversations(daniel.id).find((conversation) => conversation.kind === 'thread'),
    )
    expect(thread.name).toContain('Léa & Daniel')
    const opening = await says(lea.on, lea.id, thread.id, 'Recruiting for labs')
    expect(opening.text).toContain('Des drones pour les vignes')
    expect([...opening.pinged].sort()).toEqual([lea.id, daniel.id].sort())
    const stranger = playing.world.frenchTech.members['association'] ?? ''
    expect(lea.on.conversations(stranger).some(({ id }) => id === thread.id)).toBe(false)
    expect(playing.faults).toEqual([])
  })

  test('of two platforms get an opening each, with the other’s introduction, End and Block', async () => {
    const openings = await meet(karim, lea, 'Des drones pour les vignes', ['Karim', 'Léa'])
    expect(openings.asker.text).toContain('Des drones pour les vignes')
    expect(openings.asker.text).toContain('Vous avez demandé cette mise en relation, et c’est oui.')
    expect(openings.asker.text).toContain('dans le fil de ce message')
    expect(openings.asked.text).toContain('Des capteurs pour les champs')
    expect(openings.asked.text).toContain('Karim Haddad a demandé cette mise en relation, et c’est oui.')
    expect(openings.asked.text).toMatch(/répondant à ce message|replying to this message/u)
    for (const opening of [openings.asker, openings.asked])
      expect(controlOf(opening, 'conversation.block')).toBeDefined()
    expect(playing.faults).toEqual([])
  })

  test('who are told no, or nothing for a week, hear the same kind words', async () => {
    await askFor(emily, 'Recruiting for labs')
    const first = await directWith(daniel, 'meeting.no', 'Emily Carter')
    expect(wordsOf(await pressAction(daniel, 'dm', first, 'meeting.no'))).toContain('kindly')
    const regret = await says(emily.on, emily.id, 'dm', 'It does not suit Daniel Okafor')
    await until('the request is closed', () =>
      daniel.on.see(daniel.id, 'dm').some((message) => message.id === first.id && message.controls.length === 0),
    )
    expect(wordsOf(await askFor(emily, 'Recruiting for labs'))).toContain('not available')

    await askFor(emily, 'Des drones pour les vignes')
    const second = await directWith(lea, 'meeting.no', 'Emily Carter')
    await playing.later({ days: 6 })
    expect(saying(emily.on, emily.id, 'dm', 'Léa Fontaine')).toEqual([])
    await playing.later({ days: 2 })
    const silent = await says(emily.on, emily.id, 'dm', 'It does not suit Léa Fontaine')
    expect(silent.text.replace('Léa Fontaine', '')).toBe(regret.text.replace('Daniel Okafor', ''))
    await until('the request has expired', () =>
      lea.on.see(lea.id, 'dm').some((message) => message.id === second.id && message.controls.length === 0),
    )
    expect(playing.faults).toEqual([])
  })

  test('who ask for themselves, or for somebody who has closed their direct messages, are told so', async () => {
    expect(wordsOf(await askFor(karim, 'Des capteurs pour les champs'))).toContain('C’est vous')
    karim.on.setDirectMessages(emily.id, true)
    lea.on.setDirectMessages(daniel.id, false)
    await askFor(karim, 'Recruiting for labs')
    await says(karim.on, karim.id, 'dm', 'Ce n’est pas le bon moment pour Daniel Okafor')
    lea.on.setDirectMessages(daniel.id, true)
    expect(playing.faults).toEqual([])
  })

  test('who ask can think again, as long as nobody has answered; who are asked can block them, and think again', async () => {
    const { discord, frenchTech } = playing.world
    const id = await discord.join(frenchTech.id, { name: 'Inès Moreau', locale: 'fr' })
    const ines: Actor = { ...lea, id }
    await introduce(ines, 'Des toits pour le soleil')
    const asked = await askFor(karim, 'Des toits pour le soleil')
    const request = await directWith(ines, 'meeting.yes', 'Karim Haddad')
    expect(wordsOf(await pressReply(karim, karim.room, asked, 'meeting.withdraw'))).toContain('C’est retiré')
    const closed = await says(ines.on, ines.id, 'dm', 'Cette demande a été retirée')
    expect([closed.id, closed.controls]).toEqual([request.id, []])

    await askFor(karim, 'Des toits pour le soleil')
    expect(wordsOf(await askFor(karim, 'Des toits pour le soleil'))).toContain('déjà posée')
    const again = await directWith(ines, 'meeting.never', 'Karim Haddad')
    expect(again.id).toBe(request.id)
    const blocked = await pressAction(ines, 'dm', again, 'meeting.never')
    expect(wordsOf(blocked)).toContain('Karim n’en saura rien')
    await says(karim.on, karim.id, 'dm', 'Ce n’est pas le bon moment pour Inès Moreau')
    await directWith(ines, 'conversation.unblock', 'Karim Haddad')
    expect(wordsOf(await pressReply(ines, 'dm', blocked, 'conversation.unblock'))).toContain('vous avez débloqué Karim')
    await until('there is nothing more to undo', () =>
      ines.on.see(id, 'dm').some((message) => message.id === request.id && message.controls.length === 0),
    )
    expect(playing.faults).toEqual([])
  })

  test('in a group or a thread can block each other there, which nobody else sees', async () => {
    for (const [actor, other, kind] of [
      [karim, 'Emily', 'group'],
      [lea, 'Daniel', 'thread'],
    ] as const) {
      const room = actor.on.conversations(actor.id).find((conversation) => conversation.kind === kind)?.id ?? ''
      const opening = await says(actor.on, actor.id, room, /Bloquer|Block|&/u)
      const whom = await pressAction(actor, room, opening, 'conversation.block')
      const blocked = await pressReply(actor, room, whom, 'conversation.block')
      expect(wordsOf(blocked)).toContain(`${other} n’en saura rien`)
      const card = actor === karim ? 'Batteries for boats' : 'Recruiting for labs'
      expect(wordsOf(await askFor(actor, card))).toContain('n’est pas disponible')
      await pressReply(actor, room, blocked, 'conversation.unblock')
      expect(wordsOf(await askFor(actor, card))).toContain('déjà faite')
    }
    expect(saying(emily.on, emily.id, 'dm', /block/iu)).toEqual([])
    expect(playing.faults).toEqual([])
  })

  test('of whom one cannot be put in a group get a relayed conversation', async () => {
    const { slack, bivouac } = playing.world
    const id = await slack.join(bivouac.id, { name: 'Zoé Lambert', locale: 'fr' })
    const zoe: Actor = { ...karim, id }
    await introduce(zoe, 'Des vélos pour la ville')
    await askFor(emily, 'Des vélos pour la ville')
    const request = await directWith(zoe, 'meeting.yes', 'Emily Carter')
    slack.setDirectMessages(id, false)
    await pressAction(zoe, 'dm', request, 'meeting.yes')
    const opening = await directWith(emily, 'conversation.end', 'Zoé')
    await says(slack, emily.id, 'dm', 'Zoé Lambert does not receive direct messages from me')
    slack.setDirectMessages(id, true)
    await answerTo(emily, opening, 'Hello from the boats')
    const copy = await says(slack, id, 'dm', 'Hello from the boats')
    await answerTo(zoe, copy, 'Bonjour de la ville')
    expect((await says(slack, emily.id, 'dm', 'Bonjour de la ville')).thread).toBe(opening.id)

    // Whoever says yes to somebody who has left is told so, and meets nobody.
    await askFor(zoe, 'Des drones pour les vignes')
    const late = await directWith(lea, 'meeting.yes', 'Zoé Lambert')
    await slack.leave(bivouac.id, id)
    await says(slack, emily.id, 'dm', 'Zoé Lambert has left Le Bivouac')
    expect(wordsOf(await pressAction(lea, 'dm', late, 'meeting.yes'))).toContain('n’est plus ici')
    await until('the request is closed', () =>
      lea.on.see(lea.id, 'dm').some((message) => message.id === late.id && message.controls.length === 0),
    )
    expect(saying(lea.on, lea.id, 'dm', 'Zoé et vous')).toEqual([])
    expect(playing.faults).toEqual([])
  })
})

/** Presses what is under a private answer. */
async function pressReply(actor: Actor, channel: string, answer: Answer, name: string): Promise<Answer> {
  if (answer.kind !== 'message' && answer.kind !== 'updated') throw new Error(`the answer is ${JSON.stringify(answer)}`)
  return pressAction(actor, channel, answer.message, name)
}
