import { Client, DiscordAPIError, Events, GatewayIntentBits, MessageFlags, REST } from 'discord.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createClock } from '../../src/sandbox/clock.ts'
import { startDiscord } from '../../src/sandbox/discord/server.ts'
import type { Fault } from '../../src/sandbox/playground.ts'
import { FRENCH_TECH, INTENTS, idOf, login, startPair, until } from './discordBot.ts'
import { discordCheck } from './openapi.ts'

const V2 = MessageFlags.IsComponentsV2
const text = (content: string) => ({ type: 10, content })
const button = (more: object = {}) => ({ type: 2, style: 1, label: 'Go', custom_id: 'go', ...more })
const row = (...components: object[]) => ({ type: 1, components })
const select = (more: object = {}) => ({ type: 3, custom_id: 's', options: [{ label: 'a', value: 'a' }], ...more })
const times = <T>(count: number, make: (index: number) => T) => Array.from({ length: count }, (_, index) => make(index))
const v2 = (...components: object[]) => ({ flags: V2, components })

/** A bot that only speaks REST, without retries. */
async function startRest(options: Partial<Parameters<typeof startDiscord>[0]> = {}) {
  const clock = createClock()
  const discord = await startDiscord({ clock, ...options })
  const guild = await discord.addWorkspace(FRENCH_TECH)
  const rest = new REST({ api: discord.apiUrl, retries: 0, timeout: 1000 }).setToken(
    discord.credentials['DISCORD_TOKEN'] ?? '',
  )
  const place = idOf(guild.channels, 'offres')
  const post = async (body: unknown) =>
    rest.post(`/channels/${place}/messages`, { body }) as Promise<{ id: string; components: unknown }>
  return { clock, discord, guild, rest, place, post }
}

async function errorOf(promise: Promise<unknown>): Promise<DiscordAPIError> {
  const reason = await promise.then(
    () => new Error('accepted'),
    (error: unknown) => error,
  )
  if (reason instanceof DiscordAPIError) return reason
  throw reason
}

