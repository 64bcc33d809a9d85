import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Kind } from '../../src/db/dialect.ts'
import { formOf, type Playing, play, saying, says } from '../support/playing.ts'
import { type PlatformName, type Side, sidesOf } from '../support/sides.ts'
import { until } from '../support/until.ts'

const ways: { kind: Kind; on: PlatformName }[] = [
  { kind: 'sqlite', on: 'slack' },
  { kind: 'postgresql', on: 'discord' },
]

describe.each(ways)('with direct messages closed on $on, with $kind,', ({ kind, on }) => {
  let playing: Playing
  let here: Side
  let there: Side
  beforeAll(async () => {
    playing = await play(kind)
    ;({ here, there } = sidesOf(playing.world, on))
  })
  afterAll(async () => playing?.close())

  const labels = (message: { controls: readonly object[] }) =>
    message.controls.flatMap((control) => ('label' in control ? [String(control.label)] : []))

  test('staff hear of an interest that cannot reach the partner, and may answer it', async () => {
    here.on.setDirectMessages(here.partner, false)
    await here.on.write(here.partner, here.offers, '#offer A visit of our factory.\nFor three teams.')
    const card = await says(there.on, there.staff, there.offers, 'A visit of our factory')
    const asker = there.member('founder')
    const [field] = formOf(await there.on.press(asker, there.offers, card.id, labels(card)[0] ?? '')).fields
    await there.on.fill(asker, { [field?.label ?? '']: 'We would love to come' })
    const told = await says(here.on, here.staff, here.staffRoom, 'A visit of our factory')
    await here.on.press(here.staff, here.staffRoom, told.id, labels(told)[1] ?? '')
    await says(there.on, asker, 'dm', 'A visit of our factory')
    await until(
      'the card has no buttons',
      () => saying(here.on, here.staff, here.staffRoom, 'A visit of our factory')[0]?.controls.length === 0,
    )
  })

  test('an author learns beside their message that staff published it', async () => {
    const author = here.member('founder')
    here.on.setDirectMessages(author, false)
    await here.on.write(author, here.offers, 'Free prototypes of your circuit boards')
    const question = await until('the author is asked', () =>
      here.on.see(author, here.offers).find(({ controls }) => controls.length === 3),
    )
    await here.on.press(author, here.offers, question.id, labels(question)[0] ?? '')
    const waiting = await says(here.on, here.staff, here.staffRoom, 'circuit boards')
    await here.on.press(here.staff, here.staffRoom, waiting.id, labels(waiting)[0] ?? '')
    await until('they are told', () => saying(here.on, author, here.offers, /Good news|Bonne nouvelle/)[0])
    expect(playing.faults).toEqual([])
  })
})
