import type { Catalogue } from '../catalogue.ts'

export const communities = {
  'setup.title': { en: 'Totem has arrived', fr: 'Totem est arrivé' },
  'setup.intro': {
    en: 'Hello! I am Totem. In <b>{workspace}</b> I welcome newcomers, pass on partners’ offers, and help people meet.',
    fr: 'Bonjour ! Je suis Totem. Dans <b>{workspace}</b>, j’accueille celles et ceux qui arrivent, je relaie les offres des partenaires et je facilite les rencontres.',
  },
  'setup.adopted': { en: 'Channels I found by their name', fr: 'Canaux reconnus à leur nom' },
  'setup.missing': { en: 'Still missing', fr: 'Il manque encore' },
  'setup.invite': {
    en: 'I cannot enter {channels} by myself: type /invite @Totem there.',
    fr: 'Je ne peux pas rejoindre {channels} sans vous : tapez-y /invite @Totem.',
  },
  'setup.silent': {
    en: 'What has no channel stays silent until you choose one.',
    fr: 'Ce qui n’a pas de canal reste silencieux en attendant votre choix.',
  },
  'setup.open': { en: 'Set up', fr: 'Configurer' },
  'setup.form': { en: 'Set up Totem', fr: 'Configurer Totem' },
  'setup.form.introductions': { en: 'Introduction cards and welcomes', fr: 'Cartes de présentation et accueils' },
  'setup.form.offers': { en: 'Partners’ offers', fr: 'Offres des partenaires' },
  'setup.form.officeHours': { en: 'Office-hour signups', fr: 'Inscriptions aux permanences' },
  'setup.form.news': { en: 'News digests', fr: 'Actus et veille' },
  'setup.form.staff': { en: 'Approvals and notices (a private channel)', fr: 'Validations et alertes (canal privé)' },
  'setup.saved': {
    en: 'Saved. Totem now uses these channels.',
    fr: 'C’est enregistré. Totem utilise désormais ces canaux.',
  },
  'setup.none': { en: 'none yet', fr: 'aucun pour l’instant' },

  'connect.code': {
    en: 'Your code is <code>{word}</code>. In the other workspace, type <code>/totem connect {word}</code>. It works once, until {until}.',
    fr: 'Votre code : <code>{word}</code>. Dans l’autre espace, tapez <code>/totem connect {word}</code>. Il est valable une seule fois, jusqu’à {until}.',
  },
  'connect.badCode': {
    en: 'This code is not valid any more. Ask for a new one with /totem connect in the other workspace.',
    fr: 'Ce code n’est plus valable. Demandez-en un nouveau avec /totem connect dans l’autre espace.',
  },
  'connect.same': {
    en: 'These two workspaces already belong to the same community.',
    fr: 'Ces deux espaces font déjà partie de la même communauté.',
  },
  'connect.confirm': {
    en: 'Connect <b>{here}</b> to the community of <b>{there}</b>? Introductions and offers will then appear in both.',
    fr: 'Relier <b>{here}</b> à la communauté de <b>{there}</b> ? Les présentations et les offres paraîtront alors des deux côtés.',
  },
  'connect.yes': { en: 'Connect', fr: 'Relier' },
  'disconnect.confirm': {
    en: 'Disconnect <b>{here}</b> from {others}? Members, introductions and offers made here stay with {here}. Cards that came from elsewhere stay where they are and say that they are no longer followed.',
    fr: 'Détacher <b>{here}</b> de {others} ? Les membres, les présentations et les offres d’ici restent à {here}. Les cartes venues d’ailleurs restent en place et indiquent qu’elles ne seront plus mises à jour.',
  },
  'disconnect.yes': { en: 'Disconnect', fr: 'Détacher' },
  'disconnect.done': {
    en: '<b>{here}</b> is now a community of its own.',
    fr: '<b>{here}</b> est désormais une communauté à part entière.',
  },
  'disconnect.alone': {
    en: '<b>{here}</b> is not connected to any other workspace. Connect it with /totem connect.',
    fr: '<b>{here}</b> n’est relié à aucun autre espace. Reliez-le avec /totem connect.',
  },
  'community.leftBehind': {
    en: 'No longer followed here: this workspace and the one it comes from have parted.',
    fr: 'Cette carte ne sera plus mise à jour : son espace d’origine n’est plus relié au vôtre.',
  },
  'connect.done': {
    en: '<b>{here}</b> and <b>{there}</b> are now one community.',
    fr: '<b>{here}</b> et <b>{there}</b> forment maintenant une seule communauté.',
  },

  'staff.title': { en: 'Staff', fr: 'Équipe' },
  'staff.added': { en: '{person} is now staff.', fr: '{person} fait maintenant partie de l’équipe.' },
  'staff.removed': { en: '{person} is no longer staff.', fr: '{person} ne fait plus partie de l’équipe.' },
  'staff.isAdmin': {
    en: '{person} is staff because this workspace made them an admin; change that in its own settings.',
    fr: '{person} est dans l’équipe car l’espace lui donne les droits d’administration ; cela se change dans ses réglages.',
  },
  'staff.notThere': { en: '{person} is not staff.', fr: '{person} ne fait pas partie de l’équipe.' },
  'staff.none': {
    en: 'Nobody was added yet; the admins of each workspace are staff anyway.',
    fr: 'Personne d’autre pour l’instant ; les admins de chaque espace en font déjà partie.',
  },
  'partner.title': { en: 'Verified partners', fr: 'Partenaires vérifiés' },
  'partner.added': {
    en: '{person} now speaks for <b>{organisation}</b>: their messages with #offer are published at once.',
    fr: '{person} s’exprime maintenant pour <b>{organisation}</b> : ses messages avec #offre sont publiés aussitôt.',
  },
  'partner.removed': {
    en: '{person} is no longer a verified partner.',
    fr: '{person} ne fait plus partie des partenaires vérifiés.',
  },
  'partner.notThere': {
    en: '{person} is not a verified partner.',
    fr: '{person} ne fait pas partie des partenaires vérifiés.',
  },
  'partner.none': {
    en: 'No verified partner yet. Add one with /totem partner add.',
    fr: 'Aucun partenaire vérifié pour l’instant. Ajoutez-en un avec /totem partner add.',
  },
  'partner.organisationMissing': {
    en: 'Say which organisation they speak for: /totem partner add @person organisation.',
    fr: 'Précisez pour quelle organisation : /totem partner add @personne organisation.',
  },

  'language.mine': { en: 'From now on I speak English to you.', fr: 'Désormais, je vous parle en français.' },
  'language.auto': {
    en: 'From now on I follow the language of your app.',
    fr: 'Désormais, je suis la langue de votre application.',
  },
  'language.workspace': {
    en: 'In the channels of {workspace} I now speak English.',
    fr: 'Dans les canaux de {workspace}, je parle maintenant français.',
  },
  'language.workspaceAuto': {
    en: 'A workspace needs one language: choose fr or en.',
    fr: 'Un espace a besoin d’une langue : choisissez fr ou en.',
  },

  'status.title': { en: 'How Totem is doing', fr: 'Comment va Totem' },
  'status.connections': { en: 'Connections', fr: 'Connexions' },
  'status.up': { en: '{platform}: connected', fr: '{platform} : connecté' },
  'status.down': {
    en: '{platform}: not connected, trying again',
    fr: '{platform} : déconnecté, nouvelle tentative en cours',
  },
  'status.workspaces': { en: 'Workspaces of the community', fr: 'Espaces de la communauté' },
  'status.waiting': { en: 'Messages on their way', fr: 'Messages en route' },
  'status.failed': { en: 'Could not be posted', fr: 'Messages non remis' },
  'status.failure': {
    en: '{workspace}: {count, plural, one {# message} other {# messages}}, {reason}',
    fr: '{workspace} : {count, plural, one {# message} other {# messages}}, {reason}',
  },
  'status.fine': { en: 'Everything that had to be posted is posted.', fr: 'Tout ce qui devait être publié l’est.' },
  'failure.directMessagesClosed': { en: 'direct messages are closed', fr: 'messages privés fermés' },
  'failure.placeGone': { en: 'the channel is gone', fr: 'le canal n’existe plus' },
  'failure.messageGone': { en: 'the message was deleted by hand', fr: 'message supprimé à la main' },
  'failure.notAllowed': { en: 'Totem may not write there', fr: 'Totem n’a pas le droit d’y écrire' },
  'failure.notInstalled': { en: 'Totem is no longer installed there', fr: 'Totem n’y est plus installé' },
  'failure.refused': { en: 'the platform refused the message', fr: 'message refusé par la plateforme' },
  'failure.gaveUp': {
    en: 'the platform did not answer for a day',
    fr: 'pas de réponse de la plateforme pendant un jour',
  },
} as const satisfies Catalogue
