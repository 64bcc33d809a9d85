import { flagArg, numberArg, requiredArg, textArg } from '../args.ts'
import { tokensRevoked } from '../events.ts'
import type { Json } from '../json.ts'
import { userJson } from '../objects.ts'
import { refuse } from '../refusal.ts'
import { seconds } from '../state.ts'
import { type ApiCall, knownMember, type Method, page } from './method.ts'

export const people: Record<string, Method> = {
  'users.info': { token: 'bot', scope: 'users:read', run: userInfo },
  'users.list': { token: 'bot', scope: 'users:read', run: listUsers },
  'team.info': { token: 'bot', scope: 'team:read', run: teamInfo },
  'bots.info': { token: 'bot', scope: 'users:read', run: botInfo },
  'auth.test': { token: 'any', run: authTest },
  'auth.revoke': { token: 'bot', run: revokeToken },
  'api.test': { token: 'none', run: ({ args }) => ({ args }) },
  'apps.connections.open': { token: 'app', run: ({ world, team }) => ({ url: world.socketAddress(team) }) },
}

function userInfo({ world, team, args }: ApiCall): Json {
  const member = knownMember(team, requiredArg(args, 'user'))
  return { user: userJson(world, team, member, flagArg(args, 'include_locale')) }
}

function listUsers({ world, team, args }: ApiCall): Json {
  const withLocale = flagArg(args, 'include_locale')
  const { items, next } = page([...team.members.values()], textArg(args, 'cursor'), numberArg(args, 'limit', 1000))
  const members = items.map((member) => userJson(world, team, member, withLocale))
  return { members, cache_ts: seconds(world), response_metadata: { next_cursor: next } }
}

function teamInfo({ world, team, args }: ApiCall): Json {
  const asked = textArg(args, 'team')
  if (asked && asked !== team.id) refuse('team_not_found')
  const url = `${world.origin}/`
  const icon = { image_default: true, image_68: `${world.origin}/icons/${team.id}.png` }
  return { team: { id: team.id, name: team.name, url, domain: team.domain, email_domain: '', icon } }
}

function botInfo({ world, team, args }: ApiCall): Json {
  const id = textArg(args, 'bot') ?? team.botId
  const own = id === team.botId
  const other = team.members.get(`U${id.slice(1)}`)
  if (!own && !other?.bot) refuse('bot_not_found')
  const icons = { image_36: `${world.origin}/icons/${id}.png` }
  const name = own ? 'Totem' : (other?.name ?? '')
  const user_id = own ? team.botUser : (other?.id ?? '')
  return { bot: { id, name, user_id, app_id: own ? team.appId : '', deleted: false, updated: 0, icons } }
}

function authTest({ world, team, tokenKind }: ApiCall): Json {
  if (tokenKind === 'app') return { app_name: 'Totem', app_id: team.appId }
  return {
    url: `${world.origin}/`,
    team: team.name,
    user: team.members.get(team.botUser)?.username,
    team_id: team.id,
    user_id: team.botUser,
    bot_id: team.botId,
    is_enterprise_install: false,
  }
}

function revokeToken({ world, team, args, token }: ApiCall): Json {
  const held = world.botTokens.get(token)
  if (!held || flagArg(args, 'test')) return { revoked: false }
  held.dead = 'token_revoked'
  tokensRevoked(world, team)
  return { revoked: true }
}
