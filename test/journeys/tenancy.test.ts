import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { groups } from '../../commands/index.ts'
import { type Command, commandsOf, type Option } from '../../src/command.ts'
import type { Directory } from '../../src/context.ts'
import type { Answers } from '../../src/kit/form.ts'
import { openOrder } from '../../src/kit/order.ts'
import type { Reply } from '../../src/kit/reply.ts'
import { plain } from '../../src/kit/text.ts'
import type { Door, Entry, Heard, Typed } from '../../src/platforms/platform.ts'
import { doorOf } from '../../src/totem/door.ts'
import { forms, memberShortcuts, messageShortcuts, presses } from '../../src/totem/totem.ts'
import { createMemoryPlatform } from '../posts/memory-platform.ts'
import { type Fresh, freshDatabase, kinds } from '../support/database.ts'

/** Every row of the other community has this number, and a person of theirs this id. */
const THEIRS = 77_001
/** Nobody has these. */
const NOBODYS = 88_002
/** Of the same length, so that what differs is never how long they are. */
const theirs = { id: THEIRS, member: 'member77001', theme: 'topic77001' }
const nobodys = { id: NOBODYS, member: 'member88002', theme: 'topic88002' }
type Names = typeof theirs

/** Records as buttons and forms carry them. */
const records: ((id: number) => string)[] = [
  (id) => `${id}`,
  (id) => `${id}.yes`,
  (id) => `${id}~yes`,
  (id) => `${id}.${id}`,
  (id) => `${id} ${id}`,
]
/** What is there in the other community, in turn, so that no answer hangs on a state alone. */
const states = [
  { offer: 'open', interest: 'waiting', meeting: 'asked' },
  { offer: 'pending', interest: 'accepted', meeting: 'accepted' },
  { offer: 'asked', interest: 'accepted', meeting: 'accepted' },
]

const now = Temporal.Instant.from('2026-11-20T09:00:00Z')
const at = new Date(now.epochMilliseconds)

describe.each(kinds)('with %s, an id of another community', (kind) => {
  let fresh: Fresh
  let door: Door
  const faults: string[] = []
  const ours: Entry = {
    workspace: 'ours',
    member: 'mine',
    name: 'Sophie',
    locale: 'en',
    admin: true,
    channel: 'general',
    message: undefined,
  }

  beforeAll(async () => {
    fresh = await freshDatabase(kind)
    await seed(fresh)
    const { platform } = createMemoryPlatform('discord')
    door = doorOf(
      {
        db: fresh.database,
        now: () => now,
        random: () => 0.5,
        log: { info: () => {}, warn: () => {}, error: (event, error) => faults.push(`${event}: ${String(error)}`) },
        stopping: new AbortController().signal,
        order: openOrder(),
        lookedOver: new Set(),
        encryptionKeys: [],
        directory,
        defaultLocale: 'en',
        defaultTimezone: 'Europe/Paris',
      },
      platform,
    )
  })
  afterAll(async () => fresh?.dispose())

  const buttons = ['draft.open', ...Object.keys(presses)]
  const allForms = Object.keys(forms)

  describe.each(states)('while theirs are $offer, $interest and $meeting', (state) => {
    beforeAll(async () => {
      const { client } = fresh.database
      await client.offer.update({ where: { id: THEIRS }, data: { state: state.offer } })
      await client.interest.update({ where: { id: THEIRS }, data: { state: state.interest } })
      await client.meeting.update({ where: { id: THEIRS }, data: { state: state.meeting } })
    })

    test.each(buttons)('is as unknown to the button %s', async (name) => {
      await expectSame(async (names) => {
        const replies = [await door.press(ours, { name, record: `${names.id}` }, [`${names.id}`])]
        for (const record of records) replies.push(await door.press(ours, { name, record: record(names.id) }, []))
        return replies
      })
    })

    test.each(allForms)('is as unknown to the form %s', async (name) => {
      await expectSame(async (names) => {
        const replies: Reply[] = []
        for (const record of records) replies.push(await door.submit(ours, { name, record: record(names.id) }, filled))
        return replies
      })
    })

    test.each(commandsOf(groups).map(({ path, command }) => ({ line: path.join(' '), path, command })))(
      'is as unknown to /$line',
      async ({ path, command }) => {
        await expectSame(async (names) => [await door.command(ours, typed(path, command, names))])
      },
    )

    test.each(Object.keys(messageShortcuts))('is as unknown to the shortcut %s on a message', async (id) => {
      await expectSame(async (names) => {
        const replies: Reply[] = []
        for (const author of ['mine', names.member])
          replies.push(await door.shortcut(ours, id, { kind: 'message', heard: messageOf(names, author) }))
        return replies
      })
    })
  })

  test.each(Object.keys(memberShortcuts))('is as unknown to the shortcut %s', async (id) => {
    await expectSame(async ({ member }) => [await door.shortcut(ours, id, { kind: 'member', member })])
  })

  test('is never proposed while typing', async () => {
    for (const { path, command } of commandsOf(groups))
      for (const option of Object.keys(command.options))
        for (const begun of ['', `${THEIRS}`, 'topic', 'Theirs']) {
          const proposed = await door.complete(ours, { ...typed(path, command, theirs) }, option, begun)
          expect(JSON.stringify(proposed)).not.toMatch(/77001|Theirs/u)
        }
  })

  /** The same answers for both, or the same when asked again: some buttons answer differently the second time. */
  async function expectSame(ask: (names: Names) => Promise<readonly Reply[]>): Promise<void> {
    faults.length = 0
    const before = await everythingOf(fresh)
    const first = written(await ask(nobodys), nobodys)
    const second = written(await ask(theirs), theirs)
    if (second !== first) expect(second).toEqual(written(await ask(nobodys), nobodys))
    expect(second).not.toContain('Theirs')
    expect(await everythingOf(fresh)).toEqual(before)
    expect(faults).toEqual([])
  }
})

