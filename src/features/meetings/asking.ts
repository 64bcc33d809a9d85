import type { Context } from '../../context.ts'
import type { Tx } from '../../db/open.ts'
import { userError } from '../../i18n/i18n.ts'
import { idIn } from '../../kit/action.ts'
import type { UserError } from '../../kit/errors.ts'
import { type Reply, show } from '../../kit/reply.ts'
import { inDays, toDate } from '../../kit/time.ts'
import { declare } from '../../posts/declare.ts'
import { said } from '../conversations/said.ts'
import { blockedWith } from '../members/blocks.ts'
import { accept } from './answering.ts'
import { type Asking, refusalOf } from './rules.ts'

/** How long the other may keep silent (spec/product.md, 1. Introductions). */
const SILENCE_DAYS = 7

/** What "Ask for an introduction" does: the other is asked, and the asker told what happens next. */
export async function askMeeting(ctx: Context, record: string): Promise<Reply> {
  const outcome = await ctx.db.transact(async (tx) => {
    const other = await findOther(tx, ctx, idIn(record))
    if (!other) throw userError('meeting.nobody')
    const asking = await askingOf(tx, ctx, other)
    if (asking.between?.state === 'asked' && asking.between.askerId === other.personId) {
      await accept(tx, ctx.now, asking.between.id)
      return { name: other.name, met: true }
    }
    const refusal = refusalOf(asking)
    if (refusal) throw refusalError(refusal, other.name)
    await ask(tx, ctx, other)
    return { name: other.name, met: false }
  })
  const { name } = outcome
  return show(said(outcome.met ? ctx.t('meeting.bothAsked', { name }) : ctx.t('meeting.asked', { name }), 'good'))
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

async function askingOf(tx: Tx, ctx: Context, other: Other): Promise<Asking> {
  const me = ctx.member.personId
  const between = await tx.meeting.findFirst({
    where: {
      reason: 'request',
      AND: [{ persons: { some: { personId: me } } }, { persons: { some: { personId: other.personId } } }],
    },
    orderBy: { id: 'desc' },
    select: { id: true, state: true, askerId: true },
  })
  const blocked = await blockedWith(tx, me)
  const { externalId, workspace, person } = other
  return {
    isSelf:
      other.personId === me || (externalId === ctx.member.externalId && workspace.platform === ctx.workspace.platform),
    between: between ?? undefined,
    askerId: me,
    isUnavailable: person.paused || blocked.has(other.personId) || (other.isGuest && workspace.guestsExcluded),
    open: await tx.meeting.count({ where: { askerId: me, reason: 'request', state: 'asked' } }),
  }
}

function refusalError(refusal: NonNullable<ReturnType<typeof refusalOf>>, name: string): UserError {
  switch (refusal) {
    case 'self':
      return userError('meeting.self')
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

async function ask(tx: Tx, ctx: Context, other: Other): Promise<void> {
  const { id } = await tx.meeting.create({
    data: {
      communityId: ctx.community,
      state: 'asked',
      reason: 'request',
      askerId: ctx.member.personId,
      createdAt: toDate(ctx.now),
      dueAt: toDate(inDays(ctx.now, SILENCE_DAYS, ctx.workspace.timezone)),
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
}
