import type { ParamsOf } from './catalogue.ts'
import { commands } from './texts/commands.ts'
import { communities } from './texts/communities.ts'
import { conversations } from './texts/conversations.ts'
import { general } from './texts/general.ts'
import { installing } from './texts/installing.ts'
import { interests } from './texts/interests.ts'
import { introductions } from './texts/introductions.ts'
import { meetings } from './texts/meetings.ts'
import { offers } from './texts/offers.ts'
import { rounds } from './texts/rounds.ts'
import { suggestions } from './texts/suggestions.ts'
import { words } from './texts/words.ts'

/** Everything Totem says. */
export const texts = {
  ...general,
  ...words,
  ...commands,
  ...communities,
  ...installing,
  ...introductions,
  ...suggestions,
  ...offers,
  ...interests,
  ...meetings,
  ...conversations,
  ...rounds,
}

export type Key = keyof typeof texts & string
export type Params<K extends Key> = ParamsOf<(typeof texts)[K]['en']>
/** A text that says the same whatever it is about: names, labels. */
export type PlainKey = { [K in Key]: keyof Params<K> extends never ? K : never }[Key]
