import { createHmac } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import type { App } from '@slack/bolt'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { eventually, idsOf, modal, plain, startWorld, textField } from './slack-app.ts'
import { type Heard, installed, startHttpBolt, startListener } from './slack-http-app.ts'

let world: Awaited<ReturnType<typeof startWorld>>
const closing: (() => Promise<void>)[] = []

beforeEach(async () => {
  world = await startWorld()
})

afterEach(async () => {
  await world.slack.close()
  await Promise.all(closing.splice(0).map(async (close) => close()))
})

async function bolt(prepare: (app: App) => void) {
  const started = await startHttpBolt(world.slack, prepare)
  closing.push(started.close)
  expect(await started.install(world.member('owner'))).toBe(200)
  return started
}

async function listener(answer: (response: ServerResponse, heard: Heard) => void) {
  const started = await startListener(world.slack, answer)
  closing.push(started.close)
  const granted = await installed(world.slack, started.app, started.redirectUri, world.member('owner'))
  expect(granted['ok']).toBe(true)
  return started
}

function answering(status: number, body = '', headers: Record<string, string> = {}) {
  return (response: ServerResponse) => void response.writeHead(status, headers).end(body)
}

function button(label: string, id: string) {
  return { type: 'button', text: plain(label), action_id: id, value: '12' }
}

test('Bolt installs itself by OAuth, hears over HTTP, and speaks in the team', async () => {
  const { slack, member, team } = world
  const heard: unknown[] = []
  const { installations } = await bolt((app) => {
    app.message(async ({ message, say, context }) => {
      heard.push(['text' in message && message.text, context.retryNum])
      await say('I hear you')
    })
  })
  expect(installations.get(team.id)).toMatchObject({
    team: { id: team.id, name: 'Le Bivouac' },
    user: { id: member('owner') },
    bot: { scopes: expect.arrayContaining(['commands']), refreshToken: expect.stringMatching(/^xoxe-1-/) },
  })
  await slack.write(member('founder'), 'dm', 'Hello & "hi"')
  await eventually(() => slack.see(member('founder'), 'dm').length === 2, 'the answer')
  expect(heard).toEqual([['Hello &amp; "hi"', undefined]])
  expect(slack.see(member('founder'), 'dm')[1]?.text).toBe('I hear you')
  expect(slack.connected(team.id)).toBe(0)
})

test('requests are signed over what is sent, and say what they are', async () => {
  const { slack, member, clock } = world
  const { app, heard } = await listener(answering(200))
  clock.advance(3_600_000)
  await slack.write(member('founder'), 'dm', 'é')
  await slack.command(member('founder'), 'dm', '/offer list')
  expect(heard.map(({ headers }) => headers['content-type'])).toEqual([
    'application/json',
    'application/x-www-form-urlencoded',
  ])
  for (const { headers, body } of heard) {
    const timestamp = headers['x-slack-request-timestamp']
    expect(Math.abs(Number(timestamp) - clock.now() / 1000)).toBeLessThan(10)
    const signature = createHmac('sha256', app.signingSecret).update(`v0:${timestamp}:${body}`).digest('hex')
    expect(headers['x-slack-signature']).toBe(`v0=${signature}`)
    expect(headers['user-agent']).toBe('Slackbot 1.0 (+https://api.slack.com/robots)')
    expect(headers).not.toHaveProperty('x-slack-retry-num')
  }
  expect(JSON.parse(heard[0]?.body ?? '')).toMatchObject({ type: 'event_callback', api_app_id: app.appId })
  expect(Object.fromEntries(new URLSearchParams(heard[1]?.body))).toMatchObject({
    command: '/offer',
    text: 'list',
    channel_name: 'directmessage',
    api_app_id: app.appId,
  })
}, 10_000)

test('what a command is answered with is shown: blocks, plain text, or what comes by the response address', async () => {
  const { slack, member, channel } = world
  await bolt((app) => {
    app.command('/blocks', async ({ ack }) => {
      await ack({ text: 'fallback', blocks: [{ type: 'section', text: { type: 'mrkdwn', text: '*Two* offers' } }] })
    })
    app.command('/words', async ({ ack }) => ack('Just words'))
    app.command('/later', async ({ ack, respond }) => {
      await ack()
      await respond('Later')
    })
  })
  const typed = async (line: string) => slack.command(member('founder'), channel('offres'), line)
  expect(await typed('/blocks')).toMatchObject({ kind: 'message', message: { text: 'Two offers', ephemeral: true } })
  expect(await typed('/words')).toMatchObject({ kind: 'message', message: { text: 'Just words', ephemeral: true } })
  expect(await typed('/later')).toMatchObject({ kind: 'message', message: { text: 'Later', ephemeral: true } })
})

