import { afterEach, beforeEach } from 'vitest'
import type { Log, Work } from '../../src/context.ts'
import type { Database } from '../../src/db/open.ts'
import { card, heading } from '../../src/kit/card.ts'
import type { DeliveryFailure } from '../../src/kit/errors.ts'
import type { Instant } from '../../src/kit/time.ts'
import { declare, type NewPost, type PostPlace, refresh } from '../../src/posts/declare.ts'
import { createKeeper, type Keeper, type KeeperOptions } from '../../src/posts/keeper.ts'
import type { FailedPost, ViewContext, Views } from '../../src/posts/views.ts'
import { createMemoryPlatform, type MemoryPlatform } from './memory-platform.ts'

export const later: DeliveryFailure = { kind: 'later', afterMs: undefined }
export const unknown: DeliveryFailure = { kind: 'unknown' }
export const closedMessages: DeliveryFailure = { kind: 'permanent', reason: 'directMessagesClosed' }

export const never = new Promise<void>(() => {})
export const here: PostPlace = { kind: 'channel', channel: 'C1' }

/**
 * A community with a workspace on each of two platforms, a clock that moves when told, and one view: `theme.card` shows the
 * name of the theme whose slug is the subject, and nothing when the theme has no name.
 */
export interface World {
  readonly db: Database
  readonly slack: MemoryPlatform
  readonly discord: MemoryPlatform
  readonly community: number
  /** Totem's ids of `TEAM` on Slack and `GUILD` on Discord. */
  readonly team: number
  readonly guild: number
  readonly logged: { event: string; error?: unknown }[]
  readonly failures: FailedPost[]
  /** What the view does before it renders, if a test wants more. */
  readonly atRender: { do: (view: ViewContext, subject: number) => Promise<void> }
  readonly atFailure: { do: (work: Work, post: FailedPost) => Promise<void> }
  now(): Instant
  move(span: { hours?: number; minutes?: number; seconds?: number; milliseconds?: number }): void
  useRealClock(): void
  /** A keeper of its own; `stop` for all is called at the test's end. */
  keeper(options?: Partial<KeeperOptions>): Keeper
  /** The subject gets this name (null: nothing to show), and its posts are looked at again. */
  say(subject: number, name: string | null): Promise<void>
  declare(...posts: readonly Partial<NewPost>[]): Promise<void>
  post(subject: number, place?: PostPlace): Promise<PostRow>
}
type PostRow = Awaited<ReturnType<Database['client']['post']['findFirstOrThrow']>>

export function worldOn(database: () => Database): () => World {
  let world: World | undefined
  let keepers: Keeper[] = []
  beforeEach(async () => {
    keepers = []
    world = await createWorld(database(), keepers)
  })
  afterEach(async () => {
    await Promise.all(keepers.map((keeper) => keeper.stop()))
  })
  return () => {
    if (!world) throw new Error('the world is there inside tests only')
    return world
  }
}

/** Empties the database's posts, members and workspaces first. */
export async function createWorld(db: Database, keepers: Keeper[]): Promise<World> {
  const start = Temporal.Instant.from('2026-11-02T09:00:00Z')
  let clock = () => start
  const createdAt = new Date(start.epochMilliseconds)
  const community = await db.client.community.create({ data: { createdAt } })
  const workspace = async (platform: string, externalId: string) => {
    const data = {
      communityId: community.id,
      platform,
      externalId,
      name: externalId,
      locale: 'en',
      timezone: 'Europe/Paris',
      joinedAt: createdAt,
    }
    return (await db.client.workspace.create({ data })).id
  }
  await db.client.post.deleteMany()
  await db.client.member.deleteMany()
  await db.client.workspace.deleteMany()
  const team = await workspace('slack', 'TEAM')
  const guild = await workspace('discord', 'GUILD')
  const slack = createMemoryPlatform('slack')
  const discord = createMemoryPlatform('discord')
  const logged: World['logged'] = []
  const failures: FailedPost[] = []
  const atRender: World['atRender'] = { do: async () => {} }
  const atFailure: World['atFailure'] = { do: async () => {} }
  const log: Log = {
    info: () => {},
    warn: (event) => logged.push({ event }),
    error: (event, error) => logged.push({ event, error }),
  }
  const random = Math.random
  const work = (now: Instant): Work => ({ db, now, random, directory, log })
  const views: Views = {
    'theme.card': {
      render: async (view, subject) => {
        await atRender.do(view, subject)
        const theme = await view.db.client.theme.findUnique({
          where: { communityId_slug: { communityId: view.community, slug: String(subject) } },
        })
        if (theme?.name == null) return undefined
        return card({ summary: `${view.t.locale} ${view.reader?.name ?? ''}`, blocks: [heading(theme.name)] })
      },
      failed: async (failing, post) => {
        failures.push(post)
        await atFailure.do(failing, post)
      },
    },
  }

  const world: World = {
    db,
    slack,
    discord,
    community: community.id,
    team,
    guild,
    logged,
    failures,
    atRender,
    atFailure,
    now: () => clock(),
    move: (span) => {
      const moved = clock().add(span)
      clock = () => moved
    },
    useRealClock: () => {
      clock = () => Temporal.Now.instant()
    },
    keeper: (options = {}) => {
      const keeper = createKeeper({
        db,
        platforms: new Map([
          ['slack', slack.platform],
          ['discord', discord.platform],
        ]),
        views,
        work,
        now: () => clock(),
        random,
        log,
        ...options,
      })
      keepers.push(keeper)
      return keeper
    },
    say: async (subject, name) => {
      await db.transact(async (tx) => {
        const id = { communityId: community.id, slug: String(subject) }
        await tx.theme.upsert({ where: { communityId_slug: id }, create: { ...id, name }, update: { name } })
        await refresh(tx, clock(), ['theme.card'], subject)
      })
    },
    declare: async (...posts) => {
      await db.transact(async (tx) => {
        const whole = posts.map((post) => ({ workspace: team, place: here, view: 'theme.card', subject: 1, ...post }))
        await declare(tx, clock(), whole)
      })
    },
    post: async (subject, place) =>
      db.client.post.findFirstOrThrow({
        where: {
          subject,
          workspaceId: { in: [team, guild] },
          ...(place ? { place: { startsWith: `${place.kind}:` } } : {}),
        },
      }),
  }
  return world
}

const directory: Work['directory'] = {
  channels: async () => [],
  enter: async () => true,
  member: async () => undefined,
  message: async () => undefined,
  connections: () => [],
}

/** The words shown in a place, in order. */
export function shown(platform: MemoryPlatform, place: string): string[] {
  return platform.messages(place).map((message) => {
    const [first] = message.card.blocks
    return first?.kind === 'heading' ? first.text : ''
  })
}
