import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { SeenMessage } from '../../src/sandbox/playground.ts'
import { kinds } from '../support/database.ts'
import { formOf, type Playing, play, saying, says, wordsOf } from '../support/playing.ts'
import { type PlatformName, platforms, type Side, sideOf, sidesOf } from '../support/sides.ts'
import { until } from '../support/until.ts'

const long = `${'A line about what we offer.\n'.repeat(12)}The last line of all.`

describe.each(kinds)('an offer that is there, with %s,', (kind) => {
  let playing: Playing
  beforeAll(async () => {
    playing = await play(kind)
  })
  afterAll(async () => playing?.close())

  const command = async (side: Side, on: PlatformName, member: string, words: string, option = '') =>
    side.on.command(
      member,
      side.offers,
      on === 'slack' || option === ''
        ? `/offer ${words}`
        : `/offer ${words.replace(/ .*/u, '')} ${option}:${words.replace(/^\S+ /u, '')}`,
    )
  const numberOn = (card: SeenMessage) => /(?:nº|#)\s?(\d+)/u.exec(card.text)?.[1] ?? ''
  const labelled = (message: SeenMessage | undefined, words: RegExp) =>
    message?.controls
      .flatMap((control) => ('label' in control ? [control.label] : []))
      .find((label) => words.test(label)) ?? ''

  test.each(platforms)(
    'on %s: long details are cut on the card and whole behind Details; its message and files are linked',
    async (on) => {
      const { here, there } = sidesOf(playing.world, on)
      const files = [
        { name: 'plan.png', type: 'image/png', url: 'https://files.example/plan.png' },
        { name: 'programme.pdf', type: 'application/pdf', url: 'https://files.example/programme.pdf' },
      ]
      await here.on.write(here.partner, here.offers, `#offer A long one, ${on}.\n${long}`, { files })
      const card = await says(there.on, there.staff, there.offers, `A long one, ${on}`)
      expect(card.text).not.toContain('The last line of all')
      expect(card.text).toContain('programme.pdf')
      expect(card.text).toMatch(/Original message|Message d’origine/)
      if (on === 'discord') expect(card.images).toHaveLength(1)
      const reader = there.member('founder')
      const whole = await there.on.press(reader, there.offers, card.id, labelled(card, /^(Details|Détails)$/))
      expect(wordsOf(whole)).toContain('The last line of all')
    },
  )

  test.each(platforms)(
    'on %s: the author and a colleague in the other workspace edit it; every copy follows',
    async (on) => {
      const { here, there } = sidesOf(playing.world, on)
      const other = on === 'slack' ? 'discord' : 'slack'
      const organisation = on === 'slack' ? 'Cabinet Lefèvre' : 'Beaumont Industries'
      const colleague = there.member('investor')
      const add =
        other === 'slack'
          ? `<@${colleague}> "${organisation}"`
          : `member:<@${colleague}> organisation:"${organisation}"`
      wordsOf(await there.on.command(there.staff, there.staffRoom, `/totem partner add ${add}`))

      await here.on.write(here.partner, here.offers, `#offer To be edited, ${on}.\nFirst words.`)
      const card = await says(there.on, there.staff, there.offers, `To be edited, ${on}`)
      const number = numberOn(card)
      const form = formOf(await command(here, on, here.partner, `edit ${number}`, 'offer'))
      expect(form.fields.map(({ value }) => value).slice(0, 2)).toEqual([`To be edited, ${on}`, 'First words.'])
      expect(card.text.split('To be edited')).toHaveLength(2)
      const saved = await here.on.fill(here.partner, {
        [form.fields[1]?.label ?? '']: 'Second words.',
        [form.fields[3]?.label ?? '']: '4',
      })
      if (saved.kind !== 'message') throw new Error(JSON.stringify(saved))
      await here.on.press(here.partner, here.offers, saved.message.id, select(saved.message), ['funding'])
      await everywhere(`To be edited, ${on}`, /Second words[\s\S]*(Funding|Financement)[\s\S]*4 (of|sur) 4/)

      const refused = await command(there, other, there.member('founder'), `edit ${number}`, 'offer')
      expect(wordsOf(refused)).toMatch(/Only its author|Seules la personne concernée/)
      const again = formOf(await command(there, other, colleague, `edit ${number}`, 'offer'))
      await there.on.fill(colleague, { [again.fields[1]?.label ?? '']: 'Third words.' })
      await everywhere(`To be edited, ${on}`, /Third words/)
      if (on === 'slack') await playing.restart()
      await until(
        'Totem is back',
        async () => (await there.on.command(colleague, there.offers, '/offer mine')).kind === 'message',
      )
      await playing.bot.settled()
      await everywhere(`To be edited, ${on}`, /Third words/)
      expect(wordsOf(await command(there, other, colleague, 'mine'))).toContain(`To be edited, ${on}`)
    },
  )

  function select({ controls }: SeenMessage): string {
    const found = controls.find((control) => control.kind === 'select')
    return found?.kind === 'select' ? found.placeholder : ''
  }
  async function everywhere(title: string, words: RegExp): Promise<void> {
    await until(`every copy of ${title} says ${words}`, () =>
      platforms.every((platform) => {
        const side = sideOf(playing.world, platform)
        return saying(side.on, side.staff, side.offers, title).some(({ text }) => words.test(text))
      }),
    )
  }

  test.each(platforms)('on %s: the list shows what is open, by theme and kind, in pages', async (on) => {
    const side = sideOf(playing.world, on)
    const reader = side.member('founder')
    for (let count = 0; count < 5; count++)
      await side.on.write(side.partner, side.offers, `#offer Listed ${on} ${count}, a law firm for museums.`)
    await until('they are open', () => saying(side.on, side.staff, side.offers, `Listed ${on}`).length === 10)
    const line = on === 'slack' ? '/offer list culture legal' : '/offer list theme:culture kind:legal'
    const list = await side.on.command(reader, side.offers, line)
    expect(wordsOf(list)).toMatch(new RegExp(`Listed ${on} 4[\\s\\S]*Listed ${on} 0`))
    expect(wordsOf(list)).not.toContain('To be edited')
    const all = await side.on.command(reader, side.offers, '/offer list')
    if (all.kind !== 'message') throw new Error(JSON.stringify(all))
    expect(all.message.text).not.toContain('A long one, slack')
    let page = all.message
    for (let turn = 0; turn < 4 && !page.text.includes('A long one, slack'); turn++) {
      const next = await side.on.press(reader, side.offers, page.id, labelled(page, /Next|Suivant/))
      if (next.kind !== 'message' && next.kind !== 'updated') throw new Error(JSON.stringify(next))
      page = next.message
    }
    expect(page.text).toContain('A long one, slack')
    const shown = await side.on.press(reader, side.offers, page.id, select(page), [firstChoice(page)])
    expect(wordsOf(shown)).toMatch(/Offre nº|Offer #/)
    if (on === 'discord') {
      const found = await side.on.complete(reader, side.offers, '/offer show offer:LISTED', 'offer')
      expect(found.map(({ name }) => name)).toContainEqual(expect.stringContaining(`Listed ${on} 4`))
      const topics = await side.on.complete(reader, side.offers, '/offer follow topic:leg', 'topic')
      expect(topics.map(({ value }) => value)).toEqual(['kind:legal'])
    }
    expect(playing.faults).toEqual([])
  })

  function firstChoice({ controls }: SeenMessage): string {
    const found = controls.find((control) => control.kind === 'select')
    return found?.kind === 'select' ? (found.options[0]?.value ?? '') : ''
  }
})
