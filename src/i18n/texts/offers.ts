import type { Catalogue } from '../catalogue.ts'

export const offers = {
  'offer.choose': { en: 'What kind of expertise do you offer?', fr: 'Quel type d’expertise proposez-vous ?' },
  'offer.chooseKind': { en: 'Kind of offer', fr: 'Type d’offre' },
  'offer.form': { en: 'My offer', fr: 'Mon offre' },
  'offer.form.title': { en: 'Title', fr: 'Titre' },
  'offer.form.details': { en: 'Details', fr: 'Détails' },
  'offer.form.details.hint': {
    en: 'What, for whom, how it goes',
    fr: 'Quoi, pour qui, comment cela se passe',
  },
  'offer.form.themes': { en: 'Themes (up to 5)', fr: 'Thèmes (5 au plus)' },
  'offer.form.places': { en: 'Places', fr: 'Nombre de places' },
  'offer.form.until': { en: 'Open until', fr: 'Ouverte jusqu’au' },
  'offer.form.until.hint': { en: 'Day-month-year, such as {example}', fr: 'Jour-mois-année, par exemple {example}' },
  'offer.form.publish': { en: 'Publish', fr: 'Publier' },
  'offer.badPlaces': {
    en: 'Places: give a whole number from 1 to 500.',
    fr: 'Nombre de places : indiquez un nombre entier de 1 à 500.',
  },
  'offer.badUntil': {
    en: 'Give a day from tomorrow to a year from now, such as {example}.',
    fr: 'Indiquez un jour, de demain à dans un an, par exemple {example}.',
  },
  'offer.published': {
    en: 'Your offer <b>{title}</b> (#{id}) is on its way to {count, plural, one {# channel} other {# channels}}.',
    fr: 'Votre offre <b>{title}</b> (nº {id}) arrive dans {count, plural, one {# canal} other {# canaux}}.',
  },
  'offer.updated': {
    en: 'Saved: <b>{title}</b> is up to date everywhere.',
    fr: 'C’est enregistré : <b>{title}</b> est à jour partout.',
  },
  'offer.awaits': {
    en: 'Thank you! Staff will look at <b>{title}</b> (#{id}) and you will hear from me.',
    fr: 'Merci ! L’équipe va relire <b>{title}</b> (nº {id}) et je vous tiens au courant.',
  },
  'offer.card.kind': { en: 'Kind', fr: 'Type' },
  'offer.card.by': { en: 'Offered by', fr: 'Proposée par' },
  'offer.card.themes': { en: 'Themes', fr: 'Thèmes' },
  'offer.card.places': { en: 'Places', fr: 'Places' },
  'offer.card.until': { en: 'Open until', fr: 'Ouverte jusqu’au' },
  'offer.card.number': { en: 'Offer #{id}', fr: 'Offre nº {id}' },
  'offer.withdrawn': { en: 'This offer was withdrawn.', fr: 'Cette offre a été retirée.' },
  'offer.expired': { en: 'This offer has ended.', fr: 'Cette offre est terminée.' },
  'offer.waiting': { en: 'Waiting for staff', fr: 'En attente de l’équipe' },
  'offer.refused': { en: 'Staff did not publish this offer.', fr: 'L’équipe n’a pas publié cette offre.' },
  'offer.list.title': { en: 'Open offers', fr: 'Offres ouvertes' },
  'offer.list.none': {
    en: 'No open offer matches for now. Partners add new ones with /offer new.',
    fr: 'Aucune offre ouverte ne correspond pour l’instant. Les partenaires en ajoutent avec /offer new.',
  },
  'offer.list.item': {
    en: '<b>{title}</b> (#{id}), {kind}, by {by}, until {until}',
    fr: '<b>{title}</b> (nº {id}), {kind}, par {by}, jusqu’au {until}',
  },
  'offer.list.show': { en: 'See an offer', fr: 'Voir une offre' },
  'offer.withdraw.confirm': {
    en: 'Withdraw <b>{title}</b>? Its cards will say so everywhere.',
    fr: 'Retirer <b>{title}</b> ? Ses cartes l’indiqueront partout.',
  },
  'offer.withdraw.yes': { en: 'Withdraw', fr: 'Retirer' },
  'offer.withdraw.done': { en: '<b>{title}</b> is withdrawn.', fr: '<b>{title}</b> est retirée.' },
  'offer.notOpen': { en: '<b>{title}</b> is not open any more.', fr: '<b>{title}</b> n’est plus ouverte.' },
  'offer.approval.title': { en: 'An offer to approve', fr: 'Une offre à valider' },
  'offer.approve': { en: 'Approve', fr: 'Valider' },
  'offer.refuse': { en: 'Refuse…', fr: 'Refuser…' },
  'offer.refuse.form': { en: 'Refuse the offer', fr: 'Refuser l’offre' },
  'offer.refuse.reason': { en: 'Reason, told to the author', fr: 'Motif, communiqué à l’auteur' },
  'offer.refuse.yes': { en: 'Refuse', fr: 'Refuser' },
  'offer.approved': { en: '<b>{title}</b> is approved and published.', fr: '<b>{title}</b> est validée et publiée.' },
  'offer.refusedDone': {
    en: '<b>{title}</b> is refused; its author is told why.',
    fr: '<b>{title}</b> est refusée ; l’auteur est informé du motif.',
  },
  'offer.alreadyAnswered': {
    en: 'Somebody of the staff has already answered this offer.',
    fr: 'Quelqu’un de l’équipe a déjà répondu à cette offre.',
  },
  'offer.verdict.approved': {
    en: 'Good news: staff approved <b>{title}</b>. It is being published.',
    fr: 'Bonne nouvelle : l’équipe a validé <b>{title}</b>. Elle est en cours de publication.',
  },
  'offer.verdict.refused': {
    en: 'Staff did not publish <b>{title}</b>: {reason}',
    fr: 'L’équipe n’a pas publié <b>{title}</b> : {reason}',
  },
} as const satisfies Catalogue
