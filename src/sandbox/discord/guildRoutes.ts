/** REST: the bot itself, users, servers and their members. */
import { refusals } from './errors.ts'
import type { ApiRequest, Reply, Routes } from './http.ts'
import type { Channel, Guild, Member, World } from './model.ts'
import { compareIds } from './state.ts'
import {
  applicationJson,
  botUserJson,
  channelJson,
  guildChannels,
  guildJson,
  guildThreads,
  INTENT_MEMBERS,
  memberJson,
  roleJson,
  userJson,
} from './wire.ts'

export function guildRoutes(world: World): Routes {
  const application = async (): Promise<Reply> => ({ status: 200, body: applicationJson(world) })
  const user = async (request: ApiRequest): Promise<Reply> => {
    const found = world.users.get(request.ids[0] ?? '')
    if (!found) throw refusals.unknownUser()
    return { status: 200, body: userJson(found) }
  }
  return {
    'GET /gateway': async () => ({ status: 200, body: { url: gatewayUrl(world) } }),
    'GET /gateway/bot': async () => ({
      status: 200,
      body: {
        url: gatewayUrl(world),
        shards: 1,
        session_start_limit: { total: 1000, remaining: 1000, reset_after: 86_400_000, max_concurrency: 16 },
      },
    }),
    'GET /users/@me': async () => ({ status: 200, body: botUserJson(world) }),
    'GET /applications/@me': application,
    'GET /oauth2/applications/@me': application,
    'GET /users/:id': user,
    'GET /users/@me/guilds': async () => {
      const guilds = [...world.guilds.values()].filter((guild) => guild.installed)
      return {
        status: 200,
        body: guilds.map((guild) => ({
          id: guild.id,
          name: guild.name,
          icon: null,
          owner: false,
          permissions: '0',
          features: [],
        })),
      }
    },
    ...insideRoutes(world),
    ...memberRoutes(world),
  }
}

function gatewayUrl(world: World): string {
  return world.origin.replace('http', 'ws')
}

function openGuild(world: World, request: ApiRequest): Guild {
  const guild = world.guilds.get(request.ids[0] ?? '')
  if (!guild?.installed) throw refusals.unknownGuild()
  return guild
}

function insideRoutes(world: World): Routes {
  const json = (channel: Channel) => channelJson(world, channel)
  return {
    'GET /guilds/:id': async (request) => {
      const guild = openGuild(world, request)
      const counts =
        request.query.get('with_counts') === 'true'
          ? { approximate_member_count: guild.members.size, approximate_presence_count: 1 }
          : {}
      return { status: 200, body: { ...guildJson(world, guild), ...counts } }
    },
    'GET /guilds/:id/channels': async (request) => ({
      status: 200,
      body: guildChannels(world, openGuild(world, request).id).map(json),
    }),
    'GET /guilds/:id/threads/active': async (request) => {
      const threads = guildThreads(world, openGuild(world, request).id).filter((thread) => !thread.archived)
      return { status: 200, body: { threads: threads.map(json), members: [] } }
    },
    'GET /guilds/:id/roles': async (request) => {
      const guild = openGuild(world, request)
      return { status: 200, body: [...guild.roles.values()].map((role) => roleJson(guild, role)) }
    },
  }
}

function memberRoutes(world: World): Routes {
  const json = (member: Member) => memberJson(world, member)
  return {
    'GET /guilds/:id/members': async (request) => {
      const guild = openGuild(world, request)
      if (world.disallowedIntents & INTENT_MEMBERS) throw refusals.missingAccess()
      const after = request.query.get('after') ?? '0'
      const later = [...guild.members.values()].filter((member) => compareIds(member.user, after) > 0)
      const sorted = later.sort((a, b) => compareIds(a.user, b.user))
      return { status: 200, body: sorted.slice(0, limitOf(request)).map(json) }
    },
    'GET /guilds/:id/members/search': async (request) => {
      const guild = openGuild(world, request)
      const query = (request.query.get('query') ?? '').toLowerCase()
      const found = [...guild.members.values()].filter((member) =>
        world.users.get(member.user)?.name.toLowerCase().startsWith(query),
      )
      return { status: 200, body: found.slice(0, limitOf(request)).map(json) }
    },
    'GET /guilds/:id/members/:id': async (request) => {
      const guild = openGuild(world, request)
      const id = request.ids[1] ?? ''
      const member = guild.members.get(id === '@me' ? world.bot.id : id)
      if (!world.users.has(id) && id !== '@me') throw refusals.unknownUser()
      if (!member) throw refusals.unknownMember()
      return { status: 200, body: json(member) }
    },
  }
}

function limitOf(request: ApiRequest): number {
  return Math.min(1000, Math.max(1, Number(request.query.get('limit') ?? 1)))
}
