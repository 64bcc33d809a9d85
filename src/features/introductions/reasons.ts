import type { Translate } from '../../i18n/i18n.ts'
import { clip, type Text, type Wording } from '../../kit/text.ts'
import { type ThemeRow, themeName } from '../communities/themes.ts'
import type { Reason } from './suggest.ts'

/** The longest that a reason repeats of what a member wrote. */
const QUOTED = 80

/**
 * "You look for “legal”, Léa can help with “contracts”", in the language of who reads it. `name`: who is suggested, or who made the offer;
 * `themes`: the community's.
 */
export function reasonText(t: Translate, reason: Reason, about: { name: Wording; themes: readonly ThemeRow[] }): Text {
  const { name } = about
  switch (reason.kind) {
    case 'needHelp':
      return t('suggestion.needHelp', { ...quoted(reason), name })
    case 'needOffer':
      return t('suggestion.needOffer', quoted(reason))
    case 'needKind':
      return t('suggestion.needKind', { need: clip(reason.need, QUOTED), kind: t.words(`offerKind.${reason.offer}`) })
    case 'theyNeed':
      return t('suggestion.theyNeed', { ...quoted(reason), name })
    case 'theme':
      return t('suggestion.theme', themesSaid(t, reason.themes, about.themes))
    case 'themeOffer':
      return t('suggestion.themeOffer', themesSaid(t, reason.themes, about.themes))
  }
}

function quoted({ need, help }: { need: string; help: string }) {
  return { need: clip(need, QUOTED), help: clip(help, QUOTED) }
}

function themesSaid(t: Translate, slugs: readonly string[], known: readonly ThemeRow[]) {
  const themes = known.filter(({ slug }) => slugs.includes(slug)).map((theme) => themeName(t, theme))
  return { count: themes.length, themes: themes.join(', ') }
}
