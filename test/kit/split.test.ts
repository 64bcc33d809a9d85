import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { splitText, weightOf } from '../../src/kit/split.ts'
import {
  bold,
  code,
  codeBlock,
  italic,
  link,
  list,
  type Node,
  plain,
  quote,
  type Text,
  wordsOf,
} from '../../src/kit/text.ts'
import { markdown } from '../../src/platforms/discord/markdown.ts'
import { hostile } from './hostile.ts'

const aLink = link('https://a.example/', 'it')

describe('a text is cut', () => {
  test.each<[string, Text, number, Text[]]>([
    ['not at all where it fits', [plain('one two')], 7, [[plain('one two')]]],
    ['between words', [plain('one two three')], 8, [[plain('one two ')], [plain('three')]]],
    ['inside a word that is longer than a part', [plain('abcdefgh')], 5, [[plain('abcde')], [plain('fgh')]]],
    ['never inside a character', [plain('a😀😀')], 5, [[plain('a😀')], [plain('😀')]]],
    ['where signs may need another before them', [plain('a*b*c')], 4, [[plain('a*b')], [plain('*c')]]],
    ['inside bold, which goes on', [bold('one two')], 14, [[bold('one ')], [bold('two')]]],
    ['inside code, which goes on', [code('one two')], 15, [[code('one ')], [code('two')]]],
    ['inside a quotation, which goes on', [quote('one two')], 35, [[quote('one ')], [quote('two')]]],
    [
      'before a list that fits in the next part',
      [plain('one'), list(['a', 'b'])],
      63,
      [[plain('one')], [list(['a', 'b'])]],
    ],
    ['between the items of a longer one', [list(['a', 'b'])], 40, [[list(['a'])], [list(['b'])]]],
    [
      'before an item that fits in the next part',
      [list(['one', 'two words'])],
      70,
      [[list(['one'])], [list(['two words'])]],
    ],
    [
      'before a word that fits in the next part',
      [bold('one'), plain('twelve')],
      16,
      [[bold('one')], [plain('twelve')]],
    ],
    ['before a link', [plain('see '), aLink], 50, [[plain('see ')], [aLink]]],
    ['not for a link that is too long by itself', [aLink], 5, [[aLink]]],
  ])('%s', (_, content, heaviest, parts) => {
    expect(splitText(content, heaviest)).toEqual(parts)
  })

  const said = fc.oneof(hostile, fc.string({ unit: fc.constantFrom('a', 'é', '*', '\n', ' ', '1.', '-', '😀', '語') }))
  const { text: anyText } = fc.letrec<{ text: Text; node: Node }>((tie) => ({
    text: fc.array(tie('node'), { maxLength: 5 }),
    node: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      said.map(plain),
      said.map(code),
      said.map(codeBlock),
      fc.tuple(fc.webUrl({ withQueryParameters: true }), said).map(([url, label]) => link(url, label)),
      tie('text').map(bold),
      tie('text').map(italic),
      tie('text').map(quote),
      fc
        .tuple(fc.array(tie('text'), { minLength: 1, maxLength: 3 }), fc.boolean())
        .map(([items, is]) => list(items, is)),
    ),
  }))

  test('into parts that are all of it, and that marks and escapes make no longer than they weigh', () => {
    const bare = (content: Text) => wordsOf(content).replace(/[\s•\d.]/gu, '')
    fc.assert(
      fc.property(anyText, fc.integer({ min: 150, max: 400 }), (content, heaviest) => {
        const parts = splitText(content, heaviest)
        expect(bare(parts.flat())).toBe(bare(content))
        for (const part of parts) {
          const weight = weightOf(part)
          if (part.length > 1) expect(weight).toBeLessThanOrEqual(heaviest)
          expect(markdown(part, '').length).toBeLessThanOrEqual(weight)
        }
      }),
      { numRuns: 300 },
    )
  })

  test('never inside an item that fits in a part', () => {
    const anItem = anyText.filter((item) => weightOf([list([item])]) <= 150)
    fc.assert(
      fc.property(said, fc.array(anItem, { minLength: 1, maxLength: 20 }), (before, items) => {
        const parts = splitText([plain(before), list(items)], 150)
        expect(parts.flat().flatMap((node) => (node.kind === 'list' ? node.items : []))).toEqual(items)
      }),
    )
  })
})
