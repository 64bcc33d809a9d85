import type { Group, Shortcut } from '../src/command.ts'
import { intro } from './intro.ts'
import { offer } from './offer.ts'
import { totemGroup } from './totem.ts'

/** Everything a person can type. */
export const groups: readonly Group[] = [intro, offer, totemGroup(() => groups)]

/** What can be done with a message or a member from their menu. */
export const shortcuts: readonly Shortcut[] = [
  { id: 'offer.turn', on: 'message', label: 'shortcut.offer.turn' },
  { id: 'introduction.show', on: 'member', label: 'shortcut.introduction.show' },
]
