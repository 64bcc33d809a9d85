import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { describe, expect, test } from 'vitest'
import { ConfigError, readConfig } from '../src/config.ts'

const KEY = Buffer.alloc(32, 7).toString('base64')
const socketMode = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' }
const oauth = { SLACK_SIGNING_SECRET: 's', SLACK_CLIENT_ID: 'i', SLACK_CLIENT_SECRET: 'c' }

function faultsOf(environment: Record<string, string>): readonly string[] {
  try {
    readConfig(environment)
  } catch (error) {
    if (error instanceof ConfigError) return error.faults
    throw error
  }
  return []
}

describe('an empty environment', () => {
  test('is the sandbox with the documented defaults', () => {
    expect(readConfig({})).toEqual({
      database: { url: 'file:./data/totem.db' },
      slack: undefined,
      discord: undefined,
      sandbox: true,
      publicUrl: 'http://localhost:3000',
      host: '127.0.0.1',
      port: 3000,
      encryptionKeys: [],
      metricsToken: undefined,
      defaultLocale: 'fr',
      defaultTimezone: 'Europe/Paris',
      fetchAllowHosts: [],
      logLevel: 'info',
    })
  })

  test('is what .env.example sets', () => {
    const example = parseEnv(readFileSync(new URL('../.env.example', import.meta.url), 'utf8'))
    expect(readConfig(example)).toEqual(readConfig({}))
  })

  test('and one of empty values are the same', () => {
    expect(readConfig({ DATABASE_URL: '', SLACK_BOT_TOKEN: '', PORT: ' ', PUBLIC_URL: '' })).toEqual(readConfig({}))
  })
})

describe('a setting is read', () => {
  const discord = { DISCORD_TOKEN: 'a.b.c' }
  test.each<[Record<string, string>, object]>([
    [
      socketMode,
      {
        sandbox: false,
        slack: { kind: 'socket', botToken: 'xoxb-1', appToken: 'xapp-1', apiUrl: 'https://slack.com/api/' },
      },
    ],
    [{ ...socketMode, SLACK_API_URL: 'http://127.0.0.1:9/api' }, { slack: { apiUrl: 'http://127.0.0.1:9/api/' } }],
    [
      discord,
      {
        sandbox: false,
        discord: { token: 'a.b.c', apiUrl: 'https://discord.com/api', shards: 'auto' },
        slack: undefined,
      },
    ],
    [{ ...discord, DISCORD_API_URL: 'http://127.0.0.1:9/api/' }, { discord: { apiUrl: 'http://127.0.0.1:9/api' } }],
    [{ ...discord, DISCORD_SHARDS: '0,1/4' }, { discord: { shards: { ids: [0, 1], total: 4 } } }],
    [{ DATABASE_URL: 'postgresql://u:p@h/totem' }, { database: { url: 'postgresql://u:p@h/totem' } }],
    [{ PORT: '8080' }, { port: 8080, publicUrl: 'http://localhost:8080' }],
    [{ PUBLIC_URL: 'https://totem.example.org/' }, { publicUrl: 'https://totem.example.org' }],
    [{ HOST: '::1' }, { host: '::1' }],
    [{ ENCRYPTION_KEY: `${KEY}, ${KEY}` }, { encryptionKeys: [Buffer.alloc(32, 7), Buffer.alloc(32, 7)] }],
    [{ FETCH_ALLOW_HOSTS: 'Intranet:8080,[::1]:80' }, { fetchAllowHosts: ['intranet:8080', '[::1]:80'] }],
    [
      { DEFAULT_LOCALE: 'en', DEFAULT_TIMEZONE: 'Indian/Reunion' },
      { defaultLocale: 'en', defaultTimezone: 'Indian/Reunion' },
    ],
    [
      { METRICS_TOKEN: 'word', LOG_LEVEL: 'debug' },
      { metricsToken: 'word', logLevel: 'debug' },
    ],
    [{ PORT: ' 80\n' }, { port: 80 }],
  ])('%o', (environment, expected) => {
    expect(readConfig(environment)).toMatchObject(expected)
  })
})

