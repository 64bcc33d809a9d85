import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { command as define, type Group, type Shortcut } from '../../../src/command.ts'
import type { Log } from '../../../src/context.ts'
import { action } from '../../../src/kit/action.ts'
import { button, buttons, card, heading } from '../../../src/kit/card.ts'
import { form, textField } from '../../../src/kit/form.ts'
import { ask, show } from '../../../src/kit/reply.ts'
import { wordsOf } from '../../../src/kit/text.ts'
import { createDiscord } from '../../../src/platforms/discord/discord.ts'
import type { Entry, Place, Platform, Typed } from '../../../src/platforms/platform.ts'
import { createClock } from '../../../src/sandbox/clock.ts'
import { type DiscordPlayground, startDiscord } from '../../../src/sandbox/discord/server.ts'
import type { SeededWorkspace } from '../../../src/sandbox/playground.ts'
import { discordCheck } from '../../sandbox/openapi.ts'
import { until } from '../contract.ts'
import { openDoor, type TestDoor, titled } from '../door.ts'

const run = async () => show(titled('never run'))
const groups: readonly Group[] = [
  {
    name: 'offer',
    french: 'offre',
    about: 'command.offer',
    commands: [
      define({
        name: 'show',
        french: 'voir',
        about: 'command.offer.show',
        options: {
          offer: { kind: 'number', french: 'offre', about: 'option.offer', required: true, complete: async () => [] },
          member: { kind: 'member', french: 'membre', about: 'option.member', required: false },
          all: { kind: 'flag', french: 'tout', about: 'option.workspace', required: false },
          theme: {
            kind: 'text',
            french: 'theme',
            about: 'option.theme',
            required: false,
            maximum: 80,
            complete: async () => [],
          },
        },
        run,
      }),
      {
        kind: 'subgroup',
        name: 'partner',
        french: 'partenaire',
        about: 'command.totem.partner',
        commands: [define({ name: 'list', french: 'liste', about: 'command.totem.partner.list', run })],
      },
    ],
  },
]
const shortcuts: readonly Shortcut[] = [{ id: 'introduction.show', on: 'member', label: 'shortcut.introduction.show' }]
const silent: Log = { info: () => {}, warn: () => {}, error: () => {} }
const note = form({
  action: action('note', 1),
  title: 'Note',
  send: 'Send',
  fields: [textField({ key: 'said', label: 'Said', maximum: 100 })],
})

let playground: DiscordPlayground
let server: SeededWorkspace
let platform: Platform
let door: TestDoor
const create = (apiUrl = playground.apiUrl) =>
  createDiscord({ token: playground.credentials['DISCORD_TOKEN'] ?? '', apiUrl, groups, shortcuts, log: silent })
const founder = () => server.members['founder'] ?? ''
const partner = () => server.members['partner'] ?? ''
const offers = () => server.channels['offres'] ?? ''
const channel = (): Place => ({ kind: 'channel', workspace: server.id, channel: offers() })
const soon = async (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))
const rejections: unknown[] = []

beforeAll(async () => {
  process.on('unhandledRejection', (reason) => rejections.push(reason))
  const check = await discordCheck()
  playground = await startDiscord({ clock: createClock(), ...(check ? { check } : {}) })
  server = await playground.addWorkspace({
    name: 'French Tech',
    locale: 'fr',
    channels: [{ name: 'offres' }, { name: 'equipe', private: true }],
    members: {
      founder: { name: 'Félix Fondateur', locale: 'fr' },
      partner: { name: 'Paula Partenaire' },
      staff: { name: 'Sam Staff', admin: true },
      owner: { name: 'Olga', owner: true },
    },
  })
  platform = create()
  door = openDoor()
  await platform.start(door)
})
beforeEach(() => {
  const { command, complete, press, submit, shortcut } = openDoor()
  door.answer({ command, complete, press, submit, shortcut })
  for (const noted of [door.said, door.erasures, door.arrivals, door.failures, door.kept]) noted.length = 0
})
afterAll(async () => {
  await platform.stop()
  await playground.close()
  expect(rejections).toEqual([])
})

