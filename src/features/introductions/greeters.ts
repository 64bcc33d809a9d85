import type { Context } from '../../context.ts'
import type { Tx } from '../../db/open.ts'
import { userError } from '../../i18n/i18n.ts'
import { idIn } from '../../kit/action.ts'
import { buttons, card, paragraph } from '../../kit/card.ts'
import type { UserError } from '../../kit/errors.ts'
import { type Reply, show } from '../../kit/reply.ts'
import type { PersonNode } from '../../kit/text.ts'
import { refresh } from '../../posts/declare.ts'
import { askButton } from '../members/ask-button.ts'
import { personColumns, personNode } from '../members/members.ts'
import { authorOf, findIntroduction, type IntroductionRow } from './introductions.ts'

/** "I will greet": the first to press is named on the card; everybody else is told who it is. */
export async function greet(ctx: Context, record: string): Promise<Reply> {
  const introduction = await introductionNumbered(ctx, record)
  const author = authorOf(introduction)
  if (!author || author.leftAt) throw userError('greeter.gone')
  if (introduction.personId === ctx.member.personId) throw userError('greeter.yourself')
  const greeterId = await ctx.db.transact(async (tx) => claimGreeting(tx, ctx, introduction.id))
  const person = personNode(author)
  if (greeterId !== ctx.member.personId) throw await alreadyGreeted(ctx, person, greeterId)
  const away = author.workspaceId !== ctx.workspace.id
  return show(
    card({
      tone: 'good',
      blocks: [
        paragraph(
          away
            ? ctx.t('greeter.thanksAway', { person, workspace: author.workspace.name })
            : ctx.t('greeter.thanks', { person }),
        ),
        away ? buttons(askButton(ctx.t, introduction.personId)) : undefined,
      ],
    }),
  )
}

async function alreadyGreeted(ctx: Context, person: PersonNode, greeterId: number): Promise<UserError> {
  const greeter = await namePerson(ctx.db.client, greeterId, ctx.workspace.id)
  return userError('greeter.taken', { person, greeter: greeter ?? ctx.t('general.formerMember') })
}

async function introductionNumbered(ctx: Context, record: string): Promise<IntroductionRow> {
  const found = await findIntroduction(ctx.db.client, ctx.community, idIn(record))
  if (!found) throw userError('general.notFound', { what: record })
  return found
}

/** Who greets the author of an introduction: the first to say so, by compare-and-set. */
export async function claimGreeting(tx: Tx, ctx: Context, introduction: number): Promise<number> {
  const claimed = await tx.introduction.updateMany({
    where: { id: introduction, communityId: ctx.community, greeterId: null },
    data: { greeterId: ctx.member.personId },
  })
  if (claimed.count > 0) await refresh(tx, ctx.now, ['introduction.card'], introduction)
  const { greeterId } = await tx.introduction.findUniqueOrThrow({
    where: { id: introduction },
    select: { greeterId: true },
  })
  return greeterId ?? ctx.member.personId
}

/** A person where a workspace's readers see them: by their account there if they have one. */
export async function namePerson(db: Tx, person: number, workspace: number): Promise<PersonNode | undefined> {
  const accounts = await db.member.findMany({
    where: { personId: person },
    select: { ...personColumns, workspaceId: true },
    orderBy: { id: 'asc' },
  })
  const account = accounts.find((each) => each.workspaceId === workspace) ?? accounts[0]
  return account && personNode(account)
}
