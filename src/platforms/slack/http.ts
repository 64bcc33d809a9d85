import { WebClient, type WebClientOptions } from '@slack/web-api'
import express from 'express'
import type { Log } from '../../context.ts'
import type { Instant } from '../../kit/time.ts'
import type { Door, Vault } from '../platform.ts'
import type { Missed } from './entrances.ts'
import { asking } from './errors.ts'
import { tellsOfRemoval } from './identify.ts'
import { installPages } from './installing.ts'
import { persistently } from './patience.ts'
import { slackRequests } from './requests.ts'
import { credentialsOf, install, type SlackApp } from './tokens.ts'
import { type Watch, watchSlack } from './watch.ts'
import type { Stage, Way } from './way.ts'

export interface HttpWay extends SlackApp {
  readonly kind: 'http'
  readonly signingSecret: string
  readonly authorizeUrl: string
  /** Where Slack and browsers reach Totem; without a slash at its end. */
  readonly publicUrl: string
}

export interface HttpOptions {
  readonly clientOptions: () => WebClientOptions
  readonly now: () => Instant
  readonly random: () => number
  readonly log: Log
  readonly stopping: AbortSignal
  /** How often Slack is asked whether it can be reached. */
  readonly watchMs: number
}

/** Slack tries an event for the second time a minute later: whoever hears of it then may have missed others for good. */
const MISSED_AT_RETRY = 2
const CAUGHT_UP_AGAIN_HOURS = 1 / 6
/** In a quiet workspace nobody may hear of it: all is looked over once a day. */
const CAUGHT_UP_ANYWAY_HOURS = 24

/** Events over HTTP and installation by OAuth: any number of workspaces, whose tokens are in the vault. */
export function overHttp(app: HttpWay, options: HttpOptions): Way {
  const { now, log, stopping } = options
  const tokens = { ...app, ...options }
  const opened = Promise.withResolvers<(Stage & { readonly door: Door }) | undefined>()
  stopping.addEventListener('abort', () => opened.resolve(undefined), { once: true })
  const caughtUpAt = new Map<string, Instant>()
  let allCaughtUpAt: Instant | undefined
  let door: Door | undefined
  let watch: Watch | undefined

  const routes = express.Router()
  routes.use(
    slackRequests({
      ...app,
      now,
      log,
      entrance: async () => {
        const stage = stopping.aborted ? undefined : await opened.promise
        return stage && { arrive: stage.arrive, first: stage.door.first }
      },
    }),
    installPages({
      ...tokens,
      door: async () => (await opened.promise)?.door,
      install: async (to, grant) => {
        const installed = await install(to.vault, tokens, grant)
        if (installed) (await opened.promise)?.entrances.announce(installed.workspace)
        return installed
      },
    }),
  )

  /** Whether Totem is there still. Throws while Slack does not say. */
  const isStillIn = async (vault: Vault, workspace: string): Promise<boolean> => {
    try {
      const credentials = await credentialsOf(vault, tokens, workspace)
      if (!credentials) return false
      await asking(new WebClient(credentials.token, options.clientOptions()).auth.test())
      return true
    } catch (error) {
      if (tellsOfRemoval(error)) return false
      throw error
    }
  }
  /** What Slack tells of a removal can come after a new installation, so it is asked, until it answers. */
  const leave = async (workspace: string): Promise<void> => {
    if (!door) return
    const { vault } = door
    const secret = await vault.read(workspace)
    const isIn = secret !== undefined && (await persistently(async () => isStillIn(vault, workspace), stopping))
    // Installed again meanwhile: there is a new secret.
    if (isIn || (secret !== undefined && !(await vault.forget(workspace, secret)))) return
    log.info('slack.removed', { workspace })
    await door.removed(workspace)
  }
  const enter = async (to: Door, workspace: string, missed: Missed): Promise<boolean> => {
    const isIn = await isStillIn(to.vault, workspace).catch((error: unknown) => {
      log.warn('slack.standingUnknown', { workspace, reason: String(error) })
      return true
    })
    await (isIn ? to.entered(workspace, missed) : leave(workspace))
    return isIn
  }

  return {
    routes,
    async begin(to) {
      door = to
      const believed = await to.believed()
      const installed = (await to.vault.all()).map(({ workspace }) => workspace)
      const gone = believed.filter((workspace) => !installed.includes(workspace))
      await Promise.all(gone.map(async (workspace) => to.removed(workspace)))
      return installed
    },
    find: async (workspace) => door && credentialsOf(door.vault, tokens, workspace),
    workspaceOf: (team) => team ?? '',
    enter: async (workspace, missed) => door !== undefined && enter(door, workspace, missed),
    leave,
    async open(stage) {
      if (!door) return
      const { entrances } = stage
      const arrive: Stage['arrive'] = async (event) => {
        const workspace = event.body['team_id']
        const missed = (event.retryNum ?? 0) >= MISSED_AT_RETRY && typeof workspace === 'string'
        if (missed && isDue(caughtUpAt.get(workspace), now(), CAUGHT_UP_AGAIN_HOURS)) {
          caughtUpAt.set(workspace, now())
          entrances.announce(workspace, 'missed')
        }
        await stage.arrive(event)
      }
      opened.resolve({ ...stage, arrive, door })
      const { vault } = door
      watch = watchSlack({
        ...options,
        everyMs: options.watchMs,
        answered: async (again) => {
          if (again && !isDue(allCaughtUpAt, now(), CAUGHT_UP_ANYWAY_HOURS)) return
          for (const { workspace } of await vault.all()) entrances.announce(workspace, again ? 'missed' : undefined)
          allCaughtUpAt = now()
        },
      })
      await watch.first
    },
    close: async () => undefined,
    isConnected: () => watch?.isConnected() ?? false,
  }
}

function isDue(last: Instant | undefined, now: Instant, hours: number): boolean {
  return last === undefined || now.since(last).total('hours') > hours
}