describe('commands', () => {
  const asked = async (line: string, who = founder()): Promise<{ entry: Entry; typed: Typed }> => {
    const { promise, resolve } = Promise.withResolvers<{ entry: Entry; typed: Typed }>()
    door.answer({
      command: async (entry, typed) => {
        resolve({ entry, typed })
        return show(titled('Noted'))
      },
    })
    await playground.command(who, offers(), line)
    return promise
  }

  test('come with their options typed, in either language', async () => {
    const { typed } = await asked(`/offre voir offre:12 membre:<@${partner()}> tout:true`)
    expect(typed).toEqual({
      kind: 'options',
      name: 'offer',
      path: ['offer', 'show'],
      values: { offer: 12, member: partner(), all: true },
    })
    expect((await asked('/offer partner list')).typed).toMatchObject({ path: ['offer', 'partner', 'list'], values: {} })
  })

  test('bare are the subcommand menu', async () => {
    expect((await asked('/offer menu')).typed).toEqual({ kind: 'options', name: 'offer', path: ['offer'], values: {} })
  })

  test('say what Discord knows of who typed them', async () => {
    expect((await asked('/offer menu')).entry).toEqual({
      workspace: server.id,
      member: founder(),
      name: 'Félix Fondateur',
      locale: 'fr',
      admin: false,
      channel: offers(),
      message: undefined,
    })
    expect((await asked('/offer menu', server.members['staff'])).entry.admin).toBe(true)
  })

  test('are completed while they are typed', async () => {
    const many = Array.from({ length: 40 }, (_, index) => ({
      value: `${index + 1}`,
      label: `#${index + 1} ${'x'.repeat(200)}`,
    }))
    const begun: unknown[] = []
    door.answer({
      complete: async (_entry, typed, option, words) => {
        begun.push(typed.kind === 'options' && typed.path, option, words)
        return many
      },
    })
    const found = await playground.complete(founder(), offers(), '/offer show offer:1', 'offer')
    expect(begun).toEqual([['offer', 'show'], 'offer', '1'])
    expect(found).toHaveLength(25)
    expect(found[0]).toMatchObject({ value: 1 })
    expect(found[0]?.name).toHaveLength(100)
    expect((await playground.complete(founder(), offers(), '/offer show theme:a', 'theme'))[0]?.value).toBe('1')
  })

  test('complete to nothing when that fails', async () => {
    door.answer({ complete: async () => Promise.reject(new Error('no')) })
    expect(await playground.complete(founder(), offers(), '/offer show offer:1', 'offer')).toEqual([])
    expect(door.failures).toHaveLength(1)
  })

  test('of a member’s menu come with the member', async () => {
    door.answer({
      shortcut: async (_entry, id, target) =>
        show(titled(target.kind === 'member' ? `${id} ${target.member}` : 'wrong')),
    })
    expect(await playground.shortcut(founder(), offers(), partner(), 'Voir la présentation')).toMatchObject({
      message: { text: `introduction.show ${partner()}` },
    })
  })

  test('are registered once, and again only when they changed', async () => {
    const puts = () => playground.calls.filter(({ call }) => call.startsWith('PUT /applications')).length
    expect(puts()).toBe(1)
    const other = create()
    await other.start(openDoor())
    await other.stop()
    expect(puts()).toBe(1)
  })

  test('that fail are apologised for with the reference of the log', async () => {
    door.answer({ command: async () => Promise.reject(new Error('broken')) })
    const answer = await playground.command(founder(), offers(), '/offer menu')
    expect(answer.kind === 'message' && answer.message.text).toContain('REF1')
    expect(door.failures).toHaveLength(1)
  })

  test('whose answer Discord refuses are apologised for', async () => {
    const refused = {
      ...titled('x'),
      blocks: [{ kind: 'image', url: `https://example.org/${'x'.repeat(3_000)}`, alt: '' } as const],
    }
    door.answer({ command: async () => show(refused) })
    const answer = await playground.command(founder(), offers(), '/offer menu')
    expect(answer.kind === 'message' && answer.message.text).toContain('REF1')
  })
})

