import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { kinds } from '../support/database.ts'
import { type Playing, play, saying, says } from '../support/playing.ts'
import { platforms, sidesOf } from '../support/sides.ts'
import { until } from '../support/until.ts'

describe.each(kinds)('ten minutes without one platform, with %s,', (kind) => {
  let playing: Playing
  beforeAll(async () => {
    playing = await play(kind)
  })
  afterAll(async () => playing?.close())

  test.each(platforms)(
    'offers that change on the other meanwhile: after the outage of %s every copy is there once, and right',
    { timeout: 60_000 },
    async (away) => {
      const { here: gone, there: up } = sidesOf(playing.world, away)
      const old = await up.on.write(up.partner, up.offers, `#offer Old offer, ${away}\nFirst words.`)
      const ended = await up.on.write(up.partner, up.offers, `#offer Ending offer, ${away}\nFirst words.`)
      for (const title of ['Old offer', 'Ending offer'])
        await says(gone.on, gone.staff, gone.offers, `${title}, ${away}`)

      gone.on.outage(true)
      const fresh = await up.on.write(up.partner, up.offers, `#offer Fresh offer, ${away}\nFirst words.`)
      for (let minute = 1; minute <= 10; minute++) {
        await playing.later({ minutes: 1 })
        await up.on.rewrite(
          up.partner,
          up.offers,
          old,
          `#offer Old offer, ${away}\nWords of minute ${minute} without ${away}.`,
        )
        await up.on.rewrite(
          up.partner,
          up.offers,
          fresh,
          `#offer Fresh offer, ${away}\nWords of minute ${minute} without ${away}.`,
        )
      }
      await up.on.erase(up.partner, up.offers, ended)
      await until(
        'the other platform goes on',
        () => saying(up.on, up.staff, up.offers, `minute 10 without ${away}.`).length === 4,
      )
      gone.on.outage(false)
      await until('it is caught up with', async () => {
        const shown = (words: string) => saying(gone.on, gone.staff, gone.offers, words)
        // The clock stands still between moves; what waits for its turn comes as it goes on.
        if (shown(`minute 10 without ${away}.`).length < 2) await playing.later({ seconds: 20 })
        return (
          shown(`minute 10 without ${away}.`).length === 2 &&
          shown(`Ending offer, ${away}`).some(({ text }) => /retirée|withdrawn/.test(text))
        )
      })
      for (const title of ['Old offer', 'Fresh offer', 'Ending offer'])
        expect(saying(gone.on, gone.staff, gone.offers, `${title}, ${away}`)).toHaveLength(1)
    },
  )
})
