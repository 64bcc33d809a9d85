import type { ReceiverEvent } from '@slack/bolt'
import type { Router } from 'express'
import type { Door } from '../platform.ts'
import type { Credentials } from './clients.ts'
import type { Entrances, Missed } from './entrances.ts'

/** How Slack reaches Totem: through a socket that Totem opens (one workspace), or over HTTP (any number). */
export interface Way {
  /** Learns which workspaces Totem is in. Throws one sentence when Slack or the database refuses it for good. */
  begin(door: Door): Promise<readonly string[]>
  /** Who speaks for a workspace; undefined: Totem is not in it. */
  find(workspace: string): Promise<Credentials | undefined>
  /** Where what comes from this team belongs. In a channel shared by two companies, the team can be the other one's. */
  workspaceOf(team: string | undefined): string
  /** Totem is there, as far as this process knows. False: it was removed meanwhile. */
  enter(workspace: string, missed: Missed): Promise<boolean>
  /** Slack says that Totem was removed from the workspace. */
  leave(workspace: string): Promise<void>
  /** Lets in what comes; resolves when connected. */
  open(stage: Stage): Promise<void>
  /** Takes nothing new. */
  close(): Promise<void>
  isConnected(): boolean
  readonly routes?: Router
}

export interface Stage {
  readonly arrive: (event: ReceiverEvent) => Promise<void>
  readonly entrances: Entrances
}
