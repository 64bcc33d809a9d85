import type { Answer } from '../playground.ts'
import { chosen, initialChoices, isStateful } from './choices.ts'
import { blocksWithElement, inputNamed, isMany, obstacle } from './form.ts'
import { actor, type Stage, sendInteraction, submitView } from './interactions.ts'
import { type Json, object, objects, text, wording } from './json.ts'
import { findEphemeral } from './messages.ts'
import { messageJson, payloadChannelName, viewJson } from './objects.ts'
import { shownOptions } from './options.ts'
import { type Channel, type Choices, type Member, type Message, nextTimestamp, type Team, type View } from './state.ts'
import { closeScreen, popView, screenOf } from './views.ts'

/** What a member's fingers do: press, choose, fill in, submit, dismiss. */

interface Press {
  /** Where the message is; nowhere for the App Home and for forms. */
  room: Channel | undefined
  message: string
  control: string
  values: string[] | undefined
}

interface Surface {
  blocks: Json[]
  choices: Choices
  /** What the payload says about the surface. */
  payload: Json
  message: Message | undefined
  view: View | undefined
  channel: Channel | undefined
}

export async function pressControl(stage: Stage, team: Team, who: Member, press: Press): Promise<Answer> {
  const surface = findSurface(stage, team, who, press)
  const found = blocksWithElement(surface.blocks, (element) => isCalled(element, press.control))
  if (!found) throw new Error(`"${press.control}" is not on the message ${press.message}`)
  const { block, element } = found
  const blockId = text(block['block_id'])
  const actionId = text(element['action_id'])
  const value = await heldBy(stage, team, who, { surface, block, element, values: press.values })
  if (isStateful(element)) surface.choices[blockId] = { ...surface.choices[blockId], [actionId]: value }
  const action = {
    ...actionBody(element),
    ...value,
    block_id: blockId,
    action_id: actionId,
    action_ts: nextTimestamp(stage.world),
  }
  const { message, view, channel } = surface
  const home = view?.type === 'home' ? { channel: 'home', ts: view.id } : undefined
  return sendInteraction(stage, team, who, {
    kind: 'press',
    origin: message ? { channel: message.channel, ts: message.ts } : (home ?? view?.origin),
    view: view?.type === 'modal' ? view : undefined,
    channel: channel?.id,
    payload: { type: 'block_actions', ...surface.payload, ...stateOf(team, surface), actions: [action] },
  })
}

/** By label, placeholder, action id, or the option of an overflow menu. */
function isCalled(element: Json, control: string): boolean {
  return (
    wording(element['text']) === control ||
    wording(element['placeholder']) === control ||
    element['action_id'] === control
  )
}

function actionBody(element: Json): Json {
  const { type, text: label, value, style, url, placeholder } = element
  const body = { type, text: label, value, style, url, placeholder }
  return Object.fromEntries(Object.entries(body).filter(([, each]) => each !== undefined))
}

async function heldBy(
  stage: Stage,
  team: Team,
  who: Member,
  what: { surface: Surface; block: Json; element: Json; values: string[] | undefined },
): Promise<Json> {
  const { element, values = [] } = what
  if (element['type'] === 'button') return {}
  if (element['type'] === 'overflow') return { selected_option: chosenOverflow(element, values[0] ?? '') }
  if (/(users|channels|conversations)_select$/.test(text(element['type'])))
    return chosen(element, idsOf(team, element, values))
  if (!text(element['type']).includes('external_select')) return chosen(element, values)
  return chosen(element, values, await suggestions(stage, team, who, what))
}

/** People and channels may be chosen by name. */
function idsOf(team: Team, element: Json, values: string[]): string[] {
  const options = shownOptions(team, element)
  return values.map((value) => options.find(({ label }) => label === value)?.value ?? value)
}

function chosenOverflow(element: Json, value: string): Json {
  const options = objects(element['options'])
  const option = options.find((each) => each['value'] === value || wording(each['text']) === value)
  if (!option) throw new Error(`"${value}" is not in the menu`)
  return option
}

/** What an external select offers for what is typed: https://docs.slack.dev/reference/interaction-payloads/block_suggestion-payload */
async function suggestions(
  stage: Stage,
  team: Team,
  who: Member,
  what: { surface: Surface; block: Json; element: Json; values: string[] | undefined },
): Promise<Json[]> {
  const offered: Json[] = []
  for (const typed of what.values ?? []) {
    const payload = {
      ...actor(team, who),
      type: 'block_suggestion',
      ...what.surface.payload,
      block_id: what.block['block_id'],
      action_id: what.element['action_id'],
      value: typed,
    }
    const answer = await stage.line.ask(team, 'interactive', payload, true)
    if (answer.kind === 'failed') throw new Error(`The options did not load: ${answer.reason}`)
    const groups = objects(answer.payload['option_groups']).flatMap((group) => objects(group['options']))
    offered.push(...objects(answer.payload['options']), ...groups)
  }
  return offered
}

