import type { Catalogue } from '../catalogue.ts'

export const conversations = {
  'conversation.end': { en: 'End', fr: 'Terminer' },
} as const satisfies Catalogue
