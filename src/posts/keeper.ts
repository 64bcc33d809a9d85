import type { Log, Work } from '../context.ts'
import type { Database } from '../db/open.ts'
import type { Card } from '../kit/card.ts'
import type { Instant } from '../kit/time.ts'
import type { Platform } from '../platforms/platform.ts'
import { type ClaimedPost, claimPosts, type DuePost, duePosts, releaseClaims, renewClaims } from './claim.ts'
import { readPlace } from './declare.ts'
import { deliver, type Outcome } from './deliver.ts'
import { createPaces, type Paces } from './pace.ts'
import { createPicker, isUnsent, placeKey } from './pick.ts'
import { judge, record, type Verdict } from './record.ts'
import { type PostFailure, type View, type Views, viewContext } from './views.ts'

/**
 * Makes the platforms agree with the posts: sends what is missing, edits what changed, deletes what should be gone. It looks after
 * every commit, when it is woken, and when something it waits for has come near; all it needs to remember is in the rows.
 */
export interface Keeper {
  start(): Promise<void>
  /** Looks at once. */
  wake(): void
  /** Resolves when nothing can be done at this moment and nothing is in hand. */
  idle(): Promise<void>
  /** Takes nothing new; what is in hand ends, or is given back. */
  stop(): Promise<void>
}

export interface KeeperOptions {
  readonly db: Database
  /** By the name that workspaces bear. */
  readonly platforms: ReadonlyMap<string, Platform>
  readonly views: Views
  readonly work: (now: Instant) => Work
  readonly now: () => Instant
  readonly random: () => number
  readonly log: Log
  readonly tune?: Partial<Tune>
}

interface Tune {
  /** How many posts of one platform are in hand at once. */
  readonly concurrency: number
  /** After so long a claim of a process that died is void; claims in hand are renewed before. */
  readonly leaseMs: number
  /** How long `stop` waits for what is in hand. */
  readonly stopMs: number
}

const defaults: Tune = { concurrency: 50, leaseMs: 15_000, stopMs: 9_000 }
const AGAIN_MS = 1_000
const LONGEST_TIMER_MS = 60_000

interface Keeping {
  readonly options: KeeperOptions
  readonly tune: Tune
  /** Marks this keeper's claims. */
  readonly token: string
  readonly inHand: Map<number, { readonly place: string; readonly platform: string; readonly done: Promise<void> }>
  readonly paces: Paces
  /** Until when the platform wants no more of a workspace, by workspace and errand. */
  readonly holds: Map<string, number>
  readonly idleWaiters: (() => void)[]
  /** `gone`: what is still under way has been given back and must leave the rows alone. */
  phase: 'new' | 'running' | 'stopping' | 'gone'
  asked: boolean
  looking: Promise<void> | undefined
  unreadable: boolean
  timer: NodeJS.Timeout | undefined
  renewal: NodeJS.Timeout | undefined
}

export function createKeeper(options: KeeperOptions): Keeper {
  const keeping: Keeping = {
    options,
    tune: { ...defaults, ...options.tune },
    token: `${options.random()}`.slice(2) + `${options.random()}`.slice(2),
    inHand: new Map(),
    paces: createPaces(),
    holds: new Map(),
    idleWaiters: [],
    phase: 'new',
    asked: false,
    looking: undefined,
    unreadable: false,
    timer: undefined,
    renewal: undefined,
  }
  return {
    start: async () => start(keeping),
    wake: () => wake(keeping),
    idle: async () => idle(keeping),
    stop: async () => stop(keeping),
  }
}

async function start(keeping: Keeping): Promise<void> {
  const { db } = keeping.options
  // Nobody else can have SQLite open, so whoever claimed these is dead. On PostgreSQL their claims run out by themselves.
  if (db.kind === 'sqlite') await releaseClaims(db)
  else keeping.renewal = setInterval(() => void renew(keeping), keeping.tune.leaseMs / 3).unref()
  keeping.phase = 'running'
  db.onCommit(() => wake(keeping))
  wake(keeping)
}

async function stop(keeping: Keeping): Promise<void> {
  if (keeping.phase === 'new') keeping.phase = 'gone'
  if (keeping.phase !== 'running') return
  keeping.phase = 'stopping'
  clearTimeout(keeping.timer)
  const { promise: tooLong, resolve } = Promise.withResolvers<void>()
  const limit = setTimeout(resolve, keeping.tune.stopMs)
  await Promise.race([handsEmpty(keeping), tooLong])
  clearTimeout(limit)
  clearInterval(keeping.renewal)
  keeping.phase = 'gone'
  if (keeping.inHand.size > 0) await releaseClaims(keeping.options.db, keeping.token)
  tellIdle(keeping)
}

