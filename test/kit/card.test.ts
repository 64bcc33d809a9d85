import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { action } from '../../src/kit/action.ts'
import {
  actionsOf,
  type Block,
  blockWords,
  bullets,
  button,
  buttons,
  card,
  divider,
  fields,
  fitBlock,
  heading,
  image,
  linkButton,
  note,
  paragraph,
  select,
} from '../../src/kit/card.ts'
import { limits } from '../../src/kit/limits.ts'
import { bold, link, list } from '../../src/kit/text.ts'
import { long } from './hostile.ts'
import { labelled } from './labels.ts'

const press = (record: number) => button(`press ${record}`, action('test.press', record))
const words = (blocks: readonly Block[]) => blocks.map(blockWords).join('')

const block: fc.Arbitrary<Block | undefined> = fc.oneof(
  long.map(heading),
  long.map(paragraph),
  long.map((typed) => paragraph([bold(typed), link('https://totem.example', typed), list([typed, 'b'])])),
  long.map(note),
  fc.array(fc.record({ label: long.map(labelled), value: long }), { maxLength: limits.fields }).map(fields),
  fc.array(long, { maxLength: 60 }).map(bullets),
  long.map((alt) => image('https://totem.example/a.png', alt)),
  fc.constant(divider),
)

test('every card made of hostile or long texts is within what both platforms take', () => {
  fc.assert(
    fc.property(fc.array(block, { maxLength: limits.blocks }), (blocks) => {
      const made = card({ blocks })
      expect(words(made.blocks).length).toBeLessThanOrEqual(limits.cardText)
      expect(Buffer.byteLength(words(made.blocks))).toBeLessThanOrEqual(limits.cardBytes)
      expect(made.summary.length).toBeLessThanOrEqual(limits.summary)
      expect(made.blocks).toHaveLength(blocks.filter((each) => each !== undefined).length)
    }),
    { numRuns: 400 },
  )
})

test('wide characters at the beginning of a text count as what they are', () => {
  const made = card({ blocks: [paragraph('中'.repeat(3000)), paragraph('中'.repeat(400) + 'a'.repeat(2600))] })
  expect(Buffer.byteLength(words(made.blocks))).toBeLessThanOrEqual(limits.cardBytes)
})

test('a card that fits is left as it is', () => {
  const blocks = [heading('An offer'), paragraph(text(limits.blockText)), note('small print')]
  expect(card({ blocks }).blocks).toEqual(blocks)
})

test('what does not fit is cut from the end of the card, visibly', () => {
  const made = card({ blocks: [paragraph(text(2500)), paragraph(text(2500)), note('small print')] })
  expect(made.blocks[0]).toEqual(paragraph(text(2500)))
  expect(made.blocks.slice(1).map(blockWords)).toEqual([expect.stringMatching(/a…$/u), '…'])
})

test('a block cut to any room is within it', () => {
  fc.assert(
    fc.property(block, fc.integer({ min: 1, max: 3000 }), (each, room) => {
      if (!each || each.kind === 'image') return
      expect(blockWords(fitBlock(each, room)).length).toBeLessThanOrEqual(room)
    }),
  )
})

test('a list that does not fit keeps whole items, and shows where it was cut', () => {
  const items = bullets(Array.from({ length: 100 }, (_, n) => `item ${n}`))
  expect(items && blockWords(fitBlock(items, 30))).toBe('• item 0\n• item 1\n• item 2 …')
})

test('fields that do not fit are clipped alike, and left out when there is no room for their label', () => {
  const all = fields(['one:', 'two:', 'three:'].map((label) => ({ label: labelled(label), value: text(100) })))
  expect(all && blockWords(fitBlock(all, 50))).toMatch(/^one: a+…\ntwo: a+…\nthree: a+…$/u)
  expect(all && blockWords(fitBlock(all, 16))).toMatch(/^one: a+…\ntwo: …$/u)
  expect(all && blockWords(fitBlock(all, 3))).toBe('…')
})

test('the summary is the first words of the card unless it is given', () => {
  expect(card({ blocks: [divider, heading('An\n offer'), paragraph('more')] }).summary).toBe('An offer')
  expect(card({ blocks: [], summary: 'Hello' }).summary).toBe('Hello')
  expect(card({ blocks: [] }).summary).toBe('Totem')
  expect(card({ blocks: [paragraph(text(500))] }).summary).toHaveLength(limits.summary)
})

test('members\u2019 texts are clipped to what each part takes', () => {
  expect(blockWords(heading(text(1000)))).toHaveLength(limits.heading)
  expect(blockWords(paragraph(text(9000)))).toHaveLength(limits.blockText)
  expect(press(1).label).toBe('press 1')
  expect(button(text(200), action('a')).label).toHaveLength(limits.buttonLabel)
  expect(linkButton(text(200), 'https://totem.example').label).toHaveLength(limits.buttonLabel)
})

test('what is empty is left out', () => {
  expect(
    fields([
      { label: labelled('a:'), value: undefined },
      { label: labelled('b:'), value: '' },
    ]),
  ).toBeUndefined()
  expect(bullets([])).toBeUndefined()
  expect(buttons(undefined)).toBeUndefined()
  expect(card({ blocks: [undefined, divider] }).blocks).toEqual([divider])
})

test.each([
  ['more blocks than a card has', () => card({ blocks: Array(limits.blocks + 1).fill(divider) })],
  [
    'more pieces than a message has',
    () =>
      card({
        blocks: Array.from({ length: 7 }, (_, row) => buttons(...[1, 2, 3, 4, 5].map((n) => press(row * 5 + n)))),
      }),
  ],
  ['two controls of one id', () => card({ blocks: [buttons(press(1), press(1))] })],
  ['six buttons in a row', () => buttons(...[1, 2, 3, 4, 5, 6].map(press))],
  ['eleven fields', () => fields(Array(11).fill({ label: labelled('a:'), value: 'b' }))],
  [
    '26 choices',
    () => select({ action: action('a'), placeholder: '', choices: Array(26).fill({ value: 'a', label: 'a' }) }),
  ],
])('a definition with %s fails when it is built', (_, build) => {
  expect(build).toThrow(RangeError)
})

test('at each of these limits it does not', () => {
  expect(card({ blocks: Array(limits.blocks).fill(divider) }).blocks).toHaveLength(limits.blocks)
  const rows = Array.from({ length: 6 }, (_, row) => buttons(...[1, 2, 3, 4, 5].map((n) => press(row * 5 + n))))
  expect(actionsOf(card({ blocks: [...rows, divider, divider, divider] }))).toHaveLength(30)
  expect(
    select({ action: action('a'), placeholder: '', choices: Array(25).fill({ value: 'a', label: 'a' }) }).kind,
  ).toBe('select')
})

function text(length: number): string {
  return 'a'.repeat(length)
}
