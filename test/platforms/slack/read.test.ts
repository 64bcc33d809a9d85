import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bold, code, codeBlock, italic, link, list, plain, quote, strike, wordsOf } from '../../../src/kit/text.ts'
import { type Names, namesIn, readMessage } from '../../../src/platforms/slack/read.ts'
import { hostile } from '../contract.ts'

const names: Names = { workspace: 'T1', member: (id) => `name of ${id}`, channel: (id) => `room ${id}` }
const paula = { kind: 'person', workspace: 'T1', id: 'U1', name: 'name of U1' }

function rich(...elements: unknown[]) {
  return readMessage({ blocks: [{ type: 'rich_text', elements }] }, names)
}
const section = (...elements: unknown[]) => ({ type: 'rich_text_section', elements })
const said = (text: string, style?: unknown) => ({ type: 'text', text, ...(style ? { style } : {}) })

describe('rich text', () => {
  test('styles, people, channels, links and emoji become nodes', () => {
    const read = rich(
      section(
        said('Hi ', { bold: true }),
        { type: 'user', user_id: 'U1' },
        { type: 'channel', channel_id: 'C1' },
        { type: 'link', url: 'https://example.org', text: 'here' },
        { type: 'emoji', name: 'wave', unicode: '1f44b-1f3fd' },
        { type: 'emoji', name: 'totem' },
        said('x', { code: true }),
      ),
    )
    expect(read).toEqual([
      bold('Hi '),
      paula,
      { kind: 'channel', workspace: 'T1', id: 'C1', name: 'room C1' },
      link('https://example.org', 'here'),
      plain('👋🏽'),
      plain(':totem:'),
      code('x'),
    ])
  })

  test('a call to everybody is only words', () => {
    expect(rich(section({ type: 'broadcast', range: 'channel' }, { type: 'usergroup', usergroup_id: 'S1' }))).toEqual([
      plain('@channel'),
      plain('S1'),
    ])
  })

  test('lists, quotes and code blocks stand on their own', () => {
    const item = (text: string) => section(said(text))
    const read = rich(
      section(said('Before\n')),
      { type: 'rich_text_list', style: 'bullet', indent: 0, elements: [item('one'), item('two')] },
      { type: 'rich_text_list', style: 'ordered', indent: 1, elements: [item('inner')] },
      { type: 'rich_text_list', style: 'bullet', indent: 0, elements: [item('three')] },
      { type: 'rich_text_quote', elements: [said('quoted')] },
      { type: 'rich_text_preformatted', elements: [said('a = 1')] },
    )
    expect(read).toEqual([
      plain('Before\n'),
      list([[plain('one')], [plain('two'), list(['inner'], true)], 'three']),
      quote('quoted'),
      codeBlock('a = 1'),
    ])
  })

  test('a block that Slack adds next year does not lose the message', () => {
    expect(rich(section({ type: 'sparkle', text: 'new' }))).toEqual([plain('new')])
    expect(readMessage({ text: 'words', blocks: [{ type: 'hologram' }] }, names)).toEqual([plain('words')])
  })

  test('who and what a message names is known before it is read', () => {
    expect(
      namesIn({
        text: '<@U1> <#C2|offres>',
        blocks: [{ type: 'rich_text', elements: [section({ type: 'user', user_id: 'U3' })] }],
      }),
    ).toEqual({ members: ['U1', 'U3'], channels: ['C2'] })
  })
})

describe('mrkdwn', () => {
  const read = (text: string) => readMessage({ text }, names)

  test.each([
    ['*bold* and _italic_ ~gone~', [bold('bold'), plain(' and '), italic('italic'), plain(' '), strike('gone')]],
    ['2*3*4 snake_case_name', [plain('2*3*4 snake_case_name')]],
    ['`*x*` ', [code('*x*'), plain(' ')]],
    ['```\nlet a\n```', [codeBlock('let a')]],
    ['&gt; quoted\n&gt; twice\nafter', [quote('quoted\ntwice'), plain('after')]],
    ['<@U1> <@U2|Zoé>', [paula, plain(' '), { ...paula, id: 'U2', name: 'Zoé' }]],
    ['<https://example.org?a=1&amp;b=2|site>', [link('https://example.org?a=1&b=2', 'site')]],
    ['<javascript:alert(1)|site>', [plain('site (javascript:alert(1))')]],
    ['<!channel> <!subteam^S1|@all>', [plain('@channel'), plain(' '), plain('@all')]],
    ['a &lt;b&gt; &amp;amp;', [plain('a <b> &amp;')]],
    ['an open ``` fence', [plain('an open ``` fence')]],
  ])('%s', (text, nodes) => {
    expect(read(text)).toEqual(nodes)
  })

  test('no text makes the reader fail, or loses what is not markup', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.constantFrom(...hostile), fc.stringMatching(/^[*_~`<>|&;!@#a \n]*$/u)),
        (text) => Array.isArray(read(text)),
      ),
    )
    fc.assert(fc.property(fc.stringMatching(/^[a-zé ]*$/u), (text) => wordsOf(read(text)) === text))
  })
})