async function handsEmpty(keeping: Keeping): Promise<void> {
  await keeping.looking
  await Promise.all([...keeping.inHand.values()].map((hand) => hand.done))
}

async function idle(keeping: Keeping): Promise<void> {
  if (keeping.phase !== 'running') return
  const { promise, resolve } = Promise.withResolvers<void>()
  keeping.idleWaiters.push(resolve)
  wake(keeping)
  return promise
}

function tellIdle(keeping: Keeping): void {
  if (keeping.phase === 'running' && (keeping.looking || keeping.inHand.size > 0)) return
  for (const resolve of keeping.idleWaiters.splice(0)) resolve()
}

function wake(keeping: Keeping): void {
  if (keeping.phase !== 'running') return
  keeping.asked = true
  keeping.looking ??= lookWhileAsked(keeping)
}

async function lookWhileAsked(keeping: Keeping): Promise<void> {
  while (keeping.asked && keeping.phase === 'running') {
    keeping.asked = false
    await lookSafely(keeping)
  }
  keeping.looking = undefined
  tellIdle(keeping)
}

async function lookSafely(keeping: Keeping): Promise<void> {
  try {
    await look(keeping)
    keeping.unreadable = false
  } catch (error) {
    if (!keeping.unreadable) keeping.options.log.error('posts.unreadable', error)
    keeping.unreadable = true
    lookAgainIn(keeping, AGAIN_MS)
  }
}

/** Takes in hand what can be done now, and sets the timer for what comes next. */
async function look(keeping: Keeping): Promise<void> {
  const { db, platforms, now: clock } = keeping.options
  const now = clock()
  const connected = [...platforms.values()].filter((platform) => platform.connected())
  const { posts, lookAgainAt } = await pickPosts(keeping, connected, now)
  const waitMs = lookAgainAt - now.epochMilliseconds
  lookAgainIn(keeping, connected.length < platforms.size ? Math.min(waitMs, AGAIN_MS) : waitMs)
  if (posts.length === 0) return
  const until = now.add({ milliseconds: keeping.tune.leaseMs })
  const claimed = await claimPosts(db, posts, { token: keeping.token, now, until })
  if (claimed.length < posts.length) lookAgainIn(keeping, AGAIN_MS)
  for (const post of claimed) takeInHand(keeping, post, now)
}

async function pickPosts(keeping: Keeping, connected: readonly Platform[], now: Instant) {
  const hands = [...keeping.inHand.values()]
  const room = new Map(
    connected.map(({ name }) => {
      const taken = hands.filter((hand) => hand.platform === name).length
      return [name as string, keeping.tune.concurrency - taken]
    }),
  )
  const picker = createPicker<DuePost>({
    now: now.epochMilliseconds,
    busy: new Set(hands.map((hand) => hand.place)),
    room,
    readyAt: (post) => readyAt(keeping, post, now.epochMilliseconds),
  })
  if (picker.full()) return picker.finish()
  for await (const page of duePosts(keeping.options.db, [...room.keys()], now)) {
    picker.consider(page)
    if (picker.full()) break
  }
  return picker.finish()
}

function readyAt(keeping: Keeping, post: DuePost, now: number): number {
  const platform = keeping.options.platforms.get(post.workspace.platform)
  if (!platform) return Number.POSITIVE_INFINITY
  const held = keeping.holds.get(holdKey(post.workspaceId, isUnsent(post))) ?? now
  return Math.max(held, keeping.paces.readyAt(placeKey(post), platform.pace, now))
}

function holdKey(workspace: number, first: boolean): string {
  return `${workspace} ${first ? 'first' : 'change'}`
}

function lookAgainIn(keeping: Keeping, milliseconds: number): void {
  clearTimeout(keeping.timer)
  if (milliseconds > LONGEST_TIMER_MS || keeping.phase !== 'running') return
  keeping.timer = setTimeout(() => wake(keeping), Math.max(1, Math.ceil(milliseconds)))
}

