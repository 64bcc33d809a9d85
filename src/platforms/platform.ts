import type { Router } from 'express'
import type { Action } from '../kit/action.ts'
import type { Card, Choice } from '../kit/card.ts'
import type { Answers, Form } from '../kit/form.ts'
import type { Reply } from '../kit/reply.ts'
import type { Text } from '../kit/text.ts'
import type { Instant } from '../kit/time.ts'

/**
 * The port: what Totem asks of a chat platform, and what a platform tells Totem. Ids are the platform's own; `workspace` is the
 * Slack team or the Discord server. One adapter serves every workspace of its platform. Every call may throw DeliveryError.
 */
export interface Platform {
  readonly name: PlatformName
  /** How fast messages may follow each other in one place. */
  readonly pace: Pace
  /** Connects and keeps connected until `stop`; resolves when connected the first time. */
  start(door: Door): Promise<void>
  /** Takes nothing new, lets what is in hand end. */
  stop(): Promise<void>
  connected(): boolean
  /** What it serves over HTTP, below `/` and its name. */
  readonly routes?: Router

  /**
   * Shows a card in a place. `post` is written into the message where `find` can see it, and makes repeating harmless where the
   * platform can; `showing` tells it from the message that was there before the post was taken away and shown again.
   */
  send(place: Place, card: Card, post: number, showing?: number): Promise<Sent>
  edit(place: Place, sent: Sent, card: Card, post: number): Promise<void>
  remove(place: Place, sent: Sent): Promise<void>
  /**
   * The message of a post whose sending ended in the unknown, if it is there. `lost`: it cannot be looked up on this platform
   * (Slack's ephemerals); it is then taken as sent.
   */
  find(place: Place, post: number, since: Instant): Promise<Sent | 'absent' | 'lost'>

  workspace(workspace: string): Promise<WorkspaceFacts>
  channels(workspace: string): Promise<ChannelFacts[]>
  /** Enters a channel where that takes an act of its own (Slack, public channels). False: cannot, somebody must invite. */
  enter(workspace: string, channel: string): Promise<boolean>
  member(workspace: string, member: string): Promise<MemberFacts | undefined>
  /** Everybody in a workspace, in pages. */
  members(workspace: string): AsyncIterable<readonly MemberFacts[]>
  /** What was written in a channel after a message (none: the latest page only), oldest first, at most 100. */
  history(workspace: string, channel: string, after: string | undefined): Promise<Heard[]>
  /**
   * What was written in a member's direct messages with Totem after a message, oldest first, at most 100: below the message `thread`
   * where the platform keeps threads there (Slack), else anywhere in them (Discord). Pages may be short; an empty one is the end.
   */
  directHistory(workspace: string, channel: string, thread: string, after: string): Promise<Heard[]>
  /** One message as it is now; undefined: it is gone. */
  message(workspace: string, channel: string, message: string): Promise<Heard | undefined>
}

export type PlatformName = 'slack' | 'discord'

export interface Pace {
  /** One message per so many milliseconds and place… */
  readonly everyMs: number
  /** …after so many at once. */
  readonly burst: number
}

export type Place =
  | { readonly kind: 'channel'; readonly workspace: string; readonly channel: string }
  | { readonly kind: 'direct'; readonly workspace: string; readonly member: string }
  /** A question to one member beside a message. Slack: an ephemeral. Discord: a reply whose controls only they may use. */
  | {
      readonly kind: 'aside'
      readonly workspace: string
      readonly channel: string
      readonly message: string
      readonly member: string
    }
  /** A conversation of some members with Totem. Slack: group message. Discord: private thread in `channel`, called `name`. */
  | {
      readonly kind: 'group'
      readonly workspace: string
      readonly members: readonly string[]
      readonly channel: string
      readonly name: string
    }
  /** Below another message. Slack: its thread. Discord: a reply to it. */
  | { readonly kind: 'thread'; readonly workspace: string; readonly channel: string; readonly message: string }

/** Where a message is. Slack: channel and ts. */
export interface Sent {
  readonly channel: string
  readonly message: string
}

export interface WorkspaceFacts {
  readonly id: string
  readonly name: string
  readonly locale: string | undefined
  /** Who installed Totem, else who owns the workspace, if the platform tells. */
  readonly owner: string | undefined
  /** Whether the owner is the one to tell what Totem set up, rather than the staff's channel. */
  readonly ownerFirst: boolean
}
export interface ChannelFacts {
  readonly id: string
  readonly name: string
  readonly private: boolean
  /** Whether Totem may write and read there now. */
  readonly usable: boolean
}
export interface MemberFacts {
  readonly id: string
  readonly name: string
  readonly locale: string | undefined
  readonly timezone: string | undefined
  readonly bot: boolean
  readonly guest: boolean
  /** Owner, admin (Slack), Manage Server (Discord). */
  readonly admin: boolean
  /** Discord: in membership screening. */
  readonly pending: boolean
  readonly joinedAt: Instant | undefined
}

