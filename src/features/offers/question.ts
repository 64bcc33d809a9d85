import type { Context } from '../../context.ts'
import { isTaken } from '../../db/error.ts'
import { userError } from '../../i18n/i18n.ts'
import { action, idIn } from '../../kit/action.ts'
import { button, buttons, card, paragraph } from '../../kit/card.ts'
import { ask, done, type Reply } from '../../kit/reply.ts'
import { later, toDate } from '../../kit/time.ts'
import { declare } from '../../posts/declare.ts'
import type { View } from '../../posts/views.ts'
import type { HeardMessage, Press } from '../feature.ts'
import { refreshCopies } from './copies.ts'
import { offerForm, recordOfSource } from './form.ts'
import { makeOffer, makerOf } from './make.ts'
import { defaultClosing, type OfferRow, offerOf, zoneOf } from './offers.ts'
import { offerLimits } from './propose.ts'
import { madeReply } from './saved.ts'
import { proposedValues, sourceMessage, sourceOf } from './source.ts'

/** The question about a message stays so long. */
const ASKED_HOURS = 24

/** Asks the author, and only them, whether a message is an offer. Nothing of the message is kept. */
export async function askAuthor(ctx: Context, { channel, message }: HeardMessage): Promise<void> {
  try {
    await ctx.db.transact(async (tx) => {
      const { id } = await tx.offer.create({ data: rowToAsk(ctx, channel, message), select: { id: true } })
      const place = { kind: 'aside', channel, message, member: ctx.member.externalId } as const
      await declare(tx, ctx.now, [{ workspace: ctx.workspace.id, place, view: 'offer.question', subject: id }])
    })
  } catch (error) {
    // The same message was heard twice at the same moment.
    if (!isTaken(error)) throw error
  }
}

function rowToAsk({ community, workspace, member, now }: Context, channel: string, message: string) {
  return {
    communityId: community,
    workspaceId: workspace.id,
    personId: member.personId,
    memberId: member.id,
    title: '',
    details: '',
    kind: 'other',
    places: offerLimits.defaultPlaces,
    closesAt: toDate(defaultClosing(now, zoneOf(member, workspace))),
    state: 'asked',
    sourceChannel: channel,
    sourceMessage: message,
    createdAt: toDate(now),
    remindAt: toDate(later(now, { hours: ASKED_HOURS })),
  }
}

/** Gone once it is answered, or when nobody has answered for a day. */
export const questionView: View = {
  render: async (view, id) => {
    const offer = await offerOf(view.db.client, id)
    if (offer?.state !== 'asked') return undefined
    const { t } = view
    return card({
      blocks: [
        paragraph(t('offer.question')),
        buttons(
          button(t.words('offer.question.publish'), action('offer.publish', id), 'primary'),
          button(t.words('offer.question.edit'), action('offer.editFirst', id)),
          button(t.words('offer.question.no'), action('offer.notOffer', id)),
        ),
      ],
    })
  },
}

/** A message that says nothing to make a title of is edited first. */
export const publishAsked: Press = async (ctx, record) => {
  const { channel, message } = await findAsked(ctx, record)
  const heard = await sourceMessage(ctx, channel, message)
  const values = proposedValues(ctx, heard)
  if (values.title === '') return editForm(ctx, channel, message)
  return madeReply(ctx, await makeOffer(ctx, makerOf(ctx), values, sourceOf(heard)))
}

export const editFirst: Press = async (ctx, record) => {
  const { channel, message } = await findAsked(ctx, record)
  return editForm(ctx, channel, message)
}

async function editForm(ctx: Context, channel: string, message: string): Promise<Reply> {
  return ask(await offerForm(ctx, recordOfSource(channel, message)))
}

export const notOffer: Press = async (ctx, record) => {
  const { id } = await findAsked(ctx, record)
  await ctx.db.transact(async (tx) => {
    await tx.offer.updateMany({ where: { id, state: 'asked' }, data: { state: 'declined', remindAt: null } })
    await refreshCopies(tx, ctx, id)
  })
  return done(ctx.t('offer.question.left'))
}

/** Only the author's presses count; on Discord everybody sees the buttons. */
async function findAsked(ctx: Context, record: string): Promise<{ id: number; channel: string; message: string }> {
  const id = idIn(record)
  const offer = await offerOf(ctx.db.client, id)
  if (!offer || offer.communityId !== ctx.community) throw userError('general.notFound', { what: `#${record}` })
  if (offer.personId !== ctx.member.personId) throw userError('offer.question.notYours')
  const { sourceChannel: channel, sourceMessage: message } = offer
  if (offer.state !== 'asked' || channel === null || message === null) throw answeredError(offer)
  return { id, channel, message }
}

function answeredError({ state, title, id }: OfferRow) {
  if (state === 'declined' || state === 'asked') return userError('offer.question.over')
  return userError('offer.question.already', { title, id: String(id) })
}
