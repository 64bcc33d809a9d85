import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { App, HTTPReceiver, type Installation } from '@slack/bolt'
import { WebClient } from '@slack/web-api'
import type { HttpApp } from '../../src/sandbox/slack/app.ts'
import { quiet, type Slack } from './slack-app.ts'

export const scopes = ['chat:write', 'chat:write.public', 'commands', 'channels:read', 'channels:join', 'im:history']

/** A server at a free port, whose listener may come later. */
export async function listen(listener?: RequestListener) {
  let answer: RequestListener = listener ?? ((_request, response) => response.writeHead(404).end())
  const server = createServer((request, response) => answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    answerWith: (next: RequestListener) => {
      answer = next
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

export interface Heard {
  headers: IncomingMessage['headers']
  body: string
}

/** An app without Bolt: it keeps what it hears. */
export async function startListener(slack: Slack, answer: (response: ServerResponse, heard: Heard) => void) {
  const heard: Heard[] = []
  const server = await listen(async (request, response) => {
    const one = { headers: request.headers, body: (await buffer(request)).toString() }
    heard.push(one)
    answer(response, one)
  })
  const app = slack.createApp({ requestUrl: `${server.url}/slack/events`, redirectUrls: [`${server.url}/back`] })
  return { ...server, app, heard, redirectUri: `${server.url}/back` }
}

/** The real Bolt over HTTP, with its own OAuth, pointed at the sandbox. */
export async function startHttpBolt(slack: Slack, prepare: (app: App) => void, rotation = true) {
  const server = await listen()
  const credentials = slack.createApp({
    requestUrl: `${server.url}/slack/events`,
    redirectUrls: [`${server.url}/slack/oauth_redirect`],
    rotation,
  })
  const installations = new Map<string, Installation>()
  const clientOptions = { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } }
  const receiver = new HTTPReceiver({
    ...credentials,
    stateSecret: 'only in this test',
    scopes,
    redirectUri: `${server.url}/slack/oauth_redirect`,
    logger: quiet,
    installationStore: {
      storeInstallation: async (installation) => {
        installations.set(installation.team?.id ?? '', installation as Installation)
      },
      fetchInstallation: async ({ teamId = '' }) => {
        const found = installations.get(teamId)
        if (!found) throw new Error(`Not in ${teamId}`)
        return found as Installation<'v2', false>
      },
    },
    installerOptions: {
      directInstall: true,
      redirectUriPath: '/slack/oauth_redirect',
      authorizationUrl: slack.authorizeUrl,
      clientOptions: { ...clientOptions },
    },
  })
  const app = new App({ receiver, clientOptions, logger: quiet, deferInitialization: true })
  prepare(app)
  await app.init()
  server.answerWith(receiver.requestListener)
  return {
    app,
    credentials,
    installations,
    ...server,
    install: async (member: string) => install(slack, server, member),
  }
}

/** A browser's way through an installation. Resolves to the status of the app's last page. */
async function install(slack: Slack, { url }: { url: string }, member: string): Promise<number> {
  const sent = await fetch(`${url}/slack/install`, { redirect: 'manual' })
  const cookie = sent.headers.getSetCookie().map((each) => each.split(';')[0])
  const back = slack.allow(member, sent.headers.get('location') ?? '')
  const done = await fetch(back, { headers: { cookie: cookie.join('; ') } })
  return done.status
}

export function authorizeAddress(
  slack: Slack,
  app: HttpApp,
  redirectUri: string,
  more: Record<string, string> = {},
): string {
  const asked = { client_id: app.clientId, scope: scopes.join(','), redirect_uri: redirectUri, state: 's', ...more }
  return `${slack.authorizeUrl}?${new URLSearchParams(asked)}`
}

/** The token endpoint, asked without a library. */
export async function access(slack: Slack, fields: Record<string, string>, headers: Record<string, string> = {}) {
  const body = new URLSearchParams(fields)
  const response = await fetch(`${slack.apiUrl}oauth.v2.access`, { method: 'POST', body, headers })
  return (await response.json()) as Record<string, unknown>
}

/** Allows, exchanges the code, and answers what Slack granted. */
export async function installed(slack: Slack, app: HttpApp, redirectUri: string, member: string) {
  const back = new URL(slack.allow(member, authorizeAddress(slack, app, redirectUri)))
  const code = back.searchParams.get('code') ?? ''
  return access(slack, {
    client_id: app.clientId,
    client_secret: app.clientSecret,
    code,
    redirect_uri: redirectUri,
  })
}

export function clientWith(slack: Slack, token: unknown): WebClient {
  return new WebClient(String(token), { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 }, logger: quiet })
}
