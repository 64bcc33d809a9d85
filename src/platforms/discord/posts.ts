import type {
  APIMessage,
  APIThreadChannel,
  RESTGetAPIChannelMessagesResult,
  RESTGetAPIGuildThreadsResult,
  RESTPostAPICurrentUserCreateDMChannelResult,
} from 'discord.js'
import { ChannelType, MessageFlags, Routes, ThreadAutoArchiveDuration } from 'discord.js'
import { clip } from '../../kit/text.ts'
import type { Instant } from '../../kit/time.ts'
import type { Place, Platform, Sent } from '../platform.ts'
import type { Api } from './api.ts'
import { codeOf, isArchived, isGone } from './errors.ts'
import { byAge } from './heard.ts'
import { type Drawn, drawCard } from './render.ts'

type Posts = Pick<Platform, 'send' | 'edit' | 'remove' | 'find'>

/** Discord: names of threads 100 characters. */
const threadName = 100
const pageOfMessages = 100
/** How far a look for a lost post goes: 500 messages after it was sent. */
const pages = 5
/** Our clock and Discord's may differ. */
const skewMs = 60_000
const discordEpochMs = 1_420_070_400_000

export function openPosts(api: Api, self: () => string): Posts {
  const directChannels = rememberSome<string>(10_000)

  const directChannel = async (member: string): Promise<string> => {
    const known = directChannels.get(member)
    if (known) return known
    const { id } = await api.call<RESTPostAPICurrentUserCreateDMChannelResult>('POST', Routes.userChannels(), {
      body: { recipient_id: member },
    })
    directChannels.set(member, id)
    return id
  }
  const channelFor = async (place: Place, post: number): Promise<string> => {
    if (place.kind === 'direct') return directChannel(place.member)
    if (place.kind !== 'group') return place.channel
    const thread = (await threadOf(api, place, post)) ?? (await openThread(api, place, post))
    await Promise.all(place.members.map(async (member) => api.call('PUT', Routes.threadMembers(thread, member))))
    return thread
  }
  return {
    send: async (place, card, post, showing = 0) => {
      const channel = await channelFor(place, post)
      const { body, files } = drawCard(card, place.workspace, post)
      const sent = await api.call<APIMessage>('POST', Routes.channelMessages(channel), {
        // Discord answers with the message that it has when the nonce was used in the last few minutes.
        body: { ...body, ...answering(place), nonce: `totem-${post}-${showing}`, enforce_nonce: true },
        files,
      })
      return { channel: sent.channel_id, message: sent.id }
    },
    edit: async (place, sent, card, post) => {
      // It goes on carrying the post's number: a crash before anything was recorded may find it as edited.
      const drawn = drawCard(card, place.workspace, post)
      try {
        await rewrite(api, sent, drawn)
      } catch (error) {
        if (!isArchived(codeOf(error))) throw error
        await api.call('PATCH', Routes.channel(sent.channel), { body: { archived: false } })
        await rewrite(api, sent, drawn)
      }
    },
    remove: async (_, { channel, message }) => {
      try {
        await api.call('DELETE', Routes.channelMessage(channel, message))
      } catch (error) {
        if (!isGone(codeOf(error))) throw error
      }
    },
    find: async (place, post, since) => {
      const channel = place.kind === 'group' ? await threadOf(api, place, post) : await channelFor(place, post)
      return channel === undefined ? 'absent' : lookFor(api, channel, self(), post, since)
    },
  }
}

async function rewrite(api: Api, { channel, message }: Sent, { body, files }: Drawn): Promise<void> {
  await api.call('PATCH', Routes.channelMessage(channel, message), { body, files })
}

function answering(place: Place): { message_reference?: { message_id: string; fail_if_not_exists: boolean } } {
  if (place.kind !== 'aside' && place.kind !== 'thread') return {}
  return { message_reference: { message_id: place.message, fail_if_not_exists: false } }
}

async function lookFor(
  api: Api,
  channel: string,
  author: string,
  post: number,
  since: Instant,
): Promise<Sent | 'absent'> {
  let after = snowflake(since.epochMilliseconds - skewMs)
  for (let page = 0; page < pages; page++) {
    const messages = await api.call<RESTGetAPIChannelMessagesResult>('GET', Routes.channelMessages(channel), {
      query: { limit: pageOfMessages, after },
    })
    const found = messages.find((message) => message.author.id === author && postOf(message) === post)
    if (found) return { channel, message: found.id }
    const last = messages.toSorted(byAge).at(-1)
    if (messages.length < pageOfMessages || !last) return 'absent'
    after = last.id
  }
  return 'absent'
}

function postOf({ components, flags }: APIMessage): number | undefined {
  const isCard = ((flags ?? 0) & MessageFlags.IsComponentsV2) !== 0
  return isCard ? components?.[0]?.id : undefined
}

/** The first id of that moment: ids are milliseconds and a count. */
function snowflake(epochMilliseconds: number): string {
  return String(BigInt(Math.max(0, epochMilliseconds - discordEpochMs)) << 22n)
}

type Group = Extract<Place, { kind: 'group' }>

/** The post's number in the name is what a repetition finds the thread by. */
function nameOfThread({ name }: Group, post: number): string {
  const suffix = ` · ${post}`
  return clip(name.replace(/\s+/gu, ' ').trim(), threadName - suffix.length) + suffix
}

async function threadOf(api: Api, place: Group, post: number): Promise<string | undefined> {
  const { threads } = await api.call<RESTGetAPIGuildThreadsResult>('GET', Routes.guildActiveThreads(place.workspace))
  const wanted = nameOfThread(place, post)
  return threads.find((thread) => thread.name === wanted && 'parent_id' in thread && thread.parent_id === place.channel)
    ?.id
}

async function openThread(api: Api, place: Group, post: number): Promise<string> {
  const { id } = await api.call<APIThreadChannel>('POST', Routes.threads(place.channel), {
    body: {
      name: nameOfThread(place, post),
      type: ChannelType.PrivateThread,
      invitable: false,
      auto_archive_duration: ThreadAutoArchiveDuration.OneWeek,
    },
  })
  return id
}

/** The latest so many, oldest forgotten first. */
function rememberSome<T>(maximum: number): { get(key: string): T | undefined; set(key: string, value: T): void } {
  const kept = new Map<string, T>()
  return {
    get: (key) => kept.get(key),
    set: (key, value) => {
      kept.set(key, value)
      const oldest = kept.size > maximum ? kept.keys().next().value : undefined
      if (oldest !== undefined) kept.delete(oldest)
    },
  }
}