function findSurface(stage: Stage, team: Team, who: Member, { message: id, room }: Press): Surface {
  const view = team.views.get(id) ?? (team.homes.get(who.id)?.id === id ? team.homes.get(who.id) : undefined)
  if (view?.member === who.id) return viewSurface(team, view)
  const ephemeral = findEphemeral(team, who.id, id)
  const message = ephemeral ?? room?.messages.get(id)
  const channel = message && team.channels.get(message.channel)
  if (!message || !channel) throw new Error(`${who.name} sees no message ${id}`)
  const blocks = [...(message.blocks ?? []), ...(message.attachments ?? []).flatMap((each) => objects(each['blocks']))]
  const choices = message.choices.get(who.id) ?? initialChoices(blocks, {})
  message.choices.set(who.id, choices)
  const container = {
    type: 'message',
    message_ts: message.ts,
    channel_id: channel.id,
    is_ephemeral: ephemeral !== undefined,
    ...(message.thread ? { thread_ts: message.thread } : {}),
  }
  const payload: Json = { container, channel: { id: channel.id, name: payloadChannelName(channel) } }
  // Ephemeral messages are nowhere but on the member's screen: their payloads carry no message.
  if (!ephemeral) payload['message'] = messageJson(stage.world, team, message, true)
  return { blocks, choices, payload, message, view: undefined, channel }
}

function viewSurface(team: Team, view: View): Surface {
  const payload = { container: { type: 'view', view_id: view.id }, view: viewJson(team, view) }
  return { blocks: view.blocks, choices: view.choices, payload, message: undefined, view, channel: undefined }
}

/** The state after the choice: of the message, or inside the view. */
function stateOf(team: Team, surface: Surface): Json {
  if (surface.view) return { view: viewJson(team, surface.view) }
  return { state: { values: surface.choices } }
}

export async function useShortcut(
  stage: Stage,
  team: Team,
  who: Member,
  what: { room: Channel; message: Message; callbackId: string },
): Promise<Answer> {
  const { room, message, callbackId } = what
  return sendInteraction(stage, team, who, {
    kind: 'shortcut',
    origin: { channel: room.id, ts: message.ts },
    view: undefined,
    channel: room.id,
    payload: {
      type: 'message_action',
      callback_id: callbackId,
      action_ts: nextTimestamp(stage.world),
      message_ts: message.ts,
      channel: { id: room.id, name: payloadChannelName(room) },
      message: messageJson(stage.world, team, message, true),
    },
  })
}

export async function fillAndSubmit(
  stage: Stage,
  team: Team,
  who: Member,
  values: Record<string, string | string[]>,
): Promise<Answer> {
  const view = topView(team, who)
  if (!view.submit) throw new Error(`"${wording(view.title)}" has nothing to submit`)
  for (const [name, value] of Object.entries(values)) await fillField(stage, team, who, { view, name, value })
  const wrong = obstacle(view)
  if (wrong) throw new Error(wrong)
  return submitView(stage, team, who, view)
}

function topView(team: Team, who: Member): View {
  const view = screenOf(team, who.id).at(-1)
  if (!view) throw new Error(`${who.name} has no form open`)
  return view
}

async function fillField(
  stage: Stage,
  team: Team,
  who: Member,
  what: { view: View; name: string; value: string | string[] },
): Promise<void> {
  const { view, name, value } = what
  const block = inputNamed(view, name)
  if (!block) throw new Error(`The form has no field "${name}"`)
  const element = object(block['element'])
  const given = typeof value === 'string' ? [value] : value
  const values = isMany(element) ? given.filter((each) => each !== '') : given
  const state = await heldBy(stage, team, who, { surface: viewSurface(team, view), block, element, values })
  const blockId = text(block['block_id'])
  view.choices[blockId] = { ...view.choices[blockId], [text(element['action_id'])]: state }
}

/** The member closes the topmost form. */
export async function dismissForm(stage: Stage, team: Team, who: Member): Promise<void> {
  const view = topView(team, who)
  const json = viewJson(team, view)
  if (view.clearOnClose) closeScreen(team, who.id)
  else popView(team, who.id)
  if (!view.notifyOnClose) return
  const payload = { ...actor(team, who), type: 'view_closed', view: json, is_cleared: view.clearOnClose }
  await stage.line.ask(team, 'interactive', payload, false)
}
