import type { Catalogue } from '../catalogue.ts'

/** Whom or what Totem suggests and why, and who is found. What is between quotation marks is in the members' own words. */
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
    fr: 'Vous cherchez « {need} », c’est une offre de type « {kind} ».',
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

  'suggestion.title': { en: 'You could meet', fr: 'À rencontrer' },
  'suggestion.offer': { en: 'Offer: {title}, by {by}', fr: 'Offre : {title}, par {by}' },
  'suggestion.seeOffer': { en: 'See the offer', fr: 'Voir l’offre' },
  'suggestion.none': {
    en: 'I have nobody new to suggest for now. Say what you look for and what you can help with: I compare it with everybody’s introduction.',
    fr: 'Je n’ai personne de nouveau à vous proposer pour l’instant. Dites ce que vous cherchez et sur quoi vous pouvez aider : je le compare à toutes les présentations.',
  },
  'suggestion.none.rounds': {
    en: 'Leave it to chance, too: /intro rounds on introduces you to somebody every two weeks.',
    fr: 'Le hasard fait aussi bien les choses : avec /intro rounds on, je vous présente quelqu’un toutes les deux semaines.',
  },

  'find.title': {
    en: '{count, plural, one {# person} other {# people}} for “{text}”',
    fr: '{count, plural, one {# personne} other {# personnes}} pour « {text} »',
  },
  'find.helps': { en: 'Can help with: {text}', fr: 'Peut aider sur : {text}' },
  'find.seeks': { en: 'Looks for: {text}', fr: 'Cherche : {text}' },
  'find.show': { en: 'Read an introduction', fr: 'Lire une présentation' },
  'find.page': { en: '{first} to {last} of {count}', fr: '{first} à {last} sur {count}' },
  'find.back': { en: 'Back to the list', fr: 'Retour à la liste' },
  'find.none': {
    en: 'Nobody speaks of “{text}” in their introduction yet. Try one word only, or another word for the same thing.',
    fr: 'Personne ne parle encore de « {text} » dans sa présentation. Essayez un seul mot, ou un autre mot pour la même chose.',
  },
  'find.none.meet': {
    en: 'Or let me look for you: /intro meet suggests people from what your own introduction says.',
    fr: 'Ou laissez-moi chercher : /intro meet propose des personnes à partir de votre propre présentation.',
  },
  'find.gone': {
    en: 'This introduction is no longer here. Search again with /intro find.',
    fr: 'Cette présentation n’est plus là. Relancez la recherche avec /intro find.',
  },
} as const satisfies Catalogue
