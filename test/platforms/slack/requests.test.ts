import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ReceiverEvent } from '@slack/bolt'
import express from 'express'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Entrance, slackRequests } from '../../../src/platforms/slack/requests.ts'

const secret = '8f742231b10e8888abcd99yyyzzz85a5'
const noon = Temporal.Instant.from('2026-03-02T12:00:00Z')
const json = 'application/json'
const fields = 'application/x-www-form-urlencoded'
const event = JSON.stringify({ type: 'event_callback', event_id: 'Ev1', team_id: 'T1', event: { type: 'team_join' } })
const command = 'command=%2Foffer&text=list&team_id=T1'

let server: Server
let url: string
let entrance: (() => Promise<Entrance | undefined>) | undefined
const arrived: ReceiverEvent[] = []
const words = new Set<string>()
const usual: Entrance = {
  arrive: async (what) => {
    arrived.push(what)
    await what.ack()
  },
  first: async (word) => words.size < words.add(word).size,
}

beforeAll(async () => {
  const log = { info: () => {}, warn: () => {}, error: () => {} }
  const app = express().use(
    '/slack',
    slackRequests({ signingSecret: secret, now: () => noon, log, entrance: async () => entrance?.() ?? usual }),
  )
  server = app.listen(0, '127.0.0.1')
  await once(server, 'listening')
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`
})
beforeEach(() => {
  arrived.length = 0
  words.clear()
  entrance = undefined
})
afterAll(() => server.close())

interface Sent {
  readonly type?: string
  readonly ahead?: number
  readonly secret?: string
  readonly headers?: Record<string, string>
  /** Stands behind the signature. */
  readonly behind?: string
}

/** Sends it as Slack does, but for what is said. */
async function send(
  body: string,
  { type = json, ahead = 0, secret: key = secret, headers = {}, behind = '' }: Sent = {},
) {
  const at = Math.floor(noon.epochMilliseconds / 1000) + ahead
  const signature = `v0=${createHmac('sha256', key).update(`v0:${at}:${body}`).digest('hex')}${behind}`
  const signed = { 'x-slack-request-timestamp': String(at), 'x-slack-signature': signature }
  return fetch(url, { method: 'POST', body, headers: { 'content-type': type, ...signed, ...headers } })
}

test('an event, a command and an interaction are handed on as Slack wrote them', async () => {
  const payload = `payload=${encodeURIComponent(JSON.stringify({ type: 'block_actions', team: { id: 'T1' } }))}`
  const answers = [await send(event), await send(command, { type: fields }), await send(payload, { type: fields })]
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
  expect(arrived.map(({ body }) => body)).toEqual([
    JSON.parse(event),
    { command: '/offer', text: 'list', team_id: 'T1' },
    { type: 'block_actions', team: { id: 'T1' } },
  ])
})

test.each([
  [undefined, ''],
  ['In words', 'In words'],
  [{ response_action: 'clear' }, '{"response_action":"clear"}'],
])('what is acknowledged goes back as the answer: %o', async (answer, body) => {
  entrance = async () => ({ ...usual, arrive: async ({ ack }) => ack(answer) })
  const response = await send(command, { type: fields })
  expect([response.status, await response.text()]).toEqual([200, body])
})

test('a repetition says which one it is', async () => {
  await send(event, { headers: { 'x-slack-retry-num': '2', 'x-slack-retry-reason': 'http_timeout' } })
  expect(arrived).toEqual([expect.objectContaining({ retryNum: 2, retryReason: 'http_timeout' })])
})

test('the address is shown to be Totem’s when Slack asks', async () => {
  const asked = await send(JSON.stringify({ type: 'url_verification', challenge: 'abc' }))
  expect(await asked.json()).toEqual({ challenge: 'abc' })
  expect((await send('ssl_check=1&token=x', { type: fields })).status).toBe(200)
  expect(arrived).toEqual([])
})

describe('nobody but Slack is let in:', () => {
  test.each<[string, () => Promise<Response>]>([
    ['without a signature', async () => fetch(url, { method: 'POST', body: event, headers: { 'content-type': json } })],
    ['with another secret', async () => send(event, { secret: 'another' })],
    ['with another time than was signed', async () => send(event, { headers: { 'x-slack-request-timestamp': '1' } })],
    ['with a time that is no number', async () => send(event, { headers: { 'x-slack-request-timestamp': 'now' } })],
    ['with half a signature', async () => send(event, { headers: { 'x-slack-signature': 'v0=' } })],
    ['with something behind it', async () => send(event, { behind: '=1' })],
    ['with another version of it', async () => send(event, { headers: { 'x-slack-signature': 'v1=00' } })],
    ['signed six minutes ago', async () => send(event, { ahead: -360 })],
    ['signed two minutes ahead', async () => send(event, { ahead: 120 })],
  ])('%s', async (_how, act) => {
    expect((await act()).status).toBe(401)
    expect(arrived).toEqual([])
  })

  test('nor anybody who sends a command of Slack’s once more', async () => {
    expect((await send(command, { type: fields })).status).toBe(200)
    expect((await send(command, { type: fields })).status).toBe(401)
    expect(arrived).toHaveLength(1)
  })
})

test('a clock that differs a little is Slack’s', async () => {
  expect((await send(event, { ahead: 30 })).status).toBe(200)
  expect((await send(event, { ahead: -240 })).status).toBe(200)
})

test('what nobody took is for Slack to send again', async () => {
  entrance = async () => ({ ...usual, arrive: async () => undefined })
  expect((await send(event)).status).toBe(503)
  entrance = async () => undefined
  expect((await send(event)).status).toBe(503)
})

test('more than Slack ever sends is refused', async () => {
  expect((await send('x'.repeat(2_000_000))).status).toBe(413)
  expect(arrived).toEqual([])
})
