import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { action } from '../../../src/kit/action.ts'
import {
  type Block,
  bullets,
  button,
  buttons,
  card,
  fields,
  heading,
  image,
  linkButton,
  note,
  paragraph,
  select,
} from '../../../src/kit/card.ts'
import { limits } from '../../../src/kit/limits.ts'
import {
  bold,
  code,
  codeBlock,
  italic,
  list,
  type Node,
  person,
  plain,
  quote,
  speakable,
  strike,
  type Text,
  text,
  time,
  wordsOf,
} from '../../../src/kit/text.ts'
import { type Names, readMessage } from '../../../src/platforms/slack/read.ts'
import { renderCard } from '../../../src/platforms/slack/render.ts'
import { richText } from '../../../src/platforms/slack/rich-text.ts'
import { messageBlockComplaints } from '../../../src/sandbox/slack/validation/blocks.ts'
import { labelled } from '../../kit/labels.ts'
import { hostile } from '../contract.ts'

const names: Names = { workspace: 'T1', member: (id) => `name of ${id}`, channel: (id) => `room ${id}` }

function shown(...blocks: (Block | undefined)[]) {
  return renderCard(card({ blocks }), 'T1')
}
/** What the words come to, whatever whitespace the pieces are joined by. */
function said(content: Text): string {
  return wordsOf(content).replace(/\s+/gu, ' ').trim()
}

describe('blocks', () => {
  test('each kind becomes the block that Slack has for it', () => {
    const { blocks } = shown(
      heading('Clinic'),
      paragraph('Text'),
      note('Small'),
      fields([{ label: labelled('Kind:'), value: 'legal' }]),
      bullets(['one']),
      image('https://example.org/a.png', 'A'),
      { kind: 'divider' },
      buttons(button('Go', action('go', 1))),
    )
    expect(blocks.map((block) => block.type)).toEqual([
      'header',
      'rich_text',
      'context',
      'rich_text',
      'rich_text',
      'image',
      'divider',
      'actions',
    ])
    expect(messageBlockComplaints(blocks)).toEqual([])
  })

  test('fields are their labels as they were made, and their values', () => {
    const made = shown(
      fields([
        { label: labelled('Kind:'), value: 'legal' },
        { label: labelled('Durée\u202F:'), value: '2 h' },
      ]),
    )
    expect(made.blocks).toMatchObject([
      {
        elements: [
          {
            elements: [
              { text: 'Kind: ', style: { bold: true } },
              { text: 'legal' },
              { text: '\n' },
              { text: 'Durée\u202F: ', style: { bold: true } },
              { text: '2 h' },
            ],
          },
        ],
      },
    ])
  })

  test('a press carries its action and nothing else, a link its address', () => {
    expect(
      shown(buttons(button('Go', action('offer.go', 12), 'danger'), linkButton('Site', 'https://example.org'))).blocks,
    ).toEqual([
      {
        type: 'actions',
        elements: [
          {
            type: 'button',
            text: { type: 'plain_text', text: 'Go', emoji: true },
            action_id: 'offer.go:12',
            style: 'danger',
          },
          {
            type: 'button',
            text: { type: 'plain_text', text: 'Site', emoji: true },
            action_id: 'slack.link:0.1',
            url: 'https://example.org',
          },
        ],
      },
    ])
  })

  test('a select for several lets no more be chosen than asked for', () => {
    const choices = ['a', 'b', 'c'].map((value) => ({ value, label: value }))
    const [block] = shown(select({ action: action('pick', 1), placeholder: 'Pick', choices, maximum: 2 })).blocks
    expect(block).toMatchObject({ elements: [{ type: 'multi_static_select', max_selected_items: 2 }] })
  })

  test('what has no words leaves no block behind that Slack would refuse', () => {
    const { blocks } = shown(
      heading(' '),
      paragraph(''),
      note(''),
      { kind: 'list', items: [[], [plain('')]] },
      { kind: 'select', select: { action: action('x'), placeholder: '', choices: [], minimum: 1, maximum: 1 } },
    )
    expect(messageBlockComplaints(blocks)).toEqual([])
    expect(blocks).toHaveLength(1)
  })

  test('small print keeps its times and people, which Slack has no small form of', () => {
    const { blocks } = shown(note(text`Until ${time(Temporal.Instant.from('2026-03-01T14:00:00Z'))}`))
    expect(blocks).toMatchObject([
      {
        type: 'rich_text',
        elements: [
          {
            elements: [
              { text: 'Until ', style: { italic: true } },
              { type: 'date', timestamp: 1772373600 },
            ],
          },
        ],
      },
    ])
  })

  test('an image that is no web address is its description', () => {
    expect(shown(image('file:///etc/passwd', 'A plan')).blocks).toMatchObject([{ type: 'rich_text' }])
  })

  test('at and beyond every limit Slack takes the card', () => {
    const long = (maximum: number) => 'é'.repeat(maximum + 50)
    const choices = Array.from({ length: limits.choices }, (_, index) => ({
      value: `${index}`.padEnd(limits.choiceValue, 'v'),
      label: long(limits.choiceLabel),
    }))
    const row = (at: number) =>
      buttons(
        ...Array.from({ length: limits.buttonsInRow }, (_, index) =>
          button(long(limits.buttonLabel), action('b', `${at}.${index}`.padEnd(98, 'r'))),
        ),
      )
    const all = [
      heading(long(limits.heading)),
      paragraph(long(limits.blockText)),
      note(long(limits.blockText)),
      fields(
        Array.from({ length: limits.fields }, () => ({
          label: labelled(long(limits.heading)),
          value: long(limits.fieldValue),
        })),
      ),
      bullets(Array.from({ length: 100 }, () => long(limits.fieldValue))),
      select({ action: action('pick', 'r'.repeat(95)), placeholder: long(limits.placeholder), choices }),
    ]
    const full = [
      ...all,
      ...Array.from({ length: Math.floor((limits.pieces - 12) / (limits.buttonsInRow + 1)) }, (_, index) => row(index)),
    ]
    const { text: summary, blocks } = renderCard(card({ summary: long(limits.summary), blocks: full }), 'T1')
    expect(messageBlockComplaints(blocks)).toEqual([])
    expect(summary.length).toBeLessThanOrEqual(limits.summary)
  })

  test('formatting piled up by a member is left out before Slack refuses the message', () => {
    const piled = Array.from({ length: 1_500 }, (_, index) => (index % 2 ? bold('a') : italic('b')))
    const { blocks } = shown(paragraph(piled))
    expect(JSON.stringify(blocks).length).toBeLessThan(13_000)
    expect(said(readMessage({ blocks }, names))).toBe('ba'.repeat(750))
  })
})

