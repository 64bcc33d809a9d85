import { expect, test } from 'vitest'
import { eventually, modal, plain, startBolt, startWorld, textField } from './slack-app.ts'

type World = Awaited<ReturnType<typeof startWorld>>

async function inWorld(tell: (world: World) => Promise<void>, options: Parameters<typeof startWorld>[0] = {}) {
  const world = await startWorld(options)
  try {
    await tell(world)
  } finally {
    await world.slack.close()
  }
}

const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } })
const option = (value: string) => ({ text: plain(value), value })
const select = (more: object) => ({ type: 'static_select', action_id: 'a', ...more })
const button = (more: object = {}) => ({ type: 'button', text: plain('Press'), action_id: 'a', ...more })
const actions = (...elements: object[]) => ({ type: 'actions', elements })
const rich = (...elements: object[]) => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements }],
})
const input = (element: object) => ({ type: 'input', label: plain('Label'), element })

const refusedBlocks: [string, unknown[], RegExp][] = [
  ['an unknown block', [{ type: 'paragraph', text: 'x' }], /unsupported type \[json-pointer:\/blocks\/0\/type\]/],
  ['a section of nothing', [{ type: 'section' }], /missing required field: text/],
  ['an empty text', [section('')], /must be more than 0 characters \[json-pointer:\/blocks\/0\/text\/text\]/],
  ['a text of 3,001', [section('x'.repeat(3001))], /must be less than 3001 characters/],
  ['an unknown property', [{ ...section('x'), colour: 'red' }], /invalid additional property: colour/],
  ['51 blocks', Array.from({ length: 51 }, () => ({ type: 'divider' })), /no more than 50 items allowed/],
  [
    'two blocks of one id',
    [
      { ...section('x'), block_id: 'b' },
      { ...section('y'), block_id: 'b' },
    ],
    /block_id "b" already/,
  ],
  ['two actions of one id', [actions(button(), button())], /`action_id` "a" already exists/],
  ['no element', [actions()], /no less than 1 items/],
  [
    '26 elements',
    [actions(...Array.from({ length: 26 }, (_, i) => button({ action_id: `a${i}` })))],
    /no more than 25/,
  ],
  ['a button of 76', [actions(button({ text: plain('x'.repeat(76)) }))], /less than 76/],
  ['a button value of 2,001', [actions(button({ value: 'x'.repeat(2001) }))], /less than 2001/],
  ['a button in mrkdwn', [actions(button({ text: { type: 'mrkdwn', text: 'x' } }))], /must be one of: plain_text/],
  ['a green button', [actions(button({ style: 'green' }))], /must be one of: primary, danger/],
  ['a header of 151', [{ type: 'header', text: plain('x'.repeat(151)) }], /less than 151/],
  ['11 fields', [{ type: 'section', fields: Array.from({ length: 11 }, () => plain('x')) }], /no more than 10/],
  ['a field of 2,001', [{ type: 'section', fields: [plain('x'.repeat(2001))] }], /less than 2001/],
  ['an empty context', [{ type: 'context', elements: [] }], /no less than 1/],
  ['a select of nothing', [actions(select({}))], /either options or option_groups/],
  [
    '101 options',
    [actions(select({ options: Array.from({ length: 101 }, (_, i) => option(`${i}`)) }))],
    /no more than 100/,
  ],
  ['an option of 76', [actions(select({ options: [option('x'.repeat(76))] }))], /less than 76/],
  [
    'an initial option that is not offered',
    [actions(select({ options: [option('a')], initial_option: option('b') }))],
    /initial option must exactly match/,
  ],
  ['a placeholder of 151', [actions({ type: 'users_select', placeholder: plain('x'.repeat(151)) })], /less than 151/],
  [
    'an image without words',
    [{ type: 'image', image_url: 'https://example.org/a.png' }],
    /missing required field: alt_text/,
  ],
  ['an image from nowhere', [{ type: 'image', alt_text: 'x' }], /either image_url or slack_file/],
  ['an empty rich text', [{ type: 'rich_text', elements: [] }], /no less than 1/],
  ['a rich text of empty text', [rich({ type: 'text', text: '' })], /more than 0 characters/],
  [
    'a rich text that nests wrongly',
    [{ type: 'rich_text', elements: [{ type: 'text', text: 'x' }] }],
    /unsupported type/,
  ],
  ['a mention of nobody', [rich({ type: 'user', user_id: 'bob' })], /invalid value/],
  ['a date without a format', [rich({ type: 'date', timestamp: 1, format: 'soon' })], /invalid value/],
  ['an input of 3,001', [input({ type: 'plain_text_input', max_length: 3001 })], /must be at most 3000/],
  ['a number without kind', [input({ type: 'number_input' })], /missing required field: is_decimal_allowed/],
  ['two tables', [1, 2].map(() => ({ type: 'table', rows: [[{ type: 'raw_text', text: 'x' }]] })), /only one table/],
  ['no list at all', [null], /must provide an object/],
]

