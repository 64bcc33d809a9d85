import type { Work, WorkspaceRow } from '../../context.ts'
import { inDays, later, toDate } from '../../kit/time.ts'
import type { DirectArchive } from '../feature.ts'
import { eraseCarried, hearDirect } from './carrying.ts'
import { type Author, isLater, openingsOf } from './finding.ts'
import { keepsThreads } from './threads.ts'

/** Conversations quiet for longer are not asked about, and no more than so many: platforms allow few questions. */
const QUIET_DAYS = 30
const ASKED = 100
/** Edits and deletions are looked for as far back as this. */
const CHANGED_HOURS = 24
const PAGES = 10
const MESSAGES = 1_000

/** What was written, edited and deleted in the direct messages of a workspace's members while Totem was away. */
export async function catchUpDirect(work: Work, workspace: WorkspaceRow, archive: DirectArchive): Promise<void> {
  for (const reading of await readings(work, workspace)) {
    try {
      await catchUpOne(work, workspace.platform, reading, archive)
    } catch (error) {
      // The next arrival asks again; the others are not kept waiting.
      work.log.error('conversation.unread', error, { workspace: workspace.id, conversations: reading.conversations })
    }
  }
}

/** One place to read: on Slack a thread, on Discord all of somebody's direct messages. */
interface Reading {
  readonly channel: string
  readonly thread: string
  readonly after: string
  readonly members: readonly number[]
  readonly conversations: readonly number[]
}

async function readings(work: Work, workspace: WorkspaceRow): Promise<Reading[]> {
  const since = toDate(inDays(work.now, -QUIET_DAYS, 'UTC'))
  const sides = await work.db.client.conversationSide.findMany({
    where: {
      member: { workspaceId: workspace.id, leftAt: null },
      conversation: {
        kind: 'relayed',
        endedAt: null,
        OR: [{ createdAt: { gt: since } }, { messages: { some: { createdAt: { gt: since } } } }],
      },
    },
    orderBy: { conversationId: 'desc' },
    take: ASKED,
    select: {
      conversationId: true,
      member: { select: { id: true, personId: true, workspaceId: true, externalId: true } },
    },
  })
  const found = await Promise.all(sides.map(async (side) => readingOf(work, side.conversationId, side.member)))
  const all = found.filter((reading) => reading !== undefined)
  const threads = keepsThreads(workspace.platform)
  const groups = Map.groupBy(all, ({ channel, thread }) => (threads ? `${channel} ${thread}` : channel))
  return [...groups.values()].flatMap(([first, ...others]) => (first ? together([first, ...others]) : []))
}

async function readingOf(work: Work, conversation: number, member: Author): Promise<Reading | undefined> {
  const opening = (await openingsOf(work.db.client, [conversation], [member])).get(conversation)
  if (!opening) return undefined
  const settled = await work.db.client.carriedMessage.findFirst({
    where: {
      conversationId: conversation,
      memberId: member.id,
      createdAt: { lt: toDate(later(work.now, { hours: -CHANGED_HOURS })) },
    },
    orderBy: { id: 'desc' },
    select: { message: true },
  })
  const { channel, message: thread } = opening
  const after = settled?.message ?? thread
  return { channel, thread, after, members: [member.id], conversations: [conversation] }
}

/** Conversations that are read at one go: from where the first of them needs it. */
function together(readings: readonly [Reading, ...Reading[]]): Reading {
  const [first] = readings
  return {
    ...first,
    after: readings.reduce((earliest, { after }) => (isLater(earliest, after) ? after : earliest), first.after),
    members: readings.flatMap(({ members }) => members),
    conversations: readings.flatMap(({ conversations }) => conversations),
  }
}

async function catchUpOne(work: Work, platform: string, reading: Reading, archive: DirectArchive): Promise<void> {
  const there = new Set<string>()
  let { after } = reading
  for (let page = 0; page < PAGES; page++) {
    const messages = await archive.after(reading.channel, reading.thread, after)
    for (const message of messages) {
      there.add(message.message)
      if (!message.automatic) await archive.patiently(async () => hearDirect(work, platform, message))
    }
    const last = messages.at(-1)
    if (!last) return forgetGone(work, reading, there, archive)
    after = last.message
  }
}

/** What was carried and is no longer there has been deleted; on Slack it may also stand outside the thread. */
async function forgetGone(
  work: Work,
  reading: Reading,
  there: ReadonlySet<string>,
  archive: DirectArchive,
): Promise<void> {
  const carried = await work.db.client.carriedMessage.findMany({
    where: {
      channel: reading.channel,
      memberId: { in: [...reading.members] },
      conversationId: { in: [...reading.conversations] },
      erasedAt: null,
    },
    orderBy: { id: 'desc' },
    take: MESSAGES,
    select: { message: true },
  })
  const unseen = carried.filter(({ message }) => isLater(message, reading.after) && !there.has(message))
  for (const { message } of unseen) {
    if (!(await archive.isThere(reading.channel, message))) await eraseCarried(work, reading.channel, message)
  }
}
