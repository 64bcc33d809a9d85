import { initialChoices } from './choices.ts'
import { isObject, type Json, object, objects, optionalText, text } from './json.ts'
import { nameBlocks } from './messages.ts'
import { refuse, refuseWith } from './refusal.ts'
import { nextId, type Origin, type Team, uniqueId, type View, type World } from './state.ts'
import { viewComplaints } from './validation/view.ts'

const stackLimit = 3
const sizeLimit = 250_000

/** Checks a view as Slack does; refuses with what it would say. */
export function checkView(candidate: unknown): Json {
  if (!isObject(candidate)) return refuseWith('invalid_arguments', ['missing required field: view'])
  if (JSON.stringify(candidate).length > sizeLimit) refuse('view_too_large')
  const found = viewComplaints(candidate)
  if (found.length > 0) refuseWith('invalid_arguments', found)
  return candidate
}

interface Place {
  member: string
  origin: Origin | undefined
  previous?: View | undefined
}

export function createView(world: World, team: Team, json: Json, place: Place): View {
  const id = nextId(world, 'V')
  const view: View = {
    id,
    type: json['type'] === 'home' ? 'home' : 'modal',
    member: place.member,
    root: place.previous?.root ?? id,
    previous: place.previous?.id,
    origin: place.origin,
    errors: {},
    ...contentOf(world, json, {}),
  }
  const other = view.externalId && [...team.views.values()].find((each) => each.externalId === view.externalId)
  if (other) refuse('duplicate_external_id')
  team.views.set(view.id, view)
  return view
}

function contentOf(world: World, json: Json, kept: View['choices']) {
  const blocks = objects(json['blocks'])
  nameBlocks(world, blocks)
  const optional = (key: string) => (isObject(json[key]) ? object(json[key]) : undefined)
  return {
    hash: uniqueId(world, ''),
    callbackId: text(json['callback_id']),
    externalId: text(json['external_id']),
    privateMetadata: text(json['private_metadata']),
    title: optional('title'),
    submit: optional('submit'),
    close: optional('close'),
    clearOnClose: json['clear_on_close'] === true,
    notifyOnClose: json['notify_on_close'] === true,
    blocks,
    choices: initialChoices(blocks, kept),
  }
}

/** Changes a view in place. What was typed stays where block and action ids stay. */
export function changeView(world: World, view: View, json: Json): void {
  Object.assign(view, contentOf(world, json, view.choices))
  view.errors = {}
}

export function screenOf(team: Team, member: string): View[] {
  return team.screens.get(member) ?? []
}

/** Opens a modal alone on the member's screen. */
export function openView(world: World, team: Team, json: Json, place: Place): View {
  const view = createView(world, team, json, place)
  closeScreen(team, place.member)
  team.screens.set(place.member, [view])
  return view
}

export function pushView(world: World, team: Team, json: Json, place: Place): View {
  const stack = screenOf(team, place.member)
  if (stack.length >= stackLimit) refuse('push_limit_reached')
  const view = createView(world, team, json, { ...place, previous: stack.at(-1) })
  team.screens.set(place.member, [...stack, view])
  return view
}

/** Takes the topmost modal away; the one below comes back. */
export function popView(team: Team, member: string): void {
  const stack = screenOf(team, member)
  const top = stack.at(-1)
  if (top) team.views.delete(top.id)
  team.screens.set(member, stack.slice(0, -1))
}

export function closeScreen(team: Team, member: string): void {
  for (const view of screenOf(team, member)) team.views.delete(view.id)
  team.screens.delete(member)
}

export function publishView(world: World, team: Team, json: Json, member: string, hash: string | undefined): View {
  const known = team.homes.get(member)
  if (known && hash !== undefined && hash !== known.hash) refuse('hash_conflict')
  if (known) {
    changeView(world, known, json)
    return known
  }
  const view = createView(world, team, json, { member, origin: undefined })
  team.homes.set(member, view)
  return view
}

export function findView(team: Team, args: { id: string | undefined; externalId: string | undefined }): View {
  if (args.id) return team.views.get(args.id) ?? refuse('not_found')
  const external = optionalText(args.externalId)
  if (!external) return refuse('invalid_arguments')
  return [...team.views.values()].find((view) => view.externalId === external) ?? refuse('not_found')
}
