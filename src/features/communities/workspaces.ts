import type { Work, WorkspaceRow } from '../../context.ts'
import { isTaken } from '../../db/error.ts'
import type { Tx } from '../../db/open.ts'
import { localeOf } from '../../i18n/i18n.ts'
import { clean } from '../../kit/text.ts'
import { type Instant, inDays, toDate } from '../../kit/time.ts'
import { declare, refresh } from '../../posts/declare.ts'
import { adoptChannels, type Purpose } from './channels.ts'

export const workspaceColumns = {
  id: true,
  communityId: true,
  platform: true,
  externalId: true,
  name: true,
  locale: true,
  timezone: true,
  paused: true,
} as const

/** A workspace that Totem is in, by the platform's id. */
export async function findWorkspace(db: Tx, platform: string, externalId: string): Promise<WorkspaceRow | undefined> {
  const found = await db.workspace.findUnique({
    where: { platform_externalId: { platform, externalId }, removedAt: null },
    select: workspaceColumns,
  })
  return found ?? undefined
}

/** The same, with what one of its channels is for. */
export async function findWorkspaceAround(
  db: Tx,
  platform: string,
  externalId: string,
  channel: string,
): Promise<{ workspace: WorkspaceRow; purposes: string[] } | undefined> {
  const found = await db.workspace.findUnique({
    where: { platform_externalId: { platform, externalId }, removedAt: null },
    select: { ...workspaceColumns, channels: { where: { externalId: channel }, select: { purpose: true } } },
  })
  if (!found) return undefined
  const { channels, ...workspace } = found
  return { workspace, purposes: channels.map(({ purpose }) => purpose) }
}

/** The workspaces of a community that Totem is in, the one given first. */
export async function workspacesOf(db: Tx, community: number, first?: number): Promise<WorkspaceRow[]> {
  const all = await db.workspace.findMany({
    where: { communityId: community, removedAt: null },
    orderBy: { id: 'asc' },
    select: workspaceColumns,
  })
  return all.toSorted((a, b) => Number(b.id === first) - Number(a.id === first))
}

/** The channel of a workspace that serves a purpose. */
export async function channelFor(db: Tx, workspace: number, purpose: Purpose): Promise<string | undefined> {
  const found = await db.adoptedChannel.findUnique({
    where: { workspaceId_purpose: { workspaceId: workspace, purpose } },
    select: { externalId: true },
  })
  return found?.externalId
}

/** The channels of a community that serve a purpose, the given workspace's first. */
export async function channelsFor(
  db: Tx,
  community: number,
  purpose: Purpose,
  first?: number,
): Promise<{ workspaceId: number; channel: string }[]> {
  const all = await db.adoptedChannel.findMany({
    where: { purpose, workspace: { communityId: community, removedAt: null } },
    orderBy: { workspaceId: 'asc' },
    select: { workspaceId: true, externalId: true },
  })
  const found = all.map((each) => ({ workspaceId: each.workspaceId, channel: each.externalId }))
  return found.toSorted((a, b) => Number(b.workspaceId === first) - Number(a.workspaceId === first))
}

export interface WorkspaceArrival {
  readonly platform: string
  readonly externalId: string
  readonly name: string
  readonly locale: string | undefined
  /** Who is told what was adopted. */
  readonly owner: string | undefined
  /** Where there is an owner and a channel for staff, the owner is told. */
  readonly ownerFirst: boolean
  readonly defaultLocale: string
  readonly defaultTimezone: string
}

/** Totem is in a workspace: new, as before, or again within 30 days of leaving. */
export async function enterWorkspace(work: Work, arrival: WorkspaceArrival): Promise<WorkspaceRow> {
  const key = { platform_externalId: { platform: arrival.platform, externalId: arrival.externalId } }
  const known = await work.db.client.workspace.findUnique({
    where: key,
    select: { ...workspaceColumns, removedAt: true },
  })
  if (known && !known.removedAt) return known
  if (known) {
    await enterChannels(work, known)
    return work.db.client.workspace.update({
      where: key,
      data: { removedAt: null, name: clean(arrival.name) },
      select: workspaceColumns,
    })
  }
  try {
    return await setUp(work, arrival)
  } catch (error) {
    if (!isTaken(error)) throw error
    // Another process has set it up meanwhile.
    return work.db.client.workspace.findUniqueOrThrow({ where: key, select: workspaceColumns })
  }
}

/** Whoever removes Totem takes it out of its channels. Where it cannot come back by itself, staff see it in `/totem setup`. */
async function enterChannels(work: Work, workspace: WorkspaceRow): Promise<void> {
  const adopted = await work.db.client.adoptedChannel.findMany({
    where: { workspaceId: workspace.id },
    select: { externalId: true },
  })
  for (const { externalId } of adopted) await work.directory.enter(workspace, externalId)
}

/** Removed from a workspace: nothing more happens there; its data stay for 30 days. */
export async function leaveWorkspace(tx: Tx, now: Instant, platform: string, externalId: string): Promise<void> {
  await tx.workspace.updateMany({ where: { platform, externalId, removedAt: null }, data: { removedAt: toDate(now) } })
}

