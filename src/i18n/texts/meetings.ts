import type { Catalogue } from '../catalogue.ts'

export const meetings = {
  'meeting.ask': { en: 'Ask for an introduction', fr: 'Demander une mise en relation' },
  'meeting.asked': {
    en: 'I have asked {name}, showing your introduction. You will hear from me within 7 days.',
    fr: 'J’ai posé la question à {name}, avec votre présentation. Réponse d’ici 7 jours au plus tard.',
  },
  'meeting.bothAsked': {
    en: '{name} had just asked for you too! Your conversation is open: look in your messages.',
    fr: '{name} demandait justement à vous rencontrer ! Votre conversation est ouverte : regardez vos messages.',
  },
  'meeting.self': {
    en: 'That is you! Ask for an introduction on somebody else’s card.',
    fr: 'C’est vous ! Demandez une mise en relation depuis la carte de quelqu’un d’autre.',
  },
  'meeting.paused': {
    en: 'You are on pause: come back with /intro pause off, and ask again.',
    fr: 'Vous êtes en pause : tapez /intro pause off, puis redemandez.',
  },
  'meeting.nobody': {
    en: 'This person is no longer here. /intro find helps you find somebody else.',
    fr: 'Cette personne n’est plus ici. /intro find vous aide à en trouver une autre.',
  },
  'meeting.waiting': {
    en: 'The question is already with {name}. You will hear from me within 7 days of asking.',
    fr: 'La question est déjà posée à {name}. Réponse dans les 7 jours qui suivent votre demande.',
  },
  'meeting.already': {
    en: 'You and {name} have already been introduced: find your conversation in your messages.',
    fr: 'La mise en relation avec {name} est déjà faite : retrouvez votre conversation dans vos messages.',
  },
  'meeting.unavailable': {
    en: '{name} is not available for introductions right now. /intro meet suggests other people.',
    fr: '{name} n’est pas disponible pour une mise en relation en ce moment. /intro meet vous propose d’autres personnes.',
  },
  'meeting.tooMany': {
    en: 'Five people are already thinking about your request. Wait for an answer before you ask again: 7 days at most.',
    fr: 'Cinq personnes réfléchissent déjà à votre demande. Attendez une réponse avant d’en faire une autre : 7 jours au plus.',
  },

  'meeting.request.title': {
    en: '{name} would like to meet you',
    fr: '{name} souhaite vous rencontrer',
  },
  'meeting.request.from': {
    en: '<b>{name}</b> ({workspace}) asks for an introduction. Say yes, and I put you in touch; say no, and I do not give any reason.',
    fr: '<b>{name}</b> ({workspace}) demande une mise en relation. Si c’est oui, je vous mets en contact ; si c’est non, je le dis sans donner de raison.',
  },
  'meeting.request.noIntroduction': {
    en: '{name} has not written an introduction yet.',
    fr: '{name} n’a pas encore écrit de présentation.',
  },
  'meeting.request.silence': {
    en: 'Without an answer in 7 days, I tell {name} that it does not suit you now.',
    fr: 'Sans réponse sous 7 jours, je dirai à {name} que ce n’est pas le bon moment.',
  },
  'meeting.yes': { en: 'Yes, introduce us', fr: 'Oui, avec plaisir' },
  'meeting.no': { en: 'No, thank you', fr: 'Non, merci' },
  'meeting.accepted': {
    en: 'You said yes: your conversation with {name} is open, look in your messages.',
    fr: 'C’est oui : votre conversation avec {name} est ouverte, regardez vos messages.',
  },
  'meeting.declined': {
    en: 'All right. I tell them kindly, without a reason.',
    fr: 'Entendu. Je le dirai avec tact, sans donner de raison.',
  },
  'meeting.expired': { en: 'This request has expired.', fr: 'Cette demande a expiré.' },
  'meeting.withdraw': { en: 'Withdraw my request', fr: 'Retirer ma demande' },
  'meeting.withdrawn': { en: 'This request was withdrawn.', fr: 'Cette demande a été retirée.' },
  'meeting.withdrawn.done': {
    en: 'Withdrawn: {name} has nothing to answer any more. You can ask again whenever you like.',
    fr: 'C’est retiré : {name} n’a plus à répondre. Vous pourrez redemander quand vous voudrez.',
  },
  'meeting.answered': {
    en: 'This request has already been answered, was withdrawn, or has expired.',
    fr: 'Trop tard : cette demande a reçu une réponse, a été retirée ou a expiré.',
  },
  'meeting.regret': {
    en: 'It does not suit {name} to meet right now. It happens to everybody: /intro meet suggests other people who may be glad to hear from you.',
    fr: 'Ce n’est pas le bon moment pour {name}. Cela arrive à tout le monde : /intro meet vous propose d’autres personnes qui seront ravies de vous lire.',
  },

  'met.question': { en: 'Did you meet {names}?', fr: 'Avez-vous pu échanger avec {names} ?' },
  'met.yes': { en: 'Yes', fr: 'Oui' },
  'met.notYet': { en: 'Not yet', fr: 'Pas encore' },
  'met.no': { en: 'No', fr: 'Non' },
  'met.noted.yes': { en: 'You met.', fr: 'La rencontre a eu lieu.' },
  'met.noted.notYet': { en: 'Not yet.', fr: 'Pas encore.' },
  'met.noted.no': { en: 'You did not meet.', fr: 'La rencontre n’a pas eu lieu.' },
  'met.thanks.yes': {
    en: 'Wonderful, thank you for telling me!',
    fr: 'Formidable, merci de me le dire !',
  },
  'met.thanks.notYet': {
    en: 'Thank you. A short message with two dates often does it.',
    fr: 'Merci. Un petit message avec deux dates suffit souvent.',
  },
  'met.thanks.no': {
    en: 'Thank you for telling me. /intro meet suggests other people.',
    fr: 'Merci de me le dire. /intro meet vous propose d’autres personnes.',
  },
} as const satisfies Catalogue
