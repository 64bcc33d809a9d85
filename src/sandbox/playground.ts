/**
 * What one simulated platform (Slack or Discord) offers to whoever plays its members: tests, the door over HTTP, the page.
 * Both servers implement it, so that one journey can be told on either. It shares nothing with Totem's adapters.
 *
 * Ids are the platform's own (`T…`, `C…`, `U…`, message `ts`; snowflakes). Every verb does what a member's client does and
 * resolves once the platform has accepted it. What a real client would not let the member do throws an Error that says why.
 */
export interface Playground {
  readonly platform: 'slack' | 'discord'
  /** What Totem's SLACK_API_URL or DISCORD_API_URL is set to. */
  readonly apiUrl: string
  /** What Totem's tokens are set to, by environment variable. */
  readonly credentials: Readonly<Record<string, string>>

  addWorkspace(seed: WorkspaceSeed): Promise<SeededWorkspace>
  workspaces(): SeededWorkspace[]
  /** Who is in a workspace now, in the order in which they came, the bot with them while it is installed. */
  people(workspace: string): SeenPerson[]
  /** Takes the bot out of a workspace, or puts it back (Slack: app_uninstalled; Discord: guild delete / create). */
  uninstall(workspace: string): Promise<void>
  install(workspace: string): Promise<void>
  addChannel(workspace: string, channel: ChannelSeed): Promise<string>

  /** Somebody new joins. Resolves to their id. */
  join(workspace: string, person: MemberSeed): Promise<string>
  /** Somebody who is known (who left, or who is in another server of this Discord) joins. */
  rejoin(workspace: string, member: string): Promise<void>
  leave(workspace: string, member: string): Promise<void>
  /** Discord: membership screening ends. Slack: throws. */
  passScreening(workspace: string, member: string): Promise<void>
  /** Whether the member's direct messages are open to the bot (Discord 50007; Slack `cannot_dm_bot`-like errors). */
  setDirectMessages(member: string, open: boolean): void

  /** `channel` may be a channel, a thread (Discord thread id) or `dm` for the member's direct messages with Totem. */
  write(member: string, channel: string, text: string, options?: WriteOptions): Promise<string>
  rewrite(member: string, channel: string, message: string, text: string): Promise<void>
  erase(member: string, channel: string, message: string): Promise<void>
  react(member: string, channel: string, message: string, emoji: string): Promise<void>

  /**
   * Types a slash command as a line: `/offer list theme:energy`. Slack sends the text as it is. Discord fills the registered
   * command's options the way its client does: group and subcommand words first (either language), then `name:value`
   * (values with spaces in "quotes", members as `<@id>`); what the registered command does not know throws.
   */
  command(member: string, channel: string, line: string): Promise<Answer>
  /** Discord: what autocomplete proposes for the option being typed. Slack: throws. */
  complete(
    member: string,
    channel: string,
    line: string,
    option: string,
  ): Promise<{ name: string; value: string | number }[]>
  /** Presses the button, or chooses `values` in the select, whose label (or placeholder, or action id) is `control`. */
  press(member: string, channel: string, message: string, control: string, values?: string[]): Promise<Answer>
  /** Message shortcut (Slack, by callback id) or message/user context menu (Discord, by name in any language). */
  shortcut(member: string, channel: string, target: string, name: string): Promise<Answer>
  /** Fills the open form by field label (or id) and submits it. Fields left out keep their initial value. */
  fill(member: string, values: Record<string, string | string[]>): Promise<Answer>
  /** Slack: opens the App Home, whose controls are pressed in the channel `home`. Discord: throws. */
  openHome(member: string): Promise<SeenMessage | undefined>

  /** What the member sees in a channel or in `dm`, oldest first, with their ephemeral messages. */
  see(member: string, channel: string): SeenMessage[]
  /** The conversations the member can open: channels, their direct messages with the bot, group messages, threads. */
  conversations(member: string): SeenConversation[]
  /** The form open on the member's screen. */
  form(member: string): SeenForm | undefined

