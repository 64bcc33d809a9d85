import { afterEach, beforeEach, expect, test } from 'vitest'
import { createClock } from '../../src/sandbox/clock.ts'
import type { HttpApp } from '../../src/sandbox/slack/app.ts'
import { startSlack } from '../../src/sandbox/slack/server.ts'
import { idsOf, type Slack } from './slack-app.ts'
import { access, authorizeAddress, clientWith, installed, scopes } from './slack-http-app.ts'

const requestUrl = 'http://127.0.0.1:9/slack/events'
const back = 'http://127.0.0.1:9/slack/back'
const clock = createClock()
let slack: Slack
let app: HttpApp
let ids: ReturnType<typeof idsOf>
let team: string

beforeEach(async () => {
  slack = await startSlack({ clock })
  app = slack.createApp({ requestUrl, redirectUrls: [back] })
  const seeded = await slack.addWorkspace({
    name: 'Les <Bâtisseurs>',
    installed: false,
    channels: [{ name: 'general' }, { name: 'equipe', private: true }],
    members: {
      owner: { name: 'Olga "O" <b>Propriétaire</b>', owner: true },
      admin: { name: 'Adèle Administratrice', admin: true },
      member: { name: 'Max Membre' },
    },
  })
  ids = idsOf(seeded)
  team = seeded.id
})

afterEach(async () => slack.close())

const address = (more: Record<string, string> = {}) => authorizeAddress(slack, app, back, more)
const client = () => ({ client_id: app.clientId, client_secret: app.clientSecret })

function codeFor(more: Record<string, string> = {}): string {
  return new URL(slack.allow(ids.member('owner'), address(more))).searchParams.get('code') ?? ''
}

