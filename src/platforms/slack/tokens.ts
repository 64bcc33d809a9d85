import { WebClient, type WebClientOptions } from '@slack/web-api'
import * as z from 'zod'
import type { Log } from '../../context.ts'
import { DeliveryError } from '../../kit/errors.ts'
import { type Instant, later } from '../../kit/time.ts'
import type { Vault } from '../platform.ts'
import type { Credentials } from './clients.ts'
import { identify, tellsOfRemoval } from './identify.ts'

/** The app, as Slack knows it: what its tokens are asked for with. */
export interface SlackApp {
  readonly clientId: string
  readonly clientSecret: string
}

/** What is kept for a workspace. */
const keptSchema = z.object({
  workspace: z.string(),
  url: z.url({ protocol: /^https?$/ }),
  botUser: z.string(),
  botId: z.string(),
  token: z.string(),
  installer: z.string().optional(),
  /** Where Slack's tokens live for 12 hours: what the next one is asked for with, and when (Unix seconds) this one ends. */
  refresh: z.object({ token: z.string(), endsAt: z.number() }).optional(),
})
type Kept = z.infer<typeof keptSchema>

/** https://docs.slack.dev/reference/methods/oauth.v2.access */
const grantSchema = z.object({
  access_token: z.string(),
  refresh_token: z.string().optional(),
  expires_in: z.number().optional(),
  is_enterprise_install: z.boolean().optional(),
  team: z.object({ name: z.string().optional() }).nullish(),
  authed_user: z.object({ id: z.string().optional() }).optional(),
})
type Granted = z.infer<typeof grantSchema>

/** What Slack's page sent back. */
export interface Grant {
  readonly code: string
  readonly redirectUri: string
}
export interface Installed {
  readonly workspace: string
  readonly name: string
  readonly url: string
}

/** A token is renewed when it has less than this left. */
const RENEWED_HOURS = 2
/** While another process renews a token that has ended already. */
const PAUSE_MS = 2_000

export interface TokenOptions extends SlackApp {
  readonly clientOptions: () => WebClientOptions
  readonly now: () => Instant
  readonly log: Log
}

/** Changes the code for a token, and keeps it. Undefined: it is for a whole organisation, which Totem does not join. */
export async function install(vault: Vault, options: TokenOptions, grant: Grant): Promise<Installed | undefined> {
  const granted = await exchange(options, { code: grant.code, redirect_uri: grant.redirectUri })
  if (granted.is_enterprise_install) return undefined
  const token = granted.access_token
  const client = new WebClient(token, options.clientOptions())
  const credentials = await identify(client, token, granted.authed_user?.id)
  const kept = keptSchema.parse({ ...credentials, refresh: refreshOf(granted, options.now()) })
  await vault.keep(credentials.workspace, JSON.stringify(kept))
  return { workspace: credentials.workspace, name: granted.team?.name ?? '', url: credentials.url }
}

/** Who speaks for a workspace, with a token that is good for a while. Throws DeliveryError while it cannot be had. */
export async function credentialsOf(
  vault: Vault,
  options: TokenOptions,
  workspace: string,
): Promise<Credentials | undefined> {
  const kept = await keptFor(vault, workspace)
  if (!kept || hoursLeft(kept, options.now()) >= RENEWED_HOURS) return kept && credentialsIn(kept)
  let failure: unknown
  try {
    await vault.renew(workspace, async (latest) => renewed(options, keptIn(latest)))
  } catch (error) {
    // The token that is there has some hours left.
    options.log.error('slack.tokenNotRenewed', error, { workspace })
    failure = error
  }
  const latest = await keptFor(vault, workspace)
  if (latest && hoursLeft(latest, options.now()) <= 0) throw ended(workspace, failure)
  return latest && credentialsIn(latest)
}

/** `failure`: why there is no other token. */
function ended(workspace: string, failure: unknown): DeliveryError {
  const said = `the token of the Slack workspace ${workspace} has ended`
  if (tellsOfRemoval(failure)) return new DeliveryError({ kind: 'permanent', reason: 'notInstalled' }, said, failure)
  return new DeliveryError({ kind: 'later', afterMs: PAUSE_MS }, `${said}, and there is no new one yet`, failure)
}

/** Undefined: somebody renewed it meanwhile. */
async function renewed(options: TokenOptions, kept: Kept): Promise<string | undefined> {
  if (!kept.refresh || hoursLeft(kept, options.now()) >= RENEWED_HOURS) return undefined
  const granted = await exchange(options, { grant_type: 'refresh_token', refresh_token: kept.refresh.token })
  const refresh = refreshOf(granted, options.now())
  return JSON.stringify({ ...kept, token: granted.access_token, refresh } satisfies Kept)
}

type Asked = { code: string; redirect_uri: string } | { grant_type: 'refresh_token'; refresh_token: string }

async function exchange(options: TokenOptions, asked: Asked): Promise<Granted> {
  const client = new WebClient(undefined, options.clientOptions())
  const app = { client_id: options.clientId, client_secret: options.clientSecret }
  return grantSchema.parse(await client.oauth.v2.access({ ...app, ...asked }))
}

function refreshOf({ refresh_token, expires_in }: Granted, now: Instant): Kept['refresh'] {
  if (refresh_token === undefined || expires_in === undefined) return undefined
  return { token: refresh_token, endsAt: later(now, { seconds: expires_in }).epochMilliseconds / 1000 }
}

function hoursLeft({ refresh }: Kept, now: Instant): number {
  if (!refresh) return Number.POSITIVE_INFINITY
  return (refresh.endsAt - now.epochMilliseconds / 1000) / 3600
}

async function keptFor(vault: Vault, workspace: string): Promise<Kept | undefined> {
  const secret = await vault.read(workspace)
  return secret === undefined ? undefined : keptIn(secret)
}

function keptIn(secret: string): Kept {
  return keptSchema.parse(JSON.parse(secret))
}

function credentialsIn({ refresh: _, ...credentials }: Kept): Credentials {
  return { ...credentials, installer: credentials.installer }
}
