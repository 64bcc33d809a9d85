import type { Clock } from '../clock.ts'
import type { Call, Fault } from '../playground.ts'
import type { RegisteredApp } from './app.ts'
import type { Json } from './json.ts'
import type { Code } from './oauth.ts'
import type { BotToken } from './tokens.ts'

export interface Member {
  id: string
  name: string
  username: string
  locale: string
  timezone: string
  owner: boolean
  admin: boolean
  guest: boolean
  bot: boolean
  deleted: boolean
  directMessages: boolean
  /** Unix seconds. */
  updated: number
}

export type ChannelKind = 'public' | 'private' | 'im' | 'mpim'

export interface Channel {
  id: string
  name: string
  kind: ChannelKind
  general: boolean
  archived: boolean
  created: number
  members: Set<string>
  messages: Map<string, Message>
  /** The messages in the order of their `ts`. */
  timeline: Message[]
  /** Tokens left and when they were counted, for the limit of one message a second. */
  allowance: { left: number; at: number }
}

/** What a member has chosen in a surface: block id → action id → state value. */
export type Choices = Record<string, Record<string, Json>>

export interface Message {
  ts: string
  channel: string
  author: string
  byBot: boolean
  text: string
  blocks: Json[] | undefined
  attachments: Json[] | undefined
  files: File[]
  subtype: string | undefined
  thread: string | undefined
  broadcast: boolean
  replies: string[]
  edited: { user: string; ts: string } | undefined
  metadata: Json | undefined
  reactions: Map<string, string[]>
  clientId: string | undefined
  /** Who alone sees it. */
  ephemeralTo: string | undefined
  pinged: string[]
  choices: Map<string, Choices>
}

export interface File {
  id: string
  name: string
  title: string
  type: string
  author: string
  content: Buffer
  /** Where it lies, when it was not uploaded here. */
  url: string | undefined
  created: number
  complete: boolean
}

export interface View {
  id: string
  type: 'modal' | 'home'
  member: string
  hash: string
  callbackId: string
  externalId: string
  privateMetadata: string
  title: Json | undefined
  submit: Json | undefined
  close: Json | undefined
  clearOnClose: boolean
  notifyOnClose: boolean
  blocks: Json[]
  root: string
  previous: string | undefined
  choices: Choices
  errors: Record<string, string>
  origin: Origin | undefined
}

/** The message that an interaction began from. */
export interface Origin {
  channel: string
  ts: string
}

export interface Team {
  id: string
  name: string
  domain: string
  appId: string
  botId: string
  botUser: string
  /** The last that was given out. */
  botToken: string
  appToken: string
  installed: boolean
  /** The app over HTTP that was installed by OAuth; without one, the team's own app over sockets. */
  app: RegisteredApp | undefined
  /** What the app was granted. */
  scopes: ReadonlySet<string>
  members: Map<string, Member>
  /** The seed's key of a member → id. */
  keys: Map<string, string>
  channels: Map<string, Channel>
  /** Member → their direct messages with the bot. */
  directs: Map<string, string>
  /** Member → their ephemeral messages, oldest first. */
  ephemerals: Map<string, Message[]>
  files: Map<string, File>
  views: Map<string, View>
  /** Member → the stack of modals on their screen. */
  screens: Map<string, View[]>
  homes: Map<string, View>
}

export interface Trigger {
  id: string
  team: string
  member: string
  interaction: string
  at: number
  used: boolean
  origin: Origin | undefined
  /** The modal in which it arose. */
  view: string | undefined
}

export interface ResponseUrl {
  team: string
  member: string
  channel: string
  interaction: string
  at: number
  uses: number
  origin: Origin | undefined
}

/** Something that became visible to a member, and to which of their acts it belongs, if that is known. */
export type Visible =
  | { kind: 'message'; team: Team; member: string; message: Message; interaction: string | undefined }
  | { kind: 'direct'; team: Team; member: string; message: Message }
  | { kind: 'updated'; team: Team; message: Message; interaction: string | undefined }
  | { kind: 'deleted'; team: Team; message: Message; interaction: string | undefined }
  | { kind: 'form'; team: Team; member: string; view: View; interaction: string | undefined }
  | { kind: 'home'; team: Team; member: string; view: View }

export interface World {
  readonly clock: Clock
  /** `http://host:port`, known once the server listens. */
  origin: string
  readonly limits: boolean
  /** What a team's own app is granted. */
  readonly scopes: ReadonlySet<string>
  readonly teams: Map<string, Team>
  readonly botTokens: Map<string, BotToken>
  readonly appTokens: Map<string, Team>
  /** The apps over HTTP, by their ids. */
  readonly apps: Map<string, RegisteredApp>
  readonly codes: Map<string, Code>
  /** Each is good once. */
  readonly refreshTokens: Map<string, { app: RegisteredApp; team: Team }>
  readonly triggers: Map<string, Trigger>
  readonly responseUrls: Map<string, ResponseUrl>
  readonly uploads: Map<string, { team: Team; file: File }>
  readonly faults: Fault[]
  readonly calls: Call[]
  outage: boolean
  /** Sends an event to the app of a team. */
  deliver(team: Team, event: Json): void
  /** The address that a team's app opens its socket at. */
  socketAddress(team: Team): string
  /** Told what became visible, for whoever waits for an answer. */
  shown(what: Visible): void
  readonly counters: { id: number; micros: number }
}

const idLength = 10

/** An id as Slack's look; the same in every run, so that a kept database finds the seeded world again. */
export function nextId(world: World, prefix: string): string {
  world.counters.id += 1
  return prefix + world.counters.id.toString(36).toUpperCase().padStart(idLength, '0')
}

/** An id that no other run of the server gave. */
export function uniqueId(world: World, prefix: string): string {
  world.counters.id += 1
  return `${prefix}${world.clock.now().toString(36)}${world.counters.id.toString(36)}`.toUpperCase()
}

/** A message timestamp, later than every one before. */
export function nextTimestamp(world: World): string {
  world.counters.micros = Math.max(world.clock.now() * 1000, world.counters.micros + 1)
  const digits = world.counters.micros.toString()
  return `${digits.slice(0, -6)}.${digits.slice(-6)}`
}

export function seconds(world: World): number {
  return Math.floor(world.clock.now() / 1000)
}

const keptEntries = 10_000

/** Adds to a map that forgets its oldest entries. */
export function remember<Value>(map: Map<string, Value>, key: string, value: Value): void {
  map.set(key, value)
  if (map.size <= keptEntries) return
  const oldest = map.keys().next()
  if (!oldest.done) map.delete(oldest.value)
}
