import type { Context } from '../context.ts'
import { userError } from '../i18n/i18n.ts'
import { action, idIn } from '../kit/action.ts'
import { bullets, button, buttons, type Card, card, paragraph } from '../kit/card.ts'
import { type Form, formSchema } from '../kit/form.ts'
import { ask, type Reply } from '../kit/reply.ts'
import { toDate } from '../kit/time.ts'

/** A form that cannot be shown at this moment, as a card whose button opens it. What was typed in it is kept for a day. */
export async function keepDraft(
  ctx: Context,
  form: Form,
  errors: Readonly<Record<string, string>> | undefined,
): Promise<Card> {
  const draft = await ctx.db.client.draft.create({
    data: { memberId: ctx.member.id, form: JSON.stringify(form), createdAt: toDate(ctx.now) },
    select: { id: true },
  })
  const open = action('draft.open', draft.id)
  if (!errors)
    return card({
      blocks: [paragraph(ctx.t('draft.late')), buttons(button(ctx.t.words('draft.open'), open, 'primary'))],
    })
  return card({
    tone: 'attention',
    blocks: [
      paragraph(ctx.t('draft.errors')),
      bullets(errorsOf(form, errors)),
      buttons(button(ctx.t.words('draft.correct'), open, 'primary')),
    ],
  })
}

function errorsOf(form: Form, errors: Readonly<Record<string, string>>): string[] {
  return form.fields.flatMap((field) => {
    const error = errors[field.key]
    return error === undefined ? [] : [error]
  })
}

/** Only their own, and only for a day. */
export async function openDraft(ctx: Context, record: string): Promise<Reply> {
  const draft = await ctx.db.client.draft.findFirst({ where: { id: idIn(record), memberId: ctx.member.id } })
  if (!draft) throw userError('draft.gone')
  return ask(formSchema.parse(JSON.parse(draft.form)) as Form)
}
