/** The Gateway v10 over a WebSocket: sessions, heartbeats, resuming, and who is told of what. */
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Guild, Json, World } from './model.ts'
import { botUserJson, guildCreateJson, INTENT_CONTENT, INTENT_MEMBERS, memberJson } from './wire.ts'

/** One event for the bot. */
export interface Dispatch {
  name: string
  data: Json
  guild?: string | undefined
  /** The intent it needs; 0: always sent. */
  intent: number
  /** What is sent instead of `data` where message content was not asked for. */
  withoutContent?: Json | undefined
}

export const INTENT = {
  guilds: 1 << 0,
  members: INTENT_MEMBERS,
  messages: 1 << 9,
  reactions: 1 << 10,
  directMessages: 1 << 12,
  directReactions: 1 << 13,
  content: INTENT_CONTENT,
} as const

const OP = {
  dispatch: 0,
  heartbeat: 1,
  identify: 2,
  presence: 3,
  voice: 4,
  resume: 6,
  reconnect: 7,
  members: 8,
  invalid: 9,
  hello: 10,
  ack: 11,
}
const CLOSE = {
  unknownOpcode: 4001,
  decode: 4002,
  notAuthenticated: 4003,
  badToken: 4004,
  already: 4005,
  badShard: 4010,
  badVersion: 4012,
  badIntents: 4013,
  disallowed: 4014,
}
const HEARTBEAT = 41_250
const CHUNK = 1000
/** Events a session keeps for a resume; one that is away for longer is forgotten. */
const EVENTS_KEPT = 5000
/** Sessions without a socket that may still be resumed; older ones must identify again. */
const SESSIONS_AWAY = 4
const ALL_INTENTS = (1 << 26) - 1

interface Session {
  id: string
  intents: number
  shard: [number, number]
  sequence: number
  events: { sequence: number; text: string }[]
  socket?: WebSocket | undefined
}
export interface Gateway {
  dispatch(event: Dispatch): void
  drop(): void
  close(): void
}
interface Packet {
  op: number
  d: Json
}

export function createGateway(world: World, server: Server, isOut: () => boolean): Gateway {
  const sockets = new WebSocketServer({ noServer: true })
  const sessions = new Map<string, Session>()

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (isOut())
      return void socket.end('HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
    sockets.handleUpgrade(request, socket, head, (client) => welcome(client, request.url ?? ''))
  })

  const welcome = (socket: WebSocket, url: string) => {
    if (new URL(url, 'ws://gateway').searchParams.get('v') !== '10') return socket.close(CLOSE.badVersion)
    let session: Session | undefined
    socket.on('error', () => socket.terminate())
    socket.on('message', (raw) => {
      const packet = readPacket(String(raw))
      if (!packet) return socket.close(CLOSE.decode)
      if (packet.op === OP.heartbeat) return write(socket, { op: OP.ack })
      if (packet.op === OP.identify || packet.op === OP.resume) {
        if (session) return socket.close(CLOSE.already)
        session = packet.op === OP.identify ? identify(socket, packet.d) : resume(socket, packet.d)
        return
      }
      if (!session) return socket.close(CLOSE.notAuthenticated)
      if (packet.op === OP.members) return sendMembers(world, session, packet.d)
      if (packet.op !== OP.presence && packet.op !== OP.voice) socket.close(CLOSE.unknownOpcode)
    })
    socket.on('close', (code) => {
      if (session?.socket !== socket) return
      session.socket = undefined
      // A client that says goodbye (1000, 1001) gives its session up.
      if (code === 1000 || code === 1001) sessions.delete(session.id)
    })
    write(socket, { op: OP.hello, d: { heartbeat_interval: HEARTBEAT, _trace: [] } })
  }

  const identify = (socket: WebSocket, data: Json): Session | undefined => {
    const refusal = whyNot(world, data)
    if (refusal !== undefined) return void socket.close(refusal)
    const shard = (data['shard'] as [number, number] | undefined) ?? [0, 1]
    const session: Session = {
      id: `session-${world.newId()}`,
      intents: Number(data['intents']),
      shard,
      sequence: 0,
      events: [],
      socket,
    }
    sessions.set(session.id, session)
    const away = [...sessions.values()].filter((one) => !one.socket)
    for (const one of away.slice(0, -SESSIONS_AWAY)) sessions.delete(one.id)
    const guilds = [...world.guilds.values()].filter((guild) => guild.installed && isFor(session, guild.id))
    emit(session, 'READY', readyJson(world, session, guilds))
    if (session.intents & INTENT.guilds)
      for (const guild of guilds) emit(session, 'GUILD_CREATE', guildCreateJson(world, guild))
    return session
  }

  const resume = (socket: WebSocket, data: Json): Session | undefined => {
    if (data['token'] !== world.token) return void socket.close(CLOSE.badToken)
    const session = sessions.get(String(data['session_id']))
    const seen = Number(data['seq'])
    const oldest = session?.events[0]?.sequence ?? 1
    if (!session || seen > session.sequence || seen + 1 < oldest)
      return void write(socket, { op: OP.invalid, d: false })
    session.socket?.terminate()
    session.socket = socket
    for (const event of session.events) if (event.sequence > seen) socket.send(event.text)
    emit(session, 'RESUMED', { _trace: [] })
    return session
  }

  return {
    dispatch: (event) => {
      const absent = event.guild !== undefined && !world.guilds.get(event.guild)?.installed
      if (absent && event.name !== 'GUILD_DELETE') return
      // Made once, whatever the number of sessions.
      const full = JSON.stringify(event.data)
      const bare = event.withoutContent && JSON.stringify(event.withoutContent)
      for (const session of sessions.values()) {
        if (!session.socket && session.events.length >= EVENTS_KEPT) sessions.delete(session.id)
        if (!isFor(session, event.guild)) continue
        if (event.intent !== 0 && (session.intents & event.intent) === 0) continue
        const blind = (session.intents & INTENT.content) === 0
        append(session, event.name, (blind ? bare : undefined) ?? full)
      }
    },
    drop: () => {
      for (const client of sockets.clients) client.terminate()
    },
    close: () => {
      for (const client of sockets.clients) client.terminate()
      sockets.close()
    },
  }
}

