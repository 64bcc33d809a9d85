import { afterEach, describe, expect, test } from 'vitest'
import type { Playground, SeededWorkspace, SeenMessage } from '../../src/sandbox/playground.ts'
import { kinds } from '../support/database.ts'
import { formOf, type Playing, play, saying, says, wordsOf } from '../support/playing.ts'
import { until } from '../support/until.ts'

const platforms = ['slack', 'discord'] as const
type PlatformName = (typeof platforms)[number]

describe.each(kinds)('when Totem joins a workspace, with %s,', (kind) => {
  let playing: Playing
  afterEach(async () => playing?.close())

  function stage(on: PlatformName) {
    const { world } = playing
    const home = on === 'slack' ? world.bivouac : world.frenchTech
    return {
      on: world[on],
      home,
      staff: home.members['staff'] ?? '',
      founder: home.members['founder'] ?? '',
      general: home.channels['general'] ?? '',
      offers: home.channels['offres'] ?? home.channels['offers'] ?? '',
      /** Where it says that it has arrived. */
      told: on === 'slack' ? 'dm' : (home.channels['staff'] ?? ''),
      french: on === 'slack',
    }
  }

  test.each(platforms)('it adopts the channels whose names say what they are, and says on %s which', async (on) => {
    playing = await play(kind, { opened: false })
    const { on: here, home, staff, told, french } = stage(on)
    const arrived = await says(here, staff, told, french ? 'Totem est arrivé' : 'Totem has arrived')
    for (const name of Object.keys(home.channels).filter((each) => each !== 'general'))
      expect(arrived.text).toContain(name)
    expect(arrived.controls).toMatchObject([{ kind: 'button', label: french ? 'Configurer' : 'Set up' }])
    expect(playing.faults).toEqual([])
  })

  test.each(platforms)('staff on %s choose other channels with its button, and nobody else does', async (on) => {
    playing = await play(kind, { opened: false })
    const { on: here, staff, founder, general, told, french } = stage(on)
    const arrived = await says(here, staff, told, french ? 'Totem est arrivé' : 'Totem has arrived')
    const form = formOf(await here.press(staff, told, arrived.id, french ? 'Configurer' : 'Set up'))
    const fields = form.fields.filter((field) => field.kind === 'channels')
    expect(fields).toHaveLength(5)
    const field = (id: string) => form.fields.find((each) => each.id.includes(id))?.id ?? id
    const saved = await here.fill(staff, { [field('offers')]: [general], [field('news')]: [] })
    expect(wordsOf(saved)).toContain(french ? 'C’est enregistré' : 'Saved')
    expect(wordsOf(await here.command(founder, general, '/totem setup'))).toMatch(/réservée|Only staff/u)
    // Its card says what is chosen now.
    await until('the card follows', () =>
      here.see(staff, told).find(({ id, text }) => id === arrived.id && text.includes('general')),
    )
    expect(playing.faults).toEqual([])
  })

  test('a code connects two workspaces once, within fifteen minutes, after a confirmation that names both', async () => {
    playing = await play(kind, { opened: false })
    const [slack, discord] = [stage('slack'), stage('discord')]
    await says(slack.on, slack.staff, 'dm', 'Totem est arrivé')
    await says(discord.on, discord.staff, discord.told, 'Totem has arrived')
    const ask = async (code: string) => slack.on.command(slack.staff, slack.general, `/totem connect ${code}`)

    expect(wordsOf(await ask('WRONGCODE2'))).toContain('plus valable')
    const late = await codeFrom(discord.on, discord.staff, discord.general)
    await playing.later({ minutes: 16 })
    expect(wordsOf(await ask(late))).toContain('plus valable')

    const code = await codeFrom(discord.on, discord.staff, discord.general)
    const own = wordsOf(await discord.on.command(discord.staff, discord.general, `/totem connect code:${code}`))
    expect(own).toContain('already belong')
    const question = await ask(code.toLowerCase())
    expect(wordsOf(question)).toMatch(/Le Bivouac.*French Tech/u)
    expect(wordsOf(await pressIn(slack.on, slack.staff, slack.general, question, 'Annuler'))).toContain(
      'rien n’a changé',
    )
    const again = await ask(code)
    expect(wordsOf(await pressIn(slack.on, slack.staff, slack.general, again, 'Relier'))).toContain(
      'une seule communauté',
    )
    expect(wordsOf(await ask(code))).toContain('plus valable')
    expect(wordsOf(await slack.on.command(slack.staff, slack.general, '/totem status'))).toContain(
      'Le Bivouac, French Tech',
    )
    expect(playing.faults).toEqual([])
  })

  test('members choose the language Totem speaks to them, and staff that of the workspace', async () => {
    playing = await play(kind)
    const { on: slack, founder, staff, general, home } = stage('slack')
    expect(wordsOf(await slack.command(founder, general, '/totem language en'))).toContain('I speak English')
    expect(wordsOf(await slack.command(founder, general, '/totem help'))).toContain('See')
    expect(wordsOf(await slack.command(founder, general, '/totem language auto'))).toContain(
      'la langue de votre application',
    )
    expect(wordsOf(await slack.command(founder, general, '/totem language en workspace:true'))).toContain('réservée')
    expect(wordsOf(await slack.command(staff, general, '/totem language en workspace:yes'))).toContain(home.name)
    await slack.write(home.members['partner'] ?? '', home.channels['offres'] ?? '', '#offer Spoken\nA desk.')
    const card = await until('the card is there', () =>
      saying(slack, staff, home.channels['offres'] ?? '', 'Spoken').find(
        ({ author }) => author !== home.members['partner'],
      ),
    )
    expect(card.controls).toMatchObject([{ label: 'I’m interested' }])
    expect(playing.faults).toEqual([])
  })

  test.each(platforms)('removed from %s it stops there at once; back again, everything is as before', async (on) => {
    playing = await play(kind)
    const [away, other] = [stage(on), stage(on === 'slack' ? 'discord' : 'slack')]
    const partner = other.home.members['partner'] ?? ''
    const first = await other.on.write(partner, other.offers, '#offer Before\nA desk.')
    const copy = await says(away.on, away.staff, away.offers, 'Before')

    await away.on.uninstall(away.home.id)
    await until('it is gone there', async () => {
      const status = await other.on.command(other.staff, other.general, '/totem status')
      return !wordsOf(status).includes(away.home.name)
    })
    const calls = away.on.calls.length
    await other.on.write(partner, other.offers, '#offer Meanwhile\nA desk.')
    await until('it goes on elsewhere', () => cardsSaying(other, 'Meanwhile')[0])
    await playing.bot.settled()
    expect(away.on.calls.slice(calls).filter(({ call }) => call.includes('essage'))).toEqual([])

    await away.on.install(away.home.id)
    // A Slack app learns by starting anew that it is installed again; Discord tells.
    if (on === 'slack') await playing.restart()
    await until('it is back', async () => {
      const status = await other.on.command(other.staff, other.general, '/totem status')
      return wordsOf(status).includes(away.home.name)
    })
    await other.on.rewrite(partner, other.offers, first, '#offer Before and after\nA desk.')
    await until('the copy follows again', () =>
      away.on.see(away.staff, away.offers).find(({ id, text }) => id === copy.id && text.includes('Before and after')),
    )
    await other.on.write(partner, other.offers, '#offer Afterwards\nA desk.')
    await says(away.on, away.staff, away.offers, 'Afterwards')
  })

  function cardsSaying({ on, staff, offers, home }: ReturnType<typeof stage>, words: string): SeenMessage[] {
    return saying(on, staff, offers, words).filter(({ author }) => author !== home.members['partner'])
  }
})

