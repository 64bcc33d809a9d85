import { expect, test } from 'vitest'
import type { SeenMessage } from '../../src/sandbox/playground.ts'
import { kinds } from '../support/database.ts'
import { play, saying, says } from '../support/playing.ts'
import { platforms, type Side, sideOf } from '../support/sides.ts'
import { until } from '../support/until.ts'

const CROWD = 12
const PLACES = 7

test.each(kinds)(
  'with %s, many who answer at the same moment from both platforms, all accepted at the same moment, never get more places than there are',
  { timeout: 120_000 },
  async (kind) => {
    const playing = await play(kind)
    try {
      const { world } = playing
      const home = sideOf(world, 'discord')
      await home.on.command(home.partner, home.offers, '/offer new kind:legal')
      await home.on.fill(home.partner, { title: 'Seven seats', details: 'First come.', places: String(PLACES) })

      const crowd = await Promise.all(
        platforms.flatMap((on) => {
          const side = sideOf(world, on)
          return Array.from({ length: CROWD }, async (_, index) => ({
            side,
            id: await side.on.join(side.workspace, { name: `Member ${on} ${index}` }),
          }))
        }),
      )
      await playing.bot.settled()
      await Promise.all(
        crowd.map(async ({ side, id }) => {
          const card = await says(side.on, side.staff, side.offers, 'Seven seats')
          const field = await opened(side, id, card)
          await side.on.fill(id, { [field]: `Me, ${id}` })
        }),
      )
      const asks = await until('the partner has them all', async () => {
        const all = saying(home.on, home.partner, 'dm', /Me, /)
        if (all.length < crowd.length) await playing.later({ seconds: 5 })
        return all.length === crowd.length ? all : undefined
      })
      const answers = await Promise.all(
        asks.map(async (ask) => home.on.press(home.partner, 'dm', ask.id, firstButton(ask))),
      )
      expect(answers.filter(({ kind: answered }) => answered === 'failed')).toEqual([])
      await until('the cards say how it stands', () =>
        platforms.every((on) => {
          const side = sideOf(world, on)
          return saying(side.on, side.staff, side.offers, 'Seven seats').some(
            ({ text, controls }) => /0 (of|sur) 7/.test(text) && controls.length === 0,
          )
        }),
      )
      const accepted = answers.filter((answer) => 'message' in answer && /Accepted|accepté/.test(answer.message.text))
      expect(accepted).toHaveLength(PLACES)
      expect(playing.faults).toEqual([])
    } finally {
      await playing.close()
    }
  },
)

/** The label of the form's one field. A form that comes late is behind a button; a crowd may have to press twice. */
async function opened(side: Side, member: string, card: SeenMessage): Promise<string> {
  return until('the form is open', async () => {
    const answer = await side.on.press(member, side.offers, card.id, firstButton(card))
    const late =
      answer.kind === 'message'
        ? await side.on.press(member, side.offers, answer.message.id, firstButton(answer.message))
        : answer
    return late.kind === 'form' ? late.form.fields[0]?.label : undefined
  })
}

function firstButton({ controls }: SeenMessage): string {
  return controls.flatMap((control) => ('label' in control ? [control.label] : []))[0] ?? ''
}
