import type {
  APIApplicationCommandAutocompleteInteraction,
  APIApplicationCommandInteraction,
  APIApplicationCommandOptionChoice,
  APIChatInputApplicationCommandInteractionData,
  APIMessageComponentInteraction,
} from 'discord.js'
import { ApplicationCommandType, InteractionResponseType, InteractionType, Routes } from 'discord.js'
import type { Shortcut } from '../../command.ts'
import { parseAction } from '../../kit/action.ts'
import type { Choice } from '../../kit/card.ts'
import { limits } from '../../kit/limits.ts'
import type { Reply } from '../../kit/reply.ts'
import { clip } from '../../kit/text.ts'
import { answer, type Desk } from './answer.ts'
import { shortcutName } from './commands.ts'
import { entryOf, type Interaction, readCommand } from './entry.ts'
import { readAnswers } from './forms.ts'
import type { Guilds } from './guilds.ts'
import { readMessage } from './heard.ts'
import { within } from './wait.ts'

export interface Reception extends Desk {
  readonly shortcuts: readonly Shortcut[]
  readonly guilds: Guilds
  /** Resolves when the server it happens in has been announced. */
  readonly announced: (guild: string) => Promise<void>
}

/** Discord takes suggestions for 3 s; nobody waits longer for them anyway. */
const completionMs = 2_500
/** Discord: names of suggestions 100 characters. */
const choiceName = 100

export async function receive(reception: Reception, interaction: Interaction): Promise<void> {
  if (interaction.type === InteractionType.ApplicationCommandAutocomplete) return complete(reception, interaction)
  await answer(reception, interaction, entryOf(interaction), handle(reception, interaction))
}

async function handle(
  reception: Reception,
  interaction: Exclude<Interaction, APIApplicationCommandAutocompleteInteraction>,
): Promise<Reply> {
  await reception.announced(interaction.guild_id ?? '')
  const { door } = reception
  const entry = entryOf(interaction)
  switch (interaction.type) {
    case InteractionType.ApplicationCommand:
      return runCommand(reception, interaction)
    case InteractionType.MessageComponent:
      return door.press(entry, parseAction(interaction.data.custom_id), valuesOf(interaction))
    case InteractionType.ModalSubmit:
      return door.submit(entry, parseAction(interaction.data.custom_id), readAnswers(interaction.data))
  }
}

function valuesOf({ data }: APIMessageComponentInteraction): readonly string[] {
  return 'values' in data ? data.values : []
}

async function runCommand(
  { door, shortcuts, guilds }: Reception,
  interaction: APIApplicationCommandInteraction,
): Promise<Reply> {
  const { data } = interaction
  const entry = entryOf(interaction)
  if (data.type === ApplicationCommandType.ChatInput) return door.command(entry, readCommand(data).typed)
  const shortcut = shortcuts.find((known) => shortcutName(known) === data.name)
  if (!shortcut) throw new RangeError(`no shortcut is called ${data.name}`)
  if (data.type === ApplicationCommandType.User)
    return door.shortcut(entry, shortcut.id, { kind: 'member', member: data.target_id })
  const message = data.type === ApplicationCommandType.Message ? data.resolved.messages[data.target_id] : undefined
  if (!message) throw new RangeError(`shortcut ${shortcut.id} came without its message`)
  return door.shortcut(entry, shortcut.id, { kind: 'message', heard: readMessage(message, entry.workspace, guilds) })
}

async function complete(
  reception: Reception,
  interaction: APIApplicationCommandAutocompleteInteraction,
): Promise<void> {
  const { api, door, announced } = reception
  // What Discord sends of a command that is being typed has the shape of the command.
  const { typed, focused } = readCommand(interaction.data as APIChatInputApplicationCommandInteractionData)
  if (!focused) return
  const asked = async (): Promise<readonly Choice[]> => {
    await announced(interaction.guild_id ?? '')
    return door.complete(entryOf(interaction), typed, focused.name, focused.begun)
  }
  const found = await within(withoutFault(reception, asked()), completionMs)
  const choices = suggestions(found ?? [], focused.number)
  await api.call('POST', Routes.interactionCallback(interaction.id, interaction.token), {
    body: { type: InteractionResponseType.ApplicationCommandAutocompleteResult, data: { choices } },
    auth: false,
  })
}

async function withoutFault({ door }: Reception, asked: Promise<readonly Choice[]>): Promise<readonly Choice[]> {
  try {
    return await asked
  } catch (error) {
    door.failed('discord.complete', error)
    return []
  }
}

function suggestions(choices: readonly Choice[], number: boolean): APIApplicationCommandOptionChoice[] {
  const named = choices
    .slice(0, limits.choices)
    .map(({ value, label }) => ({ name: clip(label, choiceName) || value, value }))
  if (!number) return named
  return named
    .map(({ name, value }) => ({ name, value: Number(value) }))
    .filter(({ value }) => Number.isSafeInteger(value))
}