test.each(refusedBlocks)('%s is refused as invalid_blocks, with where and why', async (_, blocks, complaint) => {
  await inWorld(async ({ client, channel }) => {
    const posting = client.chat.postMessage({ channel: channel('general'), text: 'x', blocks: blocks as never[] })
    const error = await posting.then(
      () => undefined,
      (reason: unknown) => reason,
    )
    expect(error).toMatchObject({ data: { ok: false, error: 'invalid_blocks' } })
    const { messages } = (error as { data: { response_metadata: { messages: string[] } } }).data.response_metadata
    expect(messages.join('\n')).toMatch(complaint)
  })
})

test('every kind of block that Totem could use is taken', async () => {
  await inWorld(async ({ client, channel, slack, member }) => {
    const blocks = [
      { type: 'header', text: plain('Header') },
      section('*Section*'),
      { type: 'section', fields: [plain('One'), plain('Two')], accessory: button({ url: 'https://example.org' }) },
      { type: 'context', elements: [{ type: 'mrkdwn', text: '_note_' }] },
      { type: 'divider' },
      { type: 'image', image_url: 'https://example.org/a.png', alt_text: 'A', title: plain('Image') },
      rich({ type: 'text', text: 'Bold', style: { bold: true } }, { type: 'user', user_id: member('founder') }),
      {
        type: 'rich_text',
        elements: [
          {
            type: 'rich_text_list',
            style: 'ordered',
            elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'item' }] }],
          },
        ],
      },
      actions(button({ confirm: { text: plain('Sure?') } }), { type: 'overflow', options: [option('x')] }),
      { type: 'markdown', text: '**strong** [link](https://example.org)' },
      { type: 'table', rows: [[{ type: 'raw_text', text: 'cell' }]] },
    ]
    const { ts } = await client.chat.postMessage({
      channel: channel('general'),
      text: 'all',
      blocks: blocks as never[],
    })
    const seen = slack.see(member('newcomer'), channel('general')).find(({ id }) => id === ts)
    const lines = [
      'Header',
      'Section',
      'One',
      'Two',
      'note',
      'Image',
      'Bold@Félix Fondateur',
      '1. item',
      'strong link',
      'cell',
    ]
    expect(seen?.text).toBe(lines.join('\n'))
    expect(seen?.images).toEqual(['https://example.org/a.png'])
    expect(seen?.pinged).toEqual([member('founder')])
    expect(seen?.controls.map(({ kind }) => kind)).toEqual(['link', 'button', 'select'])
  })
})

