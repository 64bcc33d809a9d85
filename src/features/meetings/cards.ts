import { action } from '../../kit/action.ts'
import { type Block, button, buttons, card, heading, note, paragraph } from '../../kit/card.ts'
import type { View, ViewContext } from '../../posts/views.ts'
import { unblockButton } from '../conversations/block-buttons.ts'
import { said } from '../conversations/said.ts'
import { introductionBlocks } from '../introductions/cards.ts'
import { introductionOf } from '../introductions/introductions.ts'
import { blockedBy } from '../members/blocks.ts'
import { unreached } from './closing.ts'
import { findMeeting, type MeetingRow, type Pair, pairOf } from './meetings.ts'
import { whyMeet } from './why.ts'

/** Asks somebody whether they want to be introduced to whoever asked; afterwards shows what came of it. */
export const requestView: View = {
  render: async (view, id) => {
    const meeting = await findMeeting(view.db.client, view.community, id)
    const pair = meeting && (await pairOf(view.db.client, meeting))
    if (!pair) return undefined
    const { name } = pair.asker
    const { t } = view
    const open = meeting.state === 'asked'
    return card({
      tone: open ? 'attention' : 'closed',
      summary: t.words('meeting.request.title', { name }),
      blocks: [
        heading(t.words('meeting.request.title', { name })),
        paragraph(t('meeting.request.from', { name, workspace: pair.asker.workspace.name })),
        ...(await whoAsks(view, pair)),
        ...(open
          ? [answerButtons(view, id), note(t('meeting.request.silence', { name }))]
          : [note(outcomeOf(view, meeting, pair)), await unblockRow(view, pair)]),
      ],
    })
  },
  failed: unreached,
}

/** The asker's introduction, and why it may be worth a yes. */
async function whoAsks(view: ViewContext, { asker, asked }: Pair): Promise<(Block | undefined)[]> {
  const { db, community, t } = view
  const introduction = await introductionOf(db.client, community, asker.personId)
  if (!introduction) return [note(t('meeting.request.noIntroduction', { name: asker.name }))]
  const own = await introductionOf(db.client, community, asked.personId)
  const why = own && (await whyMeet(view, own, { ...introduction, name: asker.name }))
  return [...(await introductionBlocks(db.client, community, introduction, t)), why && paragraph(why)]
}

function answerButtons({ t }: ViewContext, id: number) {
  return buttons(
    button(t.words('meeting.yes'), action('meeting.yes', id), 'primary'),
    button(t.words('meeting.no'), action('meeting.no', id)),
    button(t.words('conversation.block'), action('meeting.never', id), 'danger'),
  )
}

function outcomeOf({ t }: ViewContext, { state }: MeetingRow, { asker }: Pair) {
  switch (state) {
    case 'accepted':
      return t('meeting.accepted', { name: asker.name })
    case 'declined':
      return t('meeting.declined')
    case 'withdrawn':
      return t('meeting.withdrawn')
    default:
      return t('meeting.expired')
  }
}

async function unblockRow({ db, t }: ViewContext, { asker, asked }: Pair): Promise<Block | undefined> {
  const blocked = await blockedBy(db.client, asked.personId)
  return blocked.has(asker.personId) ? buttons(unblockButton(t, asker)) : undefined
}

/** To the asker: not this time. The same words for a no and for silence. */
export const regretView: View = {
  render: async (view, id) => {
    const meeting = await findMeeting(view.db.client, view.community, id)
    const pair = meeting && (await pairOf(view.db.client, meeting))
    return pair && said(view.t('meeting.regret', { name: pair.asked.name }))
  },
}
