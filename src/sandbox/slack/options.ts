import { type Json, objects, text, wording } from './json.ts'
import type { Team } from './state.ts'

/** The options that an element carries, whether in groups or not. */
export function optionsOf(element: Json): Json[] {
  const groups = objects(element['option_groups'])
  return [...objects(element['options']), ...groups.flatMap((group) => objects(group['options']))]
}

/** What the member's client offers in a select: the app's options, or people, or conversations. */
export function shownOptions(team: Team, element: Json): { label: string; value: string }[] {
  const type = text(element['type'])
  if (type.endsWith('users_select'))
    return [...team.members.values()]
      .filter(({ deleted }) => !deleted)
      .map(({ id, name }) => ({ label: name, value: id }))
  if (type.endsWith('channels_select') || type.endsWith('conversations_select'))
    return [...team.channels.values()].filter(isRoom).map(({ id, name }) => ({ label: name, value: id }))
  return optionsOf(element).map((option) => ({ label: wording(option['text']), value: text(option['value']) }))
}

function isRoom({ kind, archived }: { kind: string; archived: boolean }): boolean {
  return !archived && (kind === 'public' || kind === 'private')
}
