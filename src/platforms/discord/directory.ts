import type {
  APIGuild,
  APIGuildMember,
  APIUser,
  RESTGetAPIGuildChannelsResult,
  RESTGetAPIGuildMembersResult,
} from 'discord.js'
import { ChannelType, GuildFeature, Locale, Routes } from 'discord.js'
import type { ChannelFacts, MemberFacts, Platform, WorkspaceFacts } from '../platform.ts'
import type { Api } from './api.ts'
import { codeOf, isNobody } from './errors.ts'
import type { Guilds } from './guilds.ts'
import { allowedIn, isAdmin, mayTalk, mayView, type Powers, powersIn } from './permissions.ts'

type GuildChannel = RESTGetAPIGuildChannelsResult[number]
export interface Directory {
  readonly facts: Pick<Platform, 'workspace' | 'channels' | 'enter' | 'member' | 'members'>
  readonly powersOf: (workspace: string) => Promise<Powers>
}

const pageOfMembers = 1_000
/** Where people write and a bot may keep cards. */
const talkTypes: ReadonlySet<ChannelType> = new Set([ChannelType.GuildText, ChannelType.GuildAnnouncement])

export function openDirectory(api: Api, guilds: Guilds, self: () => string): Directory {
  const guildOf = async (workspace: string) => api.call<APIGuild>('GET', Routes.guild(workspace))
  const powersOf = async (workspace: string) => guilds.powers(workspace) ?? powersIn(await guildOf(workspace))

  const channels = async (workspace: string): Promise<ChannelFacts[]> => {
    const [guild, all, own] = await Promise.all([
      guildOf(workspace),
      api.call<RESTGetAPIGuildChannelsResult>('GET', Routes.guildChannels(workspace)),
      api.call<APIGuildMember>('GET', Routes.guildMember(workspace, self())),
    ])
    const powers = powersIn(guild)
    return all.flatMap((channel) =>
      talkTypes.has(channel.type) ? [channelFacts(channel, powers, { id: self(), roles: own.roles })] : [],
    )
  }
  const facts: Directory['facts'] = {
    channels,
    workspace: async (workspace) => workspaceFacts(await guildOf(workspace)),
    // Discord has no act of joining a channel: its permissions let Totem in, or staff must.
    enter: async (workspace, channel) => (await channels(workspace)).some(({ id, usable }) => id === channel && usable),
    member: async (workspace, member) => {
      const found = await orNobody(api.call<APIGuildMember>('GET', Routes.guildMember(workspace, member)))
      return found && memberFacts(found, found.user, await powersOf(workspace))
    },
    members: async function* (workspace) {
      const powers = await powersOf(workspace)
      for (let after = '0'; ; ) {
        const page = await api.call<RESTGetAPIGuildMembersResult>('GET', Routes.guildMembers(workspace), {
          query: { limit: pageOfMembers, after },
        })
        if (page.length > 0) yield page.map((member) => memberFacts(member, member.user, powers))
        const last = page.at(-1)
        if (page.length < pageOfMembers || !last) return
        after = last.user.id
      }
    },
  }
  return { facts, powersOf }
}

async function orNobody<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked
  } catch (error) {
    if (isNobody(codeOf(error))) return undefined
    throw error
  }
}

function workspaceFacts(guild: APIGuild): WorkspaceFacts {
  return { id: guild.id, name: guild.name, locale: localeOf(guild), owner: guild.owner_id, ownerFirst: false }
}

/** Every server says American English until its staff make it a community and choose: then it is an answer. */
function localeOf({ preferred_locale: locale, features }: APIGuild): string | undefined {
  return features.includes(GuildFeature.Community) || locale !== Locale.EnglishUS ? locale : undefined
}

function channelFacts(
  channel: GuildChannel,
  powers: Powers,
  self: { id: string; roles: readonly string[] },
): ChannelFacts {
  const overwrites = 'permission_overwrites' in channel ? (channel.permission_overwrites ?? []) : []
  return {
    id: channel.id,
    name: channel.name ?? '',
    private: !mayView(allowedIn(powers, overwrites, undefined)),
    usable: mayTalk(allowedIn(powers, overwrites, self)),
  }
}

/** A member as an event or the API tells them. */
export function memberFacts(member: MemberPart, user: APIUser, powers: Powers): MemberFacts {
  return {
    id: user.id,
    name: nameOf(user, member.nick),
    locale: undefined,
    timezone: undefined,
    bot: user.bot ?? false,
    guest: false,
    admin: isAdmin(powers, { id: user.id, roles: member.roles }),
    pending: member.pending ?? false,
    joinedAt: member.joined_at ? Temporal.Instant.from(member.joined_at) : undefined,
  }
}
export interface MemberPart {
  readonly nick?: string | null | undefined
  readonly roles: readonly string[]
  readonly pending?: boolean | undefined
  readonly joined_at?: string | null | undefined
}

/** What people see of somebody in a server. */
export function nameOf(user: APIUser, nick?: string | null): string {
  return nick ?? user.global_name ?? user.username
}
