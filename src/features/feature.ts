import type { Context, Work, WorkspaceRow, WrittenMessage } from '../context.ts'
import type { Block } from '../kit/card.ts'
import type { Answers, Form } from '../kit/form.ts'
import type { Reply } from '../kit/reply.ts'
import type { Text } from '../kit/text.ts'
import type { View } from '../posts/views.ts'
import type { Duty } from '../work/duties.ts'

/** What a feature brings to the house. `index.ts` beside this file lists them all. */
export interface Feature {
  /** What its posts show, by name: `offer.card`. */
  readonly views: Readonly<Record<string, View>>
  /** What its buttons and selects do, by action name. */
  readonly presses: Readonly<Record<string, Press>>
  /** What its forms are and do, by action name. */
  readonly forms: Readonly<Record<string, FormHandler>>
  readonly shortcuts?: Readonly<Record<string, OnMessage>>
  readonly memberShortcuts?: Readonly<Record<string, OnMember>>
  readonly duties: readonly Duty[]
  /** Messages in the channels it has adopted. */
  readonly listens?: Listener
  /** Messages in members' direct messages with Totem. */
  readonly direct?: DirectListener
  /** Its part of a member's App Home. */
  readonly home?: (ctx: Context) => Promise<readonly (Block | undefined)[]>
}

/** Permission and state are checked here, at the press: the button may be old. */
export type Press = (ctx: Context, record: string, values: readonly string[]) => Promise<Reply>

export interface FormHandler {
  /** The form as it stands now; when a submission is sent back, what was typed is put in it again. */
  readonly form: (ctx: Context, record: string) => Promise<Form>
  readonly save: (ctx: Context, record: string, answers: Answers) => Promise<Reply>
}

export type OnMessage = (ctx: Context, message: WrittenMessage) => Promise<Reply>
export type OnMember = (ctx: Context, member: string) => Promise<Reply>

/** A human message in an adopted channel, as features see it. */
export interface HeardMessage {
  readonly channel: string
  readonly message: string
  readonly author: string
  readonly reply: boolean
  readonly edited: boolean
  readonly text: Text
  readonly images: readonly string[]
  readonly files: readonly { readonly name: string; readonly url: string }[]
  readonly link: string | undefined
}

/** What somebody wrote to Totem. `workspace`: empty on Discord, where a direct message belongs to none. */
export interface DirectMessage extends HeardMessage {
  readonly workspace: string
  /** The message that it answers. */
  readonly answers: string | undefined
}

export interface DirectListener {
  heard(work: Work, platform: string, message: DirectMessage): Promise<void>
  erased(work: Work, channel: string, message: string): Promise<void>
  /** Hears what was written, edited and deleted while Totem was away from a workspace. */
  catchUp(work: Work, workspace: WorkspaceRow, archive: DirectArchive): Promise<void>
}

/** Direct messages as their platform keeps them. */
export interface DirectArchive {
  /** What is there after a message, oldest first, in pages until an empty one: below `thread` where the platform keeps threads. */
  after(
    channel: string,
    thread: string,
    message: string,
  ): Promise<readonly (DirectMessage & { readonly automatic: boolean })[]>
  isThere(channel: string, message: string): Promise<boolean>
  /** Does again what had to wait for a platform. */
  patiently(act: () => Promise<void>): Promise<void>
}

export interface Listener {
  /** The purposes of the channels it listens to. */
  readonly purposes: readonly string[]
  heard(ctx: Context, message: HeardMessage): Promise<void>
  erased(work: Work, workspace: WorkspaceRow, channel: string, message: string): Promise<void>
  /** Messages whose edits and deletions matter, looked at again after Totem was away. */
  followed(work: Work, workspace: WorkspaceRow): Promise<readonly { channel: string; message: string }[]>
}