describe('what Discord refuses', () => {
  let world: Awaited<ReturnType<typeof startRest>>
  beforeAll(async () => {
    world = await startRest()
  })
  afterAll(async () => world.discord.close())

  test.each<[string, object, string, string]>([
    [
      'content beside components',
      { ...v2(text('a')), content: 'x' },
      'content',
      'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
    ],
    [
      'embeds beside components',
      { ...v2(text('a')), embeds: [{ title: 'x' }] },
      'embeds',
      'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
    ],
    ['text displays without the flag', { components: [text('a')] }, 'components.0.type', 'UNION_TYPE_CHOICES'],
    [
      'more than 40 components',
      v2({ type: 17, components: times(40, () => text('a')) }),
      'components',
      'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED',
    ],
    [
      'more than 4,000 characters in all',
      v2(text('a'.repeat(2001)), text('b'.repeat(2000))),
      'components',
      'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
    ],
    ['an empty text', v2(text('')), 'components.0.content', 'BASE_TYPE_BAD_LENGTH'],
    [
      'six buttons in a row',
      v2(row(...times(6, (i) => button({ custom_id: `${i}` })))),
      'components.0.components',
      'BASE_TYPE_BAD_LENGTH',
    ],
    [
      'a button beside a select',
      v2(row(button(), select())),
      'components.0.components',
      'COMPONENT_LAYOUT_WIDTH_EXCEEDED',
    ],
    [
      'the same custom id twice',
      v2(row(button(), button())),
      'components.0.components.1.custom_id',
      'COMPONENT_CUSTOM_ID_DUPLICATED',
    ],
    [
      'the same component id twice',
      v2({ ...text('a'), id: 4 }, { ...text('b'), id: 4 }),
      'components.1.id',
      'COMPONENT_ID_DUPLICATED',
    ],
    ['a component id beyond 32 bits', v2({ ...text('a'), id: 2 ** 31 }), 'components.0.id', 'NUMBER_TYPE_MAX'],
    [
      'a custom id of 101 characters',
      v2(row(button({ custom_id: 'x'.repeat(101) }))),
      'components.0.components.0.custom_id',
      'BASE_TYPE_BAD_LENGTH',
    ],
    [
      'a button without custom id',
      v2(row(button({ custom_id: undefined }))),
      'components.0.components.0.custom_id',
      'BUTTON_COMPONENT_CUSTOM_ID_REQUIRED',
    ],
    [
      'a label of 81 characters',
      v2(row(button({ label: 'x'.repeat(81) }))),
      'components.0.components.0.label',
      'BASE_TYPE_MAX_LENGTH',
    ],
    [
      'a link that is not http',
      v2(row({ type: 2, style: 5, label: 'x', url: 'javascript:alert(1)' })),
      'components.0.components.0.url',
      'BASE_TYPE_INVALID',
    ],
    [
      '26 options',
      v2(row(select({ options: times(26, (i) => ({ label: 'a', value: `${i}` })) }))),
      'components.0.components.0.options',
      'BASE_TYPE_BAD_LENGTH',
    ],
    [
      'an option of 101 characters',
      v2(row(select({ options: [{ label: 'x'.repeat(101), value: 'a' }] }))),
      'components.0.components.0.options.0.label',
      'BASE_TYPE_BAD_LENGTH',
    ],
    [
      'an option value twice',
      v2(row(select({ options: times(2, () => ({ label: 'a', value: 'a' })) }))),
      'components.0.components.0.options.1.value',
      'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
    ],
    [
      'a placeholder of 151 characters',
      v2(row(select({ placeholder: 'x'.repeat(151) }))),
      'components.0.components.0.placeholder',
      'BASE_TYPE_MAX_LENGTH',
    ],
    [
      'a text input in a message',
      v2(row({ type: 4, custom_id: 'x', style: 1, label: 'x' })),
      'components.0.components.0.type',
      'UNION_TYPE_CHOICES',
    ],
    [
      'a section without accessory',
      v2({ type: 9, components: [text('a')] }),
      'components.0.accessory',
      'BASE_TYPE_REQUIRED',
    ],
    [
      'a container in a container',
      v2({ type: 17, components: [{ type: 17, components: [text('a')] }] }),
      'components.0.components.0.type',
      'UNION_TYPE_CHOICES',
    ],
    [
      'a file that is not there',
      v2({ type: 13, file: { url: 'attachment://x.ics' } }),
      'components.0',
      'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND',
    ],
    ['content of 2,001 characters', { content: 'x'.repeat(2001) }, 'content', 'BASE_TYPE_MAX_LENGTH'],
    [
      'mentions both parsed and listed',
      { content: 'x', allowed_mentions: { parse: ['users'], users: ['1'] } },
      'allowed_mentions.parse',
      'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
    ],
  ])('%s', async (_, body, path, code) => {
    const error = await errorOf(world.post(body))
    expect(error.code).toBe(50035)
    const { errors } = error.rawError as { errors: Record<string, unknown> }
    const place = path
      .split('.')
      .reduce<Record<string, unknown>>((tree, step) => (tree[step] ?? {}) as Record<string, unknown>, errors)
    expect(place['_errors'], JSON.stringify(errors)).toContainEqual(expect.objectContaining({ code }))
  })

  test('lengths are counted in characters, not in UTF-16 units', async () => {
    await world.post(v2(row(button({ label: '👋'.repeat(80) }))))
    await world.post({ content: '👋'.repeat(2000) })
  })

  test('a message that Discord itself stumbles over gets its 500', async () => {
    const heavy = v2(text('漢'.repeat(3390)))
    await expect(world.post(heavy)).rejects.toMatchObject({ status: 500 })
    await world.post(v2(text('漢'.repeat(3380))))
  })

  test('ids of components are kept, the others are counted up', async () => {
    const { components } = await world.post(
      v2({ ...text('a'), id: 2 }, { type: 17, components: [text('b'), { ...text('c'), id: 1 }] }),
    )
    expect(components).toMatchObject([{ id: 2 }, { id: 3, components: [{ id: 4 }, { id: 1 }] }])
  })

  test('the Components V2 flag cannot be taken off, and content cannot come back', async () => {
    const { id } = await world.post(v2(text('a')))
    const edit = async (body: unknown) => world.rest.patch(`/channels/${world.place}/messages/${id}`, { body })
    expect((await errorOf(edit({ flags: 0, components: [] }))).code).toBe(50035)
    expect((await errorOf(edit({ content: 'x' }))).code).toBe(50035)
    expect((await errorOf(edit({ components: [] }))).code).toBe(50006)
    await edit({ components: [text('b')] })
    expect(world.discord.see(idOf(world.guild.members, 'founder'), world.place).at(-1)).toMatchObject({
      text: 'b',
      edited: true,
    })
  })

  const slash = (more: object = {}) => ({ name: 'offer', description: 'Offers', ...more })
  const option = (more: object = {}) => ({ type: 3, name: 'theme', description: 'Theme', ...more })
  test.each<[string, object[], number]>([
    ['a name in capitals', [slash({ name: 'Offer' })], 50035],
    ['a localised name with a space', [slash({ name_localizations: { fr: 'mon offre' } })], 50035],
    ['a locale Discord does not know', [slash({ name_localizations: { xx: 'offre' } })], 50035],
    ['no description', [slash({ description: undefined })], 50035],
    ['a description of 101 characters', [slash({ description: 'x'.repeat(101) })], 50035],
    ['26 options', [slash({ options: times(26, (i) => option({ name: `o${i}` })) })], 50035],
    [
      '26 choices',
      [slash({ options: [option({ choices: times(26, (i) => ({ name: `${i}`, value: `${i}` })) })] })],
      50035,
    ],
    ['required after optional', [slash({ options: [option(), option({ name: 'b', required: true })] })], 50035],
    ['the same option twice', [slash({ options: [option(), option()] })], 50035],
    ['subcommands beside options', [slash({ options: [{ type: 1, name: 'a', description: 'a' }, option()] })], 50035],
    [
      'a choice of another type',
      [slash({ options: [option({ type: 4, choices: [{ name: 'a', value: 'a' }] })] })],
      50035,
    ],
    ['the same command twice', [slash(), slash()], 50035],
    [
      'more than 8,000 characters',
      [
        slash({
          options: times(25, (i) =>
            option({ name: `o${i}`, choices: times(25, (j) => ({ name: `${j}-longer`, value: `${j}-longest` })) }),
          ),
        }),
      ],
      50035,
    ],
    ['a context menu with a description', [{ type: 2, name: 'Show', description: 'x' }], 50035],
    ['101 commands', times(101, (i) => slash({ name: `c${i}` })), 30032],
  ])('a registration with %s', async (_, body, code) => {
    const { id } = (await world.rest.get('/applications/@me')) as { id: string }
    expect(
      (await errorOf(world.rest.put(`/applications/${id}/guilds/${world.guild.id}/commands`, { body }))).code,
    ).toBe(code)
  })
})

