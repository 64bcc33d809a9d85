import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { action } from '../../../src/kit/action.ts'
import {
  type Block,
  bullets,
  button,
  buttons,
  type Card,
  card,
  divider,
  fields,
  heading,
  image,
  linkButton,
  note,
  paragraph,
  select,
} from '../../../src/kit/card.ts'
import { limits } from '../../../src/kit/limits.ts'
import { bold, person, text } from '../../../src/kit/text.ts'
import { drawCard, noPost } from '../../../src/platforms/discord/render.ts'
import { allComponents, isTooHeavy, readComponents } from '../../../src/sandbox/discord/components.ts'
import { labelled } from '../../kit/labels.ts'
import { hostile } from '../contract.ts'

const here = '900000000000000001'

/** What Discord's own rules leave of it; throws what they refuse. */
function taken(of: Card) {
  const { body, files } = drawCard(of, here, 7)
  const components = readComponents(
    structuredClone(body.components),
    true,
    files.map(({ name }) => name),
    [],
  )
  expect(isTooHeavy(components)).toBe(false)
  return allComponents(components)
}
const textsOf = (of: Card) => taken(of).flatMap(({ content }) => content ?? [])
const choices = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ value: `${index}`, label: 'x'.repeat(200) }))

describe('a card', () => {
  test('is one container that carries the number of its post and the colour of its tone', () => {
    const [container] = drawCard(card({ tone: 'closed', blocks: [heading('Closed')] }), here, 7).body.components
    expect(container).toMatchObject({ type: 17, id: 7, accent_color: 0x8b8d98 })
    expect(drawCard(card({ blocks: [heading('Closed')] }), here).body.components[0].id).toBe(noPost)
  })

  test('says each block in Discord’s way', () => {
    expect(
      textsOf(
        card({
          blocks: [
            heading('Legal *clinic*'),
            paragraph(text`For ${bold('all')}`),
            note('small\nprint'),
            fields([
              { label: labelled('Kind:'), value: 'legal' },
              { label: labelled('Durée\u202F:'), value: '2 h' },
            ]),
            bullets(['one', 'two']),
          ],
        }),
      ),
    ).toEqual([
      '## Legal \\*clinic\\*',
      'For **all**',
      '-# small\n-# print',
      '**Kind:** legal\n**Durée\u202F:** 2 h',
      '- one\n- two',
    ])
  })

  test('has its controls in rows, links apart from presses', () => {
    const all = card({
      blocks: [
        divider,
        image('https://example.org/a.png', 'A picture'),
        buttons(button('Go', action('go', 1), 'primary'), linkButton('Read', 'https://example.org')),
        select({ action: action('pick'), placeholder: 'I am…', choices: choices(2), minimum: 0, maximum: 9 }),
      ],
    })
    expect(drawCard(all, here).body.components[0].components).toMatchObject([
      { type: 14 },
      { type: 12, items: [{ media: { url: 'https://example.org/a.png' }, description: 'A picture' }] },
      {
        type: 1,
        components: [
          { style: 1, custom_id: 'go:1' },
          { style: 5, url: 'https://example.org' },
        ],
      },
      { type: 1, components: [{ type: 3, custom_id: 'pick:', min_values: 0, max_values: 2 }] },
    ])
    taken(all)
  })

  test('a link too long for a button is written out, a picture that is no address is named', () => {
    const long = `https://example.org/${'x'.repeat(600)}`
    expect(textsOf(card({ blocks: [buttons(linkButton('Read', long)), image('about:blank', 'A picture')] }))).toEqual([
      `[Read](<${long}>)`,
      'A picture',
    ])
  })

  test('without words or controls it says its summary', () => {
    expect(textsOf(card({ summary: 'Nothing here', blocks: [] }))).toEqual(['Nothing here'])
    expect(textsOf(card({ summary: 'Blank', blocks: [paragraph(' \n ')] }))).toEqual(['Blank'])
  })

  test('its files come along under names that Discord keeps', () => {
    const { body, files } = drawCard(
      card({
        blocks: [heading('Calendar')],
        files: [{ name: 'été à 14 h.ics', type: 'text/calendar', content: 'BEGIN' }],
      }),
      here,
    )
    expect(files).toEqual([{ name: 'ete-a-14-h.ics', data: 'BEGIN', contentType: 'text/calendar' }])
    expect(body.attachments).toEqual([{ id: '0', filename: 'ete-a-14-h.ics' }])
    expect(body.components[0].components.at(-1)).toEqual({ type: 13, file: { url: 'attachment://ete-a-14-h.ics' } })
  })

  test('may notify only those of this server whom it names', () => {
    const ada = { id: '42', name: 'Ada' }
    const names = (workspace: string) =>
      card({ blocks: [bullets([[bold([person({ ...ada, workspace })])], '<@43> @everyone'])] })
    expect(drawCard(names(here), here).body.allowed_mentions).toEqual({ parse: [], users: ['42'] })
    expect(drawCard(names('T1'), here).body.allowed_mentions).toEqual({ parse: [], users: [] })
  })
})

