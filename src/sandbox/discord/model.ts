/** What the simulated Discord knows: plain rows in Maps. The wire's shapes are in wire.ts, the rules in the routes. */
import type { Clock } from '../clock.ts'
import type { Dispatch } from './gateway.ts'
import type { Interaction } from './interactions.ts'

export type Json = Record<string, unknown>
export type Locale = 'fr' | 'en'

export interface User {
  id: string
  name: string
  bot: boolean
  locale: Locale
  timezone: string
  /** Whether the bot may write to them (else 50007). */
  directOpen: boolean
  /** Their direct messages with the bot, once opened. */
  directChannel?: string
}
export interface Member {
  user: string
  joinedAt: number
  pending: boolean
  roles: string[]
}
export interface Role {
  id: string
  name: string
  permissions: bigint
  managed: boolean
}
export interface Guild {
  id: string
  name: string
  locale: Locale
  owner: string
  installed: boolean
  roles: Map<string, Role>
  members: Map<string, Member>
  /** The seed's key of a member, else their id → id. */
  keys: Map<string, string>
}
export type ChannelKind = 'text' | 'direct' | 'publicThread' | 'privateThread'
export interface Channel {
  id: string
  kind: ChannelKind
  name: string
  topic?: string
  guild?: string
  /** Seen only by the owner, who may manage the server, and the bot. */
  restricted: boolean
  /** Of a thread. */
  parent?: string
  owner?: string
  members: Set<string>
  archived: boolean
  locked: boolean
  autoArchive: number
  /** Of direct messages. */
  recipient?: string
  /** What was taken from the bot here (`forbid`). */
  denied: bigint
  messages: Map<string, Message>
  lastMessage?: string
  /** Nonce → message, for `enforce_nonce`. */
  nonces: Map<string, { message: string; at: number }>
}
export interface Attachment {
  id: string
  name: string
  type: string
  content: Buffer
  url: string
  description?: string
}
export interface Component {
  type: number
  id?: number
  custom_id?: string
  style?: number
  label?: string
  description?: string
  url?: string
  disabled?: boolean
  placeholder?: string
  content?: string
  value?: string
  required?: boolean
  min_values?: number
  max_values?: number
  min_length?: number
  max_length?: number
  options?: SelectOption[]
  default_values?: { id: string; type: string }[]
  components?: Component[]
  component?: Component
  accessory?: Component
  media?: { url: string }
  file?: { url: string }
  items?: { media: { url: string }; description?: string }[]
}
export interface SelectOption {
  label: string
  value: string
  description?: string
  default?: boolean
}
export interface AllowedMentions {
  parse?: string[]
  users?: string[]
  roles?: string[]
  replied_user?: boolean
}
export interface Embed {
  title?: string
  description?: string
  fields?: { name: string; value: string }[]
  footer?: { text: string }
  image?: { url: string }
  thumbnail?: { url: string }
}
export interface Message {
  id: string
  channel: string
  author: string
  type: number
  content: string
  components: Component[]
  embeds: Embed[]
  attachments: Attachment[]
  flags: number
  editedAt?: number
  reference?: string
  /** Ephemeral: the only one who sees it. */
  visibleTo?: string
  interaction?: Interaction
  mentions: string[]
  mentionRoles: string[]
  mentionEveryone: boolean
  pinged: string[]
  reactions: Map<string, Set<string>>
  thread?: string
}
export interface Command {
  id: string
  version: string
  guild?: string
  type: number
  name: string
  name_localizations?: Record<string, string>
  description: string
  description_localizations?: Record<string, string>
  options: CommandOption[]
  default_member_permissions?: string | null
  contexts?: number[] | null
  integration_types?: number[]
  nsfw?: boolean
}
export interface CommandOption {
  type: number
  name: string
  name_localizations?: Record<string, string>
  description: string
  description_localizations?: Record<string, string>
  required?: boolean
  autocomplete?: boolean
  choices?: Choice[]
  options?: CommandOption[]
  min_value?: number
  max_value?: number
  min_length?: number
  max_length?: number
  channel_types?: number[]
}
export interface Choice {
  name: string
  name_localizations?: Record<string, string>
  value: string | number
}

export interface World {
  clock: Clock
  token: string
  bot: User
  /** Where attachments are served from. Known once the server listens. */
  origin: string
  users: Map<string, User>
  guilds: Map<string, Guild>
  channels: Map<string, Channel>
  attachments: Map<string, Attachment>
  /** By guild id, or `global`. */
  commands: Map<string, Command[]>
  interactions: Map<string, Interaction>
  /** Called with every message that is written or changed, ephemerals included. */
  watchers: Set<(message: Message) => void>
  /** Privileged intents that the application has not been granted. */
  disallowedIntents: number
  newId(): string
  dispatch(event: Dispatch): void
}
