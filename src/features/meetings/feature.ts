import type { Feature } from '../feature.ts'
import { askMeeting } from './asking.ts'

export const meetings: Feature = {
  views: {},
  presses: { 'meeting.ask': askMeeting },
  forms: {},
  duties: [],
}
