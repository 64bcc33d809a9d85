import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { connectTeam } from '../../src/sandbox/opening.ts'
import type { SeededWorkspace, SeenMessage } from '../../src/sandbox/playground.ts'
import { kinds } from '../support/database.ts'
import { addTeam } from '../support/installing.ts'
import {
  type Actor,
  answerTo,
  askFor,
  controlOf,
  directWith,
  introduce,
  type Met,
  meet,
  pressAction,
} from '../support/meeting.ts'
import { type Playing, play, saying, says, wordsOf } from '../support/playing.ts'
import { editAndDelete, orderOf, unhurried } from '../support/relayed.ts'
import { until } from '../support/until.ts'

const hears = async ({ on, id }: Actor, words: string): Promise<SeenMessage> => says(on, id, 'dm', words)

/** Le Bivouac and L’Antenne: two Slack workspaces of one community, in which Totem was installed over OAuth. */
describe.each(kinds)('between two Slack workspaces, with %s,', (kind) => {
  let playing: Playing
  let antenna: SeededWorkspace
  let karim: Actor
  let ines: Actor
  let met: Met
  beforeAll(async () => {
    playing = await play(kind, { slackOverHttp: true })
    const { world } = playing
    antenna = await addTeam(playing, 'L’Antenne')
    await connectTeam(world, antenna)
    karim = {
      on: world.slack,
      id: world.bivouac.members['founder'] ?? '',
      room: world.bivouac.channels['presentations'] ?? '',
    }
    ines = { on: world.slack, id: antenna.members['founder'] ?? '', room: antenna.channels['presentations'] ?? '' }
    await introduce(karim, 'Capteurs de Karim')
    await introduce(ines, 'Toits d’Inès')
    met = await meet(karim, ines, 'Toits d’Inès', ['Karim', 'Inès'])
  })
  afterEach(() => expect(playing.faults).toEqual([]))
  afterAll(async () => playing?.close())

  test('a conversation carries text with its formatting, attachments’ links and edits both ways, and takes back what is deleted', async () => {
    const emily = playing.world.bivouac.members['founder2'] ?? ''
    const said = await answerTo(karim, met.asker, `Bonjour *Inès* et <@${emily}> : voyez https://example.org/plan`, {
      files: [{ name: 'plan.pdf', type: 'application/pdf' }],
    })
    const copy = await hears(ines, 'voyez')
    expect(copy.thread).toBe(met.asked.id)
    for (const words of ['Karim Haddad', '@Emily Carter', 'plan.pdf']) expect(copy.text).toContain(words)
    expect(JSON.stringify(copy.raw)).toContain('"bold":true')
    expect(JSON.stringify(copy.raw)).toContain('https://example.org/plan')
    expect(copy.pinged).toEqual([])

    const answer = await answerTo(ines, met.asked, 'Avec _plaisir_, Karim')
    const back = await hears(karim, 'plaisir')
    expect(back.thread).toBe(met.asker.id)
    expect(JSON.stringify(back.raw)).toContain('"italic":true')

    await editAndDelete(playing, [
      { author: karim, message: said, reader: ines, copy, anew: 'Bonjour Inès : voyez plutôt demain' },
      { author: ines, message: answer, reader: karim, copy: back, anew: 'Avec joie, Karim' },
    ])
  })

  test('nobody is notified by what tries to, and nothing breaks out', async () => {
    await answerTo(karim, met.asker, `<!channel> <@${ines.id}> @everyone [a](javascript:alert(1)) \u202Egnp.exe`)
    const copy = await hears(ines, '@everyone')
    expect(copy.pinged).toEqual([])
    expect(JSON.stringify(copy.raw)).not.toMatch(/"type":"(broadcast|user)"|javascript:[^"]*","type":"link|\u202e/u)
  })

  test('a conversation goes on after a restart, with what was written meanwhile, in order', async () => {
    await answerTo(karim, met.asker, 'avant 1')
    await playing.restart(async () => {
      for (const word of ['pendant 2', 'pendant 3']) await answerTo(karim, met.asker, word)
      await answerTo(ines, met.asked, 'pendant 4')
    })
    await answerTo(karim, met.asker, 'après 5')
    await hears(ines, 'après 5')
    await hears(karim, 'pendant 4')
    // What Slack could not deliver it delivers again: it has been read by then.
    await playing.later({ minutes: 1 })
    await playing.later({ minutes: 5 })
    expect(orderOf(ines, 'Karim Haddad', 'avant|pendant|après')).toEqual(['1', '2', '3', '5'])
    expect(orderOf(karim, 'Inès Moreau', 'avant|pendant|après')).toEqual(['4'])
  })

  test('twenty quick messages keep their order', async () => {
    const numbers = Array.from({ length: 20 }, (_, index) => String(index + 1))
    for (const number of numbers) await answerTo(ines, met.asked, `vite ${number}`)
    await unhurried(playing, 'all are there', () => saying(karim.on, karim.id, 'dm', 'vite 20').length > 0)
    expect(orderOf(karim, 'Inès Moreau', 'vite')).toEqual(numbers)
  })

  test('an end is an end for both, and each can block the other', async () => {
    expect(wordsOf(await pressAction(ines, 'dm', met.asked, 'conversation.block'))).toContain('Karim')
    const told = await hears(karim, 'Inès Moreau a mis fin à cette conversation')
    expect(told.text).not.toMatch(/bloqu/iu)
    await until('the opening is closed', () => {
      const opening = karim.on.see(karim.id, 'dm').find(({ id }) => id === met.asker.id)
      return opening && controlOf(opening, 'conversation.end') === undefined
    })
    await answerTo(karim, met.asker, 'Trop tard')
    await hears(karim, 'Cette conversation est terminée')
    await playing.bot.settled()
    expect(saying(ines.on, ines.id, 'dm', 'Trop tard')).toEqual([])
    expect(wordsOf(await askFor(karim, 'Toits d’Inès'))).toContain('disponible')
    const opening = await directWith(ines, 'conversation.unblock', 'Karim')
    await pressAction(ines, 'dm', opening, 'conversation.unblock')
    expect(wordsOf(await askFor(karim, 'Toits d’Inès'))).toContain('J’ai posé la question')
  })
})
