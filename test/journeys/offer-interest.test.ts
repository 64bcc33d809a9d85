import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Kind } from '../../src/db/dialect.ts'
import { formOf, type Playing, play, saying, says, wordsOf } from '../support/playing.ts'
import { type PlatformName, platforms, type Side, sideOf } from '../support/sides.ts'
import { until } from '../support/until.ts'

const words = {
  slack: {
    interested: 'Cela m’intéresse',
    accept: 'Accepter',
    decline: 'Décliner',
    full: 'Complet',
    undo: 'Revenir sur l’accord',
    left: (left: number) => `${left} sur 1`,
  },
  discord: {
    interested: 'I’m interested',
    accept: 'Accept',
    decline: 'Decline',
    full: 'Full',
    undo: 'Withdraw acceptance',
    left: (left: number) => `${left} of 1`,
  },
}

// Half of the ways on each database: the rules have been tried on both in test/features/offers.
const ways: { kind: Kind; partner: PlatformName; member: PlatformName }[] = [
  { kind: 'sqlite', partner: 'slack', member: 'slack' },
  { kind: 'postgresql', partner: 'discord', member: 'discord' },
  { kind: 'sqlite', partner: 'discord', member: 'slack' },
  { kind: 'postgresql', partner: 'slack', member: 'discord' },
]

describe.each(ways)(
  'a member on $member interested in an offer from $partner, with $kind,',
  ({ kind, partner, member }) => {
    let playing: Playing
    let home: Side
    let away: Side
    const title = 'One hour with a lawyer'
    beforeAll(async () => {
      playing = await play(kind)
      home = sideOf(playing.world, partner)
      away = sideOf(playing.world, member)
    })
    afterAll(async () => playing?.close())

    async function publish(): Promise<void> {
      await home.on.command(
        home.partner,
        home.offers,
        partner === 'slack' ? '/offer new legal' : '/offer new kind:legal',
      )
      await home.on.fill(home.partner, { title, details: 'Contracts.', places: '1' })
    }
    async function press(role: string) {
      const card = await says(away.on, away.member(role), away.offers, title)
      return away.on.press(away.member(role), away.offers, card.id, words[member].interested)
    }
    async function answer(role: string, message: string) {
      const [field] = formOf(await press(role)).fields
      return away.on.fill(away.member(role), { [field?.label ?? '']: message })
    }
    /** Both channels show the offer so, with that button or without. */
    async function shown(on: (platform: PlatformName) => string, button: boolean): Promise<void> {
      await until(`${on('discord')} is on every copy`, () =>
        platforms.every((platform) => {
          const side = sideOf(playing.world, platform)
          const [card] = saying(side.on, side.staff, side.offers, title)
          const has = card?.controls.some(
            (control) => 'label' in control && control.label === words[platform].interested,
          )
          return card?.text.includes(on(platform)) && has === button
        }),
      )
    }

    test('sends a message, is accepted, and both are in one conversation; the offer is full everywhere until a place is free again', async () => {
      await publish()
      await shown((on) => words[on].left(1), true)
      expect(wordsOf(await answer('founder', 'We *need* a <lawyer> @everyone'))).toContain(title)
      expect(wordsOf(await press('founder')), 'once is enough').toContain('/offer mine')

      const asked = await says(home.on, home.partner, 'dm', 'We *need* a <lawyer> @everyone')
      expect(asked.pinged).toEqual([])
      expect(wordsOf(await answer('researcher', 'Me too'))).toContain(title)
      const second = await says(home.on, home.partner, 'dm', 'Me too')

      await home.on.press(home.partner, 'dm', asked.id, words[partner].accept)
      await shown((on) => words[on].full, false)
      await together(away.member('founder'))
      const refused = await home.on.press(home.partner, 'dm', second.id, words[partner].accept)
      expect(wordsOf(refused)).toContain('/offer edit')

      await home.on.press(home.partner, 'dm', asked.id, words[partner].undo)
      await shown((on) => words[on].left(1), true)
      await says(away.on, away.member('founder'), 'dm', title)
      await home.on.press(home.partner, 'dm', second.id, words[partner].decline)
      const told = await says(away.on, away.member('researcher'), 'dm', title)
      expect(told.text).toContain('/offer list')
      expect(playing.faults).toEqual([])
    })

    /** A group conversation where they share a workspace, else word of the relayed one in both direct messages. */
    async function together(asker: string): Promise<void> {
      if (partner === member) {
        const theirs = await until('they have a conversation', () =>
          home.on.conversations(asker).find(({ kind: what }) => what === 'group' || what === 'thread'),
        )
        await says(home.on, home.partner, theirs.id, title)
        return
      }
      await says(away.on, asker, 'dm', title)
      await until('the partner has word of it', () => saying(home.on, home.partner, 'dm', title).length > 1)
    }

    test('a silent partner is reminded after three days, staff are told after seven, once each', async () => {
      const asked = 'A question that nobody answers'
      await answer('founder2', asked)
      await says(home.on, home.partner, 'dm', asked)
      await playing.later({ days: 2, hours: 23 })
      expect(saying(home.on, home.partner, 'dm', asked)).toHaveLength(1)
      await playing.later({ hours: 2 })
      await until('the partner is reminded', () => saying(home.on, home.partner, 'dm', asked).length === 2)
      await playing.later({ days: 4 })
      const name = away.on.people(away.workspace).find(({ id }) => id === away.member('founder2'))?.name ?? ''
      const staffWord = await says(home.on, home.staff, home.staffRoom, name)
      expect(staffWord.text).toContain(title)
      await playing.later({ days: 5 })
      expect(saying(home.on, home.partner, 'dm', asked)).toHaveLength(2)
      expect(saying(home.on, home.staff, home.staffRoom, name)).toHaveLength(1)
      expect(playing.faults).toEqual([])
    })

    test('21 days after the acceptance the member is asked whether it helped; /offer mine shows what came of it', async () => {
      const [reminder] = saying(home.on, home.partner, 'dm', 'A question that nobody answers').toReversed()
      await home.on.press(home.partner, 'dm', reminder?.id ?? '', words[partner].accept)
      const mine = async () => wordsOf(await away.on.command(away.member('founder2'), away.offers, '/offer mine'))
      expect(await mine()).toContain(title)
      await playing.later({ days: 22 })
      const question = await says(away.on, away.member('founder2'), 'dm', /Did it help|utile/)
      const thanks = await away.on.press(
        away.member('founder2'),
        'dm',
        question.id,
        question.controls.flatMap((control) => ('label' in control ? [control.label] : []))[0] ?? '',
      )
      expect(wordsOf(thanks)).toMatch(/Merci|Thank you/)
      const led = wordsOf(await home.on.command(home.partner, home.offers, '/offer mine'))
      expect(led).toMatch(/1 jugée utile|1 helped/)
      expect(playing.faults).toEqual([])
    })
  },
)
