import type { Text } from '../../kit/text.ts'
import type { ViewContext } from '../../posts/views.ts'
import { themesOf } from '../communities/themes.ts'
import type { IntroductionRow } from '../introductions/introductions.ts'
import { reasonText } from '../introductions/reasons.ts'
import { reasonsFor } from '../introductions/suggest.ts'

/** What the reader may find in somebody who would like to meet them, the best reason first. */
export async function whyMeet(
  { db, community, t }: ViewContext,
  reader: IntroductionRow,
  other: IntroductionRow & { readonly name: string },
): Promise<Text | undefined> {
  const [reason] = reasonsFor(
    { person: reader.personId, organisation: undefined, ...wordsIn(reader) },
    {
      kind: 'person',
      id: other.id,
      person: other.personId,
      organisation: undefined,
      paused: false,
      activeAt: undefined,
      ...wordsIn(other),
    },
  )
  return reason && reasonText(t, reason, { name: other.name, themes: await themesOf(db.client, community) })
}

function wordsIn({ canHelp, lookingFor, themes }: IntroductionRow) {
  return { canHelp, lookingFor, themes: themes.map(({ theme }) => theme) }
}
