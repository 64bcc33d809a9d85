import { afterEach, describe, expect, test } from 'vitest'
import type { Kind } from '../../src/db/dialect.ts'
import type { Answer } from '../../src/sandbox/playground.ts'
import { kinds } from '../support/database.ts'
import { formOf, type Playing, type PlayOptions, play, saying, says, wordsOf } from '../support/playing.ts'
import { countRows } from '../support/rows.ts'
import { line, type On, platforms, stageOf } from '../support/stage.ts'
import { until } from '../support/until.ts'

const both = platforms.flatMap((on) => kinds.map((kind) => [on, kind] as const))
const welcome = /Bienvenue dans|Welcome to/
const back = /Heureux de vous revoir|Welcome back/

let playing: Playing | undefined
afterEach(async () => {
  await playing?.close()
  playing = undefined
})
async function begin(kind: Kind, options?: PlayOptions): Promise<Playing> {
  playing = await play(kind, options)
  return playing
}

/** How many wait for their welcome. */
async function dueCount(of: Playing, platform: On): Promise<number> {
  const from = '"Member" m JOIN "Workspace" w ON w.id = m."workspaceId"'
  return countRows(of, `${from} WHERE w.platform = '${platform}' AND m.greeting = 'due' AND m."leftAt" IS NULL`)
}

/** Totem has read both lists of members, and knows until when it was there. */
async function lookedOver(of: Playing): Promise<boolean> {
  const lately = Temporal.Instant.fromEpochMilliseconds(of.world.clock.now() - 60_000).toString({
    smallestUnit: 'second',
  })
  return (await countRows(of, `"Workspace" WHERE "seenAt" > '${lately}'`)) === 2
}

async function hasLeft(of: Playing, member: string): Promise<boolean> {
  return (await countRows(of, `"Member" WHERE "externalId" = '${member}' AND "leftAt" IS NOT NULL`)) === 1
}

function welcomesTo(on: Playing, platform: On, member: string): number {
  return saying(on.world[platform], member, 'dm', welcome).length
}

describe.each(both)('on %s, with %s,', (on, kind) => {
  test('who leaves and comes back within 30 days gets a short welcome back; after 30 days the whole again', async () => {
    const played = await begin(kind)
    const { here, workspace, french } = stageOf(played, on)
    const camille = await here.join(workspace, { name: 'Camille', locale: french ? 'fr' : 'en' })
    await says(here, camille, 'dm', welcome)

    await here.leave(workspace, camille)
    await played.later({ days: 20 })
    await here.rejoin(workspace, camille)
    const short = await says(here, camille, 'dm', back)
    expect(short.text).not.toMatch(/Totem\. /)
    expect(welcomesTo(played, on, camille)).toBe(1)
    await played.restart()

    await here.leave(workspace, camille)
    await until('the leaving is known', async () => hasLeft(played, camille))
    await played.later({ days: 31 })
    await here.rejoin(workspace, camille)
    await until('the whole welcome is said again', () => welcomesTo(played, on, camille) === 2)
    expect(saying(here, camille, 'dm', back)).toHaveLength(1)
    expect(played.faults).toEqual([])
  })

  test('who joined while Totem was down is greeted when it is up, once; who was there before is not', async () => {
    const played = await begin(kind, { opened: false })
    const { here, workspace, founder, staff, staffChannel } = stageOf(played, on)
    await until('Totem has arrived', () => here.see(staff, on === 'slack' ? 'dm' : staffChannel).length > 0)
    await until('the lists are read', async () => lookedOver(played))
    const joined: string[] = []
    await played.restart(async () => {
      joined.push(await here.join(workspace, { name: 'Nora' }))
      joined.push(await here.join(workspace, { name: 'Robot', bot: true }))
      joined.push(await here.join(workspace, { name: 'Partie' }))
      await here.leave(workspace, joined[2] ?? '')
      played.world.clock.advance(60 * 3_600_000)
    })
    const [nora = '', robot = '', gone = ''] = joined
    await says(here, nora, 'dm', welcome)
    await played.restart()
    await played.later({ minutes: 1 })
    expect(welcomesTo(played, on, nora)).toBe(1)
    expect([founder, staff, robot, gone].map((member) => welcomesTo(played, on, member))).toEqual([0, 0, 0, 0])

    const late: string[] = []
    await played.restart(async () => {
      late.push(await here.join(workspace, { name: 'Tard' }))
      played.world.clock.advance(80 * 3_600_000)
    })
    await played.later({ minutes: 1 })
    await played.restart()
    expect(welcomesTo(played, on, late[0] ?? '')).toBe(0)
    expect(played.faults).toEqual([])
  })
})

