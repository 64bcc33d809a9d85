import type { Feature } from '../feature.ts'
import { sayNever, sayNo, sayYes, silenceDuty } from './answering.ts'
import { askMeeting } from './asking.ts'
import { regretView, requestView } from './cards.ts'
import { metDuty, metView, noteMet } from './met.ts'

export const meetings: Feature = {
  views: { 'meeting.request': requestView, 'meeting.regret': regretView, 'meeting.met': metView },
  presses: {
    'meeting.ask': askMeeting,
    'meeting.yes': sayYes,
    'meeting.no': sayNo,
    'meeting.never': sayNever,
    'meeting.met': noteMet,
  },
  forms: {},
  duties: [silenceDuty, metDuty],
}
