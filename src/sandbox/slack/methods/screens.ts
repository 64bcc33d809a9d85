import { type Args, jsonArg, requiredArg, textArg } from '../args.ts'
import type { Json } from '../json.ts'
import { viewJson } from '../objects.ts'
import { refuse, refuseWith } from '../refusal.ts'
import type { Team, Trigger, View, World } from '../state.ts'
import { changeView, checkView, findView, openView, publishView, pushView, screenOf } from '../views.ts'
import { type ApiCall, knownMember, type Method } from './method.ts'

export const screens: Record<string, Method> = {
  'views.open': { token: 'bot', run: (call) => open(call, openView) },
  'views.push': { token: 'bot', run: (call) => open(call, pushView) },
  'views.update': { token: 'bot', run: update },
  'views.publish': { token: 'bot', run: publish },
}

const triggerLife = 3_000

function open({ world, team, args }: ApiCall, place: typeof openView): Json {
  const json = modalArg(args)
  const trigger = spendTrigger(world, team, textArg(args, 'trigger_id'))
  const { member, origin, interaction } = trigger
  const view = place(world, team, json, { member, origin })
  world.shown({ kind: 'form', team, member, view, interaction })
  return { view: viewJson(team, view) }
}

function modalArg(args: Args): Json {
  const json = checkView(jsonArg(args, 'view', 'invalid_arguments'))
  if (json['type'] !== 'modal') refuseWith('invalid_arguments', ['view type must be modal [json-pointer:/view/type]'])
  return json
}

/** A trigger lives three seconds and works once. */
function spendTrigger(world: World, team: Team, id: string | undefined): Trigger {
  if (id === undefined) return refuseWith('invalid_arguments', ['missing required field: trigger_id'])
  const trigger = world.triggers.get(id)
  if (!trigger || trigger.team !== team.id) return refuse('invalid_trigger_id')
  if (trigger.used) return refuse('exchanged_trigger_id')
  if (world.clock.now() - trigger.at > triggerLife) return refuse('expired_trigger_id')
  trigger.used = true
  return trigger
}

function update({ world, team, args }: ApiCall): Json {
  const json = modalOrHome(args)
  const view = findView(team, { id: textArg(args, 'view_id'), externalId: textArg(args, 'external_id') })
  const hash = textArg(args, 'hash')
  if (hash !== undefined && hash !== view.hash) refuse('hash_conflict')
  changeView(world, view, json)
  showView(world, team, view)
  return { view: viewJson(team, view) }
}

function modalOrHome(args: Args): Json {
  return checkView(jsonArg(args, 'view', 'invalid_arguments'))
}

function showView(world: World, team: Team, view: View): void {
  if (view.type === 'home') world.shown({ kind: 'home', team, member: view.member, view })
  else if (screenOf(team, view.member).at(-1) === view)
    world.shown({ kind: 'form', team, member: view.member, view, interaction: undefined })
}

function publish({ world, team, args }: ApiCall): Json {
  const member = knownMember(team, requiredArg(args, 'user_id'))
  const json = checkView(jsonArg(args, 'view', 'invalid_arguments'))
  if (json['type'] !== 'home') refuseWith('invalid_arguments', ['view type must be home [json-pointer:/view/type]'])
  const view = publishView(world, team, json, member.id, textArg(args, 'hash'))
  world.shown({ kind: 'home', team, member: member.id, view })
  return { view: viewJson(team, view) }
}
