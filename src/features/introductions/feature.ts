import type { Context } from '../../context.ts'
import { userError } from '../../i18n/i18n.ts'
import { idIn } from '../../kit/action.ts'
import { card } from '../../kit/card.ts'
import { ask, type Reply, show } from '../../kit/reply.ts'
import type { Feature, FormHandler, Press } from '../feature.ts'
import { namedMember, personColumns, personNode } from '../members/members.ts'
import { isOrganisationKind, type OrganisationKind } from '../members/organisations.ts'
import { chooseKindCard, homeBlocks, introductionCard, introductionForm, savedCard, whereCard } from './cards.ts'
import { openFound, turnFound } from './find.ts'
import { greet } from './greeters.ts'
import { introductionOf, postingDuty, saveIntroduction, showEverywhere } from './introductions.ts'
import { suggestedBlocks, suggestionsFor } from './meet.ts'
import { mondayDuty } from './monday.ts'
import { mondayView, pressWrite } from './monday-card.ts'
import { floodView, pauseMe, pressGuests, pressPause } from './pausing.ts'
import { introductionView, leftBehindView } from './posted.ts'
import { reminderDuty } from './reminding.ts'
import { reminderView, welcomeBackView, welcomeHereView, welcomeView } from './welcomes.ts'
import { welcomeDuty } from './welcoming.ts'

/** `/intro me`: the form with what is there; who is not introduced yet first says what they are. */
export async function editMyIntroduction(ctx: Context): Promise<Reply> {
  const there = await introductionOf(ctx.db.client, ctx.community, ctx.member.personId)
  if (!there) return show(chooseKindCard(ctx.t, 'introduction.choose'))
  return ask(await introductionForm(ctx, kindOf(there.kind)))
}

/** `/intro show`: somebody's card, or one's own. */
export async function showIntroduction(ctx: Context, member: string | undefined): Promise<Reply> {
  const named = member === undefined ? ctx.member : await namedMember(ctx, ctx.workspace, member)
  const there = await introductionOf(ctx.db.client, ctx.community, named.personId)
  if (there) return show(await introductionCard(ctx, there))
  if (named.personId === ctx.member.personId) throw userError('introduction.noneMine')
  throw userError('introduction.none', { person: personNode({ ...named, workspace: ctx.workspace }) })
}

/** `record`: the member who alone may choose, where others see the question too. */
const chooseKind: Press = async (ctx, record, values) => {
  if (record !== '' && record !== String(ctx.member.id)) throw await notYours(ctx, idIn(record))
  return ask(await introductionForm(ctx, kindOf(values[0] ?? '')))
}

async function notYours(ctx: Context, member: number) {
  const found = await ctx.db.client.member.findUnique({
    where: { id: member, workspace: { communityId: ctx.community } },
    select: personColumns,
  })
  return userError('welcome.notYours', { person: found ? personNode(found) : ctx.t('general.formerMember') })
}

const shown =
  (everywhere: boolean): Press =>
  async (ctx) => {
    const there = await showEverywhere(ctx, everywhere)
    if (!there) throw userError('introduction.noneMine')
    return show(whereCard(ctx, there))
  }

const form: FormHandler = {
  form: async (ctx, kind) => introductionForm(ctx, kindOf(kind)),
  save: async (ctx, kind, answers) => {
    const saved = await savedCard(ctx, await saveIntroduction(ctx, kindOf(kind), answers))
    const suggested = await suggestedBlocks(ctx, await suggestionsFor(ctx))
    return show(card({ ...saved, blocks: [...saved.blocks, ...suggested] }))
  },
}

function kindOf(kind: string): OrganisationKind {
  return isOrganisationKind(kind) ? kind : 'other'
}

export const introductions: Feature = {
  views: {
    'introduction.card': introductionView,
    'introduction.leftBehind': leftBehindView,
    'introduction.reminder': reminderView,
    'member.welcome': welcomeView,
    'member.welcomeHere': welcomeHereView,
    'member.welcomeBack': welcomeBackView,
    'members.flood': floodView,
    'staff.monday': mondayView,
  },
  presses: {
    'introduction.kind': chooseKind,
    'introduction.homeOnly': shown(false),
    'introduction.everywhere': shown(true),
    'introduction.greet': greet,
    'introduction.find': turnFound,
    'introduction.open': openFound,
    'greetings.pause': pressPause,
    'members.guests': pressGuests,
    'member.resume': async (ctx) => pauseMe(ctx, false),
    'introduction.rekind': async (ctx) => show(chooseKindCard(ctx.t, 'introduction.chooseAgain')),
    'staff.write': pressWrite,
  },
  forms: { 'introduction.save': form },
  memberShortcuts: { 'introduction.show': showIntroduction },
  duties: [welcomeDuty, reminderDuty, mondayDuty, postingDuty],
  home: homeBlocks,
}
