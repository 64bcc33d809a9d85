import { App, LogLevel, SocketModeReceiver } from '@slack/bolt'
import { WebClient } from '@slack/web-api'
import { createClock } from '../../src/sandbox/clock.ts'
import type { SeededWorkspace, WorkspaceSeed } from '../../src/sandbox/playground.ts'
import { type SlackOptions, startSlack } from '../../src/sandbox/slack/server.ts'

const bivouac: WorkspaceSeed = {
  name: 'Le Bivouac',
  locale: 'fr',
  channels: [{ name: 'general' }, { name: 'offres' }, { name: 'equipe', private: true }],
  members: {
    newcomer: { name: 'Nina Nouvelle', timezone: 'Europe/Paris' },
    founder: { name: 'Félix Fondateur', locale: 'en', timezone: 'America/New_York' },
    owner: { name: 'Olga Propriétaire', owner: true },
    guest: { name: 'Gus Invité', guest: true },
    robot: { name: 'Robot', bot: true },
  },
}

export async function startWorld(options: Partial<SlackOptions> = {}) {
  const clock = options.clock ?? createClock()
  const slack = await startSlack({ clock, ...options })
  const team = await slack.addWorkspace(bivouac)
  return { clock, slack, team, client: clientFor(slack, team), ...idsOf(team) }
}

export type Slack = Awaited<ReturnType<typeof startSlack>>

export function clientFor(slack: Slack, team: SeededWorkspace): WebClient {
  return new WebClient(slack.tokens(team.id)['SLACK_BOT_TOKEN'], {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logLevel: LogLevel.ERROR,
    logger: quiet,
  })
}

/** Ids by the seed's names; throws for a name that the seed does not have. */
export function idsOf(team: SeededWorkspace) {
  return {
    member: (key: string) => known(team.members[key], key),
    channel: (name: string) => known(team.channels[name], name),
  }
}

function known(id: string | undefined, name: string): string {
  if (id === undefined) throw new Error(`The seed has no ${name}`)
  return id
}

const nothing = () => {}
export const quiet = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  setLevel: nothing,
  getLevel: () => LogLevel.ERROR,
  setName: nothing,
}

/** The real Bolt, in Socket Mode, pointed at the sandbox as Totem will be. */
export async function startBolt(slack: Slack, team: SeededWorkspace, prepare: (app: App) => void): Promise<App> {
  const tokens = slack.tokens(team.id)
  const clientOptions = { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } }
  const receiver = new SocketModeReceiver({
    appToken: tokens['SLACK_APP_TOKEN'] ?? '',
    clientPingTimeout: 200,
    logger: quiet,
    installerOptions: { clientOptions: { ...clientOptions } },
  })
  const app = new App({
    token: tokens['SLACK_BOT_TOKEN'] ?? '',
    receiver,
    clientOptions,
    logger: quiet,
    deferInitialization: true,
  })
  prepare(app)
  await app.init()
  await app.start()
  return app
}

export async function eventually(condition: () => boolean, what: string): Promise<void> {
  const end = performance.now() + 5_000
  while (!condition()) {
    if (performance.now() > end) throw new Error(`It never came to this: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

export const plain = (text: string) => ({ type: 'plain_text' as const, text })

export function modal(blocks: object[], more: object = {}) {
  return {
    type: 'modal' as const,
    callback_id: 'form',
    title: plain('Présentation'),
    submit: plain('Envoyer'),
    blocks: blocks as never[],
    ...more,
  }
}

export function textField(id: string, label: string, more: object = {}) {
  return {
    type: 'input',
    block_id: id,
    label: plain(label),
    element: { type: 'plain_text_input', action_id: 'value', max_length: 120 },
    ...more,
  }
}
