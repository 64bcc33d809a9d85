import type { Context } from '../../context.ts'
import { done, type Reply } from '../../kit/reply.ts'
import { kindSelect } from './cards.ts'
import type { MadeOffer } from './make.ts'

/** What the author sees once an offer is made; its kind, which is no field of the form, can still be set right. */
export function madeReply({ t }: Context, { id, title, state, channels }: MadeOffer): Reply {
  const named = { title, id: String(id) }
  const kind = kindSelect(t, id)
  if (state === 'pending') return done(t('offer.awaits', named), kind)
  if (channels === 0) return done(t('offer.exists', named))
  return done(t('offer.published', { ...named, count: channels }), kind)
}
