import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { kinds } from '../support/database.ts'
import { formOf, type Playing, play, saying, says, wordsOf } from '../support/playing.ts'
import { stageOf } from '../support/stage.ts'
import { until } from '../support/until.ts'

describe.each(kinds)('on Slack, with %s,', (kind) => {
  let playing: Playing
  beforeAll(async () => {
    playing = await play(kind)
  })
  afterAll(async () => playing?.close())

  test('the App Home asks who one is, then shows one’s introduction with Edit, in each reader’s language', async () => {
    const { here, founder, founder2 } = stageOf(playing, 'slack')
    const first = await until('the home is there', async () => here.openHome(founder))
    expect(first.text).toContain('Ma présentation')
    expect((await until('the home is there', async () => here.openHome(founder2))).text).toContain('My introduction')
    formOf(await here.press(founder, 'home', first.id, 'Je suis…', ['startup']))
    await here.fill(founder, { 'En une ligne': 'Je cultive des algues' })
    const second = await until('the home shows the introduction', async () => {
      const home = await here.openHome(founder)
      return home?.text.includes('Je cultive des algues') && home
    })
    expect(second.controls.flatMap((control) => (control.kind === 'button' ? [control.label] : []))).toEqual(
      expect.arrayContaining(['Modifier', 'Offres ouvertes', 'Ce que Totem peut faire pour vous']),
    )
    await here.press(founder, 'home', second.id, 'Modifier')
    await until('the form is open', () => here.form(founder)?.title === 'Ma présentation')
    await here.fill(founder, { 'En une ligne': 'Je cultive des algues rouges' })
    await until('the home follows', async () => (await here.openHome(founder))?.text.includes('algues rouges'))
    expect(playing.faults).toEqual([])
  })

  test('an introduction written before there is a channel is posted when staff choose one', async () => {
    const { here, staff, staffChannel, introductions, founder2 } = stageOf(playing, 'slack')
    const { there, thereStaff, thereIntroductions } = stageOf(playing, 'slack')
    await choose(here, staff, staffChannel, '')
    await choose(there, thereStaff, playing.world.frenchTech.channels['staff'] ?? '', '')
    const kinds = await here.command(founder2, introductions, '/intro me')
    if (kinds.kind !== 'message') throw new Error(`the answer is ${JSON.stringify(kinds)}`)
    formOf(await here.press(founder2, introductions, kinds.message.id, 'I am…', ['research']))
    expect(wordsOf(await here.fill(founder2, { 'In one line': 'I study seaweed' }))).toContain(
      'as soon as staff choose',
    )
    await playing.later({ minutes: 1 })
    expect(saying(here, staff, introductions, 'seaweed')).toHaveLength(0)
    await choose(here, staff, staffChannel, introductions)
    await playing.later({ minutes: 1 })
    await says(here, staff, introductions, 'I study seaweed')
    expect(saying(there, thereStaff, thereIntroductions, 'seaweed')).toHaveLength(0)
    expect(playing.faults).toEqual([])
  })

  test('what changes about a member leaves the language they are known by', async () => {
    const { here, workspace, staff, staffChannel } = stageOf(playing, 'slack')
    const camille = await here.join(workspace, { name: 'Camille', locale: 'en' })
    await says(here, camille, 'dm', 'Welcome to')
    await here.leave(workspace, camille)
    await here.rejoin(workspace, camille)
    await says(here, camille, 'dm', 'Welcome back')
    expect(saying(here, staff, staffChannel, 'Camille')).toHaveLength(0)
    expect(playing.faults).toEqual([])
  })
})

/** Staff set the channel for introductions, or none. */
async function choose(
  on: ReturnType<typeof stageOf>['here'],
  staff: string,
  room: string,
  channel: string,
): Promise<void> {
  formOf(await on.command(staff, room, '/totem setup'))
  const label = on.platform === 'slack' ? 'Présentations' : 'Introductions'
  await on.fill(staff, { [label]: channel === '' ? [] : [channel] })
}
