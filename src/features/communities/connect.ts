import { createHash } from 'node:crypto'
import type { Context } from '../../context.ts'
import type { Tx } from '../../db/open.ts'
import { userError } from '../../i18n/i18n.ts'
import { action } from '../../kit/action.ts'
import { button, buttons, type Card, card, paragraph } from '../../kit/card.ts'
import { type Reply, show } from '../../kit/reply.ts'
import { time } from '../../kit/text.ts'
import { fromDate, later, toDate } from '../../kit/time.ts'
import type { Press } from '../feature.ts'
import { moveWorkspace } from './merge.ts'
import { workspacesOf } from './workspaces.ts'

/** spec/product.md, Linking workspaces: good once, for 15 minutes. */
const CODE_MINUTES = 15
const CODE_LENGTH = 10
/** No letters that are mistaken for digits, nor vowels that make words. */
const CODE_LETTERS = 'BCDFGHJKLMNPQRSTVWXZ23456789'

/** A code that another workspace's staff types to join this community. Only its hash is kept. */
export async function offerCode(ctx: Context): Promise<Reply> {
  const code = Array.from(
    { length: CODE_LENGTH },
    () => CODE_LETTERS[Math.floor(ctx.random() * CODE_LETTERS.length)],
  ).join('')
  const expiresAt = later(ctx.now, { minutes: CODE_MINUTES })
  await ctx.db.client.connectCode.create({
    data: { hash: hashOf(code), workspaceId: ctx.workspace.id, expiresAt: toDate(expiresAt) },
  })
  return show(card({ blocks: [paragraph(ctx.t('connect.code', { word: code, until: time(expiresAt, 'time') }))] }))
}

/** The confirmation that names both. */
export async function confirmConnection(ctx: Context, typed: string): Promise<Reply> {
  const there = await workspaceOfCode(ctx, ctx.db.client, typed)
  return show(connectionCard(ctx, typed, there.name))
}

function connectionCard(ctx: Context, code: string, there: string): Card {
  const { t } = ctx
  return card({
    tone: 'attention',
    blocks: [
      paragraph(t('connect.confirm', { here: ctx.workspace.name, there })),
      buttons(
        button(t.words('connect.yes'), action('community.connect', code.trim()), 'primary'),
        button(t.words('general.cancel'), action('general.cancel')),
      ),
    ],
  })
}

/** Joins the other workspace's community; the code is used up in the same transaction. */
export const connect: Press = async (ctx, code) => {
  if (!ctx.member.staff) throw userError('general.staffOnly')
  const there = await ctx.db.transact(async (tx) => {
    const found = await workspaceOfCode(ctx, tx, code)
    await tx.connectCode.deleteMany({ where: { hash: hashOf(code) } })
    await moveWorkspace(tx, ctx.now, ctx.workspace, found.communityId)
    return found
  })
  return show(
    card({ tone: 'good', blocks: [paragraph(ctx.t('connect.done', { here: ctx.workspace.name, there: there.name }))] }),
  )
}

/** `/totem disconnect`: after a confirmation that names whom it leaves. */
export async function confirmDisconnection(ctx: Context): Promise<Reply> {
  const others = await othersOf(ctx)
  const { t } = ctx
  const named = { here: ctx.workspace.name, others: others.join(', ') }
  return show(
    card({
      tone: 'attention',
      blocks: [
        paragraph(t('disconnect.confirm', named)),
        buttons(
          button(t.words('disconnect.yes'), action('community.disconnect'), 'danger'),
          button(t.words('general.cancel'), action('general.cancel')),
        ),
      ],
    }),
  )
}

/** From then on the workspace is a community of its own. */
export const disconnect: Press = async (ctx) => {
  if (!ctx.member.staff) throw userError('general.staffOnly')
  await othersOf(ctx)
  await ctx.db.transact(async (tx) => {
    const { id } = await tx.community.create({ data: { createdAt: toDate(ctx.now) }, select: { id: true } })
    await moveWorkspace(tx, ctx.now, ctx.workspace, id)
  })
  return show(card({ tone: 'good', blocks: [paragraph(ctx.t('disconnect.done', { here: ctx.workspace.name }))] }))
}

/** The names of the workspaces it is connected with. Throws a UserError when there are none. */
async function othersOf(ctx: Context): Promise<string[]> {
  const all = await workspacesOf(ctx.db.client, ctx.community)
  const others = all.filter(({ id }) => id !== ctx.workspace.id)
  if (others.length === 0) throw userError('disconnect.alone', { here: ctx.workspace.name })
  return others.map(({ name }) => name)
}

async function workspaceOfCode(ctx: Context, db: Tx, typed: string): Promise<{ communityId: number; name: string }> {
  const code = await db.connectCode.findUnique({ where: { hash: hashOf(typed) } })
  if (!code || Temporal.Instant.compare(fromDate(code.expiresAt), ctx.now) <= 0) throw userError('connect.badCode')
  const there = await db.workspace.findUnique({
    where: { id: code.workspaceId, removedAt: null },
    select: { communityId: true, name: true },
  })
  if (!there) throw userError('connect.badCode')
  if (there.communityId === ctx.workspace.communityId) throw userError('connect.same')
  return there
}

function hashOf(typed: string): string {
  return createHash('sha256').update(typed.trim().toUpperCase()).digest('hex')
}
