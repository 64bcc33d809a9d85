import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Answer, SeenMessage } from '../../src/sandbox/playground.ts'
import { kinds } from '../support/database.ts'
import { controlOf, directWith, pressAction } from '../support/meeting.ts'
import { type Playing, play, saying, wordsOf } from '../support/playing.ts'
import { platforms, type Side, sidesOf } from '../support/sides.ts'
import { until } from '../support/until.ts'

const HOSTILE = '*bold* <!channel> @everyone <@U1> [x](javascript:alert) `~_'

describe.each(kinds)('/intro find, with %s,', (kind) => {
  let playing: Playing
  beforeAll(async () => {
    playing = await play(kind)
  })
  afterAll(async () => playing?.close())

  test.each(platforms)(
    'on %s finds people of both platforms in either language, opens one and asks for them',
    async (on) => {
      const { here, there } = sidesOf(playing.world, on)
      const reader = here.member('founder')
      await introduce(here, reader, { headline: `Des capteurs ${on}` })
      await introduce(there, there.member('investor'), {
        headline: `Avocate en brevets ${on}`,
        organisation: `Cabinet ${on}`,
        canHelp: `Contrats de licence ${on} ${HOSTILE}`,
      })
      const list = await type(here, reader, `lawyer ${on}`)
      expect(list.ephemeral).toBe(true)
      expect(list.pinged).toEqual([])
      expect(list.text).toContain(`1 personne pour « lawyer ${on} »`)
      expect(list.text).toContain(`Avocate en brevets ${on} (Cabinet ${on})`)
      expect((await type(here, reader, `CONTRAT ${on}`)).text).toContain(`Peut aider sur : Contrats de licence ${on}`)

      const select = list.controls.find((control) => control.kind === 'select')
      const opened = messageOf(
        await here.on.press(reader, here.introductions, list.id, select?.id ?? '', [select?.options[0]?.value ?? '']),
      )
      expect(opened.text).toContain(`Contrats de licence ${on}`)
      expect(opened.text).toContain('@everyone')
      expect(opened.pinged).toEqual([])
      const actor = { on: here.on, id: reader, room: here.introductions }
      const back = messageOf(await pressAction(actor, here.introductions, opened, 'introduction.find'))
      expect(back.text).toContain('1 personne')
      const again = messageOf(
        await here.on.press(reader, here.introductions, back.id, select?.id ?? '', [select?.options[0]?.value ?? '']),
      )
      expect(wordsOf(await pressAction(actor, here.introductions, again, 'meeting.ask'))).toContain(
        'J’ai posé la question',
      )
      await directWith({ on: there.on, id: there.member('investor'), room: '' }, 'meeting.yes', `Des capteurs ${on}`)
      expect(playing.faults).toEqual([])
    },
  )

  test.each(platforms)('on %s turns pages, says when there is nobody, and forgets who left', async (on) => {
    const { here } = sidesOf(playing.world, on)
    const reader = here.member('founder2')
    const potters: string[] = []
    for (let count = 1; count <= 9; count++) {
      const potter = await here.on.join(here.workspace, { name: `Potter ${count}`, locale: 'en' })
      potters.push(potter)
      await introduce(here, potter, { headline: `Pottery ${on} ${count}` })
    }
    const first = await type(here, reader, `potteries ${on}`)
    expect(first.text).toContain('9 people')
    expect(first.text).toContain('1 to 8 of 9')
    expect(first.text.indexOf(`Pottery ${on} 9`)).toBeLessThan(first.text.indexOf(`Pottery ${on} 2`))
    const actor = { on: here.on, id: reader, room: here.introductions }
    const second = messageOf(await pressAction(actor, here.introductions, first, 'introduction.find'))
    expect(second.text).toContain(`Pottery ${on} 1`)
    expect(second.text).toContain('9 to 9 of 9')
    expect(controlOf(second, 'introduction.find')?.label).toBe('Back')

    await here.on.leave(here.workspace, potters[8] ?? '')
    await until('they are found no more', async () =>
      (await type(here, reader, `potteries ${on}`)).text.includes('8 people'),
    )
    expect((await type(here, reader, 'zeppelin')).text).toContain('Nobody speaks of')
    const hostile = await type(here, reader, HOSTILE)
    expect(hostile.text).toContain('@everyone')
    expect(hostile.pinged).toEqual([])
    expect(saying(here.on, reader, here.introductions, 'Nobody speaks of').every(({ ephemeral }) => ephemeral)).toBe(
      true,
    )
    expect(playing.faults).toEqual([])
  })
})

async function type({ on, introductions }: Side, member: string, text: string): Promise<SeenMessage> {
  const line = on.platform === 'discord' ? `/intro find text:"${text}"` : `/intro find ${text}`
  return messageOf(await on.command(member, introductions, line))
}

async function introduce(
  { on, introductions: room }: Side,
  member: string,
  fields: Record<string, string>,
): Promise<void> {
  const asked = await on.command(member, room, '/intro me')
  if (asked.kind === 'message') await on.press(member, room, asked.message.id, 'introduction.kind:', ['startup'])
  messageOf(await on.fill(member, fields))
}

function messageOf(answer: Answer): SeenMessage {
  if (answer.kind === 'message' || answer.kind === 'updated') return answer.message
  throw new Error(`the answer is ${JSON.stringify(answer)}`)
}
