import type { Context } from '../../context.ts'
import type { Tx } from '../../db/open.ts'
import { userError } from '../../i18n/i18n.ts'
import { action, idIn } from '../../kit/action.ts'
import { type Block, bullets, button, buttons, card, fields, heading, note, paragraph } from '../../kit/card.ts'
import { limits } from '../../kit/limits.ts'
import { type Reply, show } from '../../kit/reply.ts'
import type { Text } from '../../kit/text.ts'
import { inDays, toDate } from '../../kit/time.ts'
import { refresh } from '../../posts/declare.ts'
import type { View, ViewContext } from '../../posts/views.ts'
import { personColumns, personNode } from '../members/members.ts'
import { claimGreeting, namePerson } from './greeters.ts'
import { mondayOf, NAMED, type ToWrite, weekBefore } from './monday.ts'

/** Monday's card for staff: the week in numbers and names, and a button for each person to write to. */
export const mondayView: View = {
  render: async (view) => {
    const { t, workspace } = view
    const monday = mondayOf(view.occurrence, workspace.timezone)
    const week = await weekBefore(view.db.client, workspace, monday)
    const shown = week.toWrite.slice(0, NAMED)
    const left = week.toWrite.length - shown.length
    return card({
      blocks: [
        heading(t.words('monday.title', { workspace: workspace.name })),
        fields([
          { label: t.label('monday.joined', { count: week.joined.length }), value: namesOf(view, week.joined) },
          {
            label: t.label('monday.introduced', { count: week.introduced.length }),
            value: namesOf(view, week.introduced),
          },
          { label: t.label('monday.met', { count: week.met.length }), value: namesOf(view, week.met) },
        ]),
        shown.length === 0 ? undefined : paragraph(t('monday.toWrite', { count: week.toWrite.length })),
        bullets(await Promise.all(shown.map(async (person) => lineOf(view, person)))),
        left === 0 ? undefined : note(t('monday.toWriteMore', { count: left })),
        ...writeButtons(
          view,
          shown.filter((person) => person.writerId === null),
        ),
      ],
    })
  },
}

function namesOf({ t }: ViewContext, names: readonly string[]): string | Text {
  if (names.length <= NAMED) return names.join(', ')
  return t('monday.more', { names: names.slice(0, NAMED).join(', '), count: names.length - NAMED })
}

async function lineOf(view: ViewContext, { name, why, writerId }: ToWrite): Promise<Text> {
  const { t } = view
  if (writerId === null) return t(`monday.${why}`, { name })
  const writer = await namePerson(view.db.client, writerId, view.workspace.id)
  return t('monday.taken', { name, writer: writer?.name ?? t('general.formerMember') })
}

function writeButtons({ t, occurrence }: ViewContext, people: readonly ToWrite[]): (Block | undefined)[] {
  const all = people.map(({ id, name }) =>
    button(t.words('monday.write', { name }), action('staff.write', `${occurrence} ${id}`)),
  )
  const rows = Math.ceil(all.length / limits.buttonsInRow)
  return Array.from({ length: rows }, (_, row) =>
    buttons(...all.slice(row * limits.buttonsInRow, (row + 1) * limits.buttonsInRow)),
  )
}

/** "I write to them": the first of the staff to press is named on the card, and greets those who have introduced themselves. */
export async function pressWrite(ctx: Context, record: string): Promise<Reply> {
  if (!ctx.member.staff) throw userError('general.staffOnly')
  const [occurrence = '', id = ''] = record.split(' ')
  const member = await memberNumbered(ctx, id)
  const writer = await ctx.db.transact(async (tx) => takeWriting(tx, ctx, member.id, occurrence))
  const person = personNode(member)
  if (writer === ctx.member.personId)
    return show(card({ tone: 'good', blocks: [paragraph(ctx.t('monday.thanks', { person }))] }))
  const named = await namePerson(ctx.db.client, writer, ctx.workspace.id)
  throw userError('monday.takenAlready', { person, writer: named ?? ctx.t('general.formerMember') })
}

async function memberNumbered(ctx: Context, id: string) {
  const found = await ctx.db.client.member.findUnique({
    where: { id: idIn(id), workspace: { communityId: ctx.community } },
    select: { ...personColumns, id: true },
  })
  if (!found) throw userError('general.notFound', { what: id })
  return found
}

/** Whoever writes to them: the first, by compare-and-set; what was said in an earlier week is over. */
async function takeWriting(tx: Tx, ctx: Context, member: number, occurrence: string): Promise<number> {
  const stale = toDate(inDays(ctx.now, -7, ctx.workspace.timezone))
  const taken = await tx.member.updateMany({
    where: { id: member, OR: [{ writerId: null }, { writerAt: { lt: stale } }] },
    data: { writerId: ctx.member.personId, writerAt: toDate(ctx.now) },
  })
  const { writerId, workspaceId, person } = await tx.member.findUniqueOrThrow({
    where: { id: member },
    select: { writerId: true, workspaceId: true, person: { select: { introduction: { select: { id: true } } } } },
  })
  if (taken.count > 0 && person.introduction) await claimGreeting(tx, ctx, person.introduction.id)
  if (taken.count > 0) await refresh(tx, ctx.now, ['staff.monday'], workspaceId, occurrence)
  return writerId ?? ctx.member.personId
}
