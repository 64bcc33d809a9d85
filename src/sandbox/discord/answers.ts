/** REST: how the bot answers interactions: the callback, and the messages of its webhook. */
import { z } from 'zod'
import { readMessage } from './bodies.ts'
import { invalidForm, refusals } from './errors.ts'
import type { ApiRequest, Reply, Routes } from './http.ts'
import { INTERACTION, type Interaction, isTokenOver } from './interactions.ts'
import { messageJson } from './messageJson.ts'
import { publish, removeMessage, rewriteMessage } from './messages.ts'
import { readModal } from './modals.ts'
import type { Channel, Choice, Json, Message, World } from './model.ts'
import { list, maybe, parseBody, text } from './shape.ts'
import { FLAG } from './state.ts'

const CALLBACK = { pong: 1, message: 4, deferMessage: 5, deferUpdate: 6, update: 7, choices: 8, modal: 9 } as const
const MESSAGE_TYPE = { command: 20, menu: 23, reply: 19, plain: 0 } as const

const choicesBody = z.object({
  choices: list(
    z.object({
      name: text(1, 100),
      name_localizations: maybe(z.record(z.string(), text(1, 100))),
      value: z.union([text(1, 100), z.number()]),
    }),
    0,
    25,
  ),
})

export function answerRoutes(world: World): Routes {
  return {
    'POST /interactions/:id/:token/callback': async (request) => callback(world, request),
    'POST /webhooks/:id/:token': async (request) => followUp(world, request),
    'GET /webhooks/:id/:token/messages/:id': async (request) => {
      const { message } = target(world, request)
      return { status: 200, body: messageJson(world, message) }
    },
    'PATCH /webhooks/:id/:token/messages/:id': async (request) => {
      const { interaction, message } = target(world, request)
      rewriteMessage(world, message, readMessage(world, { ...request, before: message }))
      const pressed = message === interaction.source
      interaction.notify(pressed ? { kind: 'updated', message } : { kind: 'message', message })
      return { status: 200, body: messageJson(world, message) }
    },
    'DELETE /webhooks/:id/:token/messages/:id': async (request) => {
      const { interaction, message } = target(world, request)
      removeMessage(world, message)
      interaction.notify(message === interaction.source ? { kind: 'updated', message } : { kind: 'removed' })
      return { status: 204 }
    },
  }
}

async function callback(world: World, request: ApiRequest): Promise<Reply> {
  const interaction = world.interactions.get(request.ids[1] ?? '')
  if (!interaction || interaction.id !== request.ids[0] || interaction.expired) throw refusals.unknownInteraction()
  if (interaction.answered !== undefined) throw refusals.alreadyAcknowledged()
  const { type } = parseBody(z.object({ type: z.int() }), request.body)
  const data = (request.body as { data?: unknown }).data
  if (!allowed(interaction).includes(type)) throw wrongType(interaction)
  // Checked before it counts as answered: after a refusal the bot may try again.
  const message = perform(world, interaction, type, { ...request, body: data })
  if (request.query.get('with_response') !== 'true') return { status: 204 }
  return { status: 200, body: callbackJson(world, interaction, type, message) }
}

function allowed(interaction: Interaction): number[] {
  const { message, deferMessage, deferUpdate, update, modal, choices } = CALLBACK
  if (interaction.type === INTERACTION.autocomplete) return [choices]
  const updates = interaction.source ? [deferUpdate, update] : []
  const forms = interaction.type === INTERACTION.modal ? [] : [modal]
  return [message, deferMessage, ...updates, ...forms]
}

function wrongType(interaction: Interaction) {
  const values = allowed(interaction).join(', ')
  return invalidForm([{ path: ['type'], code: 'BASE_TYPE_CHOICES', message: `Value must be one of {${values}}.` }])
}

