import { WebClient, type WebClientOptions } from '@slack/web-api'
import express from 'express'
import type { Log } from '../../context.ts'
import { type Instant, later } from '../../kit/time.ts'
import type { Door } from '../platform.ts'
import { refusalOf } from './identify.ts'
import { installPages } from './installing.ts'
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
const CAUGHT_UP_AGAIN_MINUTES = 10

/** Events over HTTP and installation by OAuth: any number of workspaces, whose tokens are in the vault. */
export function overHttp(app: HttpWay, options: HttpOptions): Way {
  const { now, log, stopping } = options
  const tokens = { ...app, ...options }
  const opened = Promise.withResolvers<(Stage & { readonly door: Door }) | undefined>()
  stopping.addEventListener('abort', () => opened.resolve(undefined), { once: true })
  const caughtUpAt = new Map<string, Instant>()
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

  /** Whether the token is good; taken as good while Slack does not answer. */
  const isStillIn = async (workspace: string): Promise<boolean> => {
    try {
      const credentials = door && (await credentialsOf(door.vault, tokens, workspace))
      if (!credentials) return false
      await new WebClient(credentials.token, options.clientOptions()).auth.test()
      return true
    } catch (error) {
      return refusalOf(error) === undefined
    }
  }
  /** What Slack tells of a removal can come after a new installation. */
  const leave = async (workspace: string): Promise<void> => {
    if (!door || (await isStillIn(workspace))) return
    await door.removed(workspace)
    await door.vault.forget(workspace)
  }

  return {
    routes,
    async begin(to) {
      door = to
      const kept = await to.vault.all()
      const installed = kept.map(({ workspace }) => workspace)
      const gone = (await to.believed()).filter((workspace) => !installed.includes(workspace))
      await Promise.all(gone.map(async (workspace) => to.removed(workspace)))
      return installed
    },
    find: async (workspace) => door && credentialsOf(door.vault, tokens, workspace),
    workspaceOf: (team) => team ?? '',
    async enter(workspace, missed) {
      const isIn = await isStillIn(workspace)
      await (isIn ? door?.entered(workspace, missed) : leave(workspace))
      return isIn
    },
    leave,
    async open(stage) {
      if (!door) return
      const { entrances } = stage
      const arrive: Stage['arrive'] = async (event) => {
        const workspace = event.body['team_id']
        const missed = (event.retryNum ?? 0) >= MISSED_AT_RETRY && typeof workspace === 'string'
        if (missed && isDue(caughtUpAt, workspace, now())) entrances.announce(workspace, 'missed')
        await stage.arrive(event)
      }
      opened.resolve({ ...stage, arrive, door })
      const { vault } = door
      watch = watchSlack({
        ...options,
        everyMs: options.watchMs,
        connected: async () => {
          for (const { workspace } of await vault.all()) entrances.announce(workspace)
        },
      })
      await watch.first
    },
    close: async () => undefined,
    isConnected: () => watch?.isConnected() ?? false,
  }
}

function isDue(last: Map<string, Instant>, workspace: string, now: Instant): boolean {
  const before = last.get(workspace)
  const due =
    before === undefined || Temporal.Instant.compare(now, later(before, { minutes: CAUGHT_UP_AGAIN_MINUTES })) > 0
  if (due) last.set(workspace, now)
  return due
}
