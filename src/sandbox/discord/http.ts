/** The REST door: reads requests, finds their route, answers as Discord, and goes wrong when it was told to. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Call, Fault } from '../playground.ts'
import { ApiError, invalidForm, refusals } from './errors.ts'
import type { Limits } from './limits.ts'
import type { Json, World } from './model.ts'

export interface Upload {
  /** `0` of `files[0]`. */
  key: string
  name: string
  type: string
  content: Buffer
}
export interface ApiRequest {
  /** What stood for `:id` (and `:token`) in the route, in order. */
  ids: string[]
  query: URLSearchParams
  body: unknown
  uploads: Upload[]
}
export interface Reply {
  status: number
  body?: unknown
  headers?: Record<string, string>
}
export type Handler = (request: ApiRequest) => Promise<Reply>
/** By `METHOD /path/:id`. */
export type Routes = Record<string, Handler>
/** Messages about what is wrong with a body, from somebody who knows Discord's own description. */
export type Check = (route: string, method: string, body: unknown) => string[]

export interface Door {
  server: Server
  calls: Call[]
  fault(fault: Fault): void
  setOutage(on: boolean): void
  isOut(): boolean
}
export interface DoorOptions {
  check?: Check | undefined
  limits?: Limits | undefined
}

const CALLS_KEPT = 20_000
/** Served without a bot token: the token is in the path. */
const OPEN = ['/interactions/', '/webhooks/', '/gateway']

export function createDoor(world: World, routes: Routes, options: DoorOptions): Door {
  const find = router(routes)
  const calls: Call[] = []
  const faults: Fault[] = []
  let out = false

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://discord')
    if (url.pathname.startsWith('/attachments/')) return serveFile(world, url.pathname, response)
    const method = request.method ?? 'GET'
    const path = /^\/api(?:\/v10)?(\/.*)$/.exec(url.pathname)?.[1] ?? url.pathname
    const found = find(method, path)
    const call = `${method} ${found?.route ?? path}`
    const content = await readBody(request)
    const read = { ids: found?.ids ?? [], query: url.searchParams, body: undefined as unknown, uploads: [] as Upload[] }
    const entry: Call = { at: world.clock.now(), call, body: undefined, status: 0 }
    keep(calls, entry)
    const workspace = workspaceOf(world, found?.route ?? '', read.ids)
    if (workspace !== undefined) entry.workspace = workspace
    const fault = out ? undefined : takeFault(faults, call)
    if (fault?.kind === 'hang') return
    if (fault?.kind === 'reset') return void request.socket.destroy()
    const reply = await respond(async () => {
      Object.assign(read, await readContent(request, content))
      entry.body = read.body
      if (out) return { status: 503, body: { message: '503: Service Unavailable', code: 0 } }
      if (fault && fault.kind !== 'lost') return failing(fault)
      authorize(world, request, path)
      if (!found) throw refusals.notFound()
      const messages = options.check?.(found.route, method, read.body) ?? []
      if (messages.length > 0) throw invalidForm(messages.map((message) => ({ path: [], code: 'OPENAPI', message })))
      return options.limits?.refuse(call, read.ids) ?? (await found.handler(read))
    })
    reply.headers = { ...options.limits?.headers(call, read.ids), ...reply.headers }
    entry.status = reply.status
    if (reply.status >= 400) entry.error = describe(reply.body)
    if (fault?.kind === 'lost') return void request.socket.destroy()
    send(response, reply)
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => request.socket.destroy())
  })
  server.keepAliveTimeout = 60_000
  return {
    server,
    calls,
    fault: (fault) => void faults.push({ ...fault }),
    setOutage: (on) => {
      out = on
    },
    isOut: () => out,
  }
}

function keep(calls: Call[], call: Call): void {
  calls.push(call)
  // Cut in slices: shifting one by one would cost on every call.
  if (calls.length > CALLS_KEPT * 1.1) calls.splice(0, calls.length - CALLS_KEPT)
}

function takeFault(faults: Fault[], call: string): Fault | undefined {
  const index = faults.findIndex((one) => one.times > 0 && (one.call === '*' || call.startsWith(one.call)))
  const fault = faults[index]
  if (!fault) return undefined
  fault.times -= 1
  if (fault.times <= 0) faults.splice(index, 1)
  return fault
}

function failing(fault: Fault): Reply {
  if (fault.kind === '429') return limited(fault.retryAfter ?? 1, 'user')
  const words = fault.kind === '500' ? '500: Internal Server Error' : '503: Service Unavailable'
  return { status: Number(fault.kind), body: { message: words, code: 0 } }
}

