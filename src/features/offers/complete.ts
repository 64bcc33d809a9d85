import type { Context } from '../../context.ts'
import type { Prisma } from '../../db/generated/sqlite/client.ts'
import { translator, userError } from '../../i18n/i18n.ts'
import type { Choice } from '../../kit/card.ts'
import { fold } from '../../kit/fold.ts'
import { limits } from '../../kit/limits.ts'
import { clip } from '../../kit/text.ts'
import { findTheme, themeName, themesOf } from '../communities/themes.ts'

/** Open offers by what is typed of their title or number, newest first. */
export async function completeOffers(ctx: Context, begun: string): Promise<Choice[]> {
  return completed(ctx, begun, { state: 'open' })
}

/** Those that the member may change. */
export async function completeOwnOffers(ctx: Context, begun: string): Promise<Choice[]> {
  const { staff, personId, partner } = ctx.member
  const own = { OR: [{ personId }, ...(partner ? [{ organisationId: partner.organisationId }] : [])] }
  return completed(ctx, begun, { state: { in: ['open', 'pending', 'expired'] }, ...(staff ? {} : own) })
}

async function completed(ctx: Context, begun: string, where: Prisma.OfferWhereInput): Promise<Choice[]> {
  const wanted = fold(begun.replace('#', ''))
  const number = /^\d{1,9}$/u.test(wanted) ? [{ id: Number(wanted) }] : []
  const found = await ctx.db.client.offer.findMany({
    where: { AND: [{ communityId: ctx.community }, where, { OR: [{ titleKey: { contains: wanted } }, ...number] }] },
    orderBy: { id: 'desc' },
    take: limits.choices,
    select: { id: true, title: true },
  })
  return found.map(({ id, title }) => ({ value: String(id), label: clip(`#${id} ${title}`, limits.choiceLabel) }))
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
