import type { SeenMessage } from '../../src/sandbox/playground.ts'
import type { Actor } from './meeting.ts'
import { type Playing, saying } from './playing.ts'
import { countRows } from './rows.ts'
import { until } from './until.ts'

/** A message of a relayed conversation, and what its reader was shown of it. */
export interface Carried {
  readonly author: Actor
  readonly message: string
  readonly reader: Actor
  readonly copy: SeenMessage
  /** What its author makes of it. */
  readonly anew: string
}

/** Each author edits their message, then deletes it: the copies follow in place, and no text is kept in between. */
export async function editAndDelete(playing: Playing, carried: readonly Carried[]): Promise<void> {
  const shown = ({ reader, anew }: Carried) => saying(reader.on, reader.id, 'dm', anew)
  for (const { author, message, anew } of carried) await author.on.rewrite(author.id, 'dm', message, anew)
  await until('the copies follow', () => carried.every((each) => shown(each).some(({ id }) => id === each.copy.id)))
  await until(
    'no text is kept',
    async () => (await countRows(playing, '"CarriedMessage" WHERE content IS NOT NULL')) === 0,
  )
  for (const { author, message } of carried) await author.on.erase(author.id, 'dm', message)
  await until('the copies are gone', () => carried.every((each) => shown(each).length === 0))
}

/** Waits while the clock of the world moves, a second at a time: the pace of a platform follows it. */
export async function unhurried(playing: Playing, what: string, look: () => boolean): Promise<void> {
  await until(what, async () => {
    await playing.later({ seconds: 1 })
    return look()
  })
}

/** The numbers that follow some words (`one|another`), in the order in which a member sees their author's messages. */
export function orderOf({ on, id }: Actor, author: string, words: string): (string | undefined)[] {
  const numbered = new RegExp(`(?:${words}) (\\d+)`, 'u')
  const theirs = saying(on, id, 'dm', numbered).filter(({ text }) => text.includes(author))
  return theirs.map(({ text }) => numbered.exec(text)?.[1])
}