/** Each on both platforms, and on both databases. */
const crossed = { slack: 'postgresql', discord: 'sqlite' } as const
const straight = { slack: 'sqlite', discord: 'postgresql' } as const

describe.each(platforms)('on %s,', (on) => {
  test('closed direct messages: the welcome goes to the introductions channel, once, and only the newcomer may answer it', async () => {
    const played = await begin(crossed[on])
    const { here, workspace, introductions, founder, founder2, french } = stageOf(played, on)
    const camille = await here.join(workspace, { name: 'Camille', locale: 'fr' })
    await says(here, camille, 'dm', welcome)
    const shy = await closedNewcomer(played, on)
    const public_ = await says(
      here,
      founder,
      introductions,
      /direct messages are closed|messages privés me sont fermés/,
    )
    expect(public_.text).toContain('Timide')
    expect(public_.pinged).toEqual([shy])
    const failed = '"Post" WHERE "failedAt" IS NOT NULL'
    await until('that is known', async () => (await countRows(played, failed)) === 1)
    const { staff, staffChannel } = stageOf(played, on)
    expect(wordsOf(await here.command(staff, staffChannel, '/totem status'))).toContain(
      french ? 'Tout ce qui devait être publié l’est.' : 'Everything that had to be posted is posted.',
    )

    const select = french ? 'Je suis…' : 'I am…'
    expect(wordsOf(await here.press(founder, introductions, public_.id, select, ['media']))).toContain('Timide')
    expect(wordsOf(await here.press(founder2, introductions, public_.id, select, ['media']))).toContain(
      'This one is for',
    )
    const form = await here.press(shy, introductions, public_.id, select, ['startup'])
    expect(form.kind).toBe('form')
    await here.fill(shy, { [french ? 'En une ligne' : 'In one line']: 'Je suis timide' })
    await until('the welcome asks no more', () =>
      here.see(founder, introductions).some((message) => message.id === public_.id && message.controls.length === 0),
    )
    await played.restart()
    expect(saying(here, founder, introductions, /privés me sont fermés|messages are closed/)).toHaveLength(0)
    expect(saying(here, founder, introductions, /Timide !|Welcome @?Timide/)).toHaveLength(1)
    expect(played.faults).toEqual([])

    async function closedNewcomer(of: Playing, platform: On): Promise<string> {
      // Nobody can close the messages of somebody who is not there yet: the answer to Totem is what is closed.
      const pause = line(platform, '/totem pause', { what: 'greetings', state: 'on' })
      const resume = line(platform, '/totem pause', { what: 'greetings', state: 'off' })
      const { staff, staffChannel } = stageOf(of, platform)
      await here.command(staff, staffChannel, pause)
      const member = await here.join(workspace, { name: 'Timide', locale: french ? 'fr' : 'en' })
      here.setDirectMessages(member, false)
      await until('the join is known', async () => (await dueCount(of, platform)) === 1)
      await here.command(staff, staffChannel, resume)
      return member
    }
  })

  test('a flood is paced at 30 a minute, each once, and staff are told once and can stop it', async () => {
    const played = await begin(straight[on])
    const { here, workspace, staff, staffChannel } = stageOf(played, on)
    const joined: string[] = []
    for (let index = 0; index < 100; index++) joined.push(await here.join(workspace, { name: `Nouveau ${index}` }))
    const welcomed = () => joined.filter((member) => welcomesTo(played, on, member) > 0).length
    const flood = await says(here, staff, staffChannel, /Many people|Beaucoup d’arrivées/)
    await until('thirty are welcomed', () => welcomed() >= 30)
    await until('all joins are known', async () => (await dueCount(played, on)) === 70)
    await played.bot.settled()
    expect(welcomed()).toBe(30)
    await played.later({ seconds: 30 })
    expect(welcomed()).toBe(30)
    // The first thirty came within some seconds of each other; so do the next.
    await played.later({ seconds: 50 })
    expect(welcomed()).toBe(60)

    await here.press(staff, staffChannel, flood.id, on === 'slack' ? 'Suspendre les accueils' : 'Pause greetings')
    await played.later({ minutes: 10 })
    await played.restart()
    await played.later({ minutes: 1 })
    expect(welcomed()).toBe(60)
    const off = await here.command(staff, staffChannel, line(on, '/totem pause', { what: 'greetings', state: 'off' }))
    expect(wordsOf(off)).toContain('40')
    await until('the next thirty are welcomed', () => welcomed() === 90)
    await played.later({ seconds: 61 })
    await until('all are welcomed', () => welcomed() === 100)
    expect(joined.filter((member) => welcomesTo(played, on, member) !== 1)).toEqual([])
    expect(saying(here, staff, staffChannel, /Many people|Beaucoup d’arrivées/)).toHaveLength(1)
    expect(played.faults).toEqual([])
  })

  test('paused greetings: nothing goes out; who came within 72 hours is greeted when it is switched off, others are not', async () => {
    const played = await begin(crossed[on])
    const { here, workspace, staff, staffChannel, founder, introductions } = stageOf(played, on)
    const refused = await here.command(
      founder,
      introductions,
      line(on, '/totem pause', { what: 'greetings', state: 'on' }),
    )
    expect(wordsOf(refused)).toContain('réservée à l’équipe')
    await here.command(staff, staffChannel, line(on, '/totem pause', { what: 'greetings', state: 'on' }))
    const early = await here.join(workspace, { name: 'Tôt' })
    await until('the join is known', async () => (await dueCount(played, on)) === 1)
    await played.later({ hours: 73 })
    const inTime = await here.join(workspace, { name: 'Juste' })
    const left = await here.join(workspace, { name: 'Partie' })
    await until('the joins are known', async () => (await dueCount(played, on)) === 3)
    await here.leave(workspace, left)
    await played.later({ hours: 10 })
    expect([early, inTime, left].map((member) => welcomesTo(played, on, member))).toEqual([0, 0, 0])
    await here.command(staff, staffChannel, line(on, '/totem pause', { what: 'greetings', state: 'off' }))
    await says(here, inTime, 'dm', welcome)
    await played.later({ minutes: 2 })
    expect([early, inTime, left].map((member) => welcomesTo(played, on, member))).toEqual([0, 1, 0])
    expect(played.faults).toEqual([])
  })
})

