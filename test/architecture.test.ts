// Who may use whom: docs/architecture.md as data, held against every import there is.
import { globSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

interface Room {
  name: string
  /** Files, or folders with their slash. The longest that fits a file decides. */
  paths: string[]
  /** Rooms it may import from, beside itself. Types alone: `types`. */
  may: string[] | 'everything'
  types?: string[]
  /** Packages, whole or as a scope with its slash. Node's own are free for all. */
  packages?: string[]
}

const PLATFORM_MAY = ['kit', 'command', 'i18n', 'port']

const rooms: Room[] = [
  { name: 'kit', paths: ['src/kit/'], may: [], packages: ['zod'] },
  { name: 'i18n', paths: ['src/i18n/'], may: ['kit'], packages: ['intl-messageformat'] },
  { name: 'context', paths: ['src/context.ts'], may: [], types: ['kit', 'i18n', 'db'] },
  {
    name: 'command',
    paths: ['src/command.ts', 'src/command-line.ts'],
    may: ['kit', 'i18n'],
    types: ['context'],
    packages: ['zod'],
  },
  { name: 'db', paths: ['src/db/'], may: [], packages: ['@prisma/'] },
  {
    name: 'features',
    paths: ['src/features/'],
    may: ['kit', 'i18n', 'db', 'declare', 'troubles'],
    types: ['context', 'posts', 'work'],
    packages: ['zod', '@orama/'],
  },
  { name: 'commands', paths: ['commands/'], may: ['kit', 'command', 'features'], types: ['context'] },
  { name: 'declare', paths: ['src/posts/declare.ts'], may: ['kit', 'db'] },
  // What waits and what failed, for /totem status.
  { name: 'troubles', paths: ['src/posts/troubles.ts'], may: ['kit'], types: ['db', 'posts'] },
  {
    name: 'posts',
    paths: ['src/posts/'],
    may: ['kit', 'i18n', 'declare'],
    types: ['context', 'db', 'port'],
  },
  { name: 'work', paths: ['src/work/'], may: ['kit'], types: ['context', 'db', 'port'], packages: ['node-cron'] },
  {
    name: 'port',
    paths: ['src/platforms/platform.ts'],
    may: [],
    types: ['kit', 'context', 'command', 'i18n'],
    packages: ['express'],
  },
  {
    name: 'platforms/slack',
    paths: ['src/platforms/slack/'],
    may: PLATFORM_MAY,
    types: ['context'],
    packages: ['@slack/', 'zod', 'express'],
  },
  {
    name: 'platforms/discord',
    paths: ['src/platforms/discord/'],
    may: PLATFORM_MAY,
    types: ['context'],
    packages: ['discord.js', 'discord-api-types', 'zod'],
  },
  {
    name: 'web',
    paths: ['src/web/'],
    may: ['kit', 'i18n', 'features'],
    types: ['context', 'db'],
    packages: ['express'],
  },
  { name: 'sandbox', paths: ['src/sandbox/'], may: [], packages: ['ws', 'zod', 'express'] },
  { name: 'config', paths: ['src/config.ts'], may: ['kit'], packages: ['zod'] },
  {
    name: 'totem',
    paths: ['src/totem.ts', 'src/totem/'],
    may: ['kit', 'context', 'command', 'i18n', 'commands', 'features', 'declare', 'db', 'port'],
    types: ['posts', 'work'],
  },
  { name: 'log', paths: ['src/log.ts'], may: ['kit'], types: ['context'], packages: ['pino'] },
  { name: 'bot', paths: ['src/bot.ts'], may: 'everything', packages: ['express'] },
  { name: 'main', paths: ['src/main.ts'], may: 'everything' },
  { name: 'scripts', paths: ['scripts/'], may: 'everything', packages: ['@prisma/'] },
]

/** These are the ends of the house: tests and scripts may start the bot, nobody runs the process. */
const ENTERED_BY: Record<string, string[]> = { bot: ['main', 'scripts'], main: [], scripts: [] }

const CLOCK = /\bTemporal\.Now\b|\bDate\.now\b|\bnew Date\(\s*\)/
const RANDOMNESS = /\bMath\.random\b|\brandom(UUID|Bytes|Int|Fill|FillSync)\b|\bgetRandomValues\b/

/** What may be written in some places only, told by a pattern. */
const words: { what: string; pattern: RegExp; only: string[] }[] = [
  { what: 'process.env', pattern: /\bprocess\.env\b|\bloadEnvFile\b/, only: ['src/config.ts', 'scripts/'] },
  { what: 'the clock', pattern: CLOCK, only: ['src/main.ts', 'src/sandbox/', 'scripts/'] },
  { what: 'randomness', pattern: RANDOMNESS, only: ['src/main.ts', 'src/sandbox/', 'scripts/'] },
  {
    what: 'a question which platform it is',
    pattern: /([=!]==?|\bcase)\s*['"`](slack|discord)['"`]|['"`](slack|discord)['"`]\s*[=!]==?/,
    only: ['src/platforms/', 'src/sandbox/', 'scripts/'],
  },
]

const root = fileURLToPath(new URL('..', import.meta.url))
const files = globSync(['src/**/*.ts', 'commands/**/*.ts', 'scripts/**/*.ts'], { cwd: root })
  .filter((file) => !file.includes('/generated/'))
  .sort()

interface Import {
  from: string
  to: string
  typeOnly: boolean
}

function codeOf(file: string): string {
  return readFileSync(join(root, file), 'utf8')
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll(/(^|\s)\/\/.*$/gm, '$1')
}

function importsOf(file: string): Import[] {
  const code = codeOf(file)
  const statements = code.matchAll(/^\s*(?:import|export)\s+(type\s)?(?:[^'"`;]*?\sfrom\s+)?['"]([^'"]+)['"]/gm)
  const calls = code.matchAll(/(typeof\s+)?\bimport\(\s*['"]([^'"]+)['"]/g)
  return [...statements, ...calls].map(([, type, target = '']) => ({
    from: file,
    to: target.startsWith('.') ? relative(root, join(root, dirname(file), target)) : target,
    typeOnly: type !== undefined,
  }))
}

function roomOf(file: string): Room | undefined {
  const fitting = rooms.flatMap((room) => room.paths.filter((path) => fits(file, path)).map((path) => ({ room, path })))
  return fitting.sort((one, other) => other.path.length - one.path.length)[0]?.room
}

function fits(file: string, path: string): boolean {
  return path.endsWith('/') ? file.startsWith(path) : file === path
}

function complaint({ from, to, typeOnly }: Import): string | undefined {
  const room = roomOf(from)
  if (room === undefined) return undefined
  if (to.startsWith('node:')) return undefined
  const isFile = to.endsWith('.ts')
  if (!isFile) return mayUsePackage(room, to) ? undefined : `${from} imports the package ${to}`
  const target = roomOf(to)
  if (target === undefined) return `${from} imports ${to}, which is in no room`
  if (target === room) return undefined
  const entered = ENTERED_BY[target.name]
  if (entered !== undefined && !entered.includes(room.name)) return `${from} (${room.name}) imports ${to}`
  if (room.may === 'everything' || room.may.includes(target.name)) return undefined
  if (!room.types?.includes(target.name)) return `${from} (${room.name}) imports ${to} (${target.name})`
  return typeOnly ? undefined : `${from} (${room.name}) imports more than types from ${to} (${target.name})`
}

function mayUsePackage(room: Room, name: string): boolean {
  return (room.packages ?? []).some((one) =>
    one.endsWith('/') ? name.startsWith(one) : name === one || name.startsWith(`${one}/`),
  )
}

const imports = files.flatMap(importsOf)

describe('the house', () => {
  test('has its imports read, all of them', () => {
    for (const file of files) {
      const lines = codeOf(file).match(/^import\b/gm)?.length ?? 0
      expect(imports.filter(({ from }) => from === file).length, file).toBeGreaterThanOrEqual(lines)
    }
    expect(imports.length).toBeGreaterThan(100)
  })

  test('has a room for every file', () => {
    expect(files.filter((file) => roomOf(file) === undefined)).toEqual([])
  })

  test('lets each room use only whom it may', () => {
    expect(imports.map(complaint).filter((one) => one !== undefined)).toEqual([])
  })

  test('keeps features free of circles', () => {
    expect(circles(featureUses())).toEqual([])
  })

  test.each(words)('keeps $what where it belongs', ({ pattern, only }) => {
    const elsewhere = files.filter((file) => !only.some((path) => fits(file, path)))
    expect(elsewhere.filter((file) => pattern.test(codeOf(file)))).toEqual([])
  })
})

describe('the watchman', () => {
  test.each<[string, string, boolean, RegExp | undefined]>([
    ['src/kit/a.ts', 'src/kit/b.ts', false, undefined],
    ['src/kit/a.ts', 'src/db/open.ts', true, /kit.*db/],
    ['src/kit/a.ts', 'express', false, /package express/],
    ['src/features/offers/a.ts', 'src/posts/declare.ts', false, undefined],
    ['src/features/offers/a.ts', 'src/posts/views.ts', true, undefined],
    ['src/features/offers/a.ts', 'src/posts/views.ts', false, /more than types/],
    ['src/features/offers/a.ts', 'src/posts/keeper.ts', false, /more than types/],
    ['src/posts/keeper.ts', 'src/features/offers/a.ts', true, /posts.*features/],
    ['src/platforms/slack/a.ts', 'src/platforms/discord/b.ts', true, /slack.*discord/],
    ['src/platforms/slack/a.ts', 'discord.js', true, /package discord.js/],
    ['src/sandbox/a.ts', 'src/kit/text.ts', true, /sandbox.*kit/],
    ['src/web/a.ts', 'src/bot.ts', false, /web.*bot/],
    ['src/main.ts', 'src/bot.ts', false, undefined],
    ['scripts/bench.ts', 'src/main.ts', false, /main/],
    ['src/kit/a.ts', 'test/support/x.ts', false, /no room/],
  ])('%s imports %s (types only: %s)', (from, to, typeOnly, expected) => {
    const said = complaint({ from, to, typeOnly })
    if (expected === undefined) expect(said).toBeUndefined()
    else expect(said).toMatch(expected)
  })

  test('sees a circle', () => {
    const uses = new Map([
      ['a', new Set(['b'])],
      ['b', new Set(['c'])],
      ['c', new Set(['a'])],
      ['d', new Set(['a'])],
    ])
    expect(circles(uses)).toEqual(['a', 'b', 'c'])
  })
})

/** Which feature uses which others. Types count: they too must be understood together. */
function featureUses(): Map<string, Set<string>> {
  const uses = new Map<string, Set<string>>()
  for (const { from, to } of imports) {
    const [user, used] = [featureOf(from), featureOf(to)]
    if (user === undefined || used === undefined || user === used) continue
    uses.set(user, (uses.get(user) ?? new Set()).add(used))
  }
  return uses
}

function featureOf(file: string): string | undefined {
  return /^src\/features\/([^/]+)\//.exec(file)?.[1]
}

/** Those from whom one gets back to themselves. */
function circles(uses: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const reachable = (from: string, seen = new Set<string>()): Set<string> => {
    for (const next of uses.get(from) ?? []) {
      if (seen.has(next)) continue
      seen.add(next)
      reachable(next, seen)
    }
    return seen
  }
  return [...uses.keys()].filter((name) => reachable(name).has(name)).sort()
}
