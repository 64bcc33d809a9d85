import type { Work } from '../../context.ts'
import type { Translate } from '../../i18n/i18n.ts'
import { action } from '../../kit/action.ts'
import { type Block, button, buttons, type Card, card, heading, note, paragraph, select } from '../../kit/card.ts'
import { declare } from '../../posts/declare.ts'
import type { FailedPost, View, ViewContext } from '../../posts/views.ts'
import { channelFor } from '../communities/workspaces.ts'
import { personColumns, personNode } from '../members/members.ts'
import { organisationKinds } from '../members/organisations.ts'
import { introductionOf } from './introductions.ts'

/** Somebody who is still here, and whether they have introduced themself. */
async function whoIsWelcomed(view: ViewContext, member: number) {
  const found = await view.db.client.member.findUnique({
    where: { id: member, leftAt: null },
    select: { ...personColumns, personId: true },
  })
  if (!found) return undefined
  const introduction = await introductionOf(view.db.client, view.community, found.personId)
  return { ...found, introduced: introduction !== undefined }
}

/** Says what this place is, what Totem does, and asks "I am…". */
export const welcomeView: View = {
  render: async (view, member) => {
    const found = await whoIsWelcomed(view, member)
    if (!found) return undefined
    if (found.introduced && (await isSaidInChannel(view, member))) return undefined
    return welcomeCard(view.workspace.name, found.name, found.introduced, view.t)
  },
  failed: async (work, post) => {
    if (post.reason === 'directMessagesClosed' || post.reason === 'notAllowed') await sayInChannel(work, post)
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

/** Their direct messages are closed: the welcome goes to the introductions channel instead, once. */
async function sayInChannel(work: Work, { workspace, subject }: FailedPost): Promise<void> {
  await work.db.transact(async (tx) => {
    const channel = await channelFor(tx, workspace.id, 'introductions')
    if (!channel) return
    const place = { kind: 'channel', channel } as const
    await declare(tx, work.now, [{ workspace: workspace.id, place, view: 'member.welcomeHere', subject }])
  })
}

async function isSaidInChannel(view: ViewContext, member: number): Promise<boolean> {
  const there = await view.db.client.post.findFirst({
    where: { view: 'member.welcomeHere', subject: member },
    select: { id: true },
  })
  return there !== null
}

/** The same in the introductions channel, where everybody reads it and only the newcomer may choose. */
export const welcomeHereView: View = {
  render: async (view, member) => {
    const found = await whoIsWelcomed(view, member)
    if (!found) return undefined
    const { t } = view
    const person = personNode(found)
    if (found.introduced) return card({ tone: 'good', blocks: [paragraph(t('welcome.hereDone', { person }))] })
    return card({
      blocks: [paragraph(t('welcome.here', { person })), paragraph(t('welcome.totem')), kindSelect(t, member)],
    })
  },
}

/** Who left and comes back is not told everything again. */
export const welcomeBackView: View = {
  render: async (view, member) => {
    const found = await whoIsWelcomed(view, member)
    if (!found) return undefined
    const { t } = view
    const words = { name: found.name, workspace: view.workspace.name }
    return card({
      blocks: [
        paragraph(t('welcome.back', words)),
        buttons(
          button(
            t.words(found.introduced ? 'welcome.backIntroduced' : 'welcome.backIntroduce'),
            action('command.run', found.introduced ? 'intro show' : 'intro me'),
          ),
        ),
      ],
    })
  },
}

/** The one reminder: gone as soon as they have introduced themself. */
export const reminderView: View = {
  render: async (view, member) => {
    const found = await whoIsWelcomed(view, member)
    if (!found || found.introduced) return undefined
    const { t } = view
    return card({
      blocks: [paragraph(t('reminder.introduce', { name: found.name })), kindSelect(t), note(t('reminder.once'))],
    })
  },
}

/** "I am…": choosing a kind opens the form. `member`: who alone may choose, where others see it too. */
export function kindSelect(t: Translate, member?: number): Block {
  return select({
    action: action('introduction.kind', member),
    placeholder: t.words('welcome.iam'),
    choices: organisationKinds.map((kind) => ({ value: kind, label: t.words(`iam.${kind}`) })),
  })
}
