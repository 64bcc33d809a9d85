import type { Database } from './db/open.ts'
import type { Translate } from './i18n/i18n.ts'
import type { Text } from './kit/text.ts'
import type { Instant } from './kit/time.ts'

/** One entry into Totem: who, where, when, and what it takes to answer. Stamped once. */
export interface Context extends Work {
  readonly community: number
  readonly workspace: WorkspaceRow
  readonly member: MemberRow
  readonly t: Translate
}

/** What work without a reader has: duties, joins, messages heard. */
export interface Work {
  readonly db: Database
  readonly now: Instant
  /** A fresh random number in [0, 1): randomness is handed in, never drawn. */
  readonly random: () => number
  /** The platforms' directories: for what only they know. */
  readonly directory: Directory
  readonly log: Log
}

export interface WorkspaceRow {
  readonly id: number
  readonly communityId: number
  readonly platform: string
  /** The platform's own id. */
  readonly externalId: string
  readonly name: string
  readonly locale: string
  readonly timezone: string
  /** Staff paused Totem there. */
  readonly paused: boolean
}

export interface MemberRow {
  readonly id: number
  readonly personId: number
  readonly externalId: string
  readonly name: string
  readonly timezone: string | null
  /** Of the community: the platform's admins and whom staff added. */
  readonly staff: boolean
  /** The organisation they are verified to speak for. */
  readonly partner: { readonly organisationId: number; readonly name: string } | undefined
}

/** A workspace as its platform knows it. */
export type PlatformKey = Pick<WorkspaceRow, 'platform' | 'externalId'>

/** What features may ask of a workspace's platform. */
export interface Directory {
  channels(workspace: PlatformKey): Promise<readonly { id: string; name: string; private: boolean; usable: boolean }[]>
  enter(workspace: PlatformKey, channel: string): Promise<boolean>
  member(
    workspace: WorkspaceRow,
    member: string,
  ): Promise<
    | {
        id: string
        name: string
        bot: boolean
        admin: boolean
        locale: string | undefined
        timezone: string | undefined
        guest: boolean
        pending: boolean
        joinedAt: Instant | undefined
      }
    | undefined
  >
  /** One message as it is now; undefined: it is gone. */
  message(workspace: WorkspaceRow, channel: string, message: string): Promise<WrittenMessage | undefined>
  /** What the platform answers for now, by platform name. */
  connections(): readonly { platform: string; connected: boolean }[]
}

/** A message somebody wrote, as features see it. */
export interface WrittenMessage {
  readonly channel: string
  readonly message: string
  readonly author: string
  /** A bot's, an app's, or the platform's own. */
  readonly automatic: boolean
  readonly reply: boolean
  readonly edited: boolean
  readonly text: Text
  readonly images: readonly string[]
  readonly files: readonly { readonly name: string; readonly url: string }[]
  readonly link: string | undefined
}

/** One JSON line per event, with ids; never the text of members, names or tokens. */
export interface Log {
  info(event: string, facts?: Readonly<Record<string, unknown>>): void
  warn(event: string, facts?: Readonly<Record<string, unknown>>): void
  error(event: string, error: unknown, facts?: Readonly<Record<string, unknown>>): void
}
