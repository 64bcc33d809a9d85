import { describe, expect, test } from 'vitest'
import { familyEntries } from '../../../src/features/introductions/families.ts'
import { stemsOf, stemsOfWord, wordsIn } from '../../../src/features/introductions/stems.ts'
import { commonWords } from '../../../src/features/introductions/stop-words.ts'

const same = (one: string, other: string) =>
  stemsOf(one)
    .keys()
    .some((stem) => stemsOf(other).has(stem))

describe('words', () => {
  test.each([
    ['avocats', 'AVOCATE'],
    ['énergies', 'energie'],
    ['énergie', 'energy'],
    ['hiring', 'hired'],
    ['commerciaux', 'commercial'],
    ['financing', 'financement'],
    ['recruter', 'recrutement'],
    ['cœur', 'coeur'],
    ['contracts', 'contract'],
    ['l’avocat', "l'avocat"],
    ['e\u0301nergie', 'énergie'],
  ])('%s is %s', (one, other) => {
    expect(same(one, other)).toBe(true)
  })

  test.each([
    ['communication', 'communes'],
    ['international', 'interns'],
    ['data', 'dates'],
    ['vente', 'vent'],
    ['interne', 'internship'],
    ['format', 'formation'],
    ['développeur', 'développement'],
    ['C', 'C++'],
  ])('%s is not %s', (one, other) => {
    expect(same(one, other)).toBe(false)
  })

  test.each([
    ['Je cherche un avocat pour mes contrats d’énergie', ['avocat', 'contrats', 'énergie']],
    ['I am looking for a lawyer, who’s happy to help', ['lawyer']],
    ['IA, AI et R&D : 3 projets en 2027', ['IA', 'AI', 'R&D', '3', 'projets', '2027']],
    ['go-to-market', ['go', 'market']],
    ['j’ai eu l’idée', ['idée']],
    ['🚀 … !', []],
    ['', []],
  ])('“%s” says %j', (text, words) => {
    expect(wordsIn(text).map(({ written }) => written)).toEqual(words)
  })

  test('stand where they were written', () => {
    const text = 'Des É\u0301tudes d’impact'
    for (const { written, start, end } of wordsIn(text)) expect(text.slice(start, end)).toBe(written)
    expect(stemsOf('Contrats, contrat').get('contrat')).toBe('Contrats')
  })

  test('of hostile length are read in time that grows with it alone', () => {
    const start = performance.now()
    wordsIn('a&'.repeat(20_000))
    wordsIn('é'.repeat(40_000))
    expect(performance.now() - start).toBeLessThan(1_000)
  })
})

describe('the table of families', () => {
  const entries = familyEntries()

  test('has each word once: in one line of one family', () => {
    const lines = Map.groupBy(
      entries.flatMap(({ keys, sense, written }) => keys.map((key) => ({ key, line: sense.line, written }))),
      ({ key }) => key,
    )
    const twice = [...lines.values()].filter((all) => new Set(all.map(({ line }) => line)).size > 1)
    expect(twice).toEqual([])
    expect(entries.length).toBeGreaterThan(500)
  })

  test('has no word that is a stop word or that everybody writes', () => {
    const lost = entries.filter(({ written, words }) => words < written.split(' ').length || words === 0)
    expect(lost.map(({ written }) => written)).toEqual([])
    expect(
      entries
        .filter(({ written, words }) => words === 1 && commonWords.has(wordsIn(written)[0]?.folded ?? ''))
        .map(({ written }) => written),
    ).toEqual([])
  })

  test('is read the same however often: stems are remembered', () => {
    expect(stemsOfWord('contrats')).toBe(stemsOfWord('contrats'))
  })
})
