import type { Context } from '../../context.ts'
import type { Tx } from '../../db/open.ts'
import type { Translate } from '../../i18n/i18n.ts'
import { action } from '../../kit/action.ts'
import {
  type Block,
  type Button,
  button,
  buttons,
  type Card,
  card,
  fields,
  heading,
  paragraph,
} from '../../kit/card.ts'
import { choiceField, type Form, form, textField } from '../../kit/form.ts'
import { bold, text } from '../../kit/text.ts'
import { themeChoices, themeNames } from '../communities/themes.ts'
import { askButton } from '../members/ask-button.ts'
import { personNode } from '../members/members.ts'
import { isOrganisationKind, type OrganisationKind } from '../members/organisations.ts'
import {
  authorOf,
  type IntroductionRow,
  introductionLimits,
  introductionOf,
  isHere,
  type SavedIntroduction,
} from './introductions.ts'
import { kindSelect } from './welcomes.ts'

/** The card as `/intro show` answers: with Edit on one's own, and the way to meet anybody else. */
export async function introductionCard(ctx: Context, introduction: IntroductionRow): Promise<Card> {
  const isOwn = introduction.personId === ctx.member.personId
  return card({
    blocks: [
      ...(await introductionBlocks(ctx.db.client, ctx.community, introduction, ctx.t)),
      isOwn ? editButtons(ctx.t) : undefined,
      !isOwn && isHere(introduction) ? buttons(askButton(ctx.t, introduction.personId)) : undefined,
    ],
  })
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
      { label: t.label('introduction.organisation'), value: organisation === '' ? kind : `${organisation} (${kind})` },
      { label: t.label('introduction.canHelp'), value: introduction.canHelp },
      { label: t.label('introduction.lookingFor'), value: introduction.lookingFor },
      { label: t.label('offer.card.themes'), value: themes },
    ]),
  ]
}

export function chooseKindCard(t: Translate, asked: 'introduction.choose' | 'introduction.chooseAgain'): Card {
  return card({ blocks: [paragraph(t(asked)), kindSelect(t)] })
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
export async function savedCard(ctx: Context, saved: SavedIntroduction): Promise<Card> {
  const { t } = ctx
  const { name } = ctx.member
  if (saved.channels === 0)
    return card({
      tone: 'attention',
      blocks: [paragraph(t('introduction.noChannel', { name })), buttons(kindButton(t))],
    })
  const there = await introductionOf(ctx.db.client, ctx.community, ctx.member.personId)
  const isFar = saved.channels > 1 && there?.everywhere === true
  const far = isFar ? t('introduction.publishedEverywhere', { name, count: saved.channels }) : undefined
  return card({
    tone: 'good',
    blocks: [
      paragraph(saved.isNew ? (far ?? t('introduction.published', { name })) : t('introduction.updated')),
      buttons(saved.channels > 1 && there ? whereButton(ctx, there) : undefined, kindButton(t)),
    ],
  })
}

/** Where the card is shown now, with the way back. */
export function whereCard(ctx: Context, introduction: IntroductionRow): Card {
  const said = introduction.everywhere
    ? ctx.t('introduction.nowEverywhere')
    : ctx.t('introduction.nowHomeOnly', { workspace: homeOf(introduction) })
  return card({ tone: 'good', blocks: [paragraph(said), buttons(whereButton(ctx, introduction))] })
}

function whereButton({ t }: Context, introduction: IntroductionRow): Button {
  if (!introduction.everywhere) return button(t.words('introduction.everywhere'), action('introduction.everywhere'))
  const label = t.words('introduction.homeOnly', { workspace: homeOf(introduction) })
  return button(label, action('introduction.homeOnly'))
}

function homeOf(introduction: IntroductionRow): string {
  return authorOf(introduction)?.workspace.name ?? ''
}

/** The App Home's part: what people read of the member, and what is in their hands. */
export async function homeBlocks(ctx: Context): Promise<(Block | undefined)[]> {
  const { t } = ctx
  const there = await introductionOf(ctx.db.client, ctx.community, ctx.member.personId)
  if (!there) return [heading(t.words('introduction.form')), paragraph(t('introduction.choose')), kindSelect(t)]
  const [, ...blocks] = await introductionBlocks(ctx.db.client, ctx.community, there, t)
  return [heading(t.words('introduction.form')), ...blocks, editButtons(t)]
}

function editButtons(t: Translate): Block | undefined {
  return buttons(button(t.words('introduction.edit'), action('command.run', 'intro me')), kindButton(t))
}

/** The kind is none of the form's five fields: it is chosen before. */
function kindButton(t: Translate): Button {
  return button(t.words('introduction.rekind'), action('introduction.rekind'))
}
