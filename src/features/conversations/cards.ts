import type { Tx } from '../../db/open.ts'
import { type Locale, localeOf, type Translate, translator } from '../../i18n/i18n.ts'
import { action } from '../../kit/action.ts'
import { type Block, button, buttons, card, heading, note, paragraph } from '../../kit/card.ts'
import { bold, join, text } from '../../kit/text.ts'
import type { Reader, View, ViewContext } from '../../posts/views.ts'
import { introductionBlocks } from '../introductions/cards.ts'
import { introductionOf } from '../introductions/introductions.ts'
import { blockedBy } from '../members/blocks.ts'
import { personNode } from '../members/members.ts'
import { blockButton, blockSomebodyButton, unblockButton } from './block-buttons.ts'
import { type ConversationRow, findConversation, isOver, otherSides, relayInstead, type Side } from './conversations.ts'
import { iceBreakerFor, reasonFor } from './reasons.ts'
import { nameOf } from './rooms.ts'
import { said } from './said.ts'
import { tellUnreachable } from './telling.ts'
import { keepsThreads } from './threads.ts'

/** What opens a conversation of the platform's own: who they are, and why they are brought together. */
export const groupView: View = {
  render: async (view, id) => {
    const conversation = await findConversation(view.db.client, id)
    if (conversation?.kind !== 'group') return undefined
    const t = translator(commonLocale(conversation) ?? view.t.locale)
    const members = conversation.sides.map((side) => side.member)
    const names = join(members.map(personNode), ', ')
    return card({
      tone: 'good',
      summary: t.words('conversation.group.title', { names: nameOf(members) }),
      blocks: [
        heading(t.words('conversation.group.title', { names: nameOf(members) })),
        paragraph(t('conversation.group.hello', { names })),
        ...(await whyAndWho(view.db.client, t, conversation, members, undefined)),
        buttons(blockSomebodyButton(t, id)),
      ],
    })
  },
  failed: async (work, post) => work.db.transact(async (tx) => relayInstead(tx, work.now, post.subject)),
}

/** The language of all of them, if they have one in common. */
function commonLocale({ sides }: ConversationRow): Locale | undefined {
  const locales = sides.map(({ member }) => localeOf(member.locale) ?? localeOf(member.platformLocale))
  return locales.every((locale) => locale === locales[0]) ? locales[0] : undefined
}

/** What opens a relayed conversation in one side's direct messages. */
export const openingView: View = {
  render: async (view, id) => {
    const conversation = await findConversation(view.db.client, id)
    const { reader } = view
    if (!conversation || !reader) return undefined
    const others = otherSides(conversation, reader.personId)
    const { t } = view
    const title = t.words('conversation.title', { names: nameOf(others) })
    const ended = isOver(conversation)
    return card({
      tone: ended ? 'closed' : 'good',
      summary: title,
      blocks: [
        heading(title),
        ...(await whyAndWho(view.db.client, t, conversation, others, reader)),
        ...(ended
          ? [note(await endedBecause(view.db.client, t, conversation))]
          : [paragraph(howToAnswer(view, others)), note(t('conversation.kept'))]),
        await controls(view, conversation, others),
      ],
    })
  },
  failed: tellUnreachable,
}

async function whyAndWho(
  db: Tx,
  t: Translate,
  conversation: ConversationRow,
  members: readonly Side[],
  reader: Reader | undefined,
): Promise<(Block | undefined)[]> {
  const reason = await reasonFor(db, t, conversation, reader)
  const iceBreaker = iceBreakerFor(t, conversation)
  const introductions = await Promise.all(
    members.map(async (member) => introductionFor(db, t, conversation.communityId, member)),
  )
  return [reason && paragraph(reason), ...introductions.flat(), iceBreaker && paragraph(iceBreaker)]
}

async function introductionFor(db: Tx, t: Translate, community: number, member: Side): Promise<(Block | undefined)[]> {
  const introduction = await introductionOf(db, community, member.personId)
  if (introduction) return introductionBlocks(db, community, introduction, t)
  return [paragraph(text`${bold(member.name)} (${member.workspace.name})`)]
}

function howToAnswer({ t, workspace }: ViewContext, others: readonly Side[]) {
  const names = join(
    others.map(({ name }) => bold(name)),
    ', ',
  )
  return keepsThreads(workspace.platform)
    ? t('conversation.how.thread', { names })
    : t('conversation.how.reply', { names })
}

async function endedBecause(db: Tx, t: Translate, { id, endedById, sides }: ConversationRow) {
  const ender = sides.find((side) => side.member.personId === endedById)
  if (ender) return t('conversation.endedBy', { name: ender.member.name })
  const newer = await db.conversation.findFirst({
    where: { id: { gt: id }, AND: sides.map(({ memberId }) => ({ sides: { some: { memberId } } })) },
    select: { id: true },
  })
  return newer ? t('conversation.continued') : t('conversation.closed')
}

async function controls(
  { db, reader, t }: ViewContext,
  conversation: ConversationRow,
  others: readonly Side[],
): Promise<Block | undefined> {
  const { id } = conversation
  const blocked = reader ? await blockedBy(db.client, reader.personId) : new Set<number>()
  const end = isOver(conversation) ? undefined : button(t.words('conversation.end'), action('conversation.end', id))
  const block = others.length === 1 ? t.words('conversation.block') : undefined
  return buttons(
    end,
    ...others.map((other) =>
      blocked.has(other.personId) ? unblockButton(t, other) : blockButton(t, id, other, block),
    ),
  )
}

/** Tells the others that it has ended. Who blocked whom is nobody's business: it looks the same. */
export const endedView: View = {
  render: async (view, id) => {
    const conversation = await findConversation(view.db.client, id)
    const ender = conversation?.sides.find((side) => side.member.personId === conversation.endedById)
    if (!ender) return undefined
    return said(view.t('conversation.endedNotice', { name: ender.member.name }))
  },
}
