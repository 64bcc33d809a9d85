import type { Translate } from '../../i18n/i18n.ts'
import { action } from '../../kit/action.ts'
import { type Block, button, buttons, type Card, card, note, paragraph } from '../../kit/card.ts'
import { type Node, quote, text, type Wording } from '../../kit/text.ts'
import type { View, ViewContext } from '../../posts/views.ts'
import { introductionBlocks } from '../introductions/cards.ts'
import { introductionOf } from '../introductions/introductions.ts'
import { personNode } from '../members/members.ts'
import { whoOffers } from './cards.ts'
import { tellStaff } from './interest-duties.ts'
import { attemptOf, type InterestRow, interestOf, senderOf } from './interests.ts'

/** Draws an interest that is there. */
function interestView(draw: (view: ViewContext, interest: InterestRow) => Promise<Card | undefined>): View {
  return {
    render: async (view, id) => {
      const interest = await interestOf(view.db.client, id)
      return interest && draw(view, interest)
    },
  }
}

/** To the partner: who is interested, with their introduction, to accept or decline. Unreachable, staff are told. */
export const askView: View = {
  ...interestView(async (view, interest) => askCard(view, interest, 'interest.ask.title')),
  failed: async (work, { subject }) => {
    await work.db.transact(async (tx) => {
      const interest = await interestOf(tx, subject)
      if (interest?.state === 'waiting') await tellStaff(tx, work, interest, 'interest.silent')
    })
  },
}

/** Three days later, to a partner who is silent: once. */
export const remindView: View = interestView(async (view, interest) => askCard(view, interest, 'interest.remind.title'))

async function askCard(
  view: ViewContext,
  interest: InterestRow,
  title: 'interest.ask.title' | 'interest.remind.title',
): Promise<Card> {
  const { t } = view
  // Withdrawn and sent again, it has a message of its own: the one about the first time stays closed.
  const state = view.occurrence === attemptOf(interest) ? interest.state : 'withdrawn'
  const said = t(title, { person: nameOf(interest, t), title: interest.offer.title })
  return card({
    tone: state === 'waiting' ? 'attention' : state === 'accepted' ? 'good' : 'closed',
    blocks: [
      paragraph(said),
      interest.message === '' ? undefined : paragraph(quote(interest.message)),
      ...(await introducing(view, interest)),
      ...answering(interest, state, t),
    ],
  })
}

/** The member's introduction, else that there is none yet. */
async function introducing(view: ViewContext, interest: InterestRow): Promise<readonly (Block | undefined)[]> {
  const introduction = await introductionOf(view.db.client, interest.offer.communityId, interest.personId)
  if (introduction) return introductionBlocks(view.db.client, interest.offer.communityId, introduction, view.t)
  return [note(view.t('introduction.none', { person: nameOf(interest, view.t) }))]
}

function answering(interest: InterestRow, state: string, t: Translate): readonly (Block | undefined)[] {
  const { id } = interest
  if (state === 'waiting') return [answerButtons(id, t)]
  if (state !== 'accepted') return [note(stateWords(state, t))]
  return [
    note(t('interest.accepted')),
    buttons(button(t.words('interest.undo'), action('interest.decline', id), 'secondary')),
  ]
}

export function answerButtons(id: number, t: Translate): Block | undefined {
  return buttons(
    button(t.words('interest.accept'), action('interest.accept', id), 'primary'),
    button(t.words('interest.decline'), action('interest.decline', id)),
  )
}

export function stateWords(state: string, t: Translate): Wording {
  if (state === 'waiting') return t('interest.waiting')
  if (state === 'accepted') return t('interest.accepted')
  return state === 'declined' ? t('interest.notAccepted') : t('interest.withdrawn')
}

/** To staff, after a week of silence: once. They may answer in the partner's place. */
export const silentView: View = interestView(async ({ t }, interest) => {
  const who = { person: nameOf(interest, t), title: interest.offer.title, partner: whoOffers(interest.offer, t) }
  const waits = interest.state === 'waiting'
  return card({
    tone: waits ? 'attention' : 'closed',
    blocks: [
      paragraph(t('interest.silent', who)),
      waits ? note(t('interest.silent.hint')) : note(stateWords(interest.state, t)),
      waits ? answerButtons(interest.id, t) : undefined,
    ],
  })
})

/** To the member whom the partner could not take: kindly. */
export const declinedView: View = interestView(async ({ t, occurrence }, interest) => {
  if (interest.state !== 'declined' || occurrence !== attemptOf(interest)) return undefined
  const { title, state } = interest.offer
  const said = state === 'withdrawn' ? t('interest.declined.offerGone', { title }) : t('interest.declined', { title })
  return card({ blocks: [paragraph(said)] })
})

/** To the partner: a member whom they had accepted has given the place back. */
export const leftView: View = interestView(async ({ t }, interest) => {
  const said = t('interest.left', { person: nameOf(interest, t), title: interest.offer.title })
  return card({ blocks: [paragraph(said)] })
})

/** To the member, 21 days after the acceptance: did it help? */
export const helpedView: View = interestView(async ({ t }, interest) => {
  if (interest.state !== 'accepted') return undefined
  const { title } = interest.offer
  const asked = paragraph(t('interest.helped.ask', { title, partner: whoOffers(interest.offer, t) }))
  if (interest.helped !== null) return card({ tone: 'closed', blocks: [asked, note(t('interest.helped.thanks'))] })
  const answer = (how: (typeof helpedAnswers)[number]) =>
    button(t.words(`interest.helped.${how}`), action('interest.helped', `${interest.id}~${how}`))
  return card({ tone: 'attention', blocks: [asked, buttons(...helpedAnswers.map(answer))] })
})

export const helpedAnswers = ['yes', 'notYet', 'no'] as const

export function nameOf(interest: InterestRow, t: Translate): Node {
  const sender = senderOf(interest)
  return sender ? personNode(sender) : { kind: 'plain', text: t.words('general.formerMember') }
}

/** What the partner and their colleagues see of an interest they chose in their list. */
export function chosenInterestCard(interest: InterestRow, t: Translate): Card {
  return card({
    blocks: [
      paragraph(text`${t('interest.ask.title', { person: nameOf(interest, t), title: interest.offer.title })}`),
      interest.message === '' ? undefined : paragraph(quote(interest.message)),
      ...answering(interest, interest.state, t),
    ],
  })
}
