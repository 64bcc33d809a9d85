import type { Tx } from '../../db/open.ts'
import { DeliveryError } from '../../kit/errors.ts'
import type { DirectMessage } from '../feature.ts'
import { type ConversationRow, findConversation, isOver } from './conversations.ts'

/** An account of whoever wrote. On Discord one user may have several: one a server. */
export interface Author {
  readonly id: number
  readonly personId: number
  readonly workspaceId: number
  readonly externalId: string
}

/** `workspace`: empty for any. Latest seen first. */
export async function accountsOf(tx: Tx, platform: string, workspace: string, externalId: string): Promise<Author[]> {
  return tx.member.findMany({
    where: {
      externalId,
      leftAt: null,
      workspace: { platform, removedAt: null, ...(workspace === '' ? {} : { externalId: workspace }) },
    },
    orderBy: [{ seenAt: 'desc' }, { id: 'asc' }],
    select: { id: true, personId: true, workspaceId: true, externalId: true },
  })
}

/** Posts of conversations: what each is about. */
const aboutConversation = [
  'conversation.opening',
  'conversation.ended',
  'conversation.left',
  'conversation.over',
  'conversation.unreachable',
]
const aboutMessage = ['conversation.message', 'conversation.undelivered']

/**
 * Nobody can tell what is answered while a post of theirs is under way: they may have seen it before we know its id.
 * Throws what is tried again.
 */
export async function waitForPosts(tx: Tx, accounts: readonly Author[]): Promise<void> {
  const underway = await tx.post.findFirst({
    where: {
      view: { in: [...aboutConversation, ...aboutMessage] },
      sentAt: null,
      sendingSince: { not: null },
      OR: accounts.flatMap(({ workspaceId, externalId }) => [
        { workspaceId, place: `direct:${externalId}` },
        { workspaceId, place: { startsWith: 'below:', endsWith: `:${externalId}` } },
      ]),
    },
    select: { id: true },
  })
  if (underway) throw new DeliveryError({ kind: 'later', afterMs: undefined }, `post ${underway.id} is under way`)
}

/** The conversation of the message that is answered, Totem's or one's own; ended ones too. */
export async function conversationAnswered(
  tx: Tx,
  accounts: readonly Author[],
  { channel, answers }: DirectMessage,
): Promise<ConversationRow | undefined> {
  if (answers === undefined) return undefined
  const id = (await conversationOfPost(tx, channel, answers)) ?? (await conversationOfOwn(tx, channel, answers))
  const conversation = id === undefined ? undefined : await findConversation(tx, id)
  return conversation && authorIn(conversation, accounts) ? conversation : undefined
}

async function conversationOfPost(tx: Tx, channel: string, message: string): Promise<number | undefined> {
  const post = await tx.post.findFirst({
    where: { channel, message, view: { in: [...aboutConversation, ...aboutMessage] } },
    select: { view: true, subject: true },
  })
  if (!post) return undefined
  if (aboutConversation.includes(post.view)) return post.subject
  const carried = await tx.carriedMessage.findUnique({ where: { id: post.subject }, select: { conversationId: true } })
  return carried?.conversationId ?? undefined
}

async function conversationOfOwn(tx: Tx, channel: string, message: string): Promise<number | undefined> {
  const carried = await tx.carriedMessage.findFirst({ where: { channel, message }, select: { conversationId: true } })
  return carried?.conversationId ?? undefined
}

/** The relayed conversations that are open to somebody, the newest first. */
export async function openConversations(tx: Tx, accounts: readonly Author[]): Promise<ConversationRow[]> {
  const rows = await unendedConversations(tx, accounts)
  return rows.filter((row) => !isOver(row))
}

/** Also those that are over until somebody is back. `before`: opened before this message of theirs. */
export async function unendedConversations(
  tx: Tx,
  accounts: readonly Author[],
  before?: { readonly message: string },
): Promise<ConversationRow[]> {
  const open = await tx.conversation.findMany({
    where: {
      kind: 'relayed',
      endedAt: null,
      sides: { some: { memberId: { in: accounts.map((account) => account.id) } } },
    },
    orderBy: { id: 'desc' },
    select: { id: true },
  })
  const openings = await openingsOf(
    tx,
    open.map(({ id }) => id),
    accounts,
  )
  const begun = open.filter(({ id }) => {
    const opening = openings.get(id)
    return opening !== undefined && (before === undefined || isLater(before.message, opening.message))
  })
  const rows = await Promise.all(begun.map(async ({ id }) => findConversation(tx, id)))
  return rows.filter((row) => row !== undefined)
}

/** Which of somebody's accounts a conversation is with. */
export function authorIn(conversation: ConversationRow, accounts: readonly Author[]): Author | undefined {
  return accounts.find((account) => conversation.sides.some((side) => side.memberId === account.id))
}

export interface Opening {
  readonly channel: string
  readonly message: string
}

/** Where these accounts see the openings of conversations. */
export async function openingsOf(
  tx: Tx,
  conversations: readonly number[],
  accounts: readonly Author[],
): Promise<Map<number, Opening>> {
  const posts = await tx.post.findMany({
    where: {
      view: 'conversation.opening',
      subject: { in: [...conversations] },
      message: { not: null },
      OR: accounts.map(({ workspaceId, externalId }) => ({ workspaceId, place: `direct:${externalId}` })),
    },
    select: { subject: true, channel: true, message: true },
  })
  return new Map(
    posts.map(({ subject, channel, message }) => [subject, { channel: channel ?? '', message: message ?? '' }]),
  )
}

/** Both platforms' message ids grow with time. */
export function isLater(message: string, than: string): boolean {
  return message.length === than.length ? message > than : message.length > than.length
}
