import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { SeenMessage } from '../../src/sandbox/playground.ts'
import { kinds } from '../support/database.ts'
import { formOf, type Playing, play, saying, says, wordsOf } from '../support/playing.ts'
import { platforms, type Side, sidesOf } from '../support/sides.ts'

/** What members may type to break out, to mention everybody, or to break us. */
const hostile = [
  '@everyone @here <!channel> <!here> <@U000> <@&1> <@1>',
  '*bold* _italic_ ~strike~ `code` ```block``` ||hidden|| > quote # heading -# small',
  '[click](javascript:alert(1)) <javascript:alert(2)|here> [x](https://evil.example "t") <https://evil.example|bank>',
  '\u202Egnp.exe \u0000\u0007 \uFFF9 😀\u200D 中文 ﷽ \\ % $ { } {count, plural} <b>x</b> \' " ’',
  '<t:0:R> <#1> </offer new:1> :tada: &lt;!channel&gt; &amp;',
]

describe.each(kinds)('hostile text in every field of an offer, with %s,', (kind) => {
  let playing: Playing
  beforeAll(async () => {
    playing = await play(kind)
  })
  afterAll(async () => playing?.close())

  /** Mentions nobody but whom the card is about, and links only to the web. */
  function harmless(messages: readonly SeenMessage[], about: readonly string[]): void {
    for (const message of messages) {
      expect(message.pinged.filter((id) => !about.includes(id))).toEqual([])
      expect(JSON.stringify(message.raw)).not.toMatch(/"url":"(?!https?:)/iu)
    }
  }
  const cards = (side: Side, title: string) => saying(side.on, side.staff, side.offers, title)

  test.each(platforms)(
    'on %s and across: forms, answers, refusals and comments show as they were typed',
    { timeout: 60_000 },
    async (on) => {
      const { here, there } = sidesOf(playing.world, on)
      await here.on.command(here.partner, here.offers, on === 'slack' ? '/offer new legal' : '/offer new kind:legal')
      await here.on.fill(here.partner, { title: `Hostile ${on} ${hostile[0]}`, details: hostile.join('\n') })
      const card = await says(there.on, there.staff, there.offers, `Hostile ${on}`)
      await says(here.on, here.staff, here.offers, `Hostile ${on}`)
      harmless([...cards(here, `Hostile ${on}`), ...cards(there, `Hostile ${on}`)], [here.partner])
      expect(card.text).toContain('@everyone @here')
      expect(card.text).toContain('{count, plural}')

      const asker = there.member('founder')
      const [interested] = card.controls.flatMap((control) => ('label' in control ? [control.label] : []))
      const [message] = formOf(await there.on.press(asker, there.offers, card.id, interested ?? '')).fields
      await there.on.fill(asker, { [message?.label ?? '']: hostile.join('\n').slice(0, 500) })
      harmless([await says(here.on, here.partner, 'dm', '@everyone @here')], [])

      const author = there.member('founder2')
      await there.on.command(author, there.offers, on === 'slack' ? '/offer new kind:legal' : '/offer new legal')
      await there.on.fill(author, { title: `Refused ${on} ${hostile[2]}`.slice(0, 100), details: hostile[3] ?? '' })
      const waiting = await says(there.on, there.staff, there.staffRoom, `Refused ${on}`)
      harmless([waiting], [author])
      const refuse = waiting.controls.flatMap((control) => ('label' in control ? [control.label] : []))[1]
      const [reason] = formOf(await there.on.press(there.staff, there.staffRoom, waiting.id, refuse ?? '')).fields
      wordsOf(await there.on.fill(there.staff, { [reason?.label ?? '']: hostile.join('\n').slice(0, 1_000) }))
      const told = await says(there.on, author, 'dm', `Refused ${on}`)
      harmless([told], [])
      expect(told.text).toContain('@everyone @here')
    },
  )

  test.each(platforms)(
    'on %s: a message becomes an offer that mentions nobody and links nowhere it should not',
    { timeout: 60_000 },
    async (on) => {
      const { here, there } = sidesOf(playing.world, on)
      for (const [index, typed] of hostile.entries())
        await here.on.write(here.partner, here.offers, `#offer Message ${on} ${index}.\n${typed}`, {
          files: [{ name: `${typed.slice(0, 40)}.pdf`, type: 'application/pdf' }],
        })
      for (const index of hostile.keys()) await says(there.on, there.staff, there.offers, `Message ${on} ${index}\n`)
      const all = [here, there].flatMap((side) => saying(side.on, side.staff, side.offers, `Message ${on}`))
      harmless(
        all.filter(({ text }) => !text.includes('#offer')),
        [here.partner],
      )
      expect(playing.faults).toEqual([])
    },
  )
})