/** How long a workspace's data outlive Totem's removal from it. */
const KEPT_DAYS = 30

export async function workspacesToErase(work: Work, limit: number): Promise<number[]> {
  const due = await work.db.client.workspace.findMany({
    where: { removedAt: { lt: toDate(inDays(work.now, -KEPT_DAYS, 'UTC')) } },
    select: { id: true },
    take: limit,
  })
  return due.map((workspace) => workspace.id)
}

/** Members, posts and channels of a workspace go with it; so do the introductions and offers made there. */
export async function eraseWorkspace(work: Work, id: number): Promise<void> {
  await work.db.transact(async (tx) => {
    const persons = { members: { every: { workspaceId: id } } }
    await takeDownCards(tx, work, id, persons)
    await tx.introduction.deleteMany({ where: { person: persons } })
    await tx.offer.deleteMany({ where: { workspaceId: id } })
    const gone = await tx.person.findMany({ where: persons, select: { id: true } })
    await tx.workspace.delete({ where: { id } })
    await tx.person.deleteMany({ where: { id: { in: gone.map((person) => person.id) }, offers: { none: {} } } })
    await tx.community.deleteMany({ where: { workspaces: { none: {} }, persons: { none: {} } } })
  })
}

/** The other workspaces' copies of what is erased go too. */
async function takeDownCards(
  tx: Tx,
  work: Work,
  workspaceId: number,
  person: { members: { every: { workspaceId: number } } },
): Promise<void> {
  const offers = await tx.offer.findMany({ where: { workspaceId }, select: { id: true } })
  const introductions = await tx.introduction.findMany({ where: { person }, select: { id: true } })
  const ids = (rows: readonly { id: number }[]) => rows.map(({ id }) => id)
  await refresh(tx, work.now, ['offer.card', 'offer.followed', 'offer.leftBehind'], ids(offers))
  await refresh(tx, work.now, ['introduction.card', 'introduction.leftBehind'], ids(introductions))
}

/**
 * Adopts the channels whose names say what they are, enters them, and tells whoever installed Totem, else staff. The platform is
 * asked first: a crash in between leaves nothing half set up.
 */
async function setUp(work: Work, arrival: WorkspaceArrival): Promise<WorkspaceRow> {
  const adopted = adoptChannels(await work.directory.channels(arrival))
  for (const channel of adopted.values()) await work.directory.enter(arrival, channel.id)
  return work.db.transact(async (tx) => {
    const workspace = await createWorkspace(tx, work, arrival, adopted)
    const place = placeToTell(arrival, adopted.get('staff')?.id)
    if (place)
      await declare(tx, work.now, [{ workspace: workspace.id, place, view: 'workspace.setup', subject: workspace.id }])
    return workspace
  })
}

async function createWorkspace(
  tx: Tx,
  work: Work,
  arrival: WorkspaceArrival,
  adopted: ReadonlyMap<Purpose, { id: string; name: string }>,
): Promise<WorkspaceRow> {
  const channels = [...adopted].map(([purpose, { id, name }]) => ({ purpose, externalId: id, name }))
  return tx.workspace.create({
    data: {
      community: { create: { createdAt: toDate(work.now) } },
      platform: arrival.platform,
      externalId: arrival.externalId,
      name: clean(arrival.name),
      locale: localeOf(arrival.locale) ?? arrival.defaultLocale,
      timezone: arrival.defaultTimezone,
      joinedAt: toDate(work.now),
      channels: { create: channels },
    },
    select: workspaceColumns,
  })
}

type Told = { kind: 'channel'; channel: string } | { kind: 'direct'; member: string }

function placeToTell({ owner, ownerFirst }: WorkspaceArrival, staff: string | undefined): Told | undefined {
  const room: Told | undefined = staff === undefined ? undefined : { kind: 'channel', channel: staff }
  const person: Told | undefined = owner === undefined ? undefined : { kind: 'direct', member: owner }
  return ownerFirst ? (person ?? room) : (room ?? person)
}

/** Staff chose the channels: those left empty serve no purpose any more. */
export async function chooseChannels(
  work: Work,
  workspace: WorkspaceRow,
  chosen: ReadonlyMap<Purpose, { id: string; name: string }>,
): Promise<void> {
  await work.db.transact(async (tx) => {
    const before = await tx.adoptedChannel.findMany({ where: { workspaceId: workspace.id } })
    await tx.adoptedChannel.deleteMany({ where: { workspaceId: workspace.id } })
    await tx.adoptedChannel.createMany({
      data: [...chosen].map(([purpose, channel]) => {
        const same = before.find((each) => each.purpose === purpose && each.externalId === channel.id)
        return {
          workspaceId: workspace.id,
          purpose,
          externalId: channel.id,
          name: channel.name,
          readUpTo: same?.readUpTo ?? null,
          relayedAt: same?.relayedAt ?? null,
        }
      }),
    })
    await refresh(tx, work.now, ['workspace.setup'], workspace.id)
  })
}
