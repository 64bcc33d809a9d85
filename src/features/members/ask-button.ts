import type { Translate } from '../../i18n/i18n.ts'
import { action } from '../../kit/action.ts'
import { type Button, button } from '../../kit/card.ts'

/** "Ask for an introduction", for any card about a person. Whether it may be asked is checked when it is pressed, by meetings. */
export function askButton(t: Translate, person: number): Button {
  return button(t.words('meeting.ask'), action('meeting.ask', person))
}
