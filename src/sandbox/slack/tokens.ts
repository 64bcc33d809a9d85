import { randomBytes } from 'node:crypto'
import type { RegisteredApp } from './app.ts'
import { refuse } from './refusal.ts'
import { type Team, uniqueId, type World } from './state.ts'

/** The tokens of bots: https://docs.slack.dev/authentication/using-token-rotation */

export interface BotToken {
  readonly team: Team
  /** Milliseconds of the sandbox's clock; undefined: never. */
  readonly endsAt: number | undefined
  /** What whoever still uses it is answered. */
  dead: 'account_inactive' | 'token_revoked' | undefined
}

const rotatingSeconds = 43_200
/** Whoever renews a token early has two for a while, never three. */
const mostAlive = 2

/** The team whose bot speaks with this token. Refuses what speaks for nobody, or no longer. */
export function teamOfBot(world: World, token: string): Team {
  const held = world.botTokens.get(token) ?? refuse('invalid_auth')
  if (held.dead) return refuse(held.dead)
  if (!isAlive(world, held)) return refuse('token_expired')
  return held.team
}

/** What an app is handed for a team. Without rotation, the same token as long as it lives. */
export function issueTokens(world: World, app: RegisteredApp, team: Team) {
  if (app.rotation) return rotatedTokens(world, app, team)
  const [kept] = aliveTokens(world, team)
  const token = kept ?? `xoxb-${tokenWord(world)}`
  if (!kept) world.botTokens.set(token, { team, endsAt: undefined, dead: undefined })
  team.botToken = token
  return { access_token: token }
}

function rotatedTokens(world: World, app: RegisteredApp, team: Team) {
  const token = `xoxe.xoxb-1-${tokenWord(world)}`
  const refresh = `xoxe-1-${tokenWord(world)}`
  const endsAt = world.clock.now() + rotatingSeconds * 1000
  world.botTokens.set(token, { team, endsAt, dead: undefined })
  world.refreshTokens.set(refresh, { app, team })
  team.botToken = token
  for (const old of aliveTokens(world, team).slice(0, -mostAlive)) revoke(world, old, 'token_revoked')
  return { access_token: token, refresh_token: refresh, expires_in: rotatingSeconds }
}

/** The app is gone from the team: nothing that it holds for it works any more. */
export function endTokens(world: World, team: Team): void {
  for (const token of aliveTokens(world, team)) revoke(world, token, 'account_inactive')
  for (const [token, refresh] of world.refreshTokens) if (refresh.team === team) world.refreshTokens.delete(token)
}

/** Oldest first. */
function aliveTokens(world: World, team: Team): string[] {
  const held = [...world.botTokens].filter(([, each]) => each.team === team && isAlive(world, each))
  return held.map(([token]) => token)
}

function isAlive(world: World, { endsAt, dead }: BotToken): boolean {
  return !dead && (endsAt === undefined || endsAt > world.clock.now())
}

function revoke(world: World, token: string, answer: NonNullable<BotToken['dead']>): void {
  const held = world.botTokens.get(token)
  if (held) held.dead = answer
}

function tokenWord(world: World): string {
  return `${uniqueId(world, '')}-${randomBytes(16).toString('hex')}`
}
