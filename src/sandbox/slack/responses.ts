import type { Args } from './args.ts'
import { flagArg, textArg } from './args.ts'
import { postedTextLimit, readContent, readMetadata } from './content.ts'
import { change, findEphemeral, nameBlocks, post, postEphemeral, remove } from './messages.ts'
import { refuse } from './refusal.ts'
import { type Message, nextTimestamp, type Origin, type Team, type World } from './state.ts'

/** https://docs.slack.dev/interactivity/handling-user-interaction#message_responses */

export const responseUses = 5
export const responseLife = 30 * 60_000

export interface Asker {
  member: string
  channel: string
  interaction: string
  origin: Origin | undefined
}

/** Does what an app asks for through a `response_url`, or in the acknowledgement of a command. */
export function applyResponse(world: World, team: Team, asker: Asker, args: Args): void {
  const original = asker.origin && findOriginal(team, asker.member, asker.origin)
  if (flagArg(args, 'delete_original')) {
    if (!original) return
    remove(world, team, original)
    world.shown({ kind: 'deleted', team, message: original, interaction: asker.interaction })
    return
  }
  if (flagArg(args, 'replace_original') && original) {
    replace(world, team, original, args)
    world.shown({ kind: 'updated', team, message: original, interaction: asker.interaction })
    return
  }
  const message = answer(world, team, asker, args)
  world.shown({ kind: 'message', team, member: asker.member, message, interaction: asker.interaction })
}

export function findOriginal(team: Team, member: string, origin: Origin): Message | undefined {
  return team.channels.get(origin.channel)?.messages.get(origin.ts) ?? findEphemeral(team, member, origin.ts)
}

function replace(world: World, team: Team, original: Message, args: Args): void {
  const content = readContent(args, postedTextLimit)
  if (content.blocks) nameBlocks(world, content.blocks)
  const metadata = readMetadata(args)
  const edited = original.ephemeralTo ? undefined : { user: team.botUser, ts: nextTimestamp(world) }
  change(world, team, original, { ...content, edited, ...(metadata ? { metadata } : {}) })
}

function answer(world: World, team: Team, asker: Asker, args: Args): Message {
  const channel = team.channels.get(asker.channel) ?? refuse('channel_not_found')
  const content = readContent(args, postedTextLimit)
  const draft = { ...content, author: team.botUser, byBot: true, thread: textArg(args, 'thread_ts') }
  if (textArg(args, 'response_type') !== 'in_channel')
    return postEphemeral(world, team, channel, { ...draft, ephemeralTo: asker.member })
  return post(world, team, channel, { ...draft, metadata: readMetadata(args) })
}
