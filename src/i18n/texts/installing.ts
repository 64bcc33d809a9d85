import type { Catalogue } from '../catalogue.ts'

/** The pages that whoever installs Totem sees in their browser. */
export const installing = {
  'installing.done': { en: 'Totem has joined {workspace}', fr: 'Totem a rejoint {workspace}' },
  'installing.doneNext': {
    en: 'It has written to you in Slack: open your messages to see what it found and finish setting up.',
    fr: 'Un message vous attend dans Slack : ouvrez-le pour voir ce que Totem a trouvé et terminer la mise en route.',
  },
  'installing.open': { en: 'Open Slack', fr: 'Ouvrir Slack' },
  'installing.cancelled': { en: 'Nothing was installed', fr: 'Rien n’a été installé' },
  'installing.cancelledNext': {
    en: 'You cancelled. Whenever you like, start again here.',
    fr: 'Vous avez annulé. Vous pouvez recommencer ici quand vous voulez.',
  },
  'installing.expired': { en: 'This link is no longer good', fr: 'Ce lien n’est plus valable' },
  'installing.expiredNext': {
    en: 'It works once, for ten minutes, in the browser where you began. Please start again.',
    fr: 'Il sert une seule fois, pendant dix minutes, dans le navigateur où vous avez commencé. Recommencez, cela ne prend qu’un instant.',
  },
  'installing.enterprise': { en: 'Choose one workspace', fr: 'Choisissez un espace' },
  'installing.enterpriseNext': {
    en: 'Totem joins workspaces one by one, not a whole organisation. Start again and choose a workspace.',
    fr: 'Totem rejoint les espaces un par un, pas une organisation entière. Recommencez et choisissez un espace.',
  },
  'installing.failed': { en: 'Totem could not be installed', fr: 'Totem n’a pas pu être installé' },
  'installing.failedNext': {
    en: 'Sorry, Slack did not let us finish. Please try again; if it goes on, give this reference to whoever runs Totem: {reference}',
    fr: 'Désolé, Slack ne nous a pas laissé terminer. Réessayez ; si cela se reproduit, transmettez cette référence à la personne qui gère Totem : {reference}',
  },
  'installing.again': { en: 'Start again', fr: 'Recommencer' },
} satisfies Catalogue