function whyNot(world: World, data: Json): number | undefined {
  const intents = data['intents']
  const [shard, count] = (data['shard'] as [number, number] | undefined) ?? [0, 1]
  if (data['token'] !== world.token) return CLOSE.badToken
  if (typeof intents !== 'number' || intents < 0 || intents > ALL_INTENTS) return CLOSE.badIntents
  if (intents & world.disallowedIntents) return CLOSE.disallowed
  if (shard >= count) return CLOSE.badShard
  return undefined
}

function isFor(session: Session, guild: string | undefined): boolean {
  const [shard, count] = session.shard
  return guild === undefined ? shard === 0 : Number((BigInt(guild) >> 22n) % BigInt(count)) === shard
}

function readyJson(world: World, session: Session, guilds: Guild[]): Json {
  return {
    v: 10,
    user: botUserJson(world),
    guilds: guilds.map((guild) => ({ id: guild.id, unavailable: true })),
    session_id: session.id,
    resume_gateway_url: world.origin.replace('http', 'ws'),
    session_type: 'normal',
    shard: session.shard,
    application: { id: world.bot.id, flags: 0 },
    private_channels: [],
    relationships: [],
    presences: [],
    user_settings: {},
    _trace: [],
  }
}

function emit(session: Session, name: string, data: Json): void {
  append(session, name, JSON.stringify(data))
}

function append(session: Session, name: string, data: string): void {
  session.sequence += 1
  const text = `{"op":${OP.dispatch},"t":"${name}","s":${session.sequence},"d":${data}}`
  session.events.push({ sequence: session.sequence, text })
  if (session.events.length > EVENTS_KEPT * 1.1) session.events.splice(0, session.events.length - EVENTS_KEPT)
  session.socket?.send(text)
}

function write(socket: WebSocket, packet: { op: number; d?: unknown }): void {
  socket.send(JSON.stringify({ d: null, s: null, t: null, ...packet }))
}

function readPacket(text: string): Packet | undefined {
  try {
    return JSON.parse(text) as Packet
  } catch {
    return undefined
  }
}

function sendMembers(world: World, session: Session, data: Json): void {
  const guild = world.guilds.get(String(data['guild_id']))
  if (!guild?.installed) return
  const wanted = data['user_ids'] === undefined ? undefined : [data['user_ids']].flat().map(String)
  const all = [...guild.members.values()].filter((member) => isWanted(world, member.user, wanted, data))
  const limit = Number(data['limit'] ?? 0)
  const found = limit > 0 && !wanted ? all.slice(0, limit) : all
  const chunks = Math.max(1, Math.ceil(found.length / CHUNK))
  for (let index = 0; index < chunks; index += 1) {
    emit(session, 'GUILD_MEMBERS_CHUNK', {
      guild_id: guild.id,
      members: found.slice(index * CHUNK, (index + 1) * CHUNK).map((member) => memberJson(world, member)),
      chunk_index: index,
      chunk_count: chunks,
      not_found: (wanted ?? []).filter((id) => !guild.members.has(id)),
      ...(data['presences'] ? { presences: [] } : {}),
      ...(data['nonce'] === undefined ? {} : { nonce: data['nonce'] }),
    })
  }
}

function isWanted(world: World, user: string, wanted: string[] | undefined, data: Json): boolean {
  if (wanted) return wanted.includes(user)
  const query = String(data['query'] ?? '').toLowerCase()
  return (world.users.get(user)?.name ?? '').toLowerCase().startsWith(query)
}
