import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { wordsOf } from '../../../src/kit/text.ts'
import type { Platform } from '../../../src/platforms/platform.ts'
import { createSlack } from '../../../src/platforms/slack/slack.ts'
import { until } from '../contract.ts'
import { openDoor, type TestDoor } from '../door.ts'
import { eventEnvelope, openWire, type Wire } from './wire.ts'

let wire: Wire
let platform: Platform
let door: TestDoor
const lines: string[] = []
const log = {
  info: () => undefined,
  warn: (event: string) => void lines.push(event),
  error: (event: string) => void lines.push(event),
}

function create(tune: NonNullable<Parameters<typeof createSlack>[0]['tune']> = {}): Platform {
  return createSlack({
    kind: 'socket',
    random: Math.random,
    botToken: 'xoxb-1',
    appToken: 'xapp-1',
    apiUrl: wire.apiUrl,
    groups: [],
    shortcuts: [],
    log,
    now: () => Temporal.Now.instant(),
    tune,
  })
}
const message = (ts: string, text: string) => ({ type: 'message', channel: 'C1', user: 'U1', ts, text })
const said = (...messages: unknown[]) => ({ status: 200, body: { ok: true, messages } })

beforeEach(async () => {
  wire = await openWire()
  door = openDoor()
  lines.length = 0
})
afterEach(async () => {
  await platform.stop()
  await wire.close()
})

describe('events', () => {
  test('an event that comes twice is acknowledged twice and heard once', async () => {
    platform = create()
    await platform.start(door)
    wire.send(eventEnvelope('Ev1', message('1.1', 'hello')))
    wire.send({
      ...eventEnvelope('Ev1', message('1.1', 'hello')),
      envelope_id: 'again',
      retry_attempt: 1,
      retry_reason: 'timeout',
    })
    wire.send(eventEnvelope('Ev2', message('1.2', 'bye')))
    await until(() => wire.acknowledged.size === 3 && door.said.length === 2)
    expect(door.said.map((heard) => wordsOf(heard.text))).toEqual(['hello', 'bye'])
    expect([...door.events.values()].every((event) => event.handled)).toBe(true)
  })

  test('an event is kept before it is acknowledged, and not acknowledged when it cannot be kept', async () => {
    platform = create()
    await platform.start(door)
    let works = false
    const receive = door.receive
    door.answer({
      receive: async (id, payload) => {
        if (!works) throw new Error('the database is away')
        return receive(id, payload)
      },
    })
    wire.send(eventEnvelope('Ev1', message('1.1', 'hello')))
    await until(() => door.failures.length === 1)
    expect(wire.acknowledged.size).toBe(0)
    works = true
    wire.send(eventEnvelope('Ev1', message('1.1', 'hello')))
    await until(() => door.said.length === 1)
  })

  test('what a crash left unhandled is handled at the next start, before what comes then', async () => {
    const { payload } = eventEnvelope('Ev0', message('1.0', 'before the crash'))
    door.events.set('Ev0', { payload: JSON.stringify(payload), handled: false })
    wire.answerNext('conversations.history', said(message('1.0', 'before the crash')))
    const entered = Promise.withResolvers<void>()
    door.answer({ entered: async () => entered.promise })
    platform = create()
    await platform.start(door)
    wire.send(eventEnvelope('Ev1', message('1.1', 'after it')))
    await until(() => wire.acknowledged.size === 1)
    expect(door.said).toEqual([])
    entered.resolve()
    await until(() => door.said.length === 2)
    expect(door.said.map((heard) => wordsOf(heard.text))).toEqual(['before the crash', 'after it'])
    expect(door.events.get('Ev0')?.handled).toBe(true)
  })

  test('what comes late is heard as it is by now, and as erased when it is gone', async () => {
    platform = create()
    await platform.start(door)
    wire.answerNext('conversations.history', said({ ...message('1.1', 'the last edit'), edited: {} }), said())
    const again = { retry_attempt: 2, retry_reason: 'timeout' }
    wire.send({ ...eventEnvelope('Ev1', message('1.1', 'as first written')), ...again })
    wire.send({ ...eventEnvelope('Ev2', message('1.2', 'deleted since')), ...again })
    await until(() => door.said.length === 1 && door.erasures.length === 1)
    expect(door.said.map((heard) => [wordsOf(heard.text), heard.edited])).toEqual([['the last edit', true]])
    expect(door.erasures).toEqual([{ workspace: 'T1', channel: 'C1', message: '1.2' }])
  })

  test('what comes late is heard as it came when Slack does not say how it is now', async () => {
    platform = create()
    await platform.start(door)
    wire.answerNext('conversations.history', { status: 429, headers: { 'Retry-After': '60' } })
    wire.send({ ...eventEnvelope('Ev1', message('1.1', 'hello')), retry_attempt: 1, retry_reason: 'timeout' })
    await until(() => door.said.length === 1)
    expect(door.said.map((heard) => wordsOf(heard.text))).toEqual(['hello'])
  })

  test('unfolded links and Slack’s own notes are not something said', async () => {
    platform = create()
    await platform.start(door)
    const before = message('1.1', 'see https://example.org')
    wire.send(
      eventEnvelope('Ev1', {
        type: 'message',
        subtype: 'message_changed',
        channel: 'C1',
        hidden: true,
        ts: '2',
        message: { ...before, attachments: [{}] },
        previous_message: before,
      }),
    )
    wire.send(eventEnvelope('Ev2', { ...message('1.2', '<@U1> has joined'), subtype: 'channel_join' }))
    wire.send(eventEnvelope('Ev3', { ...message('1.3', 'mine'), user: 'U0BOT', bot_id: 'B0BOT' }))
    wire.send(
      eventEnvelope('Ev4', {
        type: 'message',
        subtype: 'message_changed',
        channel: 'C1',
        ts: '3',
        message: { ...before, user: 'USLACKBOT', subtype: 'tombstone' },
        previous_message: before,
      }),
    )
    await until(() => door.erasures.length === 1)
    expect(door.erasures).toEqual([{ workspace: 'T1', channel: 'C1', message: '1.1' }])
    expect(door.said).toEqual([])
  })

  test('people who leave, change or come back are told apart', async () => {
    platform = create()
    await platform.start(door)
    const user = {
      id: 'U1',
      name: 'paula',
      real_name: 'Paula',
      profile: { display_name: '' },
      tz: 'Europe/Paris',
      locale: 'fr-FR',
      is_restricted: true,
    }
    wire.send(eventEnvelope('Ev1', { type: 'team_join', user }))
    wire.send(eventEnvelope('Ev2', { type: 'user_change', user }))
    wire.send(eventEnvelope('Ev3', { type: 'user_change', user: { ...user, deleted: true } }))
    wire.send(eventEnvelope('Ev4', { type: 'tokens_revoked', tokens: { oauth: ['U1'], bot: [] } }))
    wire.send(eventEnvelope('Ev5', { type: 'app_uninstalled' }))
    await until(() => door.arrivals.length === 5)
    expect(door.arrivals.map((arrival) => arrival.what).toSorted()).toEqual([
      'changed',
      'entered',
      'joined',
      'left',
      'removed',
    ])
    expect(door.arrivals.find((arrival) => arrival.what === 'joined')).toMatchObject({
      member: { id: 'U1', name: 'Paula', locale: 'fr-FR', guest: true, bot: false },
    })
  })
})

