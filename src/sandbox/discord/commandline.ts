/** A typed line (`/offre liste thème:énergie`) as Discord's client turns it into a command's options. */
import { storeFile } from './bodies.ts'
import type { Channel, Command, CommandOption, Json, World } from './model.ts'
import { ALL, guildPermissions } from './state.ts'
import { channelJson, knownUser, memberPart, roleJson, userJson } from './wire.ts'

const SUB = 1
const GROUP = 2
const OPTION = {
  string: 3,
  integer: 4,
  boolean: 5,
  user: 6,
  channel: 7,
  role: 8,
  mentionable: 9,
  number: 10,
  file: 11,
} as const
const TRUE = ['true', 'vrai', 'oui', 'yes']
const FALSE = ['false', 'faux', 'non', 'no']

interface Named {
  name: string
  name_localizations?: Record<string, string>
}
export interface TypedLine {
  command: Command
  /** Group and subcommand, outermost first. */
  path: CommandOption[]
  options: CommandOption[]
  /** What was typed for each option. */
  typed: Map<CommandOption, string>
}

export function goesBy(one: Named, word: string): boolean {
  return one.name === word || Object.values(one.name_localizations ?? {}).includes(word)
}

/** The commands of a type that the member's client offers here. */
export function offered(world: World, user: string, channel: Channel, type: number): Command[] {
  const guild = world.guilds.get(channel.guild ?? '')
  if (guild && !guild.installed) return []
  const own = guild ? (world.commands.get(guild.id) ?? []) : []
  const context = guild ? 0 : 1
  const global = (world.commands.get('global') ?? []).filter((command) => command.contexts?.includes(context) ?? true)
  const permissions = guild ? guildPermissions(guild, user) : 0n
  const may = (command: Command) => {
    const needed = command.default_member_permissions
    if (!guild || needed === undefined || needed === null) return true
    // None at all: only who may do everything.
    const bits = needed === '0' ? ALL : BigInt(needed)
    return (permissions & bits) === bits
  }
  return [...own, ...global].filter((command) => command.type === type && may(command))
}

