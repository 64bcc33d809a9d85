import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  bold,
  code,
  codeBlock,
  italic,
  link,
  list,
  type Node,
  person,
  plain,
  quote,
  speakable,
  strike,
  text,
  time,
  wordsOf,
} from '../../../src/kit/text.ts'
import { markdown } from '../../../src/platforms/discord/markdown.ts'
import { type Names, readMarkdown } from '../../../src/platforms/discord/read.ts'
import { hostile } from '../contract.ts'

const here = '900000000000000001'
const nobody: Names = { member: () => undefined, channel: () => undefined, role: () => undefined }
const read = (written: string) => readMarkdown(written, here, nobody)
/** What separates marks is invisible, and Discord drops spaces around a message. */
const visible = (words: string) => words.replaceAll('\u200B', '').trim()

describe('writing', () => {
  test.each([
    [text`For ${bold('all')}`, 'For **all**'],
    [[italic('so')], '_so_'],
    [[strike('gone')], '~~gone~~'],
    [[code('npm start')], '`npm start`'],
    [[codeBlock('a\nb')], '```\na\nb\n```'],
    [[link('https://example.org/a', 'the page')], '[the page](<https://example.org/a>)'],
    [[link('https://example.org/a')], '<https://example.org/a>'],
    [[quote('one\ntwo')], '> one\n> two'],
    [[list(['one', 'two'])], '- one\n- two'],
    [[list(['one', 'two'], true)], '1. one\n2. two'],
    [text`Before${list(['one'])}after`, 'Before\n- one\nafter'],
    [[time(Temporal.Instant.from('2026-11-22T10:00:00Z'), 'relative')], '<t:1795341600:R>'],
    [[person({ workspace: here, id: '42', name: 'Ada' })], '<@42>'],
    [[person({ workspace: 'T1', id: 'U42', name: 'Ada_L' })], 'Ada\\_L'],
    [[{ kind: 'channel', workspace: here, id: '43', name: 'news' }], '<#43>'],
    [[{ kind: 'channel', workspace: 'T1', id: 'C43', name: 'news' }], '\\#news'],
  ] satisfies [Node[] | readonly Node[], string][])('%j is %s', (said, written) => {
    expect(markdown(said, here)).toBe(written)
  })

  test('marks side by side are kept apart, and one mark is not put in itself', () => {
    expect(markdown([bold('a'), italic('b'), plain('c')], here)).toBe('**a**\u200B_b_\u200Bc')
    expect(markdown([bold('a'), bold('b')], here)).toBe('**ab**')
    expect(markdown([bold([italic([bold('a')])])], here)).toBe('**_a_**')
    expect(markdown([bold('')], here)).toBe('')
  })

  test('an address cannot end its own link, and its words cannot show another', () => {
    expect(markdown([link('https://example.org/a)b(c>d', 'here')], here)).toBe(
      '[here](<https://example.org/a%29b%28c%3Ed>)',
    )
    expect(markdown([link('https://evil.example', 'https://bank.example')], here)).toBe(
      'https\\://bank.example (<https://evil.example/>)',
    )
    expect(markdown([link('https://example.org/', '](evil) [')], here)).toBe('[)(evil) (](<https://example.org/>)')
  })

  test('code stays code whatever is in it', () => {
    expect(markdown([code('a`b')], here)).toBe('``\u200Ba`b\u200B``')
    expect(markdown([codeBlock('```\n@everyone')], here)).toBe(
      '```\n`\u200B`\u200B`\n\\@everyone\n```'.replace('\\@', '@'),
    )
  })
})