describe('the fallback text', () => {
  test('mentions and links in it are words', () => {
    expect(renderCard(card({ summary: '<!channel> & <@U1>', blocks: [] }), 'T1').text).toBe(
      '&lt;!channel&gt; &amp; &lt;@U1&gt;',
    )
  })
})

describe('nodes', () => {
  test('a person is mentioned in their own workspace and named in others', () => {
    const paula = person({ workspace: 'T1', id: 'U1', name: 'Paula' })
    expect(richText([paula], 'T1')?.elements).toEqual([
      { type: 'rich_text_section', elements: [{ type: 'user', user_id: 'U1' }] },
    ])
    expect(richText([paula], 'T2')?.elements).toEqual([
      { type: 'rich_text_section', elements: [{ type: 'text', text: 'Paula' }] },
    ])
    expect(JSON.stringify(richText([{ ...paula, id: '!channel' }], 'T1'))).not.toContain('user_id')
  })

  test('a time is left to each reader’s client, with UTC for old ones', () => {
    const at = time(Temporal.Instant.from('2026-03-01T14:00:00Z'), 'dateTime')
    expect(richText([at], 'T1')?.elements).toEqual([
      {
        type: 'rich_text_section',
        elements: [
          {
            type: 'date',
            timestamp: 1772373600,
            format: '{date_long_pretty} {time}',
            fallback: '2026-03-01 14:00 UTC',
          },
        ],
      },
    ])
  })

  test('styles add up, and code keeps its marks', () => {
    expect(richText([bold([italic('both'), plain(' one')]), code('*x*')], 'T1')?.elements).toEqual([
      {
        type: 'rich_text_section',
        elements: [
          { type: 'text', text: 'both', style: { bold: true, italic: true } },
          { type: 'text', text: ' one', style: { bold: true } },
          { type: 'text', text: '*x*', style: { code: true } },
        ],
      },
    ])
  })

  test('lists in lists keep their depth and count on', () => {
    const nested = list([text`one`, [plain('two'), list(['inner'])], 'three'], true)
    expect(richText([nested], 'T1')?.elements).toMatchObject([
      { style: 'ordered', indent: 0, elements: [{}, {}] },
      { style: 'bullet', indent: 1, elements: [{}] },
      { style: 'ordered', indent: 0, offset: 2, elements: [{}] },
    ])
    expect(readMessage({ blocks: [richText([nested], 'T1')] }, names)).toMatchObject([{ kind: 'list', ordered: true }])
  })

  test('only web addresses become links', () => {
    const evil: Node = { kind: 'link', url: 'javascript:alert(1)', label: 'Click' }
    expect(richText([evil], 'T1')?.elements).toEqual([
      { type: 'rich_text_section', elements: [{ type: 'text', text: 'Click' }] },
    ])
  })

  test.each(hostile)('%j stays words', (words) => {
    const { blocks, text: fallback } = shown(
      heading(words),
      paragraph(words),
      note(words),
      fields([{ label: labelled(words), value: words }]),
      bullets([words]),
    )
    expect(messageBlockComplaints(blocks)).toEqual([])
    expect(JSON.stringify(blocks)).not.toMatch(/"type":"(?:user|usergroup|broadcast|channel|link|mrkdwn)"/u)
    expect(fallback).not.toMatch(/[<>]/u)
  })
})