test('a button opens a form; the form is refused with errors, corrected, and followed by another', async () => {
  const { slack, member, channel } = world
  const { app, installations } = await bolt((each) => {
    each.action('introduce:12', async ({ ack, body, client }) => {
      await ack()
      const trigger_id = 'trigger_id' in body ? body.trigger_id : ''
      await client.views.open({ trigger_id, view: modal([textField('headline', 'Headline')]) })
    })
    each.view('form', async ({ ack, view }) => {
      const headline = view.state.values['headline']?.['value']?.value
      if (headline === 'x') await ack({ response_action: 'errors', errors: { headline: 'Too short' } })
      else await ack({ response_action: 'update', view: modal([textField('two', 'Two')], { callback_id: 'second' }) })
    })
    each.view('second', async ({ ack, body, client }) => {
      await ack()
      await client.chat.postMessage({ channel: body.user.id, text: 'Thank you' })
    })
  })
  const posted = await app.client.chat.postMessage({
    token: installations.get(world.team.id)?.bot?.token ?? '',
    channel: channel('general'),
    text: 'Welcome',
    blocks: [{ type: 'actions', elements: [button('Introduce yourself', 'introduce:12')] }] as never[],
  })
  const opened = await slack.press(member('newcomer'), channel('general'), posted.ts ?? '', 'Introduce yourself')
  expect(opened).toMatchObject({ kind: 'form', form: { title: 'Présentation' } })
  const refused = await slack.fill(member('newcomer'), { Headline: 'x' })
  expect(refused).toMatchObject({ kind: 'errors', form: { fields: [{ error: 'Too short', value: 'x' }] } })
  expect(await slack.fill(member('newcomer'), { Headline: 'Boats' })).toMatchObject({ kind: 'form' })
  const taken = await slack.fill(member('newcomer'), { Two: '2' })
  expect(taken).toMatchObject({ kind: 'message', message: { text: 'Thank you' } })
})

test('an external select is filled from what the app proposes', async () => {
  const { slack, member } = world
  await bolt((app) => {
    app.command('/offer', async ({ ack, command, client }) => {
      await ack()
      const element = { type: 'external_select', action_id: 'offer', min_query_length: 0 }
      const view = modal([{ type: 'input', block_id: 'o', label: plain('Offer'), element }])
      await client.views.open({ trigger_id: command.trigger_id, view })
    })
    app.options('offer', async ({ ack, payload }) => {
      await ack({ options: [{ text: plain(`Found ${payload.value}`), value: '12' }] })
    })
  })
  await slack.command(member('founder'), 'dm', '/offer show')
  await expect(slack.fill(member('founder'), { Offer: 'boats' })).rejects.toThrow('only: Found boats')
})

test.each([
  ['http_client_error', answering(404)],
  ['http_service_error', answering(503)],
  ['dispatch_unknown_error', answering(302, '', { location: '/' })],
  ['invalid_response', answering(200, '{', { 'content-type': 'application/json' })],
])('a command that is answered badly fails for the member: %s', async (reason, answer) => {
  const { slack, member } = world
  await listener(answer)
  const failed = await slack.command(member('founder'), 'dm', '/offer')
  expect(failed).toMatchObject({ kind: 'failed', reason: expect.stringContaining(reason) })
})

test('a command fails after three seconds without an answer, and at once when nobody is there', async () => {
  const { slack, member } = world
  const silent = await listener(() => {})
  const started = performance.now()
  const late = await slack.command(member('founder'), 'dm', '/offer')
  expect(late).toMatchObject({ kind: 'failed', reason: expect.stringContaining('operation_timeout') })
  expect(performance.now() - started).toBeGreaterThan(2_900)
  await silent.close()
  closing.pop()
  const gone = await slack.command(member('founder'), 'dm', '/offer')
  expect(gone).toMatchObject({ kind: 'failed', reason: expect.stringContaining('dispatch_failed') })
})