async function press(fields: Record<string, string>): Promise<Response> {
  return fetch(address(), { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' })
}

test('the page offers owners and admins of each team, with what the app asks for, and nobody else', async () => {
  const other = await slack.addWorkspace({
    name: 'La Cordée',
    channels: [{ name: 'general' }],
    members: { guide: { name: 'Gaspard Guide', owner: true } },
  })
  const response = await fetch(address())
  const page = await response.text()
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(page).toContain('Les &lt;Bâtisseurs&gt;')
  expect(page).toContain('Allow as Olga &quot;O&quot; &lt;b&gt;Propriétaire&lt;/b&gt;')
  expect(page).toContain('Allow as Adèle Administratrice')
  expect(page).toContain('Allow as Gaspard Guide')
  expect(page).toContain('<li>chat:write.public</li>')
  expect(page).not.toContain('Max Membre')
  const restricted = await (await fetch(address({ team: other.id }))).text()
  expect(restricted).toContain('Gaspard Guide')
  expect(restricted).not.toContain('Adèle')
})

test('the buttons send people back with a code, or with a refusal, and always with the state', async () => {
  const state = 'a b&c=é'
  const allowed = new URL(slack.allow(ids.member('admin'), address({ state })))
  expect(`${allowed.origin}${allowed.pathname}`).toBe(back)
  expect(allowed.searchParams.get('state')).toBe(state)
  const denied = new URL(slack.deny(address({ state })))
  expect(Object.fromEntries(denied.searchParams)).toEqual({ error: 'access_denied', state })

  const pressed = await press({ member: ids.member('owner') })
  expect(pressed.status).toBe(302)
  expect(pressed.headers.get('location')).toMatch(/^http:\/\/127\.0\.0\.1:9\/slack\/back\?code=[\w.]+&state=s$/)
  const cancelled = await press({ cancel: '1' })
  expect(cancelled.headers.get('location')).toBe(`${back}?error=access_denied&state=s`)
  expect((await press({ member: ids.member('member') })).status).toBe(400)
})

test('somebody who may not install cannot allow, nor somebody of another team than the one asked for', () => {
  expect(() => slack.allow(ids.member('member'), address())).toThrow('Max Membre may not install apps in')
  expect(() => slack.allow(ids.member('owner'), address({ team: 'T0' }))).toThrow('is to be installed in T0')
  expect(() => slack.allow(ids.member('owner'), 'http://127.0.0.1:9/oauth')).toThrow('Slack installs no app from')
})

test.each([
  ['invalid_client_id', { client_id: '1.2' }],
  ['bad_redirect_uri', { redirect_uri: 'http://127.0.0.1:9/slack/backwards' }],
  ['bad_redirect_uri', { redirect_uri: 'http://127.0.0.1:9/slack' }],
  ['bad_redirect_uri', { redirect_uri: 'http://127.0.0.1:10/slack/back' }],
  ['bad_redirect_uri', { redirect_uri: 'https://127.0.0.1:9/slack/back' }],
  ['bad_redirect_uri', { redirect_uri: 'elsewhere' }],
  ['invalid_scope', { scope: '' }],
  ['invalid_scope', { scope: 'chat:write,world:domination' }],
])('what is asked wrongly is refused on the page: %s %j', async (code, wrong) => {
  const response = await fetch(address(wrong))
  expect(response.status).toBe(400)
  expect(await response.text()).toContain(code)
  expect(() => slack.allow(ids.member('owner'), address(wrong))).toThrow(code)
  expect(() => slack.deny(address(wrong))).toThrow(code)
})

test('an address below a registered one is taken, and without one the first that is registered', () => {
  const below = slack.allow(ids.member('owner'), address({ redirect_uri: `${back}/deeper?kept=1` }))
  expect(below).toMatch(/\/slack\/back\/deeper\?kept=1&code=[\w.]+&state=s$/)
  const without = `${slack.authorizeUrl}?client_id=${app.clientId}&scope=commands`
  expect(slack.allow(ids.member('owner'), without)).toMatch(/\/slack\/back\?code=[\w.]+&state=$/)
})

test('a code is exchanged for a token that speaks in the team, with the scopes that were asked for', async () => {
  const granted = await installed(slack, app, back, ids.member('owner'))
  expect(granted).toEqual({
    ok: true,
    app_id: app.appId,
    authed_user: { id: ids.member('owner') },
    scope: scopes.join(','),
    token_type: 'bot',
    access_token: expect.stringMatching(/^xoxe\.xoxb-1-/),
    refresh_token: expect.stringMatching(/^xoxe-1-/),
    expires_in: 43_200,
    bot_user_id: expect.stringMatching(/^U/),
    team: { id: team, name: 'Les <Bâtisseurs>' },
    enterprise: null,
    is_enterprise_install: false,
  })
  const bot = clientWith(slack, granted['access_token'])
  expect(await bot.auth.test()).toMatchObject({ team_id: team, user_id: granted['bot_user_id'] })
  expect(slack.workspaces()[0]).toMatchObject({ id: team, installed: true })
  expect(await bot.chat.postMessage({ channel: ids.channel('equipe'), text: 'Here' })).toMatchObject({ ok: true })
  await expect(bot.users.list({})).rejects.toThrow('missing_scope')
  expect(slack.tokens(team)['SLACK_BOT_TOKEN']).toBe(granted['access_token'])
})

test('the app may show its id and secret by HTTP Basic, and the log of calls keeps no secrets', async () => {
  const credentials = Buffer.from(`${app.clientId}:${app.clientSecret}`).toString('base64')
  const answer = await access(slack, { code: codeFor(), redirect_uri: back }, { authorization: `Basic ${credentials}` })
  expect(answer['ok']).toBe(true)
  await access(slack, { ...client(), grant_type: 'refresh_token', refresh_token: String(answer['refresh_token']) })
  const calls = slack.calls.filter(({ call }) => call === 'oauth.v2.access')
  expect(calls.map(({ body }) => body)).toEqual([
    { redirect_uri: back },
    { client_id: app.clientId, grant_type: 'refresh_token' },
  ])
})

test('a code is good once, for ten minutes, for the app and the address that it was asked with', async () => {
  const code = codeFor()
  const other = slack.createApp({ requestUrl, redirectUrls: [back] })
  const theirs = { client_id: other.clientId, client_secret: other.clientSecret }
  const refused = async (fields: Record<string, string>) => (await access(slack, fields))['error']
  expect(await refused({ ...theirs, code, redirect_uri: back })).toBe('invalid_code')
  expect(await refused({ ...client(), code, redirect_uri: `${back}/` })).toBe('bad_redirect_uri')
  expect(await refused({ ...client(), code })).toBe('bad_redirect_uri')
  expect(await refused({ ...client(), code, redirect_uri: back })).toBeUndefined()
  expect(await refused({ ...client(), code, redirect_uri: back })).toBe('code_already_used')
  const late = codeFor()
  clock.advance(10 * 60_000 + 1)
  expect(await refused({ ...client(), code: late, redirect_uri: back })).toBe('invalid_code')
})

test.each([
  ['invalid_client_id', { client_id: 'nobody' }],
  ['bad_client_secret', { client_secret: 'guessed' }],
  ['invalid_code', { code: 'guessed' }],
  ['invalid_grant_type', { grant_type: 'password' }],
  ['invalid_refresh_token', { grant_type: 'refresh_token', refresh_token: 'guessed' }],
])('the token endpoint refuses: %s', async (error, wrong) => {
  const fields = { ...client(), code: codeFor(), redirect_uri: back, ...wrong }
  expect(await access(slack, fields)).toEqual({ ok: false, error })
  expect(slack.workspaces()[0]).toMatchObject({ installed: false })
})

test('a refresh token is good once; the token before lives until it ends, and then is said to have expired', async () => {
  const first = await installed(slack, app, back, ids.member('owner'))
  const renewal = { ...client(), grant_type: 'refresh_token', refresh_token: String(first['refresh_token']) }
  clock.advance(11 * 3_600_000)
  const second = await access(slack, renewal)
  expect(second).toMatchObject({ ok: true, token_type: 'bot', expires_in: 43_200, team: { id: team } })
  expect(second['access_token']).not.toBe(first['access_token'])
  expect(await access(slack, renewal)).toEqual({ ok: false, error: 'invalid_refresh_token' })
  expect((await clientWith(slack, first['access_token']).auth.test()).ok).toBe(true)
  clock.advance(3_600_000)
  await expect(clientWith(slack, first['access_token']).auth.test()).rejects.toThrow('token_expired')
  expect((await clientWith(slack, second['access_token']).auth.test()).ok).toBe(true)
})

test('of three tokens that have not ended, the oldest is revoked', async () => {
  const tokens = []
  for (let time = 0; time < 3; time += 1) {
    tokens.push((await installed(slack, app, back, ids.member('owner')))['access_token'])
  }
  const [oldest, middle, newest] = tokens
  await expect(clientWith(slack, oldest).auth.test()).rejects.toThrow('token_revoked')
  expect((await clientWith(slack, middle).auth.test()).ok).toBe(true)
  expect((await clientWith(slack, newest).auth.test()).ok).toBe(true)
})

test('without rotation a token does not end, and installing again gives the same', async () => {
  app = slack.createApp({ requestUrl, redirectUrls: [back], rotation: false })
  const first = await installed(slack, app, back, ids.member('owner'))
  expect(first).not.toHaveProperty('refresh_token')
  expect(first).not.toHaveProperty('expires_in')
  clock.advance(1_000 * 3_600_000)
  const second = await installed(slack, app, back, ids.member('admin'))
  expect(second['access_token']).toBe(first['access_token'])
  expect((await clientWith(slack, first['access_token']).auth.test()).ok).toBe(true)
})

test('an app that was removed has no tokens any more, and comes back by a new installation only', async () => {
  const first = await installed(slack, app, back, ids.member('owner'))
  await slack.uninstall(team)
  const renewal = { ...client(), grant_type: 'refresh_token', refresh_token: String(first['refresh_token']) }
  expect(await access(slack, renewal)).toEqual({ ok: false, error: 'invalid_refresh_token' })
  await expect(slack.install(team)).rejects.toThrow('comes back by OAuth only')
  const second = await installed(slack, app, back, ids.member('owner'))
  await expect(clientWith(slack, first['access_token']).auth.test()).rejects.toThrow('account_inactive')
  expect((await clientWith(slack, second['access_token']).auth.test()).ok).toBe(true)
})

test('a token can be revoked by whoever holds it', async () => {
  const { access_token } = await installed(slack, app, back, ids.member('owner'))
  const bot = clientWith(slack, access_token)
  expect(await bot.auth.revoke({ test: true })).toMatchObject({ revoked: false })
  expect(await bot.auth.revoke()).toMatchObject({ revoked: true })
  await expect(bot.auth.test()).rejects.toThrow('token_revoked')
})

test('an app that is installed by OAuth takes the place of the team’s own', async () => {
  const other = await slack.addWorkspace({
    name: 'La Cordée',
    channels: [{ name: 'general' }],
    members: { guide: { name: 'Gaspard Guide', owner: true } },
  })
  const before = slack.tokens(other.id)['SLACK_BOT_TOKEN']
  expect((await clientWith(slack, before).auth.test()).ok).toBe(true)
  await installed(slack, app, back, idsOf(other).member('guide'))
  await expect(clientWith(slack, before).auth.test()).rejects.toThrow('account_inactive')
})