export function readLine(world: World, user: string, channel: Channel, line: string): TypedLine {
  const words =
    line
      .trim()
      .replace(/^\//, '')
      .match(/(?:[^\s"]|"(?:\\.|[^"\\])*")+/g) ?? []
  const [name = '', ...rest] = words
  const command = offered(world, user, channel, 1).find((one) => goesBy(one, name))
  if (!command) throw new Error(`Discord offers no command /${name} here`)
  const path: CommandOption[] = []
  let options = command.options
  while (options.some((option) => option.type === SUB || option.type === GROUP)) {
    const word = rest.shift() ?? ''
    const next = options.find((option) => goesBy(option, word))
    if (!next)
      throw new Error(`/${name} has no subcommand "${word}"; it has ${options.map((option) => option.name).join(', ')}`)
    path.push(next)
    options = next.options ?? []
  }
  return { command, path, options, typed: readOptions(options, rest) }
}

function readOptions(options: CommandOption[], words: string[]): Map<CommandOption, string> {
  const typed = new Map<CommandOption, string>()
  for (const word of words) {
    const [, name, value = ''] = /^([^\s:"]+):([\s\S]*)$/.exec(word) ?? []
    const option = options.find((one) => name !== undefined && goesBy(one, name))
    if (!option)
      throw new Error(
        `Discord takes options as name:value; "${word}" is none of ${options.map((one) => one.name).join(', ')}`,
      )
    typed.set(option, unquote(value))
  }
  return typed
}

function unquote(value: string): string {
  return /^".*"$/s.test(value) ? value.slice(1, -1).replaceAll(/\\(.)/gs, '$1') : value
}

/** The interaction's data for a command that is run. Throws where Discord's client would not send it. */
export function commandData(world: World, channel: Channel, line: TypedLine): Json {
  const missing = line.options.find((option) => option.required && !line.typed.has(option))
  if (missing) throw new Error(`the option ${missing.name} is required`)
  const resolved: Json = {}
  const given = [...line.typed].map(([option, text]) => {
    const value = readValue(world, channel, option, text, resolved)
    return { name: option.name, type: option.type, value }
  })
  return { ...shell(line, given), ...(Object.keys(resolved).length > 0 ? { resolved } : {}) }
}

/** The interaction's data while `focused` is being typed: values as text, nothing checked. */
export function completionData(line: TypedLine, focused: string): Json {
  const option = line.options.find((one) => goesBy(one, focused))
  if (!option?.autocomplete) throw new Error(`the option ${focused} has no autocomplete`)
  const typed = new Map(line.typed)
  if (!typed.has(option)) typed.set(option, '')
  const given = [...typed].map(([one, value]) => ({
    name: one.name,
    type: one.type,
    value,
    ...(one === option ? { focused: true } : {}),
  }))
  return shell(line, given)
}

function shell({ command, path }: TypedLine, given: Json[]): Json {
  const options = path
    .toReversed()
    .reduce((inner, step) => [{ name: step.name, type: step.type, options: inner }], given)
  const guild = command.guild === undefined ? {} : { guild_id: command.guild }
  return {
    id: command.id,
    name: command.name,
    type: command.type,
    ...guild,
    ...(options.length > 0 ? { options } : {}),
  }
}

function readValue(
  world: World,
  channel: Channel,
  option: CommandOption,
  text: string,
  resolved: Json,
): string | number | boolean {
  if (option.choices?.length) return chosen(option, text)
  switch (option.type) {
    case OPTION.integer:
    case OPTION.number:
      return readNumber(option, text)
    case OPTION.boolean:
      return readBoolean(option, text)
    case OPTION.user:
    case OPTION.mentionable:
      return readUser(world, channel, text, resolved)
    case OPTION.channel:
      return readChannel(world, channel, text, resolved)
    case OPTION.role:
      return readRole(world, channel, text, resolved)
    case OPTION.file:
      return readFile(world, text, resolved)
    default:
      return readString(option, text)
  }
}

function chosen(option: CommandOption, text: string): string | number {
  const choice = option.choices?.find((one) => String(one.value) === text || goesBy(one, text))
  if (!choice)
    throw new Error(
      `${option.name} has no choice "${text}"; it has ${option.choices?.map((one) => one.name).join(', ')}`,
    )
  return choice.value
}

function readString(option: CommandOption, text: string): string {
  const { min_length: least = 0, max_length: most = 6000, name } = option
  if (text === '' || text.length < least || text.length > most)
    throw new Error(`${name} must be ${least} to ${most} characters`)
  return text
}

function readNumber(option: CommandOption, text: string): number {
  const value = Number(text)
  const whole = option.type === OPTION.number || Number.isInteger(value)
  if (text === '' || !Number.isFinite(value) || !whole)
    throw new Error(`${option.name} must be a number, not "${text}"`)
  if (value < (option.min_value ?? -Infinity) || value > (option.max_value ?? Infinity))
    throw new Error(`${option.name} is out of range`)
  return value
}

function readBoolean(option: CommandOption, text: string): boolean {
  const word = text.toLowerCase()
  if (TRUE.includes(word)) return true
  if (FALSE.includes(word)) return false
  throw new Error(`${option.name} must be true or false, not "${text}"`)
}

function readUser(world: World, channel: Channel, text: string, resolved: Json): string {
  const id = /^<@!?(\d+)>$/.exec(text)?.[1] ?? text
  if (!world.users.has(id)) throw new Error(`no such member: ${text}`)
  resolveUser(world, channel, id, resolved)
  return id
}

function add(resolved: Json, kind: string, id: string, value: Json): void {
  resolved[kind] = { ...(resolved[kind] as Json | undefined), [id]: value }
}

/** Adds the user, and the member they are here, to an interaction's resolved data. */
export function resolveUser(world: World, channel: Channel, id: string, resolved: Json): void {
  add(resolved, 'users', id, userJson(knownUser(world, id)))
  const guild = world.guilds.get(channel.guild ?? '')
  const member = guild?.members.get(id)
  if (!guild || !member) return
  add(resolved, 'members', id, { ...memberPart(member), permissions: guildPermissions(guild, id).toString() })
}

export function resolveChannel(world: World, id: string, resolved: Json): void {
  const channel = world.channels.get(id)
  if (!channel) throw new Error(`no such channel: ${id}`)
  add(resolved, 'channels', id, { ...channelJson(world, channel), permissions: '0' })
}

function readChannel(world: World, channel: Channel, text: string, resolved: Json): string {
  const id = /^<#(\d+)>$/.exec(text)?.[1] ?? text
  const here = world.channels.get(id)
  if (!here || here.guild !== channel.guild) throw new Error(`no such channel here: ${text}`)
  resolveChannel(world, id, resolved)
  return id
}

function readRole(world: World, channel: Channel, text: string, resolved: Json): string {
  const id = /^<@&(\d+)>$/.exec(text)?.[1] ?? text
  const guild = world.guilds.get(channel.guild ?? '')
  const role = guild?.roles.get(id)
  if (!guild || !role) throw new Error(`no such role: ${text}`)
  add(resolved, 'roles', id, roleJson(guild, role))
  return id
}

/** A file option takes an address: the client would upload it. */
function readFile(world: World, text: string, resolved: Json): string {
  if (!/^https?:\/\//.test(text)) throw new Error(`a file option takes an http(s) address here, not "${text}"`)
  const name = new URL(text).pathname.split('/').at(-1) || 'file'
  const file = storeFile(world, { name, type: 'application/octet-stream', content: Buffer.alloc(0), url: text })
  const { id, url } = file
  add(resolved, 'attachments', id, { id, filename: name, size: 0, url, proxy_url: url, ephemeral: true })
  return id
}
