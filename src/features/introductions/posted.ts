import { action } from '../../kit/action.ts'
import { type Block, button, buttons, type Card, card, note } from '../../kit/card.ts'
import type { View, ViewContext } from '../../posts/views.ts'
import { leftBehindCard } from '../communities/left-behind.ts'
import { askButton } from '../members/ask-button.ts'
import { introductionBlocks } from './cards.ts'
import { namePerson } from './greeters.ts'
import { authorOf, type IntroductionRow, isHere, postedIntroduction } from './introductions.ts'

/** The introduction in one channel: gone from where its author does not want it, and when it is erased. */
export const introductionView: View = {
  render: async (view, id) => {
    const introduction = await introductionFor(view, id)
    if (!introduction) return undefined
    if (introduction.communityId !== view.community) return introductionLeftBehind(view, introduction)
    return card({
      blocks: [
        ...(await introductionBlocks(view.db.client, view.community, introduction, view.t)),
        ...(await greetingBlocks(view, introduction)),
      ],
    })
  },
}

export const leftBehindView: View = {
  render: async (view, id) => {
    const introduction = await introductionFor(view, id)
    return introduction && introductionLeftBehind(view, introduction)
  },
}

async function introductionFor({ db, workspace }: ViewContext, id: number): Promise<IntroductionRow | undefined> {
  const introduction = await postedIntroduction(db.client, id)
  const author = introduction && authorOf(introduction)
  if (!author) return undefined
  return introduction.everywhere || author.workspaceId === workspace.id ? introduction : undefined
}

async function introductionLeftBehind({ db, t }: ViewContext, introduction: IntroductionRow): Promise<Card> {
  return leftBehindCard(t, await introductionBlocks(db.client, introduction.communityId, introduction, t))
}

/** Who greets the newcomer, or the button for whoever will; and the way to meet them. Nobody is there to be greeted when they left. */
async function greetingBlocks(view: ViewContext, introduction: IntroductionRow): Promise<(Block | undefined)[]> {
  if (!isHere(introduction)) return []
  const { t } = view
  const { greeterId, personId } = introduction
  const name = authorOf(introduction)?.name ?? ''
  const greeter = greeterId === null ? undefined : await namePerson(view.db.client, greeterId, view.workspace.id)
  return [
    greeterId === null ? undefined : note(t('greeter.named', { greeter: greeter ?? t('general.formerMember'), name })),
    buttons(
      greeterId === null
        ? button(t.words('greeter.greet'), action('introduction.greet', introduction.id), 'primary')
        : undefined,
      askButton(t, personId),
    ),
  ]
}
