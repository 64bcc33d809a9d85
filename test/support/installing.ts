import type { SeededWorkspace } from '../../src/sandbox/playground.ts'
import type { SlackPlayground } from '../../src/sandbox/slack/playground.ts'
import type { Playing } from './playing.ts'

/** What a browser ends up with. */
export interface Page {
  readonly status: number
  readonly text: string
}

export interface Browsing {
  /** What the member does on Slack's page. */
  readonly does?: (authorizeUrl: string) => string
  /** What their browser sends of what it was given. */
  readonly cookie?: (given: string) => string
  readonly language?: string
}

/** Somebody installs Totem in their Slack workspace as one does in a browser: from Totem's address, over Slack's page, and back. */
export async function installTotem(
  slack: SlackPlayground,
  publicUrl: string,
  member: string,
  browsing: Browsing = {},
): Promise<Page> {
  const { does = (authorizeUrl) => slack.allow(member, authorizeUrl), cookie = (given) => given } = browsing
  const begun = await fetch(`${publicUrl}/slack/install`, { redirect: 'manual' })
  const [given = ''] = (begun.headers.get('set-cookie') ?? '').split(';')
  return open(does(begun.headers.get('location') ?? ''), cookie(given), browsing.language)
}

export async function open(url: string, cookie: string, language = 'fr-FR,fr;q=0.9'): Promise<Page> {
  const page = await fetch(url, { headers: { cookie, 'accept-language': language } })
  return { status: page.status, text: await page.text() }
}

/** One more Slack workspace, with the channels that Totem adopts, where its staff install Totem; not connected to any other yet. */
export async function addTeam({ world, publicUrl }: Playing, name: string): Promise<SeededWorkspace> {
  const team = await world.slack.addWorkspace({
    name,
    locale: 'fr',
    installed: false,
    channels: [{ name: 'general' }, { name: 'presentations' }, { name: 'offres' }, { name: 'equipe', private: true }],
    members: {
      staff: { name: `Équipe de ${name}`, locale: 'fr', owner: true, admin: true },
      founder: { name: 'Inès Moreau', locale: 'fr' },
    },
  })
  const page = await installTotem(world.slack, publicUrl, team.members['staff'] ?? '')
  if (page.status !== 200) throw new Error(`Totem was not installed in ${name}: ${page.text}`)
  return team
}