/** Who acts, and where. */
export interface Entry {
  /** Empty in a Discord direct message: there `message` leads to it. */
  readonly workspace: string
  readonly member: string
  /** What this event says of the member anyway; the rest is asked for when needed. */
  readonly name: string | undefined
  readonly locale: string | undefined
  readonly admin: boolean | undefined
  readonly channel: string | undefined
  /** The message whose control was used: on Discord, for a private reply, the message that the reply answered. */
  readonly message: string | undefined
}

/** A command as typed: Slack's line of words, or Discord's typed options, whose `path` begins with the group's name. */
export type Typed =
  | { readonly kind: 'line'; readonly name: string; readonly line: string }
  | {
      readonly kind: 'options'
      readonly name: string
      readonly path: readonly string[]
      readonly values: Readonly<Record<string, string | number | boolean>>
    }

/** A message somebody wrote. */
export interface Heard {
  readonly workspace: string
  readonly channel: string
  readonly message: string
  readonly author: string
  /** A bot's, an app's, or the platform's own (joins, pins). */
  readonly automatic: boolean
  /** An answer to another message: in a thread, or a reply. */
  readonly reply: boolean
  readonly answers: string | undefined
  readonly direct: boolean
  readonly text: Text
  readonly images: readonly string[]
  readonly files: readonly { readonly name: string; readonly url: string }[]
  readonly edited: boolean
  readonly link: string | undefined
}
export interface Erased {
  readonly workspace: string
  readonly channel: string
  readonly message: string
}

/** What a platform keeps for the workspaces that installed it through a web page: tokens, as text. Totem encrypts it. */
export interface Vault {
  read(workspace: string): Promise<string | undefined>
  all(): Promise<readonly { readonly workspace: string; readonly secret: string }[]>
  keep(workspace: string, secret: string): Promise<void>
  /** False: it is another one by now, or was forgotten already. */
  forget(workspace: string, secret: string): Promise<boolean>
  /**
   * Replaces a secret by what `make` makes of it (undefined: leaves it), in one process at a time: where another one is at it, nothing
   * happens. When `make` throws, nobody tries again for half a minute.
   */
  renew(workspace: string, make: (secret: string) => Promise<string | undefined>): Promise<void>
}

/** The ways in, one door per platform. Replies are for the asker; `undefined` (heard, joined, …) answers nobody. None of them throws. */
export interface Door {
  command(entry: Entry, typed: Typed): Promise<Reply>
  complete(entry: Entry, typed: Typed, option: string, begun: string): Promise<readonly Choice[]>
  press(entry: Entry, action: Action, values: readonly string[]): Promise<Reply>
  submit(entry: Entry, action: Action, answers: Answers): Promise<Reply>
  /** A message shortcut or a context menu, by its id: `offer.turn`, `introduction.show`. */
  shortcut(
    entry: Entry,
    id: string,
    target: { readonly kind: 'message'; readonly heard: Heard } | { readonly kind: 'member'; readonly member: string },
  ): Promise<Reply>
  /** A form that can no longer be shown at once (or came back with errors where the platform cannot show them in it), as a card with a button that opens it. */
  keep(entry: Entry, form: Form, errors?: Readonly<Record<string, string>>): Promise<Card>
  home(entry: Entry): Promise<Card>

  heard(heard: Heard): Promise<void>
  erased(erased: Erased): Promise<void>
  /** A member came, changed or went (or their screening ended). */
  joined(workspace: string, member: MemberFacts): Promise<void>
  changed(workspace: string, member: MemberFacts): Promise<void>
  left(workspace: string, member: string): Promise<void>
  /**
   * Totem is in the workspace: it was installed, or was there at start. Also after a reconnection. `missed`: what the platform told
   * meanwhile, it may have told in vain, whatever the connection looked like.
   */
  entered(workspace: string, missed?: 'missed'): Promise<void>
  removed(workspace: string): Promise<void>
  /** The workspaces of this platform that Totem believes itself in: it may have been removed while it was away. */
  believed(): Promise<readonly string[]>

  /** Whether an event is new, remembered with its payload until `handled`. For platforms that deliver at least once. */
  receive(event: string, payload: string): Promise<boolean>
  handled(event: string): Promise<void>
  /** Events received and not handled: a crash came between. */
  unhandled(): Promise<readonly { readonly id: string; readonly payload: string }[]>
  /** Whether nobody has said this word in the last day, in any process. For what may happen once: a page's state, a signed request. */
  first(word: string): Promise<boolean>
  readonly vault: Vault
  /** Logs a fault of the adapter's; returns the reference that the member is given. */
  failed(what: string, error: unknown): string
}
