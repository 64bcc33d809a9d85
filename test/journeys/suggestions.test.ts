import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Answer, SeenMessage } from '../../src/sandbox/playground.ts'
import { kinds } from '../support/database.ts'
import { controlOf, directWith, pressAction } from '../support/meeting.ts'
import { type Playing, play, says, wordsOf } from '../support/playing.ts'
import { platforms, type Side, sidesOf } from '../support/sides.ts'

describe.each(kinds)('suggestions, with %s,', (kind) => {
  let playing: Playing
  beforeAll(async () => {
    playing = await play(kind)
  })
  afterAll(async () => playing?.close())

  test.each(platforms)(
    'follow the form of a newcomer of %s: somebody of the other platform, and an offer, each with its reason',
    async (on) => {
      const { here, there } = sidesOf(playing.world, on)
      const helper = there.member('investor')
      await introduce(there, helper, {
        headline: `Fonds d’amorçage ${on}`,
        canHelp: `Préparer une levée de fonds, hydrogène ${on}`,
      })
      await there.on.write(there.partner, there.offers, `#offer Hydrogène ${on} : bancs d’essai\nVenez tester.`)
      await says(here.on, here.staff, here.offers, `Hydrogène ${on}`)

      const camille = await here.on.join(here.workspace, { name: `Camille ${on}`, locale: 'fr' })
      await says(here.on, camille, 'dm', `Camille ${on}`)
      const saved = messageOf(
        await introduce(here, camille, {
          headline: `Des vélos ${on}`,
          lookingFor: `Des conseils : levée de fonds, hydrogène ${on}`,
        }),
      )
      expect(saved.text).toContain(`Merci Camille ${on}`)
      expect(saved.text).toContain('À rencontrer')
      expect(saved.text).toContain(`Fonds d’amorçage ${on}`)
      expect(saved.text).toMatch(/Vous cherchez « .*levée de fonds.* », .* peut aider sur « .*levée de fonds/u)
      expect(saved.text).toContain(`Offre : Hydrogène ${on} : bancs d’essai`)
      expect(saved.text).toMatch(/cette offre porte sur « [^»]*Hydrogène/u)
      expect(saved.ephemeral).toBe(true)

      const meet = messageOf(await here.on.command(camille, here.introductions, '/intro meet'))
      expect(meet.text).toContain(`Fonds d’amorçage ${on}`)
      expect(meet.pinged).toEqual([])
      const actor = { on: here.on, id: camille, room: here.introductions }
      const offer = messageOf(await pressAction(actor, here.introductions, meet, 'offer.details'))
      expect(offer.text).toContain('Venez tester')

      const again = messageOf(await here.on.command(camille, here.introductions, '/intro meet'))
      expect(wordsOf(await pressAction(actor, here.introductions, again, 'meeting.ask'))).toContain(
        'J’ai posé la question',
      )
      const request = await directWith(
        { on: there.on, id: helper, room: there.introductions },
        'meeting.yes',
        `Camille ${on}`,
      )
      expect(request.text).toContain(`Des vélos ${on}`)
      const after = messageOf(await here.on.command(camille, here.introductions, '/intro meet'))
      expect(after.text).not.toContain(`Fonds d’amorçage ${on}`)
      expect(playing.faults).toEqual([])
    },
  )

  test.each(platforms)('on %s need an introduction, and say so; two readers get two languages', async (on) => {
    const { here, there } = sidesOf(playing.world, on)
    const nobody = here.member('association')
    expect(wordsOf(await here.on.command(nobody, here.introductions, '/intro meet'))).toMatch(/\/intro me/u)
    const reader = here.member('founder2')
    const lookingFor = `A biologist for seaweed ${on}`
    const canHelp = `Biologie des algues, seaweed ${on}`
    await introduce(here, reader, { headline: `Boats ${on}`, lookingFor })
    await introduce(there, there.member('researcher'), { headline: `Phycologue ${on}`, canHelp })
    const english = messageOf(await here.on.command(reader, here.introductions, '/intro meet'))
    expect(english.text).toMatch(/You look for “[^”]*seaweed[^”]*”, \S+ \S+ can help with “/u)
    expect(controlOf(english, 'meeting.ask')?.label).toBe('Ask for an introduction')
    expect(playing.faults).toEqual([])
  })
})

/** Fills the introduction's form as its member would: the fields by their ids, the rest left as it is. */
async function introduce(
  { on, introductions: room }: Side,
  member: string,
  { ...fields }: Record<string, string>,
): Promise<Answer> {
  const asked = await on.command(member, room, '/intro me')
  if (asked.kind === 'message') await on.press(member, room, asked.message.id, 'introduction.kind:', ['startup'])
  return on.fill(member, fields)
}

function messageOf(answer: Answer): SeenMessage {
  if (answer.kind === 'message' || answer.kind === 'updated') return answer.message
  throw new Error(`the answer is ${JSON.stringify(answer)}`)
}
