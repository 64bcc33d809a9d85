import type { Tx } from '../../db/open.ts'
import type { Translate } from '../../i18n/i18n.ts'
import { bold, type Text } from '../../kit/text.ts'
import type { Reader } from '../../posts/views.ts'
import type { ConversationRow } from './conversations.ts'

/** Why these people are brought together, as a sentence: to one of them if `reader` is given, else to all. */
export async function reasonFor(
  db: Tx,
  t: Translate,
  { meeting, sides }: ConversationRow,
  reader: Reader | undefined,
): Promise<Text | undefined> {
  if (!meeting) return undefined
  if (meeting.reason === 'round') return t('conversation.because.round')
  if (meeting.reason === 'offer') {
    const title = await offerTitle(db, meeting.reasonId)
    return title === undefined ? undefined : t('conversation.because.offer', { title: bold(title) })
  }
  if (reader && reader.personId === meeting.askerId) return t('conversation.because.yourRequest')
  const asker = sides.find((side) => side.member.personId === meeting.askerId)
  return asker && t('conversation.because.request', { name: asker.member.name })
}

async function offerTitle(db: Tx, interest: number | null): Promise<string | undefined> {
  if (interest === null) return undefined
  const found = await db.interest.findUnique({
    where: { id: interest },
    select: { offer: { select: { title: true } } },
  })
  return found?.offer.title
}

const iceBreakers = [
  'iceBreaker.weekend',
  'iceBreaker.stuck',
  'iceBreaker.proud',
  'iceBreaker.place',
  'iceBreaker.learnt',
  'iceBreaker.person',
  'iceBreaker.wand',
  'iceBreaker.first',
] as const

/** Something to begin with, for people whom a round brought together. */
export function iceBreakerFor(t: Translate, { id, meeting }: ConversationRow): Text | undefined {
  if (meeting?.reason !== 'round') return undefined
  return t('conversation.iceBreaker', { question: t.words(iceBreakers[id % iceBreakers.length] ?? 'iceBreaker.first') })
}
