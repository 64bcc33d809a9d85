import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  bold,
  clean,
  clip,
  clipText,
  code,
  join,
  link,
  list,
  type Node,
  person,
  plain,
  quote,
  type Text,
  text,
  time,
  wordsOf,
} from '../../src/kit/text.ts'
import { hostile } from './hostile.ts'

const at = Temporal.Instant.from('2026-03-29T01:30:00Z')
const ada = person({ workspace: 'T1', id: 'U1', name: 'Ada' })

const node: fc.Arbitrary<Node> = fc.letrec<{ node: Node; content: Text }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3 },
    hostile.map(plain),
    hostile.map(code),
    hostile.map((label) => link('https://totem.example', label)),
    fc.constant(ada),
    fc.constant(time(at)),
    tie('content').map(bold),
    tie('content').map(quote),
    fc.tuple(fc.array(tie('content'), { maxLength: 12 }), fc.boolean()).map(([items, ordered]) => list(items, ordered)),
  ),
  content: fc.array(tie('node'), { maxLength: 4 }),
})).node
const content = fc.array(node, { maxLength: 6 })

test('a sentence is made of words, nodes and numbers', () => {
  const said = text`${ada} offers ${bold('law & order')} to ${3} people until ${time(at)}`
  expect(said.map((each) => each.kind)).toEqual(['person', 'plain', 'bold', 'plain', 'plain', 'plain', 'time'])
  expect(wordsOf(said)).toBe('Ada offers law & order to 3 people until 2026-03-29T01:30Z')
  expect(wordsOf(join(['a', bold('b'), text`c`], ', '))).toBe('a, b, c')
})

test('only http and https become links', () => {
  expect(link('https://totem.example/a', 'here')).toMatchObject({ kind: 'link', label: 'here' })
  for (const url of [
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'slack://open',
    '//totem.example',
    'totem',
  ])
    expect(link(url, 'here')).toEqual(plain(`here (${url})`))
})

test('a list is numbered or dotted in words', () => {
  expect(wordsOf([list(['one', 'two'])])).toBe('• one\n• two\n')
  expect(wordsOf([list(['one', 'two'], true)])).toBe('1. one\n2. two\n')
})

test('what was typed loses what only misleads or breaks, and nothing else', () => {
  expect(clean(' caf\u00e9\r\n\tl\u0000i\u202Ev\u2066e\u0007 \ud83d ')).toBe('café\n\tlive \ufffd')
  expect(clean('👩‍👩‍👧 नमस्ते مرحبا')).toBe('👩‍👩‍👧 नमस्ते مرحبا')
  fc.assert(fc.property(hostile, (typed) => clean(clean(typed)) === clean(typed) && clean(typed).isWellFormed()))
})

test('every line break is one that we know', () => {
  expect(clean('a\r\nb\u2028c\u2029d\ne')).toBe('a\nb\nc\nd\ne')
})

test('a clipped text is within its limit, begins as it did, shows the cut, and holds no half characters', () => {
  expect(clip('abcdef', 6)).toBe('abcdef')
  expect(clip('abcdef', 5)).toBe('abcd…')
  expect(clip('ab😀cd', 4)).toBe('ab…')
  fc.assert(
    fc.property(hostile, fc.integer({ min: 1, max: 40 }), (typed, maximum) => {
      const clipped = clip(clean(typed), maximum)
      expect(clipped.length).toBeLessThanOrEqual(maximum)
      expect(clipped.isWellFormed()).toBe(true)
      if (clean(typed).length <= maximum) expect(clipped).toBe(clean(typed))
      else expect(clipped.endsWith('…') && clean(typed).startsWith(clipped.slice(0, -1))).toBe(true)
    }),
  )
})

test('clipped nodes are within their limit, whole when they fit, and show the cut', () => {
  fc.assert(
    fc.property(content, fc.nat({ max: 60 }), (said, maximum) => {
      const clipped = wordsOf(clipText(said, maximum))
      expect(clipped.length).toBeLessThanOrEqual(maximum)
      if (wordsOf(said).length <= maximum) expect(clipText(said, maximum)).toEqual(said)
      else if (maximum > 0) expect(clipped).toContain('…')
    }),
    { numRuns: 2000 },
  )
})

test('a person or a time is shown whole or not at all', () => {
  expect(clipText(text`hello ${ada}`, 8)).toEqual([plain('hello '), plain('…')])
})

test('the items of a list that fit stay whole', () => {
  expect(wordsOf(clipText([list(['one', 'two', 'three and more'])], 20))).toBe('• one\n• two\n• thr…\n')
  expect(wordsOf(clipText([list(['one', 'two', 'three and more'])], 14))).toBe('• one\n• two\n…')
})
