import { expect, test } from 'vitest'
import { mondayOf, nextMonday, weekBefore } from '../../../src/features/introductions/monday.ts'
import { mondayView } from '../../../src/features/introductions/monday-card.ts'
import { blockWords } from '../../../src/kit/card.ts'
import { toDate } from '../../../src/kit/time.ts'
import { viewContext } from '../../../src/posts/views.ts'
import { onBothDatabases } from '../../support/database.ts'
import { workAt } from '../../support/work.ts'

test.each([
  ['a Tuesday', '2026-11-17T12:00:00+01:00', 'Europe/Paris', '2026-11-23T09:00:00+01:00'],
  ['that Monday, early', '2026-11-16T08:59:59+01:00', 'Europe/Paris', '2026-11-16T09:00:00+01:00'],
  ['that Monday at nine', '2026-11-16T09:00:00+01:00', 'Europe/Paris', '2026-11-23T09:00:00+01:00'],
  ['a Sunday night', '2026-11-22T23:59:00+01:00', 'Europe/Paris', '2026-11-23T09:00:00+01:00'],
  ['the week of the autumn clock change', '2026-10-21T12:00:00+02:00', 'Europe/Paris', '2026-10-26T09:00:00+01:00'],
  ['the week of the spring clock change', '2027-03-24T12:00:00+01:00', 'Europe/Paris', '2027-03-29T09:00:00+02:00'],
  ['a Sunday here that is Monday there', '2026-11-22T20:30:00+01:00', 'Pacific/Auckland', '2026-11-23T09:00:00+13:00'],
])('after %s, the next Monday is at nine in the workspace’s zone', (_when, now, zone, expected) => {
  const monday = nextMonday(Temporal.Instant.from(now), zone)
  expect(monday).toEqual(Temporal.Instant.from(expected))
  expect(mondayOf(monday.toZonedDateTimeISO(zone).toPlainDate().toString(), zone)).toEqual(monday)
})

onBothDatabases('the week before a Monday', (database) => {
  const monday = Temporal.Instant.from('2026-11-23T09:00:00+01:00')
  const ago = (days: number): Date => toDate(monday.subtract({ hours: 24 * days }))

  test('names who joined, introduced themself and met somebody, and whom to write to', async () => {
    const { client } = database()
    const { id, communityId } = await client.workspace.create({
      data: {
        community: { create: { createdAt: ago(100) } },
        platform: 'slack',
        externalId: 'T1',
        name: 'Le Bivouac',
        locale: 'fr',
        timezone: 'Europe/Paris',
        joinedAt: ago(100),
        guestsExcluded: true,
      },
    })
    const join = async (name: string, joinedAt: Date, more: object = {}) =>
      client.member.create({
        data: {
          workspace: { connect: { id } },
          person: { create: { communityId } },
          externalId: name,
          name,
          joinedAt,
          seenAt: joinedAt,
          greeting: 'welcomed',
          ...more,
        },
      })
    const introduce = async (member: { id: number; personId: number }, createdAt: Date, greeterId: number | null) =>
      client.introduction.create({
        data: {
          communityId,
          personId: member.personId,
          memberId: member.id,
          kind: 'startup',
          headline: 'x',
          canHelp: '',
          lookingFor: '',
          greeterId,
          createdAt,
          updatedAt: createdAt,
        },
      })
    const old = await join('Ancienne', ago(90), { greeting: 'known' })
    await join('Hier', ago(1))
    await join('Partie', ago(5), { leftAt: ago(1) })
    await join('Muette', ago(4))
    await join('Suivie', ago(12), { writerId: old.personId, writerAt: ago(7) })
    await join('Oubliée', ago(40))
    await join('Invitée', ago(4), { isGuest: true })
    const greeted = await join('Accueillie', ago(5))
    const alone = await join('Seule', ago(6))
    await introduce(greeted, ago(2), old.personId)
    await introduce(alone, ago(8), null)
    await client.meeting.create({
      data: {
        communityId,
        state: 'accepted',
        reason: 'request',
        createdAt: ago(20),
        persons: {
          create: [
            { personId: old.personId, memberId: old.id, met: 'yes', askedAt: ago(9), metAt: ago(3) },
            { personId: alone.personId, memberId: alone.id, met: 'no', askedAt: ago(9), metAt: ago(3) },
          ],
        },
      },
    })

    const week = await weekBefore(client, { id, timezone: 'Europe/Paris' }, monday)
    expect(week.joined).toEqual(['Hier', 'Muette', 'Accueillie', 'Seule'])
    expect(week.introduced).toEqual(['Accueillie'])
    expect(week.met).toEqual(['Ancienne'])
    expect(week.toWrite.map(({ name, why }) => [name, why])).toEqual([
      ['Muette', 'silent'],
      ['Seule', 'ungreeted'],
    ])

    for (let more = 1; more <= 11; more++) await join(`Silence ${more}`, ago(5))
    const workspace = await client.workspace.findUniqueOrThrow({ where: { id } })
    const view = viewContext(workAt(database(), String(monday)), workspace, undefined, '2026-11-23')
    const card = await mondayView.render(view, id)
    if (!card || card === 'asIs') throw new Error('there is a card')
    const said = card.blocks.map(blockWords).join('\n')
    expect(said).toContain('13 personnes apprécieraient')
    expect(said).toContain('Silence 8 ')
    expect(said).not.toContain('Silence 9 ')
    expect(said).toContain('Et 3 autres personnes.')
  })
})
