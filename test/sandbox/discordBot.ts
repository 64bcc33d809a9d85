/** The real discord.js, pointed at the sandbox, for the tests of the sandbox itself. */
import { Client, type ClientOptions, Events, GatewayIntentBits, Partials } from 'discord.js'
import { createClock } from '../../src/sandbox/clock.ts'
import { type DiscordOptions, startDiscord } from '../../src/sandbox/discord/server.ts'
import type { Playground, WorkspaceSeed } from '../../src/sandbox/playground.ts'

export const INTENTS = [
  GatewayIntentBits.Guilds,
  GatewayIntentBits.GuildMembers,
  GatewayIntentBits.GuildMessages,
  GatewayIntentBits.GuildMessageReactions,
  GatewayIntentBits.DirectMessages,
  GatewayIntentBits.MessageContent,
]

export const FRENCH_TECH: WorkspaceSeed = {
  name: 'French Tech',
  channels: [{ name: 'présentations' }, { name: 'offres' }, { name: 'équipe', private: true }],
  members: {
    founder: { name: 'Camille Fondatrice' },
    newcomer: { name: 'Noé', locale: 'en', timezone: 'America/Montreal' },
    staff: { name: 'Sacha', admin: true },
  },
}

export async function login(discord: Playground, options: Partial<ClientOptions> = {}): Promise<Client<true>> {
  const client = new Client({
    intents: INTENTS,
    partials: [Partials.Channel],
    rest: { api: discord.apiUrl },
    ...options,
  })
  client.on('error', () => {})
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve))
  await client.login(discord.credentials['DISCORD_TOKEN'])
  return ready
}

/** A Discord with one server, a bot in it, and their end. */
export async function startPair(options: Partial<DiscordOptions> = {}, clientOptions: Partial<ClientOptions> = {}) {
  const clock = createClock()
  const discord = await startDiscord({ clock, ...options })
  const guild = await discord.addWorkspace(FRENCH_TECH)
  const client = await login(discord, clientOptions)
  const stop = async () => {
    await client.destroy()
    await discord.close()
  }
  return { clock, discord, guild, client, stop }
}

/** The next event of the client that satisfies the test, within 3 s. */
export async function until<T>(look: () => T | undefined, milliseconds = 3000): Promise<T> {
  const rounds = milliseconds / 10
  for (let round = 0; round < rounds; round += 1) {
    const found = look()
    if (found !== undefined) return found
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error('it did not happen in time')
}

export function idOf(record: Readonly<Record<string, string>>, name: string): string {
  const id = record[name]
  if (id === undefined) throw new Error(`no ${name} in ${Object.keys(record).join(', ')}`)
  return id
}
