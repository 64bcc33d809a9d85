import type { WebClient } from '@slack/web-api'
import * as z from 'zod'
import type { ChannelFacts, MemberFacts, Platform } from '../platform.ts'
import type { Clients } from './clients.ts'
import { asking, deliveryError, slackCode } from './errors.ts'

export type Directory = Pick<Platform, 'workspace' | 'channels' | 'enter' | 'member' | 'members'> & {
  /** The direct or group message of these members with Totem. */
  conversation(workspace: string, members: readonly string[]): Promise<string>
  /** What they are called, for the nodes that name them; their id where nobody can say. */
  memberName(workspace: string, member: string): Promise<string>
  channelName(workspace: string, channel: string): Promise<string>
  /** Somebody changed: what was remembered of them is asked for again. */
  forget(workspace: string, member: string): void
}

const page = 200
const remembered = 2_000
const mostPatience = 60_000
const mostWaits = 10

export const userSchema = z.object({
  id: z.string(),
  name: z.string().optional(),
  real_name: z.string().optional(),
  profile: z.object({ display_name: z.string().optional(), real_name: z.string().optional() }).optional(),
  deleted: z.boolean().optional(),
  locale: z.string().optional(),
  tz: z.string().nullish(),
  is_bot: z.boolean().optional(),
  is_restricted: z.boolean().optional(),
  is_ultra_restricted: z.boolean().optional(),
  is_admin: z.boolean().optional(),
  is_owner: z.boolean().optional(),
  is_primary_owner: z.boolean().optional(),
})
export type User = z.infer<typeof userSchema>

export function memberFacts(user: User): MemberFacts {
  return {
    id: user.id,
    name: user.profile?.display_name || user.profile?.real_name || user.real_name || user.name || user.id,
    locale: user.locale,
    timezone: user.tz ?? undefined,
    // Slackbot says that it is none.
    bot: user.is_bot === true || user.id === 'USLACKBOT',
    guest: user.is_restricted === true || user.is_ultra_restricted === true,
    admin: user.is_admin === true || user.is_owner === true,
    pending: false,
    // Slack tells no date of joining.
    joinedAt: undefined,
  }
}

/** `patience`: how a listing waits for its next page when Slack asks for time; rejects when Totem stops. */
export function directory(clients: Clients, patience: (ms: number) => Promise<void>): Directory {
  const conversations = memory()
  const names = memory()

  async function* users(workspace: string): AsyncGenerator<User[]> {
    const client = await clients.clientOf(workspace)
    let cursor: string | undefined
    do {
      const at = cursor
      const listed = await patiently(
        async () => client.users.list({ limit: page, include_locale: true, ...(at ? { cursor: at } : {}) }),
        patience,
      )
      yield z.array(userSchema).parse(listed.members ?? [])
      cursor = listed.response_metadata?.next_cursor
    } while (cursor)
  }

  const member = async (workspace: string, id: string): Promise<MemberFacts | undefined> => {
    const user = await userOf(await clients.clientOf(workspace), id)
    return user && !user.deleted ? memberFacts(user) : undefined
  }

  return {
    member,
    async *members(workspace) {
      for await (const some of users(workspace))
        yield some.filter((user) => !user.deleted && user.id !== 'USLACKBOT').map(memberFacts)
    },
    async workspace(workspace) {
      const { client, installer } = await clients.installationOf(workspace)
      const { team } = await asking(client.team.info())
      return {
        id: workspace,
        name: team?.name ?? workspace,
        locale: undefined,
        owner: installer ?? (await ownerIn(users(workspace))),
        ownerFirst: true,
      }
    },
    async channels(workspace) {
      return listChannels(await clients.clientOf(workspace), patience)
    },
    async enter(workspace, channel) {
      return join(await clients.clientOf(workspace), channel)
    },
    async conversation(workspace, members) {
      return conversations.of(`${workspace} ${members.toSorted().join(',')}`, async () => {
        const opened = await asking(
          (await clients.clientOf(workspace)).conversations.open({ users: members.join(',') }),
        )
        return opened.channel?.id ?? ''
      })
    },
    async memberName(workspace, id) {
      return names.of(`${workspace} ${id}`, async () => (await member(workspace, id))?.name).catch(() => id)
    },
    async channelName(workspace, id) {
      return names
        .of(
          `${workspace} ${id}`,
          async () =>
            (await asking((await clients.clientOf(workspace)).conversations.info({ channel: id }))).channel?.name,
        )
        .catch(() => id)
    },
    forget(workspace, id) {
      names.forget(`${workspace} ${id}`)
    },
  }
}

async function userOf(client: WebClient, id: string): Promise<User | undefined> {
  try {
    return userSchema.parse((await asking(client.users.info({ user: id, include_locale: true }))).user)
  } catch (error) {
    if (['user_not_found', 'users_not_found', 'user_not_visible'].includes(slackCode(error) ?? '')) return undefined
    throw error
  }
}

async function ownerIn(pages: AsyncIterable<readonly User[]>): Promise<string | undefined> {
  for await (const some of pages) {
    const owner = some.find((user) => user.is_primary_owner)
    if (owner) return owner.id
  }
  return undefined
}

async function listChannels(client: WebClient, patience: (ms: number) => Promise<void>): Promise<ChannelFacts[]> {
  const found: ChannelFacts[] = []
  let cursor: string | undefined
  do {
    const at = cursor
    const listed = await patiently(
      async () =>
        client.conversations.list({
          types: 'public_channel,private_channel',
          exclude_archived: true,
          limit: page,
          ...(at ? { cursor: at } : {}),
        }),
      patience,
    )
    for (const channel of listed.channels ?? [])
      found.push({
        id: channel.id ?? '',
        name: channel.name ?? '',
        private: channel.is_private === true,
        usable: channel.is_member === true,
      })
    cursor = listed.response_metadata?.next_cursor
  } while (cursor)
  return found
}

const cannotJoin = [
  'method_not_supported_for_channel_type',
  'channel_not_found',
  'is_archived',
  'missing_scope',
  'restricted_action',
  'no_permission',
]

async function join(client: WebClient, channel: string): Promise<boolean> {
  try {
    await asking(client.conversations.join({ channel }))
    return true
  } catch (error) {
    if (cannotJoin.includes(slackCode(error) ?? '')) return false
    throw error
  }
}

/** Listings are long and their pages limited per minute: one waits as Slack asks, instead of beginning again. */
async function patiently<T>(call: () => Promise<T>, patience: (ms: number) => Promise<void>, waits = 0): Promise<T> {
  try {
    return await call()
  } catch (error) {
    const failed = deliveryError(error)
    const asked = failed.failure.kind === 'later' ? failed.failure.afterMs : undefined
    if (asked === undefined || asked > mostPatience || waits >= mostWaits) throw failed
    await patience(asked)
    return patiently(call, patience, waits + 1)
  }
}

/** What seldom changes, asked for once; the oldest is forgotten first. */
function memory() {
  const kept = new Map<string, string>()
  return {
    async of(key: string, ask: () => Promise<string | undefined>): Promise<string> {
      const known = kept.get(key)
      if (known) return known
      const found = (await ask()) ?? ''
      if (found === '') return key.slice(key.indexOf(' ') + 1)
      kept.set(key, found)
      const oldest = kept.keys().next()
      if (kept.size > remembered && !oldest.done) kept.delete(oldest.value)
      return found
    },
    forget(key: string): void {
      kept.delete(key)
    },
  }
}
