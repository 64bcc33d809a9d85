import type { Catalogue } from '../catalogue.ts'

/** Members' answers to offers, and who follows what. */
export const interests = {
  'interest.form': { en: 'I’m interested', fr: 'Cette offre m’intéresse' },
  'interest.form.message': { en: 'Your message', fr: 'Votre message' },
  'interest.form.hint': {
    en: 'What you need and where you stand; your introduction goes with it',
    fr: 'Votre besoin, où vous en êtes ; votre présentation est jointe',
  },
  'interest.sent': {
    en: 'Your message about <b>{title}</b> is on its way. I will tell you as soon as there is an answer.',
    fr: 'Votre message au sujet de <b>{title}</b> est parti. Je vous préviens dès qu’il y a une réponse.',
  },
  'interest.own': {
    en: 'This is your own offer. /offer mine shows what it led to.',
    fr: 'C’est votre propre offre. /offer mine montre ce qu’elle a donné.',
  },
  'interest.already': {
    en: 'You have already answered <b>{title}</b>. /offer mine shows where it stands.',
    fr: 'Vous avez déjà répondu à <b>{title}</b>. /offer mine indique où cela en est.',
  },
  'interest.alreadyPlain': {
    en: 'You have already answered this offer. /offer mine shows where it stands.',
    fr: 'Vous avez déjà répondu à cette offre. /offer mine indique où cela en est.',
  },
  'interest.answered': {
    en: 'This has been answered or withdrawn meanwhile. /offer mine shows where it stands.',
    fr: 'La réponse a été donnée entre-temps, ou la demande retirée. /offer mine indique où cela en est.',
  },
  'interest.ask.title': {
    en: '{person} is interested in your offer <b>{title}</b>:',
    fr: 'Votre offre <b>{title}</b> intéresse {person} :',
  },
  'interest.remind.title': {
    en: '{person} is still waiting for your answer about <b>{title}</b>:',
    fr: '{person} attend toujours votre réponse au sujet de <b>{title}</b> :',
  },
  'interest.accept': { en: 'Accept', fr: 'Accepter' },
  'interest.decline': { en: 'Decline', fr: 'Décliner' },
  'interest.undo': { en: 'Withdraw acceptance', fr: 'Revenir sur l’accord' },
  'interest.acceptedDone': {
    en: 'Accepted: you and {person} are now in one conversation.',
    fr: 'C’est accepté : une conversation s’ouvre entre vous et {person}.',
  },
  'interest.declinedDone': {
    en: 'Done: I am telling {person}, kindly.',
    fr: 'C’est fait : je préviens {person}, avec tact.',
  },
  'interest.waiting': { en: 'waiting for an answer', fr: 'en attente de réponse' },
  'interest.accepted': { en: 'accepted', fr: 'acceptée' },
  'interest.notAccepted': { en: 'not this time', fr: 'pas cette fois' },
  'interest.withdrawn': { en: 'withdrawn', fr: 'retirée' },
  'interest.declined': {
    en: 'Thank you for your interest in <b>{title}</b>. It will not work out this time; do look at the other offers with /offer list.',
    fr: 'Merci de votre intérêt pour <b>{title}</b>. Ce ne sera pas possible cette fois ; d’autres offres vous attendent avec /offer list.',
  },
  'interest.declined.offerGone': {
    en: 'The offer <b>{title}</b> was withdrawn before there was an answer to you. Thank you for your interest; others are open in /offer list.',
    fr: 'L’offre <b>{title}</b> a été retirée avant que vous ayez une réponse. Merci de votre intérêt ; d’autres sont ouvertes dans /offer list.',
  },
  'interest.left': {
    en: '{person} has given back their place in <b>{title}</b>. It is free again.',
    fr: '{person} a rendu sa place pour <b>{title}</b>. Elle est de nouveau libre.',
  },
  'interest.silent': {
    en: '{person} has had no answer yet about <b>{title}</b>, offered by {partner}.',
    fr: '{person} n’a pas encore de réponse au sujet de <b>{title}</b>, offre de {partner}.',
  },
  'interest.silent.hint': {
    en: 'A word to the partner may help. You can also answer in their place.',
    fr: 'Un mot au partenaire peut aider. Vous pouvez aussi répondre à sa place.',
  },
  'interest.helped.ask': {
    en: 'Three weeks ago you got a place in <b>{title}</b> ({partner}). Did it help?',
    fr: 'Il y a trois semaines, vous avez obtenu une place pour <b>{title}</b> ({partner}). Cela vous a-t-il été utile ?',
  },
  'interest.helped.yes': { en: 'Yes', fr: 'Oui' },
  'interest.helped.notYet': { en: 'Not yet', fr: 'Pas encore' },
  'interest.helped.no': { en: 'No', fr: 'Non' },
  'interest.helped.thanks': { en: 'Thank you, that helps us.', fr: 'Merci, cela nous aide.' },
  'interest.comment': { en: 'Add a comment', fr: 'Ajouter un commentaire' },
  'interest.comment.form': { en: 'A comment', fr: 'Un commentaire' },
  'interest.comment.label': { en: 'What helped, what was missing?', fr: 'Qu’est-ce qui a aidé ou manqué ?' },
  'interest.withdraw': { en: 'Withdraw', fr: 'Me retirer' },
  'interest.withdraw.confirm': {
    en: 'Withdraw from <b>{title}</b>? Your place can then go to somebody else.',
    fr: 'Vous retirer de <b>{title}</b> ? Votre place pourra alors aller à quelqu’un d’autre.',
  },
  'interest.withdraw.done': {
    en: 'Done: you have withdrawn from <b>{title}</b>.',
    fr: 'C’est fait : votre demande pour <b>{title}</b> est retirée.',
  },

  'mine.title': { en: 'My offers and interests', fr: 'Mes offres et mes demandes' },
  'mine.nothing': {
    en: 'Nothing yet. Make an offer with /offer new, or look at what is open with /offer list.',
    fr: 'Rien pour l’instant. Proposez une offre avec /offer new, ou voyez celles qui sont ouvertes avec /offer list.',
  },
  'mine.offers': { en: 'My offers', fr: 'Mes offres' },
  'mine.open': { en: 'open', fr: 'ouverte' },
  'mine.full': { en: 'full', fr: 'complète' },
  'mine.pending': { en: 'waiting for staff', fr: 'en attente de l’équipe' },
  'mine.withdrawn': { en: 'withdrawn', fr: 'retirée' },
  'mine.expired': { en: 'ended', fr: 'terminée' },
  'mine.refused': { en: 'not published', fr: 'non publiée' },
  'mine.offer': {
    en: '<b>{title}</b> (#{id}), {state}: {interests, plural, one {# interest} other {# interests}}, {accepted} accepted, {helped} helped',
    fr: '<b>{title}</b> (nº {id}), {state} : {interests, plural, one {# demande} other {# demandes}}, {accepted, plural, one {# acceptée} other {# acceptées}}, {helped, plural, one {# jugée utile} other {# jugées utiles}}',
  },
  'mine.waiting': {
    en: '{count, plural, one {# member waits} other {# members wait}} for your answer.',
    fr: '{count, plural, one {# membre attend} other {# membres attendent}} votre réponse.',
  },
  'mine.answer': { en: 'Answer somebody', fr: 'Répondre à quelqu’un' },
  'mine.interests': { en: 'My interests', fr: 'Mes demandes' },
  'mine.interest': { en: '<b>{title}</b> (#{id}): {state}', fr: '<b>{title}</b> (nº {id}) : {state}' },

  'follow.kind': { en: '{kind} (kind of offer)', fr: '{kind} (type d’offre)' },
  'follow.done': {
    en: 'From now on I tell you about new offers: <b>{topics}</b>. At most five a week, the rest on Friday.',
    fr: 'Désormais, je vous signale les nouvelles offres : <b>{topics}</b>. Cinq par semaine au plus, le reste le vendredi.',
  },
  'follow.already': { en: 'You already follow <b>{topics}</b>.', fr: 'Vous suivez déjà <b>{topics}</b>.' },
  'follow.list': { en: 'You follow: {topics}', fr: 'Vous suivez : {topics}' },
  'follow.nothing': {
    en: 'You follow nothing. Start with /offer follow.',
    fr: 'Vous ne suivez rien. Commencez par /offer follow.',
  },
  'follow.because': { en: 'Because you follow: {topics}', fr: 'Parce que vous suivez : {topics}' },
  'follow.unknown': {
    en: 'There is no theme or kind of offer “{typed}”. Choose among: {topics}.',
    fr: 'Il n’y a ni thème ni type d’offre « {typed} ». Choisissez parmi : {topics}.',
  },
  'follow.bundle': {
    en: '{count, plural, one {# more offer} other {# more offers}} that you follow this week',
    fr: '{count, plural, one {# autre offre} other {# autres offres}} sur vos sujets cette semaine',
  },
  'follow.bundle.more': {
    en: '{count, plural, one {And # more} other {And # more}}: /offer list shows all of them.',
    fr: '{count, plural, one {Et # autre} other {Et # autres}} : /offer list les montre toutes.',
  },
  'unfollow.done': {
    en: 'Done: you no longer follow <b>{topics}</b>.',
    fr: 'C’est fait : vous ne suivez plus <b>{topics}</b>.',
  },
  'unfollow.not': { en: 'You did not follow <b>{topics}</b>.', fr: 'Vous ne suiviez pas <b>{topics}</b>.' },
} as const satisfies Catalogue
