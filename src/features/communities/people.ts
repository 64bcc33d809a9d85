import type { Context } from '../../context.ts'
import { userError } from '../../i18n/i18n.ts'
import { bullets, type Card, card, heading, paragraph } from '../../kit/card.ts'
import { type Reply, show } from '../../kit/reply.ts'
import { clean, join, type Text, text, type Wording } from '../../kit/text.ts'
import { toDate } from '../../kit/time.ts'
import { namedMember, personColumns, personNode } from '../members/members.ts'
import { organisationNamed } from '../members/organisations.ts'

/** Whom staff trust: other staff, and verified partners. A card shows at most so many. */
const LISTED = 50

export async function addStaff(ctx: Context, member: string): Promise<Reply> {
  const named = await namedMember(ctx, ctx.workspace, member)
  await ctx.db.client.staffMember.upsert({
    where: { personId: named.personId },
    create: { personId: named.personId, addedAt: toDate(ctx.now) },
    update: {},
  })
  return show(said(ctx.t('staff.added', { person: personHere(ctx, named) })))
}

export async function removeStaff(ctx: Context, member: string): Promise<Reply> {
  const named = await namedMember(ctx, ctx.workspace, member)
  const person = personHere(ctx, named)
  const removed = await ctx.db.client.staffMember.deleteMany({ where: { personId: named.personId } })
  if (named.admin) throw userError('staff.isAdmin', { person })
  if (removed.count === 0) throw userError('staff.notThere', { person })
  return show(said(ctx.t('staff.removed', { person })))
}

export async function listStaff(ctx: Context): Promise<Reply> {
  const staff = await ctx.db.client.staffMember.findMany({
    where: { person: { communityId: ctx.community } },
    orderBy: { addedAt: 'asc' },
    take: LISTED,
    select: { person: { select: { members: { select: personColumns } } } },
  })
  return show(
    listed(
      ctx.t.words('staff.title'),
      staff.map(({ person }) => accounts(person.members)),
      ctx.t('staff.none'),
    ),
  )
}

export async function addPartner(ctx: Context, member: string, organisation: string): Promise<Reply> {
  const named = await namedMember(ctx, ctx.workspace, member)
  const name = clean(organisation)
  await ctx.db.transact(async (tx) => {
    const organisationId = await organisationNamed(tx, ctx.community, name, 'partner')
    const data = { organisationId, addedAt: toDate(ctx.now) }
    await tx.partner.upsert({
      where: { personId: named.personId },
      create: { personId: named.personId, ...data },
      update: data,
    })
  })
  return show(said(ctx.t('partner.added', { person: personHere(ctx, named), organisation: name })))
}

export async function removePartner(ctx: Context, member: string): Promise<Reply> {
  const named = await namedMember(ctx, ctx.workspace, member)
  const person = personHere(ctx, named)
  const removed = await ctx.db.client.partner.deleteMany({ where: { personId: named.personId } })
  if (removed.count === 0) throw userError('partner.notThere', { person })
  return show(said(ctx.t('partner.removed', { person })))
}

export async function listPartners(ctx: Context): Promise<Reply> {
  const partners = await ctx.db.client.partner.findMany({
    where: { person: { communityId: ctx.community } },
    orderBy: [{ organisation: { nameKey: 'asc' } }, { addedAt: 'asc' }],
    take: LISTED,
    select: { organisation: { select: { name: true } }, person: { select: { members: { select: personColumns } } } },
  })
  const items = partners.map(({ organisation, person }) => text`${accounts(person.members)} · ${organisation.name}`)
  return show(listed(ctx.t.words('partner.title'), items, ctx.t('partner.none')))
}

type Account = Parameters<typeof personNode>[0]

function accounts(members: readonly Account[]): Text {
  return join(members.map(personNode), ', ')
}

function personHere(ctx: Context, named: { externalId: string; name: string }) {
  return personNode({ ...named, workspace: ctx.workspace })
}

function said(wording: Wording): Card {
  return card({ blocks: [paragraph(wording)] })
}

function listed(title: string, items: readonly Wording[], none: Wording): Card {
  return card({ blocks: [heading(title), items.length === 0 ? paragraph(none) : bullets(items)] })
}