test.each([
  ['a title of 25', modal([], { title: plain('x'.repeat(25)) }), /less than 25/],
  ['inputs without a submit', modal([textField('a', 'A')], { submit: undefined }), /missing required field: submit/],
  ['private metadata of 3,001', modal([], { private_metadata: 'x'.repeat(3001) }), /less than 3001/],
  ['101 blocks', modal(Array.from({ length: 101 }, () => ({ type: 'divider' }))), /no more than 100/],
  ['a markdown block', modal([{ type: 'markdown', text: 'x' }]), /unsupported type/],
  ['a home', { type: 'home' as const, blocks: [] }, /must be modal/],
])('a form with %s is refused as invalid_arguments', async (_, view, complaint) => {
  await inWorld(async ({ client }) => {
    const error = await client.views.open({ trigger_id: '1.2.3', view }).then(
      () => undefined,
      (reason: unknown) => reason,
    )
    expect(error).toMatchObject({ data: { error: 'invalid_arguments' } })
    expect(JSON.stringify(error)).toMatch(complaint)
  })
})

test.each<[string, string, Record<string, unknown>]>([
  ['nothing to say', 'no_text', {}],
  ['40,001 characters', 'msg_too_long', { text: 'x'.repeat(40_001) }],
  [
    'too much in blocks',
    'msg_blocks_too_long',
    { text: 'x', blocks: Array.from({ length: 5 }, () => section('x'.repeat(2900))) },
  ],
  ['a channel that is not there', 'channel_not_found', { channel: 'C0NOWHERE00', text: 'x' }],
  ['metadata without a payload', 'invalid_metadata_format', { text: 'x', metadata: { event_type: 'post' } }],
  [
    'metadata of 9,000 characters',
    'metadata_too_large',
    { text: 'x', metadata: { event_type: 'post', event_payload: { long: 'x'.repeat(9000) } } },
  ],
  ['a thread that is not there', 'thread_not_found', { text: 'x', thread_ts: '1.000001' }],
  ['blocks that are no JSON', 'invalid_blocks_format', { text: 'x', blocks: '[{' }],
])('posting %s answers %s', async (_, error, args) => {
  await inWorld(async ({ client, channel }) => {
    await expect(client.apiCall('chat.postMessage', { channel: channel('general'), ...args })).rejects.toThrow(error)
  })
})

test('the other refusals are Slack’s own', async () => {
  await inWorld(async ({ client, slack, team, channel, member }) => {
    const general = channel('general')
    const theirs = await slack.write(member('founder'), general, 'mine')
    await expect(client.conversations.history({ channel: general })).rejects.toThrow('not_in_channel')
    const ephemeral = { channel: general, user: member('founder'), text: 'x' }
    await expect(client.chat.postEphemeral(ephemeral)).rejects.toThrow('not_in_channel')
    await client.conversations.join({ channel: general })
    const stranger = await slack.join(team.id, { name: 'Sam', guest: true })
    await expect(client.chat.postEphemeral({ ...ephemeral, user: stranger })).rejects.toThrow('user_not_in_channel')
    await expect(client.chat.update({ channel: general, ts: theirs, text: 'x' })).rejects.toThrow('cant_update_message')
    await expect(client.chat.update({ channel: general, ts: '1.000001', text: 'x' })).rejects.toThrow(
      'message_not_found',
    )
    await expect(client.chat.delete({ channel: general, ts: theirs })).rejects.toThrow('cant_delete_message')
    const { ts } = await client.chat.postMessage({ channel: general, text: 'x' })
    const long = { channel: general, ts: ts ?? '', text: 'x'.repeat(4_001) }
    await expect(client.chat.update(long)).rejects.toThrow('msg_too_long')
    await expect(client.users.info({ user: 'U0NOBODY000' })).rejects.toThrow('user_not_found')
    await expect(client.conversations.open({ users: member('robot') })).rejects.toThrow('cannot_dm_bot')
    slack.setDirectMessages(member('founder'), false)
    await expect(client.chat.postMessage({ channel: member('founder'), text: 'x' })).rejects.toThrow('cannot_dm_bot')
    await slack.archive(team.id, channel('offres'))
    await expect(client.chat.postMessage({ channel: channel('offres'), text: 'x' })).rejects.toThrow('is_archived')
    await expect(client.apiCall('files.upload')).rejects.toThrow('unknown_method')
    await expect(client.apiCall('auth.test', { token: 'xoxb-wrong' })).rejects.toThrow('invalid_auth')
    await expect(client.apps.connections.open()).rejects.toThrow('not_allowed_token_type')
    const nobody = await fetch(`${slack.apiUrl}auth.test`, { method: 'POST' })
    expect(await nobody.json()).toEqual({ ok: false, error: 'not_authed' })
    await slack.uninstall(team.id)
    await expect(client.auth.test()).rejects.toThrow('account_inactive')
    await slack.install(team.id)
    expect((await client.auth.test()).team).toBe('Le Bivouac')
  })
})

