import { afterAll, beforeAll, expect, test } from 'vitest'
import { addTeam } from '../support/installing.ts'
import { introduce } from '../support/meeting.ts'
import { formOf, type Playing, play, saying, says, wordsOf } from '../support/playing.ts'
import { countRows } from '../support/rows.ts'
import { until } from '../support/until.ts'

let playing: Playing
beforeAll(async () => {
  playing = await play('postgresql', { slackOverHttp: true, processes: 2 })
})
afterAll(async () => playing?.close())

// Whatever answers Slack's next request, it is the other process than the one before.
test('two processes behind one address do each thing once, whichever of them hears of it', async () => {
  const { slack, discord, bivouac, frenchTech } = playing.world
  const [presentations = '', offers = ''] = ['presentations', 'offres'].map((name) => bivouac.channels[name])
  const karim = { on: slack, id: bivouac.members['founder'] ?? '', room: presentations }

  await introduce(karim, 'Capteurs de Karim')
  await says(slack, karim.id, presentations, 'Capteurs de Karim')
  await says(
    discord,
    frenchTech.members['founder'] ?? '',
    frenchTech.channels['introductions'] ?? '',
    'Capteurs de Karim',
  )
  await introduce(karim, 'Capteurs marins')
  await says(slack, karim.id, presentations, 'Capteurs marins')
  expect(saying(slack, karim.id, presentations, /^Karim|Capteurs/u)).toHaveLength(1)

  const partner = bivouac.members['partner'] ?? ''
  for (const number of [1, 2, 3]) await slack.write(partner, offers, `#offre Atelier ${number}`)
  await until('each is an offer', async () => (await countRows(playing, '"Offer"')) === 3)
  await slack.write(partner, offers, 'Un conseil juridique gratuit pour vos contrats de travail')
  await says(slack, partner, offers, 'Votre message est-il une offre')
  const listed = await slack.command(karim.id, offers, '/offer list')
  for (const number of [1, 2, 3]) expect(wordsOf(listed)).toContain(`Atelier ${number}`)
  expect(formOf(await slack.command(partner, offers, '/offer new legal')).fields).not.toEqual([])

  const newcomers = Array.from({ length: 6 }, (_, index) => `Camille ${index}`)
  const ids = await Promise.all(newcomers.map(async (name) => slack.join(bivouac.id, { name, locale: 'fr' })))
  for (const id of ids) {
    await says(slack, id, 'dm', 'Bienvenue')
    expect(saying(slack, id, 'dm', 'Bienvenue')).toHaveLength(1)
  }
  expect(playing.faults).toEqual([])
})

test('what one process installs the other speaks for at once, and one of them renews its token', async () => {
  const { slack } = playing.world
  const antenna = await addTeam(playing, 'L’Antenne')
  const founder = antenna.members['founder'] ?? ''
  await says(slack, antenna.members['staff'] ?? '', 'dm', 'Totem est arrivé')
  const help = async () => wordsOf(await slack.command(founder, antenna.channels['general'] ?? '', '/totem help'))
  for (const _ of [1, 2, 3]) expect(await help()).toContain('/intro')

  const grants = () =>
    slack.calls.filter(({ call, workspace }) => call === 'oauth.v2.access' && workspace === antenna.id).length
  const before = grants()
  await playing.later({ hours: 10, minutes: 30 })
  await Promise.all([help(), help(), help(), help()])
  expect(grants()).toBe(before + 1)
  expect(playing.faults).toEqual([])
})