describe('the socket', () => {
  test('the notice of a rate limit, which the library dies of, is acknowledged and logged', async () => {
    platform = create()
    await platform.start(door)
    wire.send({
      type: 'events_api',
      envelope_id: 'rate',
      payload: { type: 'app_rate_limited', team_id: 'T1', minute_rate_limited: 1518467820 },
    })
    await until(() => wire.acknowledged.has('rate'))
    expect(lines).toContain('slack.rateLimited')
    expect(platform.connected()).toBe(true)
  })

  test('lines that nobody can read end nothing', async () => {
    platform = create()
    await platform.start(door)
    wire.sockets.at(-1)?.send('{')
    wire.send({ type: 'events_api', envelope_id: 'odd' })
    wire.send({ type: 'interactive', envelope_id: 'odder', payload: { type: 'unheard_of' } })
    wire.send(eventEnvelope('Ev1', message('1.1', 'still here')))
    await until(() => door.said.length === 1)
  })

  test('when Slack asks to reconnect, Totem does, although Slack answers 5xx for a while', async () => {
    platform = create()
    await platform.start(door)
    const down = { status: 503, body: {} }
    wire.answerNext(
      'apps.connections.open',
      down,
      { ...down, status: 500 },
      { status: 429, headers: { 'Retry-After': '1' } },
    )
    wire.send({ type: 'disconnect', reason: 'refresh_requested' })
    await until(() => wire.sockets.length === 2, 10_000)
    await until(
      () => platform.connected() && door.arrivals.filter((arrival) => arrival.what === 'entered').length === 2,
    )
    wire.send(eventEnvelope('Ev1', message('1.1', 'here')))
    await until(() => door.said.length === 1)
  })

  test('a peer that falls silent is left for a new connection, and does not hold up the stop', async () => {
    platform = create({ pingTimeoutMs: 300 })
    await platform.start(door)
    // The peer vanishes without closing: its end reads nothing any more.
    const silent = wire.sockets.at(-1)
    if (silent && '_socket' in silent) (silent['_socket'] as { pause(): void }).pause()
    await until(() => wire.sockets.length === 2 && platform.connected())
    const last = wire.sockets.at(-1)
    if (last && '_socket' in last) (last['_socket'] as { pause(): void }).pause()
    const began = performance.now()
    await platform.stop()
    expect(performance.now() - began).toBeLessThan(2_000)
    expect(platform.connected()).toBe(false)
  })

  test('a wrong token is told by its name and what to do', async () => {
    platform = create()
    wire.answerNext('auth.test', { status: 200, body: { ok: false, error: 'invalid_auth' } })
    await expect(platform.start(door)).rejects.toThrow(/^SLACK_BOT_TOKEN is refused by Slack \(invalid_auth\): copy/u)
    wire.answerNext('apps.connections.open', { status: 200, body: { ok: false, error: 'missing_scope' } })
    await expect(platform.start(door)).rejects.toThrow(/^SLACK_APP_TOKEN lacks the scope connections:write/u)
  })
})