test('a bot without a scope is told which one is missing', async () => {
  const scopes = ['chat:write', 'channels:read']
  await inWorld(
    async ({ client, channel }) => {
      await expect(client.users.list({})).rejects.toMatchObject({
        data: { error: 'missing_scope', needed: 'users:read' },
      })
      await expect(client.chat.postMessage({ channel: channel('general'), text: 'x' })).rejects.toThrow(
        'not_in_channel',
      )
    },
    { scopes },
  )
})

test('metadata stays with the message, and history tells it only when asked', async () => {
  await inWorld(async ({ client, channel }) => {
    const general = channel('general')
    await client.conversations.join({ channel: general })
    const metadata = { event_type: 'totem_post', event_payload: { post: '12' } }
    const { ts } = await client.chat.postMessage({ channel: general, text: 'A card', metadata })
    await client.chat.update({ channel: general, ts: ts ?? '', text: 'A newer card' })
    const told = await client.conversations.history({ channel: general, include_all_metadata: true })
    expect(told.messages?.[0]).toMatchObject({ text: 'A newer card', metadata })
    const untold = await client.conversations.history({ channel: general })
    expect(untold.messages?.[0]).not.toHaveProperty('metadata')
  })
})

test('an update with text alone drops the blocks', async () => {
  await inWorld(async ({ client, channel, slack, member }) => {
    const blocks = [section('Old card'), actions(button())] as never[]
    const { ts = '' } = await client.chat.postMessage({ channel: channel('general'), text: 'x', blocks })
    await client.chat.update({ channel: channel('general'), ts, text: 'Only *text*' })
    const seen = slack.see(member('founder'), channel('general')).at(-1)
    expect(seen).toMatchObject({ id: ts, text: 'Only text', edited: true, controls: [] })
  })
})

test('lists come in short pages, to be followed by their cursor', async () => {
  await inWorld(async ({ client, channel, slack, team, member }) => {
    for (let index = 0; index < 25; index += 1) await slack.addChannel(team.id, { name: `room-${index}` })
    const pages: number[] = []
    for await (const page of client.paginate('conversations.list', { limit: 10 }))
      pages.push(('channels' in page && Array.isArray(page.channels) && page.channels.length) || 0)
    expect(pages).toEqual([9, 9, 9])
    await client.conversations.join({ channel: channel('general') })
    for (let index = 0; index < 12; index += 1) await slack.write(member('founder'), channel('general'), `${index}`)
    const first = await client.conversations.history({ channel: channel('general'), limit: 10 })
    const cursor = first.response_metadata?.next_cursor ?? ''
    const second = await client.conversations.history({ channel: channel('general'), limit: 10, cursor })
    const texts = [...(first.messages ?? []), ...(second.messages ?? [])].map(({ text }) => text)
    expect(texts.slice(0, 12)).toEqual(Array.from({ length: 12 }, (_, index) => `${11 - index}`))
    const users = await client.users.list({})
    expect(users.members?.find(({ id }) => id === 'USLACKBOT')).toMatchObject({ is_bot: false })
  })
})

test('threads have their replies, and history leaves them out', async () => {
  await inWorld(async ({ client, channel, slack, member }) => {
    const general = channel('general')
    await client.conversations.join({ channel: general })
    const parent = await slack.write(member('founder'), general, 'question')
    await client.chat.postMessage({ channel: general, text: 'answer', thread_ts: parent })
    const thread = await client.conversations.replies({ channel: general, ts: parent })
    expect(thread.messages?.map(({ text }) => text)).toEqual(['question', 'answer'])
    const history = await client.conversations.history({ channel: general })
    expect(history.messages?.[0]).toMatchObject({ text: 'question', reply_count: 1 })
    await slack.erase(member('founder'), general, parent)
    expect(slack.see(member('founder'), general).map(({ text }) => text)).toContain('This message was deleted.')
  })
})

