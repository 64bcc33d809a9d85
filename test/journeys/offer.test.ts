import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { kinds } from '../support/database.ts'
import { formOf, type Playing, play, saying, says, wordsOf } from '../support/playing.ts'
import { platforms, sidesOf } from '../support/sides.ts'
import { until } from '../support/until.ts'

/** How each side's cards say that an offer was withdrawn. */
const withdrawn = { slack: 'retirée', discord: 'withdrawn' }

describe.each(kinds)('a verified partner, with %s,', (kind) => {
  let playing: Playing
  beforeAll(async () => {
    playing = await play(kind)
  })
  afterAll(async () => playing?.close())

  test.each(platforms)('who writes #offer on %s is relayed; edits and the deletion follow', async (on) => {
    const { here, there } = sidesOf(playing.world, on)
    const source = await here.on.write(
      here.partner,
      here.offers,
      `#offer Free legal hour from ${on}\nTwo lawyers look at your contracts.`,
    )
    const card = await says(there.on, there.staff, there.offers, `Free legal hour from ${on}`)
    expect(card.pinged).toEqual([])
    const own = await until('the card is here too', () =>
      saying(here.on, here.partner, here.offers, `Free legal hour from ${on}`).find((message) => message.id !== source),
    )

    await here.on.rewrite(
      here.partner,
      here.offers,
      source,
      `#offer Two free legal hours from ${on}\nThree lawyers look at your contracts.`,
    )
    await until(
      'both cards follow',
      () =>
        [...there.on.see(there.staff, there.offers), ...here.on.see(here.partner, here.offers)].filter(
          (message) =>
            [card.id, own.id].includes(message.id) && message.text.includes(`Two free legal hours from ${on}`),
        ).length === 2,
    )

    await here.on.erase(here.partner, here.offers, source)
    await until(
      'both are closed',
      () =>
        there.on
          .see(there.staff, there.offers)
          .some((message) => message.id === card.id && message.text.includes(withdrawn[there.on.platform])) &&
        here.on
          .see(here.partner, here.offers)
          .some((message) => message.id === own.id && message.text.includes(withdrawn[here.on.platform])),
    )
    expect(saying(there.on, there.staff, there.offers, `legal hours from ${on}`)).toHaveLength(1)
    expect(playing.faults).toEqual([])
  })

  test.each(platforms)('who types /offer new on %s is relayed; /offer list and /offer withdraw know it', async (on) => {
    const { here, there } = sidesOf(playing.world, on)
    const french = on === 'slack'
    formOf(
      await here.on.command(here.partner, here.offers, french ? '/offer new testGround' : '/offer new kind:testGround'),
    )
    const title = `A factory to test in, ${on}`
    const refused = await here.on.fill(here.partner, { title, details: 'Come and try.', places: '900' })
    const again =
      refused.kind === 'errors'
        ? refused
        : await here.on.press(here.partner, here.offers, messageOf(refused), french ? 'Corriger' : 'Correct')
    expect(JSON.stringify(again)).toContain(title)
    const answer = await here.on.fill(here.partner, { places: '9' })
    expect(wordsOf(answer)).toContain(title)
    const card = await says(there.on, there.staff, there.offers, title)

    const number = /(?:nº|#)\s?(\d+)/u.exec(card.text)?.[1] ?? ''
    expect(wordsOf(await here.on.command(here.partner, here.offers, '/offer list'))).toContain(title)
    const asked = await here.on.command(
      here.partner,
      here.offers,
      on === 'slack' ? `/offer withdraw ${number}` : `/offer withdraw offer:${number}`,
    )
    expect(wordsOf(asked)).toContain(title)
    await here.on.press(here.partner, here.offers, messageOf(asked), french ? 'Retirer' : 'Withdraw')
    await until('it is closed there', () =>
      there.on
        .see(there.staff, there.offers)
        .some((message) => message.id === card.id && message.text.includes(withdrawn[there.on.platform])),
    )
    expect(playing.faults).toEqual([])
  })
})

function messageOf(answer: { kind: string; message?: { id: string } }): string {
  if (answer.message) return answer.message.id
  throw new Error(`the answer is ${JSON.stringify(answer)}`)
}
