import type { Context, Work } from '../../../src/context.ts'
import type { Database } from '../../../src/db/open.ts'
import { findReader } from '../../../src/features/members/members.ts'
import { organisationNamed } from '../../../src/features/members/organisations.ts'
import { makeOffer, makerOf } from '../../../src/features/offers/make.ts'
import type { OfferValues } from '../../../src/features/offers/offers.ts'
import { translator } from '../../../src/i18n/i18n.ts'

export const START = Temporal.Instant.from('2026-11-02T09:00:00Z')

/** A community of two workspaces with their channels, in a database, without platforms. */
export interface Stage {
  readonly community: number
  work(now?: Temporal.Instant): Work
  /** Somebody of the first workspace (0) or the second (1), as they act now. */
  member(workspace?: 0 | 1, options?: { partner?: string; timezone?: string }): Promise<Actor>
}
export interface Actor {
  readonly id: number
  readonly personId: number
  readonly externalId: string
  ctx(now?: Temporal.Instant): Promise<Context>
}

let made = 0

export async function setStage(db: Database): Promise<Stage> {
  const { id: community } = await db.client.community.create({ data: { createdAt: new Date(0) } })
  const workspaces = await Promise.all(
    ['slack', 'discord'].map(async (platform) => {
      const key = `W${++made}`
      const workspace = await db.client.workspace.create({
        data: {
          communityId: community,
          platform,
          externalId: key,
          name: key,
          locale: 'en',
          timezone: 'Europe/Paris',
          joinedAt: new Date(0),
        },
      })
      await db.client.adoptedChannel.createMany({
        data: ['offers', 'staff'].map((purpose) => ({
          workspaceId: workspace.id,
          purpose,
          externalId: `${key}-${purpose}`,
          name: purpose,
        })),
      })
      return workspace
    }),
  )
  const work = (now = START): Work => ({
    db,
    now,
    random: Math.random,
    directory: {
      channels: async () => [],
      enter: async () => true,
      member: async () => undefined,
      message: async () => undefined,
      connections: () => [],
    },
    log: { info: () => {}, warn: () => {}, error: () => {} },
  })
  return {
    community,
    work,
    member: async (index = 0, options = {}) => {
      const workspace = workspaces[index]
      if (!workspace) throw new RangeError('there are two workspaces')
      const externalId = `M${++made}`
      const { timezone = null, partner } = options
      const person = await db.client.person.create({ data: { communityId: community } })
      const member = await db.client.member.create({
        data: {
          workspaceId: workspace.id,
          personId: person.id,
          externalId,
          name: externalId,
          timezone,
          seenAt: new Date(0),
        },
      })
      if (partner !== undefined) await verify(db, community, person.id, partner)
      return {
        id: member.id,
        personId: person.id,
        externalId,
        ctx: async (now) => {
          const reader = await findReader(db.client, workspace.id, externalId)
          if (!reader) throw new Error('the member was just made')
          return { ...work(now), community, workspace, member: reader, t: translator('en') }
        },
      }
    },
  }
}

async function verify(db: Database, community: number, personId: number, name: string): Promise<void> {
  const organisationId = await organisationNamed(db.client, community, name, 'partner')
  await db.client.partner.create({ data: { personId, organisationId, addedAt: new Date(0) } })
}

export async function offerBy(ctx: Context, values: Partial<OfferValues> = {}): Promise<number> {
  const closesAt = ctx.now.add({ hours: 24 * 56 })
  const whole: OfferValues = {
    title: 'Help',
    // The same words within minutes would be the same form sent again.
    details: `Come, ${++made}.`,
    kind: 'legal',
    themes: [],
    places: 10,
    closesAt,
    ...values,
  }
  return (await makeOffer(ctx, makerOf(ctx), whole)).id
}