test('on discord, somebody in membership screening is greeted when it ends, not before, also when Totem was down', async () => {
  const played = await begin('postgresql')
  const { here, workspace } = stageOf(played, 'discord')
  const [first, second] = await Promise.all(
    ['Une', 'Deux'].map(async (name) => here.join(workspace, { name, pending: true })),
  )
  await until('both are known', async () => (await countRows(played, `"Member" WHERE greeting = 'joining'`)) === 2)
  await played.later({ days: 6 })
  expect([first, second].map((member) => welcomesTo(played, 'discord', member ?? ''))).toEqual([0, 0])
  await here.passScreening(workspace, first ?? '')
  await says(here, first ?? '', 'dm', welcome)
  await played.restart()
  await until('the lists are read', async () => lookedOver(played))
  await played.restart(async () => here.passScreening(workspace, second ?? ''))
  await says(here, second ?? '', 'dm', welcome)
  expect(played.faults).toEqual([])
})

test('on slack, guests are greeted unless staff excluded them, with the button that setting up answers with: neither those who wait, nor reminders, nor Monday’s card reach them then', async () => {
  const played = await begin('postgresql')
  const { here, workspace, staff, staffChannel } = stageOf(played, 'slack')
  const guest = await here.join(workspace, { name: 'Invitée', guest: true, locale: 'fr' })
  await says(here, guest, 'dm', welcome)
  await here.command(staff, staffChannel, '/totem pause greetings on')
  const waiting = await here.join(workspace, { name: 'Invitée en attente', guest: true })
  await until('they wait', async () => (await dueCount(played, 'slack')) === 1)
  formOf(await here.command(staff, staffChannel, '/totem setup'))
  const saved = await here.fill(staff, {})
  const excluded = await here.press(staff, staffChannel, messageOf(saved), 'Ne pas accueillir les invités')
  expect(wordsOf(excluded)).toContain('ne sont plus accueillis')
  const resumed = await here.command(staff, staffChannel, '/totem pause greetings off')
  expect(wordsOf(resumed)).toContain('Personne n’attendait')
  const other = await here.join(workspace, { name: 'Autre invitée', guest: true })
  const member = await here.join(workspace, { name: 'Membre' })
  await says(here, member, 'dm', welcome)
  await until(
    'the guest is known',
    async () => (await countRows(played, `"Member" WHERE "externalId" = '${other}'`)) === 1,
  )
  await played.restart()
  await played.later({ minutes: 1 })
  await played.later({ days: 4 })
  await played.later({ days: 7 })
  expect([other, waiting].map((each) => welcomesTo(played, 'slack', each))).toEqual([0, 0])
  await says(here, member, 'dm', /would like to know you|aimerait vous connaître/)
  expect(here.see(guest, 'dm')).toHaveLength(1)
  const monday = await says(here, staff, staffChannel, 'La semaine dans')
  expect(monday.text).toContain('Membre')
  expect(monday.text).not.toContain('Invitée')
  expect(played.faults).toEqual([])
})

