import type { Context } from '../../context.ts'
import { type Locale, localeOf, translator, userError } from '../../i18n/i18n.ts'
import { card, paragraph } from '../../kit/card.ts'
import { type Reply, show } from '../../kit/reply.ts'
import { chooseLanguage, findReader } from '../members/members.ts'

/** `/totem language`: mine, or with `workspace:true` that of the channels. Answers in the language chosen. */
export async function setLanguage(ctx: Context, chosen: string, forWorkspace: boolean): Promise<Reply> {
  return forWorkspace ? setWorkspaceLanguage(ctx, chosen) : setMyLanguage(ctx, chosen)
}

async function setMyLanguage(ctx: Context, chosen: string): Promise<Reply> {
  await chooseLanguage(ctx, ctx.member.id, chosen === 'auto' ? null : chosen)
  if (chosen !== 'auto')
    return show(card({ tone: 'good', blocks: [paragraph(translator(chosen as Locale)('language.mine'))] }))
  const reader = await findReader(ctx.db.client, ctx.workspace.id, ctx.member.externalId)
  const t = translator(localeOf(reader?.locale) ?? ctx.t.locale)
  return show(card({ tone: 'good', blocks: [paragraph(t('language.auto'))] }))
}

async function setWorkspaceLanguage(ctx: Context, chosen: string): Promise<Reply> {
  if (!ctx.member.staff) throw userError('general.staffOnly')
  if (chosen === 'auto') throw userError('language.workspaceAuto')
  await ctx.db.client.workspace.update({ where: { id: ctx.workspace.id }, data: { locale: chosen } })
  return show(
    card({
      tone: 'good',
      blocks: [paragraph(translator(chosen as Locale)('language.workspace', { workspace: ctx.workspace.name }))],
    }),
  )
}
