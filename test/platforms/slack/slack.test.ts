import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { action } from '../../../src/kit/action.ts'
import { button, buttons, card, heading, image } from '../../../src/kit/card.ts'
import { form, textField } from '../../../src/kit/form.ts'
import { ask, show } from '../../../src/kit/reply.ts'
import type { Place, Platform } from '../../../src/platforms/platform.ts'
import { createSlack } from '../../../src/platforms/slack/slack.ts'
import { createClock } from '../../../src/sandbox/clock.ts'
import { startSlack } from '../../../src/sandbox/slack/server.ts'
import { until } from '../contract.ts'
import { openDoor, type TestDoor, titled } from '../door.ts'

let playground: Awaited<ReturnType<typeof startSlack>>
let platform: Platform
let door: TestDoor
let workspace: string
let founder: string
let partner: string
let offers: string
let before = 0
const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
const asked = form({
  action: action('intro.save', 1),
  title: 'Introduction',
  send: 'Save',
  fields: [textField({ key: 'headline', label: 'Headline', maximum: 120 })],
})

beforeAll(async () => {
  playground = await startSlack({ clock: createClock() })
  const seeded = await playground.addWorkspace({
    name: 'Le Bivouac',
    channels: [{ name: 'general' }, { name: 'offres' }],
    members: { founder: { name: 'Félix' }, partner: { name: 'Paula' }, owner: { name: 'Olga', owner: true } },
  })
  workspace = seeded.id
  founder = seeded.members['founder'] ?? ''
  partner = seeded.members['partner'] ?? ''
  offers = seeded.channels['offres'] ?? ''
  const { credentials, apiUrl } = playground
  platform = createSlack({
    kind: 'socket',
    random: Math.random,
    botToken: credentials['SLACK_BOT_TOKEN'] ?? '',
    appToken: credentials['SLACK_APP_TOKEN'] ?? '',
    apiUrl,
    groups: [],
    shortcuts: [],
    log,
    now: () => Temporal.Now.instant(),
    tune: { requestTimeoutMs: 500 },
  })
  door = openDoor()
  await platform.start(door)
  await platform.enter(workspace, offers)
})
beforeEach(() => {
  door.failures.length = 0
  before = playground.calls.length
})
afterAll(async () => {
  await platform.stop()
  await playground.close()
})

describe('the App Home', () => {
  test('shows what Totem has for the member, and a press there is answered in a modal', async () => {
    door.answer({
      home: async () =>
        card({ blocks: [heading('My introduction'), buttons(button('Edit', action('intro.edit', 1)))] }),
      press: async () => ask(asked),
    })
    expect(await playground.openHome(founder)).toMatchObject({ text: expect.stringContaining('My introduction') })
    const [home] = playground.see(founder, 'home')
    const opened = await playground.press(founder, 'home', home?.id ?? '', 'Edit')
    expect(opened).toMatchObject({ kind: 'form', form: { title: 'Introduction' } })
    door.answer({ submit: async () => show(titled('Saved')), home: async () => titled('My new introduction') })
    const answer = await playground.fill(founder, { Headline: 'I build looms' })
    expect(JSON.stringify(answer)).toContain('Saved')
    await until(() => playground.see(founder, 'home')[0]?.text === 'My new introduction')
    expect(door.failures).toEqual([])
  })
})

describe('asides and groups', () => {
  test('an aside is seen by its member only, and cannot be looked up', async () => {
    const written = await playground.write(founder, offers, 'A desk to lend')
    const aside: Place = { kind: 'aside', workspace, channel: offers, message: written, member: founder }
    await platform.send(
      aside,
      card({ blocks: [heading('Publish as an offer?'), buttons(button('Publish', action('offer.publish', 1)))] }),
      1,
    )
    const shown = playground.see(founder, offers).at(-1)
    expect(shown).toMatchObject({ ephemeral: true, text: expect.stringContaining('Publish as an offer?') })
    expect(playground.see(partner, offers).at(-1)?.text).toBe('A desk to lend')
    expect(await platform.find(aside, 1, Temporal.Now.instant())).toBe('lost')
    door.answer({ press: async () => show(titled('Published')) })
    expect(await playground.press(founder, offers, shown?.id ?? '', 'Publish')).toMatchObject({
      kind: 'updated',
      message: { text: 'Published' },
    })
    await platform.edit(aside, { channel: offers, message: shown?.id ?? '' }, titled('No'), 1)
  })

  test('a group is one conversation of its members with Totem', async () => {
    const group: Place = {
      kind: 'group',
      workspace,
      members: [founder, partner],
      channel: offers,
      name: 'Félix and Paula',
    }
    const sent = await platform.send(group, titled('Meet each other'), 2)
    for (const each of [founder, partner])
      expect(playground.see(each, sent.channel).at(-1)?.text).toBe('Meet each other')
    expect(await platform.find(group, 2, Temporal.Now.instant().subtract({ minutes: 1 }))).toEqual(sent)
  })

  test('a thread holds what is said below a message', async () => {
    const written = await playground.write(founder, offers, 'A question')
    const thread: Place = { kind: 'thread', workspace, channel: offers, message: written }
    const sent = await platform.send(thread, titled('An answer'), 3)
    expect(playground.see(founder, offers).find((message) => message.id === sent.message)).toMatchObject({
      thread: written,
      text: 'An answer',
    })
    expect(await platform.find(thread, 3, Temporal.Now.instant().subtract({ minutes: 1 }))).toEqual(sent)
  })
})

