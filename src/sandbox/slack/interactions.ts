import { randomBytes } from 'node:crypto'
import type { Answer } from '../playground.ts'
import type { Act, Answers, Pending } from './answers.ts'
import { seenForm, unknownErrors } from './form.ts'
import { type Json, object, text } from './json.ts'
import type { Line } from './line.ts'
import { escaped } from './mrkdwn.ts'
import { payloadChannelName, viewJson } from './objects.ts'
import { Refusal } from './refusal.ts'
import { applyResponse } from './responses.ts'
import {
  type Channel,
  type Member,
  type Origin,
  remember,
  type Team,
  uniqueId,
  type View,
  type World,
} from './state.ts'
import { changeView, checkView, closeScreen, popView, pushView } from './views.ts'

/** https://docs.slack.dev/reference/interaction-payloads */

export interface Stage {
  world: World
  line: Line
  answers: Answers
}

interface Begun {
  act: Act
  trigger: string
}

export function begin(stage: Stage, act: Omit<Act, 'interaction'>, view: string | undefined): Begun {
  const { world } = stage
  const interaction = uniqueId(world, 'I')
  const id = `${world.counters.id}.${world.counters.micros}.${randomBytes(16).toString('hex')}`
  const { team, member, origin } = act
  const at = world.clock.now()
  remember(world.triggers, id, { id, team: team.id, member, interaction, at, used: false, origin, view })
  return { act: { ...act, interaction }, trigger: id }
}

export function responseUrl(world: World, act: Act, channel: string): string {
  const { team, member, interaction, origin } = act
  const id = `${team.id}/${interaction}/${randomBytes(12).toString('hex')}`
  const entry = { team: team.id, member, channel, interaction, at: world.clock.now(), uses: 0, origin }
  remember(world.responseUrls, id, entry)
  return `${world.origin}/response/${id}`
}

/** What every interaction payload says about who, where and for which app. */
export function actor(team: Team, member: Member): Json {
  return {
    token: 'sandbox-verification-token',
    api_app_id: team.appId,
    team: { id: team.id, domain: team.domain },
    user: { id: member.id, username: member.username, name: member.username, team_id: team.id },
    enterprise: null,
    is_enterprise_install: false,
  }
}

export async function sendCommand(
  stage: Stage,
  team: Team,
  member: Member,
  channel: Channel,
  line: string,
): Promise<Answer> {
  const typed = /^(\/\S+)\s*([\s\S]*)$/.exec(line.trim())
  if (!typed) throw new Error(`A slash command begins with a slash: ${line}`)
  const [, command = '', rest = ''] = typed
  if (!team.installed) throw new Error(`${command} is not a valid command: the app is not in ${team.name}`)
  const { act, trigger } = begin(stage, { team, member: member.id, kind: 'command', origin: undefined }, undefined)
  const pending = stage.answers.expect(act)
  const payload = {
    token: 'sandbox-verification-token',
    team_id: team.id,
    team_domain: team.domain,
    channel_id: channel.id,
    channel_name: payloadChannelName(channel),
    user_id: member.id,
    user_name: member.username,
    command,
    text: commandText(team, rest),
    api_app_id: team.appId,
    is_enterprise_install: 'false',
    response_url: responseUrl(stage.world, act, channel.id),
    trigger_id: trigger,
  }
  const acknowledgement = await stage.line.ask(team, 'slash_commands', payload, true)
  if (acknowledgement.kind === 'failed') pending.failed(acknowledgement.reason)
  else applyCommandAnswer(stage, pending, channel, acknowledgement.payload)
  return pending.answer
}

