import { existsSync } from 'node:fs'
import { z } from 'zod'
import { isTimeZone } from './kit/time.ts'

export interface Config {
  database: { url: string }
  slack: SlackConfig | undefined
  discord: { token: string; apiUrl: string; shards: Shards } | undefined
  /** No platform is configured: Totem plays with itself. */
  sandbox: boolean
  /** What links in messages start with; without a slash at its end. */
  publicUrl: string
  host: string
  port: number
  /** 32 bytes each. The first encrypts, all decrypt. */
  encryptionKeys: Buffer[]
  metricsToken: string | undefined
  defaultLocale: 'fr' | 'en'
  defaultTimezone: string
  /** `host:port`, in lower case. */
  fetchAllowHosts: string[]
  logLevel: (typeof LOG_LEVELS)[number]
}

export type SlackConfig = { apiUrl: string } & (
  | /** One workspace, by Socket Mode. */ { kind: 'socket'; botToken: string; appToken: string }
  /** Any number, over HTTP, installed by OAuth. */
  | { kind: 'http'; signingSecret: string; clientId: string; clientSecret: string; authorizeUrl: string }
)

export type Shards = 'auto' | { ids: number[]; total: number }

/** What is wrong with the environment, all of it: one sentence per fault, each naming its variable. */
export class ConfigError extends Error {
  override name = 'ConfigError'
  readonly faults: readonly string[]

  constructor(faults: readonly string[]) {
    super(['Totem cannot start with these settings (.env.example explains each):', ...faults].join('\n  - '))
    this.faults = faults
  }
}

/** Reads `.env`, if there is one, the environment, which wins over it, and `first`, which wins over both. Throws ConfigError. */
export function loadConfig(first: Readonly<Record<string, string>> = {}): Config {
  if (existsSync('.env')) process.loadEnvFile('.env')
  return readConfig({ ...process.env, ...first })
}

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const
const KEY_BYTES = 32
const MAX_PORT = 65_535

// What is wrong, then an example. Values are not repeated where they may hold a secret.
const variables = z.object({
  DATABASE_URL: z
    .string()
    .regex(/^(file:.|postgres(ql)?:\/\/.)/, 'must start with file: or postgresql://, for example file:./data/totem.db')
    .default('file:./data/totem.db'),
  SLACK_BOT_TOKEN: z
    .string()
    .regex(/^(xoxe\.)?xoxb-\S+$/, 'is not a bot token: it starts with xoxb-, for example xoxb-123-456-abc')
    .optional(),
  SLACK_APP_TOKEN: z
    .string()
    .regex(/^xapp-\S+$/, 'is not an app-level token: it starts with xapp-, for example xapp-1-A0-123-abc')
    .optional(),
  SLACK_SIGNING_SECRET: secret('8f742231b10e8888abcd99yyyzzz85a5'),
  SLACK_CLIENT_ID: secret('123456789.987654321'),
  SLACK_CLIENT_SECRET: secret('b3fe94d0a8e2c5d6f7a8b9c0'),
  SLACK_API_URL: webAddress('https://slack.com/api/').default('https://slack.com/api/').transform(endingWithSlash),
  SLACK_AUTHORIZE_URL: webAddress('https://slack.com/oauth/v2/authorize').default(
    'https://slack.com/oauth/v2/authorize',
  ),
  DISCORD_TOKEN: secret('MTk4NjIy.Cl2FMQ.ZnCjm1XVW7vRze4b7Cq4se7kKWs (without “Bot ” before it)'),
  DISCORD_API_URL: webAddress('https://discord.com/api')
    .regex(/^(?!.*\/v\d+\/?$)/, 'must not name a version, for example https://discord.com/api')
    .default('https://discord.com/api')
    .transform(withoutSlash),
  PUBLIC_URL: webAddress('https://totem.example.org').transform(withoutSlash).optional(),
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/, 'must be a host name or an address alone, for example 127.0.0.1')
    .default('127.0.0.1'),
  PORT: z
    .string()
    .refine((text) => isPort(text), `must be a whole number from 0 to ${MAX_PORT}, for example 3000`)
    .transform(Number)
    .default(3000),
  ENCRYPTION_KEY: list(
    (key) => /^[A-Za-z0-9+/]+=*$/.test(key) && Buffer.from(key, 'base64').length === KEY_BYTES,
    `must be ${KEY_BYTES} bytes in base64 (several: with commas between), for example what “openssl rand -base64 32” prints`,
  ),
  METRICS_TOKEN: secret('a-long-random-word'),
  DEFAULT_LOCALE: z.enum(['fr', 'en'], 'must be fr or en, for example fr').default('fr'),
  DEFAULT_TIMEZONE: z
    .string()
    .refine(isTimeZone, 'is not a time zone, for example Europe/Paris')
    .default('Europe/Paris'),
  FETCH_ALLOW_HOSTS: list(isHostAndPort, 'must be host:port (several: with commas between), for example intranet:8080'),
  DISCORD_SHARDS: z
    .string()
    .transform((text, context): Shards => {
      const shards = parseShards(text)
      if (shards !== undefined) return shards
      context.addIssue('must be auto, or these shards of so many, for example 0,1/4')
      return z.NEVER
    })
    .default('auto'),
  LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}, for example info`).default('info'),
})

/** Pure. Throws ConfigError with every fault at once. An empty value counts as none. */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const set = Object.fromEntries(
    Object.entries(environment)
      .map(([name, value]) => [name, value?.trim()] as const)
      .filter(([, value]) => value !== undefined && value !== ''),
  )
  const parsed = variables.safeParse(set)
  const faults = [...(parsed.error?.issues ?? []).map(describe), ...faultsBetween(new Set(Object.keys(set)))]
  if (!parsed.success || faults.length > 0) throw new ConfigError(faults)
  return grouped(parsed.data)
}

function grouped(values: z.output<typeof variables>): Config {
  const { DISCORD_TOKEN: token } = values
  const slack = slackIn(values)
  const discord =
    token === undefined ? undefined : { token, apiUrl: values.DISCORD_API_URL, shards: values.DISCORD_SHARDS }
  return {
    database: { url: values.DATABASE_URL },
    slack,
    discord,
    sandbox: slack === undefined && discord === undefined,
    publicUrl: values.PUBLIC_URL ?? `http://localhost:${values.PORT}`,
    host: values.HOST,
    port: values.PORT,
    encryptionKeys: values.ENCRYPTION_KEY.map((key) => Buffer.from(key, 'base64')),
    metricsToken: values.METRICS_TOKEN,
    defaultLocale: values.DEFAULT_LOCALE,
    defaultTimezone: values.DEFAULT_TIMEZONE,
    fetchAllowHosts: values.FETCH_ALLOW_HOSTS.map((host) => host.toLowerCase()),
    logLevel: values.LOG_LEVEL,
  }
}

