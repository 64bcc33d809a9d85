/** Who a message really notifies, by Discord's rules of `allowed_mentions`. */
import { allComponents } from './components.ts'
import type { AllowedMentions, Channel, Component, Message, World } from './model.ts'
import { BIT, botPermissions, canSee, guildPermissions, isThread } from './state.ts'

export interface Mentions {
  mentions: string[]
  mentionRoles: string[]
  mentionEveryone: boolean
  pinged: string[]
}
interface Words {
  author: string
  content: string
  components: readonly Component[]
  allowed: AllowedMentions | undefined
  /** Sent through an interaction or webhook: only users are parsed by default. */
  fromInteraction: boolean
  replyTo: Message | undefined
}

/** Texts that can mention: the content and text displays; never embeds, buttons or options. */
function speech(words: Words): string {
  const displays = allComponents(words.components).filter((component) => component.type === 10)
  const all = [words.content, ...displays.map((component) => component.content ?? '')].join('\n')
  return all.replaceAll(/```[\s\S]*?```|`[^`\n]+`/g, ' ')
}

export function mentionsOf(world: World, channel: Channel, words: Words): Mentions {
  const text = speech(words)
  const allowed = words.allowed ?? { parse: words.fromInteraction ? ['users'] : ['users', 'roles', 'everyone'] }
  const may = (kind: 'users' | 'roles', id: string) =>
    allowed.parse?.includes(kind) || allowed[kind]?.includes(id) || false
  const users = named(text, /<@!?(\d{1,20})>/g).filter((id) => may('users', id) && world.users.has(id))
  const replied = words.replyTo && (words.allowed ? words.allowed.replied_user : true) ? [words.replyTo.author] : []
  const mentions = [...new Set([...users, ...replied])]
  const roles = rolesNamed(world, channel, text).filter((id) => may('roles', id))
  const loud = mayShout(world, channel, words.author) && allowed.parse?.includes('everyone') ? shouts(text) : []
  const shouted = channel.kind === 'direct' ? [] : loud
  const reached = mentions.filter((id) => id !== words.author && canReach(world, channel, id))
  const pingedRoles = mayShout(world, channel, words.author) ? roles.map((id) => `role:${id}`) : []
  return {
    mentions,
    mentionRoles: roles,
    mentionEveryone: shouted.length > 0,
    pinged: [...shouted, ...pingedRoles, ...reached],
  }
}

function named(text: string, pattern: RegExp): string[] {
  return [...new Set([...text.matchAll(pattern)].map((match) => match[1] ?? ''))]
}

function rolesNamed(world: World, channel: Channel, text: string): string[] {
  const guild = world.guilds.get(channel.guild ?? '')
  return named(text, /<@&(\d{1,20})>/g).filter((id) => guild?.roles.has(id))
}

function shouts(text: string): string[] {
  return [...(text.includes('@everyone') ? ['everyone'] : []), ...(text.includes('@here') ? ['here'] : [])]
}

function mayShout(world: World, channel: Channel, author: string): boolean {
  const guild = world.guilds.get(channel.guild ?? '')
  if (!guild) return false
  const permissions = author === world.bot.id ? botPermissions(world, channel) : guildPermissions(guild, author)
  return (permissions & BIT.mentionEveryone) !== 0n
}

/** In a thread, a mention brings in whoever sees its channel. */
function canReach(world: World, channel: Channel, user: string): boolean {
  if (world.users.get(user)?.bot) return false
  const parent = isThread(channel) ? world.channels.get(channel.parent ?? '') : channel
  return parent !== undefined && canSee(world, parent, user)
}