describe.each(kinds)('a workspace whose channels say nothing, with %s,', (kind) => {
  let playing: Playing
  afterEach(async () => playing?.close())

  test('is told what is missing, and its commands say what staff must set', async () => {
    playing = await play(kind, { opened: false })
    const { discord } = playing.world
    const server: SeededWorkspace = await discord.addWorkspace({
      name: 'Antenne',
      locale: 'en',
      channels: [{ name: 'lobby' }],
      members: { owner: { name: 'Ana', locale: 'en', owner: true } },
    })
    const owner = server.members['owner'] ?? ''
    // No channel for staff: its owner is told.
    const arrived = await says(discord, owner, 'dm', 'Totem has arrived')
    expect(arrived.text).toContain('Still missing')
    const answer = await discord.command(owner, server.channels['lobby'] ?? '', '/offer new')
    expect(wordsOf(answer)).toContain('/totem setup')
    expect(playing.faults).toEqual([])
  })
})

async function codeFrom(on: Playground, staff: string, channel: string): Promise<string> {
  const said = wordsOf(await on.command(staff, channel, '/totem connect'))
  const [, code] = /connect (\w+)/u.exec(said) ?? []
  if (code === undefined) throw new Error(`there is no code in ${said}`)
  return code
}

async function pressIn(
  on: Playground,
  member: string,
  channel: string,
  answer: Awaited<ReturnType<Playground['command']>>,
  label: string,
) {
  if (answer.kind !== 'message') throw new Error(`the answer is ${JSON.stringify(answer)}`)
  return on.press(member, channel, answer.message.id, label)
}