const words = fc.oneof(
  fc.string({ minLength: 1 }),
  fc.string({ minLength: 1, unit: 'grapheme' }),
  fc.constantFrom(...hostile),
  fc.constantFrom('\u0000', '\ud800', '<!channel>', '\n', ' '),
)
const inlineNode = fc.oneof(
  words.map(plain),
  words.map(code),
  fc.webUrl().map((url): Node => ({ kind: 'link', url, label: 'label' })),
  fc.constant(person({ workspace: 'T1', id: 'U0ABC', name: 'name of U0ABC' })),
  fc
    .integer({ min: 0, max: 4_000_000_000 })
    .map((seconds) => time(Temporal.Instant.fromEpochMilliseconds(seconds * 1000))),
)
const anyNode = fc.letrec<{ node: Node }>((tie) => {
  const inner = fc.array(tie('node'), { maxLength: 3 })
  return {
    node: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      inlineNode,
      inner.map((content) => bold(content)),
      inner.map((content) => italic(content)),
      inner.map((content) => strike(content)),
      inner.map((content) => quote(content)),
      words.map(codeBlock),
      fc.tuple(fc.array(inner, { maxLength: 3 }), fc.boolean()).map(([items, ordered]) => list(items, ordered)),
    ),
  }
}).node

describe('whatever is written', () => {
  test('Slack takes it', () => {
    fc.assert(
      fc.property(fc.array(anyNode, { maxLength: 6 }), (content) => {
        const { blocks } = shown(
          paragraph(content),
          note(content),
          fields([{ label: labelled('Label:'), value: content }]),
          bullets([content]),
        )
        expect(messageBlockComplaints(blocks)).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  test('what was rendered and is read again says the same', () => {
    fc.assert(
      fc.property(
        fc.array(
          inlineNode.chain((node) => fc.constantFrom(node, bold(node), italic(strike(node)))),
          { maxLength: 8 },
        ),
        (content) => {
          const made = richText(content, 'T1')
          const read = made ? readMessage({ blocks: [made] }, names) : []
          expect(said(read)).toBe(said(content.map(speak)))
        },
      ),
      { numRuns: 300 },
    )
  })
})

/** Without the characters that are never shown. */
function speak(node: Node): Node {
  if (node.kind === 'plain' || node.kind === 'code') return { ...node, text: speakable(node.text) }
  if (node.kind === 'bold' || node.kind === 'italic' || node.kind === 'strike')
    return { ...node, content: node.content.map(speak) }
  return node
}
