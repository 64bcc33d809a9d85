import type { Context, Work } from '../../context.ts'
import type { Tx } from '../../db/open.ts'
import { type Translate, userError } from '../../i18n/i18n.ts'
import { action, idIn } from '../../kit/action.ts'
import { button, buttons, card, note, paragraph } from '../../kit/card.ts'
import { type Reply, show } from '../../kit/reply.ts'
import { bold, join } from '../../kit/text.ts'
import { type Instant, toDate } from '../../kit/time.ts'
import { declare, refresh } from '../../posts/declare.ts'
import type { View } from '../../posts/views.ts'
import type { Duty } from '../../work/duties.ts'
import { said } from '../conversations/said.ts'
import { isAnyBlocked } from '../members/blocks.ts'
import { findMeeting, membersOf } from './meetings.ts'

export const metAnswers = ['yes', 'notYet', 'no'] as const
export type Met = (typeof metAnswers)[number]

function isMet(answer: string): answer is Met {
  return metAnswers.some((each) => each === answer)
}

/** "Did you meet?", once to each, in direct messages. */
export const metDuty: Duty = {
  name: 'meetings.met',
  due: async (work, limit) => {
    const due = await work.db.client.meeting.findMany({
      where: { state: 'accepted', dueAt: { lte: toDate(work.now) } },
      orderBy: { dueAt: 'asc' },
      select: { id: true },
      take: limit,
    })
    return due.map((meeting) => meeting.id)
  },
  perform: async (work: Work, id: number) => work.db.transact(async (tx) => askWhetherMet(tx, work.now, id)),
}

async function askWhetherMet(tx: Tx, now: Instant, id: number): Promise<void> {
  const { communityId } = await tx.meeting.update({
    where: { id },
    data: { dueAt: null },
    select: { communityId: true },
  })
  const meeting = await findMeeting(tx, communityId, id)
  if (!meeting) return
  // Who blocked the other is not asked how it went.
  const people = meeting.persons.map(({ personId }) => personId)
  if (await isAnyBlocked(tx, people)) return
  const here = (await membersOf(tx, meeting)).filter((member) => member.leftAt === null)
  const asked = here.map((member) => member.personId)
  await tx.meetingPerson.updateMany({
    where: { meetingId: id, personId: { in: asked } },
    data: { askedAt: toDate(now) },
  })
  await declare(
    tx,
    now,
    here.map((member) => ({
      workspace: member.workspaceId,
      place: { kind: 'direct', member: member.externalId },
      view: 'meeting.met',
      subject: id,
    })),
  )
}

export const metView: View = {
  render: async (view, id) => {
    const meeting = await findMeeting(view.db.client, view.community, id)
    const own = meeting?.persons.find((person) => person.personId === view.reader?.personId)
    if (!meeting || !own) return undefined
    const members = await membersOf(view.db.client, meeting)
    const others = members.filter((member) => member.personId !== own.personId)
    const names = join(
      others.map(({ name }) => bold(name)),
      ', ',
    )
    const { t } = view
    return card({
      tone: own.met === null ? 'neutral' : 'closed',
      blocks: [
        paragraph(t('met.question', { names })),
        own.met !== null && isMet(own.met) ? note(t(`met.noted.${own.met}`)) : answerButtons(t, id),
      ],
    })
  },
}

function answerButtons(t: Translate, id: number) {
  return buttons(
    ...metAnswers.map((answer) => button(t.words(`met.${answer}`), action('meeting.met', `${id}.${answer}`))),
  )
}

/** `12.yes`: whoever pressed has met, as far as meeting 12 goes. The last answer counts. */
export async function noteMet(ctx: Context, record: string): Promise<Reply> {
  const [id = '', answer = ''] = record.split('.')
  if (!isMet(answer)) throw userError('general.buttonGone')
  await ctx.db.transact(async (tx) => {
    const meeting = await findMeeting(tx, ctx.community, idIn(id))
    const { personId } = ctx.member
    if (!meeting?.persons.some((person) => person.personId === personId)) throw userError('general.buttonGone')
    await tx.meetingPerson.update({
      where: { meetingId_personId: { meetingId: meeting.id, personId } },
      data: { met: answer, metAt: toDate(ctx.now) },
    })
    if (meeting.reason === 'round') await tx.person.update({ where: { id: personId }, data: { silentRounds: 0 } })
    await refresh(tx, ctx.now, ['meeting.met'], meeting.id)
  })
  return show(said(ctx.t(`met.thanks.${answer}`), 'good'))
}
