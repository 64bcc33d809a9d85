import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { clean } from '../../src/kit/text.ts'
import type { SeenMessage } from '../../src/sandbox/playground.ts'
import { kinds } from '../support/database.ts'
import { formOf, type Playing, play, saying, says, wordsOf } from '../support/playing.ts'
import { until } from '../support/until.ts'

const platforms = ['slack', 'discord'] as const
type PlatformName = (typeof platforms)[number]

/** One line each, with ids of people, channels and roles that exist on both platforms. */
function attacks(ids: readonly string[]): string[] {
  return [
    '@everyone @here <!channel> <!here|x> <!everyone> @channel',
    `<!subteam^S1> <!subteam^S1|@team> <@&1> ${ids.map((id) => `<@${id}> <@!${id}> <@&${id}> <#${id}> <@${id}|you>`).join(' ')}`,
    '@\u200beveryone @every\u2060one <\u200b@&1> @\u202eenoyreve\u202c \u2066<!channel>\u2069 <@\u200dU1>',
    '*b* _i_ ~s~ **bb** __u__ ~~x~~ `c` ``d`` ||spoiler|| \\*e\\* \\',
    '[a](javascript:alert(1)) [b](https://evil.example) <javascript:alert(1)|c> <https://a.example|d> &lt;!channel&gt; &amp;',
    '<t:0:R> <id:home> </totem help:1> <:smile:1> <a:b:2> :tada: <!date^0^{date}|e>',
    'שלום العربية 👩‍👩‍👧‍👦 🇫🇷 👍🏽 e\u0301 \u0000nul \u001b[31mred\u001b[0m \u0007\u009b',
  ]
}
/** What only begins a line does something. */
const lines = ['# heading', '> quote', '>>> quotes', '-# small', '- item', '1. one', '```', 'code', '```']

