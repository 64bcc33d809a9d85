/** The verbs of whoever plays the members of the simulated Discord. */
import type { Fault, Playground, SeenConversation, WriteOptions } from '../playground.ts'
import { storeFile } from './bodies.ts'
import { directChannel } from './channelRoutes.ts'
import { createClients } from './client.ts'
import { seenForm } from './form.ts'
import type { Gateway } from './gateway.ts'
import type { Door } from './http.ts'
import { emojiJson } from './messageJson.ts'
import { addToThread, publish, react, removeMessage, rewriteMessage } from './messages.ts'
import type { Channel, Guild, Message, User, World } from './model.ts'
import {
  addChannel,
  addGuild,
  addUser,
  endScreening,
  enter,
  exit,
  installBot,
  removeBot,
  seededWorkspace,
} from './population.ts'
import { seenMessage, visibleMessages } from './seen.ts'
import { BIT, canSee, isThread, sharedGuilds } from './state.ts'

const LONGEST = 2000
/** Slack's names of what Discord knows as characters, so that one journey can be told on either. */
const EMOJI: Record<string, string> = {
  newspaper: '📰',
  wave: '👋',
  tada: '🎉',
  eyes: '👀',
  heart: '❤️',
  thumbsup: '👍',
  '+1': '👍',
  white_check_mark: '✅',
}

/** What the simulated Discord offers beyond what both platforms have. */
export interface DiscordPlayground extends Playground {
  /** Takes a permission from the bot in one channel: 50001 without `view`, else 50013. */
  forbid(channel: string, permission: 'view' | 'send' | 'threads' | 'react' | 'history'): void
}

interface Parts {
  world: World
  door: Door
  gateway: Gateway
  apiUrl: string
  close(): Promise<void>
}

const FORBIDDEN = {
  view: BIT.view,
  send: BIT.send | BIT.sendInThreads,
  threads: BIT.createPublicThreads | BIT.createPrivateThreads,
  react: BIT.addReactions,
  history: BIT.readHistory,
} as const

export function createPlayground({ world, door, gateway, apiUrl, close }: Parts): DiscordPlayground {
  return {
    platform: 'discord',
    apiUrl,
    credentials: { DISCORD_TOKEN: world.token },
    ...peopleVerbs(world),
    ...writingVerbs(world),
    ...clientVerbs(world),
    ...readingVerbs(world),
    fault: (fault: Fault) => door.fault(fault),
    outage: (on) => {
      door.setOutage(on)
      if (on) gateway.drop()
    },
    drop: () => gateway.drop(),
    forbid: (channel, permission) => {
      const place = world.channels.get(channel)
      if (!place) throw new Error(`no channel ${channel}`)
      place.denied |= FORBIDDEN[permission]
    },
    calls: door.calls,
    close,
  }
}

type People =
  | 'addWorkspace'
  | 'workspaces'
  | 'people'
  | 'uninstall'
  | 'install'
  | 'addChannel'
  | 'join'
  | 'rejoin'
  | 'leave'
  | 'passScreening'
  | 'setDirectMessages'

function peopleVerbs(world: World): Pick<Playground, People> {
  return {
    addWorkspace: async (seed) => seededWorkspace(world, addGuild(world, seed)),
    workspaces: () => [...world.guilds.values()].map((guild) => seededWorkspace(world, guild)),
    people: (workspace) =>
      [...guildOf(world, workspace).members.values()].map(({ user }) => {
        const { id, name, bot } = userOf(world, user)
        return { id, name, bot }
      }),
    uninstall: async (workspace) => removeBot(world, guildOf(world, workspace)),
    install: async (workspace) => installBot(world, guildOf(world, workspace)),
    addChannel: async (workspace, channel) => addChannel(world, guildOf(world, workspace), channel),
    join: async (workspace, person) => {
      const guild = guildOf(world, workspace)
      const user = addUser(world, person)
      enter(world, guild, user, person)
      if (person.owner) guild.owner = user.id
      return user.id
    },
    rejoin: async (workspace, member) => enter(world, guildOf(world, workspace), userOf(world, member), {}),
    leave: async (workspace, member) => exit(world, guildOf(world, workspace), userOf(world, member)),
    passScreening: async (workspace, member) => endScreening(world, guildOf(world, workspace), userOf(world, member)),
    setDirectMessages: (member, open) => {
      userOf(world, member).directOpen = open
    },
  }
}

