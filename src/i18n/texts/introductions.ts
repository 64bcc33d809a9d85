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
  'welcome.here': {
    en: 'Welcome {person}! Your direct messages are closed to me, so I say hello here.',
    fr: 'Bienvenue {person} ! Vos messages privés me sont fermés, alors je vous salue ici.',
  },
  'welcome.hereDone': { en: 'Welcome {person}!', fr: 'Bienvenue {person} !' },
  'welcome.notYours': {
    en: 'This one is for {person} to choose. Yours is at /intro me.',
    fr: 'Ce choix appartient à {person}. Pour vous, c’est avec /intro me.',
  },
  'welcome.back': {
    en: 'Welcome back to {workspace}, {name}! Nothing was lost while you were away.',
    fr: 'Heureux de vous revoir dans {workspace}, {name} ! Rien ne s’est perdu en votre absence.',
  },
  'welcome.backIntroduced': { en: 'See my introduction', fr: 'Voir ma présentation' },
  'welcome.backIntroduce': { en: 'Introduce myself', fr: 'Me présenter' },

  'reminder.introduce': {
    en: 'Hello {name}! People here would like to know you. One line is enough, and I then tell you whom you could meet. So, who are you?',
    fr: 'Bonjour {name} ! Ici, on aimerait vous connaître. Une ligne suffit, et je vous dirai ensuite qui rencontrer. Alors, qui êtes-vous ?',
  },
  'reminder.once': { en: 'I will not remind you again.', fr: 'Je ne vous le rappellerai plus.' },

  'greeter.greet': { en: 'I will greet', fr: 'J’accueille' },
  'greeter.named': { en: '{greeter} greets {name}.', fr: '{greeter} accueille {name}.' },
  'greeter.thanks': {
    en: 'Thank you! You are named on the card. Write to {person} today if you can: hello, what you do, and one person to meet.',
    fr: 'Merci ! Votre nom est sur la carte. Écrivez à {person} dès aujourd’hui si possible : un bonjour, ce que vous faites, et une personne à rencontrer.',
  },
  'greeter.thanksAway': {
    en: 'Thank you! You are named on the card. {person} is in {workspace}: answer there, or ask for an introduction and I put you both in one conversation.',
    fr: 'Merci ! Votre nom est sur la carte. {person} se trouve dans {workspace} : répondez là-bas, ou demandez une mise en relation et je vous réunis dans une conversation.',
  },
  'greeter.taken': {
    en: '{greeter} already greets {person}. Say hello too, if you like.',
    fr: 'C’est déjà fait : {greeter} se charge d’accueillir {person}. Un bonjour de plus fera toujours plaisir.',
  },
  'greeter.yourself': {
    en: 'This button is for the others: somebody will greet you soon.',
    fr: 'Ce bouton est pour les autres : quelqu’un va bientôt vous accueillir.',
  },
  'greeter.gone': { en: 'They have left since.', fr: 'Cette personne est partie entre-temps.' },

  'flood.title': { en: 'Many people are joining', fr: 'Beaucoup d’arrivées en même temps' },
  'flood.waiting': {
    en: '{count, plural, one {# person waits} other {# people wait}} for a welcome. I write to at most {pace} a minute, once each.',
    fr: '{count, plural, one {# personne attend} other {# personnes attendent}} un mot d’accueil. J’écris à {pace} personnes par minute au plus, une seule fois à chacune.',
  },
  'flood.paused': {
    en: 'Greetings are paused: {count, plural, one {# person waits} other {# people wait}}. Resume within 72 hours and they are welcomed.',
    fr: 'Les accueils sont en pause : {count, plural, one {# personne attend} other {# personnes attendent}}. Reprenez sous 72 heures pour leur souhaiter la bienvenue.',
  },
  'flood.over': { en: 'Everybody has been welcomed.', fr: 'Tout le monde a reçu son mot d’accueil.' },
  'flood.pause': { en: 'Pause greetings', fr: 'Suspendre les accueils' },
  'flood.resume': { en: 'Resume greetings', fr: 'Reprendre les accueils' },

  'pause.greetings': {
    en: 'Greetings are paused: newcomers are neither welcomed nor reminded. Switch them on again within 72 hours with /totem pause greetings off, and those who came meanwhile are welcomed.',
    fr: 'Les accueils sont en pause : ni bienvenue ni rappel. Reprenez sous 72 heures avec /totem pause greetings off, et chaque personne arrivée entre-temps recevra son mot d’accueil.',
  },
  'pause.greetingsOff': {
    en: 'Greetings are on again. {count, plural, =0 {Nobody was waiting.} one {# person was waiting and is welcomed now.} other {# people were waiting and are welcomed now, a few at a time.}}',
    fr: 'Les accueils reprennent. {count, plural, =0 {Personne n’attendait.} one {# personne attendait : son accueil part maintenant.} other {# personnes attendaient : leurs accueils partent maintenant, peu à peu.}}',
  },
  'pause.all': {
    en: 'Totem is paused in {workspace}: it posts nothing and answers staff only. What has to be said waits. Wake it up with /totem pause all off.',
    fr: 'Totem est en pause dans {workspace} : plus rien n’est publié, et seule l’équipe reçoit des réponses. Ce qui doit être dit attend. Réveillez-le avec /totem pause all off.',
  },
  'pause.allOff': {
    en: 'Totem is awake again in {workspace}, and says what had to wait.',
    fr: 'Totem est réveillé dans {workspace} et publie ce qui attendait.',
  },
  'pause.me': {
    en: 'You are on pause: nobody is suggested to you, and nobody can ask to meet you. Come back with /intro pause off.',
    fr: 'Vous êtes en pause : plus de suggestions ni de demandes de mise en relation. Revenez quand vous voulez avec /intro pause off.',
  },
  'pause.meStill': {
    en: 'You are on pause: I suggest nobody to you, and nobody can ask to meet you.',
    fr: 'Vous êtes en pause : je ne vous suggère personne, et personne ne peut demander à vous rencontrer.',
  },
  'pause.resume': { en: 'Resume', fr: 'Reprendre' },
  'pause.meOff': {
    en: 'Welcome back: suggestions and requests reach you again.',
    fr: 'Vous voilà de retour : vous recevez de nouveau suggestions et demandes.',
  },

  'guests.exclude': { en: 'Do not greet guests', fr: 'Ne pas accueillir les invités' },
  'guests.include': { en: 'Greet guests too', fr: 'Accueillir aussi les invités' },
  'guests.excluded': {
    en: 'Guests of this workspace are no longer greeted, suggested or paired.',
    fr: 'Les invités de cet espace ne sont plus accueillis, suggérés ni mis en binôme.',
  },
  'guests.included': {
    en: 'Guests who join are greeted like everybody else.',
    fr: 'Les invités qui arrivent sont accueillis comme tout le monde.',
  },

  'monday.title': { en: 'The week in {workspace}', fr: 'La semaine dans {workspace}' },
  'monday.joined': { en: 'Joined ({count})', fr: 'Arrivées ({count})' },
  'monday.introduced': { en: 'Introduced themselves ({count})', fr: 'Présentations ({count})' },
  'monday.met': { en: 'Met somebody ({count})', fr: 'Rencontres ({count})' },
  'monday.more': {
    en: '{names} and {count, plural, one {# more} other {# more}}',
    fr: '{names} et {count, plural, one {# autre} other {# autres}}',
  },
  'monday.toWrite': {
    en: '{count, plural, one {# person would be glad of a word from you:} other {# people would be glad of a word from you:}}',
    fr: '{count, plural, one {# personne apprécierait un mot de votre part :} other {# personnes apprécieraient un mot de votre part :}}',
  },
  'monday.toWriteMore': {
    en: 'And {count, plural, one {# more} other {# more}}, not listed here.',
    fr: 'Et {count, plural, one {# autre personne} other {# autres personnes}}.',
  },
  'monday.silent': {
    en: '{name} has not introduced themself yet.',
    fr: '{name} n’a pas encore publié de présentation.',
  },
  'monday.ungreeted': {
    en: '{name} has introduced themself, and nobody has greeted them yet.',
    fr: '{name} a publié sa présentation et attend encore un accueil.',
  },
  'monday.taken': { en: '{name}: {writer} writes to them.', fr: '{name} : {writer} s’en charge.' },
  'monday.write': { en: 'I write to {name}', fr: 'J’écris à {name}' },
  'monday.thanks': {
    en: 'Thank you! The card says that you write to {person}.',
    fr: 'Merci ! La carte indique que vous écrivez à {person}.',
  },
  'monday.takenAlready': { en: '{writer} already writes to {person}.', fr: '{writer} écrit déjà à {person}.' },

  'introduction.choose': {
    en: 'Let’s introduce you. What describes you best?',
    fr: 'Faisons les présentations. Qu’est-ce qui vous décrit le mieux ?',
  },
  'introduction.chooseAgain': {
    en: 'What describes you best now? The rest of your introduction stays as it is, unless you change it.',
    fr: 'Qu’est-ce qui vous décrit le mieux désormais ? Le reste ne change pas.',
  },
  'introduction.rekind': { en: 'Change what I am', fr: 'Changer de catégorie' },
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
    fr: '{person} n’a pas encore publié de présentation.',
  },
  'introduction.noneMine': {
    en: 'You have not introduced yourself yet. Start with /intro me.',
    fr: 'Vous n’avez pas encore de présentation. Commencez par /intro me.',
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
    en: 'Saved: your introduction is up to date wherever it appears.',
    fr: 'C’est enregistré : votre présentation est à jour partout où elle paraît.',
  },
  'introduction.homeOnly': { en: 'Only in {workspace}', fr: 'Seulement dans {workspace}' },
  'introduction.nowHomeOnly': {
    en: 'Done: your introduction now appears in {workspace} only.',
    fr: 'C’est fait : votre présentation ne paraît plus que dans {workspace}.',
  },
  'introduction.everywhere': { en: 'In the whole community', fr: 'Dans toute la communauté' },
  'introduction.nowEverywhere': {
    en: 'Done: your introduction appears in every workspace of the community again.',
    fr: 'C’est fait : votre présentation paraît de nouveau dans tous les espaces de la communauté.',
  },
  'introduction.edit': { en: 'Edit', fr: 'Modifier' },
  'introduction.noChannel': {
    en: 'Thank you, {name}! Your introduction is saved. It will be posted as soon as staff choose a channel for introductions.',
    fr: 'Merci {name} ! Votre présentation est enregistrée. Elle paraîtra dès que l’équipe aura choisi un canal de présentations.',
  },
} as const satisfies Catalogue
