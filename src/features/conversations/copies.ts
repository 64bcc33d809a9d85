import type { Work } from '../../context.ts'
import type { Tx } from '../../db/open.ts'
import { card, note, paragraph } from '../../kit/card.ts'
import { wordsOf } from '../../kit/text.ts'
import { fromDate, type Instant, later, toDate } from '../../kit/time.ts'
import { declare, refresh } from '../../posts/declare.ts'
import type { FailedPost, View } from '../../posts/views.ts'
import type { Duty } from '../../work/duties.ts'
import { piecesOf, readContent } from './content.ts'
import { said } from './said.ts'
import { pieceAt } from './telling.ts'

/** The longest that a text waits for a platform that does not answer, or for its author to say whom it is for. */
const KEPT_HOURS = 24

/** A message of one side, as the others see it. Once it is there only the ids are kept. */
export const copyView: View = {
  render: async (view, id) => {
    const carried = await view.db.client.carriedMessage.findUnique({ where: { id } })
    if (!carried || carried.erasedAt !== null) return undefined
    if (carried.content === null) return 'asIs'
    const piece = piecesOf(readContent(carried.content))[pieceAt(view.occurrence)]
    if (!piece) return undefined
    const name = await authorName(view.db.client, carried.memberId)
    const { text, files } = piece
    const empty = wordsOf([...text, ...files]).trim() === ''
    return card({
      summary: `${name}: ${wordsOf(text)}`.replace(/\s+/gu, ' '),
      blocks: [
        note(name),
        paragraph(empty ? view.t('conversation.empty') : text),
        files.length === 0 ? undefined : note(files),
      ],
    })
  },
  shown: forgetText,
  failed: tellUndelivered,
}

async function authorName(db: Tx, member: number): Promise<string> {
  const author = await db.member.findUnique({ where: { id: member }, select: { name: true } })
  return author?.name ?? ''
}

/** Forgets the text of a message whose copies all show it. */
async function forgetText(work: Work, id: number): Promise<void> {
  await work.db.transact(async (tx) => {
    if (await isUnderway(tx, id)) return
    await tx.carriedMessage.updateMany({ where: { id, conversationId: { not: null } }, data: { content: null } })
  })
}

async function isUnderway(tx: Tx, id: number): Promise<boolean> {
  const waiting = await tx.post.count({ where: { view: 'conversation.message', subject: id, dueAt: { not: null } } })
  return waiting > 0
}

async function tellUndelivered(work: Work, post: FailedPost): Promise<void> {
  await work.db.transact(async (tx) => sayUndelivered(tx, work.now, post.subject))
}

/** To its author, once: in reply to what they wrote. */
async function sayUndelivered(tx: Tx, now: Instant, id: number): Promise<void> {
  const carried = await tx.carriedMessage.findUnique({ where: { id } })
  const author =
    carried &&
    (await tx.member.findUnique({ where: { id: carried.memberId }, select: { workspaceId: true, externalId: true } }))
  if (!carried || !author) return
  const { channel, message } = carried
  const place = { kind: 'thread', channel, message, member: author.externalId } as const
  await declare(tx, now, [{ workspace: author.workspaceId, place, view: 'conversation.undelivered', subject: id }])
}

export const undeliveredView: View = {
  render: async (view, id) => {
    const carried = await view.db.client.carriedMessage.findUnique({ where: { id } })
    return carried ? said(view.t('conversation.undelivered'), 'attention') : undefined
  },
}

/** What the process did not live to forget, what could not be carried in a day, and what nobody said whom it is for. */
export const forgetDuty: Duty = {
  name: 'conversations.forget',
  due: async (work, limit) => {
    const rows = await work.db.client.carriedMessage.findMany({
      where: { content: { not: null } },
      orderBy: { createdAt: 'asc' },
      select: { id: true, createdAt: true, conversationId: true },
      take: limit,
    })
    const underway = await underwayOf(
      work.db.client,
      rows.map((row) => row.id),
    )
    const isCarried = (row: (typeof rows)[number]) => row.conversationId !== null && !underway.has(row.id)
    return rows.filter((row) => isOld(work, row) || isCarried(row)).map((row) => row.id)
  },
  perform: async (work, id) => work.db.transact(async (tx) => forget(tx, work.now, id)),
}

async function forget(tx: Tx, now: Instant, id: number): Promise<void> {
  const carried = await tx.carriedMessage.findUnique({ where: { id } })
  if (!carried) return
  const isDropped = carried.conversationId === null
  await tx.carriedMessage.update({
    where: { id },
    data: { content: null, ...(isDropped ? { erasedAt: toDate(now) } : {}) },
  })
  // What an edit made superfluous is neither there nor waiting.
  const unsent = await tx.post.count({
    where: {
      view: 'conversation.message',
      subject: id,
      sentAt: null,
      OR: [{ dueAt: { not: null } }, { failedAt: { not: null } }],
    },
  })
  if (isDropped || unsent > 0) await sayUndelivered(tx, now, id)
  if (isDropped) await refresh(tx, now, ['conversation.which'], id)
}

function isOld(work: Work, { createdAt }: { createdAt: Date }): boolean {
  return Temporal.Instant.compare(fromDate(createdAt), later(work.now, { hours: -KEPT_HOURS })) <= 0
}

async function underwayOf(db: Tx, ids: number[]): Promise<ReadonlySet<number>> {
  const posts = await db.post.findMany({
    where: { view: 'conversation.message', subject: { in: ids }, dueAt: { not: null } },
    select: { subject: true },
  })
  return new Set(posts.map((post) => post.subject))
}