function writingVerbs(world: World): Pick<Playground, 'write' | 'rewrite' | 'erase' | 'react'> {
  return {
    write: async (member, channel, text, options = {}) => write(world, userOf(world, member), channel, text, options),
    rewrite: async (member, channel, id, text) => {
      const message = ownMessage(world, member, channel, id)
      if (text === '' || [...text].length > LONGEST) throw new Error(`Discord takes 1 to ${LONGEST} characters`)
      rewriteMessage(world, message, { ...message, content: text, ...NO_DRAFT })
    },
    erase: async (member, channel, id) => removeMessage(world, ownMessage(world, member, channel, id)),
    react: async (member, channel, id, emoji) => {
      const user = userOf(world, member)
      const message = visibleMessages(world, user.id, placeOf(world, user, channel).id).find((one) => one.id === id)
      if (!message) throw new Error(`${user.name} sees no message ${id} here`)
      const sign = EMOJI[emoji.replaceAll(':', '')] ?? emoji
      react(world, message, user.id, emojiJson(sign), sign)
    },
  }
}

const NO_DRAFT = { allowed: undefined, reference: undefined, nonce: undefined, enforceNonce: false }

function write(world: World, user: User, channel: string, text: string, { replyTo, files = [] }: WriteOptions): string {
  const place = placeOf(world, user, channel)
  const guild = world.guilds.get(place.guild ?? '')
  if (guild?.members.get(user.id)?.pending) throw new Error(`${user.name} is still in membership screening`)
  if (place.kind === 'direct' && sharedGuilds(world, user.id).length === 0)
    throw new Error(`${user.name} shares no server with the bot`)
  if (text === '' && files.length === 0) throw new Error('Discord sends no empty message')
  if ([...text].length > LONGEST) throw new Error(`Discord takes at most ${LONGEST} characters`)
  if (replyTo !== undefined && !place.messages.has(replyTo))
    throw new Error(`there is no message ${replyTo} to reply to`)
  if (isThread(place)) addToThread(world, place, user.id)
  const attachments = files.map(({ name, type, url }) =>
    storeFile(world, { name, type, content: Buffer.alloc(0), ...(url === undefined ? {} : { url }) }),
  )
  const reference = replyTo === undefined ? undefined : { message: replyTo, required: true }
  const draft = { content: text, components: [], embeds: [], attachments, flags: 0, ...NO_DRAFT, reference }
  return publish(world, place, draft, { author: user.id }).id
}

function ownMessage(world: World, member: string, channel: string, id: string): Message {
  const user = userOf(world, member)
  const message = placeOf(world, user, channel).messages.get(id)
  if (!message) throw new Error(`there is no message ${id} here`)
  if (message.author !== user.id) throw new Error(`${user.name} did not write message ${id}`)
  return message
}

function clientVerbs(
  world: World,
): Pick<Playground, 'command' | 'complete' | 'press' | 'shortcut' | 'fill' | 'form' | 'openHome'> {
  const clients = createClients(world)
  const at = (member: string, channel: string): [User, Channel] => {
    const user = userOf(world, member)
    return [user, placeOf(world, user, channel)]
  }
  return {
    command: async (member, channel, line) => clients.command(...at(member, channel), line),
    complete: async (member, channel, line, option) => clients.complete(...at(member, channel), line, option),
    press: async (member, channel, message, control, values) =>
      clients.press(...at(member, channel), message, control, values),
    shortcut: async (member, channel, target, name) => clients.shortcut(...at(member, channel), target, name),
    fill: async (member, values) => clients.fill(userOf(world, member), values),
    form: (member) => {
      const form = clients.form(userOf(world, member))
      return form && seenForm(world, form)
    },
    openHome: async () => {
      throw new Error('Discord has no App Home')
    },
  }
}

function readingVerbs(world: World): Pick<Playground, 'see' | 'conversations'> {
  return {
    see: (member, channel) => {
      const user = userOf(world, member)
      const place = channel === 'dm' ? user.directChannel : channel
      return visibleMessages(world, user.id, place ?? '').map((message) => seenMessage(world, user, message))
    },
    conversations: (member) =>
      [...world.channels.values()]
        .filter((channel) => canSee(world, channel, userOf(world, member).id))
        .map(conversation),
  }
}

function conversation(channel: Channel): SeenConversation {
  const kinds = { text: 'channel', direct: 'direct', publicThread: 'thread', privateThread: 'thread' } as const
  return { id: channel.id, name: channel.name, kind: kinds[channel.kind] }
}

function guildOf(world: World, id: string): Guild {
  const guild = world.guilds.get(id)
  if (!guild) throw new Error(`no server ${id} in the sandbox's Discord`)
  return guild
}

function userOf(world: World, id: string): User {
  const user = world.users.get(id)
  if (!user) throw new Error(`no user ${id} in the sandbox's Discord`)
  return user
}

/** The channel as the member's client opens it. */
function placeOf(world: World, user: User, channel: string): Channel {
  const place = channel === 'dm' ? directChannel(world, user.id) : world.channels.get(channel)
  if (!place || !canSee(world, place, user.id)) throw new Error(`${user.name} cannot see channel ${channel}`)
  return place
}
