import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { kinds } from '../support/database.ts'
import { formOf, type Playing, play, saying, says, wordsOf } from '../support/playing.ts'
import { until } from '../support/until.ts'

const platforms = ['slack', 'discord'] as const

describe.each(kinds)('a newcomer, with %s,', (kind) => {
  let playing: Playing
  beforeAll(async () => {
    playing = await play(kind)
  })
  afterAll(async () => playing?.close())

  function stage(on: (typeof platforms)[number]) {
    const { world } = playing
    const home = on === 'slack' ? world.bivouac : world.frenchTech
    const away = on === 'slack' ? world.frenchTech : world.bivouac
    return {
      here: world[on],
      there: world[on === 'slack' ? 'discord' : 'slack'],
      workspace: home.id,
      hereChannel: home.channels['presentations'] ?? home.channels['introductions'] ?? '',
      thereChannel: away.channels['presentations'] ?? away.channels['introductions'] ?? '',
      hereStaff: home.members['staff'] ?? '',
      thereStaff: away.members['staff'] ?? '',
    }
  }

  test.each(platforms)(
    'who joins on %s is welcomed, introduces themself, and is seen in both workspaces',
    async (on) => {
      const { here, there, workspace, hereChannel, thereChannel, hereStaff, thereStaff } = stage(on)
      const camille = await here.join(workspace, { name: `Camille ${on}`, locale: 'fr' })

      // Discord tells nobody's language before they act: there the welcome is in the server's.
      const [greeting, iam] = on === 'slack' ? ['Bienvenue', 'Je suis…'] : ['Welcome', 'I am…']
      const welcome = await says(here, camille, 'dm', greeting)
      expect(welcome.text).toContain('Totem')
      const form = formOf(await here.press(camille, 'dm', welcome.id, iam, ['startup']))
      expect(form.fields.map((field) => field.label)).toEqual([
        'En une ligne',
        'Organisation',
        'Thèmes (5 au plus)',
        'Je peux aider sur',
        'Je cherche',
      ])

      const answer = await here.fill(camille, {
        'En une ligne': `Je répare des vélos ${on}`,
        Organisation: 'Cyclo',
        'Thèmes (5 au plus)': ['mobility'],
        'Je peux aider sur': 'la mécanique',
        'Je cherche': 'un avocat',
      })
      expect(wordsOf(answer)).toContain(`Merci Camille ${on}`)
      await says(here, camille, 'dm', 'Votre présentation est publiée')

      const card = await says(here, hereStaff, hereChannel, `Je répare des vélos ${on}`)
      const copy = await says(there, thereStaff, thereChannel, `Je répare des vélos ${on}`)
      expect(card.text).toContain('Cyclo')
      expect(copy.text).toContain('Cyclo')
      expect(copy.pinged).toEqual([])

      formOf(await here.command(camille, hereChannel, '/intro me'))
      await here.fill(camille, { 'En une ligne': `Je répare des vélos électriques ${on}` })
      await until('both cards follow', () =>
        [here.see(hereStaff, hereChannel), there.see(thereStaff, thereChannel)].every((seen) =>
          seen.some(
            (message) => message.text.includes(`vélos électriques ${on}`) && [card.id, copy.id].includes(message.id),
          ),
        ),
      )
      expect(saying(here, hereStaff, hereChannel, `électriques ${on}`)).toHaveLength(1)
      expect(saying(there, thereStaff, thereChannel, `électriques ${on}`)).toHaveLength(1)
      expect(saying(here, camille, 'dm', `Bonjour Camille ${on}`)).toHaveLength(1)
      expect(playing.faults).toEqual([])
    },
  )
})