/** Every answer that any form may want. */
const filled: Answers = {
  title: 'A title',
  details: 'Some details',
  places: '5',
  until: '24/12/2026',
  reason: 'A reason',
  message: 'A message',
  comment: 'A comment',
  text: 'A text',
  headline: 'A headline',
  themes: [],
}

/** A message of our offers channel that bears the id of theirs. */
function messageOf({ id }: Names, author: string): Heard {
  return {
    ...{ workspace: 'ours', channel: 'offers', message: `${id}`, author, answers: undefined, link: undefined },
    ...{ automatic: false, reply: false, direct: false, edited: false },
    ...{ text: [plain('A talk about patents')], images: [], files: [] },
  }
}

function typed(path: readonly string[], command: Command, names: Names): Typed & { kind: 'options' } {
  const values = Object.fromEntries(
    Object.entries(command.options).map(([name, option]) => [name, optionFor(name, option, names)]),
  )
  return { kind: 'options', name: path[0] ?? '', path, values }
}

function optionFor(name: string, option: Option, names: Names): string | number | boolean {
  switch (option.kind) {
    case 'number':
      return names.id
    case 'member':
      return names.member
    case 'flag':
      return false
    case 'choice':
      return option.choices[0]?.value ?? ''
    case 'text':
      // A code to connect with is made to be typed elsewhere.
      return name === 'code' ? 'NOTACODE22' : names.theme
  }
}

function written(replies: readonly Reply[], names: Names): string {
  return JSON.stringify(replies)
    .replaceAll(names.member, 'MEMBER')
    .replaceAll(names.theme, 'TOPIC')
    .replaceAll(String(names.id), 'ID')
}

/** The platform knows who is in our server, and nobody of theirs. */
const directory: Directory = {
  channels: async () => [{ id: 'general', name: 'general', private: false, usable: true }],
  enter: async () => true,
  member: async () => undefined,
  message: async () => undefined,
  connections: () => [{ platform: 'discord', connected: true }],
}

