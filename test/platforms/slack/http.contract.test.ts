import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import express from 'express'
import type { Platform } from '../../../src/platforms/platform.ts'
import { clientOptions } from '../../../src/platforms/slack/clients.ts'
import { scopes } from '../../../src/platforms/slack/manifest.ts'
import { createSlack } from '../../../src/platforms/slack/slack.ts'
import { install } from '../../../src/platforms/slack/tokens.ts'
import { createClock } from '../../../src/sandbox/clock.ts'
import { startSlack } from '../../../src/sandbox/slack/server.ts'
import { contract } from '../contract.ts'
import { openVault } from '../door.ts'

// What the app is wrongly called is heard of when somebody installs it.
contract('Slack over HTTP', [], async ({ seed, groups, shortcuts, log }) => {
  const playground = await startSlack({ clock: createClock() })
  const workspace = await playground.addWorkspace({ ...seed, installed: false })
  const running: Platform[] = []
  const publicUrl = await serving(() => running.at(-1))
  const redirectUri = `${publicUrl}/slack/oauth_redirect`
  const app = playground.createApp({ requestUrl: `${publicUrl}/slack/events`, redirectUrls: [redirectUri] })
  const now = () => Temporal.Now.instant()

  const asked = { client_id: app.clientId, scope: scopes.join(','), redirect_uri: redirectUri, state: 'any' }
  const back = playground.allow(
    workspace.members['owner'] ?? '',
    `${playground.authorizeUrl}?${new URLSearchParams(asked)}`,
  )
  const vault = openVault()
  const fresh = () => clientOptions({ apiUrl: playground.apiUrl, timeoutMs: 10_000, log })
  const code = new URL(back).searchParams.get('code') ?? ''
  await install(vault, { ...app, clientOptions: fresh, now, log }, { code, redirectUri })

  return {
    playground,
    workspace,
    vault,
    create: () => {
      const platform = createSlack({
        kind: 'http',
        ...app,
        authorizeUrl: playground.authorizeUrl,
        publicUrl,
        apiUrl: playground.apiUrl,
        groups,
        shortcuts,
        log,
        now,
        random: Math.random,
        tune: { watchMs: 200 },
      })
      const stop = async (): Promise<void> => {
        running.splice(running.indexOf(platform), 1)
        await platform.stop()
      }
      running.push(platform)
      return { ...platform, stop }
    },
    sendCall: 'chat.postMessage',
    unknownChannel: 'C0NOWHERE0',
  }
})

/** An address that leads to the adapter that was created last. */
async function serving(platform: () => Platform | undefined): Promise<string> {
  const server = express()
    .use('/slack', (request, response, next) => {
      const routes = platform()?.routes
      if (routes) routes(request, response, next)
      else response.destroy()
    })
    .listen(0, '127.0.0.1')
  server.unref()
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
