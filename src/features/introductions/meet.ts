import type { Context } from '../../context.ts'
import { userError } from '../../i18n/i18n.ts'
import { type Block, card } from '../../kit/card.ts'
import { type Reply, show } from '../../kit/reply.ts'
import { blockedWith, sameUserAs } from '../members/blocks.ts'
import type { Candidate } from './candidates.ts'
import { type CommunityIndex, communityIndex } from './indexes.ts'
import { pausedBlocks } from './pausing.ts'
import { type Asker, type Suggestion, suggest } from './suggest.ts'
import { noSuggestionCard, suggestionBlocks } from './suggestion-cards.ts'
import { hiddenFrom } from './visibility.ts'

/** Shown at once (spec/product.md, 1. Introductions). */
const SUGGESTIONS = 3
/** What is left out after the ranking, at most, beside what one has answered oneself: colleagues' offers. */
const SPARE = 20

/** `/intro meet` */
export async function meetPeople(ctx: Context): Promise<Reply> {
  const suggestions = await suggestionsFor(ctx)
  if (suggestions === 'notIntroduced') throw userError('introduction.noneMine')
  const blocks = await suggestedBlocks(ctx, suggestions)
  return show(blocks.length > 0 ? card({ blocks }) : noSuggestionCard(ctx.t))
}

export type Suggested = readonly Suggestion[] | 'notIntroduced' | 'paused'

/** Who or what is suggested, or that the reader is on pause. Empty when there is nothing. */
export async function suggestedBlocks(ctx: Context, suggested: Suggested): Promise<readonly (Block | undefined)[]> {
  if (suggested === 'paused') return pausedBlocks(ctx.t)
  return suggested === 'notIntroduced' ? [] : suggestionBlocks(ctx, suggested)
}

/** Up to three people and offers that the reader could meet. */
export async function suggestionsFor(ctx: Context): Promise<Suggested> {
  const asker = await askerOf(ctx)
  if (typeof asker === 'string') return asker
  const index = await communityIndex(ctx, ctx.community)
  const [not, answered] = await Promise.all([notToSuggest(ctx, index), answeredOffers(ctx)])
  const found = suggest(index.suggestions, asker, {
    now: ctx.now,
    seed: Math.floor(ctx.random() * 2 ** 31),
    limit: SUGGESTIONS + SPARE + answered.size,
    not,
  })
  return found.filter(({ candidate }) => maySee(ctx, candidate, answered)).slice(0, SUGGESTIONS)
}

async function askerOf(ctx: Context): Promise<Asker | 'notIntroduced' | 'paused'> {
  const person = ctx.member.personId
  const found = await ctx.db.client.introduction.findUnique({
    where: { personId: person, communityId: ctx.community },
    select: {
      organisationId: true,
      canHelp: true,
      lookingFor: true,
      themes: { select: { theme: true } },
      person: { select: { paused: true } },
    },
  })
  if (!found) return 'notIntroduced'
  if (found.person.paused) return 'paused'
  const { organisationId, canHelp, lookingFor, themes } = found
  const organisation = organisationId ?? undefined
  return { person, organisation, canHelp, lookingFor, themes: themes.map(({ theme }) => theme) }
}

/** Who left or is paused, who blocked or was blocked, oneself in another server, and who was met or asked before, whatever the answer. */
async function notToSuggest(ctx: Context, index: CommunityIndex): Promise<ReadonlySet<number>> {
  const db = ctx.db.client
  const { personId } = ctx.member
  const [hidden, blocked, own, met, paused] = await Promise.all([
    hiddenFrom(ctx, index),
    blockedWith(db, personId),
    sameUserAs(db, ctx.community, personId),
    db.meetingPerson.findMany({
      where: { personId: { not: personId }, meeting: { persons: { some: { personId } } } },
      select: { personId: true },
    }),
    db.person.findMany({ where: { communityId: ctx.community, paused: true }, select: { id: true } }),
  ])
  const gone = [...hidden].flatMap((id) => index.authors.get(id)?.person ?? [])
  return new Set([...gone, ...blocked, ...own, ...met.map((each) => each.personId), ...paused.map(({ id }) => id)])
}

async function answeredOffers(ctx: Context): Promise<ReadonlySet<number>> {
  const own = await ctx.db.client.interest.findMany({
    where: { personId: ctx.member.personId },
    select: { offerId: true },
  })
  return new Set(own.map(({ offerId }) => offerId))
}

function maySee(ctx: Context, candidate: Candidate, answered: ReadonlySet<number>): boolean {
  switch (candidate.kind) {
    case 'person':
      return true
    case 'offer': {
      const isColleagues =
        candidate.organisation !== undefined && candidate.organisation === ctx.member.partner?.organisationId
      return !isColleagues && !answered.has(candidate.id)
    }
  }
}
