import { hash } from 'node:crypto'
import type { Context, WrittenMessage } from '../../context.ts'
import { userError } from '../../i18n/i18n.ts'
import { wordsOf } from '../../kit/text.ts'
import { channelFor } from '../communities/workspaces.ts'
import type { HeardMessage } from '../feature.ts'
import type { Source } from './make.ts'
import { defaultClosing, type OfferValues, zoneOf } from './offers.ts'
import { offerLimits, proposeOffer } from './propose.ts'

/** What a message offers, as its text suggests: ten places, for eight weeks. */
export function proposedValues(ctx: Context, message: Pick<HeardMessage, 'text'>): OfferValues {
  const closesAt = defaultClosing(ctx.now, zoneOf(ctx.member, ctx.workspace))
  return { ...proposeOffer(wordsOf(message.text)), places: offerLimits.defaultPlaces, closesAt }
}

/** The first image is shown, the rest and the message itself are linked. */
export function sourceOf(
  message: Pick<HeardMessage, 'channel' | 'message' | 'text' | 'images' | 'files' | 'link'>,
): Source {
  const [image, ...images] = message.images
  const linked = images.map((url, index) => ({ name: `image ${index + 2}`, url }))
  return {
    channel: message.channel,
    message: message.message,
    image,
    link: message.link,
    key: keyOf(message),
    attachments: [...linked, ...message.files.map(({ name, url }) => ({ name, url }))],
  }
}

/** Discord signs the addresses of files anew each time it tells them. */
function keyOf({ text, images, files }: Pick<HeardMessage, 'text' | 'images' | 'files'>): string {
  const addresses = [...images, ...files.map(({ url }) => url)].map((url) => url.split('?')[0])
  return hash('sha256', JSON.stringify([wordsOf(text), addresses]), 'base64url')
}

/** The message as it is now: Totem keeps no copy of what was not made an offer. Throws a UserError when it is gone. */
export async function sourceMessage(ctx: Context, channel: string, message: string): Promise<WrittenMessage> {
  const found = await ctx.directory.message(ctx.workspace, channel, message)
  if (found) return found
  throw userError('offer.source.gone')
}

/** Whether Totem hears what becomes of messages there. */
export async function isOffersChannel(ctx: Context, channel: string): Promise<boolean> {
  return (await channelFor(ctx.db.client, ctx.workspace.id, 'offers')) === channel
}
