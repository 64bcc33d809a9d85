import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { command, type Group, type Shortcut } from '../../src/command.ts'
import type { Log } from '../../src/context.ts'
import { action } from '../../src/kit/action.ts'
import { bullets, button, buttons, card, fields, heading, note, paragraph, select } from '../../src/kit/card.ts'
import { DeliveryError, type DeliveryFailure } from '../../src/kit/errors.ts'
import { choiceField, form, textField } from '../../src/kit/form.ts'
import { ask, show } from '../../src/kit/reply.ts'
import { bold, person, text, wordsOf } from '../../src/kit/text.ts'
import type { Heard, MemberFacts, Place, Platform, Vault } from '../../src/platforms/platform.ts'
import type { Playground, SeededWorkspace, SeenMessage, WorkspaceSeed } from '../../src/sandbox/playground.ts'
import { labelled } from '../kit/labels.ts'
import { openDoor, type TestDoor, titled } from './door.ts'

/** What each adapter's own test brings: the sandbox of its platform and the adapter on it, not started. */
export interface Stage {
  readonly playground: Playground
  readonly workspace: SeededWorkspace
  readonly create: (with_?: { credentials?: Readonly<Record<string, string>> }) => Platform
  /** What sending a message to a channel is called in `fault`. */
  readonly sendCall: string
  readonly unknownChannel: string
  /** What Totem keeps of the workspaces that installed it. */
  readonly vault?: Vault
}
export interface Given {
  readonly seed: WorkspaceSeed
  readonly groups: readonly Group[]
  readonly shortcuts: readonly Shortcut[]
  readonly log: Log
}

const seed: WorkspaceSeed = {
  name: 'Le Bivouac',
  locale: 'fr',
  channels: [{ name: 'general' }, { name: 'offres' }, { name: 'equipe', private: true }],
  members: {
    founder: { name: 'Félix Fondateur', locale: 'en', timezone: 'America/New_York' },
    partner: { name: 'Paula Partenaire' },
    owner: { name: 'Olga Propriétaire', owner: true },
    closed: { name: 'Claude Fermé' },
  },
}
const groups: readonly Group[] = [
  {
    name: 'offer',
    french: 'offre',
    about: 'command.offer',
    commands: [
      command({ name: 'list', french: 'liste', about: 'command.offer', run: async () => show(titled('never run')) }),
      command({ name: 'new', french: 'nouvelle', about: 'command.offer', run: async () => show(titled('never run')) }),
    ],
  },
]
const shortcuts: readonly Shortcut[] = [{ id: 'offer.turn', on: 'message', label: 'shortcut.offer.turn' }]

const contactForm = form({
  action: action('offer.create', 7),
  title: 'New offer',
  send: 'Publish',
  fields: [
    textField({ key: 'title', label: 'Title', maximum: 100, value: 'Legal clinic' }),
    textField({ key: 'details', label: 'Details', maximum: 1_500, lines: 'many', required: false }),
    choiceField({
      key: 'themes',
      label: 'Themes',
      minimum: 0,
      maximum: 2,
      choices: [
        { value: 'energy', label: 'Energy' },
        { value: 'health', label: 'Health' },
        { value: 'culture', label: 'Culture' },
      ],
    }),
  ],
})

export const hostile = [
  '@everyone @here <!channel> <!everyone> <!here>',
  '<@U0000000001> <@1234567890123456789> <@&1234567890123456789> <!subteam^S0000001|@all> <#C0000000001>',
  '*bold* _italic_ ~strike~ `code` ```block``` > quote # heading - list [label](https://evil.example) ||spoiler||',
  '@\u200beveryone @\u2060everyone \u202e@everyone\u202c <\u200b!channel>',
  'a\u0000b <https://evil.example|bank.example> javascript:alert(1) &lt;!channel&gt; &amp;',
  '\\*\\_\\`\\<@U1\\>',
  '👨‍👩‍👧‍👦 émojis, العربية, עברית',
]

const lines: string[] = []
const log: Log = {
  info: (event) => void lines.push(event),
  warn: (event, facts) => void lines.push(`${event} ${JSON.stringify(facts)}`),
  error: (event, error) => void lines.push(`${event} ${String(error)}`),
}

