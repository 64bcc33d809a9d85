import type { WorkspaceRow } from '../../context.ts'
import type { Tx } from '../../db/open.ts'
import type { Instant } from '../../kit/time.ts'
import { forgetAcross, partCards, partMeetings, relayAnew } from './parting.ts'

/**
 * A workspace joins another community with its members, and with the introductions and offers made in it. A person with accounts
 * in workspaces that stay behind is parted: the accounts here become a person of their own.
 */
export async function moveWorkspace(tx: Tx, now: Instant, workspace: WorkspaceRow, community: number): Promise<void> {
  await partPersons(tx, workspace)
  await partCards(tx, now, workspace)
  const persons = { members: { some: { workspaceId: workspace.id } } }
  await tx.workspace.update({ where: { id: workspace.id }, data: { communityId: community } })
  await moveOrganisations(tx, workspace, community)
  await moveThemes(tx, workspace.communityId, community)
  await tx.person.updateMany({ where: persons, data: { communityId: community } })
  await tx.introduction.updateMany({ where: { person: persons }, data: { communityId: community } })
  await tx.offer.updateMany({ where: { workspaceId: workspace.id }, data: { communityId: community } })
  await forgetAcross(tx, community)
  await partMeetings(tx, now, workspace.communityId, community)
  await relayAnew(tx, community)
  await tx.community.deleteMany({ where: { id: workspace.communityId, workspaces: { none: {} } } })
}

async function partPersons(tx: Tx, workspace: WorkspaceRow): Promise<void> {
  const shared = await tx.person.findMany({
    where: {
      AND: [
        { members: { some: { workspaceId: workspace.id } } },
        { members: { some: { workspaceId: { not: workspace.id } } } },
      ],
    },
    select: { id: true },
  })
  for (const { id } of shared) {
    const parted = await tx.person.create({ data: { communityId: workspace.communityId }, select: { id: true } })
    const members = await tx.member.findMany({
      where: { personId: id, workspaceId: workspace.id },
      select: { id: true },
    })
    const here = { memberId: { in: members.map((member) => member.id) } }
    await tx.member.updateMany({ where: { personId: id, workspaceId: workspace.id }, data: { personId: parted.id } })
    await tx.introduction.updateMany({ where: { personId: id, ...here }, data: { personId: parted.id } })
    await tx.offer.updateMany({ where: { personId: id, ...here }, data: { personId: parted.id } })
    await tx.meetingPerson.updateMany({ where: { personId: id, ...here }, data: { personId: parted.id } })
    await tx.conversationSide.updateMany({ where: { personId: id, ...here }, data: { personId: parted.id } })
  }
}

/** The organisations that those who move speak of, found by name or made again in the community they join. */
async function moveOrganisations(tx: Tx, workspace: WorkspaceRow, community: number): Promise<void> {
  const person = { members: { some: { workspaceId: workspace.id } } }
  const used = await tx.organisation.findMany({
    where: {
      communityId: workspace.communityId,
      OR: [
        { partners: { some: { person } } },
        { introductions: { some: { person } } },
        { offers: { some: { workspaceId: workspace.id } } },
      ],
    },
  })
  for (const { id, name, nameKey, kind } of used) {
    const there = await tx.organisation.upsert({
      where: { communityId_nameKey: { communityId: community, nameKey } },
      create: { communityId: community, name, nameKey, kind },
      update: {},
      select: { id: true },
    })
    const data = { organisationId: there.id }
    await tx.partner.updateMany({ where: { organisationId: id, person }, data })
    await tx.introduction.updateMany({ where: { organisationId: id, person }, data })
    await tx.offer.updateMany({ where: { organisationId: id, workspaceId: workspace.id }, data })
  }
}

/** A theme of one's own that items carry is known in the joined community too. */
async function moveThemes(tx: Tx, from: number, to: number): Promise<void> {
  const own = await tx.theme.findMany({ where: { communityId: from, hidden: false } })
  const there = await tx.theme.findMany({ where: { communityId: to }, select: { slug: true } })
  const missing = own.filter((theme) => !there.some((each) => each.slug === theme.slug))
  await tx.theme.createMany({ data: missing.map((theme) => ({ ...theme, communityId: to })) })
}
