import type { Context } from '../../context.ts'
import { userError } from '../../i18n/i18n.ts'
import { idIn } from '../../kit/action.ts'
import { card } from '../../kit/card.ts'
import { type Reply, show } from '../../kit/reply.ts'
import { clean, clip } from '../../kit/text.ts'
import type { Press } from '../feature.ts'
import { introductionCard } from './cards.ts'
import { backButton, foundCard, nobodyFoundCard, type PageStart, readPage } from './find-cards.ts'
import { communityIndex } from './indexes.ts'
import { authorOf, findIntroduction } from './introductions.ts'
import { find } from './search.ts'
import { shownPeople } from './shown.ts'
import { hiddenFrom } from './visibility.ts'

const PAGE = 8
/** What is searched travels in the buttons that turn the page. */
const SEARCHED = 60

/** `/intro find` */
export async function findPeople(ctx: Context, typed: string): Promise<Reply> {
  const text = clip(clean(typed).replace(/\s+/gu, ' '), SEARCHED)
  return showPage(ctx, { text, offset: 0, first: undefined })
}

/** The page begins with the introduction that it began with when its button was made, whoever came or left before it since. */
async function showPage(ctx: Context, start: PageStart): Promise<Reply> {
  const index = await communityIndex(ctx, ctx.community)
  const hidden = await hiddenFrom(ctx, index)
  const everybody = find(index.search, start.text, { limit: Number.MAX_SAFE_INTEGER, offset: 0 })
  const ids = everybody.ids.filter((id) => !hidden.has(id))
  const there = start.first === undefined ? -1 : ids.indexOf(start.first)
  const offset = there === -1 ? Math.min(start.offset, lastPage(ids.length)) : there
  const people = await shownPeople(ctx, ids.slice(offset, offset + PAGE))
  if (people.size === 0) return show(nobodyFoundCard(ctx.t, start.text))
  return show(foundCard(ctx.t, { ids, people, offset, size: PAGE, text: start.text }))
}

function lastPage(count: number): number {
  return Math.max(0, Math.ceil(count / PAGE) - 1) * PAGE
}

export const turnFound: Press = async (ctx, record) => showPage(ctx, readPage(record))

/** One of those found, whole, with the way back to the list. */
export const openFound: Press = async (ctx, record, values) => {
  const there = await findIntroduction(ctx.db.client, ctx.community, idIn(values[0]))
  const isElsewhere = there?.everywhere === false && authorOf(there)?.workspaceId !== ctx.workspace.id
  if (!there || isElsewhere) throw userError('find.gone')
  const shown = await introductionCard(ctx, there)
  return show(card({ ...shown, blocks: [...shown.blocks, backButton(ctx.t, record)] }))
}
