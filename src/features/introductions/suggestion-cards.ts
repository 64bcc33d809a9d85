import type { Context } from '../../context.ts'
import type { Translate } from '../../i18n/i18n.ts'
import { action } from '../../kit/action.ts'
import { type Block, button, buttons, type Card, card, heading, note, paragraph } from '../../kit/card.ts'
import { bold } from '../../kit/text.ts'
import { type ThemeRow, themesOf } from '../communities/themes.ts'
import { askButton } from '../members/ask-button.ts'
import type { Candidate } from './candidates.ts'
import { reasonText } from './reasons.ts'
import { type ShownPerson, shownPeople } from './shown.ts'
import type { Suggestion } from './suggest.ts'

/** Who or what, why, and the button to it. Empty when there is nothing. */
export async function suggestionBlocks(
  ctx: Context,
  suggestions: readonly Suggestion[],
): Promise<(Block | undefined)[]> {
  const shown = {
    people: await shownPeople(ctx, idsOf(suggestions, 'person')),
    offers: await shownOffers(ctx, idsOf(suggestions, 'offer')),
    themes: await themesOf(ctx.db.client, ctx.community),
  }
  const blocks = suggestions.flatMap((suggestion) => blocksOf(ctx.t, suggestion, shown))
  return blocks.length === 0 ? [] : [heading(ctx.t.words('suggestion.title')), ...blocks]
}

interface Shown {
  readonly people: ReadonlyMap<number, ShownPerson>
  readonly offers: ReadonlyMap<number, ShownOffer>
  readonly themes: readonly ThemeRow[]
}

function blocksOf(t: Translate, suggestion: Suggestion, { people, offers, themes }: Shown): (Block | undefined)[] {
  const { candidate } = suggestion
  switch (candidate.kind) {
    case 'person':
      return personBlocks(t, people.get(candidate.id), suggestion, themes)
    case 'offer':
      return offerBlocks(t, offers.get(candidate.id), suggestion, themes)
  }
}

function idsOf(suggestions: readonly Suggestion[], kind: Candidate['kind']): number[] {
  return suggestions.flatMap(({ candidate }) => (candidate.kind === kind ? [candidate.id] : []))
}

function personBlocks(
  t: Translate,
  shown: ShownPerson | undefined,
  { reasons }: Suggestion,
  themes: readonly ThemeRow[],
): (Block | undefined)[] {
  if (!shown) return []
  const reason = reasonText(t, reasons[0], { name: shown.name, themes })
  return [paragraph(shown.line), note(reason), buttons(askButton(t, shown.person))]
}

interface ShownOffer {
  readonly id: number
  readonly title: string
  readonly by: string
}

async function shownOffers(ctx: Context, ids: readonly number[]): Promise<Map<number, ShownOffer>> {
  const rows = await ctx.db.client.offer.findMany({
    where: { communityId: ctx.community, id: { in: [...ids] } },
    select: {
      id: true,
      title: true,
      memberId: true,
      organisation: { select: { name: true } },
      person: { select: { members: { select: { id: true, name: true } } } },
    },
  })
  return new Map(
    rows.map(({ id, title, memberId, organisation, person }) => {
      const author = person.members.find((member) => member.id === memberId) ?? person.members[0]
      return [id, { id, title, by: organisation?.name ?? author?.name ?? ctx.t.words('general.formerMember') }]
    }),
  )
}

function offerBlocks(
  t: Translate,
  shown: ShownOffer | undefined,
  { reasons }: Suggestion,
  themes: readonly ThemeRow[],
): (Block | undefined)[] {
  if (!shown) return []
  const { id, title, by } = shown
  return [
    paragraph(t('suggestion.offer', { title: bold(title), by })),
    note(reasonText(t, reasons[0], { name: by, themes })),
    buttons(button(t.words('suggestion.seeOffer'), action('offer.details', id))),
  ]
}

/** Nobody to suggest: what would help. */
export function noSuggestionCard(t: Translate): Card {
  return card({
    blocks: [
      paragraph(t('suggestion.none')),
      note(t('suggestion.none.rounds')),
      buttons(button(t.words('introduction.edit'), action('command.run', 'intro me'))),
    ],
  })
}