describe.each(kinds)('what members type to break out, with %s,', (kind) => {
  let playing: Playing
  beforeAll(async () => {
    playing = await play(kind)
  })
  afterAll(async () => playing?.close())

  function stage(on: PlatformName) {
    const { world } = playing
    const home = on === 'slack' ? world.bivouac : world.frenchTech
    return {
      on: world[on],
      home,
      offers: home.channels['offres'] ?? home.channels['offers'] ?? '',
      introductions: home.channels['presentations'] ?? home.channels['introductions'] ?? '',
      staffRoom: home.channels['equipe'] ?? home.channels['staff'] ?? '',
      staff: home.members['staff'] ?? '',
      partner: home.members['partner'] ?? '',
      founder: home.members['founder'] ?? '',
    }
  }
  const other = (on: PlatformName) => (on === 'slack' ? 'discord' : 'slack')
  function evil(): string[] {
    return attacks(
      platforms.flatMap((on) => {
        const { founder, offers } = stage(on)
        return [founder, offers]
      }),
    )
  }

  test.each(platforms)('in an offer’s form on %s is shown as it was typed, and calls nobody', async (from) => {
    const here = stage(from)
    const there = stage(other(from))
    const title = `${from} ${evil()[0]}`
    const details = [...evil().slice(1), ...lines].join('\n').slice(0, 1_500)
    await openOfferForm(from, here.partner)
    await here.on.fill(here.partner, { title, details })
    for (const side of [here, there]) {
      const card = await says(side.on, side.staff, side.offers, `${from} @`)
      expectShown(card, title)
      expectShown(card, evil()[1] ?? '')
      expectHarmless(card, here.partner)
    }
    const posted = await says(there.on, there.staff, there.offers, `${from} @`)
    const [, number] = idOf(posted, 'offer.interested').split(':')
    const line = there.on.platform === 'slack' ? `/offer show ${number}` : `/offer show offer:${number}`
    const whole = await there.on.command(there.staff, there.offers, line)
    for (const attack of [...evil().slice(1), ...lines]) expect(plainly(wordsOf(whole))).toContain(plainly(attack))
    expectNothingRefused()
  })

  async function openOfferForm(from: PlatformName, member: string): Promise<void> {
    const { on, offers } = stage(from)
    formOf(await on.command(member, offers, from === 'slack' ? '/offer new legal' : '/offer new kind:legal'))
  }

  test.each(platforms)(
    'in a name, an organisation and an introduction on %s is shown as it was typed',
    async (from) => {
      const here = stage(from)
      const name = `${from} <!here> @all *b* _i_ \u202ex`
      const newcomer = await here.on.join(here.home.id, { name, locale: 'fr' })
      const welcome = await says(here.on, newcomer, 'dm', /Bienvenue|Welcome/)
      expectHarmless(welcome, newcomer)
      const select = welcome.controls.find((control) => control.kind === 'select')
      const placeholder = select?.kind === 'select' ? select.placeholder : ''
      formOf(await here.on.press(newcomer, 'dm', welcome.id, placeholder, ['startup']))
      const organisation = '<!channel> ||x|| [a](b) <@&1>'
      await here.on.fill(newcomer, {
        headline: `${from} ${evil()[0]}`,
        organisation,
        canHelp: (evil()[3] ?? '') + (evil()[5] ?? ''),
        lookingFor: lines.join('\n'),
      })
      for (const side of [here, stage(other(from))]) {
        const card = await says(side.on, side.staff, side.introductions, `${from} @everyone`)
        for (const typed of [name, evil()[0] ?? '', organisation, evil()[3] ?? '', evil()[5] ?? '', ...lines])
          expectShown(card, typed)
        expectHarmless(card, newcomer)
      }
      const add =
        from === 'slack'
          ? `/totem partner add <@${newcomer}> "${organisation}"`
          : `/totem partner add member:<@${newcomer}> organisation:"${organisation}"`
      const added = await here.on.command(here.staff, here.staffRoom, add)
      expect(plainly(wordsOf(added))).toContain(plainly(organisation))
      expectNothingRefused()
    },
  )

  test.each(platforms)('in a message on %s calls nobody where it is relayed', async (from) => {
    const here = stage(from)
    const there = stage(other(from))
    const most = from === 'slack' ? 4_000 : 1_900
    const wide = 'w'.repeat(most - 200)
    await here.on.write(here.partner, here.offers, `#offer From ${from} channel\n${evil().join('\n').slice(0, 1_400)}`)
    await here.on.write(here.partner, here.offers, `#offer Wide from ${from} ${wide}`)
    for (const words of [`From ${from} channel`, `Wide from ${from}`]) {
      const card = await says(there.on, there.staff, there.offers, words)
      expectHarmless(card, here.partner)
      const own = await until('the card is here too', () =>
        saying(here.on, here.staff, here.offers, words).find(({ author }) => author !== here.partner),
      )
      expectHarmless(own, here.partner)
    }
    expectNothingRefused()
  })

  test.each(platforms)('in the reason of a refusal on %s is told as it was typed', async (from) => {
    const here = stage(from)
    await openOfferForm(from, here.founder)
    await here.on.fill(here.founder, { title: `To be refused ${from}`, details: 'Nothing.' })
    const question = await says(here.on, here.staff, here.staffRoom, `To be refused ${from}`)
    formOf(await here.on.press(here.staff, here.staffRoom, question.id, idOf(question, 'offer.refuse')))
    const reason = [...evil().slice(0, 2), ...lines].join('\n').slice(0, 480)
    await here.on.fill(here.staff, { reason })
    const told = await says(here.on, here.founder, 'dm', `To be refused ${from}`)
    expectShown(told, reason)
    expectHarmless(told, here.founder)
    expectNothingRefused()
  })

  /** Calls that Slack refuses in the ordinary course of things. */
  const ordinary = ['method_not_supported_for_channel_type']
  function expectNothingRefused(): void {
    const refused = platforms.flatMap((on) =>
      playing.world[on].calls.filter(({ status, error }) => status >= 400 || (error && !ordinary.includes(error))),
    )
    expect(refused.map(({ call, status, error }) => `${call} ${status} ${error}`)).toEqual([])
    expect(playing.faults).toEqual([])
  }
})

/** Nobody is called but whoever wrote it, by the name on the card. */
function expectHarmless(card: SeenMessage, author: string): void {
  expect(card.pinged.filter((pinged) => pinged !== author)).toEqual([])
  expect(card.controls.filter((control) => control.kind === 'link')).toEqual([])
  expect(JSON.stringify(card.raw)).not.toMatch(/"url":"javascript:/u)
}

function expectShown(card: SeenMessage, typed: string): void {
  for (const line of typed.split('\n')) expect(plainly(card.text)).toContain(plainly(line))
}

/** As a person reads it: without characters of no width, and white space as one space. */
function plainly(said: string): string {
  return clean(said)
    .replaceAll(/[\u200B-\u200D\u2060\uFEFF]/gu, '')
    .replaceAll(/\s+/gu, ' ')
    .trim()
}

function idOf(message: SeenMessage, action: string): string {
  const found = message.controls.find((control) => control.kind === 'button' && control.id.startsWith(action))
  return found?.kind === 'button' ? found.id : ''
}
