import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Kind } from '../../src/db/dialect.ts'
import { openDatabase } from '../../src/db/open.ts'
import { type Playing, play, saying, wordsOf } from '../support/playing.ts'
import { type PlatformName, type Side, sidesOf } from '../support/sides.ts'
import { until } from '../support/until.ts'

const ways: { kind: Kind; on: PlatformName }[] = [
  { kind: 'sqlite', on: 'slack' },
  { kind: 'postgresql', on: 'discord' },
]

describe.each(ways)('following on $on, with $kind,', ({ kind, on }) => {
  let playing: Playing
  let here: Side
  let there: Side
  beforeAll(async () => {
    playing = await play(kind)
    ;({ here, there } = sidesOf(playing.world, on))
  })
  afterAll(async () => playing?.close())

  const command = async (line: string, discord: string) =>
    wordsOf(await here.on.command(here.member('founder'), here.offers, on === 'slack' ? line : discord))

  /** The message is an offer: its card is beside it. */
  async function carded(title: string): Promise<void> {
    await until(`${title} is an offer`, () => saying(there.on, there.staff, there.offers, title).length === 2)
  }

  test('five offers a week by direct message, the rest on Friday at four; nothing after unfollowing', async () => {
    expect(await command('/offer follow énergie', '/offer follow topic:theme:energy')).toMatch(/énergie|energy/)
    // To a Wednesday, so that Friday is near but not now.
    await playing.later(untilWednesday(playing.world.clock.now()))
    for (let count = 1; count <= 7; count++)
      await there.on.write(there.partner, there.offers, `#offer Solar panel visit number ${count}.`)
    await until('five have come', () => saying(here.on, here.member('founder'), 'dm', 'Solar panel').length === 5)
    await carded('Solar panel visit number 7')
    expect(saying(here.on, here.member('founder'), 'dm', 'Solar panel')).toHaveLength(5)
    await playing.later({ days: 3 })
    const bundle = await until('the rest has come', () => saying(here.on, here.member('founder'), 'dm', 'number 7')[0])
    expect(bundle.text).toContain('number 6')
    expect(bundle.text).not.toContain('number 5')
    const whole = await here.on.press(here.member('founder'), 'dm', bundle.id, selectOf(bundle), [lastChoice(bundle)])
    expect(wordsOf(whole)).toContain('Solar panel visit number 7')

    expect(await command('/offer unfollow energy', '/offer unfollow topic:énergie')).toMatch(/énergie|energy/)
    await there.on.write(there.partner, there.offers, '#offer One more solar roof.')
    await carded('One more solar roof')
    await playing.later({ days: 14 })
    expect(saying(here.on, here.member('founder'), 'dm', 'One more solar roof')).toEqual([])
    expect(playing.faults).toEqual([])
  })

  test('the author of an offer is asked before it closes, and extends it', async () => {
    const title = 'One more solar roof'
    // Posted a fortnight ago, it closes after eight weeks.
    await playing.later({ days: 40 })
    const question = await until('the author is asked', () => saying(there.on, there.partner, 'dm', title).at(-1))
    const [extend = ''] = question.controls.flatMap((control) => ('label' in control ? [control.label] : []))
    expect(extend).toMatch(/4/)
    wordsOf(await there.on.press(there.partner, 'dm', question.id, extend))
    await playing.later({ days: 7 })
    const [card] = saying(there.on, there.staff, there.offers, title).toReversed()
    expect(card?.text).not.toMatch(/ended|terminée/)
    await playing.later({ days: 30 })
    await until('it has ended everywhere', () =>
      [here, there].every((side) =>
        saying(side.on, side.staff, side.offers, title).some(
          ({ text, controls }) => /ended|terminée/.test(text) && controls.length === 0,
        ),
      ),
    )
    expect(playing.faults).toEqual([])
    if (kind === 'sqlite') return
    const database = await openDatabase(playing.databaseUrl)
    expect(await database.client.post.count({ where: { failedAt: { not: null } } })).toBe(0)
    await database.close()
  })
})

function untilWednesday(now: number): { days: number } {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO('UTC').dayOfWeek
  return { days: ((3 - today + 7) % 7) + 7 }
}

function selectOf({ controls }: { controls: readonly { kind: string }[] }): string {
  const select = controls.find(
    (control): control is { kind: 'select'; placeholder: string } => control.kind === 'select',
  )
  return select?.placeholder ?? ''
}

function lastChoice({ controls }: { controls: readonly { kind: string }[] }): string {
  const select = controls.find(
    (control): control is { kind: 'select'; options: { value: string; label: string }[] } => control.kind === 'select',
  )
  return select?.options.find(({ label }) => label.includes('number 7'))?.value ?? ''
}
