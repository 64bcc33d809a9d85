import type {
  APIApplicationCommandBasicOption,
  APIApplicationCommandSubcommandGroupOption,
  APIApplicationCommandSubcommandOption,
  RESTPostAPIApplicationCommandsJSONBody,
  RESTPutAPIApplicationCommandsJSONBody,
} from 'discord.js'
import {
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  ApplicationCommandOptionType as Types,
} from 'discord.js'
import type { Command, Group, Option, Shortcut, Subgroup } from '../../command.ts'
import { translator } from '../../i18n/i18n.ts'
import type { PlainKey } from '../../i18n/texts.ts'

/** What a bare command is on Slack: Discord cannot run a command that has subcommands. */
export const menuName = 'menu'

const english = translator('en')
const french = translator('fr')
/** Discord: string options 6,000 characters. */
const longestText = 6_000

/** Every command as Discord wants it registered: one slash command per group, and the context menus. */
export function discordCommands(
  groups: readonly Group[],
  shortcuts: readonly Shortcut[],
): RESTPutAPIApplicationCommandsJSONBody {
  return [...groups.map(slashCommand), ...shortcuts.map(contextMenu)]
}

/** Servers only: in a direct message nothing says which community is meant. Who may is checked when it is used. */
const everywhere = {
  contexts: [InteractionContextType.Guild],
  integration_types: [ApplicationIntegrationType.GuildInstall],
}

function slashCommand(group: Group): RESTPostAPIApplicationCommandsJSONBody {
  return {
    type: ApplicationCommandType.ChatInput,
    ...named(group),
    ...everywhere,
    options: [
      { type: Types.Subcommand, ...named({ name: menuName, french: menuName, about: 'command.menu' }), options: [] },
      ...group.commands.map((each) => (each.kind === 'command' ? subcommand(each) : subgroup(each))),
    ],
  }
}

function contextMenu(shortcut: Shortcut): RESTPostAPIApplicationCommandsJSONBody {
  return {
    type: shortcut.on === 'message' ? ApplicationCommandType.Message : ApplicationCommandType.User,
    name: shortcutName(shortcut),
    name_localizations: { fr: french.words(shortcut.label) },
    ...everywhere,
  }
}

/** What Discord calls it when it is used, whatever language it was shown in. */
export function shortcutName(shortcut: Shortcut): string {
  return english.words(shortcut.label)
}

function subgroup(group: Subgroup): APIApplicationCommandSubcommandGroupOption {
  return { type: Types.SubcommandGroup, ...named(group), options: group.commands.map(subcommand) }
}

/** Discord wants the required options first. */
function subcommand(command: Command): APIApplicationCommandSubcommandOption {
  const options = Object.entries(command.options).toSorted(([, a], [, b]) => Number(b.required) - Number(a.required))
  return { type: Types.Subcommand, ...named(command), options: options.map(([name, option]) => typed(name, option)) }
}

function typed(name: string, option: Option): APIApplicationCommandBasicOption {
  const frame = { ...named({ name, french: option.french, about: option.about }), required: option.required }
  switch (option.kind) {
    case 'text': {
      const text = { ...frame, type: Types.String as const, max_length: Math.min(option.maximum, longestText) }
      return option.complete ? { ...text, autocomplete: true } : text
    }
    case 'number':
      return { ...frame, type: Types.Integer, min_value: 1, autocomplete: true }
    case 'member':
      return { ...frame, type: Types.User }
    case 'flag':
      return { ...frame, type: Types.Boolean }
    case 'choice':
      return {
        ...frame,
        type: Types.String,
        choices: option.choices.map(({ value, label }) => ({
          value,
          name: english.words(label),
          name_localizations: { fr: french.words(label) },
        })),
      }
  }
}

function named({ name, french: inFrench, about }: { name: string; french: string; about: PlainKey }) {
  return {
    name,
    name_localizations: { fr: inFrench },
    description: english.words(about),
    description_localizations: { fr: french.words(about) },
  }
}

/** Whether what is registered says the same, whatever Discord added, left out or sorted. */
export function sameCommands(registered: readonly unknown[], wanted: readonly unknown[]): boolean {
  return essence(registered) === essence(wanted)
}

function essence(commands: readonly unknown[]): string {
  return JSON.stringify(commands.map((command) => JSON.stringify(stripped(command))).toSorted())
}

/** What Discord fills in by itself. */
const defaults: Readonly<Record<string, string>> = {
  type: '1',
  required: 'false',
  autocomplete: 'false',
  description: '""',
  options: '[]',
  choices: '[]',
  name_localizations: '{}',
  description_localizations: '{}',
}
const ours: ReadonlySet<string> = new Set([
  ...[
    'type',
    'name',
    'name_localizations',
    'fr',
    'description',
    'description_localizations',
    'contexts',
    'integration_types',
  ],
  ...['options', 'choices', 'value', 'required', 'autocomplete', 'min_value', 'max_length'],
])

function stripped(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(stripped)
  if (typeof value !== 'object' || value === null) return value
  const kept = Object.entries(value)
    .filter(([key, of]) => ours.has(key) && of !== null && of !== undefined)
    .map(([key, of]): [string, unknown] => [key, stripped(of)])
    .filter(([key, of]) => defaults[key] !== JSON.stringify(of))
  return Object.fromEntries(kept.toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
