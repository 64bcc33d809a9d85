import type { Tx } from '../../db/open.ts'
import type { Translate } from '../../i18n/i18n.ts'
import type { Choice } from '../../kit/card.ts'
import { fold } from '../../kit/fold.ts'
import { limits } from '../../kit/limits.ts'

/** The themes a community starts with (spec/product.md, Words). Staff can add their own and hide these. */
export const defaultThemes = [
  'mobility',
  'agriculture',
  'health',
  'energy',
  'industry',
  'digital',
  'commerce',
  'education',
  'culture',
  'socialEconomy',
  'funding',
  'international',
] as const
export type DefaultTheme = (typeof defaultThemes)[number]

/** A theme as a community knows it. `name`: as staff wrote it, in no language of ours. */
export interface ThemeRow {
  readonly slug: string
  readonly name: string | null
}

/** The themes of a community, its own last. */
export async function themesOf(db: Tx, community: number): Promise<ThemeRow[]> {
  const changed = await db.theme.findMany({ where: { communityId: community }, orderBy: { slug: 'asc' } })
  const hidden = new Set(changed.filter((theme) => theme.hidden).map((theme) => theme.slug))
  const own = changed.filter((theme) => !theme.hidden && !isDefaultTheme(theme.slug))
  return [...defaultThemes.filter((slug) => !hidden.has(slug)).map((slug) => ({ slug, name: null })), ...own]
}

/** Of these slugs, those that are themes of the community. */
export async function knownThemes(db: Tx, community: number, slugs: readonly string[]): Promise<string[]> {
  if (slugs.length === 0) return []
  const known = await themesOf(db, community)
  return slugs.filter((slug) => known.some((theme) => theme.slug === slug))
}

export function isDefaultTheme(slug: string): slug is DefaultTheme {
  return defaultThemes.some((theme) => theme === slug)
}

export function themeName(t: Translate, theme: ThemeRow): string {
  return isDefaultTheme(theme.slug) ? t.words(`theme.${theme.slug}`) : (theme.name ?? theme.slug)
}

/** The names of some themes of a community, in its order. */
export async function themeNames(db: Tx, community: number, t: Translate, slugs: readonly string[]): Promise<string> {
  if (slugs.length === 0) return ''
  const known = await themesOf(db, community)
  return known
    .filter((theme) => slugs.includes(theme.slug))
    .map((theme) => themeName(t, theme))
    .join(', ')
}

/** As a select offers them: at most as many as one holds. */
export async function themeChoices(db: Tx, community: number, t: Translate): Promise<Choice[]> {
  const themes = await themesOf(db, community)
  return themes.slice(0, limits.choices).map((theme) => ({ value: theme.slug, label: themeName(t, theme) }))
}

/** The theme that was typed, by slug or by name in either language. */
export function findTheme(
  themes: readonly ThemeRow[],
  translators: readonly Translate[],
  typed: string,
): ThemeRow | undefined {
  const wanted = fold(typed)
  return themes.find(
    (theme) => fold(theme.slug) === wanted || translators.some((t) => fold(themeName(t, theme)) === wanted),
  )
}
