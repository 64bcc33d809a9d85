import type { Context } from '../../context.ts'
import { bold, type Text, text } from '../../kit/text.ts'
import { personColumns, personNode } from '../members/members.ts'
import { presentAccount } from '../members/presence.ts'

/** Somebody as lists and suggestions show them. */
export interface ShownPerson {
  /** The introduction's. */
  readonly id: number
  readonly person: number
  readonly name: string
  readonly headline: string
  readonly canHelp: string
  readonly lookingFor: string
  /** "Camille · *I mend bicycles* (Cyclo)" */
  readonly line: Text
}

/** Those of some introductions of the reader's community whose authors are here, by id. */
export async function shownPeople(ctx: Context, ids: readonly number[]): Promise<Map<number, ShownPerson>> {
  const rows = await ctx.db.client.introduction.findMany({
    where: { communityId: ctx.community, id: { in: [...ids] } },
    select: {
      id: true,
      personId: true,
      memberId: true,
      headline: true,
      canHelp: true,
      lookingFor: true,
      organisation: { select: { name: true } },
      person: {
        select: { members: { where: presentAccount, select: { ...personColumns, id: true, workspaceId: true } } },
      },
    },
  })
  const shown = rows.flatMap(({ person, personId, memberId, organisation, ...row }): ShownPerson[] => {
    const { members } = person
    const here = members.find((member) => member.workspaceId === ctx.workspace.id)
    const account = here ?? members.find((member) => member.id === memberId) ?? members[0]
    if (!account) return []
    const line = text`${personNode(account)} · ${bold(row.headline)}${organisation ? ` (${organisation.name})` : ''}`
    return [{ ...row, person: personId, name: account.name, line }]
  })
  return new Map(shown.map((person) => [person.id, person]))
}
