import type { Translate } from '../../i18n/i18n.ts'
import { action } from '../../kit/action.ts'
import { type Button, button } from '../../kit/card.ts'
import type { Side } from './conversations.ts'
import { firstName } from './rooms.ts'

type Somebody = Pick<Side, 'personId' | 'name'>

/** What they do is meetings' part: it closes what is open between the two, conversations and requests. */
export function blockButton(t: Translate, conversation: number, { personId, name }: Somebody, label?: string): Button {
  const words = label ?? t.words('conversation.blockOne', { name: firstName(name) })
  return button(words, action('conversation.block', `${conversation}.${personId}`), 'danger')
}

/** In a group, which all of them see: it asks whom. */
export function blockSomebodyButton(t: Translate, conversation: number): Button {
  return button(t.words('conversation.block'), action('conversation.block', conversation))
}

export function unblockButton(t: Translate, { personId, name }: Somebody): Button {
  return button(t.words('conversation.unblock', { name: firstName(name) }), action('conversation.unblock', personId))
}
