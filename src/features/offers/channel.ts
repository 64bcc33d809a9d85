import type { Context, Work, WorkspaceRow } from '../../context.ts'
import type { Tx } from '../../db/open.ts'
import { wordsOf } from '../../kit/text.ts'
import { fromDate } from '../../kit/time.ts'
import type { HeardMessage, Listener } from '../feature.ts'
import { changeOffer, withdrawOffer } from './change.ts'
import { refreshCopies } from './copies.ts'
import { offerKindOf } from './kinds.ts'
import { makeOffer, makerOf } from './make.ts'
import { type OfferRow, type OfferValues, offerFrom } from './offers.ts'
import { isTagged, proposeOffer, tagsOf } from './propose.ts'
import { askAuthor } from './question.ts'
import { proposedValues, sourceOf } from './source.ts'

/**
 * Messages in the offers channel: a verified partner's with `#offer` is an offer, of any other the author is asked; editing the
 * message edits the offer, deleting it withdraws the offer.
 */
export const offersChannel: Listener = {
  purposes: ['offers'],
  heard: async (ctx, message) => {
    const tagged = taggedOffer(ctx, message)
    // However often it is heard, it is made once.
    if (tagged && !message.edited) return publishTagged(ctx, message, tagged)
    const there = await offerFrom(ctx.db.client, ctx.workspace.id, message.message)
    const isOffer = there && there.state !== 'asked' && there.state !== 'declined'
    if (isOffer) return message.edited ? followEdit(ctx, there, message) : undefined
    if (tagged) return publishTagged(ctx, message, tagged)
    if (!message.reply && !there && (await isNews(ctx, message))) await askAuthor(ctx, message)
  },
  erased: async (work, workspace, _channel, message) => forget(work, workspace, message),
  followed: async (work, workspace) => followedSources(work.db.client, workspace),
}

/** What a verified partner's message with `#offer` in it offers. */
function taggedOffer(ctx: Context, message: HeardMessage): OfferValues | undefined {
  if (ctx.member.partner === undefined || message.reply || !isTagged(wordsOf(message.text))) return undefined
  const values = proposedValues(ctx, message)
  return values.title === '' ? undefined : values
}

async function publishTagged(ctx: Context, message: HeardMessage, values: OfferValues): Promise<void> {
  await makeOffer(ctx, makerOf(ctx), values, sourceOf(message))
}

/** An old message that is edited is no news; one that was written and edited while Totem was away is. */
async function isNews(ctx: Context, message: HeardMessage): Promise<boolean> {
  if (!message.edited) return true
  const key = { workspaceId_purpose: { workspaceId: ctx.workspace.id, purpose: 'offers' } }
  const channel = await ctx.db.client.adoptedChannel.findUnique({ where: key, select: { readUpTo: true } })
  return (channel?.readUpTo ?? message.message) < message.message
}

/** What was changed by hand since stays until the message says something else; kind and themes follow the text only where they came from the text. */
async function followEdit(ctx: Context, offer: OfferRow, message: HeardMessage): Promise<void> {
  if (offer.state !== 'open' && offer.state !== 'pending') return
  const proposed = proposeOffer(wordsOf(message.text))
  const source = sourceOf(message)
  if (offer.sourceKey === source.key || offer.personId !== ctx.member.personId || proposed.title === '') return
  const before = tagsOf(offer)
  const themes = offer.themes.map(({ theme }) => theme)
  const values = {
    title: proposed.title,
    details: proposed.details,
    kind: offer.kind === before.kind ? proposed.kind : offerKindOf(offer.kind),
    themes: new Set(themes).symmetricDifference(new Set(before.themes)).size === 0 ? proposed.themes : themes,
    places: offer.places,
    closesAt: fromDate(offer.closesAt),
  }
  await changeOffer(ctx, offer, values, source)
}

async function forget(work: Work, workspace: WorkspaceRow, message: string): Promise<void> {
  const there = await offerFrom(work.db.client, workspace.id, message)
  if (!there) return
  if (there.state !== 'asked') {
    await withdrawOffer(work, there.id)
    return
  }
  await work.db.transact(async (tx) => {
    await tx.offer.updateMany({ where: { id: there.id, state: 'asked' }, data: { state: 'declined', remindAt: null } })
    await refreshCopies(tx, work, there.id)
  })
}

const FOLLOWED = 50

/** The newest open offers of a workspace that follow a message, and the messages whose authors are asked. */
async function followedSources(db: Tx, workspace: WorkspaceRow): Promise<{ channel: string; message: string }[]> {
  const found = await db.offer.findMany({
    where: {
      workspaceId: workspace.id,
      state: { in: ['open', 'pending', 'asked'] },
      sourceChannel: { not: null },
      sourceMessage: { not: null },
    },
    orderBy: { id: 'desc' },
    take: FOLLOWED,
    select: { sourceChannel: true, sourceMessage: true },
  })
  return found.flatMap(({ sourceChannel, sourceMessage }) =>
    sourceChannel === null || sourceMessage === null ? [] : [{ channel: sourceChannel, message: sourceMessage }],
  )
}
