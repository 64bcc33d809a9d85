import { beforeEach, expect, test } from 'vitest'
import { noteMet } from '../../../src/features/meetings/met.ts'
import { block } from '../../../src/features/members/blocks.ts'
import { rounds, takePartInRounds } from '../../../src/features/rounds/feature.ts'
import { pairDuty } from '../../../src/features/rounds/pairing.ts'
import { changePart, joinRounds, leaveRounds } from '../../../src/features/rounds/rounds.ts'
import { performDue } from '../../../src/work/duties.ts'
import { onBothDatabases } from '../../support/database.ts'
import { type Actor, type Stage, setStage } from '../offers/stage.ts'

const start = Temporal.Instant.from('2026-11-20T10:00+01:00')
/** The rounds of a community whose second member opts in on that Friday. */
const first = Temporal.Instant.from('2026-11-25T09:00+01:00')

onBothDatabases('a community’s rounds', (database) => {
  let stage: Stage
  beforeEach(async () => {
    stage = await setStage(database())
  })

  const db = () => database().client
  const days = (instant: Temporal.Instant, count: number) =>
    instant.toZonedDateTimeISO('Europe/Paris').add({ days: count }).toInstant()
  const beat = async (at: Temporal.Instant) => performDue(rounds.duties, stage.work(at))

  async function members(count: number, at = start): Promise<Actor[]> {
    const all: Actor[] = []
    for (let index = 0; index < count; index++) all.push(await stage.member(index % 2 === 0 ? 0 : 1))
    for (const each of all) await joinRounds(await each.ctx(at))
    return all
  }

  /** A round from its announcement to its pairing, `round` being 0 for the first. */
  async function play(round: number): Promise<void> {
    await beat(days(first, round * 14 - 2))
    await beat(days(first, round * 14))
  }

  async function groups(): Promise<number[][]> {
    const meetings = await db().meeting.findMany({
      where: { communityId: stage.community },
      orderBy: { id: 'asc' },
      select: { persons: { select: { personId: true }, orderBy: { personId: 'asc' } } },
    })
    return meetings.map(({ persons }) => persons.map(({ personId }) => personId))
  }

  /** Who was told so, by person. */
  async function told(view: string): Promise<number[]> {
    const posts = await db().post.findMany({
      where: { view, workspace: { communityId: stage.community } },
      orderBy: { id: 'asc' },
    })
    const accounts = await db().member.findMany({ where: { workspace: { communityId: stage.community } } })
    return posts
      .flatMap(({ place }) => accounts.filter((each) => place === `direct:${each.externalId}`))
      .map(({ personId }) => personId)
  }

  async function placeOf(actor: Actor): Promise<number> {
    const place = await db().roundPerson.findFirstOrThrow({
      where: { personId: actor.personId },
      orderBy: { id: 'desc' },
    })
    return place.id
  }

  const idsOf = (...actors: readonly (Actor | undefined)[]) =>
    actors.flatMap((actor) => actor?.personId ?? []).toSorted((a, b) => a - b)

  test('begin when the second member opts in, are announced two days before, and give each one conversation', async () => {
    const [one, two, three, four] = await members(4)
    await beat(days(first, -3))
    expect(await told('round.notice')).toEqual([])
    await beat(days(first, -2))
    expect((await told('round.notice')).toSorted()).toEqual(idsOf(one, two, three, four))
    await beat(days(first, -1))
    expect(await groups()).toEqual([])
    await Promise.all([beat(first), beat(first)])
    await beat(first)
    expect((await groups()).flat().toSorted((a, b) => a - b)).toEqual(idsOf(one, two, three, four))
    expect(await db().conversation.count({ where: { communityId: stage.community } })).toBe(2)
    const next = await db().round.findFirstOrThrow({ where: { communityId: stage.community, state: 'planned' } })
    expect(next.pairsAt).toEqual(new Date(days(first, 14).epochMilliseconds))
    const [meeting] = await db().meeting.findMany({ where: { communityId: stage.community } })
    expect(meeting?.dueAt).toEqual(new Date(days(first, 7).epochMilliseconds))
  })

  test('need two: whoever is alone hears when somebody else joins', async () => {
    const lonely = await stage.member()
    expect((await joinRounds(await lonely.ctx(start))).next).toBeUndefined()
    await beat(first)
    const other = await stage.member(1)
    const joined = await joinRounds(await other.ctx(first))
    expect(joined.next).toEqual(days(first, 7))
    expect(await joinRounds(await lonely.ctx(first))).toEqual(joined)
  })

  async function pairsMet(): Promise<string[]> {
    return (await groups()).flatMap((group) =>
      group.flatMap((one, index) => group.slice(index + 1).map((other) => `${one} ${other}`)),
    )
  }

  test('never repeat a pair while another pairing exists', async () => {
    await members(4)
    for (const round of [0, 1, 2]) await play(round)
    expect(new Set(await pairsMet()).size).toBe(6)
  })

  test('make a three of an odd number, which counts as three pairs', async () => {
    await members(5)
    for (const round of [0, 1]) await play(round)
    expect((await groups()).map((group) => group.length).toSorted()).toEqual([2, 2, 3, 3])
    // Of a second three, two have always met in the first round: there were only two groups.
    expect(new Set(await pairsMet()).size).toBe(7)
  })

  test('never bring together two of whom one has blocked the other since they were paired', async () => {
    const [one, two, three] = await members(3)
    await beat(days(first, -2))
    await performDue([pairDuty], stage.work(first))
    if (one && two) await block(db(), start, two.personId, one.personId)
    await beat(first)
    const [together = []] = await groups()
    const left = idsOf(one, two).filter((person) => !together.includes(person))
    expect(together).toEqual(expect.arrayContaining(idsOf(three)))
    expect([together.length, left.length]).toEqual([2, 1])
    expect(await told('round.unpaired')).toEqual(left)
  })

  test('pair across organisations, and never two of whom one blocks the other', async () => {
    const all = await members(4)
    const [one, two, three, four] = all
    const { id } = await db().organisation.create({
      data: { communityId: stage.community, name: 'One', nameKey: 'one', kind: 'partner' },
    })
    for (const personId of idsOf(one, two))
      await db().partner.create({ data: { personId, organisationId: id, addedAt: new Date(0) } })
    // Blocked in another server, where they are another person.
    const same = await stage.member(1)
    if (three) await db().member.updateMany({ where: { id: same.id }, data: { externalId: three.externalId } })
    if (one) await block(db(), start, one.personId, same.personId)
    await play(0)
    expect((await groups()).toSorted()).toEqual([idsOf(one, four), idsOf(two, three)].toSorted())
  })

  test('never pair one user of several servers with themself', async () => {
    const [one, two, three] = await members(3)
    if (!one || !two || !three) throw new Error('there are three')
    await db().member.update({ where: { id: two.id }, data: { externalId: one.externalId } })
    await db().workspace.updateMany({ where: { communityId: stage.community }, data: { platform: 'discord' } })
    await play(0)
    expect(await groups()).toHaveLength(1)
    expect((await groups())[0]).toContain(three.personId)
    expect(await db().post.count({ where: { view: 'round.unpaired', place: { contains: one.externalId } } })).toBe(1)
  })

  test('leave out who skips, who pauses, who left, who leaves the rounds, the guest whom staff excluded; whoever is alone is told once', async () => {
    const [one, two, three, four, five, guest] = await members(6)
    await beat(days(first, -2))
    if (!one || !two || !three || !four || !five || !guest) throw new Error('there are six')
    await db().member.update({
      where: { id: guest.id },
      data: { isGuest: true, workspace: { update: { guestsExcluded: true } } },
    })
    await changePart(await two.ctx(days(first, -1)), await placeOf(two), 'skipped')
    await db().person.update({ where: { id: three.personId }, data: { paused: true } })
    await db().member.update({ where: { id: four.id }, data: { leftAt: new Date() } })
    await leaveRounds(await five.ctx(days(first, -1)))
    for (let look = 0; look < 3; look++) await beat(first)
    expect(await groups()).toEqual([])
    expect(await told('round.unpaired')).toEqual([one.personId])
    await expect(changePart(await two.ctx(first), await placeOf(two), 'in')).rejects.toThrow('round.begun')
    await expect(changePart(await one.ctx(first), await placeOf(two), 'in')).rejects.toThrow('general.buttonGone')
  })

  test('tell whoever is left alone between the pairing and the meeting, whose notice promises no conversation', async () => {
    const [one, two] = await members(2)
    if (!one || !two) throw new Error('there are two')
    await beat(days(first, -2))
    await performDue(
      rounds.duties.filter(({ name }) => name !== 'rounds.meet'),
      stage.work(first),
    )
    await leaveRounds(await two.ctx(first))
    await beat(first)
    expect(await told('round.unpaired')).toEqual([one.personId])
    expect(await db().roundPerson.count({ where: { personId: one.personId, groupId: { not: null } } })).toBe(0)
  })

  test('take in who opts in after the announcement, and let them skip it', async () => {
    await members(2)
    await beat(days(first, -2))
    const late = await stage.member(1)
    const joined = await joinRounds(await late.ctx(days(first, -1)))
    expect(joined).toMatchObject({ next: first, introduced: false, paused: false })
    expect(joined.place).toBe(await placeOf(late))
    await beat(first)
    expect((await groups())[0]).toContain(late.personId)
  })

  test('that were announced late give notice all the same', async () => {
    await members(2)
    await beat(days(first, 1))
    expect(await groups()).toEqual([])
    expect(await told('round.notice')).toHaveLength(2)
    await beat(days(first, 7))
    expect(await groups()).toHaveLength(1)
  })

  test('ask after three silent ones whether to stay, and take out who does not answer', async () => {
    const [one, two, three] = await members(3)
    if (!one || !two || !three) throw new Error('there are three')
    for (const round of [0, 1, 2]) {
      await play(round)
      const meeting = await db().meeting.findFirstOrThrow({
        where: { communityId: stage.community },
        orderBy: { id: 'desc' },
      })
      await noteMet(await one.ctx(days(first, round * 14 + 8)), `${meeting.id}.notYet`)
    }
    await beat(days(first, 40))
    const parts = async () =>
      Object.fromEntries(
        (
          await db().roundPerson.findMany({ where: { round: { communityId: stage.community, state: 'announced' } } })
        ).map(({ personId, state }) => [personId, state]),
      )
    expect(await parts()).toEqual({ [one.personId]: 'in', [two.personId]: 'asked', [three.personId]: 'asked' })
    await changePart(await two.ctx(days(first, 41)), await placeOf(two), 'in')
    await beat(days(first, 42))
    expect((await groups()).at(-1)).toEqual(idsOf(one, two))
    expect(await told('round.out')).toEqual([])
    await beat(days(first, 54))
    await beat(days(first, 54))
    expect(await told('round.out')).toEqual([three.personId])
    expect(await parts()).toEqual({ [one.personId]: 'in', [two.personId]: 'in' })
    await takePartInRounds(await three.ctx(days(first, 55)), true)
    expect(await parts()).toEqual({ [one.personId]: 'in', [two.personId]: 'in', [three.personId]: 'in' })
  })

  test('belong to one community: another’s place answers as one that does not exist', async () => {
    const [one] = await members(2)
    await beat(days(first, -2))
    const elsewhere = await setStage(database())
    const stranger = await elsewhere.member()
    if (!one) throw new Error('there are two')
    await expect(changePart(await stranger.ctx(start), await placeOf(one), 'skipped')).rejects.toThrow(
      'general.buttonGone',
    )
  })

  test('of a thousand people are announced and paired in a few seconds', async () => {
    const workspace = await db().workspace.findFirstOrThrow({ where: { communityId: stage.community } })
    const persons = await db().person.createManyAndReturn({
      data: Array.from({ length: 1_001 }, () => ({ communityId: stage.community, roundsOn: true })),
      select: { id: true },
    })
    await db().member.createMany({
      data: persons.map(({ id }) => ({
        workspaceId: workspace.id,
        personId: id,
        externalId: `P${id}`,
        name: `P${id}`,
        seenAt: new Date(0),
      })),
    })
    await beat(start)
    await beat(days(first, -2))
    expect(await told('round.notice')).toHaveLength(1_001)
    const all = rounds.duties.filter(({ name }) => name !== 'rounds.meet')
    await performDue(all, stage.work(first))
    const paired = { round: { communityId: stage.community } }
    expect(await db().roundGroup.count({ where: paired })).toBe(500)
    expect(await db().roundPerson.count({ where: { ...paired, groupId: { not: null } } })).toBe(1_001)
  })
})
