import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { kinds } from '../support/database.ts'
import { formOf, type Playing, play, saying, says, wordsOf } from '../support/playing.ts'
import { platforms, sidesOf } from '../support/sides.ts'
import { until } from '../support/until.ts'

describe.each(kinds)('a newcomer, with %s,', (kind) => {
  let playing: Playing
  beforeAll(async () => {
    playing = await play(kind)
  })
  afterAll(async () => playing?.close())

  test.each(platforms)(
    'who joins on %s is welcomed, introduces themself, and is seen in both workspaces',
    async (on) => {
      const { here, there } = sidesOf(playing.world, on)
      const camille = await here.on.join(here.workspace, { name: `Camille ${on}`, locale: 'fr' })

      // Discord tells nobody's language before they act: there the welcome is in the server's.
      const [greeting, iam] = on === 'slack' ? ['Bienvenue', 'Je suis…'] : ['Welcome', 'I am…']
      const welcome = await says(here.on, camille, 'dm', greeting)
      expect(welcome.text).toContain('Totem')
      const form = formOf(await here.on.press(camille, 'dm', welcome.id, iam, ['startup']))
      expect(form.fields.map((field) => field.label)).toEqual([
        'En une ligne',
        'Organisation',
        'Thèmes (5 au plus)',
        'Je peux aider sur',
        'Je cherche',
      ])

      const answer = await here.on.fill(camille, {
        'En une ligne': `Je répare des vélos ${on}`,
        Organisation: 'Cyclo',
        'Thèmes (5 au plus)': ['mobility'],
        'Je peux aider sur': 'la mécanique',
        'Je cherche': 'un avocat',
      })
      expect(wordsOf(answer)).toContain(`Merci Camille ${on}`)
      await says(here.on, camille, 'dm', 'Votre présentation est publiée')

      const card = await says(here.on, here.staff, here.introductions, `Je répare des vélos ${on}`)
      const copy = await says(there.on, there.staff, there.introductions, `Je répare des vélos ${on}`)
      expect(card.text).toContain('Cyclo')
      expect(copy.text).toContain('Cyclo')
      expect(copy.pinged).toEqual([])

      formOf(await here.on.command(camille, here.introductions, '/intro me'))
      await here.on.fill(camille, { 'En une ligne': `Je répare des vélos électriques ${on}` })
      await until('both cards follow', () =>
        [here.on.see(here.staff, here.introductions), there.on.see(there.staff, there.introductions)].every((seen) =>
          seen.some(
            (message) => message.text.includes(`vélos électriques ${on}`) && [card.id, copy.id].includes(message.id),
          ),
        ),
      )
      expect(saying(here.on, here.staff, here.introductions, `électriques ${on}`)).toHaveLength(1)
      expect(saying(there.on, there.staff, there.introductions, `électriques ${on}`)).toHaveLength(1)
      expect(saying(here.on, camille, 'dm', `Bonjour Camille ${on}`)).toHaveLength(1)
      expect(playing.faults).toEqual([])
    },
  )
})