/** The text as it arrives with `should_escape` in the manifest: references with names, entities encoded. */
function commandText(team: Team, typed: string): string {
  return typed
    .split(/(<[@#][A-Z0-9]+>)/)
    .map((part) => {
      const [, sign, id = ''] = /^<([@#])([A-Z0-9]+)>$/.exec(part) ?? []
      if (sign === '@') return `<@${id}|${team.members.get(id)?.username ?? ''}>`
      return sign === '#' ? `<#${id}|${team.channels.get(id)?.name ?? ''}>` : escaped(part)
    })
    .join('')
}

function applyCommandAnswer(stage: Stage, pending: Pending, channel: Channel, payload: Json): void {
  const { team, member, interaction } = pending.act
  try {
    if (payload['text'] || payload['blocks'])
      applyResponse(stage.world, team, { member, channel: channel.id, interaction, origin: undefined }, payload)
    pending.acknowledged()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    pending.failed(`invalid_command_response: ${error.code} ${JSON.stringify(error.details)}`)
  }
}

export interface Interaction {
  kind: Act['kind']
  origin: Origin | undefined
  view: View | undefined
  /** The payload but for who, trigger and response address. */
  payload: Json
  /** Where a response would go. */
  channel: string | undefined
}

/** Sends a button press, a choice or a shortcut. Their acknowledgement carries nothing. */
export async function sendInteraction(stage: Stage, team: Team, member: Member, what: Interaction): Promise<Answer> {
  const act = { team, member: member.id, kind: what.kind, origin: what.origin }
  const begun = begin(stage, act, what.view?.id)
  const pending = stage.answers.expect(begun.act)
  const response = what.channel ? { response_url: responseUrl(stage.world, begun.act, what.channel) } : {}
  const payload = { ...actor(team, member), trigger_id: begun.trigger, ...response, ...what.payload }
  const acknowledgement = await stage.line.ask(team, 'interactive', payload, false)
  if (acknowledgement.kind === 'failed') pending.failed(acknowledgement.reason)
  else pending.acknowledged()
  return pending.answer
}

export async function submitView(stage: Stage, team: Team, member: Member, view: View): Promise<Answer> {
  const act = { team, member: member.id, kind: 'fill' as const, origin: view.origin }
  const begun = begin(stage, act, view.id)
  const pending = stage.answers.expect(begun.act)
  view.errors = {}
  const payload = {
    ...actor(team, member),
    type: 'view_submission',
    trigger_id: begun.trigger,
    view: viewJson(team, view),
    response_urls: [],
  }
  const acknowledgement = await stage.line.ask(team, 'interactive', payload, true)
  if (acknowledgement.kind === 'failed') pending.failed(acknowledgement.reason)
  else applySubmission(stage, pending, view, acknowledgement.payload)
  return pending.answer
}

/** https://docs.slack.dev/surfaces/modals#response_actions */
function applySubmission(stage: Stage, pending: Pending, view: View, payload: Json): void {
  const { team, member, origin } = pending.act
  const { world } = stage
  try {
    switch (payload['response_action']) {
      case undefined:
        popView(team, member)
        break
      case 'clear':
        closeScreen(team, member)
        break
      case 'errors':
        showErrors(pending, view, object(payload['errors']))
        return
      case 'update':
        changeView(world, view, checkView(payload['view']))
        pending.found(() => ({ kind: 'form', form: seenForm(team, view) }))
        break
      case 'push': {
        const pushed = pushView(world, team, checkView(payload['view']), { member, origin })
        pending.found(() => ({ kind: 'form', form: seenForm(team, pushed) }))
        break
      }
      default:
        pending.failed(`unknown response_action ${text(payload['response_action'])}`)
        return
    }
    pending.acknowledged()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    pending.failed(`${error.code} ${JSON.stringify(error.details)}`)
  }
}

function showErrors(pending: Pending, view: View, errors: Json): void {
  const wrong = unknownErrors(view, errors)
  if (wrong.length > 0 || Object.keys(errors).length === 0) {
    pending.failed(`response_action errors must name input blocks, not: ${wrong.join(', ')}`)
    return
  }
  view.errors = Object.fromEntries(Object.entries(errors).map(([id, words]) => [id, text(words)]))
  pending.found(() => ({ kind: 'errors', form: seenForm(pending.act.team, view) }))
  pending.acknowledged()
}
