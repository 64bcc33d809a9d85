import type { Catalogue } from '../catalogue.ts'

/** What commands, options and menus say of themselves. At most 100 characters each. */
export const commands = {
  'command.menu': { en: 'What you can do here, as buttons', fr: 'Ce que vous pouvez faire ici, en boutons' },
  'command.menuTitle': { en: 'What would you like to do?', fr: 'Que souhaitez-vous faire ?' },
  'command.unknown': {
    en: 'I do not know <code>{typed}</code>. Did you mean <code>{near}</code>?',
    fr: 'Je ne connais pas <code>{typed}</code>. Vouliez-vous dire <code>{near}</code> ?',
  },
  'command.unknownPlain': {
    en: 'I do not know <code>{typed}</code>. Here is what you can type:',
    fr: 'Je ne connais pas <code>{typed}</code>. Voici ce que vous pouvez taper :',
  },
  'command.badOption': {
    en: '<b>{option}</b> cannot be “{value}”. Usage: <code>{usage}</code>',
    fr: '<b>{option}</b> ne peut pas être « {value} ». Usage : <code>{usage}</code>',
  },
  'command.tooMany': {
    en: 'There is a word too many: “{word}”. Usage: <code>{usage}</code>',
    fr: 'Il y a un mot de trop : « {word} ». Usage : <code>{usage}</code>',
  },
  'command.missing': {
    en: '<b>{option}</b> is missing. Usage: <code>{usage}</code>',
    fr: 'Il manque <b>{option}</b>. Usage : <code>{usage}</code>',
  },
  'command.form': { en: 'A little more', fr: 'Encore un détail' },
  'help.title': { en: 'What Totem can do for you', fr: 'Ce que Totem peut faire pour vous' },
  'help.more': {
    en: 'Type a command alone, such as <code>/intro</code>, to see it as buttons.',
    fr: 'Tapez une commande seule, par exemple <code>/intro</code>, pour l’avoir en boutons.',
  },

  'command.intro': { en: 'Introduce yourself and meet people', fr: 'Se présenter et rencontrer des gens' },
  'command.intro.me': { en: 'My introduction', fr: 'Ma présentation' },
  'command.intro.show': { en: 'See somebody’s introduction', fr: 'Voir la présentation de quelqu’un' },
  'command.offer': { en: 'Partners’ expertise offers', fr: 'Offres d’expertise des partenaires' },
  'command.offer.new': { en: 'Offer your expertise', fr: 'Proposer une expertise' },
  'command.offer.list': { en: 'Open offers', fr: 'Offres ouvertes' },
  'command.offer.show': { en: 'See one offer', fr: 'Voir une offre' },
  'command.offer.withdraw': { en: 'Withdraw an offer', fr: 'Retirer une offre' },
  'command.totem': { en: 'Help, language and settings', fr: 'Aide, langue et réglages' },
  'command.totem.help': { en: 'What Totem can do for you', fr: 'Ce que Totem peut faire pour vous' },
  'command.totem.language': { en: 'The language I speak to you', fr: 'La langue dans laquelle je vous parle' },
  'command.totem.setup': { en: 'Choose the channels (staff)', fr: 'Choisir les canaux (équipe)' },
  'command.totem.connect': { en: 'Connect workspaces (staff)', fr: 'Relier des espaces (équipe)' },
  'command.totem.status': { en: 'What works, waits or fails (staff)', fr: 'Ce qui marche, attend ou échoue (équipe)' },
  'command.totem.staff': { en: 'Who is staff', fr: 'Qui fait partie de l’équipe' },
  'command.totem.staff.add': { en: 'Add somebody to the staff', fr: 'Ajouter quelqu’un à l’équipe' },
  'command.totem.staff.remove': { en: 'Remove somebody from the staff', fr: 'Retirer quelqu’un de l’équipe' },
  'command.totem.staff.list': { en: 'List the staff', fr: 'Voir l’équipe' },
  'command.totem.partner': { en: 'Who is a verified partner', fr: 'Qui est partenaire vérifié' },
  'command.totem.partner.add': { en: 'Verify a partner', fr: 'Vérifier un partenaire' },
  'command.totem.partner.remove': { en: 'Remove a verified partner', fr: 'Retirer un partenaire vérifié' },
  'command.totem.partner.list': { en: 'List the verified partners', fr: 'Voir les partenaires vérifiés' },

  'option.member': { en: 'Who: type @ and choose', fr: 'Qui : tapez @ et choisissez' },
  'option.offerKind': { en: 'Kind of offer', fr: 'Type d’offre' },
  'option.theme': { en: 'Theme', fr: 'Thème' },
  'option.offer': { en: 'Number of the offer', fr: 'Numéro de l’offre' },
  'option.command': { en: 'A command, such as “offer list”', fr: 'Une commande, par exemple « offer list »' },
  'option.language': { en: 'fr, en, or auto to follow your app', fr: 'fr, en, ou auto pour suivre votre application' },
  'option.workspace': { en: 'For the whole workspace (staff)', fr: 'Pour tout l’espace (équipe)' },
  'option.code': { en: 'The code from the other workspace', fr: 'Le code reçu dans l’autre espace' },
  'option.organisation': { en: 'Organisation they speak for', fr: 'Organisation représentée' },
  'choice.yes': { en: 'Yes', fr: 'Oui' },
  'choice.no': { en: 'No', fr: 'Non' },
  'choice.fr': { en: 'French', fr: 'français' },
  'choice.en': { en: 'English', fr: 'anglais' },
  'choice.auto': { en: 'as in my app', fr: 'comme dans mon application' },

  'shortcut.offer.turn': { en: 'Turn into an offer', fr: 'En faire une offre' },
  'shortcut.introduction.show': { en: 'Show introduction', fr: 'Voir la présentation' },
} as const satisfies Catalogue
