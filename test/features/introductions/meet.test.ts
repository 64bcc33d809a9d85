import { beforeEach, expect, test } from 'vitest'
import type { Context } from '../../../src/context.ts'
import { introductions } from '../../../src/features/introductions/feature.ts'
import { saveIntroduction, showEverywhere } from '../../../src/features/introductions/introductions.ts'
import { meetPeople, suggestionsFor } from '../../../src/features/introductions/meet.ts'
import { pauseMe } from '../../../src/features/introductions/pausing.ts'
import { bringTogether } from '../../../src/features/meetings/meetings.ts'
import { block } from '../../../src/features/members/blocks.ts'
import { withdrawOffer } from '../../../src/features/offers/change.ts'
import { translator } from '../../../src/i18n/i18n.ts'
import { actionsOf, blockWords } from '../../../src/kit/card.ts'
import type { Reply } from '../../../src/kit/reply.ts'
import { onBothDatabases } from '../../support/database.ts'
import { type Actor, offerBy, type Stage, setStage } from '../offers/stage.ts'

onBothDatabases('suggestions', (database) => {
  let stage: Stage
  let founder: Actor
  beforeEach(async () => {
    stage = await setStage(database())
    founder = await introduced('Des vélos', { canHelp: 'la mécanique', lookingFor: 'un avocat pour nos contrats' })
  })

  async function introduced(
    headline: string,
    said: { canHelp?: string; lookingFor?: string } = {},
    workspace: 0 | 1 = 0,
  ) {
    const member = await stage.member(workspace)
    await write(await member.ctx(), headline, said)
    return member
  }

  async function write(ctx: Context, headline: string, said: { canHelp?: string; lookingFor?: string }) {
    await saveIntroduction(ctx, 'startup', { headline, organisation: headline, canHelp: '', lookingFor: '', ...said })
  }

  async function suggested(to: Actor = founder): Promise<number[]> {
    const found = await suggestionsFor(await to.ctx())
    if (typeof found === 'string') throw new Error(found)
    return found.map(({ candidate }) => candidate.person)
  }

  const lawyer = async (headline = 'Avocate', workspace: 0 | 1 = 0) =>
    introduced(headline, { canHelp: 'les contrats, en tant qu’avocate' }, workspace)

  test('name who can help, with the reason in words and the way to them', async () => {
    const other = await lawyer()
    const reply = await meetPeople(await founder.ctx())
    expect(wordsIn(reply)).toContain('You look for “avocat, contrats”')
    expect(actionsIn(reply)).toContainEqual({ name: 'meeting.ask', record: String(other.personId) })
    const french = await meetPeople({ ...(await founder.ctx()), t: translator('fr') })
    expect(wordsIn(french)).toContain('Vous cherchez « avocat, contrats »')
  })

  test('need an introduction of one’s own, and say what to do when there is nobody', async () => {
    await expect(meetPeople(await (await stage.member()).ctx())).rejects.toThrow('introduction.noneMine')
    expect(wordsIn(await meetPeople(await founder.ctx()))).toContain('I have nobody new to suggest')
  })

  test('are at most three', async () => {
    for (let count = 0; count < 5; count++) await lawyer(`Avocate ${count}`)
    expect(await suggested()).toHaveLength(3)
  })

  test('follow what changes: introductions, pauses, leaving, coming back', async () => {
    expect(await suggested()).toEqual([])
    const other = await lawyer()
    expect(await suggested()).toEqual([other.personId])
    await write(await other.ctx(), 'Boulangère', { canHelp: 'le pain' })
    expect(await suggested()).toEqual([])
    await write(await other.ctx(), 'Avocate', { canHelp: 'les contrats' })
    expect(await suggested()).toEqual([other.personId])

    await pauseMe(await other.ctx(), true)
    expect(await suggested()).toEqual([])
    await pauseMe(await other.ctx(), false)
    await database().client.member.update({ where: { id: other.id }, data: { leftAt: new Date(0) } })
    expect(await suggested()).toEqual([])
    await database().client.member.update({ where: { id: other.id }, data: { leftAt: null, isGuest: true } })
    expect(await suggested()).toEqual([other.personId])
    await database().client.workspace.updateMany({
      where: { communityId: stage.community },
      data: { guestsExcluded: true },
    })
    expect(await suggested()).toEqual([])
  })

  test('never name who was met, who blocked or was blocked, or who shows their card elsewhere only', async () => {
    const [met, blocked, blocker] = [await lawyer('Une'), await lawyer('Deux'), await lawyer('Trois')]
    const homely = await lawyer('Quatre', 1)
    await database().transact(async (tx) => {
      await bringTogether(tx, stage.work(), {
        community: stage.community,
        reason: 'round',
        members: [founder.id, met.id],
      })
      await block(tx, stage.work().now, founder.personId, blocked.personId)
      await block(tx, stage.work().now, blocker.personId, founder.personId)
    })
    expect(await suggested()).toEqual([homely.personId])
    await showEverywhere(await homely.ctx(), false)
    expect(await suggested()).toEqual([])
  })

  test('never name oneself as a member of another server', async () => {
    const [other, twin] = [await lawyer(), await lawyer('Moi ailleurs')]
    const { workspaceId } = await database().client.member.findUniqueOrThrow({ where: { id: founder.id } })
    const { id, ...server } = await database().client.workspace.findUniqueOrThrow({ where: { id: workspaceId } })
    const { id: elsewhere } = await database().client.workspace.create({
      data: { ...server, externalId: `${server.externalId} ${id}` },
    })
    await database().client.member.update({
      where: { id: twin.id },
      data: { workspaceId: elsewhere, externalId: founder.externalId },
    })
    expect(await suggested()).toEqual([other.personId])
  })

  test('say so to whoever is on pause, and after the form too', async () => {
    await lawyer()
    await pauseMe(await founder.ctx(), true)
    const reply = await meetPeople(await founder.ctx())
    expect(wordsIn(reply)).toContain('You are on pause')
    expect(actionsIn(reply)).toEqual([{ name: 'member.resume', record: '' }])
    const form = introductions.forms['introduction.save']
    const saved = await form?.save(await founder.ctx(), 'startup', { headline: 'Des vélos', lookingFor: 'un avocat' })
    expect(saved && wordsIn(saved)).toContain('You are on pause')
    expect(saved && actionsIn(saved).map(({ name }) => name)).not.toContain('meeting.ask')
    await introductions.presses['member.resume']?.(await founder.ctx(), '', [])
    expect(await suggested()).toHaveLength(1)
  })

  test('name open offers too, while they are open', async () => {
    const partner = await stage.member(1, { partner: 'Cabinet' })
    const id = await offerBy(await partner.ctx(), { title: 'Une heure avec un avocat', details: 'Vos contrats.' })
    const reply = await meetPeople(await founder.ctx())
    expect(wordsIn(reply)).toContain('Une heure avec un avocat, by Cabinet')
    expect(actionsIn(reply)).toContainEqual({ name: 'offer.details', record: String(id) })
    await withdrawOffer(await partner.ctx(), id)
    expect(await suggested()).toEqual([])
    const full = await offerBy(await partner.ctx(), { title: 'Avocat', places: 1 })
    expect(await suggested()).toEqual([partner.personId])
    await database().client.offer.update({ where: { id: full }, data: { taken: 1 } })
    expect(await suggested()).toEqual([])
  })

  test('never name one’s own or one’s colleagues’ offers, nor those one has answered', async () => {
    const partner = await stage.member(0, { partner: 'Cabinet' })
    const colleague = await stage.member(0, { partner: 'Cabinet' })
    await write(await colleague.ctx(), 'Associée', { lookingFor: 'un avocat' })
    const offer = await offerBy(await partner.ctx(), { title: 'Une heure avec un avocat' })
    expect(await suggested(colleague)).toEqual([])
    expect(await suggested()).toEqual([partner.personId])
    await database().client.interest.create({
      data: {
        offerId: offer,
        personId: founder.personId,
        memberId: founder.id,
        message: '',
        state: 'waiting',
        createdAt: new Date(0),
      },
    })
    expect(await suggested()).toEqual([])
  })

  test('stay within the community', async () => {
    const elsewhere = await setStage(database())
    const stranger = await elsewhere.member()
    await saveIntroduction(await stranger.ctx(), 'startup', { headline: 'Avocate', canHelp: 'contrats' })
    expect(await suggested()).toEqual([])
  })
})

function wordsIn(reply: Reply): string {
  return reply.kind === 'card' ? reply.card.blocks.map(blockWords).join('\n') : reply.kind
}

function actionsIn(reply: Reply) {
  return reply.kind === 'card' ? actionsOf(reply.card) : []
}
