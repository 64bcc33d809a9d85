/** REST: channels, threads and who is in them, opening direct messages. */
import { z } from 'zod'
import { refusals } from './errors.ts'
import type { ApiRequest, Reply, Routes } from './http.ts'
import { demand, findMessage, openChannel } from './messageRoutes.ts'
import { addToThread, removeFromThread, tellChannel } from './messages.ts'
import type { Channel, ChannelKind, World } from './model.ts'
import { maybe, parseBody, snowflake, text } from './shape.ts'
import { BIT, isThread, newChannel } from './state.ts'
import { channelJson, memberJson, threadMemberJson } from './wire.ts'

const PRIVATE_THREAD = 12
const archiveAfter = maybe(z.literal([60, 1440, 4320, 10_080]))
const threadBody = z.object({
  name: text(1, 100),
  type: maybe(z.literal([10, 11, 12])),
  auto_archive_duration: archiveAfter,
  invitable: maybe(z.boolean()),
})
const channelBody = z.object({
  name: maybe(text(1, 100)),
  topic: maybe(text(0, 1024)),
  archived: maybe(z.boolean()),
  locked: maybe(z.boolean()),
  auto_archive_duration: archiveAfter,
})

export function channelRoutes(world: World): Routes {
  return {
    'GET /channels/:id': async (request) => ({
      status: 200,
      body: channelJson(world, openChannel(world, request.ids[0])),
    }),
    'PATCH /channels/:id': async (request) => change(world, request),
    'DELETE /channels/:id': async (request) => remove(world, request),
    'POST /channels/:id/typing': async (request) => {
      openChannel(world, request.ids[0])
      return { status: 204 }
    },
    'POST /users/@me/channels': async (request) => {
      const { recipient_id } = parseBody(z.object({ recipient_id: snowflake }), request.body)
      const person = world.users.get(recipient_id)
      if (!person) throw refusals.unknownUser()
      if (person.bot) throw refusals.cannotDirect()
      return { status: 200, body: channelJson(world, directChannel(world, recipient_id)) }
    },
    ...threadRoutes(world),
  }
}

/** The direct messages of the member with the bot, opened if need be. */
export function directChannel(world: World, user: string): Channel {
  const person = world.users.get(user)
  if (!person) throw new Error(`no user ${user}`)
  const known = person.directChannel === undefined ? undefined : world.channels.get(person.directChannel)
  if (known) return known
  const channel = newChannel(world, 'direct', world.bot.name, { recipient: user })
  person.directChannel = channel.id
  return channel
}

async function change(world: World, request: ApiRequest): Promise<Reply> {
  const channel = openChannel(world, request.ids[0])
  const body = parseBody(channelBody, request.body)
  if (isThread(channel)) {
    if (channel.owner !== world.bot.id) demand(world, channel, BIT.manageThreads)
    channel.archived = body.archived ?? channel.archived
    channel.locked = body.locked ?? channel.locked
    channel.autoArchive = body.auto_archive_duration ?? channel.autoArchive
  } else {
    demand(world, channel, BIT.manageChannels)
    if (body.topic !== undefined) channel.topic = body.topic
  }
  channel.name = body.name ?? channel.name
  tellChannel(world, isThread(channel) ? 'THREAD_UPDATE' : 'CHANNEL_UPDATE', channel)
  return { status: 200, body: channelJson(world, channel) }
}

async function remove(world: World, request: ApiRequest): Promise<Reply> {
  const channel = openChannel(world, request.ids[0])
  const body = channelJson(world, channel)
  if (channel.kind === 'direct') return { status: 200, body }
  demand(world, channel, isThread(channel) ? BIT.manageThreads : BIT.manageChannels)
  world.channels.delete(channel.id)
  tellChannel(world, isThread(channel) ? 'THREAD_DELETE' : 'CHANNEL_DELETE', channel)
  return { status: 200, body }
}

function threadRoutes(world: World): Routes {
  return {
    'POST /channels/:id/threads': async (request) => {
      const parent = openChannel(world, request.ids[0])
      const body = parseBody(threadBody, request.body)
      const kind = body.type === undefined || body.type === PRIVATE_THREAD ? 'privateThread' : 'publicThread'
      demand(world, parent, kind === 'privateThread' ? BIT.createPrivateThreads : BIT.createPublicThreads)
      return openThread(world, parent, kind, body)
    },
    'POST /channels/:id/messages/:id/threads': async (request) => {
      const message = findMessage(world, request)
      const parent = openChannel(world, request.ids[0])
      if (message.thread !== undefined) throw refusals.threadExists()
      const body = parseBody(threadBody, request.body)
      demand(world, parent, BIT.createPublicThreads)
      message.thread = message.id
      return openThread(world, parent, 'publicThread', body, message.id)
    },
    'GET /channels/:id/thread-members': async (request) => {
      const thread = openThreadOf(world, request)
      const detailed = request.query.get('with_member') === 'true'
      const guild = world.guilds.get(thread.guild ?? '')
      const rows = [...thread.members].map((user) => {
        const member = guild?.members.get(user)
        return {
          ...threadMemberJson(thread, user),
          ...(detailed && member ? { member: memberJson(world, member) } : {}),
        }
      })
      return { status: 200, body: rows }
    },
    'GET /channels/:id/thread-members/:id': async (request) => {
      const thread = openThreadOf(world, request)
      const user = threadUser(world, request)
      if (!thread.members.has(user)) throw refusals.unknownMember()
      return { status: 200, body: threadMemberJson(thread, user) }
    },
    'PUT /channels/:id/thread-members/:id': async (request) => {
      const thread = openThreadOf(world, request)
      const user = threadUser(world, request)
      if (!world.users.has(user)) throw refusals.unknownUser()
      if (!world.guilds.get(thread.guild ?? '')?.members.has(user)) throw refusals.missingAccess()
      demand(world, thread, BIT.sendInThreads)
      addToThread(world, thread, user)
      return { status: 204 }
    },
    'DELETE /channels/:id/thread-members/:id': async (request) => {
      const thread = openThreadOf(world, request)
      removeFromThread(world, thread, threadUser(world, request))
      return { status: 204 }
    },
  }
}

function openThread(
  world: World,
  parent: Channel,
  kind: ChannelKind,
  body: z.output<typeof threadBody>,
  id?: string,
): Reply {
  if (parent.kind !== 'text') throw refusals.missingAccess()
  const thread = newChannel(world, kind, body.name, {
    ...(id === undefined ? {} : { id }),
    ...(parent.guild === undefined ? {} : { guild: parent.guild }),
    parent: parent.id,
    owner: world.bot.id,
    members: new Set([world.bot.id]),
    autoArchive: body.auto_archive_duration ?? 4320,
  })
  tellChannel(world, 'THREAD_CREATE', thread, { newly_created: true })
  return { status: 201, body: channelJson(world, thread) }
}

function openThreadOf(world: World, request: ApiRequest): Channel {
  const thread = openChannel(world, request.ids[0])
  if (!isThread(thread)) throw refusals.unknownChannel()
  return thread
}

function threadUser(world: World, request: ApiRequest): string {
  const id = request.ids[1] ?? ''
  return id === '@me' ? world.bot.id : id
}