describe('answers', () => {
  const callback = 'POST /interactions/:id/:token/callback'

  test.each(['500', 'reset', 'lost', 'hang'] as const)(
    'a %s on the way of the first answer is made good in time',
    async (kind) => {
      door.answer({ command: async () => show(titled('Here')) })
      playground.fault({ call: callback, times: 1, kind })
      expect(await playground.command(founder(), offers(), '/offer menu')).toMatchObject({
        kind: 'message',
        message: { text: 'Here', ephemeral: true },
      })
    },
  )

  test('a late answer survives faults too', async () => {
    door.answer({
      command: async () => {
        await soon(1_700)
        return show(titled('Late'))
      },
    })
    playground.fault({ call: 'PATCH /webhooks', times: 2, kind: '503' })
    await playground.command(founder(), offers(), '/offer menu')
    await until(() => playground.see(founder(), offers()).some(({ text }) => text === 'Late'))
  })

  test('a form sent from a private reply replaces it', async () => {
    door.answer({
      command: async () => show(card({ blocks: [heading('Menu'), buttons(button('Write', action('write', 1)))] })),
      press: async () => ask(note),
      submit: async (_entry, _sent, answers) => show(titled(`Kept: ${String(answers['said'])}`)),
    })
    const menu = await playground.command(founder(), offers(), '/offer menu')
    const message = menu.kind === 'message' ? menu.message.id : ''
    expect(await playground.press(founder(), offers(), message, 'Write')).toMatchObject({ kind: 'form' })
    expect(await playground.fill(founder(), { Said: 'hello' })).toMatchObject({
      kind: 'updated',
      message: { id: message, text: 'Kept: hello' },
    })
  })

  test('a control in a direct message leads to the message it is about, through private replies', async () => {
    const entries: Entry[] = []
    const next = show(card({ blocks: [heading('Next'), buttons(button('On', action('on', 1)))] }))
    door.answer({
      press: async (entry, pressed) => {
        entries.push(entry)
        return pressed.name === 'write' ? ask(note) : next
      },
      submit: async (entry) => {
        entries.push(entry)
        return next
      },
    })
    const place: Place = { kind: 'direct', workspace: server.id, member: founder() }
    const controls = buttons(button('Go', action('go', 1)), button('Write', action('write', 1)))
    const sent = await platform.send(place, card({ blocks: [heading('Welcome'), controls] }), 60)
    const pressed = await playground.press(founder(), 'dm', sent.message, 'Go')
    const reply = pressed.kind === 'message' ? pressed.message : undefined
    expect(reply).toMatchObject({ ephemeral: true, text: expect.stringContaining('Next') })
    expect(await playground.press(founder(), 'dm', reply?.id ?? '', 'On')).toMatchObject({ kind: 'updated' })
    await playground.press(founder(), 'dm', sent.message, 'Write')
    const filled = await playground.fill(founder(), { Said: 'x' })
    await playground.press(founder(), 'dm', filled.kind === 'message' ? filled.message.id : '', 'On')
    expect(entries).toHaveLength(5)
    for (const entry of entries)
      expect(entry).toMatchObject({ workspace: '', member: founder(), admin: undefined, message: sent.message })
  })
})

