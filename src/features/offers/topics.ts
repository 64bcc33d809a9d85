import type { Context } from '../../context.ts'
import { type Translate, translator, userError } from '../../i18n/i18n.ts'
import type { Choice } from '../../kit/card.ts'
import { fold } from '../../kit/fold.ts'
import { limits } from '../../kit/limits.ts'
import { findTheme, type ThemeRow, themeName, themesOf } from '../communities/themes.ts'
import { followedTopics, type Topic } from './follow.ts'
import { type OfferKind, offerKindOf, offerKinds } from './kinds.ts'

/** What was typed names: `theme:energy` as autocomplete writes it, or a theme's or a kind's name in either language, or both. */
export async function topicsNamed(ctx: Context, typed: string): Promise<Topic[]> {
  const themes = await themesOf(ctx.db.client, ctx.community)
  const [, scope, rest = typed] = /^(theme|kind|thème|type)\s*:\s*(.+)$/iu.exec(typed.trim()) ?? []
  const inTheme = scope === undefined || fold(scope) === 'theme'
  const inKind = scope === undefined || fold(scope) !== 'theme'
  const theme = inTheme ? findTheme(themes, translators, rest) : undefined
  const kind = inKind ? kindNamed(rest) : undefined
  const topics: (Topic | undefined)[] = [theme && `theme:${theme.slug}`, kind && `kind:${kind}`]
  const found = topics.filter((topic) => topic !== undefined)
  if (found.length > 0) return found
  throw userError('follow.unknown', {
    typed,
    topics: allTopics(themes)
      .map((topic) => topicName(ctx.t, themes, topic))
      .join(', '),
  })
}

const translators = [translator('fr'), translator('en')]

function kindNamed(typed: string): OfferKind | undefined {
  const wanted = fold(typed)
  return offerKinds.find(
    (kind) => fold(kind) === wanted || translators.some((t) => fold(t.words(`offerKind.${kind}`)) === wanted),
  )
}

function allTopics(themes: readonly ThemeRow[]): Topic[] {
  return [...themes.map(({ slug }): Topic => `theme:${slug}`), ...offerKinds.map((kind): Topic => `kind:${kind}`)]
}

/** A theme as it is called; a kind with the word, since both may bear one name. */
export function topicName(t: Translate, themes: readonly ThemeRow[], topic: Topic): string {
  const [scope, slug = ''] = topic.split(':')
  if (scope === 'kind') return t.words('follow.kind', { kind: t.words(`offerKind.${offerKindOf(slug)}`) })
  const theme = themes.find((each) => each.slug === slug)
  return theme ? themeName(t, theme) : slug
}

/** What can be followed. */
export async function completeTopics(ctx: Context, begun: string): Promise<Choice[]> {
  const themes = await themesOf(ctx.db.client, ctx.community)
  return choicesOf(ctx.t, themes, allTopics(themes), begun)
}

/** What the member follows. */
export async function completeFollowed(ctx: Context, begun: string): Promise<Choice[]> {
  const themes = await themesOf(ctx.db.client, ctx.community)
  return choicesOf(ctx.t, themes, await followedTopics(ctx.db.client, ctx.member.personId), begun)
}

function choicesOf(t: Translate, themes: readonly ThemeRow[], topics: readonly Topic[], begun: string): Choice[] {
  return topics
    .map((topic) => ({ value: topic, label: topicName(t, themes, topic) }))
    .filter(({ value, label }) => [label, value].some((name) => fold(name).includes(fold(begun))))
    .slice(0, limits.choices)
}