test('a group conversation is the same for the same people, and whoever is in it sees it', async () => {
  await inWorld(async ({ client, slack, member }) => {
    const users = `${member('founder')},${member('newcomer')}`
    const opened = await client.conversations.open({ users })
    expect((await client.conversations.open({ users })).channel?.id).toBe(opened.channel?.id)
    await client.chat.postMessage({ channel: opened.channel?.id ?? '', text: 'You two should meet' })
    const group = slack.conversations(member('founder')).find(({ kind }) => kind === 'group')
    expect(slack.see(member('newcomer'), group?.id ?? '')).toMatchObject([{ text: 'You two should meet' }])
    expect(slack.conversations(member('owner')).some(({ kind }) => kind === 'group')).toBe(false)
  })
})

test('dates are shown in the reader’s own language and time zone, names by name', async () => {
  await inWorld(async ({ client, slack, channel, member }) => {
    const timestamp = Date.UTC(2026, 0, 15, 13, 30) / 1000
    const blocks = [
      rich({ type: 'date', timestamp, format: '{date_long} {time}', fallback: 'x' }),
      section(
        `<!date^${timestamp}^{date_short}|x> with <@${member('founder')}> in <#${channel('offres')}> &amp; _more_`,
      ),
    ]
    await client.chat.postMessage({ channel: channel('general'), text: 'x', blocks: blocks as never[] })
    const [french] = slack.see(member('newcomer'), channel('general'))
    expect(french?.text).toBe('jeudi 15 janvier 2026 14:30\n15 janv. 2026 with @Félix Fondateur in #offres & more')
    const [english] = slack.see(member('founder'), channel('general'))
    expect(english?.text).toMatch(/^Thursday, January 15, 2026 8:30\sAM\nJan 15, 2026 with/)
  })
})

test('who is really notified is told: mentions in blocks, in the hidden text, and of everybody', async () => {
  await inWorld(async ({ client, slack, channel, member }) => {
    const post = async (text: string, blocks?: object[]) => {
      await client.chat.postMessage({
        channel: channel('general'),
        text,
        ...(blocks ? { blocks: blocks as never[] } : {}),
      })
      return slack.see(member('newcomer'), channel('general')).at(-1)?.pinged
    }
    expect(await post(`Hello <@${member('founder')}>`)).toEqual([member('founder')])
    expect(await post('&lt;!channel&gt; @everyone')).toEqual([])
    expect(await post('<!channel> <!here|here>')).toEqual(['channel', 'here'])
    expect(await post('<!everyone>', [section('quiet')])).toEqual(['everyone'])
    expect(await post('x', [rich({ type: 'broadcast', range: 'here' })])).toEqual(['here'])
    expect(await post('x', [{ type: 'section', text: plain(`<@${member('founder')}> <!channel>`) }])).toEqual([])
    expect(await post('<@U0NOBODY000>')).toEqual([])
  })
})

