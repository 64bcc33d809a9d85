import type { Tx } from '../../db/open.ts'
import { fold } from '../../kit/fold.ts'
import { clip } from '../../kit/text.ts'

/** Organisation kinds (spec/product.md, Words). */
export const organisationKinds = [
  'startup',
  'partner',
  'association',
  'research',
  'investor',
  'publicBody',
  'media',
  'other',
] as const
export type OrganisationKind = (typeof organisationKinds)[number]

export function isOrganisationKind(kind: string): kind is OrganisationKind {
  return organisationKinds.some((each) => each === kind)
}

export const ORGANISATION_NAME = 80

/** The organisation of that name in the community, made when there is none; names that differ in accents and case are one. */
export async function organisationNamed(
  tx: Tx,
  community: number,
  name: string,
  kind: OrganisationKind,
): Promise<number> {
  const nameKey = fold(name)
  const organisation = await tx.organisation.upsert({
    where: { communityId_nameKey: { communityId: community, nameKey } },
    create: { communityId: community, name: clip(name, ORGANISATION_NAME), nameKey, kind },
    update: {},
    select: { id: true },
  })
  return organisation.id
}