describe('what somebody wrote', () => {
  const pieces = fc.constantFrom(
    ...[
      '*',
      '_',
      '~',
      '`',
      '|',
      '>',
      '#',
      '-',
      '+',
      '.',
      '1',
      '[',
      ']',
      '(',
      ')',
      '<',
      '@',
      '!',
      '&',
      ':',
      '/',
      '\\',
      '\n',
      ' ',
    ],
    ...['a', 'everyone', 'https://evil.example', 't:1:R', '\u202E', '\u200B', 'é', '🎉', '**', '```', '-# '],
  )
  const hostileWords = fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join(''))

  test.each(hostile)('%j is shown as it is', (words) => {
    expect(escapes(markdown([plain(words)], here))).toEqual([])
  })

  test('nothing that is typed becomes a mark, a mention, a link or a list', () => {
    fc.assert(
      fc.property(hostileWords, (words) => {
        expect(escapes(markdown([plain(words)], here))).toEqual([])
      }),
      { numRuns: 2_000 },
    )
  })

  test('what is written is read again as the same words', () => {
    fc.assert(
      fc.property(fc.oneof(hostileWords, fc.string({ unit: 'grapheme', maxLength: 60 })), (words) => {
        const again = read(markdown([plain(words)], here))
        expect(again.every(({ kind }) => kind === 'plain')).toBe(true)
        expect(visible(wordsOf(again))).toBe(visible(speakable(words)))
      }),
      { numRuns: 2_000 },
    )
  })

  test('marks are read again as they were written', () => {
    const words = fc.stringMatching(/^[a-z*_~`|#:@<>[\]()-]{1,12}$/u)
    const node: fc.Arbitrary<Node> = fc.oneof(
      words.map(plain),
      words.map((said) => bold(said)),
      words.map((said) => italic(said)),
      words.map((said) => strike(said)),
      words.map((said) => code(said)),
      words.map((said) => bold([italic(said), plain('x')])),
    )
    fc.assert(
      fc.property(fc.array(node, { maxLength: 6 }), (said) => {
        const again = read(markdown(said, here))
        expect(visible(wordsOf(again))).toBe(visible(wordsOf(said)))
        expect(new Set(kindsOf(again))).toEqual(new Set(kindsOf(said)))
      }),
      { numRuns: 2_000 },
    )
  })

  test('reading takes no longer than the text is long', () => {
    for (const piece of ['*', '**', '_', '~~', '`', '[', '[a](', '<', '> ', '- ', '||', '*a **b', '\\']) {
      const begun = performance.now()
      read(piece.repeat(4_000 / piece.length))
      expect(performance.now() - begun, piece).toBeLessThan(1_000)
    }
  })
})

describe('reading', () => {
  test.each([
    ['For **all**', text`For ${bold('all')}`],
    ['*so* _so_', text`${italic('so')} ${italic('so')}`],
    ['***both***', [bold([italic('both')])]],
    ['*a **b** c*', [italic(text`a ${bold('b')} c`)]],
    ['__under__ ||hidden||', [plain('under hidden')]],
    ['snake_case_name', [plain('snake_case_name')]],
    ['2 * 3 * 4', [plain('2 * 3 * 4')]],
    ['`a`', [code('a')]],
    ['```js\nlet a\n```', [codeBlock('let a')]],
    ['> one\n> two\nthree', [quote('one\ntwo'), plain('three')]],
    ['- one\n- two', [list(['one', 'two'])]],
    ['1. one\n2. two', [list(['one', 'two'], true)]],
    ['# Title\nwords', [bold('Title'), plain('\nwords')]],
    ['[the page](https://example.org/a)', [link('https://example.org/a', 'the page')]],
    ['see https://example.org/a, please', text`see ${link('https://example.org/a')}, please`],
    ['<https://example.org/a>', [link('https://example.org/a')]],
    ['[no](javascript:alert(1))', [plain('[no](javascript:alert(1))')]],
    ['<:logo:123> <a:wave:124>', [plain(':logo: :wave:')]],
    ['</offer list:123>', [plain('/offer list')]],
    ['<t:1795341600:R>', [time(Temporal.Instant.from('2026-11-22T10:00:00Z'), 'relative')]],
    ['#offer Two desks', [plain('#offer Two desks')]],
    ['\\*not bold\\*', [plain('*not bold*')]],
  ] satisfies [string, readonly Node[]][])('%j', (written, said) => {
    expect(read(written)).toEqual(said)
  })

  test('mentions carry the ids of their workspace and the names that are known', () => {
    const names: Names = { member: () => 'Ada', channel: () => 'news', role: () => 'Staff' }
    expect(readMarkdown('<@42> <@!42> <#43> <@&44>', here, names)).toEqual([
      person({ workspace: here, id: '42', name: 'Ada' }),
      plain(' '),
      person({ workspace: here, id: '42', name: 'Ada' }),
      plain(' '),
      { kind: 'channel', workspace: here, id: '43', name: 'news' },
      plain(' @Staff'),
    ])
  })
})

/** Everything Discord would act on that no backslash stands before. */
function escapes(written: string): string[] {
  const bare = written.replace(/\\[^0-9A-Za-z\s]/gu, 'x')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  const active = [/[*_~`|<>[\]@]/u, /:\S/u, /^\s*[#+-]/mu, /^\s*\d+[.)]/mu, /[\u0000\u202A-\u202E\u2066-\u2069]/u]
  return active.flatMap((pattern) => pattern.exec(bare) ?? [])
}

function kindsOf(said: readonly Node[]): string[] {
  return said.flatMap((node) =>
    node.kind === 'plain' ? [] : 'content' in node ? [node.kind, ...kindsOf(node.content)] : [node.kind],
  )
}
