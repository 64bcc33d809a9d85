import express, { type NextFunction, type Request, type Response, type Router } from 'express'
import * as z from 'zod'
import type { Playground, SeenForm, SeenMessage } from './playground.ts'
import type { World } from './world.ts'

/** What the door opens to: both platforms and their clock. */
export type Played = Pick<World, 'clock' | 'slack' | 'discord'>

type Verb = Exclude<
  { [K in keyof Playground]: Playground[K] extends (...values: never[]) => unknown ? K : never }[keyof Playground],
  'close'
>

const word = z.string()
const channel = z.object({ name: word, private: z.boolean().optional() })
const member = z.object({
  name: word,
  locale: z.enum(['fr', 'en']).optional(),
  timezone: word.optional(),
  owner: z.boolean().optional(),
  admin: z.boolean().optional(),
  guest: z.boolean().optional(),
  bot: z.boolean().optional(),
  pending: z.boolean().optional(),
  joinedAt: z.number().optional(),
})
const workspace = z.object({
  name: word,
  locale: z.enum(['fr', 'en']).optional(),
  channels: z.array(channel),
  members: z.record(word, member),
  installed: z.boolean().optional(),
})
const writing = z.object({
  replyTo: word.optional(),
  files: z.array(z.object({ name: word, type: word, url: word.optional() })).optional(),
  blocks: z.array(z.unknown()).optional(),
})
const fault = z.object({
  call: word,
  times: z.int().positive(),
  kind: z.enum(['429', '500', '503', 'reset', 'hang', 'lost']),
  retryAfter: z.number().optional(),
})

/** What may be asked of a platform, each with its arguments. */
const verbs: Readonly<Record<Verb, z.ZodType<unknown[]>>> = {
  addWorkspace: z.tuple([workspace]),
  workspaces: z.tuple([]),
  people: z.tuple([word]),
  uninstall: z.tuple([word]),
  install: z.tuple([word]),
  addChannel: z.tuple([word, channel]),
  join: z.tuple([word, member]),
  rejoin: z.tuple([word, word]),
  leave: z.tuple([word, word]),
  passScreening: z.tuple([word, word]),
  setDirectMessages: z.tuple([word, z.boolean()]),
  write: z.tuple([word, word, word, writing.optional()]),
  rewrite: z.tuple([word, word, word, word]),
  erase: z.tuple([word, word, word]),
  react: z.tuple([word, word, word, word]),
  command: z.tuple([word, word, word]),
  complete: z.tuple([word, word, word, word]),
  press: z.tuple([word, word, word, word, z.array(word).optional()]),
  shortcut: z.tuple([word, word, word, word]),
  fill: z.tuple([word, z.record(word, z.union([word, z.array(word)]))]),
  openHome: z.tuple([word]),
  see: z.tuple([word, word]),
  conversations: z.tuple([word]),
  form: z.tuple([word]),
  fault: z.tuple([fault]),
  outage: z.tuple([z.boolean()]),
  drop: z.tuple([]),
}

const movement = z.object({
  advance: z.union([z.number(), z.record(word, z.number())], 'must be milliseconds, or a span such as {"days": 7}'),
})

/** A request that asks for what is not there, as a sentence. */
class NotThereError extends Error {}

/**
 * Scripted control over HTTP, for tests and for the page. It only takes JSON, which no other site's page may send here.
 * `onMoved` runs after the clock has moved, before that is answered.
 */
export function doorTo(played: Played, onMoved: () => Promise<void>): Router {
  const router = express.Router()
  router.use('/sandbox', express.json({ limit: '1mb', strict: true }))
  router.get('/sandbox/world', (_request, response) => {
    response.json(worldOf(played))
  })
  router.post('/sandbox/clock', async (request, response) => {
    const { advance } = parsed(movement, request.body)
    played.clock.advance(millisecondsOf(advance, played.clock.now()))
    await onMoved()
    response.json({ now: played.clock.now() })
  })
  router.get('/sandbox/:platform/screen', (request, response) => {
    const { member, channel } = parsed(z.object({ member: word, channel: word }), request.query)
    response.json(screenOf(platformCalled(played, request.params.platform), member, channel))
  })
  router.post('/sandbox/:platform/:verb', async (request, response) => {
    const platform = platformCalled(played, request.params.platform)
    response.json((await perform(platform, request.params.verb, request.body)) ?? null)
  })
  router.use('/sandbox', refuse)
  return router
}

function platformCalled(played: Played, name: string): Playground {
  if (name === 'slack' || name === 'discord') return played[name]
  throw new NotThereError(`There is no platform ${name}: say slack or discord.`)
}

async function perform(platform: Playground, name: string, body: unknown): Promise<unknown> {
  if (!isVerb(name)) throw new NotThereError(`There is no verb ${name}: say one of ${Object.keys(verbs).join(', ')}.`)
  const values = parsed(verbs[name], body)
  const act = platform[name] as (...values: unknown[]) => unknown
  return act.apply(platform, values)
}

function isVerb(name: string): name is Verb {
  return Object.hasOwn(verbs, name)
}

function parsed<T>(schema: z.ZodType<T>, value: unknown): T {
  if (value === undefined) throw new Error('Send JSON, with the header content-type: application/json.')
  const { data, error } = schema.safeParse(value)
  if (error) throw new Error(`That is not understood. ${z.prettifyError(error)}`)
  return data as T
}

/** A week is a week in UTC, where no clock changes. */
function millisecondsOf(advance: number | Record<string, number>, now: number): number {
  const from = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO('UTC')
  const span = typeof advance === 'number' ? advance : from.add(advance).epochMilliseconds - now
  if (!(span >= 0)) throw new Error('The clock only moves forward.')
  return Math.round(span)
}

function worldOf({ clock, slack, discord }: Played) {
  return {
    now: clock.now(),
    workspaces: [slack, discord].flatMap((platform) =>
      platform.workspaces().map((each) => ({ platform: platform.platform, ...each, people: platform.people(each.id) })),
    ),
  }
}

/** All that a member's client shows at once. */
function screenOf(platform: Playground, member: string, channel: string) {
  const conversations = platform.conversations(member)
  return {
    conversations: conversations.map((each) => ({ ...each, messages: platform.see(member, each.id).length })),
    messages: platform.see(member, channel).map(withoutRaw),
    form: withoutRaw(platform.form(member)) ?? null,
  }
}

function withoutRaw<T extends SeenMessage | SeenForm | undefined>(seen: T) {
  if (seen === undefined) return undefined
  const { raw: _raw, ...rest } = seen
  return rest
}

/** What is not possible is told in a sentence. The four parameters are how Express knows an error handler. */
function refuse(error: unknown, _request: Request, response: Response, _next: NextFunction): void {
  const status = error instanceof NotThereError ? 404 : 400
  response.status(status).json({ error: error instanceof Error ? error.message : String(error) })
}
