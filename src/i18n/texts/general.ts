import type { Catalogue } from '../catalogue.ts'

/** What any part of Totem may have to say. */
export const general = {
  'general.fault': {
    en: 'Sorry, something went wrong on our side. Please try again in a moment; if it goes on, give staff this reference: <code>{reference}</code>',
    fr: 'Désolé, quelque chose n’a pas fonctionné de notre côté. Réessayez dans un instant ; si cela se reproduit, transmettez cette référence à l’équipe : <code>{reference}</code>',
  },
  'general.notFound': {
    en: 'There is nothing here under “{what}”. Check the number on the card and try again.',
    fr: 'Rien ici ne porte la référence « {what} ». Vérifiez le numéro sur la carte et réessayez.',
  },
  'general.staffOnly': { en: 'Only staff can do this.', fr: 'Cette action est réservée à l’équipe.' },
  'general.partnerOnly': {
    en: 'Only verified partners and staff can do this. Staff can verify you with /totem partner add.',
    fr: 'Cette action est réservée aux partenaires vérifiés et à l’équipe. L’équipe peut vous ajouter avec /totem partner add.',
  },
  'general.ownOnly': {
    en: 'Only its author and staff can do this.',
    fr: 'Seules la personne concernée et l’équipe peuvent faire cela.',
  },
  'general.elsewhere': {
    en: 'Totem does not know which workspace this is about. Please type the command in a server that we share.',
    fr: 'Totem ne sait pas de quel espace il s’agit. Tapez la commande dans un serveur que nous avons en commun.',
  },
  'general.memberUnknown': {
    en: 'Nobody here is called {name}. Type @ and choose the person in the list.',
    fr: 'Personne ici ne s’appelle {name}. Tapez @ puis choisissez la personne dans la liste.',
  },
  'general.memberIsBot': { en: 'That is a bot. Choose a person.', fr: 'C’est un robot. Choisissez une personne.' },
  'general.paused': {
    en: 'Totem is paused in this workspace. Staff can wake it up with /totem pause.',
    fr: 'Totem est en pause dans cet espace. L’équipe peut le réveiller avec /totem pause.',
  },
  'general.channelMissing': {
    en: 'There is no channel for {purpose} here yet. Staff can choose one with /totem setup.',
    fr: 'Il manque ici un canal « {purpose} ». L’équipe peut en choisir un avec /totem setup.',
  },
  'general.buttonGone': {
    en: 'This button no longer leads anywhere. Type /totem help to see what you can do.',
    fr: 'Ce bouton ne mène plus nulle part. Tapez /totem help pour voir ce que vous pouvez faire.',
  },
  'general.fieldMissing': { en: 'Please fill this in.', fr: 'Ce champ est à remplir.' },
  'general.fieldTooLong': {
    en: 'Please keep this under {maximum} characters.',
    fr: 'Raccourcissez ce texte : {maximum} caractères au plus.',
  },
  'general.cancel': { en: 'Cancel', fr: 'Annuler' },
  'general.cancelled': { en: 'All right, nothing was changed.', fr: 'Entendu, rien n’a changé.' },
  'general.save': { en: 'Save', fr: 'Enregistrer' },
  'general.send': { en: 'Send', fr: 'Envoyer' },
  'general.next': { en: 'Next', fr: 'Suivant' },
  'general.previous': { en: 'Back', fr: 'Précédent' },
  // French wants a space before the colon, and neither may begin a line.
  'general.label': { en: '{label}:', fr: '{label}\u202F:' },
  'general.formerMember': { en: 'a former member', fr: 'un ancien membre' },

  'draft.late': {
    en: 'Your form is ready.',
    fr: 'Votre formulaire est prêt.',
  },
  'draft.open': { en: 'Open the form', fr: 'Ouvrir le formulaire' },
  'draft.errors': {
    en: 'Nothing is lost: one more thing before it can be sent.',
    fr: 'Rien n’est perdu : il reste un point à corriger avant l’envoi.',
  },
  'draft.correct': { en: 'Correct', fr: 'Corriger' },
  'draft.gone': {
    en: 'This form has expired. Please start again.',
    fr: 'Ce formulaire a expiré. Merci de recommencer.',
  },
} as const satisfies Catalogue
