import type { Context } from '../../context.ts'
import { idIn } from '../../kit/action.ts'
import { done, type Reply, show } from '../../kit/reply.ts'
import type { Feature, Press } from '../feature.ts'
import { announceDuty, planDuty } from './announcing.ts'
import { joinedCard, noticeView, outView, partCard, standingCard, unpairedView } from './cards.ts'
import { meetDuty, pairDuty } from './pairing.ts'
import { changePart, findStanding, joinRounds, leaveRounds } from './rounds.ts'

/** `/intro rounds`: without on or off, where one stands. */
export async function takePartInRounds(ctx: Context, on: boolean | undefined): Promise<Reply> {
  if (on === undefined) return show(standingCard(ctx.t, await findStanding(ctx)))
  if (on) return show(joinedCard(ctx, await joinRounds(ctx)))
  await leaveRounds(ctx)
  return done(ctx.t('round.off'))
}

const skip: Press = async (ctx, place) => show(partCard(ctx.t, await changePart(ctx, idIn(place), 'skipped')))
const takePart: Press = async (ctx, place) => show(partCard(ctx.t, await changePart(ctx, idIn(place), 'in')))

const stay: Press = async (ctx, place) => {
  await changePart(ctx, idIn(place), 'in')
  return done(ctx.t('round.stays'))
}

const join: Press = async (ctx) => takePartInRounds(ctx, true)
const leave: Press = async (ctx) => takePartInRounds(ctx, false)

export const rounds: Feature = {
  views: {
    'round.notice': noticeView,
    'round.unpaired': unpairedView,
    'round.out': outView,
  },
  presses: {
    'round.skip': skip,
    'round.in': takePart,
    'round.stay': stay,
    'round.join': join,
    'round.leave': leave,
  },
  forms: {},
  // In this order one look does all that is due, one after the other.
  duties: [planDuty, announceDuty, pairDuty, meetDuty],
}
