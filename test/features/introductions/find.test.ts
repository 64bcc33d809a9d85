import * as fc from 'fast-check'
import { beforeEach, expect, test } from 'vitest'
import type { Context } from '../../../src/context.ts'
import { findPeople, openFound, turnFound } from '../../../src/features/introductions/find.ts'
import { communityIndex } from '../../../src/features/introductions/indexes.ts'
import { saveIntroduction, showEverywhere } from '../../../src/features/introductions/introductions.ts'
import { actionsOf, blockWords } from '../../../src/kit/card.ts'
import type { Reply } from '../../../src/kit/reply.ts'
import { clean } from '../../../src/kit/text.ts'
import { hostile as hostileText } from '../../kit/hostile.ts'
import { onBothDatabases } from '../../support/database.ts'
import { type Actor, type Stage, setStage } from '../offers/stage.ts'

const hostile = fc.sample(hostileText, { numRuns: 40, seed: 7 })

onBothDatabases('finding people', (database) => {
  let stage: Stage
  let ctx: Context
  beforeEach(async () => {
    stage = await setStage(database())
    ctx = await (await stage.member()).ctx()
  })

  async function introduced(headline: string, more: Record<string, string | string[]> = {}, workspace: 0 | 1 = 0) {
    const member = await stage.member(workspace)
    await saveIntroduction(await member.ctx(), 'startup', { headline, canHelp: '', lookingFor: '', ...more })
    return member
  }

  /** What is on the page, in order. */
  async function found(reply: Reply | Promise<Reply>): Promise<string[]> {
    const shown = await reply
    if (shown.kind !== 'card') throw new Error(shown.kind)
    const select = shown.card.blocks.find((block) => block.kind === 'select')
    return select ? select.select.choices.map(({ label }) => label.replace(/^M\d+ · /u, '')) : []
  }

  test('goes by headline, organisation, helps, needs, themes and name, in either language', async () => {
    await introduced('Avocate à Toulouse', {
      organisation: 'Cabinet Éole',
      canHelp: 'les contrats',
      themes: ['energy'],
    })
    const other = await introduced('Solar engineer', { lookingFor: 'a lawyer for our patents' }, 1)
    expect(await found(findPeople(ctx, 'AVOCATES'))).toEqual(['Avocate à Toulouse', 'Solar engineer'])
    expect(await found(findPeople(ctx, 'lawyer toulouse'))).toEqual(['Avocate à Toulouse'])
    expect(await found(findPeople(ctx, 'eole'))).toEqual(['Avocate à Toulouse'])
    expect(await found(findPeople(ctx, 'énergie'))).toEqual(['Avocate à Toulouse'])
    expect(await found(findPeople(ctx, 'patent'))).toEqual(['Solar engineer'])
    expect(await found(findPeople(ctx, other.externalId))).toContain('Solar engineer')
    expect(wordsIn(await findPeople(ctx, 'contrat'))).toContain('Can help with: les contrats')
    expect(wordsIn(await findPeople(ctx, 'patent'))).toContain('Looks for: a lawyer for our patents')
  })

  test('says kindly when there is nobody, whatever was typed', async () => {
    for (const typed of ['zebra', '???', '   ', '~', 'x'.repeat(100), ...hostile])
      expect(wordsIn(await findPeople(ctx, typed))).toContain('Nobody speaks of')
  })

  test('shows hostile words as they are, in pages whose buttons always fit', async () => {
    for (const said of hostile) await introduced(`Zèbre ${clean(said)}`.slice(0, 120), { canHelp: clean(said) })
    for (const typed of ['zèbre', `zèbre ${'é'.repeat(90)}`, 'zèbre ~1.2~', ...hostile.map((said) => `zèbre ${said}`)])
      expect(await found(findPeople(ctx, typed))).not.toEqual([])
  })

  test('turns pages that stay as they were while others come and go', async () => {
    for (let count = 1; count <= 20; count++) await introduced(`Potière ${count}`)
    const first = await findPeople(ctx, 'poterie potière')
    expect(await found(first)).toEqual([20, 19, 18, 17, 16, 15, 14, 13].map((count) => `Potière ${count}`))
    await introduced('Potière 21')
    const next = async (reply: Reply) => turnFound(ctx, pageIn(reply, 'Next'), [])
    const second = await next(first)
    expect(await found(second)).toEqual([12, 11, 10, 9, 8, 7, 6, 5].map((count) => `Potière ${count}`))
    const third = await next(second)
    expect(await found(third)).toEqual(['Potière 4', 'Potière 3', 'Potière 2', 'Potière 1'])
    expect(wordsIn(third)).toContain('21 people')
    expect(await found(await turnFound(ctx, pageIn(third, 'Back'), []))).toEqual(await found(second))
    expect(await found(turnFound(ctx, '800.999~potière', []))).not.toEqual([])
    for (const record of ['', 'x', '~', '-1.2~', '9.9'])
      expect(wordsIn(await turnFound(ctx, record, []))).toContain('Nobody')
  })

  test('opens one, with the way to meet them and the way back', async () => {
    const potter = await introduced('Potière', { canHelp: 'l’argile' })
    const list = await findPeople(ctx, 'argile')
    const [select] = actionsIn(list)
    const introduction = await database().client.introduction.findUniqueOrThrow({
      where: { personId: potter.personId },
    })
    const opened = await openFound(ctx, select?.record ?? '', [String(introduction.id)])
    expect(wordsIn(opened)).toContain('l’argile')
    expect(actionsIn(opened)).toContainEqual({ name: 'meeting.ask', record: String(potter.personId) })
    const back = actionsIn(opened).find(({ name }) => name === 'introduction.find')
    expect(await found(turnFound(ctx, back?.record ?? '', []))).toEqual(['Potière'])
    await expect(openFound(ctx, select?.record ?? '', ['0'])).rejects.toThrow('find.gone')
  })

  test('leaves out who left, whose workspace is gone, who stays at home elsewhere, and other communities', async () => {
    const [gone, homely, here] = [
      await introduced('Potière une'),
      await introduced('Potière deux', {}, 1),
      await introduced('Potière trois'),
    ]
    const elsewhere = await setStage(database())
    const stranger = await (await elsewhere.member()).ctx()
    await saveIntroduction(stranger, 'startup', { headline: 'Potière quatre' })
    expect(await found(findPeople(ctx, 'potière'))).toHaveLength(3)
    await database().client.member.update({ where: { id: gone.id }, data: { leftAt: new Date(0) } })
    await showEverywhere(await homely.ctx(), false)
    expect(await found(findPeople(ctx, 'potière'))).toEqual(['Potière trois'])
    expect(await found(findPeople(await homely.ctx(), 'potière'))).toEqual(['Potière trois', 'Potière deux'])
    expect(wordsIn(await findPeople(ctx, 'potière'))).toContain('1 person')
    const introduction = await database().client.introduction.findFirstOrThrow({
      where: { communityId: elsewhere.community },
    })
    await expect(openFound(ctx, '0.~x', [String(introduction.id)])).rejects.toThrow('find.gone')
    await erase(here)
    expect(await found(findPeople(ctx, 'potière'))).toEqual([])
  })

  test('follows names, erasures and workspaces that join', async () => {
    const potter = await introduced('Potière')
    expect(await found(findPeople(ctx, 'Ondine'))).toEqual([])
    await database().client.member.update({
      where: { id: potter.id },
      data: { name: 'Ondine', seenAt: new Date(ctx.now.epochMilliseconds) },
    })
    expect(wordsIn(await findPeople(ctx, 'Ondine'))).toContain('Potière')
    const elsewhere = await setStage(database())
    const stranger = await (await elsewhere.member()).ctx(ctx.now.subtract({ hours: 500 }))
    await saveIntroduction(stranger, 'startup', { headline: 'Potière d’ailleurs' })
    const { communityId } = await database().client.introduction.update({
      where: { personId: stranger.member.personId },
      data: { communityId: stage.community },
      select: { communityId: true },
    })
    expect(communityId).toBe(stage.community)
    expect(await found(findPeople(ctx, 'ailleurs'))).toEqual(['Potière d’ailleurs'])
    expect((await communityIndex(ctx, stage.community)).authors.size).toBe(2)
  })

  async function erase(actor: Actor): Promise<void> {
    await database().client.introduction.delete({ where: { personId: actor.personId } })
  }
})

function pageIn(reply: Reply, label: string): string {
  if (reply.kind !== 'card') throw new Error(reply.kind)
  const buttons = reply.card.blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []))
  const found = buttons.find((each) => each.label === label)
  if (found?.kind !== 'press') throw new Error(`no ${label}`)
  return found.action.record
}

function wordsIn(reply: Reply): string {
  return reply.kind === 'card' ? reply.card.blocks.map(blockWords).join('\n') : reply.kind
}

function actionsIn(reply: Reply) {
  return reply.kind === 'card' ? actionsOf(reply.card) : []
}