test('events set out in order, and do not wait for each other’s answers', async () => {
  const { slack, member } = world
  const answers: ServerResponse[] = []
  const { heard } = await listener((response) => {
    answers.push(response)
    if (answers.length === 100) for (const each of answers) each.end()
  })
  for (let number = 0; number < 100; number += 1) await slack.write(member('founder'), 'dm', String(number))
  await eventually(() => heard.length === 100, 'all of them')
  const texts = heard.map(({ body }) => JSON.parse(body).event.text)
  expect(texts).toEqual(Array.from({ length: 100 }, (_, number) => String(number)))
})

test('an event that is refused comes again at once, after one minute and after five, signed anew', async () => {
  const { slack, member, clock } = world
  const { heard } = await listener(answering(500))
  await slack.write(member('founder'), 'dm', 'once')
  await eventually(() => heard.length === 2, 'the first retry')
  clock.advance(59_000)
  await pause(250)
  expect(heard).toHaveLength(2)
  clock.advance(1_000)
  await eventually(() => heard.length === 3, 'the second retry')
  clock.advance(300_000)
  await eventually(() => heard.length === 4, 'the third retry')
  clock.advance(3_600_000)
  await pause(250)
  expect(heard).toHaveLength(4)
  expect(new Set(heard.map(({ body }) => body)).size).toBe(1)
  expect(heard.map(({ headers }) => headers['x-slack-retry-num'])).toEqual([undefined, '1', '2', '3'])
  expect(heard.slice(1).map(({ headers }) => headers['x-slack-retry-reason'])).toEqual(Array(3).fill('http_error'))
  const times = heard.map(({ headers }) => Number(headers['x-slack-request-timestamp']))
  expect((times[3] ?? 0) - (times[1] ?? 0)).toBeGreaterThanOrEqual(360)
  expect(new Set(heard.slice(1).map(({ headers }) => headers['x-slack-signature'])).size).toBe(3)
})

test('an event that is not answered within three seconds comes again, one that needs no retry does not', async () => {
  const { slack, member, clock } = world
  const { heard } = await listener((response) => {
    if (heard.length === 2) response.writeHead(500, { 'X-Slack-No-Retry': '1' }).end()
  })
  await slack.write(member('founder'), 'dm', 'slow')
  await eventually(() => heard.length === 2, 'the retry')
  expect(heard[1]?.headers['x-slack-retry-reason']).toBe('http_timeout')
  clock.advance(3_600_000)
  await pause(250)
  expect(heard).toHaveLength(2)
}, 10_000)

test('an app that Slack does not reach hears of an event when it is reached again, if it is in time', async () => {
  const { slack, member, clock } = world
  const { heard } = await listener(answering(200))
  slack.unreachable(true)
  await slack.write(member('founder'), 'dm', 'away')
  expect(await slack.command(member('founder'), 'dm', '/offer')).toMatchObject({ kind: 'failed' })
  await pause(50)
  slack.unreachable(false)
  clock.advance(60_000)
  await eventually(() => heard.length === 1, 'the second retry')
  expect(heard[0]?.headers).toMatchObject({ 'x-slack-retry-num': '2', 'x-slack-retry-reason': 'connection_failed' })
})

test('while Slack is out events wait, and come in order and for the first time when it is back', async () => {
  const { slack, member, clock } = world
  const { heard } = await listener(answering(200))
  slack.outage(true)
  for (const text of ['one', 'two', 'three']) await slack.write(member('founder'), 'dm', text)
  expect(await slack.command(member('founder'), 'dm', '/offer')).toMatchObject({ kind: 'failed' })
  clock.advance(3_600_000)
  await pause(250)
  expect(heard).toEqual([])
  slack.outage(false)
  await eventually(() => heard.length === 3, 'what waited')
  expect(heard.map(({ body }) => JSON.parse(body).event.text)).toEqual(['one', 'two', 'three'])
  for (const { headers } of heard) expect(headers).not.toHaveProperty('x-slack-retry-num')
})

test('an outage breaks off what is under way, and the event comes again afterwards', async () => {
  const { slack, member } = world
  const { heard } = await listener((response) => {
    if (heard.length === 2) response.end()
  })
  await slack.write(member('founder'), 'dm', 'cut short')
  await eventually(() => heard.length === 1, 'the event')
  slack.outage(true)
  await pause(250)
  expect(heard).toHaveLength(1)
  slack.outage(false)
  await eventually(() => heard.length === 2, 'the retry')
  expect(heard[1]?.headers).toMatchObject({ 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'connection_failed' })
})

