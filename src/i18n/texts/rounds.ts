import type { Catalogue } from '../catalogue.ts'

export const rounds = {
  'round.on': {
    en: 'You are in! Every two weeks I introduce you to somebody, from another organisation if I can. Next round: {at}.',
    fr: 'C’est noté ! Toutes les deux semaines, je vous présente quelqu’un, si possible d’une autre organisation. Prochaine ronde : {at}.',
  },
  'round.on.first': {
    en: 'You are in, and you are the first! Rounds begin as soon as somebody else takes part: tell those around you about /intro rounds.',
    fr: 'C’est noté, et vous ouvrez le bal ! Les rondes commencent dès qu’une autre personne participe : parlez autour de vous de /intro rounds.',
  },
  'round.on.notice': {
    en: 'Two days before each round I write to you, and you may skip it. Stop at any time with /intro rounds off.',
    fr: 'Deux jours avant chaque ronde, je vous écris, et vous pouvez passer votre tour. Vous pouvez arrêter à tout moment avec /intro rounds off.',
  },
  'round.on.introduce': {
    en: 'One more thing: introduce yourself, so that the people you meet know whom they will talk to.',
    fr: 'Encore une chose : présentez-vous, pour que les personnes que vous rencontrerez sachent qui vous êtes.',
  },
  'round.on.paused': {
    en: 'Your introductions are paused: you take part again once you type /intro pause off.',
    fr: 'Vos mises en relation sont en pause : vous participerez de nouveau après /intro pause off.',
  },
  'round.standing': {
    en: 'You take part in rounds. Next round: {at}.',
    fr: 'Vous participez aux rondes. Prochaine ronde : {at}.',
  },
  'round.standing.first': {
    en: 'You take part in rounds. They begin as soon as somebody else does: tell those around you about /intro rounds.',
    fr: 'Vous participez aux rondes. Elles commencent dès qu’une autre personne participe : parlez autour de vous de /intro rounds.',
  },
  'round.standing.out': {
    en: 'You do not take part in rounds. Every two weeks, they introduce you to somebody, from another organisation if I can.',
    fr: 'Vous ne participez pas aux rondes. Toutes les deux semaines, je peux vous présenter quelqu’un, si possible d’une autre organisation.',
  },
  'round.join': { en: 'Take part', fr: 'Participer' },
  'round.off': {
    en: 'All right, you no longer take part in rounds. Come back whenever you like with /intro rounds on.',
    fr: 'Entendu, vous ne participez plus aux rondes. Revenez quand vous voulez avec /intro rounds on.',
  },

  'round.notice.title': { en: 'A round is coming', fr: 'Une ronde se prépare' },
  'round.notice': {
    en: 'Next round: {at}. I introduce you to somebody of the community, from another organisation if I can, and open a conversation for you: half an hour is enough to get to know each other.',
    fr: 'Prochaine ronde : {at}. Je vous présenterai quelqu’un de la communauté, si possible d’une autre organisation, et j’ouvrirai une conversation pour vous : une demi-heure suffit pour faire connaissance.',
  },
  'round.notice.nothing': {
    en: 'You need not do anything. If it does not suit you this time, skip it.',
    fr: 'Vous n’avez rien à faire. Si le moment est mal choisi, passez votre tour.',
  },
  'round.skip': { en: 'Skip this round', fr: 'Passer cette ronde' },
  'round.in': { en: 'Take part after all', fr: 'Finalement, je participe' },
  'round.skipped': {
    en: 'You skip this round ({at}). I will tell you about the next one.',
    fr: 'Vous passez cette ronde ({at}). Je vous préviendrai pour la suivante.',
  },
  'round.isIn': {
    en: 'You take part in the next round: {at}.',
    fr: 'Vous participez à la prochaine ronde : {at}.',
  },
  'round.paired': {
    en: 'This round has begun: you will find your conversation in your messages.',
    fr: 'La ronde a commencé : votre conversation est dans vos messages.',
  },
  'round.over': {
    en: 'This round has begun without you. See you at the next one!',
    fr: 'La ronde a commencé sans vous. À la prochaine !',
  },
  'round.tookPlace': {
    en: 'This round has taken place. See you at the next one!',
    fr: 'La ronde a eu lieu. À la prochaine !',
  },
  'round.begun': {
    en: 'This round has begun already. I will ask you again two days before the next one.',
    fr: 'Cette ronde a déjà commencé. Je vous poserai la question deux jours avant la prochaine.',
  },
  'round.notIn': {
    en: 'You do not take part in rounds at the moment. Come back with /intro rounds on.',
    fr: 'Vous ne participez pas aux rondes en ce moment. Revenez avec /intro rounds on.',
  },

  'round.unpaired': {
    en: 'This time there was nobody left for me to introduce to you, sorry! You are in for the next round.',
    fr: 'Cette fois, il ne restait personne à vous présenter, désolé ! Vous serez de la prochaine ronde.',
  },
  'round.unpaired.next': {
    en: 'Until then, /intro meet suggests people you may like to know.',
    fr: 'D’ici là, /intro meet vous propose des personnes à connaître.',
  },

  'round.stay.title': { en: 'Would you like to stay in the rounds?', fr: 'Souhaitez-vous rester dans les rondes ?' },
  'round.stay': {
    en: 'I have not heard from you in the last three rounds. It happens! Do you stay in? Without an answer I pair you with nobody, and take you out before the next round.',
    fr: 'Je n’ai pas eu de nouvelles de vous lors des trois dernières rondes. Cela arrive ! Restez-vous avec nous ? Sans réponse, je ne vous présente personne et vous retire avant la prochaine ronde.',
  },
  'round.stayIn': { en: 'I stay', fr: 'Je reste' },
  'round.leave': { en: 'I leave', fr: 'J’arrête' },
  'round.stays': {
    en: 'Good to have you with us! You stay in the rounds.',
    fr: 'Quel plaisir ! Vous restez dans les rondes.',
  },
  'round.left': { en: 'You no longer take part in rounds.', fr: 'Vous ne participez plus aux rondes.' },
  'round.out': {
    en: 'As I have not heard from you, I have taken you out of the rounds, so that nobody waits for an answer. You are welcome back at any time: /intro rounds on.',
    fr: 'Sans nouvelles de vous, je ne vous compte plus dans les rondes, pour que personne n’attende en vain. La porte reste ouverte : /intro rounds on.',
  },
} as const satisfies Catalogue
