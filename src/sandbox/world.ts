import { randomBytes } from 'node:crypto'
import { type Clock, createClock } from './clock.ts'
import { startDiscord } from './discord/server.ts'
import type { MemberSeed, Playground, SeededWorkspace, WorkspaceSeed } from './playground.ts'
import type { SlackPlayground } from './slack/playground.ts'
import { startSlack } from './slack/server.ts'

/** Both platforms, with a workspace in each: what Totem lives in when it plays, and what its journeys are told in. */
export interface World {
  readonly clock: Clock
  readonly slack: SlackPlayground
  readonly discord: Playground
  /** What Totem's environment says of the platforms. */
  readonly environment: Readonly<Record<string, string>>
  readonly bivouac: SeededWorkspace
  readonly frenchTech: SeededWorkspace
  /** Who has not joined yet. */
  readonly newcomers: Readonly<Record<'slack' | 'discord', MemberSeed>>
  close(): Promise<void>
}

export interface WorldOptions {
  host?: string
  /** Any free port, when left out. */
  slackPort?: number
  discordPort?: number
  clock?: Clock
  /** Where Totem answers, when Slack is to call it over HTTP: its workspaces then begin without Totem, until somebody installs it. */
  publicUrl?: string
}

const bivouac: WorkspaceSeed = {
  name: 'Le Bivouac',
  locale: 'fr',
  channels: [
    { name: 'general' },
    { name: 'presentations' },
    { name: 'offres' },
    { name: 'permanences' },
    { name: 'actus' },
    { name: 'equipe', private: true },
  ],
  members: {
    staff: { name: 'Sophie Marchand', locale: 'fr', owner: true, admin: true },
    founder: { name: 'Karim Haddad', locale: 'fr' },
    founder2: { name: 'Emily Carter', locale: 'en', timezone: 'Europe/London' },
    association: { name: 'Maëlle Le Goff', locale: 'fr' },
    partner: { name: 'Antoine Lefèvre', locale: 'fr' },
    researcher: { name: 'Priya Raman', locale: 'en' },
    investor: { name: 'Hélène Dubois', locale: 'fr', timezone: 'Indian/Reunion' },
  },
}

const frenchTech: WorkspaceSeed = {
  name: 'French Tech',
  locale: 'en',
  channels: [
    { name: 'general' },
    { name: 'introductions' },
    { name: 'offers' },
    { name: 'office-hours' },
    { name: 'news' },
    { name: 'staff', private: true },
  ],
  members: {
    staff: { name: 'Thomas Girard', locale: 'en', owner: true, admin: true },
    founder: { name: 'Léa Fontaine', locale: 'fr' },
    founder2: { name: 'Daniel Okafor', locale: 'en', timezone: 'America/Montreal' },
    association: { name: 'Yasmine Belkacem', locale: 'fr' },
    partner: { name: 'Claire Beaumont', locale: 'en' },
    researcher: { name: 'Hugo Perrin', locale: 'fr' },
    investor: { name: 'Grace Thornton', locale: 'en', timezone: 'Europe/London' },
  },
}

const newcomers: World['newcomers'] = {
  slack: { name: 'Camille Roussel', locale: 'fr' },
  discord: { name: 'Oliver Bennett', locale: 'en', timezone: 'Europe/London' },
}

/** Starts both platforms with their seeded workspaces. Rejects, leaving nothing behind, when one cannot start. */
export async function createWorld({
  host = '127.0.0.1',
  slackPort = 0,
  discordPort = 0,
  clock = createClock(),
  publicUrl,
}: WorldOptions = {}): Promise<World> {
  const slack = await startSlack({ clock, host, port: slackPort })
  const discord = await startDiscord({ clock, host, port: discordPort }).catch(async (error: unknown) => {
    await slack.close()
    throw error
  })
  const app = publicUrl === undefined ? undefined : distributed(slack, publicUrl)
  const workspaces = {
    bivouac: await slack.addWorkspace({ ...bivouac, installed: app === undefined }),
    frenchTech: await discord.addWorkspace(frenchTech),
  }
  return {
    clock,
    slack,
    discord,
    ...workspaces,
    newcomers,
    environment: {
      ...(app ?? slack.credentials),
      ...discord.credentials,
      SLACK_API_URL: slack.apiUrl,
      DISCORD_API_URL: discord.apiUrl,
    },
    close: async () => {
      await Promise.all([slack.close(), discord.close()])
    },
  }
}

/** Totem's app as any Slack workspace can install it, and what Totem's environment says of it. */
function distributed(slack: SlackPlayground, publicUrl: string): Record<string, string> {
  const { clientId, clientSecret, signingSecret } = slack.createApp({
    requestUrl: `${publicUrl}/slack/events`,
    redirectUrls: [`${publicUrl}/slack/oauth_redirect`],
  })
  return {
    SLACK_CLIENT_ID: clientId,
    SLACK_CLIENT_SECRET: clientSecret,
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_AUTHORIZE_URL: slack.authorizeUrl,
    PUBLIC_URL: publicUrl,
    ENCRYPTION_KEY: randomBytes(32).toString('base64'),
  }
}
