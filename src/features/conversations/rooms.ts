import type { Tx } from '../../db/open.ts'
import { channelFor } from '../communities/workspaces.ts'

export interface Account {
  readonly id: number
  readonly personId: number
  readonly workspaceId: number
  readonly externalId: string
  readonly name: string
}

/** Where a platform's own conversation can be: a workspace in which everybody has an account. */
export interface Room {
  readonly workspace: number
  /** The channel that it is made in, where the platform makes it in one; else empty. */
  readonly channel: string
  readonly name: string
  readonly members: readonly Account[]
}

/** Whether a conversation of some members needs a channel: Discord's private threads do. */
const needsChannel: Readonly<Record<string, boolean>> = { slack: false, discord: true }

/** The workspace of these accounts is preferred; else any that their people share. */
export async function sharedRoom(tx: Tx, members: readonly number[]): Promise<Room | undefined> {
  const written = await tx.member.findMany({
    where: { id: { in: [...members] } },
    select: { personId: true, workspaceId: true },
  })
  const accounts = await tx.member.findMany({
    where: { personId: { in: written.map((member) => member.personId) }, leftAt: null, workspace: { removedAt: null } },
    select: {
      id: true,
      personId: true,
      workspaceId: true,
      externalId: true,
      name: true,
      workspace: { select: { platform: true } },
    },
    orderBy: { id: 'asc' },
  })
  const persons = new Set(written.map((member) => member.personId))
  const preferred = new Set(written.map((member) => member.workspaceId))
  for (const { workspace, members: all } of sharedWorkspaces(accounts, persons.size, preferred)) {
    const channel = await channelOf(tx, workspace)
    if (channel === undefined && needsChannel[all[0]?.workspace.platform ?? ''] !== false) continue
    return { workspace, channel: channel ?? '', name: nameOf(all), members: all }
  }
  return undefined
}

/** Of each workspace in which so many people have an account, one account a person; the preferred workspaces first. */
export function sharedWorkspaces<A extends Account>(
  accounts: readonly A[],
  persons: number,
  preferred: ReadonlySet<number> = new Set(),
): { workspace: number; members: A[] }[] {
  return [...Map.groupBy(accounts, (account) => account.workspaceId)]
    .map(([workspace, here]) => ({ workspace, members: onePerPerson(here) }))
    .filter(({ members }) => members.length === persons)
    .toSorted((a, b) => Number(preferred.has(b.workspace)) - Number(preferred.has(a.workspace)))
}

function onePerPerson<A extends Account>(accounts: readonly A[]): A[] {
  return [...new Map(accounts.toReversed().map((account) => [account.personId, account])).values()].toSorted(
    (a, b) => a.id - b.id,
  )
}

async function channelOf(tx: Tx, workspace: number): Promise<string | undefined> {
  const introductions = await channelFor(tx, workspace, 'introductions')
  if (introductions !== undefined) return introductions
  const any = await tx.adoptedChannel.findFirst({
    where: { workspaceId: workspace, purpose: { not: 'staff' } },
    orderBy: { purpose: 'asc' },
    select: { externalId: true },
  })
  return any?.externalId
}

/** "Camille & Léo" */
export function nameOf(members: readonly { readonly name: string }[]): string {
  return members.map(({ name }) => firstName(name)).join(' & ')
}

export function firstName(name: string): string {
  return name.trim().split(/\s+/u)[0] || name
}
