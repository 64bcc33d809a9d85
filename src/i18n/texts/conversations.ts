import type { Catalogue } from '../catalogue.ts'

export const conversations = {
  'conversation.group.title': { en: 'Let me introduce you: {names}', fr: 'Je fais les présentations : {names}' },
  'conversation.group.hello': {
    en: '{names}, this conversation is yours. Say hello, and suggest a time to talk.',
    fr: '{names}, cette conversation est la vôtre. Dites bonjour, et proposez un moment pour échanger.',
  },
  'conversation.title': { en: 'You and {names}', fr: '{names} et vous' },
  'conversation.because.request': {
    en: '{name} asked for this introduction, and the answer was yes.',
    fr: '{name} a demandé cette mise en relation, et c’est oui.',
  },
  'conversation.because.yourRequest': {
    en: 'You asked for this introduction, and the answer was yes.',
    fr: 'Vous avez demandé cette mise en relation, et c’est oui.',
  },
  'conversation.because.offer': {
    en: 'You are brought together by the offer {title}.',
    fr: 'C’est l’offre {title} qui vous rapproche.',
  },
  'conversation.because.round': {
    en: 'This round brings you together: half an hour is enough to get to know each other.',
    fr: 'La ronde de cette quinzaine vous réunit : une demi-heure suffit pour faire connaissance.',
  },
  'conversation.iceBreaker': {
    en: 'To break the ice: <i>{question}</i>',
    fr: 'Pour briser la glace : <i>{question}</i>',
  },
  'iceBreaker.weekend': {
    en: 'What do you do when you are not working?',
    fr: 'Que faites-vous quand vous ne travaillez pas ?',
  },
  'iceBreaker.stuck': {
    en: 'What are you stuck on this week?',
    fr: 'Sur quoi butez-vous cette semaine ?',
  },
  'iceBreaker.proud': {
    en: 'What are you proud of these last months?',
    fr: 'Ces derniers mois, de quoi tirez-vous le plus de fierté ?',
  },
  'iceBreaker.place': {
    en: 'Which place near you should everybody know?',
    fr: 'Près de chez vous, quel endroit mérite d’être connu ?',
  },
  'iceBreaker.learnt': {
    en: 'What have you learnt lately that surprised you?',
    fr: 'Quelle est votre plus belle surprise de ces derniers temps ?',
  },
  'iceBreaker.person': {
    en: 'Whom would you like to meet in this community, and why?',
    fr: 'Qui aimeriez-vous rencontrer dans cette communauté, et pourquoi ?',
  },
  'iceBreaker.wand': {
    en: 'With a magic wand, what would you change in your field?',
    fr: 'D’un coup de baguette magique, que changeriez-vous dans votre domaine ?',
  },
  'iceBreaker.first': { en: 'What was your very first job?', fr: 'Quel a été votre tout premier travail ?' },

  'conversation.how.thread': {
    en: 'Write to {names} in the thread of this message: I carry your words there, and the answers here.',
    fr: 'Écrivez à {names} dans le fil de ce message : je transmets vos mots, et les réponses arrivent ici.',
  },
  'conversation.how.reply': {
    en: 'Write to {names} by replying to this message, or simply here: I carry your words there, and the answers here.',
    fr: 'Écrivez à {names} en répondant à ce message, ou simplement ici : je transmets vos mots, et les réponses arrivent ici.',
  },
  'conversation.kept': {
    en: 'Edits and deletions follow. I forget each text as soon as I have carried it.',
    fr: 'Vos modifications et suppressions suivent. J’oublie chaque texte dès qu’il est transmis.',
  },
  'conversation.end': { en: 'End', fr: 'Terminer' },
  'conversation.block': { en: 'Block', fr: 'Bloquer' },
  'conversation.blockOne': { en: 'Block {name}', fr: 'Bloquer {name}' },
  'conversation.unblock': { en: 'Unblock {name}', fr: 'Débloquer {name}' },
  'conversation.ended': {
    en: 'Your conversation with {names} has ended. Nothing more is carried.',
    fr: 'Votre conversation avec {names} est terminée. Plus rien n’est transmis.',
  },
  'conversation.blocked': {
    en: '{name} is blocked and does not know it: you will not be suggested, paired or introduced again, and nothing more is carried.',
    fr: 'C’est fait, et {name} n’en saura rien : plus de suggestion, de ronde ni de mise en relation entre vous, et plus rien n’est transmis.',
  },
  'conversation.blocked.group': {
    en: '{name} is blocked and does not know it: you will not be suggested, paired or introduced again. This conversation stays: you can mute or leave it.',
    fr: 'C’est fait, et {name} n’en saura rien : plus de suggestion, de ronde ni de mise en relation entre vous. Cette conversation reste là : libre à vous de la mettre en sourdine ou de la quitter.',
  },
  'conversation.block.whom': {
    en: 'You will not be suggested, paired or introduced again, and they will not know. Whom do you want to block?',
    fr: 'Qui souhaitez-vous bloquer ? La personne n’en saura rien : plus de suggestion ni de mise en relation entre vous.',
  },
  'conversation.unblocked': {
    en: '{name} is no longer blocked.',
    fr: 'C’est fait : vous avez débloqué {name}.',
  },
  'conversation.endedBy': { en: '{name} ended this conversation.', fr: '{name} a mis fin à cette conversation.' },
  'conversation.closed': { en: 'This conversation has ended.', fr: 'Cette conversation est terminée.' },
  'conversation.continued': {
    en: 'This conversation goes on in a newer message.',
    fr: 'Cette conversation se poursuit dans un message plus récent.',
  },
  'conversation.endedNotice': {
    en: '{name} has ended this conversation: what you write here is no longer carried.',
    fr: '{name} a mis fin à cette conversation : ce que vous écrivez ici n’est plus transmis.',
  },
  'conversation.left': {
    en: '{name} has left {workspace}: what you write here no longer reaches them.',
    fr: '{name} a quitté {workspace} : ce que vous écrivez ici ne lui parvient plus.',
  },
  'conversation.away': {
    en: 'I am no longer in {workspace}: what you write here no longer reaches {name}.',
    fr: 'Je ne suis plus dans {workspace} : ce que vous écrivez ici ne parvient plus à {name}.',
  },
  'conversation.over': {
    en: 'This conversation has ended: what you write here is no longer carried. /intro meet suggests other people.',
    fr: 'Cette conversation est terminée : ce que vous écrivez ici n’est plus transmis. /intro meet vous propose d’autres personnes.',
  },
  'conversation.hint': {
    en: 'I carry messages between people who have been introduced, and you have no such conversation here. Type /intro meet in a channel to meet somebody, or /totem help to see what I can do.',
    fr: 'Je transmets les messages entre personnes mises en relation, et vous n’avez pas de conversation de ce genre ici. Tapez /intro meet dans un canal pour rencontrer quelqu’un, ou /totem help pour voir ce que je sais faire.',
  },
  'conversation.which': {
    en: 'For whom {count, plural, one {is this message} other {are these # messages}}? I carry nothing before you have chosen.',
    fr: 'À qui {count, plural, one {est destiné ce message} other {sont destinés ces # messages}} ? Je ne transmets rien avant votre choix.',
  },
  'conversation.nobody': { en: 'Nobody', fr: 'À personne' },
  'conversation.sentTo': { en: 'On its way to {names}.', fr: 'En route vers {names}.' },
  'conversation.dropped': { en: 'All right, nothing was carried.', fr: 'Entendu, rien n’a été transmis.' },
  'conversation.decided': {
    en: 'This was already answered, or the message is gone. Write again if it has not arrived.',
    fr: 'La réponse est déjà donnée, ou le message a disparu. Écrivez de nouveau s’il n’est pas arrivé.',
  },
  'conversation.empty': {
    en: '(something that cannot be carried, a sticker for example)',
    fr: '(un contenu qui ne peut pas être transmis, un autocollant par exemple)',
  },
  'conversation.undelivered': {
    en: 'I could not carry this message. Please try again later, or find another way to write.',
    fr: 'Je n’ai pas pu transmettre ce message. Réessayez plus tard, ou trouvez un autre moyen d’écrire.',
  },
  'conversation.unreachable': {
    en: '{name} does not receive direct messages from me, so your messages do not arrive. Ask staff to help you get in touch.',
    fr: '{name} n’accepte pas mes messages privés : les vôtres n’arrivent donc pas. L’équipe peut vous aider à prendre contact.',
  },
} as const satisfies Catalogue
