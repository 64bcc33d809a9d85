import { expect } from 'vitest'
import { test } from 'vitest'
import { crowd } from '../../scripts/bench/crowd.ts'
import { communityIndex } from '../../src/features/introductions/indexes.ts'
import { hiddenFrom } from '../../src/features/introductions/visibility.ts'
import { suggest } from '../../src/features/introductions/suggest.ts'
import { find } from '../../src/features/introductions/search.ts'
import { onBothDatabases } from '../support/database.ts'
import { START, setStage } from '../features/offers/stage.ts'

onBothDatabases('bench', (database) => {
  test('10k', { timeout: 120_000 }, async () => {
    const stage = await setStage(database())
    const db = database().client
    const me = await stage.member()
    const ctx = await me.ctx()
    const people = crowd(10_000, START)
    for (let from = 0; from < people.length; from += 500) {
      const page = people.slice(from, from + 500)
      const persons = await db.person.createManyAndReturn({ data: page.map(() => ({ communityId: stage.community, activeAt: new Date(0) })), select: { id: true } })
      const members = await db.member.createManyAndReturn({ data: page.map((p, i) => ({ workspaceId: ctx.workspace.id, personId: persons[i]!.id, externalId: `P${p.id}`, name: `P ${p.id}`, seenAt: new Date(0) })), select: { id: true } })
      const intros = await db.introduction.createManyAndReturn({ data: page.map((p, i) => ({ communityId: stage.community, personId: persons[i]!.id, memberId: members[i]!.id, kind: 'startup', headline: p.headline, canHelp: p.canHelp, lookingFor: p.lookingFor, createdAt: new Date(0), updatedAt: new Date(0) })), select: { id: true } })
      await db.introductionTheme.createMany({ data: page.flatMap((p, i) => p.themes.map((theme) => ({ introductionId: intros[i]!.id, theme }))) })
    }
    const time = async <T,>(what: string, run: () => Promise<T> | T) => { const s = performance.now(); const r = await run(); console.log(what, (performance.now() - s).toFixed(1)); return r }
    console.log('rss', process.memoryUsage().rss / 1e6)
    const index = await time('build', async () => communityIndex(ctx, stage.community))
    console.log('rss', process.memoryUsage().rss / 1e6)
    for (let i = 0; i < 3; i++) await time('follow', async () => communityIndex(ctx, stage.community))
    for (let i = 0; i < 3; i++) await time('hidden', async () => hiddenFrom(ctx, index))
    await time('suggest', () => suggest(index.suggestions, { person: 0, organisation: undefined, canHelp: 'contrats', lookingFor: 'levée de fonds, legal advice', themes: ['energy'] }, { now: START, seed: 1 }))
    await time('find', () => find(index.search, 'contrats à Toulouse', { limit: 10, offset: 0 }))
    expect(index.authors.size).toBe(10_000)
  })
})
