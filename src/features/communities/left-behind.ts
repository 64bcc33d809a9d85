import type { Translate } from '../../i18n/i18n.ts'
import { type Block, type Card, card, note } from '../../kit/card.ts'

/** What a workspace keeps of a community's cards when the two part: as it was, and no longer followed. */
export function leftBehindCard(t: Translate, blocks: readonly (Block | undefined)[], summary?: string): Card {
  return card({
    tone: 'closed',
    ...(summary === undefined ? {} : { summary }),
    blocks: [...blocks, note(t('community.leftBehind'))],
  })
}
