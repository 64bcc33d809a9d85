import type { Catalogue } from '../catalogue.ts'

export const meetings = {
  'meeting.ask': { en: 'Ask for an introduction', fr: 'Demander une mise en relation' },
} as const satisfies Catalogue
