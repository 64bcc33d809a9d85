/** What a member's own client does with commands, buttons and forms, and what it shows for the bot's answer. */
import type { Answer } from '../playground.ts'
import { commandData, completionData, goesBy, offered, readLine, resolveUser } from './commandline.ts'
import { allComponents } from './components.ts'
import { type OpenForm, pick, seenForm, submission } from './form.ts'
import { type Change, INTERACTION, type Interaction, startInteraction } from './interactions.ts'
import { messageJson } from './messageJson.ts'
import type { Channel, Component, Json, Message, User, World } from './model.ts'
import { seenMessage, visibleMessages } from './seen.ts'
import { localeCode } from './wire.ts'

const NOTHING_AFTER = 4000
const DEFER_UPDATE = 6
const BUTTON = 2
const LINK = 5

export interface Clients {
  command(user: User, channel: Channel, line: string): Promise<Answer>
  complete(
    user: User,
    channel: Channel,
    line: string,
    option: string,
  ): Promise<{ name: string; value: string | number }[]>
  press(user: User, channel: Channel, message: string, control: string, values?: string[]): Promise<Answer>
  shortcut(user: User, channel: Channel, target: string, name: string): Promise<Answer>
  fill(user: User, values: Record<string, string | string[]>): Promise<Answer>
  form(user: User): OpenForm | undefined
}

export function createClients(world: World): Clients {
  const forms = new Map<string, OpenForm>()
  const ask = (act: Act) => answerTo(world, forms, act)
  return {
    form: (user) => forms.get(user.id),
    command: async (user, channel, line) => {
      const data = commandData(world, channel, readLine(world, user.id, channel, line))
      return ask({ user, channel, type: INTERACTION.command, data })
    },
    complete: async (user, channel, line, option) => {
      const data = completionData(readLine(world, user.id, channel, line), option)
      return suggestions(world, { user, channel, type: INTERACTION.autocomplete, data })
    },
    press: async (user, channel, message, control, values) => {
      const { source, component } = findControl(world, user, channel, message, control)
      return ask({
        user,
        channel,
        type: INTERACTION.component,
        data: pressData(world, channel, component, values),
        source,
      })
    },
    shortcut: async (user, channel, target, name) => {
      return ask({ user, channel, type: INTERACTION.command, data: menuData(world, user, channel, target, name) })
    },
    fill: async (user, values) => {
      const form = forms.get(user.id)
      if (!form) throw new Error(`${user.name} has no form open`)
      const { channel, source } = form
      return ask({ user, channel, type: INTERACTION.modal, data: submission(world, form, values), source })
    },
  }
}

interface Act {
  user: User
  channel: Channel
  type: number
  data: Json
  source?: Message | undefined
}

/** Resolves with what the member sees come of it. */
async function answerTo(world: World, forms: Map<string, OpenForm>, act: Act): Promise<Answer> {
  const { user, channel, source } = act
  const started = performance.now()
  return new Promise((resolve) => {
    let interaction: Interaction | undefined
    let acknowledgedAfter: number | undefined
    let sourceChanged = false
    let timer: NodeJS.Timeout | undefined
    const finish = (answer: Answer) => {
      clearTimeout(timer)
      world.watchers.delete(watch)
      resolve(answer)
    }
    const seen = (message: Message) => ({
      message: seenMessage(world, user, message),
      acknowledgedAfter: acknowledgedAfter ?? 0,
    })
    // A press that is only acknowledged may show in the message itself, whoever edits it.
    const lookAtSource = () => {
      if (source && sourceChanged && interaction?.answered === DEFER_UPDATE)
        finish({ kind: 'updated', ...seen(source) })
    }
    const watch = (message: Message) => {
      if (message !== source) return
      sourceChanged = true
      lookAtSource()
    }
    const notify = (change: Change) => {
      if (change.kind === 'expired') return finish({ kind: 'failed', reason: 'The application did not respond' })
      acknowledgedAfter ??= performance.now() - started
      if (act.type === INTERACTION.modal) forms.delete(user.id)
      if (change.kind === 'message') return finish({ kind: 'message', ...seen(change.message) })
      if (change.kind === 'updated') return finish({ kind: 'updated', ...seen(change.message) })
      if (change.kind === 'removed') return finish({ kind: 'nothing', acknowledgedAfter })
      if (change.kind === 'modal') {
        const form: OpenForm = { modal: change.modal, channel, source }
        forms.set(user.id, form)
        return finish({ kind: 'form', form: seenForm(world, form), acknowledgedAfter })
      }
      const after = acknowledgedAfter
      timer ??= setTimeout(() => finish({ kind: 'nothing', acknowledgedAfter: after }), NOTHING_AFTER)
      lookAtSource()
    }
    world.watchers.add(watch)
    interaction = startInteraction(world, { ...act, user: user.id, notify })
  })
}

