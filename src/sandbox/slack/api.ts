import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Call } from '../playground.ts'
import { type Args, readArgs, textArg } from './args.ts'
import { type Method, requireScope } from './methods/method.ts'
import { methods } from './methods/methods.ts'
import { authorizePath } from './oauth.ts'
import { grantAccess } from './oauth-access.ts'
import { answerAuthorize } from './oauth-page.ts'
import { breakOff, type Outcome, rateLimited, send, takeFault } from './outcome.ts'
import { Refusal, refuse } from './refusal.ts'
import { applyResponse, responseLife, responseUses } from './responses.ts'
import type { Team, World } from './state.ts'
import { teamOfBot } from './tokens.ts'

/** The HTTP side: `/api/METHOD`, `/response/…`, `/upload/…`, `/files/…`, the page for installing; faults and outages come before everything else. */

const keptCalls = 20_000
/** The arguments that the log of calls leaves out. */
const secrets = new Set(['token', 'client_secret', 'refresh_token', 'code'])

export async function answerRequest(world: World, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readBody(request)
  const path = new URL(request.url ?? '/', world.origin).pathname
  const call = callName(path)
  const fault = world.outage ? undefined : takeFault(world.faults, call)
  if (world.outage || (fault && fault.kind !== 'lost')) {
    const kind = fault?.kind ?? '503'
    record(
      world,
      call,
      {},
      { status: Number(kind) || 0, body: '', error: kind, workspace: teamOf(world, request, {})?.id },
    )
    breakOff(kind, fault, response)
    return
  }
  if (path === authorizePath) {
    send(response, answerAuthorize(world, request, body))
    return
  }
  const { args, outcome } = await perform(world, request, path, body)
  record(world, call, args, outcome)
  if (fault) {
    request.socket.destroy()
    return
  }
  send(response, outcome)
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks)
}

function callName(path: string): string {
  if (path.startsWith('/api/')) return path.slice('/api/'.length)
  const [, first = ''] = path.split('/')
  return first === 'response' ? 'response_url' : first
}

function record(world: World, call: string, args: Args, outcome: Outcome): void {
  const body = Object.fromEntries(Object.entries(args).filter(([name]) => !secrets.has(name)))
  const { status, error, workspace } = outcome
  const entry: Call = { at: world.clock.now(), call, body, status, ...(error ? { error } : {}) }
  world.calls.push(workspace ? { ...entry, workspace } : entry)
  // Dropped in slices, so that a long run pays for it rarely.
  if (world.calls.length > keptCalls * 1.1) world.calls.splice(0, world.calls.length - keptCalls)
}

async function perform(world: World, request: IncomingMessage, path: string, body: Buffer) {
  const type = request.headers['content-type'] ?? ''
  if (path.startsWith('/upload/')) return { args: {}, outcome: await receiveUpload(world, path, type, body) }
  if (path.startsWith('/files/')) return { args: {}, outcome: sendFile(world, request, path) }
  if (!path.startsWith('/api/') && !path.startsWith('/response/'))
    return { args: {}, outcome: { status: 404, body: 'Not found' } satisfies Outcome }
  let args: Args = {}
  try {
    args = readArgs(type, body)
    const outcome = path.startsWith('/response/') ? respond(world, path, args) : callMethod(world, request, path, args)
    return { args: readable(args), outcome }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const outcome = refused(error, path.startsWith('/api/') ? 200 : responseStatus(error))
    return { args: readable(args), outcome: { ...outcome, workspace: teamOf(world, request, args)?.id } }
  }
}

/** The arguments with their nested JSON opened, for the log of calls. */
function readable(args: Args): Args {
  return Object.fromEntries(Object.entries(args).map(([name, value]) => [name, opened(value)]))
}

function opened(value: unknown): unknown {
  if (typeof value !== 'string' || !/^[[{]/.test(value)) return value
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}

function refused(error: Refusal, status: number): Outcome {
  if (error.retryAfter !== undefined) return rateLimited(error.retryAfter)
  return { status, body: { ok: false, error: error.code, ...error.details }, error: error.code }
}

function responseStatus(error: Refusal): number {
  return error.code === 'used_url' || error.code === 'expired_url' ? 404 : 400
}

function callMethod(world: World, request: IncomingMessage, path: string, args: Args): Outcome {
  const name = path.slice('/api/'.length)
  if (name === 'oauth.v2.access') {
    const { team, answer } = grantAccess(world, request, args)
    return { status: 200, body: { ok: true, ...answer }, workspace: team.id }
  }
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined
  if (!method) return refuse('unknown_method', { req_method: name })
  if (method.token === 'none') return { status: 200, body: { ok: true, args } }
  const token = tokenOf(request, args) ?? refuse('not_authed')
  const { team, tokenKind } = authorise(world, method, token)
  const { token: _, ...rest } = args
  const body = { ok: true, ...method.run({ world, team, args: rest, tokenKind, token }) }
  const headers = { 'x-oauth-scopes': [...team.scopes].join(',') }
  return { status: 200, body, headers, workspace: team.id }
}

function authorise(world: World, method: Method, token: string) {
  const tokenKind = world.appTokens.has(token) ? ('app' as const) : ('bot' as const)
  const team = world.appTokens.get(token) ?? teamOfBot(world, token)
  if (method.token !== 'any' && method.token !== tokenKind) refuse('not_allowed_token_type')
  if (tokenKind === 'bot' && !team.installed) refuse('account_inactive')
  if (method.scope) requireScope(team, method.scope)
  return { team, tokenKind }
}

function tokenOf(request: IncomingMessage, args: Args): string | undefined {
  const [, bearer] = /^Bearer (.+)$/.exec(request.headers.authorization ?? '') ?? []
  return bearer ?? textArg(args, 'token')
}

function teamOf(world: World, request: IncomingMessage, args: Args): Team | undefined {
  const token = tokenOf(request, args) ?? ''
  return world.botTokens.get(token)?.team ?? world.appTokens.get(token)
}

function respond(world: World, path: string, args: Args): Outcome {
  const entry = world.responseUrls.get(path.slice('/response/'.length)) ?? refuse('expired_url')
  const team = world.teams.get(entry.team) ?? refuse('expired_url')
  if (world.clock.now() - entry.at > responseLife) refuse('expired_url')
  if (entry.uses >= responseUses) refuse('used_url')
  applyResponse(world, team, entry, args)
  entry.uses += 1
  return { status: 200, body: 'ok', workspace: team.id }
}

async function receiveUpload(world: World, path: string, type: string, body: Buffer): Promise<Outcome> {
  const upload = world.uploads.get(path.slice('/upload/'.length))
  if (!upload) return { status: 404, body: 'Not found' }
  upload.file.content = type.startsWith('multipart/') ? await firstPart(type, body) : body
  return { status: 200, body: `OK - ${upload.file.content.length}`, workspace: upload.team.id }
}

async function firstPart(type: string, body: Buffer): Promise<Buffer> {
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData()
  for (const part of form.values()) if (typeof part !== 'string') return Buffer.from(await part.arrayBuffer())
  return Buffer.alloc(0)
}

/** Files are for those with the bot's token. */
function sendFile(world: World, request: IncomingMessage, path: string): Outcome {
  const [, , teamId = '', fileId = ''] = path.split('/')
  const file = world.teams.get(teamId)?.files.get(fileId)
  if (!file || teamOf(world, request, {})?.id !== teamId) return { status: 404, body: 'Not found' }
  return { status: 200, body: file.content, headers: { 'content-type': file.type } }
}
