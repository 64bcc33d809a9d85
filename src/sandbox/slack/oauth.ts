import { randomBytes } from 'node:crypto'
import { appOfClient, type RegisteredApp } from './app.ts'
import { person } from './lookup.ts'
import { knownScopes } from './methods/scopes.ts'
import { Refusal, refuse } from './refusal.ts'
import { type Member, remember, type Team, type World } from './state.ts'

/** The page that people install an app from: https://docs.slack.dev/authentication/installing-with-oauth */

export const authorizePath = '/oauth/v2/authorize'

/** What an app asks for at the authorize address. */
export interface Asked {
  readonly app: RegisteredApp
  readonly scopes: readonly string[]
  readonly redirectUri: string | undefined
  /** Where people are sent back to. */
  readonly back: string
  readonly state: string
  /** The only team to be offered. */
  readonly team: string | undefined
}

/** What an app is sent back with after somebody allowed it. */
export interface Code {
  readonly app: RegisteredApp
  readonly team: Team
  readonly member: string
  readonly scopes: readonly string[]
  /** As it was asked for, if it was. */
  readonly redirectUri: string | undefined
  readonly at: number
  used: boolean
}

/** Refuses with the code that Slack's page would show. */
export function readAsked(world: World, query: URLSearchParams): Asked {
  const app = appOfClient(world, query.get('client_id') ?? undefined) ?? refuse('invalid_client_id')
  const redirectUri = query.get('redirect_uri') ?? undefined
  const back = redirectUri ?? app.redirectUrls[0] ?? refuse('bad_redirect_uri')
  if (!app.redirectUrls.some((registered) => isBelow(registered, back))) refuse('bad_redirect_uri')
  const scopes = (query.get('scope') ?? '').split(/[\s,]+/).filter((scope) => scope !== '')
  if (scopes.length === 0 || scopes.some((scope) => !knownScopes.has(scope))) refuse('invalid_scope')
  return { app, scopes, redirectUri, back, state: query.get('state') ?? '', team: query.get('team') || undefined }
}

/** The same origin, and the same path or one below it. */
function isBelow(registered: string, address: string): boolean {
  if (!URL.canParse(address)) return false
  const [known, asked] = [new URL(registered), new URL(address)]
  const folder = known.pathname.replace(/\/?$/, '/')
  return known.origin === asked.origin && `${asked.pathname}/`.startsWith(folder)
}

export function mayInstall({ owner, admin, bot, deleted }: Member): boolean {
  return (owner || admin) && !bot && !deleted
}

/** The address that somebody is sent back to once they have allowed what is asked. */
export function allowed(world: World, asked: Asked, team: Team, member: Member): string {
  if (!mayInstall(member)) throw new Error(`${member.name} may not install apps in ${team.name}`)
  if (asked.team !== undefined && asked.team !== team.id)
    throw new Error(`${asked.app.appId} is to be installed in ${asked.team}, not in ${team.name}`)
  const { app, scopes, redirectUri } = asked
  const code = `${app.clientId}.${randomBytes(32).toString('hex')}`
  const at = world.clock.now()
  remember(world.codes, code, { app, team, member: member.id, scopes, redirectUri, at, used: false })
  return sentBack(asked, { code })
}

export function denied(asked: Asked): string {
  return sentBack(asked, { error: 'access_denied' })
}

function sentBack({ back, state }: Asked, words: Record<string, string>): string {
  const address = new URL(back)
  for (const [name, value] of Object.entries({ ...words, state })) address.searchParams.set(name, value)
  return address.href
}

/** For whoever plays somebody at the page without looking at it: throws what it would say. */
export function askedAt(world: World, address: string): Asked {
  const { origin, pathname, searchParams } = new URL(address)
  if (origin !== world.origin || pathname !== authorizePath) throw new Error(`Slack installs no app from ${address}`)
  try {
    return readAsked(world, searchParams)
  } catch (error) {
    if (error instanceof Refusal) throw new Error(`Slack refuses ${address}: ${error.code}`, { cause: error })
    throw error
  }
}

export function allowAt(world: World, member: string, address: string): string {
  const { team, who } = person(world, member)
  return allowed(world, askedAt(world, address), team, who)
}
