import type {
  APIApplicationCommandInteractionDataOption,
  APIChatInputApplicationCommandInteractionData,
  APIInteraction,
  APIMessage,
  APIMessageInteractionMetadata,
  InteractionType,
} from 'discord.js'
import { MessageFlags, ApplicationCommandOptionType as Types } from 'discord.js'
import type { Entry, Typed } from '../platform.ts'
import { menuName } from './commands.ts'
import { nameOf } from './directory.ts'
import { managesServer } from './permissions.ts'

/** Every interaction but Discord's own ping. */
export type Interaction = Exclude<APIInteraction, { type: InteractionType.Ping }>

export function entryOf(interaction: Interaction): Entry {
  const { member } = interaction
  const user = member?.user ?? interaction.user
  if (!user) throw new TypeError(`interaction ${interaction.id} says nobody used it`)
  return {
    workspace: interaction.guild_id ?? '',
    member: user.id,
    name: nameOf(user, member?.nick),
    locale: interaction.locale,
    admin: member && managesServer(BigInt(member.permissions)),
    channel: interaction.channel?.id,
    message: interaction.message && leadingMessage(interaction.message),
  }
}

/** The message that the use of its control is about: of a private reply, the one that it answered. */
function leadingMessage(message: APIMessage): string {
  return (isPrivate(message) && answeredBy(message.interaction_metadata)) || message.id
}

function answeredBy(metadata: APIMessageInteractionMetadata | undefined): string | undefined {
  if (!metadata) return undefined
  if ('interacted_message_id' in metadata) return metadata.interacted_message_id
  return 'triggering_interaction_metadata' in metadata
    ? answeredBy(metadata.triggering_interaction_metadata)
    : undefined
}

export function isPrivate({ flags }: APIMessage): boolean {
  return ((flags ?? 0) & MessageFlags.Ephemeral) !== 0
}

/** The option that is being typed, if any. */
export interface TypedCommand {
  readonly typed: Typed
  readonly focused: { readonly name: string; readonly begun: string; readonly number: boolean } | undefined
}

export function readCommand(data: APIChatInputApplicationCommandInteractionData): TypedCommand {
  const { path, options } = descend([data.name], data.options ?? [])
  const asMenu = path.length === 2 && path[1] === menuName
  const given = options.flatMap((option): [string, string | number | boolean][] =>
    'value' in option ? [[option.name, option.value]] : [],
  )
  const focused = options.find((option) => 'focused' in option && option.focused)
  return {
    typed: { kind: 'options', name: data.name, path: asMenu ? [data.name] : path, values: Object.fromEntries(given) },
    focused:
      focused && 'value' in focused
        ? { name: focused.name, begun: String(focused.value), number: focused.type === Types.Integer }
        : undefined,
  }
}

type DataOption = APIApplicationCommandInteractionDataOption<InteractionType.ApplicationCommand>

function descend(
  path: readonly string[],
  options: readonly DataOption[],
): { path: readonly string[]; options: readonly DataOption[] } {
  const [first] = options
  if (first?.type !== Types.Subcommand && first?.type !== Types.SubcommandGroup) return { path, options }
  return descend([...path, first.name], first.options ?? [])
}
