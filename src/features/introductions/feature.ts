import type { Context } from '../../context.ts'
import { userError } from '../../i18n/i18n.ts'
import { card, paragraph } from '../../kit/card.ts'
import { ask, type Reply, show } from '../../kit/reply.ts'
import type { Feature, FormHandler, Press } from '../feature.ts'
import { namedMember, personNode } from '../members/members.ts'
import { isOrganisationKind, type OrganisationKind } from '../members/organisations.ts'
import {
  chooseKindCard,
  introductionCard,
  introductionForm,
  introductionView,
  savedCard,
  welcomeView,
} from './cards.ts'
import { introductionOf, saveIntroduction, showEverywhere } from './introductions.ts'

/** `/intro me`: the form with what is there; who is not introduced yet first says what they are. */
export async function editMyIntroduction(ctx: Context): Promise<Reply> {
  const there = await introductionOf(ctx.db.client, ctx.community, ctx.member.personId)
  if (!there) return show(chooseKindCard(ctx.t))
  return ask(await introductionForm(ctx, kindOf(there.kind)))
}

/** `/intro show`: somebody's card, or one's own. */
export async function showIntroduction(ctx: Context, member: string | undefined): Promise<Reply> {
  const named = member === undefined ? ctx.member : await namedMember(ctx, ctx.workspace, member)
  const there = await introductionOf(ctx.db.client, ctx.community, named.personId)
  if (there) return show(await introductionCard(ctx.db.client, ctx.community, there, ctx.t))
  if (named.personId === ctx.member.personId) throw userError('introduction.noneMine')
  throw userError('introduction.none', { person: personNode({ ...named, workspace: ctx.workspace }) })
}

const chooseKind: Press = async (ctx, _record, values) => ask(await introductionForm(ctx, kindOf(values[0] ?? '')))

const homeOnly: Press = async (ctx) => {
  await showEverywhere(ctx, false)
  return show(
    card({ tone: 'good', blocks: [paragraph(ctx.t('introduction.nowHomeOnly', { workspace: ctx.workspace.name }))] }),
  )
}

const form: FormHandler = {
  form: async (ctx, kind) => introductionForm(ctx, kindOf(kind)),
  save: async (ctx, kind, answers) => show(savedCard(ctx, await saveIntroduction(ctx, kindOf(kind), answers))),
}

function kindOf(kind: string): OrganisationKind {
  return isOrganisationKind(kind) ? kind : 'other'
}

export const introductions: Feature = {
  views: { 'introduction.card': introductionView, 'member.welcome': welcomeView },
  presses: { 'introduction.kind': chooseKind, 'introduction.homeOnly': homeOnly },
  forms: { 'introduction.save': form },
  memberShortcuts: { 'introduction.show': showIntroduction },
  duties: [],
}
