import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { kinds } from '../support/database.ts'
import { type Actor, askFor, controlOf, directWith, introduce, meet, pressAction } from '../support/meeting.ts'
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
    await says(karim.on, karim.id, 'dm', 'Vous vous êtes rencontrés')
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
    expect(openings.asker.text).toContain('dans le fil de ce message')
    expect(openings.asked.text).toContain('Des capteurs pour les champs')
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
})
