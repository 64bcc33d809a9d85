import { groups } from '../../commands/index.ts'
import { commandsOf } from '../command.ts'
import type { Context } from '../context.ts'
import { action } from '../kit/action.ts'
import { type Block, button, buttons, type Card, card, divider, note } from '../kit/card.ts'
import { limits } from '../kit/limits.ts'
import { homeParts } from './totem.ts'

/** What people do most, as far as it exists. */
const MAIN = ['intro meet', 'intro find', 'offer list', 'offer mine', 'office-hours list', 'news latest', 'totem help']

/** A member's App Home: each feature's part, then what they can do. */
export async function homeCard(ctx: Context): Promise<Card> {
  const parts: (Block | undefined)[] = []
  for (const part of homeParts) parts.push(...(await part(ctx)), divider)
  return card({ summary: 'Totem', blocks: [...parts, note(ctx.t('command.menuTitle')), ...mainButtons(ctx)] })
}

function mainButtons(ctx: Context): (Block | undefined)[] {
  const known = commandsOf(groups)
  const main = MAIN.flatMap((words) => known.filter(({ path }) => path.join(' ') === words))
  const all = main.map(({ path, command }) => button(ctx.t.words(command.about), action('command.run', path.join(' '))))
  return Array.from({ length: Math.ceil(all.length / limits.buttonsInRow) }, (_, row) =>
    buttons(...all.slice(row * limits.buttonsInRow, (row + 1) * limits.buttonsInRow)),
  )
}
