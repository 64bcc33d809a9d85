import type { Group } from '../src/command.ts'
import { usageOf } from '../src/command-line.ts'
import type { Context } from '../src/context.ts'
import { bullets, card, heading, note, paragraph } from '../src/kit/card.ts'
import { fold } from '../src/kit/fold.ts'
import { type Reply, show } from '../src/kit/reply.ts'
import { code, text } from '../src/kit/text.ts'

/** `/totem help`: everything, or one group or command. Staff's commands are shown to staff only. */
export async function help(ctx: Context, groups: readonly Group[], about: string | undefined): Promise<Reply> {
  const wanted = fold(about ?? '').replace(/^\//u, '')
  const [first = '', ...rest] = wanted.split(' ')
  const chosen = groups.filter((group) => about === undefined || group.name === first || group.french === first)
  const shown = chosen.length > 0 ? chosen : groups
  return show(
    card({
      blocks: [
        heading(ctx.t.words('help.title')),
        ...shown.flatMap((group) => [
          paragraph(text`/${group.name} · ${ctx.t(group.about)}`),
          bullets(linesOf(ctx, group, rest.join(' '))),
        ]),
        note(ctx.t('help.more')),
      ],
    }),
  )
}

function linesOf(ctx: Context, group: Group, begins: string) {
  const all = group.commands.flatMap((each) => {
    if (each.kind === 'command') return [{ words: each.name, path: [group.name, each.name], command: each }]
    return each.commands.map((inner) => ({
      words: `${each.name} ${inner.name}`,
      path: [group.name, each.name, inner.name],
      command: inner,
    }))
  })
  return all
    .filter(({ words, command }) => words.startsWith(begins) && (command.who !== 'staff' || ctx.member.staff))
    .map(({ path, command }) => text`${code(usageOf(path, command))} ${ctx.t(command.about)}`)
}