async function suggestions(world: World, act: Act): Promise<{ name: string; value: string | number }[]> {
  const locale = localeCode(act.user.locale)
  return new Promise((resolve, reject) => {
    const notify = (change: Change) => {
      if (change.kind !== 'choices') return reject(new Error('Loading options failed'))
      resolve(
        change.choices.map(({ name, name_localizations, value }) => ({
          name: name_localizations?.[locale] ?? name,
          value,
        })),
      )
    }
    startInteraction(world, { ...act, user: act.user.id, notify })
  })
}

function findControl(
  world: World,
  user: User,
  channel: Channel,
  id: string,
  control: string,
): { source: Message; component: Component } {
  const source = visibleMessages(world, user.id, channel.id).find((message) => message.id === id)
  if (!source) throw new Error(`${user.name} sees no message ${id} here`)
  const all = allComponents(source.components).filter((one) => one.custom_id !== undefined || one.style === LINK)
  const component =
    all.find((one) => one.label === control || one.placeholder === control) ??
    all.find((one) => one.custom_id === control)
  if (!component)
    throw new Error(
      `no control "${control}" there; there are ${all.map((one) => one.label ?? one.placeholder).join(', ')}`,
    )
  if (component.style === LINK && component.type === BUTTON)
    throw new Error(`"${control}" is a link; it opens ${component.url}`)
  if (component.disabled) throw new Error(`"${control}" is disabled`)
  return { source, component }
}

function pressData(world: World, channel: Channel, component: Component, values: string[] = []): Json {
  const base = { component_type: component.type, custom_id: component.custom_id, id: component.id }
  if (component.type === BUTTON) return base
  const resolved: Json = {}
  const name = component.placeholder ?? component.custom_id ?? ''
  const chosen = pick(world, channel, {
    input: component,
    name,
    wanted: values,
    resolved,
    required: component.min_values !== 0,
  })
  return { ...base, values: chosen, ...(Object.keys(resolved).length > 0 ? { resolved } : {}) }
}

const USER_MENU = 2
const MESSAGE_MENU = 3

function menuData(world: World, user: User, channel: Channel, target: string, name: string): Json {
  const message = visibleMessages(world, user.id, channel.id).find((one) => one.id === target)
  const type = message ? MESSAGE_MENU : USER_MENU
  const command = offered(world, user.id, channel, type).find((one) => goesBy(one, name))
  if (!command) throw new Error(`Discord offers no context menu "${name}" on ${message ? 'messages' : 'members'} here`)
  const guild = command.guild === undefined ? {} : { guild_id: command.guild }
  const base = { id: command.id, name: command.name, type, ...guild, target_id: target }
  if (message) return { ...base, resolved: { messages: { [target]: messageJson(world, message) } } }
  if (!world.users.has(target)) throw new Error(`no message and no member ${target} here`)
  const resolved: Json = {}
  resolveUser(world, channel, target, resolved)
  return { ...base, resolved }
}
