import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { filesOf, neutral, piecesOf, readContent, writeContent } from '../../../src/features/conversations/content.ts'
import type { Node, Text } from '../../../src/kit/text.ts'
import { plain, wordsOf } from '../../../src/kit/text.ts'
import { hostile } from '../../kit/hostile.ts'

const { text: anyText } = fc.letrec<{ text: Text; node: Node }>((tie) => ({
  text: fc.array(tie('node'), { maxLength: 4 }),
  node: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.record({ kind: fc.constant('plain' as const), text: hostile }),
    fc.record({ kind: fc.constant('code' as const), text: hostile, block: fc.boolean() }),
    fc.record({ kind: fc.constant('link' as const), url: fc.webUrl(), label: hostile }),
    fc.record({ kind: fc.constant('person' as const), workspace: hostile, id: hostile, name: hostile }),
    fc.record({ kind: fc.constant('channel' as const), workspace: hostile, id: hostile, name: hostile }),
    fc.record({
      kind: fc.constant('time' as const),
      at: fc.integer({ min: 0, max: 4e12 }).map((at) => Temporal.Instant.fromEpochMilliseconds(at)),
      style: fc.constantFrom('date' as const, 'time' as const, 'dateTime' as const, 'relative' as const),
    }),
    fc.record({
      kind: fc.constantFrom('bold' as const, 'italic' as const, 'strike' as const, 'quote' as const),
      content: tie('text'),
    }),
    fc.record({
      kind: fc.constant('list' as const),
      ordered: fc.boolean(),
      items: fc.array(tie('text'), { maxLength: 3 }),
    }),
  ),
}))

describe('what is carried', () => {
  test('is kept and read again as it was, names as words', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const kept = neutral(text)
        const content = { text: kept, files: [{ name: 'plan.pdf', url: 'https://example.org/plan.pdf' }] }
        const read = readContent(writeContent(content))
        expect(wordsOf(read.text)).toBe(wordsOf(kept))
        expect(read.files).toEqual(content.files)
        expect(JSON.stringify(read.text)).not.toMatch(/"kind":"(person|channel)"/u)
      }),
    )
  })

  test('names people and channels without reaching them', () => {
    const text: Text = [
      { kind: 'person', workspace: 'T1', id: 'U1', name: 'Léa' },
      { kind: 'bold', content: [{ kind: 'channel', workspace: 'T1', id: 'C1', name: 'offres' }] },
    ]
    expect(neutral(text)).toEqual([
      { kind: 'plain', text: '@Léa' },
      { kind: 'bold', content: [{ kind: 'plain', text: '#offres' }] },
    ])
  })

  test('links pictures by the name in their address, and only what is on the web', () => {
    const files = filesOf({
      images: ['https://cdn.example/a/photo.png?size=1', 'https://cdn.example/'],
      files: [
        { name: 'plan.pdf', url: 'https://example.org/1' },
        { name: 'bad', url: 'javascript:alert(1)' },
      ],
    })
    const comma = { kind: 'plain', text: ', ' }
    expect(piecesOf({ text: [], files })).toEqual([
      {
        text: [],
        files: [
          { kind: 'plain', text: '📎 ' },
          { kind: 'link', url: 'https://cdn.example/a/photo.png?size=1', label: 'photo.png' },
          comma,
          { kind: 'link', url: 'https://cdn.example/', label: 'https://cdn.example/' },
          comma,
          { kind: 'link', url: 'https://example.org/1', label: 'plan.pdf' },
          comma,
          { kind: 'plain', text: 'bad (javascript:alert(1))' },
        ],
      },
    ])
  })

  test('in several messages when it is long, the files last', () => {
    const sizes = (written: string, count: number) =>
      piecesOf({
        text: [plain(written)],
        files: Array.from({ length: count }, (_, index) => ({
          name: `${index}.png`,
          url: `https://a.example/${'b'.repeat(200)}`,
        })),
      }).map(({ text, files }) => [wordsOf(text).length, files.filter(({ kind }) => kind === 'link').length])
    expect(sizes('a'.repeat(2_000), 1)).toEqual([[2_000, 1]])
    expect(sizes('a'.repeat(4_000), 0)).toEqual([
      [3_000, 0],
      [1_000, 0],
    ])
    expect(sizes('*'.repeat(4_000), 8)).toEqual([
      [1_500, 0],
      [1_500, 0],
      [1_000, 0],
      [0, 6],
      [0, 2],
    ])
    expect(sizes(`${'a'.repeat(2_990)}${'\n'.repeat(3_000)}`, 0)).toEqual([[2_991, 0]])
  })
})
