import type { Context } from '../../context.ts'
import type { Tx } from '../../db/open.ts'
import type { Translate } from '../../i18n/i18n.ts'
import { action } from '../../kit/action.ts'
import { type Block, button, buttons, type Card, card, fields, heading, note, paragraph } from '../../kit/card.ts'
import { choiceField, type Form, form, textField } from '../../kit/form.ts'
import { bold, text } from '../../kit/text.ts'
import type { View, ViewContext } from '../../posts/views.ts'
import { themeChoices, themeNames } from '../communities/themes.ts'
import { askButton } from '../members/ask-button.ts'
import { personNode } from '../members/members.ts'
import { isOrganisationKind, type OrganisationKind } from '../members/organisations.ts'
import { namePerson } from './greeters.ts'
import {
  authorOf,
  findIntroduction,
  type IntroductionRow,
  introductionLimits,
  introductionOf,
  isHere,
  type SavedIntroduction,
} from './introductions.ts'
import { kindSelect } from './welcomes.ts'

/** The introduction in one channel: gone from where its author does not want it, and when it is erased. */
export const introductionView: View = {
  render: async (view, id) => {
    const introduction = await findIntroduction(view.db.client, view.community, id)
    const author = introduction && authorOf(introduction)
    if (!introduction || !author) return undefined
    if (!introduction.everywhere && author.workspaceId !== view.workspace.id) return undefined
    return card({
      blocks: [
        ...(await introductionBlocks(view.db.client, view.community, introduction, view.t)),
        ...(await greetingBlocks(view, introduction)),
      ],
    })
  },
}

/** Who greets the newcomer, or the button for whoever will; and the way to meet them. Nobody is there to be greeted when they left. */
async function greetingBlocks(view: ViewContext, introduction: IntroductionRow): Promise<(Block | undefined)[]> {
  if (!isHere(introduction)) return []
  const { t } = view
  const { greeterId, personId } = introduction
  const name = authorOf(introduction)?.name ?? ''
  const greeter = greeterId === null ? undefined : await namePerson(view.db.client, greeterId, view.workspace.id)
  return [
    greeterId === null ? undefined : note(t('greeter.named', { greeter: greeter ?? t('general.formerMember'), name })),
    buttons(
      greeterId === null
        ? button(t.words('greeter.greet'), action('introduction.greet', introduction.id), 'primary')
        : undefined,
      askButton(t, personId),
    ),
  ]
}

/** The card as `/intro show` answers: with Edit on one's own, and the way to meet anybody else. */
export async function introductionCard(ctx: Context, introduction: IntroductionRow): Promise<Card> {
  const isOwn = introduction.personId === ctx.member.personId
  const edit = button(ctx.t.words('introduction.edit'), action('command.run', 'intro me'))
  return card({
    blocks: [
      ...(await introductionBlocks(ctx.db.client, ctx.community, introduction, ctx.t)),
      isOwn ? buttons(edit) : undefined,
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
      { label: t.words('introduction.organisation'), value: organisation === '' ? kind : `${organisation} (${kind})` },
      { label: t.words('introduction.canHelp'), value: introduction.canHelp },
      { label: t.words('introduction.lookingFor'), value: introduction.lookingFor },
      { label: t.words('offer.card.themes'), value: themes },
    ]),
  ]
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
export async function savedCard(ctx: Context, saved: SavedIntroduction): Promise<Card> {
  const { t } = ctx
  const { name } = ctx.member
  if (saved.channels === 0)
    return card({ tone: 'attention', blocks: [paragraph(t('introduction.noChannel', { name }))] })
  const there = await introductionOf(ctx.db.client, ctx.community, ctx.member.personId)
  const isFar = saved.channels > 1 && there?.everywhere === true
  const far = isFar ? t('introduction.publishedEverywhere', { name, count: saved.channels }) : undefined
  return card({
    tone: 'good',
    blocks: [
      paragraph(saved.isNew ? (far ?? t('introduction.published', { name })) : t('introduction.updated')),
      saved.channels > 1 && there ? whereButton(ctx, there) : undefined,
    ],
  })
}

/** Where the card is shown now, with the way back. */
export function whereCard(ctx: Context, introduction: IntroductionRow): Card {
  const said = introduction.everywhere
    ? ctx.t('introduction.nowEverywhere')
    : ctx.t('introduction.nowHomeOnly', { workspace: homeOf(introduction) })
  return card({ tone: 'good', blocks: [paragraph(said), whereButton(ctx, introduction)] })
}

function whereButton(ctx: Context, introduction: IntroductionRow): Block | undefined {
  const { t } = ctx
  if (!introduction.everywhere)
    return buttons(button(t.words('introduction.everywhere'), action('introduction.everywhere')))
  const label = t.words('introduction.homeOnly', { workspace: homeOf(introduction) })
  return buttons(button(label, action('introduction.homeOnly')))
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
  const edit = button(t.words('introduction.edit'), action('command.run', 'intro me'))
  return [heading(t.words('introduction.form')), ...blocks, buttons(edit)]
}
