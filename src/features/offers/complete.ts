import type { Context } from '../../context.ts'
import { translator, userError } from '../../i18n/i18n.ts'
import type { Choice } from '../../kit/card.ts'
import { fold } from '../../kit/fold.ts'
import { limits } from '../../kit/limits.ts'
import { clip } from '../../kit/text.ts'
import { findTheme, themeName, themesOf } from '../communities/themes.ts'

/** Among how many of the newest open offers a title is looked for. */
const SEARCHED = 500

/** Open offers by what is typed of their title or number, newest first. */
export async function completeOffers(ctx: Context, begun: string): Promise<Choice[]> {
  const wanted = fold(begun.replace('#', ''))
  const open = await ctx.db.client.offer.findMany({
    where: { communityId: ctx.community, state: { in: ['open', 'pending'] } },
    orderBy: { id: 'desc' },
    take: SEARCHED,
    select: { id: true, title: true },
  })
  return open
    .filter(({ id, title }) => String(id).startsWith(wanted) || fold(title).includes(wanted))
    .slice(0, limits.choices)
    .map(({ id, title }) => ({ value: String(id), label: clip(`#${id} ${title}`, limits.choiceLabel) }))
}

export async function completeThemes(ctx: Context, begun: string): Promise<Choice[]> {
  const themes = await themesOf(ctx.db.client, ctx.community)
  return themes
    .map((theme) => ({ value: theme.slug, label: themeName(ctx.t, theme) }))
    .filter(({ label }) => fold(label).includes(fold(begun)))
    .slice(0, limits.choices)
}

/** The slug of the theme that was typed, in either language. */
export async function namedTheme(ctx: Context, typed: string): Promise<string> {
  const themes = await themesOf(ctx.db.client, ctx.community)
  const found = findTheme(themes, [translator('fr'), translator('en')], typed)
  if (found) return found.slug
  throw userError('theme.unknown', { typed, themes: themes.map((theme) => themeName(ctx.t, theme)).join(', ') })
}
