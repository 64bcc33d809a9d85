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
  'offer.exists': {
    en: 'This message is already an offer: <b>{title}</b> (#{id}).',
    fr: 'Ce message est déjà une offre : <b>{title}</b> (nº {id}).',
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
  'offer.card.places': { en: 'Places left', fr: 'Places restantes' },
  'offer.card.placesLeft': { en: '{left} of {places}', fr: '{left} sur {places}' },
  'offer.card.source': { en: 'Original message', fr: 'Message d’origine' },
  'offer.card.until': { en: 'Open until', fr: 'Date de fin' },
  'offer.card.number': { en: 'Offer #{id}', fr: 'Offre nº {id}' },
  'offer.interested': { en: 'I’m interested', fr: 'Cela m’intéresse' },
  'offer.details': { en: 'Details', fr: 'Détails' },
  'offer.edit': { en: 'Edit', fr: 'Modifier' },
  'offer.reopen': { en: 'Open again', fr: 'Rouvrir' },
  'offer.isFull': { en: 'Full: every place is taken.', fr: 'Complet : toutes les places sont prises.' },
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
  'offer.full': {
    en: '<b>{title}</b> is full. If a place becomes free, its card says so.',
    fr: '<b>{title}</b> est complète. Si une place se libère, sa carte l’indiquera.',
  },
  'offer.fullForPartner': {
    en: '<b>{title}</b> has no place left. Add places with /offer edit, then accept.',
    fr: '<b>{title}</b> n’a plus de place. Ajoutez-en avec /offer edit, puis acceptez.',
  },
  'offer.placesTaken': {
    en: '{count, plural, one {# place is} other {# places are}} already taken: give at least as many.',
    fr: '{count, plural, one {# place est déjà prise} other {# places sont déjà prises}} : indiquez au moins ce nombre.',
  },
  'offer.noStaffChannel': {
    en: 'Staff must approve this offer, and have no channel here yet. They can choose one with /totem setup.',
    fr: 'L’équipe doit valider cette offre et n’a pas encore de canal ici. Elle peut en choisir un avec /totem setup.',
  },

  'offer.question': {
    en: 'Is your message an offer to the community? I can show it in every workspace and collect who is interested.',
    fr: 'Votre message est-il une offre à la communauté ? Je peux le montrer dans tous les espaces et recueillir les demandes.',
  },
  'offer.question.publish': { en: 'Publish as an offer', fr: 'Publier comme offre' },
  'offer.question.edit': { en: 'Edit first', fr: 'Modifier d’abord' },
  'offer.question.no': { en: 'Not an offer', fr: 'Ce n’est pas une offre' },
  'offer.question.left': {
    en: 'All right, your message stays as it is.',
    fr: 'Entendu, votre message reste tel quel.',
  },
  'offer.question.notYours': {
    en: 'Only whoever wrote the message can answer this.',
    fr: 'Seule la personne qui a écrit le message peut répondre.',
  },
  'offer.question.over': {
    en: 'This question is closed. To make an offer, use “Turn into an offer” on the message, or /offer new.',
    fr: 'Il est trop tard pour répondre ici. Choisissez « En faire une offre » dans le menu du message, ou tapez /offer new.',
  },
  'offer.question.already': {
    en: 'This message is already an offer: <b>{title}</b> (#{id}).',
    fr: 'Ce message est déjà une offre : <b>{title}</b> (nº {id}).',
  },
  'offer.source.gone': {
    en: 'The message is not there any more. You can write the offer with /offer new.',
    fr: 'Le message n’existe plus. Vous pouvez écrire l’offre avec /offer new.',
  },
  'offer.turn.notYours': {
    en: 'Only its author and staff can turn a message into an offer.',
    fr: 'Seules l’équipe et la personne qui a écrit le message peuvent en faire une offre.',
  },
  'offer.turn.bot': {
    en: 'This message was not written by a person. Choose a member’s message, or type /offer new.',
    fr: 'Ce message n’a pas été écrit par une personne. Choisissez le message d’un membre, ou tapez /offer new.',
  },

  'offer.closing': {
    en: 'Your offer <b>{title}</b> closes on {at}. Shall it stay open four weeks more?',
    fr: 'Votre offre <b>{title}</b> se termine le {at}. Souhaitez-vous la prolonger de quatre semaines ?',
  },
  'offer.extend': { en: 'Extend 4 weeks', fr: 'Prolonger de 4 semaines' },
  'offer.letEnd': { en: 'Let it end', fr: 'Laisser se terminer' },
  'offer.extended': {
    en: 'Done: your offer is open until {until}.',
    fr: 'C’est fait : votre offre reste ouverte jusqu’au {until}.',
  },
  'offer.closing.extended': {
    en: '<b>{title}</b> is open until {until}.',
    fr: '<b>{title}</b> est ouverte jusqu’au {until}.',
  },
  'offer.closing.gone': {
    en: '<b>{title}</b> was changed or has ended since. /offer mine shows where it stands.',
    fr: '<b>{title}</b> a changé ou s’est terminée entre-temps. /offer mine indique où elle en est.',
  },
  'offer.letEnd.done': {
    en: 'All right: <b>{title}</b> will end by itself. You can still extend it with /offer edit.',
    fr: 'Entendu : <b>{title}</b> se terminera d’elle-même. Vous pouvez encore la prolonger avec /offer edit.',
  },

  'offer.approval.title': { en: 'An offer to approve', fr: 'Une offre à valider' },
  'offer.approval.reminder': {
    en: 'This offer has waited for your answer for two days',
    fr: 'Cette offre attend votre réponse depuis deux jours',
  },
  'offer.approve': { en: 'Approve', fr: 'Valider' },
  'offer.refuse': { en: 'Refuse…', fr: 'Refuser…' },
  'offer.refuse.form': { en: 'Refuse the offer', fr: 'Refuser l’offre' },
  'offer.refuse.reason': { en: 'Reason, told to the author', fr: 'Motif (la personne en sera informée)' },
  'offer.refuse.yes': { en: 'Refuse', fr: 'Refuser' },
  'offer.approved': { en: '<b>{title}</b> is approved and published.', fr: '<b>{title}</b> est validée et publiée.' },
  'offer.refusedDone': {
    en: '<b>{title}</b> is refused; its author is told why.',
    fr: '<b>{title}</b> est refusée ; la personne qui la proposait est informée du motif.',
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
