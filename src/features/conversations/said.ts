import { type Card, card, paragraph, type Tone } from '../../kit/card.ts'
import type { Wording } from '../../kit/text.ts'

/** One sentence or two. */
export function said(wording: Wording, tone: Tone = 'neutral'): Card {
  return card({ tone, blocks: [paragraph(wording)] })
}
