import type { Context, Work, WorkspaceRow } from '../../context.ts'
import { wordsOf } from '../../kit/text.ts'
import { fromDate } from '../../kit/time.ts'
import type { HeardMessage, Listener } from '../feature.ts'
import {
  changeOffer,
  defaultClosing,
  findOffer,
  followedSources,
  makeOffer,
  offerFrom,
  withdrawOffer,
  zoneOf,
} from './offers.ts'
import { isTagged, offerLimits, proposeOffer } from './propose.ts'

/** Messages in the offers channel: a verified partner's with `#offer` is an offer; editing it edits the offer, deleting it withdraws it. */
export const offersChannel: Listener = {
  purposes: ['offers'],
  heard: async (ctx, message) => {
    const there = await offerFrom(ctx.db.client, ctx.workspace.id, message.message)
    if (there) return followEdit(ctx, there.id, message)
    if (message.reply || !ctx.member.partner || !isTagged(wordsOf(message.text))) return
    await makeOffer(
      ctx,
      {
        ...proposeOffer(wordsOf(message.text)),
        places: offerLimits.defaultPlaces,
        closesAt: defaultClosing(ctx.now, zoneOf(ctx.member, ctx.workspace)),
      },
      { channel: message.channel, message: message.message, image: message.images[0], link: message.link },
    )
  },
  erased: async (work: Work, workspace: WorkspaceRow, _channel: string, message: string) => {
    const there = await offerFrom(work.db.client, workspace.id, message)
    if (there) await withdrawOffer(work, there.id)
  },
  followed: async (work, workspace) => followedSources(work.db.client, workspace),
}

async function followEdit(ctx: Context, id: number, message: HeardMessage): Promise<void> {
  if (!message.edited) return
  const offer = await findOffer(ctx.db.client, ctx.community, id)
  const proposed = proposeOffer(wordsOf(message.text))
  if (offer.personId !== ctx.member.personId || proposed.title === '') return
  const kept = { kind: proposed.kind, places: offer.places, closesAt: fromDate(offer.closesAt) }
  await changeOffer(ctx, ctx.community, id, { ...proposed, ...kept, image: message.images[0] })
}