  /** The next calls of the bot that match go wrong. */
  fault(fault: Fault): void
  /** Every call answers 503 and no socket is accepted until it is called with false. Open sockets are dropped. */
  outage(on: boolean): void
  /** Drops the sockets once; the clients reconnect (Discord: may resume). */
  drop(): void
  /** Calls the bot made, in order. */
  readonly calls: readonly Call[]
  close(): Promise<void>
}

export interface WorkspaceSeed {
  name: string
  locale?: 'fr' | 'en'
  channels: ChannelSeed[]
  members: Record<string, MemberSeed>
  /** Whether the bot is already in it when the bot connects. Default true. */
  installed?: boolean
}
export interface ChannelSeed {
  name: string
  private?: boolean
}
export interface MemberSeed {
  name: string
  locale?: 'fr' | 'en'
  timezone?: string
  /** Slack: owner. Discord: owner of the server. */
  owner?: boolean
  /** Slack: admin. Discord: a role with Manage Server. */
  admin?: boolean
  guest?: boolean
  bot?: boolean
  /** Discord: in membership screening. */
  pending?: boolean
  joinedAt?: number
}
export interface SeededWorkspace {
  id: string
  name: string
  installed: boolean
  /** Channel name → id. */
  channels: Record<string, string>
  /** The seed's key, else the member's id → id. */
  members: Record<string, string>
}
export interface SeenPerson {
  id: string
  name: string
  bot: boolean
}
export interface WriteOptions {
  /** Slack: thread_ts. Discord: message_reference. */
  replyTo?: string
  files?: { name: string; type: string; url?: string }[]
  /** Slack: rich text blocks as its composer sends them. Without it the server makes them from the text. */
  blocks?: unknown[]
}
export interface SeenMessage {
  id: string
  channel: string
  thread?: string
  /** Member id; the bot's own user id for Totem. */
  author: string
  /** The words on the screen, blocks and components included, one block a line, formatting marks removed, mentions as @name. */
  text: string
  ephemeral: boolean
  edited: boolean
  /** Members and groups that were really notified (`everyone`, `here`, `role:ID` or member ids). */
  pinged: string[]
  controls: SeenControl[]
  images: string[]
  files: { name: string; content: string }[]
  /** The platform's own message object. */
  raw: unknown
}
export type SeenControl =
  | { kind: 'button'; id: string; label: string; style: string; disabled: boolean }
  | { kind: 'link'; label: string; url: string }
  | {
      kind: 'select'
      id: string
      placeholder: string
      options: { label: string; value: string }[]
      minimum: number
      maximum: number
    }
export interface SeenConversation {
  id: string
  name: string
  kind: 'channel' | 'direct' | 'group' | 'thread'
}
export interface SeenForm {
  id: string
  title: string
  submit: string
  fields: SeenField[]
  raw: unknown
}
export interface SeenField {
  id: string
  label: string
  hint: string
  kind: 'text' | 'longText' | 'select' | 'members' | 'channels'
  required: boolean
  maximum?: number
  value: string | string[]
  options?: { label: string; value: string }[]
  error?: string
}
/**
 * What the member saw come of it: a private message, a public one, the form, the pressed message changed, errors in the form, nothing
 * within 4 s although the bot acknowledged, or the platform's own "did not respond" after 3 s.
 */
export type Answer =
  | { kind: 'message'; message: SeenMessage; acknowledgedAfter: number }
  | { kind: 'updated'; message: SeenMessage; acknowledgedAfter: number }
  | { kind: 'form'; form: SeenForm; acknowledgedAfter: number }
  | { kind: 'errors'; form: SeenForm; acknowledgedAfter: number }
  | { kind: 'nothing'; acknowledgedAfter: number }
  | { kind: 'failed'; reason: string }
export interface Fault {
  /** Slack: a Web API method (`chat.postMessage`). Discord: `POST /channels/:id/messages`. A prefix or `*` will do. */
  call: string
  times: number
  /** `lost`: it takes effect, then the connection is reset before the answer. `hang`: never answers (nor takes effect). */
  kind: '429' | '500' | '503' | 'reset' | 'hang' | 'lost'
  /** Seconds, with 429. */
  retryAfter?: number
}
export interface Call {
  at: number
  call: string
  workspace?: string
  body: unknown
  status: number
  error?: string
}
