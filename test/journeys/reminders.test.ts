import { afterEach, describe, expect, test } from 'vitest'
import { kinds } from '../support/database.ts'
import { formOf, type Playing, play, saying, says, wordsOf } from '../support/playing.ts'
import { countRows } from '../support/rows.ts'
import { line, platforms, stageOf } from '../support/stage.ts'
import { until } from '../support/until.ts'

const welcome = /Bienvenue dans|Welcome to/
const reminder = /on aimerait vous connaître|would like to know you/

let playing: Playing | undefined
afterEach(async () => {
  await playing?.close()
  playing = undefined
})

const both = platforms.flatMap((on) => kinds.map((kind) => [on, kind] as const))

describe.each(both)('on %s, with %s, after three days without introduction', (on, kind) => {
  test('one reminder comes, in the member’s own morning, and never another; not for who is introduced, left, paused or was there before', async () => {
    playing = await play(kind)
    const played = playing
    const { here, workspace, introductions, founder, founder2, french } = stageOf(played, on)
    const names = ['Silence', 'Bavarde', 'Partie', 'Pause'] as const
    const [silent, introduced, left, paused] = await Promise.all(
      names.map(async (name) => here.join(workspace, { name, locale: 'fr', timezone: 'Europe/Paris' })),
    ).then((ids) => [ids[0] ?? '', ids[1] ?? '', ids[2] ?? '', ids[3] ?? ''] as const)
    for (const member of [silent, introduced, left, paused]) await says(here, member, 'dm', welcome)

    const message = (await says(here, introduced, 'dm', welcome)).id
    formOf(await here.press(introduced, 'dm', message, french ? 'Je suis…' : 'I am…', ['media']))
    await here.fill(introduced, { 'En une ligne': 'Je parle beaucoup' })
    const said = await here.command(paused, introductions, line(on, '/intro pause', { state: 'on' }))
    expect(wordsOf(said)).toContain('Vous êtes en pause')
    await here.leave(workspace, left)
    await until(
      'the leaving is known',
      async () => (await countRows(played, '"Member" WHERE "leftAt" IS NOT NULL')) === 1,
    )

    await played.later({ days: 2, hours: 23 })
    expect(saying(here, silent, 'dm', reminder)).toHaveLength(0)
    await played.later(untilParisHour(played, 9, 58))
    expect(saying(here, silent, 'dm', reminder)).toHaveLength(0)
    await played.later({ minutes: 3 })
    const reminded = await says(here, silent, 'dm', reminder)
    await played.restart()
    await played.later({ days: 5 })
    await played.later({ days: 30 })
    expect(saying(here, silent, 'dm', reminder)).toHaveLength(1)
    for (const member of [introduced, left, paused, founder, founder2])
      expect(saying(here, member, 'dm', reminder)).toHaveLength(0)

    const select = reminded.controls.find((control) => control.kind === 'select')
    formOf(
      await here.press(silent, 'dm', reminded.id, select?.kind === 'select' ? select.placeholder : '', ['startup']),
    )
    await here.fill(silent, { 'En une ligne': 'Enfin' })
    await until('the reminder is gone', () => saying(here, silent, 'dm', reminder).length === 0)
    expect(played.faults).toEqual([])
  })
})

/** Until the next time that it is so late in Paris, at least three days after the joining an hour ago less. */
function untilParisHour({ world }: Playing, hour: number, minute: number): Temporal.DurationLike {
  const now = Temporal.Instant.fromEpochMilliseconds(world.clock.now()).toZonedDateTimeISO('Europe/Paris')
  const joined = now.subtract({ days: 2, hours: 23 })
  const due = joined.add({ days: 3 })
  const morning = due.withPlainTime({ hour: 10 })
  const first = Temporal.ZonedDateTime.compare(morning, due) < 0 ? morning.add({ days: 1 }) : morning
  const at = first.withPlainTime({ hour, minute })
  const span = at.epochMilliseconds - now.epochMilliseconds
  return { milliseconds: Math.max(0, span) }
}
