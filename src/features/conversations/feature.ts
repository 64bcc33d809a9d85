import type { Feature } from '../feature.ts'
import { endedView, groupView, openingView } from './cards.ts'
import { eraseCarried, hearDirect } from './carrying.ts'
import { copyView, forgetDuty, undeliveredView } from './copies.ts'
import { endConversation } from './ending.ts'
import { hintView, overView } from './hints.ts'
import { leftView } from './leaving.ts'
import { catchUpDirect } from './missed.ts'
import { unreachableView } from './telling.ts'
import { choose, whichView } from './undecided.ts'

export const conversations: Feature = {
  views: {
    'conversation.group': groupView,
    'conversation.opening': openingView,
    'conversation.message': copyView,
    'conversation.which': whichView,
    'conversation.ended': endedView,
    'conversation.left': leftView,
    'conversation.over': overView,
    'conversation.hint': hintView,
    'conversation.undelivered': undeliveredView,
    'conversation.unreachable': unreachableView,
  },
  presses: {
    'conversation.end': endConversation,
    'conversation.choose': choose,
  },
  forms: {},
  duties: [forgetDuty],
  direct: { heard: hearDirect, erased: eraseCarried, catchUp: catchUpDirect },
}
