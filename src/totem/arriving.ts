import type { WorkspaceRow } from '../context.ts'
import { enterWorkspace, findWorkspace, leaveWorkspace } from '../features/communities/workspaces.ts'
import { showPresence } from '../features/conversations/leaving.ts'
import { GREETED_HOURS, type Sighting } from '../features/introductions/greeting.ts'
import { memberChanged, memberJoined, memberLeft } from '../features/introductions/joining.ts'
import { recordMissing, recordPage } from '../features/introductions/listing.ts'
import { fromDate, type Instant, later, toDate } from '../kit/time.ts'
import type { MemberFacts, Platform } from '../platforms/platform.ts'
import { catchUp } from './listening.ts'
import { persist } from './persist.ts'
import { type Totem, workOf } from './totem.ts'

/** Totem is in a workspace: it is set up if new, what was missed while away is heard, and its members are looked over meanwhile. */
export async function arrive(
  totem: Totem,
  platform: Platform,
  externalId: string,
  missed: 'missed' | undefined,
): Promise<void> {
  const { stopping } = totem
  const facts = await persist(stopping, async () => platform.workspace(externalId))
  const arrival = {
    platform: platform.name,
    externalId,
    name: facts.name,
    locale: facts.locale,
    owner: facts.owner,
    ownerFirst: facts.ownerFirst,
    defaultLocale: totem.defaultLocale,
    defaultTimezone: totem.defaultTimezone,
  }
  const workspace = await persist(stopping, async () => enterWorkspace(workOf(totem), arrival))
  if (missed) totem.lookedOver.delete(workspace.id)
  void totem.order.inTurn(`members ${workspace.id}`, async () => lookOver(totem, platform, workspace))
  await catchUp(totem, platform, workspace)
}

/** A connection that was away for less is no reason to read a long list again: the platforms repeat what was missed in it. */
const BLINK_MINUTES = 2

/** Reads the list of members, beside all else: it can take long. Never throws. */
async function lookOver(totem: Totem, platform: Platform, workspace: WorkspaceRow): Promise<void> {
  try {
    const seen = await sightingOf(totem, workspace)
    if (!seen) return
    if (seen.undated === 'known') await markKnown(totem, workspace, undefined)
    await persist(totem.stopping, async () => readMembers(totem, platform, workspace, seen))
    await persist(totem.stopping, async () => tellOfPresence(totem, { workspaceId: workspace.id }))
    await markKnown(totem, workspace, totem.now())
    totem.lookedOver.add(workspace.id)
  } catch (error) {
    if (!totem.stopping.aborted) totem.log.error('members.unlisted', error, { workspace: workspace.id })
  }
}

type Listing = Sighting & { readonly kind: 'listed' }

/** Who on the list is new. Undefined: the list was read, and nothing can have been missed since. */
async function sightingOf(totem: Totem, workspace: WorkspaceRow): Promise<Listing | undefined> {
  const { membersKnownAt, seenAt, joinedAt } = await totem.db.client.workspace.findUniqueOrThrow({
    where: { id: workspace.id },
    select: { membersKnownAt: true, seenAt: true, joinedAt: true },
  })
  const now = totem.now()
  const blinked = seenAt !== null && isAfter(seenAt, later(now, { minutes: -BLINK_MINUTES }))
  if (blinked && totem.lookedOver.has(workspace.id)) return undefined
  const greeted = later(now, { hours: -GREETED_HOURS })
  const isRecent = membersKnownAt !== null && seenAt !== null && isAfter(seenAt, greeted)
  const since = isAfter(joinedAt, greeted) ? fromDate(joinedAt) : greeted
  return { kind: 'listed', since, undated: isRecent ? 'new' : 'known' }
}

async function readMembers(totem: Totem, platform: Platform, workspace: WorkspaceRow, seen: Listing): Promise<void> {
  const begun = totem.now()
  let listed = 0
  for await (const page of platform.members(workspace.externalId)) {
    totem.stopping.throwIfAborted()
    await recordPage(workOf(totem), workspace, page, seen)
    listed += page.length
  }
  // An empty list is a platform's mistake, not everybody's leaving.
  if (listed > 0) await recordMissing(workOf(totem), workspace, begun)
}

/** Undefined: the list has to be read from its beginning before its newcomers can be told from the others. */
async function markKnown(totem: Totem, workspace: WorkspaceRow, at: Instant | undefined): Promise<void> {
  const data = at ? { membersKnownAt: toDate(at), seenAt: toDate(at) } : { membersKnownAt: null }
  await totem.db.client.workspace.update({ where: { id: workspace.id }, data })
}

function isAfter(date: Date, instant: Instant): boolean {
  return Temporal.Instant.compare(fromDate(date), instant) > 0
}

export async function believed(totem: Totem, platform: Platform): Promise<string[]> {
  const there = await totem.db.client.workspace.findMany({
    where: { platform: platform.name, removedAt: null },
    select: { externalId: true },
  })
  return there.map((workspace) => workspace.externalId)
}

export async function depart(totem: Totem, platform: Platform, externalId: string): Promise<void> {
  const workspace = await findWorkspace(totem.db.client, platform.name, externalId)
  if (!workspace) return
  totem.lookedOver.delete(workspace.id)
  const now = totem.now()
  await totem.db.transact(async (tx) => {
    await leaveWorkspace(tx, now, platform.name, externalId)
    await showPresence(tx, now, { workspaceId: workspace.id })
  })
}

export async function greetJoined(
  totem: Totem,
  platform: Platform,
  externalId: string,
  facts: MemberFacts,
): Promise<void> {
  await within(totem, platform, externalId, async (workspace) => {
    await memberJoined(workOf(totem), workspace, facts)
    await tellOfPresence(totem, { workspaceId: workspace.id, externalId: facts.id })
  })
}

export async function noticeChanged(
  totem: Totem,
  platform: Platform,
  externalId: string,
  facts: MemberFacts,
): Promise<void> {
  await within(totem, platform, externalId, async (workspace) => {
    await memberChanged(workOf(totem), workspace, facts)
    await tellOfPresence(totem, { workspaceId: workspace.id, externalId: facts.id })
  })
}

export async function noticeLeft(totem: Totem, platform: Platform, externalId: string, member: string): Promise<void> {
  await within(totem, platform, externalId, async (workspace) => {
    await memberLeft(workOf(totem), workspace, member)
    await tellOfPresence(totem, { workspaceId: workspace.id, externalId: member })
  })
}

/** What a crash leaves out is told when the members are next looked over. */
async function tellOfPresence(totem: Totem, of: Parameters<typeof showPresence>[2]): Promise<void> {
  await totem.db.transact(async (tx) => showPresence(tx, totem.now(), of))
}

/** What happens in a workspace that Totem does not know (any more) is none of its business. */
async function within(
  totem: Totem,
  platform: Platform,
  externalId: string,
  act: (workspace: WorkspaceRow) => Promise<void>,
): Promise<void> {
  const workspace = await findWorkspace(totem.db.client, platform.name, externalId)
  if (workspace) await act(workspace)
}
