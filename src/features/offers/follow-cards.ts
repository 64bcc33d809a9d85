import type { Context } from '../../context.ts'
import type { Tx } from '../../db/open.ts'
import type { Translate } from '../../i18n/i18n.ts'
import { bullets, card, heading, note } from '../../kit/card.ts'
import { limits } from '../../kit/limits.ts'
import { done, type Reply } from '../../kit/reply.ts'
import { toDate } from '../../kit/time.ts'
import type { View } from '../../posts/views.ts'
import { themesOf } from '../communities/themes.ts'
import { postedCard } from './cards.ts'
import { followedTopics, followTopics, type Topic, unfollowTopics } from './follow.ts'
import { listItem, showSelect } from './list-card.ts'
import { isOpen, offerColumns, offerOf } from './offers.ts'
import { topicName, topicsNamed } from './topics.ts'

/** `/offer follow` */
export async function follow(ctx: Context, typed: string): Promise<Reply> {
  const topics = await topicsNamed(ctx, typed)
  const added = await followTopics(ctx, topics)
  const names = await namesOf(ctx.db.client, ctx.community, ctx.t, topics)
  return done(ctx.t(added.length > 0 ? 'follow.done' : 'follow.already', { topics: names }), await followedNote(ctx))
}

/** `/offer unfollow` */
export async function unfollow(ctx: Context, typed: string): Promise<Reply> {
  const topics = await topicsNamed(ctx, typed)
  const count = await unfollowTopics(ctx, topics)
  const names = await namesOf(ctx.db.client, ctx.community, ctx.t, topics)
  return done(ctx.t(count > 0 ? 'unfollow.done' : 'unfollow.not', { topics: names }), await followedNote(ctx))
}

async function followedNote(ctx: Context) {
  const topics = await followedTopics(ctx.db.client, ctx.member.personId)
  if (topics.length === 0) return note(ctx.t('follow.nothing'))
  return note(ctx.t('follow.list', { topics: await namesOf(ctx.db.client, ctx.community, ctx.t, topics) }))
}

async function namesOf(db: Tx, community: number, t: Translate, topics: readonly Topic[]): Promise<string> {
  const themes = await themesOf(db, community)
  return topics.map((topic) => topicName(t, themes, topic)).join(', ')
}

/** An offer told to somebody who follows it: the card, and why they get it. */
export const followedView: View = {
  render: async (view, id) => {
    const { client } = view.db
    const offer = await offerOf(client, id)
    if (!offer) return undefined
    const followed = view.reader ? await followedTopics(client, view.reader.personId) : []
    const here = new Set([`kind:${offer.kind}`, ...offer.themes.map(({ theme }) => `theme:${theme}`)])
    const topics = followed.filter((topic) => here.has(topic))
    const names = await namesOf(client, offer.communityId, view.t, topics)
    const why = topics.length > 0 ? note(view.t('follow.because', { topics: names })) : undefined
    return postedCard(client, offer, view.t, why)
  },
}

const BUNDLED = 10

/** What was too much for the week: what is still open of it. */
export const bundleView: View = {
  render: async (view, personId) => {
    const bundleAt = toDate(Temporal.Instant.from(view.occurrence))
    const bundled = await view.db.client.bundledOffer.findMany({
      where: { personId, bundleAt },
      orderBy: { offerId: 'desc' },
      select: { offer: { select: offerColumns } },
    })
    const open = bundled.map(({ offer }) => offer).filter(isOpen)
    if (open.length === 0) return undefined
    const { t } = view
    const rest = open.length - BUNDLED
    return card({
      blocks: [
        heading(t.words('follow.bundle', { count: open.length })),
        bullets(open.slice(0, BUNDLED).map((offer) => listItem(offer, t))),
        rest > 0 ? note(t('follow.bundle.more', { count: rest })) : undefined,
        showSelect(open.slice(0, limits.choices), t),
      ],
    })
  },
}
