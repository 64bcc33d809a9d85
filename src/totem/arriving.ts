import type { WorkspaceRow } from '../context.ts'
import { enterWorkspace, findWorkspace, leaveWorkspace } from '../features/communities/workspaces.ts'
import { memberChanged, recordPage, welcomeNewcomer } from '../features/members/greetings.ts'
import { memberLeft } from '../features/members/members.ts'
import { toDate } from '../kit/time.ts'
import type { MemberFacts, Platform } from '../platforms/platform.ts'
import { catchUp } from './listening.ts'
import { type Totem, workOf } from './totem.ts'

/** Totem is in a workspace: it is set up if new, its members are known, and what was missed while away is heard. */
export async function arrive(totem: Totem, platform: Platform, externalId: string): Promise<void> {
  const facts = await platform.workspace(externalId)
  const workspace = await enterWorkspace(workOf(totem), {
    platform: platform.name,
    externalId,
    name: facts.name,
    locale: facts.locale,
    owner: facts.owner,
    defaultLocale: totem.defaultLocale,
    defaultTimezone: totem.defaultTimezone,
  })
  await knowMembers(totem, platform, workspace)
  await catchUp(totem, platform, workspace)
}

/** Those who were there before Totem are recorded as known, once. */
async function knowMembers(totem: Totem, platform: Platform, workspace: WorkspaceRow): Promise<void> {
  const { membersKnownAt } = await totem.db.client.workspace.findUniqueOrThrow({
    where: { id: workspace.id },
    select: { membersKnownAt: true },
  })
  if (membersKnownAt) return
  for await (const page of platform.members(workspace.externalId)) await recordPage(workOf(totem), workspace, page)
  await totem.db.client.workspace.update({ where: { id: workspace.id }, data: { membersKnownAt: toDate(totem.now()) } })
}

export async function depart(totem: Totem, platform: Platform, externalId: string): Promise<void> {
  await leaveWorkspace(workOf(totem), platform.name, externalId)
}

export async function greetJoined(
  totem: Totem,
  platform: Platform,
  externalId: string,
  facts: MemberFacts,
): Promise<void> {
  await within(totem, platform, externalId, async (workspace) => welcomeNewcomer(workOf(totem), workspace, facts))
}

export async function noticeChanged(
  totem: Totem,
  platform: Platform,
  externalId: string,
  facts: MemberFacts,
): Promise<void> {
  await within(totem, platform, externalId, async (workspace) => memberChanged(workOf(totem), workspace, facts))
}

export async function noticeLeft(totem: Totem, platform: Platform, externalId: string, member: string): Promise<void> {
  await within(totem, platform, externalId, async (workspace) => memberLeft(workOf(totem), workspace, member))
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
