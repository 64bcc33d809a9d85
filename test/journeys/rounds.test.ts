import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { SeenMessage } from '../../src/sandbox/playground.ts'
import { kinds } from '../support/database.ts'
import { type Actor, answerTo, controlOf, directWith, introduce, pressAction } from '../support/meeting.ts'
import { type Playing, play, saying, says, wordsOf } from '../support/playing.ts'
import { type Side, sideOf } from '../support/sides.ts'
import { until } from '../support/until.ts'

describe.each(kinds)('rounds, with %s,', (kind) => {
  let playing: Playing
  let slack: Side
  let discord: Side
  let karim: Actor
  let lea: Actor
  beforeAll(async () => {
    playing = await play(kind)
    slack = sideOf(playing.world, 'slack')
    discord = sideOf(playing.world, 'discord')
    karim = actor(slack, 'founder')
    lea = actor(discord, 'founder')
    await Promise.all([introduce(karim, 'Des capteurs pour les champs'), introduce(lea, 'Des drones pour les vignes')])
  })
  afterAll(async () => playing?.close())

  test('across platforms: two days’ notice, a relayed conversation with an ice-breaker, and the question a week later', async () => {
    for (const each of [karim, lea])
      expect(wordsOf(await type(each, '/intro rounds'))).toContain('Vous ne participez pas aux rondes')
    expect(wordsOf(await type(karim, '/intro rounds on'))).toContain('vous ouvrez le bal')
    expect(wordsOf(await type(karim, '/intro rounds'))).toContain(
      'Elles commencent dès qu’une autre personne participe',
    )
    expect(wordsOf(await type(lea, '/intro rounds on'))).toContain('Prochaine ronde')
    const notice = await day(playing, () => noticesOf(karim)[0])
    expect(notice.text).toContain('Une ronde se prépare')
    expect(notice.text).toContain('une demi-heure suffit')
    expect(await until('Léa is told too', () => noticesOf(lea)[0])).toBeDefined()
    expect(openings(karim)).toEqual([])
    for (const each of [karim, lea]) {
      const standing = await type(each, '/intro rounds')
      expect(wordsOf(standing)).toContain('Vous participez aux rondes. Prochaine ronde : ')
      expect(standing.kind === 'message' && standing.message.controls).toHaveLength(2)
    }
    await playing.later({ days: 2 })
    const [here] = await until('there is a conversation', () => some(openings(karim)))
    const [there] = await until('the other side has it', () => some(openings(lea)))
    expect(here?.text).toContain('Des drones pour les vignes')
    expect(there?.text).toContain('Des capteurs pour les champs')
    for (const opening of [here, there]) {
      expect(opening?.text).toContain('La ronde de cette quinzaine vous réunit')
      expect(opening?.text).toContain('Pour briser la glace')
    }
    await until('the notice has lost its button', () => saying(karim.on, karim.id, 'dm', 'La ronde a commencé')[0])
    if (there) await answerTo(lea, there, 'Mardi à 14 h ?')
    await says(karim.on, karim.id, 'dm', 'Mardi à 14 h ?')

    await playing.later({ days: 6 })
    expect(saying(karim.on, karim.id, 'dm', 'Avez-vous pu échanger')).toEqual([])
    await playing.later({ days: 1 })
    const question = await directWith(karim, 'meeting.met', 'Avez-vous pu échanger avec Léa Fontaine')
    expect(wordsOf(await karim.on.press(karim.id, 'dm', question.id, 'Oui'))).toContain('Formidable')
    expect(openings(karim)).toHaveLength(1)
    expect(playing.faults).toEqual([])
  })

  test('Skip this round leaves somebody alone: they are told once; the skipper takes part in the next', async () => {
    const seen = noticesOf(lea).length
    await day(playing, () => noticesOf(lea)[seen])
    const notice = await directWith(lea, 'round.skip')
    expect(wordsOf(await pressAction(lea, 'dm', notice, 'round.skip'))).toContain('Vous passez cette ronde')
    await until('the notice says so', () =>
      saying(lea.on, lea.id, 'dm', 'Vous passez cette ronde').find(({ id }) => id === notice.id),
    )
    await playing.later({ days: 2 })
    await says(karim.on, karim.id, 'dm', 'il ne restait personne')
    await playing.later({ days: 1 })
    expect(saying(karim.on, karim.id, 'dm', 'il ne restait personne')).toHaveLength(1)
    expect(saying(lea.on, lea.id, 'dm', 'il ne restait personne')).toEqual([])
    await says(karim.on, karim.id, 'dm', 'La ronde a eu lieu')
    expect(openings(lea)).toHaveLength(1)
    for (const each of [karim, lea]) expect(wordsOf(await type(each, '/intro rounds off'))).toContain('Entendu')
    expect(playing.faults).toEqual([])
  })

  test('three of one Slack workspace get one group message', async () => {
    const people = ['founder2', 'association', 'investor'].map((role) => actor(slack, role))
    for (const each of people) await type(each, '/intro rounds on')
    const groups = (each: Actor) => each.on.conversations(each.id).filter(({ kind: of }) => of === 'group')
    const group = await day(playing, () => groups(people[0] ?? karim)[0])
    for (const each of people) expect(groups(each).map(({ id }) => id)).toEqual([group.id])
    const opening = await says(slack.on, people[0]?.id ?? '', group.id, 'Emily')
    expect(opening.text).toMatch(/This round brings you together|La ronde de cette quinzaine/u)
    expect(opening.text).toContain('Maëlle')
    for (const each of people) await type(each, '/intro rounds off')
    expect(playing.faults).toEqual([])
  })

  test('two of one Discord server get a private thread; who left is not paired', async () => {
    const people = ['founder2', 'association', 'researcher'].map((role) => actor(discord, role))
    for (const each of people) await type(each, '/intro rounds on')
    const gone = people.pop() ?? lea
    await introduce(gone, 'Des algues pour les murs')
    const notice = await day(playing, () => noticesOf(people[0] ?? lea)[0])
    expect(notice.controls).toHaveLength(1)
    await discord.on.leave(discord.workspace, gone.id)
    await until('Totem knows that they left', () =>
      saying(lea.on, lea.id, lea.room, 'Des algues pour les murs').find(({ controls }) => controls.length === 0),
    )
    await playing.later({ days: 2 })
    const thread = await until('there is a thread', () =>
      people[0]?.on.conversations(people[0].id).find(({ kind: of }) => of === 'thread'),
    )
    expect(thread.name).toMatch(/Daniel & Yasmine|Yasmine & Daniel/u)
    const opening = await says(discord.on, people[1]?.id ?? '', thread.id, 'brings you together')
    expect(opening.pinged.toSorted()).toEqual(people.map(({ id }) => id).toSorted())
    for (const each of people) await type(each, '/intro rounds off')
    expect(playing.faults).toEqual([])
  })

  test('three rounds without an answer: asked whether to stay; who does not answer is taken out kindly', async () => {
    for (const each of [karim, lea]) await type(each, '/intro rounds on')
    const conversations = () => saying(karim.on, karim.id, 'dm', 'Léa et vous').length
    const before = conversations()
    await day(playing, () => (conversations() > before ? true : undefined))
    for (let round = 2; round <= 3; round++) {
      await playing.later({ days: 12 })
      await playing.later({ days: 2 })
    }
    await until('there were three', () => conversations() === before + 3)
    await playing.later({ days: 12 })
    const asked = await directWith(karim, 'round.stay', 'Souhaitez-vous rester dans les rondes')
    await directWith(lea, 'round.leave', 'Souhaitez-vous rester dans les rondes')
    expect(wordsOf(await pressAction(karim, 'dm', asked, 'round.stay'))).toContain('Vous restez dans les rondes')
    await playing.later({ days: 2 })
    await says(karim.on, karim.id, 'dm', 'il ne restait personne')
    await playing.later({ days: 12 })
    await says(lea.on, lea.id, 'dm', 'je ne vous compte plus dans les rondes')
    await until('the question is closed', () => saying(lea.on, lea.id, 'dm', 'Vous ne participez plus aux rondes')[0])
    expect(saying(karim.on, karim.id, 'dm', 'je ne vous compte plus')).toEqual([])
    expect(playing.faults).toEqual([])
  })
})

function actor({ on, introductions, member }: Side, role: string): Actor {
  return { on, room: introductions, id: member(role) }
}

/** Discord's client fills an option by its name. */
async function type({ on, id, room }: Actor, line: string) {
  return on.command(id, room, on.platform === 'discord' ? line.replace(/(on|off)$/u, 'state:$1') : line)
}

function noticesOf({ on, id }: Actor): SeenMessage[] {
  return saying(on, id, 'dm', /A round is coming|Une ronde se prépare/u)
}

function openings({ on, id }: Actor): SeenMessage[] {
  return on.see(id, 'dm').filter((message) => controlOf(message, 'conversation.end'))
}

function some<T>(all: readonly T[]): readonly T[] | undefined {
  return all.length > 0 ? all : undefined
}

const MOST_DAYS = 20

/** Lets one day pass after the other until something is there. */
async function day<T>(playing: Playing, look: () => T | undefined): Promise<T> {
  for (let count = 0; count < MOST_DAYS; count++) {
    await playing.later({ days: 1 })
    const found = look()
    if (found !== undefined) return found
  }
  throw new Error(`nothing of it in ${MOST_DAYS} days`)
}
