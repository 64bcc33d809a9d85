import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { kinds } from '../support/database.ts'
import { formOf, type Playing, play, saying, says, wordsOf } from '../support/playing.ts'
import { until } from '../support/until.ts'

const platforms = ['slack', 'discord'] as const

describe.each(kinds)('a verified partner, with %s,', (kind) => {
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
      hereChannel: home.channels['offres'] ?? home.channels['offers'] ?? '',
      thereChannel: away.channels['offres'] ?? away.channels['offers'] ?? '',
      partner: home.members['partner'] ?? '',
      thereStaff: away.members['staff'] ?? '',
      closed: { here: on === 'slack' ? 'retirée' : 'withdrawn', there: on === 'slack' ? 'withdrawn' : 'retirée' },
    }
  }

  test.each(platforms)('who writes #offer on %s is relayed; edits and the deletion follow', async (on) => {
    const { here, there, hereChannel, thereChannel, partner, thereStaff, closed } = stage(on)
    const source = await here.write(
      partner,
      hereChannel,
      `#offer Free legal hour from ${on}\nTwo lawyers look at your contracts.`,
    )
    const card = await says(there, thereStaff, thereChannel, `Free legal hour from ${on}`)
    expect(card.pinged).toEqual([])
    const own = await until('the card is here too', () =>
      saying(here, partner, hereChannel, `Free legal hour from ${on}`).find((message) => message.id !== source),
    )

    await here.rewrite(
      partner,
      hereChannel,
      source,
      `#offer Two free legal hours from ${on}\nThree lawyers look at your contracts.`,
    )
    await until(
      'both cards follow',
      () =>
        [...there.see(thereStaff, thereChannel), ...here.see(partner, hereChannel)].filter(
          (message) =>
            [card.id, own.id].includes(message.id) && message.text.includes(`Two free legal hours from ${on}`),
        ).length === 2,
    )

    await here.erase(partner, hereChannel, source)
    await until(
      'both are closed',
      () =>
        there
          .see(thereStaff, thereChannel)
          .some((message) => message.id === card.id && message.text.includes(closed.there)) &&
        here.see(partner, hereChannel).some((message) => message.id === own.id && message.text.includes(closed.here)),
    )
    expect(saying(there, thereStaff, thereChannel, `legal hours from ${on}`)).toHaveLength(1)
    expect(playing.faults).toEqual([])
  })

  test.each(platforms)('who types /offer new on %s is relayed; /offer list and /offer withdraw know it', async (on) => {
    const { here, there, hereChannel, thereChannel, partner, thereStaff, closed } = stage(on)
    const french = on === 'slack'
    formOf(await here.command(partner, hereChannel, french ? '/offer new testGround' : '/offer new kind:testGround'))
    const title = `A factory to test in, ${on}`
    const refused = await here.fill(partner, { title, details: 'Come and try.', places: '900' })
    const again =
      refused.kind === 'errors'
        ? refused
        : await here.press(partner, hereChannel, messageOf(refused), french ? 'Corriger' : 'Correct')
    expect(JSON.stringify(again)).toContain(title)
    const answer = await here.fill(partner, { places: '9' })
    expect(wordsOf(answer)).toContain(title)
    const card = await says(there, thereStaff, thereChannel, title)

    const number = /(?:nº|#)\s?(\d+)/u.exec(card.text)?.[1] ?? ''
    expect(wordsOf(await here.command(partner, hereChannel, '/offer list'))).toContain(title)
    const asked = await here.command(
      partner,
      hereChannel,
      on === 'slack' ? `/offer withdraw ${number}` : `/offer withdraw offer:${number}`,
    )
    expect(wordsOf(asked)).toContain(title)
    await here.press(partner, hereChannel, messageOf(asked), french ? 'Retirer' : 'Withdraw')
    await until('it is closed there', () =>
      there
        .see(thereStaff, thereChannel)
        .some((message) => message.id === card.id && message.text.includes(closed.there)),
    )
    expect(playing.faults).toEqual([])
  })
})

function messageOf(answer: { kind: string; message?: { id: string } }): string {
  if (answer.message) return answer.message.id
  throw new Error(`the answer is ${JSON.stringify(answer)}`)
}