describe('posts', () => {
  test('sent twice are there once', async () => {
    const first = await platform.send(channel(), titled('Once'), 70)
    expect(await platform.send(channel(), titled('Once'), 70)).toEqual(first)
    expect(playground.see(founder(), offers()).filter(({ text }) => text === 'Once')).toHaveLength(1)
  })

  test('edited are found by their own number, and by no other', async () => {
    const since = Temporal.Now.instant()
    const sent = await platform.send(channel(), titled('Before'), 71)
    await platform.edit(channel(), sent, titled('After'), 71)
    expect(await platform.find(channel(), 71, since)).toEqual(sent)
    expect(await platform.find(channel(), 1, since)).toBe('absent')
  })

  test('bring their files, and edits replace them', async () => {
    const file = (content: string) => ({ name: 'slot.ics', type: 'text/calendar', content })
    const sent = await platform.send(channel(), card({ blocks: [heading('Booked')], files: [file('BEGIN:1')] }), 72)
    expect(playground.see(founder(), offers()).at(-1)?.files).toMatchObject([{ name: 'slot.ics', content: 'BEGIN:1' }])
    await platform.edit(channel(), sent, card({ blocks: [heading('Moved')], files: [file('BEGIN:2')] }), 1)
    expect(playground.see(founder(), offers()).at(-1)?.files).toMatchObject([{ name: 'slot.ics', content: 'BEGIN:2' }])
    await platform.edit(channel(), sent, titled('Off'), 1)
    expect(playground.see(founder(), offers()).at(-1)?.files).toEqual([])
  })

  test.each(['aside', 'thread'] as const)(
    'an %s answers its message, and stands alone when that is gone',
    async (kind) => {
      const message = await playground.write(partner(), offers(), 'We lend two desks')
      const place: Place = { kind, workspace: server.id, channel: offers(), message, member: partner() }
      const sent = await platform.send(place, titled('Is it an offer?'), kind === 'aside' ? 73 : 74)
      expect(playground.see(partner(), offers()).at(-1)).toMatchObject({
        id: sent.message,
        pinged: [],
        raw: { message_reference: { message_id: message } },
      })
      await playground.erase(partner(), offers(), message)
      await platform.send(place, titled('Too late'), kind === 'aside' ? 75 : 76)
      await platform.remove(place, sent)
      await platform.remove(place, sent)
    },
  )

  test('of a group have one private thread with its members, however often they are sent', async () => {
    const place: Place = {
      kind: 'group',
      workspace: server.id,
      members: [founder(), partner()],
      channel: offers(),
      name: 'Félix & Paula',
    }
    expect(await platform.find(place, 77, Temporal.Now.instant())).toBe('absent')
    playground.fault({ call: 'POST /channels/:id/messages', times: 1, kind: '500' })
    await expect(platform.send(place, titled('Meet'), 77)).rejects.toThrow()
    const sent = await platform.send(place, titled('Meet'), 77)
    const threads = (who: string) =>
      playground.conversations(who).filter(({ name }) => name.startsWith('Félix & Paula'))
    expect(threads(founder())).toEqual([{ id: sent.channel, name: 'Félix & Paula · 77', kind: 'thread' }])
    expect(threads(partner())).toHaveLength(1)
    expect(threads(server.members['staff'] ?? '')).toHaveLength(0)
    expect(await platform.find(place, 77, Temporal.Now.instant().subtract({ minutes: 1 }))).toEqual(sent)
    await playground.write(founder(), sent.channel, 'Hello Paula')
    await until(() => door.said.some(({ reply, channel: where }) => reply && where === sent.channel))
  })

  test('where Totem may not write are failures for good', async () => {
    const closed = await playground.addChannel(server.id, { name: 'fermé' })
    playground.forbid(closed, 'send')
    expect((await platform.channels(server.id)).find(({ id }) => id === closed)).toMatchObject({
      usable: false,
      private: false,
    })
    expect(await platform.enter(server.id, closed)).toBe(false)
    await expect(
      platform.send({ kind: 'channel', workspace: server.id, channel: closed }, titled('x'), 78),
    ).rejects.toMatchObject({
      failure: { kind: 'permanent', reason: 'notAllowed' },
    })
  })

  test('a long wait that Discord asks for is the keeper’s', async () => {
    const room = await playground.addChannel(server.id, { name: 'lent' })
    playground.fault({ call: 'POST /channels/:id/messages', times: 1, kind: '429', retryAfter: 60 })
    await expect(
      platform.send({ kind: 'channel', workspace: server.id, channel: room }, titled('x'), 79),
    ).rejects.toMatchObject({
      failure: { kind: 'later', afterMs: expect.closeTo(60_000, -3) },
    })
  })
})

