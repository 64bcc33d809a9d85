import { setTimeout as pause } from 'node:timers/promises'
import { WebAPIRateLimitedError, WebClient, type WebClientOptions } from '@slack/web-api'
import type { Log } from '../../context.ts'
import type { Credentials } from './clients.ts'
import { slackCode } from './errors.ts'

const firstPauseMs = 250
const longestPauseMs = 10_000

/** Slack's words for a token that nothing but a new installation makes good. */
const refusals = [
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'not_allowed_token_type',
  'token_revoked',
  'token_expired',
  'org_login_required',
  'ekm_access_denied',
  'user_removed_from_team',
  'team_disabled',
  'forbidden_team',
  'no_permission',
]

/** The code with which Slack refuses a token for good; undefined for every other error. */
export function refusalOf(error: unknown): string | undefined {
  const code = slackCode(error)
  return code && refusals.includes(code) ? code : undefined
}

/** How Slack answers for a workspace that removed Totem. Everything else may pass, or an operator can mend it. */
const removals = ['account_inactive', 'token_revoked', 'invalid_refresh_token']

export function tellsOfRemoval(error: unknown): boolean {
  return removals.includes(slackCode(error) ?? '')
}

/** Who the token speaks for. */
export async function identify(client: WebClient, token: string, installer?: string): Promise<Credentials> {
  const told = await client.auth.test()
  return {
    workspace: told.team_id ?? '',
    url: told.url ?? '',
    botUser: told.user_id ?? '',
    botId: told.bot_id ?? '',
    token,
    installer,
  }
}

/** Asks until Slack answers; throws one sentence when the token is refused; nothing when Totem stops meanwhile. */
export async function identifyPatiently(
  token: string,
  options: WebClientOptions,
  log: Log,
  stopping: AbortSignal,
): Promise<Credentials | undefined> {
  const client = new WebClient(token, options)
  for (let failures = 0; !stopping.aborted; failures++) {
    try {
      return await identify(client, token)
    } catch (error) {
      const code = refusalOf(error)
      if (code)
        throw new Error(
          `SLACK_BOT_TOKEN is refused by Slack (${code}): copy the bot token (xoxb-…) from "OAuth & Permissions" of your Slack app.`,
        )
      log.warn('slack.notReached', { reason: String(error) })
      const asked = error instanceof WebAPIRateLimitedError ? error.retryAfter * 1000 : 0
      await pause(Math.max(asked, Math.min(firstPauseMs * 2 ** failures, longestPauseMs)), undefined, {
        signal: stopping,
      }).catch(() => undefined)
    }
  }
  return undefined
}
