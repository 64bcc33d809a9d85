import type { Context } from '../../context.ts'
import type { Tx } from '../../db/open.ts'
import { fieldError } from '../../i18n/i18n.ts'
import { type Answers, answerChoices, answerText } from '../../kit/form.ts'
import { clean } from '../../kit/text.ts'
import { type Instant, toDate } from '../../kit/time.ts'
import { declare, refresh } from '../../posts/declare.ts'
import type { Duty } from '../../work/duties.ts'
import { themesOf } from '../communities/themes.ts'
import { channelsFor } from '../communities/workspaces.ts'
import { personColumns } from '../members/members.ts'
import { ORGANISATION_NAME, type OrganisationKind, organisationNamed } from '../members/organisations.ts'

/** Lengths of the form's fields, in characters (spec/product.md, 1. Introductions). */
export const introductionLimits = {
  headline: 120,
  organisation: ORGANISATION_NAME,
  themes: 5,
  canHelp: 300,
  lookingFor: 300,
} as const

/** What changes in a member's messages when they have introduced themself. */
export const welcomeViews = ['member.welcome', 'member.welcomeHere', 'introduction.reminder'] as const

const introductionColumns = {
  id: true,
  communityId: true,
  personId: true,
  memberId: true,
  kind: true,
  headline: true,
  canHelp: true,
  lookingFor: true,
  everywhere: true,
  greeterId: true,
  organisation: { select: { name: true } },
  themes: { select: { theme: true }, orderBy: { theme: 'asc' } },
  person: {
    select: {
      members: {
        select: {
          ...personColumns,
          id: true,
          workspaceId: true,
          leftAt: true,
          workspace: { select: { externalId: true, name: true } },
        },
      },
    },
  },
} as const

export type IntroductionRow = NonNullable<Awaited<ReturnType<typeof postedIntroduction>>>

/** What a post shows, whose workspace may have parted from the introduction's community. */
export async function postedIntroduction(db: Tx, id: number, communityId?: number) {
  const where = communityId === undefined ? { id } : { id, communityId }
  const found = await db.introduction.findUnique({ where, select: introductionColumns })
  return found ?? undefined
}

/** An introduction of this community. Undefined: none, or another community's. */
export async function findIntroduction(db: Tx, community: number, id: number): Promise<IntroductionRow | undefined> {
  return postedIntroduction(db, id, community)
}

export async function introductionOf(db: Tx, community: number, person: number): Promise<IntroductionRow | undefined> {
  const found = await db.introduction.findUnique({
    where: { personId: person, communityId: community },
    select: introductionColumns,
  })
  return found ?? undefined
}

/** The account that wrote it, else any account of the person. */
export function authorOf(introduction: IntroductionRow) {
  const { members } = introduction.person
  return members.find((member) => member.id === introduction.memberId) ?? members[0]
}

/** Whether the person is still in one of the community's workspaces. */
export function isHere(introduction: IntroductionRow): boolean {
  return introduction.person.members.some((member) => member.leftAt === null)
}

export interface SavedIntroduction {
  readonly id: number
  readonly isNew: boolean
  /** How many channels can show it. */
  readonly channels: number
}

/** Saves what the form says; the card is posted, or edited in place, in every workspace of the community. */
export async function saveIntroduction(
  ctx: Context,
  kind: OrganisationKind,
  answers: Answers,
): Promise<SavedIntroduction> {
  const headline = clean(answerText(answers, 'headline'))
  if (headline === '') throw fieldError('headline', 'general.fieldMissing')
  return ctx.db.transact(async (tx) => {
    const organisation = clean(answerText(answers, 'organisation'))
    const organisationId = organisation === '' ? null : await organisationNamed(tx, ctx.community, organisation, kind)
    const values = {
      kind,
      headline,
      organisationId,
      canHelp: clean(answerText(answers, 'canHelp')),
      lookingFor: clean(answerText(answers, 'lookingFor')),
      updatedAt: toDate(ctx.now),
    }
    const before = await introductionOf(tx, ctx.community, ctx.member.personId)
    const key = { communityId: ctx.community, personId: ctx.member.personId, memberId: ctx.member.id }
    const { id } = before
      ? await tx.introduction.update({ where: { id: before.id }, data: values, select: { id: true } })
      : await tx.introduction.create({ data: { ...values, ...key, createdAt: toDate(ctx.now) }, select: { id: true } })
    await retheme(tx, ctx.community, id, answerChoices(answers, 'themes'))
    await tx.member.update({ where: { id: ctx.member.id }, data: { kind } })
    const channels = await postIntroduction(tx, { now: ctx.now, community: ctx.community, home: ctx.workspace.id }, id)
    await refresh(tx, ctx.now, welcomeViews, await accountsOf(tx, ctx.member.personId))
    return { id, isNew: before === undefined, channels }
  })
}