/** A 429 as Discord words it. `seconds` may have a fraction in the body; the header is whole. */
export function limited(
  seconds: number,
  scope: 'user' | 'shared' | 'global',
  headers: Record<string, string> = {},
): Reply {
  return {
    status: 429,
    headers: { 'retry-after': String(Math.ceil(seconds)), 'x-ratelimit-scope': scope, ...headers },
    body: { message: 'You are being rate limited.', retry_after: seconds, global: scope === 'global' },
  }
}

async function respond(handle: () => Promise<Reply>): Promise<Reply> {
  try {
    return await handle()
  } catch (error) {
    if (!(error instanceof ApiError)) {
      console.error('sandbox discord:', error)
      return { status: 500, body: { message: '500: Internal Server Error', code: 0 } }
    }
    const { status, code, message, errors, extra } = error
    return { status, body: { message, code, ...(errors ? { errors } : {}), ...extra } }
  }
}

function describe(body: unknown): string {
  const { code, message, errors } = body as { code?: number; message?: string; errors?: Json }
  return `${code ?? ''} ${message ?? ''}${errors ? ` ${JSON.stringify(errors)}` : ''}`.trim()
}

function authorize(world: World, request: IncomingMessage, path: string): void {
  if (OPEN.some((start) => path.startsWith(start)) && path !== '/gateway/bot') return
  if (request.headers.authorization !== `Bot ${world.token}`) throw refusals.unauthorized()
}

function send(response: ServerResponse, reply: Reply): void {
  if (response.destroyed) return
  const body = reply.body === undefined ? undefined : JSON.stringify(reply.body)
  // With its length, head and body leave in one write.
  const type =
    body === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
  response.writeHead(reply.status, { ...type, ...reply.headers })
  response.end(body)
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts)
}

async function readContent(request: IncomingMessage, content: Buffer): Promise<{ body: unknown; uploads: Upload[] }> {
  const type = request.headers['content-type'] ?? ''
  if (content.length === 0) return { body: undefined, uploads: [] }
  if (!type.startsWith('multipart/form-data')) return { body: parseJson(content.toString()), uploads: [] }
  const form = await new Response(new Uint8Array(content), { headers: { 'content-type': type } }).formData()
  const uploads: Upload[] = []
  for (const [field, value] of form) {
    if (typeof value === 'string') continue
    const key = /^files\[(\d+)\]$/.exec(field)?.[1] ?? field
    uploads.push({
      key,
      name: value.name,
      type: value.type || 'application/octet-stream',
      content: Buffer.from(await value.arrayBuffer()),
    })
  }
  const payload = form.get('payload_json')
  return { body: typeof payload === 'string' ? parseJson(payload) : {}, uploads }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw refusals.badJson()
  }
}

function serveFile(world: World, path: string, response: ServerResponse): void {
  const file = world.attachments.get(path.split('/')[2] ?? '')
  response.writeHead(file ? 200 : 404, file ? { 'content-type': file.type, 'content-length': file.content.length } : {})
  response.end(file?.content)
}

function workspaceOf(world: World, route: string, ids: string[]): string | undefined {
  if (route.startsWith('/guilds/')) return ids[0]
  if (route.startsWith('/channels/')) return world.channels.get(ids[0] ?? '')?.guild
  if (route.includes('/guilds/:id')) return ids[1]
  if (route.startsWith('/interactions/') || route.startsWith('/webhooks/'))
    return world.interactions.get(ids[1] ?? '')?.guild
  return undefined
}

interface Found {
  route: string
  handler: Handler
  ids: string[]
}

/** Literal steps win over `:id`, so that `/users/@me` is not a user called @me. */
function router(routes: Routes): (method: string, path: string) => Found | undefined {
  const literals = (route: string) => route.split('/').filter((step) => !step.startsWith(':')).length
  const table = new Map<string, { route: string; steps: string[]; handler: Handler }[]>()
  for (const [key, handler] of Object.entries(routes).sort(([a], [b]) => literals(b) - literals(a))) {
    const [method = '', route = ''] = key.split(' ')
    const steps = route.slice(1).split('/')
    const slot = `${method} ${steps.length}`
    table.set(slot, [...(table.get(slot) ?? []), { route, steps, handler }])
  }
  return (method, path) => {
    const steps = path.slice(1).split('/').map(decodeURIComponent)
    const row = table
      .get(`${method} ${steps.length}`)
      ?.find((one) => one.steps.every((step, i) => step.startsWith(':') || step === steps[i]))
    if (!row) return undefined
    return {
      route: row.route,
      handler: row.handler,
      ids: steps.filter((_, index) => row.steps[index]?.startsWith(':')),
    }
  }
}
