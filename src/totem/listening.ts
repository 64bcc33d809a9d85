import type { Context, WorkspaceRow } from '../context.ts'
import { findWorkspace } from '../features/communities/workspaces.ts'
import type { Listener } from '../features/feature.ts'
import type { Erased, Heard, Platform } from '../platforms/platform.ts'
import { contextOf } from './entry.ts'
import { listeners, type Totem, workOf } from './totem.ts'

/** A message somebody wrote or edited: the features that listen to its channel hear it. */
export async function hear(totem: Totem, platform: Platform, heard: Heard): Promise<void> {
  if (heard.direct || heard.automatic) return
  const workspace = await findWorkspace(totem.db.client, platform.name, heard.workspace)
  if (!workspace) return
  const interested = await listenersOf(totem, workspace, heard.channel)
  if (interested.length === 0) return
  const ctx = await contextOf(totem, platform.name, entryOf(heard))
  for (const listener of interested) await listener.heard(ctx, heard)
  if (!heard.edited) await rememberRead(ctx, heard)
}

export async function hearErased(totem: Totem, platform: Platform, erased: Erased): Promise<void> {
  const workspace = await findWorkspace(totem.db.client, platform.name, erased.workspace)
  if (!workspace) return
  for (const listener of await listenersOf(totem, workspace, erased.channel))
    await listener.erased(workOf(totem), workspace, erased.channel, erased.message)
}

async function listenersOf(totem: Totem, workspace: WorkspaceRow, channel: string): Promise<Listener[]> {
  const adopted = await totem.db.client.adoptedChannel.findMany({
    where: { workspaceId: workspace.id, externalId: channel },
    select: { purpose: true },
  })
  return listeners.filter((listener) => adopted.some(({ purpose }) => listener.purposes.includes(purpose)))
}

function entryOf(heard: Heard) {
  return {
    workspace: heard.workspace,
    member: heard.author,
    name: undefined,
    locale: undefined,
    admin: undefined,
    channel: heard.channel,
    message: undefined,
  }
}

/** Both platforms' message ids grow with time, and are of one length: later is greater. */
async function rememberRead(ctx: Context, heard: Heard): Promise<void> {
  await ctx.db.client.adoptedChannel.updateMany({
    where: {
      workspaceId: ctx.workspace.id,
      externalId: heard.channel,
      OR: [{ readUpTo: null }, { readUpTo: { lt: heard.message } }],
    },
    data: { readUpTo: heard.message },
  })
}

/** What was written, edited and deleted in the channels that are listened to, while Totem was away. */
export async function catchUp(totem: Totem, platform: Platform, workspace: WorkspaceRow): Promise<void> {
  const adopted = await totem.db.client.adoptedChannel.findMany({ where: { workspaceId: workspace.id } })
  for (const { purpose, externalId, readUpTo } of adopted) {
    if (!listeners.some((listener) => listener.purposes.includes(purpose))) continue
    const missed = await platform.history(workspace.externalId, externalId, readUpTo ?? undefined)
    // What was there before Totem first came is none of its business; from now on it knows where it left off.
    if (readUpTo === null) await beginReading(totem, workspace, externalId, missed.at(-1))
    else for (const heard of missed) await hear(totem, platform, heard)
  }
  for (const listener of listeners) await lookAgain(totem, platform, workspace, listener)
}

async function beginReading(
  totem: Totem,
  workspace: WorkspaceRow,
  channel: string,
  newest: Heard | undefined,
): Promise<void> {
  await totem.db.client.adoptedChannel.updateMany({
    where: { workspaceId: workspace.id, externalId: channel, readUpTo: null },
    data: { readUpTo: newest?.message ?? '0' },
  })
}

async function lookAgain(totem: Totem, platform: Platform, workspace: WorkspaceRow, listener: Listener): Promise<void> {
  for (const { channel, message } of await listener.followed(workOf(totem), workspace)) {
    const now = await platform.message(workspace.externalId, channel, message)
    if (now) await hear(totem, platform, { ...now, edited: true })
    else await listener.erased(workOf(totem), workspace, channel, message)
  }
}
