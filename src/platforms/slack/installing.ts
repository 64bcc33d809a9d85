import { createHmac, timingSafeEqual } from 'node:crypto'
import express, { type Request, type Response, type Router } from 'express'
import { type Instant, later } from '../../kit/time.ts'
import type { Door } from '../platform.ts'
import { slackCode } from './errors.ts'
import { installPage, type Outcome, policy, statusOf } from './install-page.ts'
import { scopes } from './manifest.ts'
import { inTime } from './patience.ts'
import type { Grant, Installed, SlackApp } from './tokens.ts'

export interface InstallOptions extends SlackApp {
  readonly authorizeUrl: string
  /** Without a slash at its end. */
  readonly publicUrl: string
  readonly now: () => Instant
  /** In [0, 1), fit for secrets. */
  readonly random: () => number
  /** Once Totem is there; undefined when it stops before. */
  readonly door: () => Promise<Door | undefined>
  /** Undefined: for a whole organisation. */
  readonly install: (door: Door, grant: Grant) => Promise<Installed | undefined>
}

/** How long somebody may take on Slack's page. */
const STATE_MINUTES = 10
const COOKIE = 'totem_install'
const ID_LENGTH = 24
const PATIENCE_MS = 10_000

/**
 * `/slack/install` sends staff to Slack's page, `/slack/oauth_redirect` is where Slack sends them back. The state is signed, and good once,
 * for ten minutes, in the browser where it began (RFC 6749, 10.12).
 */
export function installPages(options: InstallOptions): Router {
  const router = express.Router()
  const redirectUri = `${options.publicUrl}/slack/oauth_redirect`

  router.get('/install', (_request, response) => {
    const state = newState(options)
    const asked = { client_id: options.clientId, scope: scopes.join(','), redirect_uri: redirectUri, state }
    setCookie(options, response, state, STATE_MINUTES * 60)
    response.redirect(302, `${options.authorizeUrl}?${new URLSearchParams(asked)}`)
  })
  router.get('/oauth_redirect', async (request, response) => {
    const outcome = await comeBack(options, request, redirectUri)
    setCookie(options, response, '', 0)
    response.set({ 'content-security-policy': policy, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' })
    const locale = request.acceptsLanguages('fr', 'en') === 'fr' ? 'fr' : 'en'
    response.status(statusOf[outcome.kind]).type('html').send(installPage(locale, outcome))
  })
  return router
}

async function comeBack(options: InstallOptions, request: Request, redirectUri: string): Promise<Outcome> {
  const { state, code, error } = request.query
  const id = typeof state === 'string' ? idIn(options, request, state) : undefined
  const door = await inTime(options.door(), PATIENCE_MS)
  if (!door || !id || !(await door.first(`install ${id}`))) return { kind: 'expired' }
  if (error === 'access_denied') return { kind: 'cancelled' }
  try {
    if (typeof code !== 'string') throw new Error(`Slack sent no code: ${String(error)}`)
    const installed = await options.install(door, { code, redirectUri })
    return installed ? { kind: 'done', ...installed } : { kind: 'enterprise' }
  } catch (failure) {
    if (['invalid_code', 'code_already_used'].includes(slackCode(failure) ?? '')) return { kind: 'expired' }
    return { kind: 'failed', reference: door.failed('slack.install', failure) }
  }
}

/** `id.until.signature`; until: Unix seconds. */
function newState(options: InstallOptions): string {
  const id = Array.from({ length: ID_LENGTH }, () => Math.floor(options.random() * 36).toString(36)).join('')
  const until = Math.floor(later(options.now(), { minutes: STATE_MINUTES }).epochMilliseconds / 1000)
  return `${id}.${until}.${signatureOf(options, id, until)}`
}

/** Undefined: the state is not ours, or not this browser's, or too old. */
function idIn(options: InstallOptions, request: Request, state: string): string | undefined {
  const [, id = '', until = '', signature = ''] = /^(\w+)\.(\d+)\.(\w+)$/u.exec(state) ?? []
  const ours = signatureOf(options, id, Number(until))
  const signed = signature.length === ours.length && timingSafeEqual(Buffer.from(signature), Buffer.from(ours))
  const isTheirs = (request.get('cookie') ?? '').split(/;\s*/u).includes(`${COOKIE}=${state}`)
  return signed && isTheirs && Number(until) * 1000 > options.now().epochMilliseconds ? id : undefined
}

function signatureOf({ clientSecret }: SlackApp, id: string, until: number): string {
  return createHmac('sha256', clientSecret).update(`install ${id} ${until}`).digest('hex')
}

function setCookie({ publicUrl }: InstallOptions, response: Response, value: string, seconds: number): void {
  const secure = publicUrl.startsWith('https:') ? '; Secure' : ''
  const cookie = `${COOKIE}=${value}; Max-Age=${seconds}; Path=/; HttpOnly; SameSite=Lax${secure}`
  response.setHeader('set-cookie', cookie)
}
