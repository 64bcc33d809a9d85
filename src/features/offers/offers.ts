import type { Context, MemberRow, Work, WorkspaceRow } from '../../context.ts'
import type { Tx } from '../../db/open.ts'
import { userError } from '../../i18n/i18n.ts'
import { clip } from '../../kit/text.ts'
import { endOfDay, type Instant, inDays, toDate } from '../../kit/time.ts'
import { declare, refresh } from '../../posts/declare.ts'
import { themesOf } from '../communities/themes.ts'
import { channelFor, channelsFor } from '../communities/workspaces.ts'
import { personColumns } from '../members/members.ts'
import type { OfferKind } from './kinds.ts'
import { offerLimits } from './propose.ts'

/** What an offer says, apart from who made it. */
export interface OfferValues {
  readonly title: string
  readonly details: string
  readonly kind: OfferKind
  readonly themes: readonly string[]
  readonly places: number
  readonly closesAt: Instant
}

const offerColumns = {
  id: true,
  communityId: true,
  workspaceId: true,
  personId: true,
  memberId: true,
  title: true,
  details: true,
  kind: true,
  places: true,
  closesAt: true,
  state: true,
  refusal: true,
  image: true,
  link: true,
  sourceChannel: true,
  sourceMessage: true,
  organisation: { select: { name: true } },
  themes: { select: { theme: true }, orderBy: { theme: 'asc' } },
  person: { select: { members: { select: { ...personColumns, id: true } } } },
} as const

export type OfferRow = NonNullable<Awaited<ReturnType<typeof lookUpOffer>>>

async function lookUpOffer(db: Tx, where: { id: number; communityId?: number }) {
  const found = await db.offer.findUnique({ where, select: offerColumns })
  return found ?? undefined
}

/** An offer of this community. Another community's answers exactly as one that does not exist. */
export async function findOffer(db: Tx, community: number, id: number): Promise<OfferRow> {
  const found = Number.isSafeInteger(id) ? await lookUpOffer(db, { id, communityId: community }) : undefined
  if (!found) throw userError('general.notFound', { what: `#${id}` })
  return found
}

/** For views, which draw what is there or nothing. */
export async function offerOf(db: Tx, id: number): Promise<OfferRow | undefined> {
  return lookUpOffer(db, { id })
}

/** The account that made it, else any account of the person. */
export function authorOf(offer: OfferRow) {
  const { members } = offer.person
  return members.find((member) => member.id === offer.memberId) ?? members[0]
}

/** Open until the end of the last day in the author's zone: eight weeks unless they say otherwise. */
export function defaultClosing(now: Instant, zone: string): Instant {
  return endOfDay(inDays(now, offerLimits.defaultWeeks * 7, zone), zone)
}

export function zoneOf(member: { timezone: string | null }, workspace: { timezone: string }): string {
  return member.timezone ?? workspace.timezone
}

export interface Source {
  readonly channel: string
  readonly message: string
  readonly image: string | undefined
  readonly link: string | undefined
}

export interface MadeOffer {
  readonly id: number
  readonly title: string
  readonly state: 'open' | 'pending'
  readonly channels: number
}

/**
 * Makes an offer. A verified partner's is published at once, anybody else's waits for staff. Made from a channel message, it is
 * made once: repeating it gives the offer that is there.
 */
export async function makeOffer(ctx: Context, values: OfferValues, source?: Source): Promise<MadeOffer> {
  return ctx.db.transact(async (tx) => {
    const there = source && (await offerFrom(tx, ctx.workspace.id, source.message))
    if (there) return { ...there, state: 'open', channels: 0 }
    const state = ctx.member.partner || ctx.member.staff ? 'open' : 'pending'
    const { id } = await tx.offer.create({
      data: {
        ...(await columnsOf(tx, ctx.community, values)),
        ...sourceColumns(source),
        communityId: ctx.community,
        workspaceId: ctx.workspace.id,
        personId: ctx.member.personId,
        memberId: ctx.member.id,
        organisationId: ctx.member.partner?.organisationId ?? null,
        state,
        createdAt: toDate(ctx.now),
        publishedAt: state === 'open' ? toDate(ctx.now) : null,
      },
      select: { id: true },
    })
    const channels =
      state === 'open' ? await publish(tx, ctx, ctx.community, ctx.workspace.id, id) : await askStaff(tx, ctx, id)
    return { id, title: values.title, state, channels }
  })
}