function perform(world: World, interaction: Interaction, type: number, request: ApiRequest): Message | undefined {
  if (type === CALLBACK.message) {
    const draft = readMessage(world, { ...request, at: ['data'] })
    const message = reply(world, interaction, draft)
    return settle(interaction, type, message, () => interaction.notify({ kind: 'message', message }))
  }
  if (type === CALLBACK.deferMessage) {
    const whisper = Number((request.body as { flags?: number } | undefined)?.flags ?? 0) & FLAG.ephemeral
    const message = reply(world, interaction, { ...BLANK, flags: whisper | FLAG.loading })
    return settle(interaction, type, message, () => interaction.notify({ kind: 'acknowledged' }))
  }
  if (type === CALLBACK.update && interaction.source) {
    const { source } = interaction
    rewriteMessage(world, source, readMessage(world, { ...request, before: source, at: ['data'] }))
    return settle(interaction, type, source, () => interaction.notify({ kind: 'updated', message: source }))
  }
  if (type === CALLBACK.deferUpdate) {
    return settle(interaction, type, interaction.source, () => interaction.notify({ kind: 'acknowledged' }))
  }
  if (type === CALLBACK.modal) {
    const modal = readModal(request.body)
    return settle(interaction, type, undefined, () => interaction.notify({ kind: 'modal', modal }))
  }
  const { choices } = parseBody(choicesBody, request.body, ['data'])
  return settle(interaction, type, undefined, () =>
    interaction.notify({ kind: 'choices', choices: choices as Choice[] }),
  )
}

const BLANK = {
  content: '',
  components: [],
  embeds: [],
  attachments: [],
  allowed: undefined,
  reference: undefined,
  nonce: undefined,
  enforceNonce: false,
}

function settle(
  interaction: Interaction,
  type: number,
  message: Message | undefined,
  tell: () => void,
): Message | undefined {
  interaction.answered = type
  interaction.original = message?.id
  tell()
  return message
}

function reply(world: World, interaction: Interaction, draft: Parameters<typeof publish>[2]): Message {
  const channel = placeOf(world, interaction)
  const whisper = (draft.flags & FLAG.ephemeral) !== 0
  const type = { 2: MESSAGE_TYPE.command, 3: MESSAGE_TYPE.reply }[interaction.type] ?? MESSAGE_TYPE.plain
  return publish(world, channel, draft, {
    author: world.bot.id,
    interaction,
    type,
    ...(whisper ? { visibleTo: interaction.user } : {}),
  })
}

function placeOf(world: World, interaction: Interaction): Channel {
  const channel = world.channels.get(interaction.channel)
  if (!channel) throw refusals.unknownChannel()
  return channel
}

function callbackJson(world: World, interaction: Interaction, type: number, message: Message | undefined): Json {
  const shown = type === CALLBACK.message || type === CALLBACK.deferMessage || type === CALLBACK.update
  return {
    interaction: {
      id: interaction.id,
      type: interaction.type,
      channel_id: interaction.channel,
      ...(interaction.guild === undefined ? {} : { guild_id: interaction.guild }),
      ...(message
        ? {
            response_message_id: message.id,
            response_message_loading: (message.flags & FLAG.loading) !== 0,
            response_message_ephemeral: (message.flags & FLAG.ephemeral) !== 0,
          }
        : {}),
    },
    ...(shown && message ? { resource: { type, message: messageJson(world, message) } } : {}),
  }
}

/** 10015 before the first answer, 50027 once the token's 15 minutes are over. */
function answeredInteraction(world: World, request: ApiRequest): Interaction {
  const interaction = world.interactions.get(request.ids[1] ?? '')
  if (request.ids[0] !== world.bot.id || !interaction) throw refusals.unknownWebhook()
  if (isTokenOver(world, interaction)) throw refusals.invalidWebhookToken()
  if (interaction.answered === undefined) throw refusals.unknownWebhook()
  return interaction
}

function target(world: World, request: ApiRequest): { interaction: Interaction; message: Message } {
  const interaction = answeredInteraction(world, request)
  const wanted = request.ids[2] === '@original' ? interaction.original : request.ids[2]
  const message = placeOf(world, interaction).messages.get(wanted ?? '')
  const own = message?.interaction === interaction || message === interaction.source
  if (!message || !own) throw refusals.unknownMessage()
  return { interaction, message }
}

/** A follow-up right after a deferral fills the deferred reply, whose visibility stays as it was. */
async function followUp(world: World, request: ApiRequest): Promise<Reply> {
  const interaction = answeredInteraction(world, request)
  const original = placeOf(world, interaction).messages.get(interaction.original ?? '')
  if (original && original.flags & FLAG.loading) {
    rewriteMessage(world, original, readMessage(world, { ...request, before: original }))
    interaction.notify({ kind: 'message', message: original })
    return { status: 200, body: messageJson(world, original) }
  }
  const message = reply(world, interaction, readMessage(world, request))
  interaction.notify({ kind: 'message', message })
  return { status: 200, body: messageJson(world, message) }
}
