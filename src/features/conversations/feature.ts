import type { Feature } from '../feature.ts'

export const conversations: Feature = {
  views: {},
  presses: {},
  forms: {},
  duties: [],
}
