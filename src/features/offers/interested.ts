import type { Context } from '../../context.ts'
import { userError } from '../../i18n/i18n.ts'
import { action, idIn } from '../../kit/action.ts'
import { button, buttons, card, paragraph } from '../../kit/card.ts'
import { answerText, form, textField } from '../../kit/form.ts'
import { ask, done, show } from '../../kit/reply.ts'
import { clean } from '../../kit/text.ts'
import { refresh } from '../../posts/declare.ts'
import type { FormHandler, Press } from '../feature.ts'
import { acceptInterest, declineInterest, withdrawInterest } from './answers.ts'
import { helpedAnswers, nameOf } from './interest-cards.ts'
import { findInterest, type InterestRow, refuseInterest, sendInterest } from './interests.ts'
import { findOffer } from './offers.ts'
import { offerLimits } from './propose.ts'

export const openInterest: Press = async (ctx, record) => ask(await interestForm.form(ctx, record))

/** I'm interested: a message to the partner. */
export const interestForm: FormHandler = {
  form: async (ctx, record) => {
    const offer = await findOffer(ctx.db.client, ctx.community, idIn(record))
    await refuseInterest(ctx.db.client, ctx.member, offer)
    return form({
      action: action('offer.interested', record),
      title: ctx.t.words('interest.form'),
      send: ctx.t.words('general.send'),
      fields: [
        textField({
          key: 'message',
          label: ctx.t.words('interest.form.message'),
          hint: ctx.t.words('interest.form.hint'),
          lines: 'many',
          maximum: offerLimits.message,
        }),
      ],
    })
  },
  save: async (ctx, record, answers) => {
    const offer = await sendInterest(ctx, idIn(record), clean(answerText(answers, 'message')))
    return done(ctx.t('interest.sent', { title: offer.title }))
  },
}

export const accept: Press = async (ctx, record) => {
  const interest = await acceptInterest(ctx, idIn(record))
  return done(ctx.t('interest.acceptedDone', { person: nameOf(interest, ctx.t) }))
}

export const decline: Press = async (ctx, record) => {
  const interest = await declineInterest(ctx, idIn(record))
  return done(ctx.t('interest.declinedDone', { person: nameOf(interest, ctx.t) }))
}

/** After a confirmation: the place may go to somebody else at once. */
export const confirmLeaving: Press = async (ctx, record, values) => {
  const interest = await findOwn(ctx, idIn(values[0] ?? record))
  const { t } = ctx
  return show(
    card({
      tone: 'attention',
      blocks: [
        paragraph(t('interest.withdraw.confirm', { title: interest.offer.title })),
        buttons(
          button(t.words('interest.withdraw'), action('interest.withdraw', interest.id), 'danger'),
          button(t.words('general.cancel'), action('general.cancel')),
        ),
      ],
    }),
  )
}

export const leave: Press = async (ctx, record) => {
  const interest = await withdrawInterest(ctx, idIn(record))
  return done(ctx.t('interest.withdraw.done', { title: interest.offer.title }))
}

/** Did it help? The answer counts as soon as it is pressed; a comment may follow. */
export const helped: Press = async (ctx, record) => {
  const [id, said] = record.split('~')
  const answer = helpedAnswers.find((each) => each === said)
  const interest = await findOwn(ctx, idIn(id))
  if (!answer || interest.state !== 'accepted') throw userError('interest.answered')
  await ctx.db.transact(async (tx) => {
    await tx.interest.update({ where: { id: interest.id }, data: { helped: answer } })
    await refresh(tx, ctx.now, ['interest.helped'], interest.id)
  })
  return done(
    ctx.t('interest.helped.thanks'),
    buttons(button(ctx.t.words('interest.comment'), action('interest.comment', interest.id))),
  )
}

export const openComment: Press = async (ctx, record) => ask(await commentForm.form(ctx, record))

export const commentForm: FormHandler = {
  form: async (ctx, record) => {
    const interest = await findOwn(ctx, idIn(record))
    return form({
      action: action('interest.comment', record),
      title: ctx.t.words('interest.comment.form'),
      send: ctx.t.words('general.send'),
      fields: [
        textField({
          key: 'comment',
          label: ctx.t.words('interest.comment.label'),
          lines: 'many',
          maximum: offerLimits.message,
          value: interest.comment ?? '',
        }),
      ],
    })
  },
  save: async (ctx, record, answers) => {
    const interest = await findOwn(ctx, idIn(record))
    const comment = clean(answerText(answers, 'comment'))
    await ctx.db.client.interest.update({ where: { id: interest.id }, data: { comment } })
    return done(ctx.t('interest.helped.thanks'))
  },
}

/** Somebody else's answers exactly as one that does not exist. */
async function findOwn(ctx: Context, id: number): Promise<InterestRow> {
  const interest = await findInterest(ctx.db.client, ctx.community, id)
  if (interest.personId !== ctx.member.personId) throw userError('general.notFound', { what: `#${id}` })
  return interest
}
