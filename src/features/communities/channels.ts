import { fold } from '../../kit/fold.ts'

/** What a channel of a workspace can be for. */
export const purposes = ['introductions', 'offers', 'officeHours', 'news', 'staff'] as const
export type Purpose = (typeof purposes)[number]

/** Words that a channel's name says its purpose with (spec/product.md, Joining workspaces), folded; the surest first. */
const sayings: Readonly<Record<Purpose, readonly string[]>> = {
  introductions: [
    'introductions',
    'introduction',
    'presentations',
    'presentation',
    'intros',
    'intro',
    'bienvenue',
    'welcome',
  ],
  offers: ['offers', 'offres', 'offer', 'offre'],
  officeHours: ['office hours', 'office hour', 'permanences', 'permanence'],
  news: ['news', 'actus', 'actu', 'actualites', 'veille'],
  staff: ['staff', 'equipe', 'team totem'],
}

export interface NamedChannel {
  readonly id: string
  readonly name: string
}

/**
 * The channels whose names say what they are: whole words only, the surest word first, then the shortest name, so that
 * `#offres` wins over `#offres-emploi`. One channel serves one purpose.
 */
export function adoptChannels<Channel extends NamedChannel>(channels: readonly Channel[]): Map<Purpose, Channel> {
  const adopted = new Map<Purpose, Channel>()
  for (const purpose of purposes) {
    const free = channels.filter((channel) => ![...adopted.values()].includes(channel))
    const best = rank(free, sayings[purpose])
    if (best) adopted.set(purpose, best)
  }
  return adopted
}

function rank<Channel extends NamedChannel>(
  channels: readonly Channel[],
  words: readonly string[],
): Channel | undefined {
  const ranked = channels
    .map((channel) => ({ channel, sure: words.findIndex((word) => says(channel.name, word)) }))
    .filter(({ sure }) => sure !== -1)
    .toSorted(
      (a, b) =>
        a.sure - b.sure ||
        a.channel.name.length - b.channel.name.length ||
        a.channel.name.localeCompare(b.channel.name),
    )
  return ranked[0]?.channel
}

function says(name: string, word: string): boolean {
  const spoken = ` ${fold(name)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `
  return spoken.includes(` ${word} `)
}
