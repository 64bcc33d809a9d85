import type { Context, WorkspaceRow } from '../context.ts'
import { findWorkspaceAround } from '../features/communities/workspaces.ts'
import type { DirectArchive, Listener } from '../features/feature.ts'
import { DeliveryError, UserError } from '../kit/errors.ts'
import type { Erased, Heard, Platform } from '../platforms/platform.ts'
import { contextIn } from './entry.ts'
import { persist } from './persist.ts'
import { directListeners, listeners, type Totem, workOf } from './totem.ts'

/** A message somebody wrote or edited: the features that listen to its channel hear it. */
export async function hear(totem: Totem, platform: Platform, heard: Heard): Promise<void> {
  if (heard.automatic) return
  if (heard.direct) {
    for (const listener of directListeners) await listener.heard(workOf(totem), platform.name, heard)
    return
  }
  const audience = await audienceOf(totem, platform, heard.workspace, heard.channel)
  if (!audience) return
  const ctx = await contextIn(totem, audience.workspace, entryOf(heard))
  for (const listener of audience.listeners) await listener.heard(ctx, heard)
  if (!heard.edited) await rememberRead(ctx, heard)
}

export async function hearErased(totem: Totem, platform: Platform, erased: Erased): Promise<void> {
  for (const listener of directListeners) await listener.erased(workOf(totem), erased.channel, erased.message)
  const audience = await audienceOf(totem, platform, erased.workspace, erased.channel)
  if (!audience) return
  for (const listener of audience.listeners)
    await listener.erased(workOf(totem), audience.workspace, erased.channel, erased.message)
}

/** Who listens to a channel. Undefined: nobody. */
async function audienceOf(
  totem: Totem,
  platform: Platform,
  externalId: string,
  channel: string,
): Promise<{ workspace: WorkspaceRow; listeners: Listener[] } | undefined> {
  const around = await findWorkspaceAround(totem.db.client, platform.name, externalId, channel)
  if (!around) return undefined
  const interested = listeners.filter(({ purposes }) => around.purposes.some((purpose) => purposes.includes(purpose)))
  return interested.length === 0 ? undefined : { workspace: around.workspace, listeners: interested }
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
    await whereAllowed(totem, workspace, async () => readOn(totem, platform, workspace, externalId, readUpTo))
  }
  for (const listener of listeners) await lookAgain(totem, platform, workspace, listener)
  const archive = archiveOf(platform, workspace.externalId, totem.stopping)
  for (const listener of directListeners) await listener.catchUp(workOf(totem), workspace, archive)
}

function archiveOf(platform: Platform, workspace: string, stopping: AbortSignal): DirectArchive {
  return {
    after: async (...from) => persist(stopping, async () => platform.directHistory(workspace, ...from)),
    isThere: async (...at) => (await persist(stopping, async () => platform.message(workspace, ...at))) !== undefined,
    patiently: async (act) => persist(stopping, act),
  }
}

async function readOn(
  totem: Totem,
  platform: Platform,
  workspace: WorkspaceRow,
  channel: string,
  readUpTo: string | null,
): Promise<void> {
  const missed = await persist(totem.stopping, async () =>
    platform.history(workspace.externalId, channel, readUpTo ?? undefined),
  )
  const newest = missed.at(-1)
  // What was there before Totem first came is none of its business; from now on it knows where it left off.
  if (readUpTo === null) return beginReading(totem, workspace, channel, newest)
  for (const heard of missed) await overhear(totem, workspace, async () => hear(totem, platform, heard))
  // Until nothing is left: a page may be shorter than asked and not be the last.
  if (newest) await readOn(totem, platform, workspace, channel, newest.message)
}

/** One message that cannot be taken (whoever wrote it is gone) keeps nobody from hearing the others. */
async function overhear(totem: Totem, workspace: WorkspaceRow, act: () => Promise<void>): Promise<void> {
  try {
    await persist(totem.stopping, act)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    totem.log.warn('catchUp.passedOver', { workspace: workspace.id, reason: error.key })
  }
}

/** A channel that was deleted or closed to Totem keeps nobody from catching up with the others. */
async function whereAllowed(totem: Totem, workspace: WorkspaceRow, read: () => Promise<void>): Promise<void> {
  try {
    await read()
  } catch (error) {
    if (!(error instanceof DeliveryError) || error.failure.kind !== 'permanent') throw error
    totem.log.warn('catchUp.refused', { workspace: workspace.id, reason: error.failure.reason })
  }
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
  for (const { channel, message } of await listener.followed(workOf(totem), workspace))
    await whereAllowed(totem, workspace, async () => {
      const { stopping } = totem
      const now = await persist(stopping, async () => platform.message(workspace.externalId, channel, message))
      await overhear(totem, workspace, async () => {
        if (now) await hear(totem, platform, { ...now, edited: true })
        else await listener.erased(workOf(totem), workspace, channel, message)
      })
    })
}
