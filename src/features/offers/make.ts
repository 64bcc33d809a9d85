import type { Context, Work } from '../../context.ts'
import type { Tx } from '../../db/open.ts'
import { userError } from '../../i18n/i18n.ts'
import { fold } from '../../kit/fold.ts'
import { clip } from '../../kit/text.ts'
import { inDays, later, toDate } from '../../kit/time.ts'
import { declare } from '../../posts/declare.ts'
import { knownThemes } from '../communities/themes.ts'
import { channelsFor } from '../communities/workspaces.ts'
import { publish, refreshCopies } from './copies.ts'
import { type OfferReach, type OfferRow, type OfferValues, offerFrom, zoneOf } from './offers.ts'
import { offerLimits } from './propose.ts'
import { noticeAt, offerDays } from './times.ts'

/** Whose offer it is. */
export interface Maker {
  readonly personId: number
  readonly memberId: number
  /** The organisation they are verified to speak for. */
  readonly organisationId: number | null
  /** A verified partner's and staff's offers need no approval. */
  readonly trusted: boolean
  readonly zone: string
}

export function makerOf(ctx: Context): Maker {
  const { member, workspace } = ctx
  return {
    personId: member.personId,
    memberId: member.id,
    organisationId: member.partner?.organisationId ?? null,
    trusted: member.staff || member.partner !== undefined,
    zone: zoneOf(member, workspace),
  }
}

/** The channel message that an offer is made of. */
export interface Source {
  readonly channel: string
  readonly message: string
  readonly image: string | undefined
  readonly link: string | undefined
  /** Tells what it says now from what it said before. */
  readonly key: string
  readonly attachments: readonly { readonly name: string; readonly url: string }[]
}

export interface MadeOffer {
  readonly id: number
  readonly title: string
  readonly state: string
  /** How many channels show it, or will. */
  readonly channels: number
}

/**
 * Makes an offer. A verified partner's is published at once, anybody else's waits for staff. Made from a channel message, it is
 * made once, and so is a form that was sent again because its answer got lost: repeating it gives the offer that is there.
 */
export async function makeOffer(ctx: Context, maker: Maker, values: OfferValues, source?: Source): Promise<MadeOffer> {
  return ctx.db.transact(async (tx) => {
    const there = source
      ? await offerFrom(tx, ctx.workspace.id, source.message)
      : await sentBefore(tx, ctx, maker, values)
    if (there && there.state !== 'asked' && there.state !== 'declined')
      return { ...there, channels: await tx.post.count({ where: { view: 'offer.card', subject: there.id } }) }
    const columns = { ...contentColumns(values), ...columnsOfMaker(ctx, maker, values), ...sourceColumns(source) }
    const { id } = there
      ? await tx.offer.update({ where: { id: there.id }, data: columns, select: { id: true } })
      : await tx.offer.create({ data: columns, select: { id: true } })
    const offer = { ...columns, id, themes: await addThemes(tx, ctx.community, id, values.themes) }
    const channels = offer.state === 'open' ? await publish(tx, ctx, offer) : await askStaff(tx, ctx, offer)
    // The message's author had been asked about it.
    if (there) await refreshCopies(tx, ctx, id)
    return { id, title: offer.title, state: offer.state, channels }
  })
}

/** Who gets no answer sends the same form again, within minutes. */
const AGAIN_MINUTES = 15

async function sentBefore(tx: Tx, ctx: Context, { personId }: Maker, values: OfferValues) {
  const { title, details, kind } = contentOf(values)
  const since = toDate(later(ctx.now, { minutes: -AGAIN_MINUTES }))
  const there = await tx.offer.findFirst({
    where: {
      communityId: ctx.community,
      personId,
      title,
      details,
      kind,
      sourceMessage: null,
      createdAt: { gt: since },
      state: { in: ['open', 'pending'] },
    },
    select: { id: true, title: true, state: true },
  })
  return there ?? undefined
}

function columnsOfMaker(ctx: Context, maker: Maker, values: OfferValues) {
  const { personId, memberId, organisationId, trusted, zone } = maker
  const notice = trusted ? noticeAt(values.closesAt, zone, ctx.now) : inDays(ctx.now, offerDays.approvalReminder, zone)
  return {
    personId,
    memberId,
    organisationId,
    communityId: ctx.community,
    workspaceId: ctx.workspace.id,
    state: trusted ? 'open' : 'pending',
    createdAt: toDate(ctx.now),
    publishedAt: trusted ? toDate(ctx.now) : null,
    remindAt: notice ? toDate(notice) : null,
    reminders: 0,
  }
}

export function contentColumns(values: OfferValues) {
  const content = contentOf(values)
  return { ...content, titleKey: fold(content.title), places: values.places, closesAt: toDate(values.closesAt) }
}

/** Of a new offer, the themes that its community knows. */
async function addThemes(tx: Tx, community: number, offerId: number, slugs: readonly string[]) {
  const known = await knownThemes(tx, community, [...new Set(slugs)])
  const themes = known.slice(0, offerLimits.themes).map((theme) => ({ theme }))
  if (themes.length > 0) await tx.offerTheme.createMany({ data: themes.map(({ theme }) => ({ offerId, theme })) })
  return themes
}

/** The same, instead of those that it has. */
export async function changeThemes(tx: Tx, community: number, offerId: number, slugs: readonly string[]) {
  await tx.offerTheme.deleteMany({ where: { offerId } })
  return addThemes(tx, community, offerId, slugs)
}

function contentOf({ title, details, kind }: OfferValues) {
  return { title: clip(title, offerLimits.title), details: clip(details, offerLimits.details), kind }
}

function sourceColumns(source: Source | undefined) {
  if (!source) return {}
  return {
    sourceChannel: source.channel,
    sourceMessage: source.message,
    link: source.link ?? null,
    ...mediaColumns(source),
  }
}

export function mediaColumns({ image, key, attachments }: Source) {
  return {
    image: image ?? null,
    sourceKey: key,
    attachments: attachments.length === 0 ? null : JSON.stringify(attachments),
  }
}

/** The question in the staff channel: the author's workspace's, else the first of the community that has one. */
async function askStaff(tx: Tx, work: Work, offer: OfferReach, occurrence = ''): Promise<number> {
  const [workspace] = await channelsFor(tx, offer.communityId, 'staff', offer.workspaceId)
  if (!workspace) throw userError('offer.noStaffChannel')
  const place = { kind: 'channel', channel: workspace.channel } as const
  await declare(tx, work.now, [
    { workspace: workspace.workspaceId, place, view: 'offer.approval', subject: offer.id, occurrence },
  ])
  return 1
}

/** Staff have let it wait for two days: they are reminded, once. */
export async function remindStaff(tx: Tx, work: Work, offer: OfferRow): Promise<void> {
  await tx.offer.update({ where: { id: offer.id }, data: { remindAt: null } })
  const [workspace] = await channelsFor(tx, offer.communityId, 'staff', offer.workspaceId)
  if (workspace) await askStaff(tx, work, offer, 'reminder')
}
