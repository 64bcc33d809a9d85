import type { Context } from '../../context.ts'
import type { Tx } from '../../db/open.ts'
import { type Translate, userError } from '../../i18n/i18n.ts'
import { action, idIn } from '../../kit/action.ts'
import { type Block, button, buttons, card, paragraph } from '../../kit/card.ts'
import type { UserError } from '../../kit/errors.ts'
import { done, type Reply, show } from '../../kit/reply.ts'
import { type Instant, inDays, later, toDate } from '../../kit/time.ts'
import { declare, refresh } from '../../posts/declare.ts'
import { said } from '../conversations/said.ts'
import { blockedWith } from '../members/blocks.ts'
import { accept } from './answering.ts'
import { findMeeting, withBoth } from './meetings.ts'
import { type Asking, type Refusal, refusalOf } from './rules.ts'

/** How long the other may keep silent (spec/product.md, 1. Introductions). */
const SILENCE_DAYS = 7

/** So long after it was withdrawn, a request that is asked again is the same. */
const AGAIN_HOURS = 24

/** What "Ask for an introduction" does: the other is asked, and the asker told what happens next. */
export async function askMeeting(ctx: Context, record: string): Promise<Reply> {
  const { name, came, id } = await ctx.db.transact(async (tx) => {
    const other = await findOther(tx, ctx, idIn(record))
    if (!other) throw userError('meeting.nobody')
    return { name: other.name, ...(await askOther(tx, ctx, other)) }
  })
  switch (came) {
    case 'met':
      return show(said(ctx.t('meeting.bothAsked', { name }), 'good'))
    case 'asked':
      return done(ctx.t('meeting.asked', { name }), withdrawButton(ctx.t, id))
    case 'waiting':
      return show(card({ blocks: [paragraph(ctx.t('meeting.waiting', { name })), withdrawButton(ctx.t, id)] }))
  }
}

function withdrawButton(t: Translate, id: number): Block | undefined {
  return buttons(button(t.words('meeting.withdraw'), action('meeting.withdraw', id)))
}

interface Outcome {
  /** The request's. */
  readonly id: number
  readonly came: 'met' | 'asked' | 'waiting'
}

async function askOther(tx: Tx, ctx: Context, other: Other): Promise<Outcome> {
  const asking = await askingOf(tx, ctx, other)
  const { between } = asking
  if (between?.state === 'asked' && between.askerId === other.personId) {
    const request = await findMeeting(tx, ctx.community, between.id)
    if (!request || !(await accept(tx, ctx.now, request))) throw userError('meeting.nobody')
    return { id: between.id, came: 'met' }
  }
  const refusal = refusalOf(asking)
  if (refusal === 'waiting' && between) return { id: between.id, came: 'waiting' }
  if (refusal) throw refusalError(refusal, other.name)
  return { id: await ask(tx, ctx, other, between), came: 'asked' }
}

type Other = NonNullable<Awaited<ReturnType<typeof findOther>>>

/** Somebody of this community by person: the account here if there is one, else the one seen last. */
async function findOther(tx: Tx, ctx: Context, person: number) {
  const accounts = await tx.member.findMany({
    where: { personId: person, leftAt: null, person: { communityId: ctx.community }, workspace: { removedAt: null } },
    orderBy: [{ seenAt: 'desc' }, { id: 'asc' }],
    select: {
      id: true,
      personId: true,
      externalId: true,
      name: true,
      workspaceId: true,
      isGuest: true,
      person: { select: { paused: true } },
      workspace: { select: { platform: true, guestsExcluded: true } },
    },
  })
  return accounts.find((account) => account.workspaceId === ctx.workspace.id) ?? accounts[0]
}

async function askingOf(tx: Tx, ctx: Context, other: Other) {
  const me = ctx.member.personId
  const both = withBoth(me, other.personId)
  const between = await tx.meeting.findFirst({
    where: { reason: 'request', ...both },
    orderBy: { id: 'desc' },
    select: { id: true, state: true, askerId: true, answeredAt: true, dueAt: true },
  })
  const together = await tx.conversation.count({ where: { endedAt: null, meeting: both } })
  const blocked = await blockedWith(tx, me)
  const { paused } = await tx.person.findUniqueOrThrow({ where: { id: me }, select: { paused: true } })
  const { externalId, workspace, person } = other
  return {
    isSelf:
      other.personId === me || (externalId === ctx.member.externalId && workspace.platform === ctx.workspace.platform),
    between: between ?? undefined,
    isTogether: together > 0,
    askerId: me,
    isPaused: paused,
    isUnavailable: person.paused || blocked.has(other.personId) || (other.isGuest && workspace.guestsExcluded),
    open: await tx.meeting.count({ where: { askerId: me, reason: 'request', state: 'asked' } }),
  } satisfies Asking
}

function refusalError(refusal: Refusal, name: string): UserError {
  switch (refusal) {
    case 'self':
      return userError('meeting.self')
    case 'paused':
      return userError('meeting.paused')
    case 'waiting':
      return userError('meeting.waiting', { name })
    case 'met':
      return userError('meeting.already', { name })
    case 'unavailable':
      return userError('meeting.unavailable', { name })
    case 'tooMany':
      return userError('meeting.tooMany')
  }
}

type Between = Awaited<ReturnType<typeof askingOf>>['between']

/** Returns the request's id. What the asker has just withdrawn is open again, so that nobody is asked twice in a row. */
async function ask(tx: Tx, ctx: Context, other: Other, before: Between): Promise<number> {
  const isAgain = before?.state === 'withdrawn' && before.askerId === ctx.member.personId && before.dueAt !== null
  const isRecent = before?.answeredAt && before.answeredAt > toDate(later(ctx.now, { hours: -AGAIN_HOURS }))
  if (!isAgain || !isRecent) return askAnew(tx, ctx, other)
  await tx.meeting.update({
    where: { id: before.id },
    data: { state: 'asked', answeredAt: null, dueAt: toDate(silentAt(ctx)) },
  })
  await refresh(tx, ctx.now, ['meeting.request'], before.id)
  return before.id
}

function silentAt({ now, workspace }: Context): Instant {
  return inDays(now, SILENCE_DAYS, workspace.timezone)
}

async function askAnew(tx: Tx, ctx: Context, other: Other): Promise<number> {
  const { id } = await tx.meeting.create({
    data: {
      communityId: ctx.community,
      state: 'asked',
      reason: 'request',
      askerId: ctx.member.personId,
      createdAt: toDate(ctx.now),
      dueAt: toDate(silentAt(ctx)),
      persons: {
        create: [
          { personId: ctx.member.personId, memberId: ctx.member.id },
          { personId: other.personId, memberId: other.id },
        ],
      },
    },
    select: { id: true },
  })
  const place = { kind: 'direct', member: other.externalId } as const
  await declare(tx, ctx.now, [{ workspace: other.workspaceId, place, view: 'meeting.request', subject: id }])
  return id
}
