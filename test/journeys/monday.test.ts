import { afterEach, describe, expect, test } from 'vitest'
import type { SeenMessage } from '../../src/sandbox/playground.ts'
import { kinds } from '../support/database.ts'
import { formOf, type Playing, play, saying, says, wordsOf } from '../support/playing.ts'
import { type On, platforms, stageOf } from '../support/stage.ts'
import { until } from '../support/until.ts'

const week = /La semaine dans|The week in/

let playing: Playing | undefined
afterEach(async () => {
  await playing?.close()
  playing = undefined
})

const both = platforms.flatMap((on) => kinds.map((kind) => [on, kind] as const))

describe.each(both)('Monday’s card for the staff of %s, with %s,', (on, kind) => {
  test('says who joined, introduced themself, and whom to write to; the first to say so is named; silent weeks are silent', async () => {
    playing = await play(kind)
    const played = playing
    const stage = stageOf(played, on)
    const { here, staffChannel, staff, introductions, french } = stage
    await toMonday(played, 9, 1)
    const ines = await join(played, on, 'Inès')
    const omar = await join(played, on, 'Omar')
    const welcome = await says(here, omar, 'dm', /Bienvenue dans|Welcome to/)
    formOf(await here.press(omar, 'dm', welcome.id, french ? 'Je suis…' : 'I am…', ['media']))
    await here.fill(omar, { [french ? 'En une ligne' : 'In one line']: 'Je filme' })
    await says(here, staff, introductions, 'Je filme')
    await toMonday(played, 8, 58)
    expect(saying(here, staff, staffChannel, week)).toHaveLength(0)
    await played.later({ minutes: 3 })

    const card = await says(here, staff, staffChannel, week)
    expect(card.text).toMatch(french ? /Arrivées \(2\)\u202F: / : /Joined \(2\): /)
    expect(card.text).toMatch(french ? /Présentations \(1\)\u202F: / : /Introduced themselves \(1\): /)
    expect(labels(card)).toEqual(french ? ['J’écris à Inès', 'J’écris à Omar'] : ['I write to Inès', 'I write to Omar'])
    expect(card.pinged).toEqual([])

    const [toInes = '', toOmar = ''] = labels(card)
    expect(wordsOf(await here.press(staff, staffChannel, card.id, toInes))).toContain('Inès')
    await here.press(staff, staffChannel, card.id, toOmar)
    const staffName = french ? 'Sophie Marchand' : 'Thomas Girard'
    await until('the card names who writes', () => {
      const shown = here.see(staff, staffChannel).find((message) => message.id === card.id)
      return shown && labels(shown).length === 0 && shown.text.split(staffName).length === 3
    })
    await until('the introduction names who greets', () => saying(here, staff, introductions, staffName).length === 1)

    await played.restart()
    await toMonday(played, 9, 1)
    await toMonday(played, 9, 1)
    expect(saying(here, staff, staffChannel, week)).toHaveLength(1)
    expect(saying(here, ines, 'dm', week)).toHaveLength(0)
    expect(played.faults).toEqual([])
  })
})

async function join(of: Playing, on: On, name: string): Promise<string> {
  const { here, workspace } = stageOf(of, on)
  const member = await here.join(workspace, { name, locale: on === 'slack' ? 'fr' : 'en' })
  await says(here, member, 'dm', /Bienvenue dans|Welcome to/)
  return member
}

function labels(message: SeenMessage): string[] {
  return message.controls.flatMap((control) => (control.kind === 'button' ? [control.label] : []))
}

/** The next Monday at that time in Paris, where both workspaces are. */
async function toMonday(of: Playing, hour: number, minute: number): Promise<void> {
  const now = Temporal.Instant.fromEpochMilliseconds(of.world.clock.now()).toZonedDateTimeISO('Europe/Paris')
  const monday = now.add({ days: 1 - now.dayOfWeek }).withPlainTime({ hour, minute })
  const next = Temporal.ZonedDateTime.compare(monday, now) > 0 ? monday : monday.add({ days: 7 })
  await of.later({ milliseconds: next.epochMilliseconds - now.epochMilliseconds })
}