/** The offer that was made from a message, whatever became of it. */
export async function offerFrom(
  db: Tx,
  workspace: number,
  message: string,
): Promise<{ id: number; title: string } | undefined> {
  const found = await db.offer.findUnique({
    where: { workspaceId_sourceMessage: { workspaceId: workspace, sourceMessage: message } },
    select: { id: true, title: true },
  })
  return found ?? undefined
}

async function columnsOf(tx: Tx, community: number, values: OfferValues) {
  const known = await themesOf(tx, community)
  const themes = values.themes.filter((slug) => known.some((theme) => theme.slug === slug)).slice(0, offerLimits.themes)
  return {
    title: clip(values.title, offerLimits.title),
    details: clip(values.details, offerLimits.details),
    kind: values.kind,
    places: values.places,
    closesAt: toDate(values.closesAt),
    themes: { create: [...new Set(themes)].map((theme) => ({ theme })) },
  }
}

function sourceColumns(source: Source | undefined) {
  if (!source) return {}
  return {
    sourceChannel: source.channel,
    sourceMessage: source.message,
    image: source.image ?? null,
    link: source.link ?? null,
  }
}

/** The card in the offers channel of every workspace of the community. */
async function publish(tx: Tx, work: Work, community: number, first: number, id: number): Promise<number> {
  const channels = await channelsFor(tx, community, 'offers', first)
  await declare(
    tx,
    work.now,
    channels.map(({ workspaceId, channel }) => ({
      workspace: workspaceId,
      place: { kind: 'channel', channel },
      view: 'offer.card',
      subject: id,
    })),
  )
  return channels.length
}

/** The question in the staff channel: the author's workspace's, else the first of the community that has one. */
async function askStaff(tx: Tx, ctx: Context, id: number): Promise<number> {
  const [workspace] = await channelsFor(tx, ctx.community, 'staff', ctx.workspace.id)
  if (!workspace) throw userError('general.channelMissing', { purpose: ctx.t('purpose.staff') })
  const place = { kind: 'channel', channel: workspace.channel } as const
  await declare(tx, ctx.now, [{ workspace: workspace.workspaceId, place, view: 'offer.approval', subject: id }])
  return 1
}

/** Everything that shows an offer. */
const offerViews = ['offer.card', 'offer.approval', 'offer.verdict'] as const

/** The author's or staff's changes; every copy follows. */
export async function changeOffer(
  work: Work,
  community: number,
  id: number,
  values: OfferValues & { image?: string | undefined },
): Promise<void> {
  await work.db.transact(async (tx) => {
    const { themes, ...columns } = await columnsOf(tx, community, values)
    await tx.offerTheme.deleteMany({ where: { offerId: id } })
    await tx.offer.update({
      where: { id },
      data: { ...columns, themes, ...('image' in values ? { image: values.image ?? null } : {}) },
    })
    await refresh(tx, work.now, offerViews, id)
  })
}

/** Withdrawn by its author or staff, or because the message it was made from is gone. Its cards say so. False: it was not open. */
export async function withdrawOffer(work: Work, id: number): Promise<boolean> {
  return work.db.transact(async (tx) => {
    const withdrawn = await tx.offer.updateMany({
      where: { id, state: { in: ['open', 'pending'] } },
      data: { state: 'withdrawn' },
    })
    if (withdrawn.count === 0) return false
    await refresh(tx, work.now, offerViews, id)
    return true
  })
}