describe('at the limits', () => {
  const long = 'x'.repeat(4_000)
  const full: [string, () => Card][] = [
    ['the longest texts', () => card({ blocks: [heading(long), paragraph(long), note(long), bullets([long, long])] })],
    [
      'ten full fields',
      () => card({ blocks: [fields(Array.from({ length: 10 }, () => ({ label: labelled(long), value: long })))] }),
    ],
    [
      'texts that double when escaped',
      () => card({ blocks: [heading('*'.repeat(150)), paragraph('*'.repeat(4_000)), note('_'.repeat(4_000))] }),
    ],
    [
      'texts of wide characters',
      () => card({ blocks: [paragraph('漢'.repeat(4_000)), paragraph('🎉'.repeat(2_000))] }),
    ],
    [
      'as many blocks as there may be',
      () => card({ blocks: Array.from({ length: limits.blocks }, () => paragraph('x'.repeat(190))) }),
    ],
    [
      'five full buttons',
      () =>
        card({
          blocks: [buttons(...Array.from({ length: 5 }, (_, index) => button(long, action('a'.repeat(97), index))))],
        }),
    ],
    [
      'a full select',
      () => card({ blocks: [select({ action: action('s'), placeholder: long, choices: choices(25), maximum: 25 })] }),
    ],
  ]
  test.each(full)('%s are taken', (_, of) => {
    expect(taken(of()).length).toBeGreaterThan(1)
  })

  test('what does not fit is clipped where one sees it, from the end', () => {
    const [first = '', second = ''] = textsOf(
      card({ blocks: [paragraph('*'.repeat(1_500)), paragraph('_'.repeat(1_500))] }),
    )
    expect(first).toBe('\\*'.repeat(1_500))
    expect(second).toMatch(/^(?:\\_){400,}…$/u)
    expect(first.length + second.length).toBeLessThanOrEqual(4_000)
  })

  test.each<[string, () => Card]>([
    ['a block too many', () => card({ blocks: Array.from({ length: limits.blocks + 1 }, () => paragraph('x')) })],
    [
      'a button too many',
      () => card({ blocks: [buttons(...Array.from({ length: 6 }, (_, index) => button('x', action('a', index))))] }),
    ],
    [
      'a piece too many',
      () =>
        card({
          blocks: Array.from({ length: 7 }, (_, row) =>
            buttons(...Array.from({ length: 5 }, (__, index) => button('x', action('a', `${row}.${index}`)))),
          ),
        }),
    ],
    ['two controls of one id', () => card({ blocks: [buttons(button('x', action('a')), button('y', action('a')))] })],
  ])('%s fails when it is built', (_, of) => {
    expect(of).toThrow(RangeError)
  })

  test('whatever members write, Discord takes the card', () => {
    const words = fc.oneof(
      fc.constantFrom(...hostile),
      fc.string({ unit: 'grapheme', maxLength: 3_000 }),
      fc
        .array(fc.constantFrom('*', '`', '\n', '漢', '🎉', '- ', '> ', '<@1>'), { maxLength: 3_000 })
        .map((parts) => parts.join('')),
    )
    const block: fc.Arbitrary<Block | undefined> = fc.oneof(
      words.map(heading),
      words.map((said) => paragraph(said)),
      words.map((said) => note(said)),
      fc.array(words, { maxLength: 4 }).map((said) => bullets(said)),
      fc.array(fc.record({ label: words.map(labelled), value: words }), { maxLength: 4 }).map((said) => fields(said)),
      words.map((said) => buttons(button(said, action('x', said.length)))),
    )
    fc.assert(
      fc.property(fc.uniqueArray(block, { maxLength: 6, selector: (one) => JSON.stringify(one) }), (blocks) => {
        const noTwins = blocks.filter(
          (one, index) => one?.kind !== 'buttons' || blocks.findIndex((other) => other?.kind === 'buttons') === index,
        )
        const { body } = drawCard(card({ blocks: noTwins }), here)
        expect(body.allowed_mentions).toEqual({ parse: [], users: [] })
        taken(card({ blocks: noTwins }))
      }),
      { numRuns: 150 },
    )
  })
})