describe('a wrong setting is refused with its name, what is wrong and an example', () => {
  test.each([
    ['DATABASE_URL', 'mysql://localhost/totem'],
    ['DATABASE_URL', 'file:'],
    ['SLACK_API_URL', 'slack.com/api'],
    ['SLACK_AUTHORIZE_URL', 'javascript:alert(1)'],
    ['DISCORD_API_URL', 'https://discord.com/api/v10'],
    ['DISCORD_TOKEN', 'Bot a.b.c'],
    ['DISCORD_SHARDS', '4/4'],
    ['DISCORD_SHARDS', '0,0/4'],
    ['DISCORD_SHARDS', 'all'],
    ['PUBLIC_URL', 'totem.example.org'],
    ['PUBLIC_URL', 'ftp://totem.example.org'],
    ['HOST', 'http://localhost'],
    ['PORT', '65536'],
    ['PORT', '80a'],
    ['PORT', '-1'],
    ['ENCRYPTION_KEY', 'short'],
    ['ENCRYPTION_KEY', Buffer.alloc(31).toString('base64')],
    ['ENCRYPTION_KEY', `${KEY},${Buffer.alloc(33).toString('base64')}`],
    ['METRICS_TOKEN', 'two words'],
    ['DEFAULT_LOCALE', 'de'],
    ['DEFAULT_TIMEZONE', 'Paris'],
    ['FETCH_ALLOW_HOSTS', 'intranet'],
    ['FETCH_ALLOW_HOSTS', 'http://intranet:80'],
    ['FETCH_ALLOW_HOSTS', 'intranet:99999'],
    ['LOG_LEVEL', 'loud'],
  ])('%s=%s', (name, value) => {
    const faults = faultsOf({ [name]: value })
    expect(faults).toHaveLength(1)
    expect(faults[0]).toMatch(new RegExp(`^${name}: .*for example`, 's'))
  })

  test('and a secret is not repeated', () => {
    const faults = faultsOf({ SLACK_BOT_TOKEN: 'xapp-hush', SLACK_APP_TOKEN: 'xoxb-hush', DISCORD_TOKEN: 'Bot hush' })
    expect(faults).toHaveLength(3)
    expect(faults.join()).not.toContain('hush')
  })

  test('and all faults are told at once', () => {
    const faults = faultsOf({ PORT: 'x', LOG_LEVEL: 'x', DEFAULT_TIMEZONE: 'x', SLACK_BOT_TOKEN: 'xoxb-1' })
    expect(faults.map((fault) => fault.split(':')[0])).toEqual([
      'PORT',
      'DEFAULT_TIMEZONE',
      'LOG_LEVEL',
      'SLACK_APP_TOKEN',
    ])
  })
})

describe('half a set of tokens is refused, naming the other half', () => {
  test.each([
    [{ SLACK_BOT_TOKEN: 'xoxb-1' }, ['SLACK_APP_TOKEN']],
    [{ SLACK_APP_TOKEN: 'xapp-1', DISCORD_TOKEN: 'a.b.c' }, ['SLACK_BOT_TOKEN']],
    [
      { SLACK_CLIENT_ID: 'i', PUBLIC_URL: 'https://totem.example.org' },
      ['SLACK_SIGNING_SECRET', 'SLACK_CLIENT_SECRET', 'ENCRYPTION_KEY'],
    ],
    [oauth, ['PUBLIC_URL', 'ENCRYPTION_KEY']],
  ])('%o', (environment, missing) => {
    const faults = faultsOf(environment)
    for (const name of missing) expect(faults).toContainEqual(expect.stringMatching(`^${name}: is missing`))
  })
})

describe('many Slack workspaces, over HTTP', () => {
  const complete = { ...oauth, PUBLIC_URL: 'https://totem.example.org/', ENCRYPTION_KEY: KEY }

  test('take the signing secret and the client, an address and a key', () => {
    const config = readConfig({ ...complete, SLACK_AUTHORIZE_URL: 'https://slack-gov.com/oauth/v2/authorize' })
    expect(config.slack).toEqual({
      kind: 'http',
      signingSecret: 's',
      clientId: 'i',
      clientSecret: 'c',
      apiUrl: 'https://slack.com/api/',
      authorizeUrl: 'https://slack-gov.com/oauth/v2/authorize',
    })
    expect(config).toMatchObject({ sandbox: false, publicUrl: 'https://totem.example.org' })
  })

  test('and one by Socket Mode cannot be had at once', () => {
    const faults = faultsOf({ ...complete, SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' })
    expect(faults).toEqual([
      expect.stringMatching(/^SLACK_BOT_TOKEN, SLACK_APP_TOKEN: .*Set one or the other.*for example/),
    ])
  })
})