/** Staff's answer to a waiting offer. The first answer counts; the author is told. */
export async function answerOffer(
  ctx: Context,
  id: number,
  answer: { approved: true } | { approved: false; reason: string },
): Promise<OfferRow> {
  return ctx.db.transact(async (tx) => {
    const offer = await findOffer(tx, ctx.community, id)
    const data = answer.approved
      ? { state: 'open', publishedAt: toDate(ctx.now) }
      : { state: 'refused', refusal: clip(answer.reason, offerLimits.details) }
    const answered = await tx.offer.updateMany({ where: { id, state: 'pending' }, data })
    if (answered.count === 0) throw userError('offer.alreadyAnswered')
    if (answer.approved) await publish(tx, ctx, ctx.community, offer.workspaceId, id)
    const author = authorOf(offer)
    if (author) {
      const place = { kind: 'direct', member: author.externalId } as const
      await declare(tx, ctx.now, [{ workspace: offer.workspaceId, place, view: 'offer.verdict', subject: id }])
    }
    await refresh(tx, ctx.now, ['offer.approval'], id)
    return offer
  })
}

/** Its author, whoever speaks for the same organisation, and staff. */
export function mayChange(member: MemberRow, offer: OfferRow): boolean {
  return member.staff || member.personId === offer.personId
}

/** Offers whose last day is over. */
export async function endedOffers(work: Work, limit: number): Promise<number[]> {
  const ended = await work.db.client.offer.findMany({
    where: { state: { in: ['open', 'pending'] }, closesAt: { lte: toDate(work.now) } },
    select: { id: true },
    take: limit,
  })
  return ended.map((offer) => offer.id)
}

export async function expireOffer(work: Work, id: number): Promise<void> {
  await work.db.transact(async (tx) => {
    const expired = await tx.offer.updateMany({
      where: { id, state: { in: ['open', 'pending'] }, closesAt: { lte: toDate(work.now) } },
      data: { state: 'expired' },
    })
    if (expired.count > 0) await refresh(tx, work.now, offerViews, id)
  })
}

export interface OfferFilter {
  readonly theme?: string | undefined
  readonly kind?: OfferKind | undefined
}

export interface OfferPage {
  readonly offers: readonly OfferRow[]
  readonly newer: boolean
  readonly older: boolean
}

/** Where a page starts: below an offer's number, or above it. Numbers, not offsets, so that pages stay right while offers come and go. */
export type Cursor = { readonly below: number } | { readonly above: number } | undefined

/** Open offers of a community, newest first. */
export async function pageOfOffers(
  db: Tx,
  community: number,
  filter: OfferFilter,
  cursor: Cursor,
  size: number,
): Promise<OfferPage> {
  const upwards = cursor !== undefined && 'above' in cursor
  const found = await db.offer.findMany({
    where: {
      communityId: community,
      state: 'open',
      ...(filter.theme === undefined ? {} : { themes: { some: { theme: filter.theme } } }),
      ...(filter.kind === undefined ? {} : { kind: filter.kind }),
      ...(cursor === undefined ? {} : { id: 'above' in cursor ? { gt: cursor.above } : { lt: cursor.below } }),
    },
    orderBy: { id: upwards ? 'asc' : 'desc' },
    take: size + 1,
    select: offerColumns,
  })
  const more = found.length > size
  const offers = found.slice(0, size)
  if (upwards) return { offers: offers.toReversed(), newer: more, older: true }
  return { offers, newer: cursor !== undefined, older: more }
}

/** A feature with no channel stays silent, and its commands say what staff must set. */
export async function requireOffersChannel(ctx: Context): Promise<void> {
  if ((await channelFor(ctx.db.client, ctx.workspace.id, 'offers')) !== undefined) return
  throw userError('general.channelMissing', { purpose: ctx.t('purpose.offers') })
}

/** The open offers of a workspace that follow a message. */
export async function followedSources(
  db: Tx,
  workspace: WorkspaceRow,
): Promise<{ channel: string; message: string }[]> {
  const found = await db.offer.findMany({
    where: { workspaceId: workspace.id, state: { in: ['open', 'pending'] }, sourceMessage: { not: null } },
    orderBy: { id: 'desc' },
    take: 50,
    select: { sourceChannel: true, sourceMessage: true },
  })
  return found.flatMap(({ sourceChannel, sourceMessage }) =>
    sourceChannel === null || sourceMessage === null ? [] : [{ channel: sourceChannel, message: sourceMessage }],
  )
}
