import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Answer, Playground, SeenMessage } from '../../src/sandbox/playground.ts'
import { kinds } from '../support/database.ts'
import { formOf, type Playing, play, saying, says, wordsOf } from '../support/playing.ts'
import { platforms, type Stage, stageOf } from '../support/stage.ts'
import { until } from '../support/until.ts'

describe.each(kinds)('an introduction card, with %s,', (kind) => {
  let playing: Playing
  beforeAll(async () => {
    playing = await play(kind)
  })
  afterAll(async () => playing?.close())

  /** Introduces a newcomer, and answers with their confirmation. */
  async function introduce(stage: Stage, name: string, headline: string): Promise<{ id: string; saved: Answer }> {
    const { here, workspace, introductions } = stage
    const id = await here.join(workspace, { name, locale: 'fr' })
    await says(here, id, 'dm', /Bienvenue dans|Welcome to/)
    const asked = await here.command(id, introductions, '/intro me')
    formOf(await here.press(id, introductions, messageOf(asked), 'Je suis…', ['startup']))
    return { id, saved: await here.fill(id, { 'En une ligne': headline }) }
  }

  test.each(platforms)('of %s: the first volunteer is named on it, everybody else is told who greets', async (on) => {
    const stage = stageOf(playing, on)
    const { here, there, introductions, thereIntroductions, founder, thereFounder, french } = stage
    const { id } = await introduce(stage, `Nadia ${on}`, `Je cartographie des sols ${on}`)
    const card = await says(here, founder, introductions, `Je cartographie des sols ${on}`)
    const copy = await says(there, thereFounder, thereIntroductions, `Je cartographie des sols ${on}`)
    const [greet, greetThere] = french ? ['J’accueille', 'I will greet'] : ['I will greet', 'J’accueille']
    expect(labels(copy)).toContain(greetThere)

    expect(wordsOf(await here.press(id, introductions, card.id, greet))).toContain('Ce bouton est pour les autres')
    const [one, other] = await Promise.all([
      here.press(founder, introductions, card.id, greet),
      there.press(thereFounder, thereIntroductions, copy.id, greetThere),
    ])
    const said = [wordsOf(one), wordsOf(other)]
    expect(said.filter((words) => words.startsWith('Merci !'))).toHaveLength(1)
    expect(said.filter((words) => words.startsWith('C’est déjà fait :'))).toHaveLength(1)
    const greeter = said[0]?.startsWith('Merci') ? nameOf(here, founder) : nameOf(there, thereFounder)

    await until('both cards name the greeter, without the button', () =>
      [seen(here, founder, introductions, card), seen(there, thereFounder, thereIntroductions, copy)].every(
        (shown) => shown.text.includes(greeter) && !labels(shown).some((label) => [greet, greetThere].includes(label)),
      ),
    )
    expect(seen(here, founder, introductions, card).text).toContain(`${french ? 'accueille' : 'greets'} Nadia ${on}.`)
    expect(labels(seen(here, founder, introductions, card))).toContain(
      french ? 'Demander une mise en relation' : 'Ask for an introduction',
    )
    expect(playing.faults).toEqual([])
  })

  test.each(platforms)('of %s goes back to one workspace and everywhere again at the author’s press', async (on) => {
    const stage = stageOf(playing, on)
    const { here, there, introductions, thereIntroductions, founder, founder2, thereFounder, french } = stage
    const headline = `Je soude des vélos ${on}`
    const { id, saved } = await introduce(stage, `Hugo ${on}`, headline)
    await says(there, thereFounder, thereIntroductions, headline)
    const home = french ? 'Le Bivouac' : 'French Tech'
    const confirmed = await here.press(id, introductions, messageOf(saved), `Seulement dans ${home}`)
    expect(wordsOf(confirmed)).toContain(`ne paraît plus que dans ${home}`)
    await until('the copy is gone', () => saying(there, thereFounder, thereIntroductions, headline).length === 0)
    await says(here, founder, introductions, headline)
    await here.press(id, introductions, messageOf(confirmed), 'Dans toute la communauté')
    await says(there, thereFounder, thereIntroductions, headline)

    const member = on === 'slack' ? `<@${id}>` : `member:<@${id}>`
    const shown = await here.command(founder2, introductions, `/intro show ${member}`)
    expect(wordsOf(shown)).toContain(headline)
    expect(labelsOf(shown)).toEqual(['Ask for an introduction'])
    expect(labelsOf(saved)).toEqual([`Seulement dans ${home}`, 'Changer de catégorie'])
    const own = await here.command(id, introductions, '/intro show')
    expect(labelsOf(own)).toEqual(['Modifier', 'Changer de catégorie'])
    const asked = await here.press(id, introductions, messageOf(own), 'Changer de catégorie')
    expect(wordsOf(asked)).toContain('Le reste ne change pas.')
    const form = formOf(await here.press(id, introductions, messageOf(asked), 'Je suis…', ['association']))
    expect(form.fields.map(({ value }) => value)).toContain(headline)
    await here.fill(id, {})
    await until('the card says what they are now', () =>
      saying(here, founder, introductions, headline).some(({ text }) => text.includes('Association')),
    )
    expect(playing.faults).toEqual([])
  })

  test('stays in the channel it was posted in when staff choose another, as an offer does, and follows there', async () => {
    const stage = stageOf(playing, 'slack')
    const { here, workspace, introductions, staff, staffChannel, founder, founder2, french } = stage
    const { offres = '' } = playing.world.bivouac.channels
    await here.write(playing.world.bivouac.members['partner'] ?? '', offres, '#offer A desk that stays\nFor a month.')
    await says(here, founder, offres, 'A desk that stays')
    const { id } = await introduce(stage, 'Awa', 'Je tisse le lin')
    const card = await says(here, founder, introductions, 'Je tisse le lin')
    const [welcomes, deals] = [
      await here.addChannel(workspace, { name: 'accueil' }),
      await here.addChannel(workspace, { name: 'annonces' }),
    ]
    const setup = formOf(await here.command(staff, staffChannel, '/totem setup'))
    expect(setup.fields.map(({ label }) => label)).toContain('Offres')
    await here.fill(staff, { Présentations: [welcomes], Offres: [deals] })
    await playing.later({ minutes: 2 })
    formOf(await here.command(id, introductions, '/intro me'))
    await here.fill(id, { 'En une ligne': 'Je tisse le chanvre' })
    await until('the card follows', () => seen(here, founder, introductions, card).text.includes('chanvre'))
    await introduce(stage, 'Bo', 'Je tisse la laine')
    await says(here, founder2, welcomes, 'Je tisse la laine')
    expect(saying(here, founder2, welcomes, 'Je tisse le')).toHaveLength(0)
    expect(saying(here, founder2, deals, 'A desk that stays')).toHaveLength(0)
    expect(saying(here, founder2, offres, 'A desk that stays')).toHaveLength(2)
    expect(french && playing.faults).toEqual([])
  })
})

function labels(message: SeenMessage): string[] {
  return message.controls.flatMap((control) => (control.kind === 'button' ? [control.label] : []))
}

function labelsOf(answer: Answer): string[] {
  return answer.kind === 'message' || answer.kind === 'updated' ? labels(answer.message) : []
}

function messageOf(answer: Answer): string {
  if (answer.kind === 'message' || answer.kind === 'updated') return answer.message.id
  throw new Error(`the answer is ${JSON.stringify(answer)}`)
}

function seen(on: Playground, member: string, channel: string, card: SeenMessage): SeenMessage {
  return on.see(member, channel).find((message) => message.id === card.id) ?? card
}

function nameOf(on: Playground, member: string): string {
  const found = on
    .workspaces()
    .flatMap(({ id }) => on.people(id))
    .find((person) => person.id === member)
  return found?.name ?? member
}