/** One suite for every adapter: what Totem may rely on, on the real SDK and the sandbox of its platform. */
export function contract(
  title: string,
  /** The variables that a wrong token is told by, at start. */
  tokens: readonly string[],
  open: (given: Given) => Promise<Stage>,
): void {
  describe(title, () => {
    let stage: Stage
    let platform: Platform
    let door: TestDoor
    let workspace: string
    const member = (key: string): string => known(stage.workspace.members[key])
    const room = (name: string): string => known(stage.workspace.channels[name])
    const channel = (name: string): Place => ({ kind: 'channel', workspace, channel: room(name) })
    const direct = (key: string): Place => ({ kind: 'direct', workspace, member: member(key) })
    const seen = (key: string, place: string): SeenMessage[] => stage.playground.see(member(key), place)
    const since = () => Temporal.Now.instant().subtract({ minutes: 1 })

    beforeAll(async () => {
      stage = await open({ seed, groups, shortcuts, log })
      workspace = stage.workspace.id
      stage.playground.setDirectMessages(member('closed'), false)
      platform = stage.create()
      door = openDoor(stage.vault)
      await platform.start(door)
      for (const name of ['general', 'offres']) await platform.enter(workspace, room(name))
    })
    beforeEach(() => {
      for (const noted of [door.said, door.erasures, door.arrivals, door.failures, door.kept]) noted.length = 0
    })
    afterAll(async () => {
      await platform.stop()
      await stage.playground.close()
    })

    describe('posts', () => {
      test('a card is shown in a channel, changed in place and taken away', async () => {
        const sent = await platform.send(
          channel('offres'),
          card({ blocks: [heading('Legal clinic'), paragraph(text`For ${bold('everyone')}`)] }),
          1,
        )
        expect(seen('founder', room('offres')).at(-1)).toMatchObject({
          id: sent.message,
          text: 'Legal clinic\nFor everyone',
          edited: false,
        })
        await platform.edit(channel('offres'), sent, card({ tone: 'closed', blocks: [heading('Closed')] }), 1)
        expect(seen('founder', room('offres')).at(-1)).toMatchObject({ id: sent.message, text: 'Closed', edited: true })
        await platform.remove(channel('offres'), sent)
        expect(seen('founder', room('offres')).some((message) => message.id === sent.message)).toBe(false)
      })

      test('every kind of block is taken by the platform', async () => {
        const all = card({
          blocks: [
            heading('Heading'),
            paragraph('Text'),
            note('Small print'),
            fields([{ label: labelled('Kind:'), value: 'legal' }]),
            bullets(['one', 'two']),
            { kind: 'divider' },
            buttons(button('Go', action('go', 1), 'primary'), button('Stop', action('stop', 1), 'danger')),
            select({ action: action('pick', 1), placeholder: 'I am…', choices: [{ value: 'a', label: 'A' }] }),
          ],
        })
        const sent = await platform.send(channel('offres'), all, 2)
        const shown = seen('founder', room('offres')).at(-1)
        expect(shown?.id).toBe(sent.message)
        for (const words of ['Heading', 'Text', 'Small print', 'Kind: legal', 'one', 'two'])
          expect(shown?.text).toContain(words)
        expect(shown?.controls.map((control) => control.kind)).toEqual(['button', 'button', 'select'])
      })

      test('a post that was taken away and is shown again is a new message', async () => {
        const sent = await platform.send(channel('offres'), titled('Here'), 3)
        await platform.remove(channel('offres'), sent)
        const again = await platform.send(channel('offres'), titled('Here again'), 3, 1)
        expect(again.message).not.toBe(sent.message)
        expect(seen('founder', room('offres')).at(-1)).toMatchObject({ id: again.message, text: 'Here again' })
      })

      test('what members wrote is shown as text and notifies nobody', async () => {
        for (const [index, words] of hostile.entries()) {
          await platform.send(
            channel('general'),
            card({
              blocks: [
                heading(words),
                paragraph(words),
                note(words),
                fields([{ label: labelled(words.slice(0, 40)), value: words }]),
                bullets([words]),
              ],
            }),
            100 + index,
          )
          expect(seen('founder', room('general')).at(-1)?.pinged, words).toEqual([])
        }
      })

      test('a word as long as a message can be is taken', async () => {
        const long = 'x'.repeat(4_000)
        await platform.send(
          channel('general'),
          card({ blocks: [heading(long), paragraph(long), note(long), bullets([long, long])] }),
          120,
        )
        expect(seen('founder', room('general')).at(-1)?.text).toContain('xxxx')
      })

      test('a person is notified where they are a member, and named elsewhere', async () => {
        const paula = { id: member('partner'), name: 'Paula' }
        await platform.send(
          channel('offres'),
          card({ blocks: [paragraph(text`${person({ ...paula, workspace })} offers`)] }),
          3,
        )
        expect(seen('founder', room('offres')).at(-1)?.pinged).toEqual([member('partner')])
        await platform.send(
          channel('offres'),
          card({ blocks: [paragraph(text`${person({ ...paula, workspace: 'elsewhere' })} offers`)] }),
          4,
        )
        expect(seen('founder', room('offres')).at(-1)).toMatchObject({ text: 'Paula offers', pinged: [] })
      })

      test('a direct message reaches its member only', async () => {
        const sent = await platform.send(direct('founder'), titled('Welcome'), 5)
        expect(seen('founder', 'dm').at(-1)).toMatchObject({ id: sent.message, text: 'Welcome' })
        await platform.edit(direct('founder'), sent, titled('Welcome back'), 1)
        expect(seen('founder', 'dm').at(-1)?.text).toBe('Welcome back')
      })

      test('closed direct messages and unknown channels are failures for good', async () => {
        expect(await failureOf(platform.send(direct('closed'), titled('Welcome'), 6))).toEqual({
          kind: 'permanent',
          reason: 'directMessagesClosed',
        })
        const nowhere: Place = { kind: 'channel', workspace, channel: stage.unknownChannel }
        expect(await failureOf(platform.send(nowhere, titled('Hello'), 7))).toEqual({
          kind: 'permanent',
          reason: 'placeGone',
        })
      })

      test('changing a message that is gone is a failure for good', async () => {
        const sent = await platform.send(channel('offres'), titled('Soon gone'), 8)
        await platform.remove(channel('offres'), sent)
        expect(await failureOf(platform.edit(channel('offres'), sent, titled('Too late'), 1))).toEqual({
          kind: 'permanent',
          reason: 'messageGone',
        })
      })

      test('a post is found by its number after a crash, and its absence is known', async () => {
        const sent = await platform.send(channel('offres'), titled('Find me'), 9)
        expect(await platform.find(channel('offres'), 9, since())).toEqual(sent)
        await platform.edit(channel('offres'), sent, titled('Found as edited'), 9)
        expect(await platform.find(channel('offres'), 9, since())).toEqual(sent)
        expect(await platform.find(channel('offres'), 10, since())).toBe('absent')
      })

      test('a platform that asks for time says how long', async () => {
        stage.playground.fault({ call: stage.sendCall, times: 1, kind: '429', retryAfter: 1 })
        const outcome = await settled(platform.send(channel('offres'), titled('Patience'), 11))
        // discord.js waits by itself; Slack's client is told not to.
        if (outcome) expect(outcome).toEqual({ kind: 'later', afterMs: 1_000 })
        else expect(seen('founder', room('offres')).at(-1)?.text).toBe('Patience')
      })

      test.each(['500', '503', 'reset'] as const)(
        'after a %s nobody knows whether the message is there, and it is not',
        async (kind) => {
          stage.playground.fault({ call: stage.sendCall, times: 1, kind })
          expect(await failureOf(platform.send(channel('offres'), titled('Lost'), 12))).toEqual({ kind: 'unknown' })
          expect(await platform.find(channel('offres'), 12, since())).toBe('absent')
        },
      )

      test('a message whose answer was lost is found again', async () => {
        stage.playground.fault({ call: stage.sendCall, times: 1, kind: 'lost' })
        expect(await failureOf(platform.send(channel('offres'), titled('There after all'), 13))).toEqual({
          kind: 'unknown',
        })
        const found = await platform.find(channel('offres'), 13, since())
        expect(found).toMatchObject({ message: seen('founder', room('offres')).at(-1)?.id })
      })
    })

    describe('commands, presses and forms', () => {
      test('a command is answered privately', async () => {
        door.answer({ command: async () => show(titled('Two offers')) })
        const answer = await stage.playground.command(member('founder'), room('offres'), '/offer list')
        expect(answer).toMatchObject({ kind: 'message', message: { text: 'Two offers', ephemeral: true } })
        expect(seen('partner', room('offres')).some((message) => message.text === 'Two offers')).toBe(false)
      })

      test('a command says who typed what and where', async () => {
        const asked: unknown[] = []
        door.answer({
          command: async (entry, typed) => {
            asked.push(entry, typed.kind === 'line' ? `${typed.name} ${typed.line}` : typed.path.join(' '))
            return show(titled('Noted'))
          },
        })
        await stage.playground.command(member('founder'), room('offres'), '/offer list')
        expect(asked).toEqual([
          expect.objectContaining({ workspace, member: member('founder'), channel: room('offres') }),
          'offer list',
        ])
      })

      test('a slow command is acknowledged in time and answered when it is done', async () => {
        door.answer({ command: async () => waiting(2_200, show(titled('At last'))) })
        const answer = await stage.playground.command(member('founder'), room('offres'), '/offer list')
        expect(answer).toMatchObject({ kind: 'message', message: { text: 'At last', ephemeral: true } })
        expect(answer.kind === 'message' && answer.acknowledgedAfter).toBeLessThan(2_000)
      })

      test('a command can ask, and what is filled in comes back under the keys of the form', async () => {
        const handed: unknown[] = []
        door.answer({
          command: async () => ask(contactForm),
          submit: async (entry, sent, answers) => {
            handed.push(entry.member, sent, answers)
            return show(titled('Published'))
          },
        })
        const asked = await stage.playground.command(member('founder'), room('offres'), '/offer new')
        expect(asked).toMatchObject({
          kind: 'form',
          form: {
            title: 'New offer',
            // Discord's forms have a label of their own.
            submit: stage.playground.platform === 'slack' ? 'Publish' : 'Submit',
            fields: [{ label: 'Title', value: 'Legal clinic' }, { label: 'Details' }, { label: 'Themes' }],
          },
        })
        const answer = await stage.playground.fill(member('founder'), {
          Details: 'Every Monday',
          Themes: ['energy', 'culture'],
        })
        expect(handed).toEqual([
          member('founder'),
          { name: 'offer.create', record: '7' },
          { title: 'Legal clinic', details: 'Every Monday', themes: ['energy', 'culture'] },
        ])
        expect(answer).toMatchObject({ kind: 'message', message: { text: 'Published', ephemeral: true } })
      })

      test('a form that comes too late is kept, and a button opens it', async () => {
        door.answer({ command: async () => waiting(3_200, ask(contactForm)), press: async () => ask(contactForm) })
        const answer = await stage.playground.command(member('founder'), room('offres'), '/offer new')
        expect(answer).toMatchObject({ kind: 'message', message: { text: 'Your form is ready', ephemeral: true } })
        const opened = await stage.playground.press(
          member('founder'),
          room('offres'),
          messageOf(answer).id,
          'Open the form',
        )
        expect(opened).toMatchObject({ kind: 'form', form: { title: 'New offer' } })
        door.answer({ submit: async () => show(titled('Published late')) })
        expect(['message', 'updated']).toContain(
          (await stage.playground.fill(member('founder'), { Title: 'Late' })).kind,
        )
        expect(seen('founder', room('offres')).at(-1)?.text).toBe('Published late')
      })

      test('what is wrong in a form is said, with what was typed', async () => {
        door.answer({
          command: async () => ask(contactForm),
          submit: async () => ({
            kind: 'invalid',
            form: contactForm,
            errors: { title: 'A title has at least three letters.' },
          }),
        })
        await stage.playground.command(member('founder'), room('offres'), '/offer new')
        const answer = await stage.playground.fill(member('founder'), { Title: 'x' })
        const said =
          answer.kind === 'errors' ? answer.form.fields.map((field) => field.error).join() : messageOf(answer).text
        expect(said).toContain('A title has at least three letters.')
      })

      test('a press on a private reply changes that reply', async () => {
        door.answer({
          command: async () =>
            show(card({ blocks: [heading('Sure?'), buttons(button('Yes', action('offer.withdraw', 12), 'danger'))] })),
          press: async () => show(titled('Withdrawn')),
        })
        const asked = messageOf(await stage.playground.command(member('founder'), room('offres'), '/offer list'))
        const answer = await stage.playground.press(member('founder'), room('offres'), asked.id, 'Yes')
        expect(answer).toMatchObject({ kind: 'updated', message: { id: asked.id, text: 'Withdrawn', ephemeral: true } })
      })

      test('a press on a post is answered privately, and the post stays', async () => {
        const pressed: unknown[] = []
        door.answer({
          press: async (entry, used, values) => {
            pressed.push(entry.member, entry.message, used, values)
            return show(titled('Noted'))
          },
        })
        const post = card({
          blocks: [
            heading('Legal clinic'),
            buttons(button('I am interested', action('offer.interest', 12), 'primary')),
            select({
              action: action('member.kind', 3),
              placeholder: 'I am…',
              choices: [{ value: 'founder', label: 'Founder' }],
            }),
          ],
        })
        const sent = await platform.send(channel('offres'), post, 20)
        const answer = await stage.playground.press(member('founder'), room('offres'), sent.message, 'I am interested')
        expect(answer).toMatchObject({ kind: 'message', message: { text: 'Noted', ephemeral: true } })
        await stage.playground.press(member('founder'), room('offres'), sent.message, 'I am…', ['founder'])
        expect(pressed).toEqual([
          member('founder'),
          sent.message,
          { name: 'offer.interest', record: '12' },
          [],
          member('founder'),
          sent.message,
          { name: 'member.kind', record: '3' },
          ['founder'],
        ])
        expect(seen('partner', room('offres')).at(-1)?.text).toContain('Legal clinic')
      })

      test('a slow press is acknowledged in time', async () => {
        door.answer({ press: async () => waiting(2_200, show(titled('Done'))) })
        const sent = await platform.send(
          channel('offres'),
          card({ blocks: [heading('Slow'), buttons(button('Press', action('slow', 1)))] }),
          21,
        )
        const answer = await stage.playground.press(member('founder'), room('offres'), sent.message, 'Press')
        expect(answer).toMatchObject({ kind: 'message', message: { text: 'Done', ephemeral: true } })
        expect(answer.kind === 'message' && answer.acknowledgedAfter).toBeLessThan(2_000)
      })

      test('a button in a direct message is answered', async () => {
        door.answer({ press: async () => show(titled('Welcome, founder')) })
        const sent = await platform.send(
          direct('founder'),
          card({ blocks: [heading('Welcome'), buttons(button('Hello', action('hello', 1)))] }),
          22,
        )
        const answer = await stage.playground.press(member('founder'), 'dm', sent.message, 'Hello')
        expect(messageOf(answer).text).toBe('Welcome, founder')
      })

      test('a message can be handed over from its menu', async () => {
        const handed: Heard[] = []
        door.answer({
          shortcut: async (_entry, id, target) => {
            if (id === 'offer.turn' && target.kind === 'message') handed.push(target.heard)
            return show(titled('Turned'))
          },
        })
        const written = await stage.playground.write(member('partner'), room('offres'), 'Two *desks* to lend')
        const answer = await stage.playground.shortcut(
          member('founder'),
          room('offres'),
          written,
          stage.playground.platform === 'slack' ? 'offer.turn' : 'Turn into an offer',
        )
        expect(answer).toMatchObject({ kind: 'message', message: { text: 'Turned', ephemeral: true } })
        expect(handed).toMatchObject([{ message: written, author: member('partner'), channel: room('offres') }])
      })
    })

    describe('what is said', () => {
      test('a message is heard with its author and words, then as changed, then as gone', async () => {
        const written = await stage.playground.write(member('partner'), room('offres'), '#offer Two desks')
        await until(() => door.said.length === 1)
        expect(door.said[0]).toMatchObject({
          workspace,
          channel: room('offres'),
          message: written,
          author: member('partner'),
          automatic: false,
          reply: false,
          direct: false,
          edited: false,
        })
        expect(wordsOf(door.said[0]?.text ?? [])).toBe('#offer Two desks')
        await stage.playground.rewrite(member('partner'), room('offres'), written, '#offer Three desks')
        await until(() => door.said.length === 2)
        expect(door.said[1]).toMatchObject({ message: written, edited: true })
        expect(wordsOf(door.said[1]?.text ?? [])).toBe('#offer Three desks')
        await stage.playground.erase(member('partner'), room('offres'), written)
        await until(() => door.erasures.length === 1)
        expect(door.erasures).toEqual([{ workspace, channel: room('offres'), message: written }])
      })

      test('an answer is known as one, and a direct message too', async () => {
        const written = await stage.playground.write(member('partner'), room('offres'), 'A question')
        await stage.playground.write(member('founder'), room('offres'), 'An answer', { replyTo: written })
        await stage.playground.write(member('founder'), 'dm', 'Hello Totem')
        await until(() => door.said.length === 3)
        expect(door.said.find((heard) => wordsOf(heard.text) === 'An answer')).toMatchObject({
          reply: true,
          answers: written,
        })
        expect(door.said.find((heard) => wordsOf(heard.text) === 'Hello Totem')).toMatchObject({
          direct: true,
          reply: false,
        })
      })

      test('what one member says quickly is heard in its order', async () => {
        door.answer({
          heard: async (heard) => {
            await waiting(wordsOf(heard.text) === 'message 0' ? 80 : 0, undefined)
            door.said.push(heard)
          },
        })
        for (let index = 0; index < 10; index++)
          await stage.playground.write(member('partner'), room('offres'), `message ${index}`)
        await until(() => door.said.length === 10)
        expect(door.said.map((heard) => wordsOf(heard.text))).toEqual(
          Array.from({ length: 10 }, (_, index) => `message ${index}`),
        )
        door.answer({ heard: async (heard) => void door.said.push(heard) })
      })

      test('Totem does not hear itself', async () => {
        await platform.send(channel('offres'), titled('By Totem'), 30)
        await stage.playground.write(member('partner'), room('offres'), 'After Totem')
        await until(() => door.said.some((heard) => wordsOf(heard.text) === 'After Totem'))
        expect(door.said.filter((heard) => !heard.automatic)).toHaveLength(1)
      })

      test('messages can be read again: one, and those after it', async () => {
        const first = await stage.playground.write(member('partner'), room('offres'), 'First')
        const second = await stage.playground.write(member('partner'), room('offres'), 'Second')
        const later = await platform.history(workspace, room('offres'), first)
        expect(later.filter((heard) => !heard.automatic).map((heard) => wordsOf(heard.text))).toEqual(['Second'])
        expect(await platform.message(workspace, room('offres'), second)).toMatchObject({
          message: second,
          author: member('partner'),
        })
        await stage.playground.erase(member('partner'), room('offres'), second)
        expect(await platform.message(workspace, room('offres'), second)).toBeUndefined()
      })
    })

    describe('direct messages', () => {
      test('are heard as such, and what was written below one can be read again', async () => {
        const opening = await platform.send(direct('founder'), titled('Opening'), 60)
        const write = async (text: string) =>
          stage.playground.write(member('founder'), 'dm', text, { replyTo: opening.message })
        const first = await write('First')
        await write('Second')
        await until(() => door.said.length === 2)
        expect(door.said.map(({ direct, answers }) => ({ direct, answers }))).toEqual(
          [1, 2].map(() => ({ direct: true, answers: opening.message })),
        )
        const read = async (after: string) => platform.directHistory(workspace, opening.channel, opening.message, after)
        expect((await read(opening.message)).map((heard) => wordsOf(heard.text))).toEqual(['First', 'Second'])
        const [later, ...more] = await read(first)
        expect(later).toMatchObject({ direct: true, author: member('founder'), automatic: false })
        expect(more).toEqual([])
        expect(await read(later?.message ?? '')).toEqual([])
        expect(await platform.message(workspace, opening.channel, later?.message ?? '')).toBeDefined()
      })
    })

    describe('who is there', () => {
      test('somebody joins and leaves', async () => {
        const newcomer = await stage.playground.join(workspace, { name: 'Nina Nouvelle', locale: 'fr' })
        await until(() => door.arrivals.some((arrival) => arrival.what === 'joined'))
        expect(door.arrivals[0]).toMatchObject({
          what: 'joined',
          workspace,
          member: { id: newcomer, name: 'Nina Nouvelle', bot: false },
        })
        await stage.playground.leave(workspace, newcomer)
        await until(() => door.arrivals.some((arrival) => arrival.what === 'left'))
        expect(door.arrivals.at(-1)).toEqual({ what: 'left', workspace, member: newcomer })
        expect(await platform.member(workspace, newcomer)).toBeUndefined()
      })

      test('members, channels and the workspace are told as they are', async () => {
        expect(await platform.member(workspace, member('owner'))).toMatchObject({
          name: 'Olga Propriétaire',
          admin: true,
          bot: false,
        })
        expect(await platform.member(workspace, member('founder'))).toMatchObject({
          name: 'Félix Fondateur',
          admin: false,
        })
        const everybody: MemberFacts[] = []
        for await (const some of platform.members(workspace)) everybody.push(...some)
        expect(everybody.filter((each) => !each.bot).map((each) => each.name)).toEqual(
          expect.arrayContaining(['Félix Fondateur', 'Paula Partenaire']),
        )
        expect(await platform.workspace(workspace)).toMatchObject({
          id: workspace,
          name: 'Le Bivouac',
          owner: member('owner'),
        })
        const rooms = await platform.channels(workspace)
        expect(rooms.find((each) => each.id === room('offres'))).toMatchObject({ name: 'offres', private: false })
        expect(await platform.enter(workspace, room('offres'))).toBe(true)
      })
    })

    describe('the connection', () => {
      test('a dropped connection comes back, and what is said then is heard', async () => {
        stage.playground.drop()
        // It can be back before anybody saw it gone.
        await waiting(300, undefined)
        await until(() => platform.connected())
        await stage.playground.write(member('partner'), room('offres'), 'Still there?')
        await until(() => door.said.length > 0)
      })

      test('an outage is sat out', async () => {
        stage.playground.outage(true)
        await until(() => !platform.connected())
        expect(['unknown', 'later']).toContain(
          (await failureOf(platform.send(channel('offres'), titled('During'), 40))).kind,
        )
        stage.playground.outage(false)
        await until(() => platform.connected())
        await platform.send(channel('offres'), titled('Afterwards'), 41)
        door.answer({ command: async () => show(titled('Here again')) })
        expect(messageOf(await stage.playground.command(member('founder'), room('offres'), '/offer list')).text).toBe(
          'Here again',
        )
      })

      test.each(tokens)('a wrong %s is told by its name', async (variable) => {
        const { credentials } = stage.playground
        const wrong = `${credentials[variable]?.slice(0, -1)}x`
        const other = stage.create({ credentials: { ...credentials, [variable]: wrong } })
        await expect(other.start(openDoor(stage.vault))).rejects.toThrow(variable)
        expect(other.connected()).toBe(false)
        await other.stop()
      })

      test('a platform that cannot be reached is tried until it can be', async () => {
        stage.playground.outage(true)
        const other = stage.create()
        const greeted = openDoor(stage.vault)
        const started = other.start(greeted)
        expect(other.connected()).toBe(false)
        stage.playground.outage(false)
        await started
        await until(() =>
          greeted.arrivals.some((arrival) => arrival.what === 'entered' && arrival.workspace === workspace),
        )
        expect(other.connected()).toBe(true)
        await other.stop()
        expect(other.connected()).toBe(false)
        await until(() => platform.connected())
      })

      test('stopping lets what is in hand end', async () => {
        const other = stage.create()
        const busy = openDoor(stage.vault)
        const ended: string[] = []
        await platform.stop()
        await other.start(busy)
        let begun = false
        busy.answer({
          heard: async (heard) => {
            begun = true
            await waiting(300, undefined)
            ended.push(heard.message)
          },
        })
        const written = await stage.playground.write(member('partner'), room('offres'), 'Just before the end')
        await until(() => begun)
        await other.stop()
        expect(ended).toEqual([written])
      })
    })
  })
}

function known(id: string | undefined): string {
  if (id === undefined) throw new Error('The seed has no such member or channel')
  return id
}

async function waiting<T>(ms: number, value: T): Promise<T> {
  await new Promise((resolve) => setTimeout(resolve, ms))
  return value
}

export async function until(holds: () => boolean, ms = 8_000): Promise<void> {
  const end = performance.now() + ms
  while (!holds()) {
    if (performance.now() > end) throw new Error(`It did not come to pass: ${holds}\n${lines.slice(-5).join('\n')}`)
    await waiting(10, undefined)
  }
}

async function settled(call: Promise<unknown>): Promise<DeliveryFailure | undefined> {
  try {
    await call
    return undefined
  } catch (error) {
    if (error instanceof DeliveryError) return error.failure
    throw error
  }
}

async function failureOf(call: Promise<unknown>): Promise<DeliveryFailure> {
  const failure = await settled(call)
  if (!failure) throw new Error('It worked')
  return failure
}

function messageOf(answer: Awaited<ReturnType<Playground['press']>>): SeenMessage {
  if (answer.kind === 'message' || answer.kind === 'updated') return answer.message
  throw new Error(`No message, but ${JSON.stringify(answer)}`)
}
