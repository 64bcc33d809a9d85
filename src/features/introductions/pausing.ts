import type { Context } from '../../context.ts'
import { type Translate, userError } from '../../i18n/i18n.ts'
import { action } from '../../kit/action.ts'
import { type Block, button, buttons, type Card, card, heading, paragraph } from '../../kit/card.ts'
import { done, type Reply, show } from '../../kit/reply.ts'
import { refresh } from '../../posts/declare.ts'
import type { View } from '../../posts/views.ts'
import type { Press } from '../feature.ts'
import { PACE_WINDOW } from './greeting.ts'
import { countDue, welcomeDue } from './welcoming.ts'

/** `/totem pause greetings`: nobody is welcomed or reminded. `all`: Totem says and answers nothing in this workspace, staff excepted. */
export async function pauseWorkspace(ctx: Context, what: 'greetings' | 'all', on: boolean): Promise<Reply> {
  if (!ctx.member.staff) throw userError('general.staffOnly')
  const waiting = await ctx.db.transact(async (tx) => {
    await tx.workspace.update({
      where: { id: ctx.workspace.id },
      data: what === 'all' ? { paused: on } : { greetingsPaused: on },
    })
    const due = await countDue(tx, ctx, ctx.workspace.id)
    if (!on) await welcomeDue(tx, ctx, ctx.workspace)
    await refresh(tx, ctx.now, ['members.flood'], ctx.workspace.id)
    return due
  })
  return show(card({ tone: on ? 'attention' : 'good', blocks: [paragraph(pausedText(ctx, what, on, waiting))] }))
}

function pausedText(ctx: Context, what: 'greetings' | 'all', on: boolean, waiting: number) {
  if (what === 'all') return ctx.t(on ? 'pause.all' : 'pause.allOff', { workspace: ctx.workspace.name })
  return on ? ctx.t('pause.greetings') : ctx.t('pause.greetingsOff', { count: waiting })
}

/** Tells staff of a flood of joins, with what they can do about it; the numbers are as they are now. */
export const floodView: View = {
  render: async (view, id): Promise<Card | undefined> => {
    const workspace = await view.db.client.workspace.findUnique({ where: { id }, select: { greetingsPaused: true } })
    if (!workspace) return undefined
    const waiting = await countDue(view.db.client, view, id)
    const paused = workspace.greetingsPaused
    const { t } = view
    if (waiting === 0)
      return card({ tone: 'good', blocks: [heading(t.words('flood.title')), paragraph(t('flood.over'))] })
    return card({
      tone: 'attention',
      blocks: [
        heading(t.words('flood.title')),
        paragraph(
          paused ? t('flood.paused', { count: waiting }) : t('flood.waiting', { count: waiting, pace: PACE_WINDOW }),
        ),
        buttons(
          button(t.words(paused ? 'flood.resume' : 'flood.pause'), action('greetings.pause', paused ? 'off' : 'on')),
        ),
      ],
    })
  },
}

export const pressPause: Press = async (ctx, record) => pauseWorkspace(ctx, 'greetings', record === 'on')

/** Whether guests are greeted: staff switch it where they set the workspace up. */
export const pressGuests: Press = async (ctx, record) => {
  if (!ctx.member.staff) throw userError('general.staffOnly')
  const guestsExcluded = record === 'off'
  await ctx.db.transact(async (tx) => {
    await tx.workspace.update({ where: { id: ctx.workspace.id }, data: { guestsExcluded } })
    await refresh(tx, ctx.now, ['members.flood'], ctx.workspace.id)
  })
  return show(
    card({
      tone: 'good',
      blocks: [
        paragraph(ctx.t(guestsExcluded ? 'guests.excluded' : 'guests.included')),
        buttons(
          button(
            ctx.t.words(guestsExcluded ? 'guests.include' : 'guests.exclude'),
            action('members.guests', guestsExcluded ? 'on' : 'off'),
          ),
        ),
      ],
    }),
  )
}

/** `/intro pause`: no suggestions and no requests until the member says so. */
export async function pauseMe(ctx: Context, on: boolean): Promise<Reply> {
  await ctx.db.client.person.update({ where: { id: ctx.member.personId }, data: { paused: on } })
  return done(ctx.t(on ? 'pause.me' : 'pause.meOff'), on ? resumeButton(ctx.t) : undefined)
}

/** In place of suggestions, to whoever is on pause. */
export function pausedBlocks(t: Translate): (Block | undefined)[] {
  return [paragraph(t('pause.meStill')), resumeButton(t)]
}

function resumeButton(t: Translate): Block | undefined {
  return buttons(button(t.words('pause.resume'), action('member.resume'), 'primary'))
}