test.each(platforms)(
  'on %s, all is silent while staff paused it, staff excepted; then what waited is said',
  async (on) => {
    const played = await begin('sqlite')
    const { here, workspace, staff, staffChannel, introductions, founder, founder2 } = stageOf(played, on)
    await here.command(staff, staffChannel, line(on, '/totem pause', { what: 'all', state: 'on' }))
    const camille = await here.join(workspace, { name: 'Camille' })
    expect(wordsOf(await here.command(founder, introductions, '/intro me'))).toContain(
      'Totem est en pause dans cet espace',
    )
    expect(wordsOf(await here.command(founder2, introductions, '/intro me'))).toContain(
      'Totem is paused in this workspace',
    )
    expect(wordsOf(await here.command(staff, staffChannel, '/totem status'))).toMatch(/Totem/)
    await played.later({ hours: 1 })
    expect(welcomesTo(played, on, camille)).toBe(0)
    await here.command(staff, staffChannel, line(on, '/totem pause', { what: 'all', state: 'off' }))
    await says(here, camille, 'dm', welcome)
    expect(played.faults).toEqual([])
  },
)

test('an import of 500 people is welcomed in seventeen minutes, each once', { timeout: 120_000 }, async () => {
  const played = await begin('postgresql')
  const { here, workspace, staff, staffChannel } = stageOf(played, 'slack')
  const joined = await Promise.all(
    Array.from({ length: 500 }, async (_, index) => here.join(workspace, { name: `Personne ${index}` })),
  )
  const known = `"Member" WHERE greeting IN ('due', 'welcomed')`
  await until('all are known', async () => (await countRows(played, known)) === 500, 60)
  for (let minute = 1; minute < 17; minute++) {
    await played.bot.settled()
    expect(joined.filter((member) => welcomesTo(played, 'slack', member) > 0).length).toBe(30 * minute)
    await played.later({ seconds: minute === 1 ? 80 : 61 })
  }
  await until('all are welcomed', () => joined.every((member) => welcomesTo(played, 'slack', member) === 1))
  expect(saying(here, staff, staffChannel, /Beaucoup d’arrivées/)).toHaveLength(1)
  expect(played.faults).toEqual([])
})

function messageOf(answer: Answer): string {
  if (answer.kind === 'message' || answer.kind === 'updated') return answer.message.id
  throw new Error(`the answer is ${JSON.stringify(answer)}`)
}