function slackIn(values: z.output<typeof variables>): SlackConfig | undefined {
  const { SLACK_API_URL: apiUrl, SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken } = values
  if (botToken !== undefined && appToken !== undefined) return { kind: 'socket', botToken, appToken, apiUrl }
  const { SLACK_SIGNING_SECRET: signingSecret, SLACK_CLIENT_ID: clientId, SLACK_CLIENT_SECRET: clientSecret } = values
  if (signingSecret === undefined || clientId === undefined || clientSecret === undefined) return undefined
  return { kind: 'http', signingSecret, clientId, clientSecret, authorizeUrl: values.SLACK_AUTHORIZE_URL, apiUrl }
}

const SOCKET_MODE = ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN']
const OAUTH = ['SLACK_SIGNING_SECRET', 'SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET']

/** What is wrong between variables: half a set is a mistake, never a choice. */
function faultsBetween(set: ReadonlySet<string>): string[] {
  const faults = missingOf(set, SOCKET_MODE, 'to connect one Slack workspace')
  if (!OAUTH.some((name) => set.has(name))) return faults
  const needed = [...OAUTH, 'PUBLIC_URL', 'ENCRYPTION_KEY']
  const both = SOCKET_MODE.filter((name) => set.has(name))
  return [
    ...faults,
    ...missingOf(set, needed, 'to connect many Slack workspaces'),
    ...(both.length > 0 ? [`${both.join(', ')}: ${EITHER}`] : []),
  ]
}

const EITHER =
  'connects one Slack workspace by Socket Mode, and SLACK_SIGNING_SECRET with SLACK_CLIENT_ID and SLACK_CLIENT_SECRET many over HTTP. ' +
  'Set one or the other, for example no SLACK_BOT_TOKEN and no SLACK_APP_TOKEN'

function missingOf(set: ReadonlySet<string>, names: string[], purpose: string): string[] {
  const present = names.filter((name) => set.has(name))
  if (present.length === 0) return []
  return names
    .filter((name) => !set.has(name))
    .map((name) =>
      `${name}: is missing ${purpose}; ${present.join(' and ')} alone cannot. ${EXAMPLES[name] ?? ''}`.trim(),
    )
}

const EXAMPLES: Record<string, string> = {
  SLACK_BOT_TOKEN: 'For example xoxb-123-456-abc',
  SLACK_APP_TOKEN: 'For example xapp-1-A0-123-abc',
  SLACK_SIGNING_SECRET: 'For example 8f742231b10e8888abcd99yyyzzz85a5',
  SLACK_CLIENT_ID: 'For example 123456789.987654321',
  SLACK_CLIENT_SECRET: 'For example b3fe94d0a8e2c5d6f7a8b9c0',
  PUBLIC_URL: 'For example https://totem.example.org',
  ENCRYPTION_KEY: 'For example what “openssl rand -base64 32” prints',
}

function describe(issue: z.core.$ZodIssue): string {
  return `${issue.path.join('.')}: ${issue.message}`
}

function secret(example: string) {
  return z.string().regex(/^\S+$/, `must be one word, for example ${example}`).optional()
}

function webAddress(example: string) {
  return z.string().refine(isWebAddress, `must be an address with http:// or https://, for example ${example}`)
}

function list(isEntry: (entry: string) => boolean, message: string) {
  return z
    .string()
    .transform(entriesOf)
    .refine((entries) => entries.every(isEntry), message)
    .default([])
}

function entriesOf(text: string): string[] {
  return text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
}

function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) <= MAX_PORT
}

function isHostAndPort(text: string): boolean {
  const [, port] = /^(?:\[[0-9a-f:.]+\]|[a-z0-9.-]+):(\d+)$/i.exec(text) ?? []
  return port !== undefined && isPort(port)
}

function parseShards(text: string): Shards | undefined {
  if (text === 'auto') return text
  const [, ids, total] = /^(\d+(?:,\d+)*)\/(\d+)$/.exec(text) ?? []
  if (ids === undefined) return undefined
  const shards = { ids: ids.split(',').map(Number), total: Number(total) }
  const distinct = new Set(shards.ids).size === shards.ids.length
  return distinct && shards.ids.every((id) => id < shards.total) ? shards : undefined
}

function endingWithSlash(url: string): string {
  return `${withoutSlash(url)}/`
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '')
}