test('what a member types arrives as the composer sends it', async () => {
  await inWorld(async ({ slack, team, channel, member, client }) => {
    const events: Record<string, unknown>[] = []
    const app = await startBolt(slack, team, (bolt) => {
      bolt.message(async ({ message }) => {
        events.push({ ...message })
      })
    })
    await client.conversations.join({ channel: channel('general') })
    const typed = `*#offer* for <@${member('newcomer')}> & all: https://example.org/a?b=1, :tada:\n- one\n> said`
    const ts = await slack.write(member('founder'), channel('general'), typed)
    await slack.rewrite(member('founder'), channel('general'), ts, '#offer changed')
    await slack.erase(member('founder'), channel('general'), ts)
    await eventually(() => events.some(({ subtype }) => subtype === 'message_deleted'), 'the deletion')
    await app.stop()
    const [posted, changed, deleted] = events.filter(({ subtype }) => subtype !== 'channel_join')
    expect(posted).toMatchObject({
      user: member('founder'),
      channel_type: 'channel',
      text: `*#offer* for <@${member('newcomer')}> &amp; all: <https://example.org/a?b=1>, :tada:\n• one\n&gt; said`,
      blocks: [
        {
          type: 'rich_text',
          elements: [{ elements: expect.any(Array) }, { type: 'rich_text_list' }, { type: 'rich_text_quote' }],
        },
      ],
    })
    expect(changed).toMatchObject({
      subtype: 'message_changed',
      message: { ts, text: '#offer changed' },
      previous_message: { ts },
    })
    expect(deleted).toMatchObject({ subtype: 'message_deleted', deleted_ts: ts })
  })
})

test('a file is uploaded in three steps and seen with its content', async () => {
  await inWorld(async ({ client, slack, member }) => {
    const opened = await client.conversations.open({ users: member('founder') })
    const channel_id = opened.channel?.id ?? ''
    const content = 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n'
    await client.filesUploadV2({ channel_id, filename: 'session.ics', content, initial_comment: 'Booked' })
    await client.filesUploadV2({ channel_id, filename: 'chart.png', file: Buffer.from([137, 80, 78, 71]) })
    const [first, second] = slack.see(member('founder'), 'dm')
    expect(first).toMatchObject({ text: 'Booked', files: [{ name: 'session.ics', content }] })
    expect(second?.files).toMatchObject([{ name: 'chart.png' }])
  })
})

test('faults: 429 with its pause, 500, a reset before and after the effect', async () => {
  await inWorld(async ({ client, slack, channel, member }) => {
    const general = channel('general')
    const texts = () => slack.see(member('founder'), general).map(({ text }) => text)
    slack.fault({ call: 'chat.postMessage', times: 1, kind: '429', retryAfter: 7 })
    await expect(client.chat.postMessage({ channel: general, text: 'a' })).rejects.toMatchObject({ retryAfter: 7 })
    slack.fault({ call: 'chat.', times: 1, kind: '500' })
    await expect(client.chat.postMessage({ channel: general, text: 'b' })).rejects.toMatchObject({ statusCode: 500 })
    slack.fault({ call: '*', times: 1, kind: 'reset' })
    await expect(client.chat.postMessage({ channel: general, text: 'c' })).rejects.toThrow()
    expect(texts()).toEqual([])
    slack.fault({ call: 'chat.postMessage', times: 1, kind: 'lost' })
    await expect(client.chat.postMessage({ channel: general, text: 'd' })).rejects.toThrow()
    await client.chat.postMessage({ channel: general, text: 'e' })
    expect(texts()).toEqual(['d', 'e'])
    expect(slack.calls.map(({ call, status }) => [call, status])).toEqual([
      ['chat.postMessage', 429],
      ['chat.postMessage', 500],
      ['chat.postMessage', 0],
      ['chat.postMessage', 200],
      ['chat.postMessage', 200],
    ])
  })
})

test('an outage answers 503 to everything and ends', async () => {
  await inWorld(async ({ client, slack, channel }) => {
    slack.outage(true)
    await expect(client.auth.test()).rejects.toMatchObject({ statusCode: 503 })
    slack.outage(false)
    await client.chat.postMessage({ channel: channel('general'), text: 'back' })
  })
})

test('with limits, a channel takes a burst of five and then one message a second', async () => {
  await inWorld(
    async ({ client, clock, channel }) => {
      const post = async () => client.chat.postMessage({ channel: channel('general'), text: 'x' })
      for (let index = 0; index < 5; index += 1) await post()
      await expect(post()).rejects.toMatchObject({ retryAfter: 1 })
      await client.chat.postMessage({ channel: channel('offres'), text: 'another channel' })
      clock.advance(1_000)
      await post()
    },
    { limits: true },
  )
})
