import type { Context } from '../../context.ts'
import type { Tx } from '../../db/open.ts'
import type { Translate } from '../../i18n/i18n.ts'
import { action } from '../../kit/action.ts'
import {
  type Block,
  button,
  buttons,
  type Card,
  card,
  fields,
  heading,
  note,
  paragraph,
  select,
} from '../../kit/card.ts'
import { choiceField, type Form, form, textField } from '../../kit/form.ts'
import { bold, text } from '../../kit/text.ts'
import type { View } from '../../posts/views.ts'
import { themeChoices, themeNames } from '../communities/themes.ts'
import { personNode } from '../members/members.ts'
import { isOrganisationKind, type OrganisationKind, organisationKinds } from '../members/organisations.ts'
import {
  authorOf,
  findIntroduction,
  type IntroductionRow,
  introductionLimits,
  introductionOf,
} from './introductions.ts'

/** The introduction in one channel: gone from where its author does not want it, and when it is erased. */
export const introductionView: View = {
  render: async (view, id) => {
    const introduction = await findIntroduction(view.db.client, view.community, id)
    const author = introduction && authorOf(introduction)
    if (!introduction || !author) return undefined
    if (!introduction.everywhere && author.workspaceId !== view.workspace.id) return undefined
    return introductionCard(view.db.client, view.community, introduction, view.t)
  },
}

export async function introductionCard(
  db: Tx,
  community: number,
  introduction: IntroductionRow,
  t: Translate,
): Promise<Card> {
  return card({ blocks: await introductionBlocks(db, community, introduction, t) })
}

export async function introductionBlocks(
  db: Tx,
  community: number,
  introduction: IntroductionRow,
  t: Translate,
): Promise<(Block | undefined)[]> {
  const author = authorOf(introduction)
  const name = author?.name ?? t.words('general.formerMember')
  const themes = await themeNames(
    db,
    community,
    t,
    introduction.themes.map(({ theme }) => theme),
  )
  const kind = isOrganisationKind(introduction.kind) ? t.words(`organisation.${introduction.kind}`) : ''
  const organisation = introduction.organisation?.name ?? ''
  return [
    heading(t.words('introduction.card', { name })),
    paragraph(text`${author ? personNode(author) : name} · ${bold(introduction.headline)}`),
    fields([
      { label: t.words('introduction.organisation'), value: organisation === '' ? kind : `${organisation} (${kind})` },
      { label: t.words('introduction.canHelp'), value: introduction.canHelp },
      { label: t.words('introduction.lookingFor'), value: introduction.lookingFor },
      { label: t.words('offer.card.themes'), value: themes },
    ]),
  ]
}

/** Says what this place is, what Totem does, and asks "I am…". */
export const welcomeView: View = {
  render: async (view, member) => {
    const found = await view.db.client.member.findUnique({
      where: { id: member },
      select: { name: true, personId: true, leftAt: true },
    })
    if (!found || found.leftAt) return undefined
    const introduced = await introductionOf(view.db.client, view.community, found.personId)
    return welcomeCard(view.workspace.name, found.name, introduced !== undefined, view.t)
  },
}

function welcomeCard(workspace: string, name: string, introduced: boolean, t: Translate): Card {
  return card({
    tone: introduced ? 'good' : 'neutral',
    blocks: [
      heading(t.words('welcome.title', { workspace })),
      paragraph(t('welcome.hello', { name })),
      introduced ? note(t('welcome.done')) : paragraph(t('welcome.totem')),
      introduced ? undefined : kindSelect(t),
    ],
  })
}

/** "I am…": choosing a kind opens the form. */
export function kindSelect(t: Translate): Block {
  return select({
    action: action('introduction.kind'),
    placeholder: t.words('welcome.iam'),
    choices: organisationKinds.map((kind) => ({ value: kind, label: t.words(`iam.${kind}`) })),
  })
}

export function chooseKindCard(t: Translate): Card {
  return card({ blocks: [paragraph(t('introduction.choose')), kindSelect(t)] })
}

/** The form, filled with what is there. */
export async function introductionForm(ctx: Context, kind: OrganisationKind): Promise<Form> {
  const { t } = ctx
  const there = await introductionOf(ctx.db.client, ctx.community, ctx.member.personId)
  return form({
    action: action('introduction.save', kind),
    title: t.words('introduction.form'),
    send: t.words('general.save'),
    fields: [
      textField({
        key: 'headline',
        label: t.words('introduction.headline'),
        hint: t.words('introduction.headline.hint'),
        maximum: introductionLimits.headline,
        value: there?.headline ?? '',
      }),
      textField({
        key: 'organisation',
        label: t.words('introduction.organisation'),
        required: false,
        maximum: introductionLimits.organisation,
        value: there?.organisation?.name ?? '',
      }),
      choiceField({
        key: 'themes',
        label: t.words('introduction.themes'),
        choices: await themeChoices(ctx.db.client, ctx.community, t),
        minimum: 0,
        maximum: introductionLimits.themes,
        chosen: there?.themes.map(({ theme }) => theme) ?? [],
      }),
      longField(t.words('introduction.canHelp'), 'canHelp', there?.canHelp),
      longField(t.words('introduction.lookingFor'), 'lookingFor', there?.lookingFor),
    ],
  })
}

function longField(label: string, key: 'canHelp' | 'lookingFor', value: string | undefined) {
  return textField({ key, label, required: false, lines: 'many', maximum: introductionLimits[key], value: value ?? '' })
}

/** What the author sees once it is saved. */
export function savedCard(ctx: Context, saved: { isNew: boolean; channels: number }): Card {
  const { t } = ctx
  const { name } = ctx.member
  if (!saved.isNew) return card({ tone: 'good', blocks: [paragraph(t('introduction.updated'))] })
  if (saved.channels === 0)
    return card({ tone: 'attention', blocks: [paragraph(t('introduction.noChannel', { name }))] })
  if (saved.channels === 1) return card({ tone: 'good', blocks: [paragraph(t('introduction.published', { name }))] })
  return card({
    tone: 'good',
    blocks: [
      paragraph(t('introduction.publishedEverywhere', { name, count: saved.channels })),
      buttons(
        button(t.words('introduction.homeOnly', { workspace: ctx.workspace.name }), action('introduction.homeOnly')),
      ),
    ],
  })
}
