import type { Args } from '../args.ts'
import type { Json } from '../json.ts'
import { Refusal, refuse } from '../refusal.ts'
import type { Channel, ChannelKind, Member, Team, World } from '../state.ts'

export interface ApiCall {
  world: World
  team: Team
  args: Args
  tokenKind: 'bot' | 'app'
  token: string
}

/** A Web API method: https://docs.slack.dev/reference/methods. Returns what stands beside `ok: true`, or refuses. */
export interface Method {
  /** Which token it takes. */
  token: 'bot' | 'app' | 'any' | 'none'
  /** The scope without which it is refused; a method with several checks them itself. */
  scope?: string
  run(call: ApiCall): Json
}

export function requireScope({ scopes }: Team, scope: string): void {
  if (!scopes.has(scope)) throw new Refusal('missing_scope', { needed: scope, provided: [...scopes].join(',') })
}

const scopePrefix: Record<ChannelKind, string> = { public: 'channels', private: 'groups', im: 'im', mpim: 'mpim' }

export function requireChannelScope(team: Team, channel: Channel, verb: 'read' | 'history'): void {
  requireScope(team, `${scopePrefix[channel.kind]}:${verb}`)
}

/** A conversation that the bot can see: public ones, and those it is in. */
export function visibleChannel(team: Team, id: string | undefined): Channel {
  const channel = team.channels.get(id ?? '')
  if (!channel || (channel.kind !== 'public' && !channel.members.has(team.botUser))) return refuse('channel_not_found')
  return channel
}

export function knownMember(team: Team, id: string): Member {
  return team.members.get(id) ?? refuse('user_not_found')
}

/**
 * Slack's list methods return short pages: fewer than the limit, with more to come. So do these, always.
 * The cursor is opaque and good for this list only.
 */
export function page<Item>(items: Item[], cursor: string | undefined, limit: number): { items: Item[]; next: string } {
  const start = cursor === undefined ? 0 : readCursor(cursor)
  if (limit < 1 || limit > 1000) refuse('invalid_limit')
  const size = Math.max(1, Math.floor(limit * 0.9))
  const end = start + size
  return { items: items.slice(start, end), next: end < items.length ? writeCursor(end) : '' }
}

function writeCursor(position: number): string {
  return Buffer.from(`next:${position}`).toString('base64')
}

function readCursor(cursor: string): number {
  const [, position] = /^next:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString()) ?? []
  return position === undefined ? refuse('invalid_cursor') : Number(position)
}
