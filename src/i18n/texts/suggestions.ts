import type { Catalogue } from '../catalogue.ts'

/** Why Totem suggests somebody or something. What is between quotation marks is in the members' own words. */
export const suggestions = {
  'suggestion.needHelp': {
    en: 'You look for “{need}”, {name} can help with “{help}”.',
    fr: 'Vous cherchez « {need} », {name} peut aider sur « {help} ».',
  },
  'suggestion.needOffer': {
    en: 'You look for “{need}”, this offer is about “{help}”.',
    fr: 'Vous cherchez « {need} », cette offre porte sur « {help} ».',
  },
  'suggestion.needKind': {
    en: 'You look for “{need}”, this is an offer of the kind “{kind}”.',
    fr: 'Vous cherchez « {need} », c’est une offre de la catégorie « {kind} ».',
  },
  'suggestion.theyNeed': {
    en: '{name} looks for “{need}”, you can help with “{help}”.',
    fr: '{name} cherche « {need} », vous pouvez aider sur « {help} ».',
  },
  'suggestion.theme': {
    en: 'You share {count, plural, one {# theme} other {# themes}}: {themes}.',
    fr: 'Vous avez {count, plural, one {# thème} other {# thèmes}} en commun : {themes}.',
  },
  'suggestion.themeOffer': {
    en: 'It is about {count, plural, one {# theme} other {# themes}} of yours: {themes}.',
    fr: 'L’offre touche à {count, plural, one {# de vos thèmes} other {# de vos thèmes}} : {themes}.',
  },
} as const satisfies Catalogue