async function accountsOf(tx: Tx, person: number): Promise<number[]> {
  const members = await tx.member.findMany({ where: { personId: person }, select: { id: true } })
  return members.map(({ id }) => id)
}

async function retheme(tx: Tx, community: number, introductionId: number, chosen: readonly string[]): Promise<void> {
  const known = await themesOf(tx, community)
  const themes = chosen.filter((slug) => known.some((theme) => theme.slug === slug)).slice(0, introductionLimits.themes)
  await tx.introductionTheme.deleteMany({ where: { introductionId } })
  await tx.introductionTheme.createMany({ data: themes.map((theme) => ({ introductionId, theme })) })
}

/** The card in the introductions channel of every workspace of the community; the view takes it out of those it should not be in. */
export async function postIntroduction(tx: Tx, at: Posting, id: number): Promise<number> {
  const channels = await channelsFor(tx, at.community, 'introductions', at.home)
  await tx.introduction.update({ where: { id }, data: { waitsForChannel: channels.length === 0 } })
  // Where staff chose another channel since, the card that is there stays, and follows.
  const there = await tx.post.findMany({
    where: { view: 'introduction.card', subject: id, failedAt: null },
    select: { workspaceId: true },
  })
  const missing = channels.filter(({ workspaceId }) => !there.some((post) => post.workspaceId === workspaceId))
  await declare(
    tx,
    at.now,
    missing.map(({ workspaceId, channel }) => ({
      workspace: workspaceId,
      place: { kind: 'channel', channel },
      view: 'introduction.card',
      subject: id,
    })),
  )
  await refresh(tx, at.now, ['introduction.card'], id)
  return channels.length
}

interface Posting {
  readonly now: Instant
  readonly community: number
  /** The workspace whose card comes first. */
  readonly home: number
}

/** Takes the card back to the workspace it was written in, or shows it everywhere again. Undefined: there is none. */
export async function showEverywhere(ctx: Context, everywhere: boolean): Promise<IntroductionRow | undefined> {
  return ctx.db.transact(async (tx) => {
    const introduction = await introductionOf(tx, ctx.community, ctx.member.personId)
    if (!introduction) return undefined
    await tx.introduction.update({ where: { id: introduction.id }, data: { everywhere } })
    await refresh(tx, ctx.now, ['introduction.card'], introduction.id)
    return { ...introduction, everywhere }
  })
}

/** Introductions written where no channel could show them are posted when staff have chosen one. */
export const postingDuty: Duty = {
  name: 'introductions.post',
  due: async (work, limit) => {
    const hasChannel = { removedAt: null, channels: { some: { purpose: 'introductions' } } }
    const waiting = await work.db.client.introduction.findMany({
      where: { waitsForChannel: true, community: { workspaces: { some: hasChannel } } },
      select: { id: true },
      take: limit,
    })
    return waiting.map(({ id }) => id)
  },
  perform: async (work, id) => {
    await work.db.transact(async (tx) => {
      const found = await tx.introduction.findUnique({ where: { id }, select: introductionColumns })
      const home = found && authorOf(found)
      if (found && home)
        await postIntroduction(tx, { now: work.now, community: found.communityId, home: home.workspaceId }, id)
    })
  },
}
