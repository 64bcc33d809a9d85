import type { Work } from '../../context.ts'
import { isTaken } from '../../db/error.ts'
import type { Tx } from '../../db/open.ts'
import { type Instant, toDate } from '../../kit/time.ts'
import { refresh } from '../../posts/declare.ts'
import type { DirectMessage } from '../feature.ts'
import { type Content, filesOf, neutral, writeContent } from './content.ts'
import { type ConversationRow, findConversation, isOver } from './conversations.ts'
import {
  type Author,
  accountsOf,
  authorIn,
  conversationAnswered,
  unendedConversations,
  waitForPosts,
} from './finding.ts'
import { hint, hintEnded } from './hints.ts'
import { declareCopies, sendCopies } from './telling.ts'
import { keepsThreads } from './threads.ts'
import { askAboutRest, askWhich } from './undecided.ts'

/** A direct message to Totem: carried to the other sides of the conversation it belongs to. Repeating it is harmless. */
export async function hearDirect(work: Work, platform: string, message: DirectMessage): Promise<void> {
  const hear = async () => work.db.transact(async (tx) => hearOnce(tx, work.now, platform, message))
  try {
    await hear()
  } catch (error) {
    if (!isTaken(error)) throw error
    // It is heard live and from the archive at the same time: the second look sees what the faster has written.
    await hear()
  }
}

async function hearOnce(tx: Tx, now: Instant, platform: string, message: DirectMessage): Promise<void> {
  const accounts = await accountsOf(tx, platform, message.workspace, message.author)
  if (accounts.length === 0) return
  const known = await tx.carriedMessage.findFirst({
    where: { memberId: { in: accounts.map((account) => account.id) }, message: message.message },
    select: { id: true, conversationId: true, memberId: true, erasedAt: true },
  })
  if (!known) await hearNew(tx, now, platform, accounts, message)
  else if (message.edited && known.erasedAt === null) await rewrite(tx, now, known, contentOf(message))
}

async function hearNew(
  tx: Tx,
  now: Instant,
  platform: string,
  accounts: readonly Author[],
  message: DirectMessage,
): Promise<void> {
  const answered = await conversationAnswered(tx, accounts, message)
  if (answered) return carryTo(tx, now, accounts, answered, message)
  await waitForPosts(tx, accounts)
  const unended = await unendedConversations(tx, accounts, message)
  const open = unended.filter((conversation) => !isOver(conversation))
  const [only] = open
  if (!only) return hearUncarried(tx, now, accounts, unended, message)
  if (open.length === 1 && !keepsThreads(platform)) return carryTo(tx, now, accounts, only, message)
  await askWhich(tx, now, accounts, message, contentOf(message))
}

async function carryTo(
  tx: Tx,
  now: Instant,
  accounts: readonly Author[],
  conversation: ConversationRow,
  message: DirectMessage,
): Promise<void> {
  const author = authorIn(conversation, accounts)
  if (!author) return
  if (isOver(conversation)) {
    await leaveUncarried(tx, now, conversation, author, message)
    return message.edited ? undefined : hintEnded(tx, now, conversation, author)
  }
  const { id } = await tx.carriedMessage.create({
    data: {
      conversationId: conversation.id,
      memberId: author.id,
      channel: message.channel,
      message: message.message,
      content: writeContent(contentOf(message)),
      createdAt: toDate(now),
    },
    select: { id: true },
  })
  await sendCopies(tx, now, conversation, author.personId, id)
}

async function hearUncarried(
  tx: Tx,
  now: Instant,
  accounts: readonly Author[],
  [suspended]: readonly ConversationRow[],
  message: DirectMessage,
): Promise<void> {
  const author = suspended && authorIn(suspended, accounts)
  if (author) await leaveUncarried(tx, now, suspended, author, message)
  if (!message.edited) await hint(tx, now, accounts)
}

/** Its author knows that nobody gets it: it is not new either where it is found after somebody is back. */
async function leaveUncarried(
  tx: Tx,
  now: Instant,
  conversation: ConversationRow,
  author: Author,
  { channel, message }: DirectMessage,
): Promise<void> {
  const at = toDate(now)
  const of = { conversationId: conversation.id, memberId: author.id, channel, message }
  await tx.carriedMessage.create({ data: { ...of, content: null, createdAt: at, erasedAt: at } })
}

function contentOf(message: DirectMessage): Content {
  return { text: neutral(message.text), files: filesOf(message) }
}

interface Carried {
  readonly id: number
  readonly conversationId: number | null
  readonly memberId: number
}

/** The copies change with it until the conversation has ended. */
async function rewrite(tx: Tx, now: Instant, carried: Carried, content: Content): Promise<void> {
  const conversation = carried.conversationId === null ? undefined : await findConversation(tx, carried.conversationId)
  if (conversation && isOver(conversation)) return
  // Its text is new again: it is kept until the copies show it, at most a day from now.
  const data = { content: writeContent(content), createdAt: toDate(now) }
  await tx.carriedMessage.update({ where: { id: carried.id }, data })
  const author = conversation?.sides.find((side) => side.memberId === carried.memberId)
  if (!conversation || !author) return
  await refresh(tx, now, ['conversation.message'], carried.id)
  await declareCopies(tx, now, conversation, author.member.personId, carried.id)
}

/** Its author deleted it: its copies go too, whether the conversation has ended or not. */
export async function eraseCarried(work: Work, channel: string, message: string): Promise<void> {
  await work.db.transact(async (tx) => {
    const found = await tx.carriedMessage.findFirst({
      where: { channel, message, erasedAt: null },
      select: { id: true, memberId: true, conversationId: true },
    })
    if (!found) return
    await tx.carriedMessage.update({ where: { id: found.id }, data: { content: null, erasedAt: toDate(work.now) } })
    await refresh(tx, work.now, ['conversation.message'], found.id)
    if (found.conversationId === null) await askAboutRest(tx, work.now, found.id, found.memberId)
  })
}
