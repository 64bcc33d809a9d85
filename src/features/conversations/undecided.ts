import type { Context } from '../../context.ts'
import type { Tx } from '../../db/open.ts'
import { userError } from '../../i18n/i18n.ts'
import { action, idIn } from '../../kit/action.ts'
import { type Block, button, buttons, card, paragraph } from '../../kit/card.ts'
import { limits } from '../../kit/limits.ts'
import { type Reply, show } from '../../kit/reply.ts'
import { type Instant, toDate } from '../../kit/time.ts'
import { declare, refresh } from '../../posts/declare.ts'
import type { View, ViewContext } from '../../posts/views.ts'
import type { DirectMessage } from '../feature.ts'
import { type Content, writeContent } from './content.ts'
import { type ConversationRow, findConversation, isOver, otherSides } from './conversations.ts'
import { type Author, authorIn, openConversations } from './finding.ts'
import { nameOf } from './rooms.ts'
import { said } from './said.ts'
import { sendCopies } from './telling.ts'

/** Buttons for so many conversations, the newest. */
const OFFERED = 3 * limits.buttonsInRow - 1

/** Which conversation is it for? One question for all that waits. */
export async function askWhich(
  tx: Tx,
  now: Instant,
  [author]: readonly Author[],
  { channel, message }: DirectMessage,
  content: Content,
): Promise<void> {
  if (!author) return
  const first = await firstUndecided(tx, author.id)
  const { id } = await tx.carriedMessage.create({
    data: { memberId: author.id, channel, message, content: writeContent(content), createdAt: toDate(now) },
    select: { id: true },
  })
  if (first === undefined) await ask(tx, now, author, id)
  else await refresh(tx, now, ['conversation.which'], first)
}

async function firstUndecided(tx: Tx, memberId: number): Promise<number | undefined> {
  const found = await tx.carriedMessage.findFirst({
    where: { memberId, conversationId: null, erasedAt: null },
    orderBy: { id: 'asc' },
    select: { id: true },
  })
  return found?.id
}

async function ask(tx: Tx, now: Instant, { workspaceId, externalId }: Author, carried: number): Promise<void> {
  const place = { kind: 'direct', member: externalId } as const
  await declare(tx, now, [{ workspace: workspaceId, place, view: 'conversation.which', subject: carried }])
}

/** What the question was asked about is gone: it is asked about the next that waits. */
export async function askAboutRest(tx: Tx, now: Instant, gone: number, memberId: number): Promise<void> {
  const next = await firstUndecided(tx, memberId)
  const author = await tx.member.findUnique({
    where: { id: memberId },
    select: { id: true, personId: true, workspaceId: true, externalId: true },
  })
  if (next !== undefined && author) await ask(tx, now, author, next)
  await refresh(tx, now, ['conversation.which'], gone)
}

export const whichView: View = {
  render: async (view, id) => {
    const db = view.db.client
    const carried = await db.carriedMessage.findUnique({ where: { id } })
    if (!carried || carried.conversationId !== null || carried.erasedAt !== null) return undefined
    const waiting = await db.carriedMessage.count({
      where: { memberId: carried.memberId, conversationId: null, erasedAt: null },
    })
    const account = await db.member.findUnique({
      where: { id: carried.memberId },
      select: { externalId: true, workspace: { select: { platform: true } } },
    })
    const accounts = account ? await sameUser(db, account) : []
    const open = await openConversations(db, accounts)
    return card({
      tone: 'attention',
      blocks: [
        paragraph(view.t('conversation.which', { count: waiting })),
        ...choices(
          view,
          id,
          open.map((conversation) => ({ id: conversation.id, names: namesIn(conversation, accounts) })),
        ),
      ],
    })
  },
}

/** All accounts of one user of a platform. */
async function sameUser(
  db: Tx,
  { externalId, workspace }: { externalId: string; workspace: { platform: string } },
): Promise<Author[]> {
  return db.member.findMany({
    where: { externalId, workspace: { platform: workspace.platform, removedAt: null } },
    select: { id: true, personId: true, workspaceId: true, externalId: true },
  })
}

/** With whom somebody speaks there. */
function namesIn(conversation: ConversationRow, accounts: readonly Author[]): string {
  return nameOf(otherSides(conversation, authorIn(conversation, accounts)?.personId ?? 0))
}

function choices(
  { t }: ViewContext,
  carried: number,
  open: readonly { id: number; names: string }[],
): (Block | undefined)[] {
  const all = open
    .slice(0, OFFERED)
    .map(({ id, names }) => button(names, action('conversation.choose', `${carried}.${id}`), 'primary'))
  const none = button(t.words('conversation.nobody'), action('conversation.choose', `${carried}.0`))
  const each = [...all, none]
  return Array.from({ length: Math.ceil(each.length / limits.buttonsInRow) }, (_, row) =>
    buttons(...each.slice(row * limits.buttonsInRow, (row + 1) * limits.buttonsInRow)),
  )
}

/** `12.5`: what waits since message 12 is for conversation 5; `12.0`: for nobody. */
export async function choose(ctx: Context, record: string): Promise<Reply> {
  const [carried = 0, chosen = 0] = record.split('.').map(idIn)
  const names = await ctx.db.transact(async (tx) => {
    const accounts = await sameUser(tx, { externalId: ctx.member.externalId, workspace: ctx.workspace })
    const waiting = await tx.carriedMessage.findMany({
      where: { memberId: { in: accounts.map((account) => account.id) }, conversationId: null, erasedAt: null },
      orderBy: { id: 'asc' },
      select: { id: true },
    })
    if (!waiting.some(({ id }) => id === carried)) throw userError('conversation.decided')
    const ids = waiting.map(({ id }) => id)
    const names = chosen === 0 ? await drop(tx, ctx.now, ids) : await carryAll(tx, ctx.now, accounts, chosen, ids)
    await refresh(tx, ctx.now, ['conversation.which'], carried)
    return names
  })
  if (names === undefined) return show(said(ctx.t('conversation.dropped')))
  return show(said(ctx.t('conversation.sentTo', { names }), 'good'))
}

async function drop(tx: Tx, now: Instant, ids: readonly number[]): Promise<undefined> {
  await tx.carriedMessage.updateMany({
    where: { id: { in: [...ids] } },
    data: { content: null, erasedAt: toDate(now) },
  })
}

async function carryAll(
  tx: Tx,
  now: Instant,
  accounts: readonly Author[],
  chosen: number,
  ids: readonly number[],
): Promise<string> {
  const conversation = await findConversation(tx, chosen)
  const author = conversation && authorIn(conversation, accounts)
  if (!author || isOver(conversation)) throw userError('conversation.over')
  const data = { conversationId: conversation.id, memberId: author.id }
  await tx.carriedMessage.updateMany({ where: { id: { in: [...ids] } }, data })
  for (const id of ids) await sendCopies(tx, now, conversation, author.personId, id)
  return namesIn(conversation, accounts)
}
