import type { Context } from '../../context.ts'
import type { Tx } from '../../db/open.ts'
import { type Translate, userError } from '../../i18n/i18n.ts'
import { action } from '../../kit/action.ts'
import { type Block, button, buttons, type Card, card, fields, heading, note, paragraph } from '../../kit/card.ts'
import { type Answers, answerChoices, channelField, type Form, form } from '../../kit/form.ts'
import { type Reply, show } from '../../kit/reply.ts'
import { join, type Node, type Text, text } from '../../kit/text.ts'
import type { View } from '../../posts/views.ts'
import type { FormHandler, Press } from '../feature.ts'
import { type Purpose, purposes } from './channels.ts'
import { chooseChannels } from './workspaces.ts'

/** What was adopted and what is missing, with a button to set it right. */
export const setupView: View = {
  render: async (view) => setupCard(view.db.client, view.workspace, view.t),
}

export async function setupCard(
  db: Tx,
  workspace: { id: number; externalId: string; name: string },
  t: Translate,
): Promise<Card> {
  const adopted = await db.adoptedChannel.findMany({ where: { workspaceId: workspace.id } })
  const missing = purposes.filter((purpose) => !adopted.some((channel) => channel.purpose === purpose))
  return card({
    tone: missing.length === 0 ? 'good' : 'attention',
    blocks: [
      heading(t.words('setup.title')),
      paragraph(t('setup.intro', { workspace: workspace.name })),
      fields([
        ...purposes.map((purpose) => ({
          label: t.label(`purpose.${purpose}`),
          value: channelOf(adopted, purpose, workspace.externalId),
        })),
        { label: t.label('setup.missing'), value: missing.map((purpose) => t.words(`purpose.${purpose}`)).join(', ') },
      ]),
      missing.length === 0 ? undefined : note(t('setup.silent')),
      buttons(button(t.words('setup.open'), action('workspace.setup', workspace.id), 'primary')),
    ],
  })
}

type Adopted = { purpose: string; externalId: string; name: string }

function channelOf(adopted: readonly Adopted[], purpose: Purpose, workspace: string): Node | undefined {
  const found = adopted.find((channel) => channel.purpose === purpose)
  return found && { kind: 'channel', workspace, id: found.externalId, name: found.name }
}

export const openSetup: Press = async (ctx) => ({ kind: 'form', form: await setupForm.form(ctx, '') })

export const setupForm: FormHandler = {
  form: async (ctx): Promise<Form> => {
    refuseUnlessStaff(ctx)
    const adopted = await ctx.db.client.adoptedChannel.findMany({ where: { workspaceId: ctx.workspace.id } })
    return form({
      action: action('workspace.setup'),
      title: ctx.t.words('setup.form'),
      send: ctx.t.words('general.save'),
      fields: purposes.map((purpose) =>
        channelField({
          key: purpose,
          label: ctx.t.words(`purpose.${purpose}`),
          hint: ctx.t.words(`setup.form.${purpose}`),
          required: false,
          chosen: adopted.find((channel) => channel.purpose === purpose)?.externalId,
        }),
      ),
    })
  },
  save: async (ctx, _record, answers): Promise<Reply> => {
    refuseUnlessStaff(ctx)
    const chosen = await chosenChannels(ctx, answers)
    await chooseChannels(ctx, ctx.workspace, chosen)
    const closed = []
    for (const channel of chosen.values())
      if (!(await ctx.directory.enter(ctx.workspace, channel.id))) closed.push(channel)
    const said = await setupCard(ctx.db.client, ctx.workspace, ctx.t)
    return show(
      card({
        blocks: [
          paragraph(ctx.t('setup.saved')),
          closed.length === 0
            ? undefined
            : paragraph(ctx.t('setup.invite', { channels: namesOf(closed, ctx.workspace.externalId) })),
          said.blocks.find((block) => block.kind === 'fields'),
          await guestsButton(ctx),
        ],
      }),
    )
  },
}

/** Staff choose whether guests are greeted, where the platform knows guests. */
async function guestsButton(ctx: Context): Promise<Block | undefined> {
  const { guestsExcluded, members } = await ctx.db.client.workspace.findUniqueOrThrow({
    where: { id: ctx.workspace.id },
    select: { guestsExcluded: true, members: { where: { isGuest: true }, select: { id: true }, take: 1 } },
  })
  if (members.length === 0 && !guestsExcluded) return undefined
  const label = ctx.t.words(guestsExcluded ? 'guests.include' : 'guests.exclude')
  return buttons(button(label, action('members.guests', guestsExcluded ? 'on' : 'off')))
}

function refuseUnlessStaff(ctx: Context): void {
  if (!ctx.member.staff) throw userError('general.staffOnly')
}

async function chosenChannels(ctx: Context, answers: Answers): Promise<Map<Purpose, { id: string; name: string }>> {
  const known = await ctx.directory.channels(ctx.workspace)
  return new Map(
    purposes.flatMap((purpose) => {
      const id = answerChoices(answers, purpose)[0]
      const channel = known.find((each) => each.id === id)
      return channel ? [[purpose, channel] as const] : []
    }),
  )
}

function namesOf(channels: readonly { id: string; name: string }[], workspace: string): Text {
  return join(
    channels.map((channel) => text`${{ kind: 'channel', workspace, id: channel.id, name: channel.name }}`),
    ', ',
  )
}
