import type { Context } from '../../context.ts'
import { userError } from '../../i18n/i18n.ts'
import { action, idIn } from '../../kit/action.ts'
import { button, buttons, card, note, paragraph } from '../../kit/card.ts'
import { answerText, form, textField } from '../../kit/form.ts'
import { ask, done } from '../../kit/reply.ts'
import { bold, clean } from '../../kit/text.ts'
import { declare } from '../../posts/declare.ts'
import type { View } from '../../posts/views.ts'
import type { FormHandler, Press } from '../feature.ts'
import { closedBecause, offerBlocks } from './cards.ts'
import { answerOffer } from './change.ts'
import { findOffer, offerOf } from './offers.ts'
import { offerLimits } from './propose.ts'

/** In the staff channel: who offers what, to approve or refuse; and once more when it has waited for two days. */
export const approvalView: View = {
  render: async (view, id) => {
    const offer = await offerOf(view.db.client, id)
    if (!offer) return undefined
    const { t } = view
    const answered = offer.state !== 'pending'
    const title = view.occurrence === '' ? t('offer.approval.title') : t('offer.approval.reminder')
    const approved = t('offer.approved', { title: offer.title })
    return card({
      tone: answered ? 'closed' : 'attention',
      blocks: [
        note(bold(title)),
        ...(await offerBlocks(view.db.client, offer, t, offerLimits.details)),
        answered
          ? note(offer.publishedAt === null ? (closedBecause(offer, t) ?? approved) : approved)
          : buttons(
              button(t.words('offer.approve'), action('offer.approve', id), 'primary'),
              button(t.words('offer.refuse'), action('offer.refuse', id), 'danger'),
            ),
      ],
    })
  },
}

/** Tells the author what staff answered: whose direct messages are closed, beside the message that the offer was made of. */
export const verdictView: View = {
  failed: async (work, { workspace, place, view, subject }) => {
    if (place.kind !== 'direct') return
    const { member } = place
    await work.db.transact(async (tx) => {
      const offer = await offerOf(tx, subject)
      if (!offer?.sourceChannel || !offer.sourceMessage || offer.workspaceId !== workspace.id) return
      const aside = { kind: 'aside', channel: offer.sourceChannel, message: offer.sourceMessage, member } as const
      await declare(tx, work.now, [{ workspace: workspace.id, place: aside, view, subject }])
    })
  },
  render: async (view, id) => {
    const offer = await offerOf(view.db.client, id)
    if (!offer) return undefined
    const { title, refusal } = offer
    if (offer.state !== 'refused')
      return card({ tone: 'good', blocks: [paragraph(view.t('offer.verdict.approved', { title }))] })
    return card({
      tone: 'attention',
      blocks: [paragraph(view.t('offer.verdict.refused', { title, reason: refusal ?? '' }))],
    })
  },
}

export const approve: Press = async (ctx, record) => {
  refuseUnlessStaff(ctx)
  const offer = await answerOffer(ctx, idIn(record), { approved: true })
  return done(ctx.t('offer.approved', { title: offer.title }))
}

export const refuse: Press = async (ctx, record) => ask(await refusal.form(ctx, record))

export const refusal: FormHandler = {
  form: async (ctx, record) => {
    refuseUnlessStaff(ctx)
    const offer = await findOffer(ctx.db.client, ctx.community, idIn(record))
    if (offer.state !== 'pending') throw userError('offer.alreadyAnswered')
    return form({
      action: action('offer.refuse', record),
      title: ctx.t.words('offer.refuse.form'),
      send: ctx.t.words('offer.refuse.yes'),
      fields: [
        textField({
          key: 'reason',
          label: ctx.t.words('offer.refuse.reason'),
          lines: 'many',
          maximum: offerLimits.reason,
        }),
      ],
    })
  },
  save: async (ctx, record, answers) => {
    refuseUnlessStaff(ctx)
    const reason = clean(answerText(answers, 'reason'))
    const offer = await answerOffer(ctx, idIn(record), { approved: false, reason })
    return done(ctx.t('offer.refusedDone', { title: offer.title }))
  },
}

function refuseUnlessStaff(ctx: Context): void {
  if (!ctx.member.staff) throw userError('general.staffOnly')
}