describe("Discord's own description of its API", () => {
  test('agrees with what the sandbox accepts, and is asked before it', async ({ skip }) => {
    const check = await discordCheck()
    if (!check) return skip('neither the OpenAPI description nor discord-api-spec is here')
    const { discord, post } = await startRest({ check })
    await post(v2({ type: 17, components: [text('a'), row(button())] }))
    await post({ content: 'x', nonce: 'post-1', enforce_nonce: true, allowed_mentions: { parse: [] } })
    const error = await errorOf(post({ content: 12 }))
    expect(error.code).toBe(50035)
    expect(JSON.stringify(error.rawError)).toContain('content')
    expect((await errorOf(post(v2(row(button({ style: 9 })))))).code).toBe(50035)
    await discord.close()
  })
})

describe('what goes wrong on demand', () => {
  test.each<[Fault['kind'], boolean, RegExp]>([
    ['500', false, /Internal Server Error/],
    ['503', false, /Service Unavailable/],
    ['reset', false, /terminated|socket|other side|ECONNRESET/i],
    ['lost', true, /terminated|socket|other side|ECONNRESET/i],
    ['hang', false, /abort/i],
  ])('a call that fails with %s, once', async (kind, happened, reason) => {
    const { discord, guild, place, post } = await startRest()
    discord.fault({ call: 'POST /channels/:id/messages', times: 1, kind })
    await expect(post({ content: 'one' })).rejects.toThrow(reason)
    expect(discord.see(idOf(guild.members, 'founder'), place).length).toBe(happened ? 1 : 0)
    await post({ content: 'two' })
    expect(discord.calls.map((call) => call.call)).toEqual(times(2, () => 'POST /channels/:id/messages'))
    expect(discord.calls.at(-1)).toMatchObject({ status: 200, workspace: guild.id, body: { content: 'two' } })
    await discord.close()
  })

  test('a 429 says how long to wait, and the library waits', async () => {
    const { discord, post } = await startRest()
    discord.fault({ call: '*', times: 1, kind: '429', retryAfter: 0.2 })
    const start = performance.now()
    await post({ content: 'late' })
    expect(performance.now() - start).toBeGreaterThan(190)
    expect(discord.calls.map((call) => call.status)).toEqual([429, 200])
    await discord.close()
  })

  test('with limits, the sixth message within five seconds is refused', async () => {
    const { discord, place, clock } = await startRest({ limits: true })
    const send = async () =>
      fetch(`${discord.apiUrl}/v10/channels/${place}/messages`, {
        method: 'POST',
        headers: { authorization: `Bot ${discord.credentials['DISCORD_TOKEN']}`, 'content-type': 'application/json' },
        body: JSON.stringify({ content: 'x' }),
      })
    for (let sent = 0; sent < 5; sent += 1)
      expect((await send()).headers.get('x-ratelimit-remaining')).toBe(String(4 - sent))
    const refused = await send()
    expect(refused.status).toBe(429)
    expect((await refused.json()) as object).toMatchObject({ global: false, retry_after: expect.any(Number) })
    clock.advance(5000)
    expect((await send()).status).toBe(200)
    await discord.close()
  })

  test('a wrong token is refused at both doors', async () => {
    const { discord } = await startRest()
    const rest = new REST({ api: discord.apiUrl }).setToken('wrong')
    await expect(rest.get('/users/@me')).rejects.toMatchObject({ status: 401 })
    const client = new Client({ intents: INTENTS, rest: { api: discord.apiUrl } })
    await expect(client.login('wrong')).rejects.toThrow(/token/i)
    await client.destroy()
    await discord.close()
  })

  test('intents that were not granted end the connection', async () => {
    const { discord } = await startRest({ disallowedIntents: GatewayIntentBits.MessageContent })
    const client = new Client({ intents: INTENTS, rest: { api: discord.apiUrl } })
    await expect(client.login(discord.credentials['DISCORD_TOKEN'])).rejects.toThrow(/disallowed intents/i)
    await client.destroy()
    await discord.close()
  })
})