describe('what happens', () => {
  test('screening is told when it begins and when it ends', async () => {
    const newcomer = await playground.join(server.id, { name: 'Nina', pending: true })
    await until(() => door.arrivals.length === 1)
    await playground.passScreening(server.id, newcomer)
    await until(() => door.arrivals.length === 2)
    expect(door.arrivals).toMatchObject([
      { what: 'joined', member: { id: newcomer, pending: true } },
      { what: 'changed', member: { id: newcomer, pending: false } },
    ])
  })

  test('messages from before Totem came are heard when they change and go', async () => {
    const message = await playground.write(partner(), offers(), 'Old')
    const other = create()
    const ears = openDoor()
    await other.start(ears)
    await playground.rewrite(partner(), offers(), message, 'New')
    await until(() => ears.said.length === 1)
    expect(wordsOf(ears.said[0]?.text ?? [])).toBe('New')
    await playground.erase(partner(), offers(), message)
    await until(() => ears.erasures.length === 1)
    await other.stop()
  })

  test('being taken out and put back is told', async () => {
    await playground.uninstall(server.id)
    await until(() => door.arrivals.some(({ what }) => what === 'removed'))
    await playground.install(server.id)
    await until(() => door.arrivals.at(-1)?.what === 'entered')
  })

  test('nothing of a server is handled before it was announced', async () => {
    const other = create()
    const slow = openDoor()
    const order: string[] = []
    slow.answer({
      entered: async () => {
        await soon(200)
        order.push('entered')
      },
      heard: async () => void order.push('heard'),
    })
    await other.start(slow)
    await playground.write(partner(), offers(), 'Right away')
    await until(() => order.length === 2)
    expect(order).toEqual(['entered', 'heard'])
    await other.stop()
  })
})

describe('the connection', () => {
  test('an outage is sat out, and what was said meanwhile is heard', async () => {
    playground.outage(true)
    await soon(1_500)
    expect(platform.connected()).toBe(false)
    await playground.write(partner(), offers(), 'Meanwhile')
    playground.outage(false)
    await until(() => platform.connected(), 15_000)
    await until(() => door.said.some(({ text }) => wordsOf(text) === 'Meanwhile'))
  })

  test('when Discord has forgotten the session, servers are announced again, for something was missed', async () => {
    playground.outage(true)
    await soon(200)
    // More than the sandbox keeps of a session that is away.
    for (let index = 0; index <= 5_001; index++) await playground.write(partner(), offers(), 'x')
    playground.outage(false)
    await until(() => door.arrivals.some(({ what }) => what === 'entered'), 15_000)
    await until(() => platform.connected())
    door.answer({ command: async () => show(titled('Back')) })
    expect(await playground.command(founder(), offers(), '/offer menu')).toMatchObject({ kind: 'message' })
  })

  test('stopping during an outage ends at once and for good', async () => {
    const other = create()
    await other.start(openDoor())
    playground.outage(true)
    await soon(300)
    const begun = performance.now()
    await other.stop()
    expect(performance.now() - begun).toBeLessThan(1_500)
    playground.outage(false)
    await soon(1_200)
    expect(other.connected()).toBe(false)
    await until(() => platform.connected(), 15_000)
  })

  test('stopping while nobody answers ends the waiting start', async () => {
    const nobody = create('http://127.0.0.1:9/api')
    const started = nobody.start(openDoor())
    await soon(100)
    await nobody.stop()
    await started
    expect(nobody.connected()).toBe(false)
  })

  test('refused intents are told in words', async () => {
    const strict = await startDiscord({ clock: createClock(), disallowedIntents: 1 << 15 })
    const other = createDiscord({
      token: strict.credentials['DISCORD_TOKEN'] ?? '',
      apiUrl: strict.apiUrl,
      groups,
      shortcuts,
      log: silent,
    })
    await expect(other.start(openDoor())).rejects.toThrow(/Message Content Intent/u)
    await other.stop()
    await strict.close()
  })
})