function takeInHand(keeping: Keeping, post: ClaimedPost, now: Instant): void {
  const platform = keeping.options.platforms.get(post.workspace.platform)
  if (!platform) return
  keeping.paces.take(placeKey(post), platform.pace, now.epochMilliseconds)
  const done = carry(keeping, post, platform).finally(() => {
    keeping.inHand.delete(post.id)
    wake(keeping)
  })
  keeping.inHand.set(post.id, { place: placeKey(post), platform: platform.name, done })
}

/** Never throws. */
async function carry(keeping: Keeping, post: ClaimedPost, platform: Platform): Promise<void> {
  const { db, log, now, random } = keeping.options
  try {
    const outcome = await deliver(post, platform, async () => render(keeping, post))
    if (keeping.phase === 'gone') return
    holdBack(keeping, post, outcome)
    const verdict = await sayElsewhere(keeping, post, outcome, judge(post, outcome, now(), random()))
    logVerdict(log, post, outcome, verdict)
    await record(db, keeping.token, post, outcome, verdict, now())
    if (verdict.kind === 'shown') await tellShown(keeping, post)
  } catch (error) {
    // The claim runs out, and then the platform is asked what became of it.
    log.error('post.unrecorded', error, factsOf(post))
  }
}

async function tellShown(keeping: Keeping, post: ClaimedPost): Promise<void> {
  const { log, now, views, work } = keeping.options
  try {
    await views[post.view]?.shown?.(work(now()), post.subject)
  } catch (error) {
    log.error('post.untold', error, factsOf(post))
  }
}

async function render(keeping: Keeping, post: ClaimedPost): Promise<Card | 'asIs' | undefined> {
  const { work, now } = keeping.options
  return viewOf(keeping, post).render(
    viewContext(work(now()), post.workspace, post.reader, post.occurrence),
    post.subject,
  )
}

function viewOf(keeping: Keeping, post: ClaimedPost): View {
  const view = keeping.options.views[post.view]
  if (!view) throw new Error(`there is no view ${post.view}`)
  return view
}

/** The platform asked for a pause: of sending or of changing, in the whole workspace. */
function holdBack(keeping: Keeping, post: ClaimedPost, outcome: Outcome): void {
  if (outcome.kind !== 'failed' || outcome.failure.kind !== 'later' || outcome.failure.afterMs === undefined) return
  const first = outcome.step === 'send' || outcome.step === 'find'
  const until = keeping.options.now().epochMilliseconds + outcome.failure.afterMs
  keeping.holds.set(holdKey(post.workspaceId, first), until)
}

/** What cannot be shown in its place is told to its view, before that is recorded: so it is told whatever happens in between. */
async function sayElsewhere(keeping: Keeping, post: ClaimedPost, outcome: Outcome, verdict: Verdict): Promise<Verdict> {
  if (verdict.kind !== 'failed' || outcome.kind !== 'failed') return verdict
  const { log, now, random, work } = keeping.options
  try {
    await keeping.options.views[post.view]?.failed?.(work(now()), failedPost(post, verdict.reason))
    return verdict
  } catch (error) {
    log.error('post.unsaid', error, factsOf(post))
    if (verdict.reason === 'gaveUp') return verdict
    return judge(post, { ...outcome, failure: { kind: 'unexpected', error } }, now(), random())
  }
}

function failedPost(post: ClaimedPost, reason: PostFailure) {
  const { id, workspace, view, subject, occurrence } = post
  return { id, workspace, place: readPlace(post.place), view, subject, occurrence, reason }
}

/** Once when it begins to wait, and once when it is given up. */
function logVerdict(log: Log, post: ClaimedPost, outcome: Outcome, verdict: Verdict): void {
  if (outcome.kind !== 'failed' || verdict.kind === 'shown') return
  const facts = { ...factsOf(post), step: outcome.step }
  if (verdict.kind === 'failed') log.warn('post.failed', { ...facts, reason: verdict.reason })
  if (post.attempts > 0) return
  if (outcome.failure.kind === 'unexpected') log.error('post.broken', outcome.failure.error, facts)
  else if (verdict.kind === 'later') log.warn('post.waits', { ...facts, why: verdict.why })
}

function factsOf({ id, workspaceId, view, subject, attempts }: ClaimedPost) {
  return { post: id, workspace: workspaceId, view, subject, attempts }
}

async function renew(keeping: Keeping): Promise<void> {
  if (keeping.inHand.size === 0) return
  const { db, log, now } = keeping.options
  try {
    await renewClaims(db, keeping.token, now().add({ milliseconds: keeping.tune.leaseMs }))
  } catch (error) {
    log.error('posts.unrenewed', error)
  }
}