describe('the gateway', () => {
  test('after a drop the client resumes and misses nothing', async () => {
    const { discord, guild, client, stop } = await startPair()
    const heard: string[] = []
    let resumed = 0
    client.on(Events.MessageCreate, (message) => void heard.push(message.content))
    client.on(Events.ShardResume, () => {
      resumed += 1
    })
    const founder = idOf(guild.members, 'founder')
    const place = idOf(guild.channels, 'offres')
    await discord.write(founder, place, 'before')
    discord.drop()
    await discord.write(founder, place, 'during')
    await until(() => (resumed > 0 ? true : undefined))
    await discord.write(founder, place, 'after')
    await until(() => (heard.length === 3 ? true : undefined))
    expect(heard).toEqual(['before', 'during', 'after'])
    await stop()
  })

  test('without the content intent, text is empty but where the bot is mentioned or written to', async () => {
    const { discord, guild, client, stop } = await startPair(
      {},
      { intents: INTENTS.filter((one) => one !== GatewayIntentBits.MessageContent) },
    )
    const heard: string[] = []
    client.on(Events.MessageCreate, (message) => void heard.push(message.content))
    const founder = idOf(guild.members, 'founder')
    const place = idOf(guild.channels, 'offres')
    await discord.write(founder, place, 'secret')
    await discord.write(founder, place, `<@${client.user.id}> hello`)
    await discord.write(founder, 'dm', 'direct')
    await until(() => (heard.length === 3 ? true : undefined))
    expect(heard).toEqual(['', `<@${client.user.id}> hello`, 'direct'])
    await stop()
  })

  test('events that no intent asks for are not sent', async () => {
    const { discord, guild, client, stop } = await startPair({}, { intents: [GatewayIntentBits.Guilds] })
    const heard: string[] = []
    client.on(Events.Raw as unknown as 'raw', (packet: { t: string }) => void heard.push(packet.t))
    await discord.join(guild.id, { name: 'Silent' })
    await discord.write(idOf(guild.members, 'founder'), idOf(guild.channels, 'offres'), 'silent')
    await discord.addChannel(guild.id, { name: 'heard' })
    await until(() => (heard.length > 0 ? true : undefined))
    expect(heard).toEqual(['CHANNEL_CREATE'])
    await stop()
  })

  test('an outage answers 503 and drops the socket; afterwards the client is back', async () => {
    const { discord, guild, client, stop } = await startPair()
    let resumed = 0
    const heard: string[] = []
    client.on(Events.ShardResume, () => {
      resumed += 1
    })
    client.on(Events.ShardReady, () => {
      resumed += 1
    })
    client.on(Events.MessageCreate, (message) => void heard.push(message.content))
    discord.outage(true)
    await expect(client.rest.get('/users/@me')).rejects.toMatchObject({ status: 503 })
    await new Promise((resolve) => setTimeout(resolve, 200))
    discord.outage(false)
    await until(() => (resumed > 0 ? true : undefined), 20_000)
    await discord.write(idOf(guild.members, 'founder'), idOf(guild.channels, 'offres'), 'hello again')
    await until(() => (heard.includes('hello again') ? true : undefined))
    await stop()
  })

  test('two clients at once are two shards when they say so', async () => {
    const { discord } = await startRest()
    await discord.addWorkspace({ ...FRENCH_TECH, name: 'Second' })
    const clients = await Promise.all([0, 1].map(async (shard) => login(discord, { shards: [shard], shardCount: 2 })))
    const names = clients.map((client) => client.guilds.cache.size)
    expect(names.reduce((sum, count) => sum + count, 0)).toBe(2)
    await Promise.all(clients.map(async (client) => client.destroy()))
    await discord.close()
  })
})