test('Bolt takes a retry as the same event, and renews its token when it has ended', async () => {
  const { slack, member, clock, team } = world
  const heard: unknown[] = []
  const { installations, credentials } = await bolt((app) => {
    app.message(async ({ body, say, context }) => {
      heard.push([body.event_id, context.retryNum])
      await say('Still here')
    })
  })
  slack.unreachable(true)
  await slack.write(member('founder'), 'dm', 'Are you there?')
  await pause(50)
  slack.unreachable(false)
  clock.advance(13 * 3_600_000)
  // Bolt's own clock did not move.
  const bot = installations.get(team.id)?.bot
  if (bot) bot.expiresAt = 1
  await eventually(() => slack.see(member('founder'), 'dm').length === 2, 'the answer')
  expect(heard).toEqual([[expect.stringMatching(/^EV/), 2]])
  expect(slack.calls.filter(({ body }) => JSON.stringify(body).includes('"refresh_token"'))).toHaveLength(1)
  expect(slack.sentRequests.at(-1)?.appId).toBe(credentials.appId)
})

test('a request that is sent again is signed still, and one that was tampered with is not', async () => {
  const { slack, member } = world
  const heard: string[] = []
  await bolt((app) => {
    app.message(async ({ body }) => {
      heard.push(body.event_id)
    })
  })
  await slack.write(member('founder'), 'dm', 'once')
  await eventually(() => heard.length === 1, 'the message')
  const last = slack.sentRequests.at(-1)
  if (!last) throw new Error('Nothing was sent')
  expect(await slack.resend(last)).toBe(200)
  expect(heard).toHaveLength(2)
  expect(await slack.resend({ ...last, body: last.body.replace('once', 'evil') })).toBe(401)
  const old = { ...last.headers, 'X-Slack-Request-Timestamp': '1000000000' }
  expect(await slack.resend({ ...last, headers: old })).toBe(401)
  expect(heard).toHaveLength(2)
})

test('a request URL is verified by its challenge', async () => {
  const { slack } = world
  const { credentials, answerWith } = await bolt(() => {})
  expect(await slack.verifyRequestUrl(credentials.appId)).toBe(true)
  answerWith((_request, response) => response.end('yes'))
  expect(await slack.verifyRequestUrl(credentials.appId)).toBe(false)
  await expect(slack.verifyRequestUrl('A0')).rejects.toThrow('There is no app A0')
})

test('one app serves two teams, each with its own token', async () => {
  const { slack, member } = world
  const heard: unknown[] = []
  const { install } = await bolt((app) => {
    app.message(async ({ message, say, context }) => {
      heard.push(['text' in message && message.text, context.teamId])
      await say(`Here is ${context.teamId}`)
    })
  })
  const other = await slack.addWorkspace({
    name: 'La Cordée',
    installed: false,
    channels: [{ name: 'general' }],
    members: { guide: { name: 'Gaspard Guide', admin: true } },
  })
  const guide = idsOf(other).member('guide')
  await slack.write(guide, 'dm', 'too early')
  expect(await install(guide)).toBe(200)
  await slack.write(guide, 'dm', 'theirs')
  await slack.write(member('founder'), 'dm', 'ours')
  await eventually(() => slack.see(guide, 'dm').length === 3, 'their answer')
  await eventually(() => slack.see(member('founder'), 'dm').length === 2, 'our answer')
  expect(heard).toEqual([
    ['theirs', other.id],
    ['ours', world.team.id],
  ])
  expect(slack.see(guide, 'dm')[2]?.text).toBe(`Here is ${other.id}`)
})

test('a removed app hears that it was removed, and nothing more until it is installed again', async () => {
  const { slack, member, team } = world
  const heard: string[] = []
  const { install } = await bolt((app) => {
    app.event('tokens_revoked', async ({ event }) => {
      heard.push(event.type)
    })
    app.event('app_uninstalled', async ({ event }) => {
      heard.push(event.type)
    })
    app.message(async ({ message }) => {
      if ('text' in message && message.text) heard.push(message.text)
    })
  })
  await slack.uninstall(team.id)
  await eventually(() => heard.length === 2, 'the farewell')
  await slack.write(member('founder'), 'dm', 'lost')
  await expect(slack.command(member('founder'), 'dm', '/offer')).rejects.toThrow('is not a valid command')
  await install(member('owner'))
  await slack.write(member('founder'), 'dm', 'back')
  await eventually(() => heard.length === 3, 'the message')
  expect(heard).toEqual(['tokens_revoked', 'app_uninstalled', 'back'])
})
