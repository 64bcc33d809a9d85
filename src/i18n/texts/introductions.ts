import type { Catalogue } from '../catalogue.ts'

export const introductions = {
  'welcome.title': { en: 'Welcome to {workspace}!', fr: 'Bienvenue dans {workspace} !' },
  'welcome.hello': {
    en: 'Hello {name}! People of innovation meet here: founders, partners, associations, researchers, investors.',
    fr: 'Bonjour {name} ! Ici se retrouvent celles et ceux qui innovent : start-up, partenaires, associations, recherche, investisseurs.',
  },
  'welcome.totem': {
    en: 'I am Totem. I introduce you to the right people and tell you about partners’ offers. One minute is enough: who are you?',
    fr: 'Je suis Totem. Je vous présente aux bonnes personnes et vous signale les offres des partenaires. Une minute suffit : et vous, qui êtes-vous ?',
  },
  'welcome.iam': { en: 'I am…', fr: 'Je suis…' },
  'welcome.done': {
    en: 'Your introduction is posted. Change it at any time with /intro me.',
    fr: 'Votre présentation est publiée. Modifiez-la quand vous voulez avec /intro me.',
  },

  'introduction.choose': {
    en: 'Let’s introduce you. What describes you best?',
    fr: 'Faisons les présentations. Qu’est-ce qui vous décrit le mieux ?',
  },
  'introduction.form': { en: 'My introduction', fr: 'Ma présentation' },
  'introduction.headline': { en: 'In one line', fr: 'En une ligne' },
  'introduction.headline.hint': {
    en: 'What would you like people to remember?',
    fr: 'Que souhaitez-vous que l’on retienne de vous ?',
  },
  'introduction.organisation': { en: 'Organisation', fr: 'Organisation' },
  'introduction.themes': { en: 'Themes (up to 5)', fr: 'Thèmes (5 au plus)' },
  'introduction.canHelp': { en: 'I can help with', fr: 'Je peux aider sur' },
  'introduction.lookingFor': { en: 'I am looking for', fr: 'Je cherche' },
  'introduction.card': { en: '{name} introduces themself', fr: '{name} se présente' },
  'introduction.none': {
    en: '{person} has not introduced themself yet.',
    fr: '{person} ne s’est pas encore présenté·e.',
  },
  'introduction.noneMine': {
    en: 'You have not introduced yourself yet. Start with /intro me.',
    fr: 'Vous ne vous êtes pas encore présenté·e. Commencez par /intro me.',
  },
  'introduction.published': {
    en: 'Thank you, {name}! Your introduction is on its way to the introductions channel.',
    fr: 'Merci {name} ! Votre présentation arrive dans le canal des présentations.',
  },
  'introduction.publishedEverywhere': {
    en: 'Thank you, {name}! Your introduction is on its way to {count, plural, one {# workspace} other {# workspaces}} of the community.',
    fr: 'Merci {name} ! Votre présentation arrive dans {count, plural, one {# espace} other {# espaces}} de la communauté.',
  },
  'introduction.updated': {
    en: 'Saved: your introduction is up to date everywhere.',
    fr: 'C’est enregistré : votre présentation est à jour partout.',
  },
  'introduction.homeOnly': { en: 'Only in {workspace}', fr: 'Seulement dans {workspace}' },
  'introduction.nowHomeOnly': {
    en: 'Done: your introduction now appears in {workspace} only.',
    fr: 'C’est fait : votre présentation ne paraît plus que dans {workspace}.',
  },
  'introduction.edit': { en: 'Edit', fr: 'Modifier' },
  'introduction.noChannel': {
    en: 'Thank you, {name}! Your introduction is saved. It will be posted as soon as staff choose a channel for introductions.',
    fr: 'Merci {name} ! Votre présentation est enregistrée. Elle paraîtra dès que l’équipe aura choisi un canal de présentations.',
  },
} as const satisfies Catalogue
