import type { IncomingMessage } from 'node:http'
import { appOfClient, type RegisteredApp } from './app.ts'
import { type Args, textArg } from './args.ts'
import type { Json } from './json.ts'
import type { Code } from './oauth.ts'
import { refuse } from './refusal.ts'
import type { Team, World } from './state.ts'
import { enterTeam } from './teams.ts'
import { endTokens, issueTokens } from './tokens.ts'

/** https://docs.slack.dev/reference/methods/oauth.v2.access */

const codeLife = 10 * 60_000

/** What stands beside `ok: true`, and for which team. */
export function grantAccess(world: World, request: IncomingMessage, args: Args): { team: Team; answer: Json } {
  const app = clientOf(world, request, args)
  switch (textArg(args, 'grant_type') ?? 'authorization_code') {
    case 'authorization_code':
      return exchangeCode(world, app, args)
    case 'refresh_token':
      return renew(world, app, args)
    default:
      return refuse('invalid_grant_type')
  }
}

/** The app's id and secret: in the body, or by HTTP Basic. */
function clientOf(world: World, request: IncomingMessage, args: Args): RegisteredApp {
  const [, encoded] = /^Basic (.+)$/i.exec(request.headers.authorization ?? '') ?? []
  const [, basicId, basicSecret] = /^([^:]*):(.*)$/.exec(Buffer.from(encoded ?? '', 'base64').toString()) ?? []
  const app = appOfClient(world, basicId ?? textArg(args, 'client_id')) ?? refuse('invalid_client_id')
  const secret = basicSecret ?? textArg(args, 'client_secret')
  return secret === app.clientSecret ? app : refuse('bad_client_secret')
}

function exchangeCode(world: World, app: RegisteredApp, args: Args) {
  const code = world.codes.get(textArg(args, 'code') ?? '')
  if (!code || code.app !== app) return refuse('invalid_code')
  if (code.used) return refuse('code_already_used')
  if (world.clock.now() - code.at > codeLife) return refuse('invalid_code')
  if (code.redirectUri !== textArg(args, 'redirect_uri') && code.redirectUri !== undefined)
    return refuse('bad_redirect_uri')
  code.used = true
  install(world, code)
  const authed_user = { id: code.member }
  return { team: code.team, answer: { ...granted(world, app, code.team), authed_user } }
}

/** The app becomes the team's. What another app held for it, or its own over sockets, is worth nothing then. */
function install(world: World, { app, team, scopes }: Code): void {
  if (team.app !== app) endTokens(world, team)
  team.app = app
  team.appId = app.appId
  team.scopes = new Set(scopes)
  enterTeam(team)
}

function renew(world: World, app: RegisteredApp, args: Args) {
  const token = textArg(args, 'refresh_token') ?? ''
  const refresh = world.refreshTokens.get(token)
  if (!refresh || refresh.app !== app) return refuse('invalid_refresh_token')
  world.refreshTokens.delete(token)
  return { team: refresh.team, answer: granted(world, app, refresh.team) }
}

function granted(world: World, app: RegisteredApp, team: Team): Json {
  return {
    app_id: app.appId,
    scope: [...team.scopes].join(','),
    token_type: 'bot',
    bot_user_id: team.botUser,
    team: { id: team.id, name: team.name },
    enterprise: null,
    is_enterprise_install: false,
    ...issueTokens(world, app, team),
  }
}
