import type { Feature } from '../feature.ts'
import { sayNever, sayNo, sayYes } from './answering.ts'
import { askMeeting } from './asking.ts'
import { blockPerson, unblockPerson } from './blocking.ts'
import { regretView, requestView } from './cards.ts'
import { silenceDuty, withdrawRequest } from './closing.ts'
import { metDuty, metView, noteMet } from './met.ts'

export const meetings: Feature = {
  views: { 'meeting.request': requestView, 'meeting.regret': regretView, 'meeting.met': metView },
  presses: {
    'meeting.ask': askMeeting,
    'meeting.yes': sayYes,
    'meeting.no': sayNo,
    'meeting.never': sayNever,
    'meeting.withdraw': withdrawRequest,
    'meeting.met': noteMet,
    'conversation.block': blockPerson,
    'conversation.unblock': unblockPerson,
  },
  forms: {},
  duties: [silenceDuty, metDuty],
}