async function seed({ database: { client } }: Fresh): Promise<void> {
  await seedOurs(client)
  const id = THEIRS
  const workspace = { platform: 'discord', locale: 'en', timezone: 'Europe/Paris', joinedAt: at, name: 'Theirs' }
  await client.community.create({ data: { id, createdAt: at } })
  await client.workspace.create({ data: { ...workspace, id, communityId: id, externalId: 'theirs' } })
  for (const [each, externalId] of [
    [id, theirs.member],
    [id + 1, 'other'],
  ] as const) {
    await client.person.create({ data: { id: each, communityId: id, roundsOn: true } })
    const member = { id: each, workspaceId: id, personId: each, externalId, name: 'Theirs', seenAt: at }
    await client.member.create({ data: member })
  }
  await client.theme.create({ data: { communityId: id, slug: theirs.theme, name: 'Theirs' } })
  await client.organisation.create({
    data: { id, communityId: id, name: 'Theirs', nameKey: theirs.theme, kind: 'partner' },
  })
  await client.introduction.create({
    data: {
      ...{ id, communityId: id, personId: id, memberId: id, kind: 'startup', headline: 'Theirs' },
      ...{ canHelp: 'Theirs', lookingFor: 'Theirs', createdAt: at, updatedAt: at },
    },
  })
  await seedTheirWork(client)
}

type Client = Fresh['database']['client']

async function seedOurs(client: Client): Promise<void> {
  await client.community.create({ data: { id: 1, createdAt: at } })
  await client.workspace.create({
    data: {
      ...{ id: 1, communityId: 1, platform: 'discord', externalId: 'ours', name: 'Ours' },
      ...{ locale: 'en', timezone: 'Europe/Paris', joinedAt: at },
    },
  })
  await client.person.create({ data: { id: 1, communityId: 1 } })
  await client.member.create({
    data: { id: 1, workspaceId: 1, personId: 1, externalId: 'mine', name: 'Sophie', isAdmin: true, seenAt: at },
  })
  for (const purpose of ['offers', 'introductions', 'staff'])
    await client.adoptedChannel.create({ data: { workspaceId: 1, purpose, externalId: purpose, name: purpose } })
}

async function seedTheirWork(client: Client): Promise<void> {
  const id = THEIRS
  const later = new Date(now.add({ hours: 240 }).epochMilliseconds)
  await client.offer.create({
    data: {
      ...{ id, communityId: id, workspaceId: id, personId: id, memberId: id, title: 'Theirs', titleKey: 'theirs' },
      ...{ details: 'Theirs', kind: 'legal', closesAt: later, state: 'open', createdAt: at },
      ...{ sourceChannel: 'offers', sourceMessage: `${id}` },
    },
  })
  await client.interest.create({
    data: { id, offerId: id, personId: id + 1, memberId: id + 1, message: 'Theirs', state: 'waiting', createdAt: at },
  })
  const persons = [id, id + 1].map((person) => ({ personId: person, memberId: person }))
  await client.meeting.create({
    data: {
      ...{ id, communityId: id, state: 'asked', reason: 'request', askerId: id, createdAt: at },
      persons: { create: persons },
    },
  })
  await client.conversation.create({
    data: { id, communityId: id, meetingId: id, kind: 'relayed', createdAt: at, sides: { create: persons } },
  })
  await client.round.create({
    data: {
      id,
      communityId: id,
      state: 'announced',
      pairsAt: later,
      persons: { create: { id, personId: id, memberId: id } },
    },
  })
  await client.draft.create({ data: { id, memberId: id, form: '{}', createdAt: at } })
}

/** All that is theirs, and all that is said to them. */
async function everythingOf({ database: { client } }: Fresh): Promise<unknown> {
  const ofTheirs = { where: { communityId: THEIRS } }
  return {
    persons: await client.person.findMany(ofTheirs),
    members: await client.member.findMany({ where: { workspaceId: THEIRS } }),
    introductions: await client.introduction.findMany(ofTheirs),
    offers: await client.offer.findMany(ofTheirs),
    interests: await client.interest.findMany({ where: { offerId: THEIRS } }),
    meetings: await client.meeting.findMany({ ...ofTheirs, include: { persons: true } }),
    conversations: await client.conversation.findMany({ ...ofTheirs, include: { sides: true } }),
    rounds: await client.round.findMany({ ...ofTheirs, include: { persons: true } }),
    blocks: await client.block.findMany({ where: { blockedId: { gte: THEIRS } } }),
    posts: await client.post.findMany({ where: { workspaceId: THEIRS } }),
  }
}