describe('messages', () => {
  test('a card’s files follow it in its thread', async () => {
    const files = [{ name: 'session.ics', type: 'text/calendar', content: 'BEGIN:VCALENDAR' }]
    const sent = await platform.send(
      { kind: 'channel', workspace, channel: offers },
      card({ blocks: [heading('Booked')], files }),
      4,
    )
    expect(playground.see(founder, offers).find((message) => message.thread === sent.message)?.files).toEqual([
      { name: 'session.ics', content: 'BEGIN:VCALENDAR' },
    ])
  })

  test('files that cannot be sent do not make the message fail', async () => {
    playground.fault({ call: 'files.getUploadURLExternal', times: 1, kind: '500' })
    await platform.send(
      { kind: 'channel', workspace, channel: offers },
      card({ blocks: [heading('Booked')], files: [{ name: 'a.txt', type: 'text/plain', content: 'a' }] }),
      5,
    )
    expect(playground.see(founder, offers).at(-1)?.text).toBe('Booked')
  })

  test('a call that hangs ends as unknown', async () => {
    playground.fault({ call: 'chat.postMessage', times: 1, kind: 'hang' })
    await expect(
      platform.send({ kind: 'channel', workspace, channel: offers }, titled('Hello'), 6),
    ).rejects.toMatchObject({ failure: { kind: 'unknown' } })
  })

  test('sending to a channel takes one call, whatever is in it', async () => {
    await platform.send(
      { kind: 'channel', workspace, channel: offers },
      card({ blocks: [heading('One'), image('https://example.org/a.png', 'A')] }),
      7,
    )
    expect(playground.calls.slice(before).map((call) => call.call)).toEqual(['chat.postMessage'])
  })
})

describe('answers', () => {
  test('a command is answered without any call', async () => {
    door.answer({ command: async () => show(titled('Two offers')) })
    await playground.command(founder, offers, '/offer list')
    expect(playground.calls.slice(before)).toEqual([])
  })

  test('an answer whose way is closed takes another', async () => {
    door.answer({ press: async () => show(titled('Noted')) })
    const sent = await platform.send(
      { kind: 'channel', workspace, channel: offers },
      card({ blocks: [heading('Press'), buttons(button('Here', action('here', 1)))] }),
      8,
    )
    playground.fault({ call: 'response_url', times: 1, kind: '500' })
    expect(await playground.press(founder, offers, sent.message, 'Here')).toMatchObject({
      kind: 'message',
      message: { text: 'Noted', ephemeral: true },
    })
  })

  test('a form that Slack does not open is offered as a button', async () => {
    door.answer({ command: async () => ask(asked) })
    playground.fault({ call: 'views.open', times: 1, kind: '500' })
    expect(await playground.command(founder, offers, '/intro me')).toMatchObject({
      kind: 'message',
      message: { text: 'Your form is ready' },
    })
  })

  test('what is typed keeps its members, and loses Slack’s escapes', async () => {
    const typed: unknown[] = []
    door.answer({
      command: async (_entry, each) => {
        typed.push(each)
        return show(titled('Noted'))
      },
    })
    await playground.command(founder, offers, `/totem partner add <@${partner}> "R&D <x>"`)
    expect(typed).toEqual([
      {
        kind: 'line',
        name: 'totem',
        line: expect.stringMatching(new RegExp(`^partner add <@${partner}(\\|[^>]+)?> "R&D <x>"$`, 'u')),
      },
    ])
  })
})
