import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDatabase } from '../../src/db/open.ts'
import type { SeenMessage } from '../../src/sandbox/playground.ts'
import { kinds } from '../support/database.ts'
import { formOf, type Playing, play, saying, says, wordsOf } from '../support/playing.ts'
import { platforms, type Side, sidesOf } from '../support/sides.ts'
import { until } from '../support/until.ts'

/** On Discord a member's language is known once they have used a control: the same question comes in the other one. */
const asks = /est-il une offre|an offer to the community/
const turn = { slack: 'offer.turn', discord: 'Turn into an offer' }
const [PUBLISH, EDIT, NO] = [0, 1, 2]

/** The label of a button, by its place. */
function label(message: SeenMessage | undefined, place: number): string {
  const control = message?.controls[place]
  return control && 'label' in control ? control.label : ''
}

describe.each(kinds)('a message in the offers channel, with %s,', (kind) => {
  let playing: Playing
  beforeAll(async () => {
    playing = await play(kind)
  })
  afterAll(async () => playing?.close())

  function questions(side: Side, reader: string): SeenMessage[] {
    return saying(side.on, reader, side.offers, asks)
  }
  async function asked(side: Side, reader: string, text: string): Promise<SeenMessage> {
    const before = questions(side, reader).length
    await side.on.write(reader, side.offers, text)
    return until('the author is asked', () => questions(side, reader)[before])
  }
  async function nothingAsked(side: Side, reader: string): Promise<void> {
    await until('the question is gone', () => questions(side, reader).length === 0)
  }

  test.each(platforms)('on %s: its author, and only they, are asked whether it is an offer', async (on) => {
    const { here, there } = sidesOf(playing.world, on)
    const text = `Free desks for three start-ups in our offices, ${on}\nCome and see us at any time.`
    const question = await asked(here, here.partner, text)
    const stranger = here.member('founder2')
    if (on === 'slack') expect(questions(here, stranger)).toEqual([])
    else
      expect(wordsOf(await here.on.press(stranger, here.offers, question.id, label(question, PUBLISH)))).toMatch(
        /Only whoever wrote/,
      )
    expect(question.pinged.filter((id) => id !== here.partner)).toEqual([])

    const answer = await here.on.press(here.partner, here.offers, question.id, label(question, PUBLISH))
    expect(wordsOf(answer)).toContain(`in our offices, ${on}`)
    const card = await says(there.on, there.staff, there.offers, `in our offices, ${on}`)
    expect(card.text).toContain('Come and see us')
    await nothingAsked(here, here.partner)
  })

  test.each(platforms)(
    'on %s: edited first, the form holds what its text proposes, and nothing typed is lost',
    async (on) => {
      const { here, there } = sidesOf(playing.world, on)
      const question = await asked(here, here.partner, `We lend our test track for electric bikes, ${on}`)
      const form = formOf(await here.on.press(here.partner, here.offers, question.id, label(question, EDIT)))
      expect(form.fields[0]?.value).toBe(`We lend our test track for electric bikes, ${on}`)
      expect(form.fields[2]?.value).toContain('mobility')
      const [title = '', , , places = ''] = form.fields.map(({ label }) => label)
      const refused = await here.on.fill(here.partner, { [title]: `A test track, ${on}`, [places]: '0' })
      if (refused.kind === 'message' || refused.kind === 'updated')
        await here.on.press(here.partner, here.offers, refused.message.id, label(refused.message, 0))
      expect(here.on.form(here.partner)?.fields[0]?.value).toBe(`A test track, ${on}`)
      await here.on.fill(here.partner, { [places]: '3' })
      await says(there.on, there.staff, there.offers, `A test track, ${on}`)
      await nothingAsked(here, here.partner)
    },
  )

  test.each(platforms)(
    'on %s: the question survives a restart, goes away after a day, and comes once for each message',
    async (on) => {
      const { here } = sidesOf(playing.world, on)
      const author = here.member('association')
      const first = await asked(here, author, `Our choir sings on Friday ${on}`)
      await playing.restart()
      const left = await until('Totem is back', async () => {
        const answer = await here.on.press(author, here.offers, first.id, label(first, NO))
        return answer.kind === 'failed' ? undefined : answer
      })
      expect(wordsOf(left)).toMatch(/message/)
      await nothingAsked(here, author)
      const [source] = saying(here.on, author, here.offers, `Our choir sings on Friday ${on}`)
      await here.on.rewrite(author, here.offers, source?.id ?? '', `Our choir sings on Saturday ${on}`)
      await asked(here, author, `Another idea ${on}`)
      expect(questions(here, author)).toHaveLength(1)
      await here.on.write(author, here.offers, 'A reply asks nothing', { replyTo: source?.id ?? '' })
      await playing.later({ hours: 25 })
      if (on === 'discord') await nothingAsked(here, author)
      const [old] = questions(here, author)
      if (old)
        expect(wordsOf(await here.on.press(author, here.offers, old.id, label(old, PUBLISH)))).toContain('/offer new')
      expect(saying(here.on, here.staff, here.staffRoom, 'Another idea')).toEqual([])
    },
  )

  test.each(platforms)('on %s: nothing of it is kept unless its author publishes it', async (on) => {
    const { here } = sidesOf(playing.world, on)
    const secret = `Something private ${on}`
    await asked(here, here.member('founder'), secret)
    // PostgreSQL can be read beside Totem; the one process that has a SQLite file open keeps others out.
    if (kind === 'sqlite') return
    const database = await openDatabase(playing.databaseUrl)
    const tables = [
      await database.client.offer.findMany(),
      await database.client.platformEvent.findMany(),
      await database.client.draft.findMany(),
    ]
    await database.close()
    expect(JSON.stringify(tables)).not.toContain(secret)
  })

  test.each(platforms)(
    'on %s: anybody’s message becomes an offer from its menu, with the approval of staff',
    async (on) => {
      const { here, there } = sidesOf(playing.world, on)
      const author = here.member('founder')
      const source = await here.on.write(
        author,
        here.introductions,
        `We can prototype your electronics for free, ${on}`,
      )
      const stranger = await here.on.shortcut(here.member('investor'), here.introductions, source, turn[on])
      expect(wordsOf(stranger)).toMatch(/Seules l’équipe et la personne|Only its author/)
      const form = formOf(await here.on.shortcut(author, here.introductions, source, turn[on]))
      expect(form.fields[0]?.value).toBe(`We can prototype your electronics for free, ${on}`)
      expect(wordsOf(await here.on.fill(author, {}))).toContain('electronics')

      const waiting = await says(here.on, here.staff, here.staffRoom, `electronics for free, ${on}`)
      expect(saying(there.on, there.staff, there.offers, `electronics for free, ${on}`)).toEqual([])
      await playing.later({ days: 1, hours: 23 })
      expect(saying(here.on, here.staff, here.staffRoom, `electronics for free, ${on}`)).toHaveLength(1)
      await playing.later({ hours: 2 })
      await playing.later({ days: 3 })
      const [, reminder, ...more] = await until('staff are reminded', () => {
        const all = saying(here.on, here.staff, here.staffRoom, `electronics for free, ${on}`)
        return all.length > 1 ? all : undefined
      })
      expect(more).toEqual([])
      const [approve, refuse] = on === 'slack' ? ['Valider', 'Refuser…'] : ['Approve', 'Refuse…']
      await here.on.press(here.staff, here.staffRoom, reminder?.id ?? '', approve ?? '')
      expect(
        wordsOf(
          await here.on.press(here.staff, here.staffRoom, waiting.id, refuse ?? '').catch(async () => gone(here)),
        ),
      ).toMatch(/déjà|already|gone/)
      await says(here.on, author, 'dm', `electronics for free, ${on}`)
      await says(there.on, there.staff, there.offers, `electronics for free, ${on}`)
      expect(playing.faults).toEqual([])
    },
  )

  /** The card has lost its buttons before it was pressed. */
  async function gone(side: Side) {
    const [message] = side.on.see(side.staff, side.staffRoom)
    if (!message) throw new Error('the room is empty')
    return { kind: 'message', message: { ...message, text: 'gone' }, acknowledgedAfter: 0 } as const
  }
})
