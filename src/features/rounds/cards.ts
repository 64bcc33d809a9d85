import type { Context } from '../../context.ts'
import type { Translate } from '../../i18n/i18n.ts'
import { action } from '../../kit/action.ts'
import { type Block, button, buttons, type Card, card, heading, note, paragraph } from '../../kit/card.ts'
import { type Text, time } from '../../kit/text.ts'
import { fromDate } from '../../kit/time.ts'
import type { View } from '../../posts/views.ts'
import { said } from '../conversations/said.ts'
import { findPlace, type Joined, type PlaceRow, type Standing } from './rounds.ts'

/** What somebody is told two days before a round, and where they stand afterwards. */
export const noticeView: View = {
  render: async (view, id) => {
    const place = await findPlace(view.db.client, view.community, id)
    return place && noticeCard(view.t, place)
  },
}

function noticeCard(t: Translate, place: PlaceRow): Card | undefined {
  if (!place.person.roundsOn) return said(t('round.left'), 'closed')
  switch (place.state) {
    case 'asked':
      return stayCard(t, place)
    case 'skipped':
      return place.round.state === 'paired' ? said(t('round.over'), 'closed') : skippedCard(t, place)
    default:
      return place.round.state === 'paired' ? begunCard(t, place) : comingCard(t, place)
  }
}

/** Whoever could not be paired is told so by itself. */
function begunCard(t: Translate, { groupId }: PlaceRow): Card {
  return said(t(groupId === null ? 'round.tookPlace' : 'round.paired'), 'closed')
}

function comingCard(t: Translate, place: PlaceRow): Card {
  return card({
    blocks: [
      heading(t.words('round.notice.title')),
      paragraph(t('round.notice', { at: timeOf(place) })),
      note(t('round.notice.nothing')),
      buttons(skipButton(t, place.id)),
    ],
  })
}

function skippedCard(t: Translate, place: PlaceRow): Card {
  return card({ tone: 'closed', blocks: [paragraph(partText(t, place)), buttons(inButton(t, place.id))] })
}

function stayCard(t: Translate, { id }: PlaceRow): Card {
  return card({
    tone: 'attention',
    blocks: [
      heading(t.words('round.stay.title')),
      paragraph(t('round.stay')),
      buttons(button(t.words('round.stayIn'), action('round.stay', id), 'primary'), leaveButton(t)),
    ],
  })
}

/** What pressing Skip, or Take part after all, came to. */
export function partCard(t: Translate, place: PlaceRow): Card {
  const other = place.state === 'skipped' ? inButton(t, place.id) : skipButton(t, place.id)
  return card({ tone: 'good', blocks: [paragraph(partText(t, place)), buttons(other)] })
}

function partText(t: Translate, place: PlaceRow): Text {
  return t(place.state === 'skipped' ? 'round.skipped' : 'round.isIn', { at: timeOf(place) })
}

function timeOf({ round }: PlaceRow) {
  return time(fromDate(round.pairsAt))
}

function skipButton(t: Translate, place: number) {
  return button(t.words('round.skip'), action('round.skip', place))
}

function leaveButton(t: Translate) {
  return button(t.words('round.leave'), action('round.leave'))
}

function inButton(t: Translate, place: number) {
  return button(t.words('round.in'), action('round.in', place))
}

/** The answer to `/intro rounds`. */
export function standingCard(t: Translate, { on, paused, next, place }: Standing): Card {
  if (!on)
    return card({
      blocks: [
        paragraph(t('round.standing.out')),
        buttons(button(t.words('round.join'), action('round.join'), 'primary')),
      ],
    })
  if (place?.state === 'asked') return stayCard(t, place)
  const skips = place?.state === 'skipped'
  const standing = next ? t('round.standing', { at: time(next) }) : t('round.standing.first')
  return card({
    blocks: [
      paragraph(skips ? partText(t, place) : standing),
      paused ? note(t('round.on.paused')) : undefined,
      buttons(place && (skips ? inButton(t, place.id) : skipButton(t, place.id)), leaveButton(t)),
    ],
  })
}

/** The answer to `/intro rounds on`. */
export function joinedCard({ t }: Context, joined: Joined): Card {
  const { next, place } = joined
  return card({
    tone: 'good',
    blocks: [
      paragraph(next ? t('round.on', { at: time(next) }) : t('round.on.first')),
      joined.paused ? note(t('round.on.paused')) : note(t('round.on.notice')),
      place === undefined ? undefined : buttons(skipButton(t, place)),
      ...(joined.introduced ? [] : introduceBlocks(t)),
    ],
  })
}

function introduceBlocks(t: Translate): (Block | undefined)[] {
  return [
    paragraph(t('round.on.introduce')),
    buttons(button(t.words('command.intro.me'), action('command.run', 'intro me'), 'primary')),
  ]
}

/** There was nobody left for them. */
export const unpairedView: View = {
  render: async ({ t }) => card({ blocks: [paragraph(t('round.unpaired')), note(t('round.unpaired.next'))] }),
}

/** They were asked whether to stay, and did not answer. */
export const outView: View = { render: async ({ t }) => said(t('round.out'), 'closed') }
