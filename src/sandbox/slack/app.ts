import { randomBytes, randomInt } from 'node:crypto'
import { uniqueId, type World } from './state.ts'

/** An app that any workspace may install by OAuth, and that Slack calls over HTTP. */
export interface HttpApp {
  readonly appId: string
  readonly clientId: string
  readonly clientSecret: string
  readonly signingSecret: string
}

export interface HttpAppOptions {
  /** Where events, commands and interactions are posted. */
  requestUrl: string
  /** Where people may be sent back to after installing: these addresses and what lies below them. */
  redirectUrls: readonly string[]
  /** Whether tokens end after 12 hours. Default true. */
  rotation?: boolean
}

/** An app as Slack knows it. */
export interface RegisteredApp extends HttpApp, Required<HttpAppOptions> {}

export function createApp(world: World, { requestUrl, redirectUrls, rotation = true }: HttpAppOptions): RegisteredApp {
  for (const address of [requestUrl, ...redirectUrls])
    if (!URL.canParse(address)) throw new Error(`Slack takes no such address: ${address}`)
  const app = {
    appId: uniqueId(world, 'A'),
    clientId: `${twelveDigits()}.${twelveDigits()}`,
    clientSecret: randomBytes(16).toString('hex'),
    signingSecret: randomBytes(16).toString('hex'),
    requestUrl,
    redirectUrls: [...redirectUrls],
    rotation,
  }
  world.apps.set(app.appId, app)
  return app
}

export function appCalled(world: World, appId: string): RegisteredApp {
  const app = world.apps.get(appId)
  if (!app) throw new Error(`There is no app ${appId}`)
  return app
}

export function appOfClient(world: World, clientId: string | undefined): RegisteredApp | undefined {
  return [...world.apps.values()].find((app) => app.clientId === clientId)
}

function twelveDigits(): number {
  return randomInt(10 ** 11, 10 ** 12)
}
