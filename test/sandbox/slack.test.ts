import type { App } from '@slack/bolt'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { clientFor, eventually, idsOf, modal, plain, startBolt, startWorld, textField } from './slack-app.ts'

let world: Awaited<ReturnType<typeof startWorld>>
const apps: App[] = []

beforeEach(async () => {
  world = await startWorld()
})

afterEach(async () => {
  await Promise.all(apps.splice(0).map((app) => app.stop()))
  await world.slack.close()
})

async function bolt(prepare: (app: App) => void): Promise<App> {
  const app = await startBolt(world.slack, world.team, prepare)
  apps.push(app)
  return app
}

function button(label: string, id: string, value = '12') {
  return { type: 'button', text: plain(label), action_id: id, value }
}

function stateValue(body: unknown): unknown {
  return JSON.parse(JSON.stringify(body)).state.values.k.kind.selected_option.value
}

test('a command is answered ephemerally in its acknowledgement', async () => {
  const { slack, member, channel } = world
  const heard: unknown[] = []
  await bolt((app) => {
    app.command('/offer', async ({ command, ack }) => {
      heard.push(command.text, command.channel_name, command.user_id, command.is_enterprise_install)
      await ack({ text: 'fallback', blocks: [{ type: 'section', text: { type: 'mrkdwn', text: '*Two* offers' } }] })
    })
  })
  const answer = await slack.command(member('founder'), channel('offres'), '/offer list energy')
  expect(heard).toEqual(['list energy', 'offres', member('founder'), 'false'])
  expect(answer).toMatchObject({ kind: 'message', message: { text: 'Two offers', ephemeral: true } })
  expect(slack.see(member('founder'), channel('offres'))).toHaveLength(1)
  expect(slack.see(member('newcomer'), channel('offres'))).toHaveLength(0)
})

test('a command names its channel as Slack does in direct messages and private channels', async () => {
  const { slack, member, channel } = world
  const names: string[] = []
  await bolt((app) => {
    app.command('/totem', async ({ command, ack, respond }) => {
      names.push(command.channel_name)
      await ack()
      await respond('done')
    })
  })
  const answer = await slack.command(member('owner'), 'dm', '/totem help')
  await slack.command(member('owner'), channel('equipe'), '/totem help')
  expect(names).toEqual(['directmessage', 'privategroup'])
  expect(answer).toMatchObject({ kind: 'message', message: { text: 'done', ephemeral: true } })
})

test('a mention in a command arrives with its name, and the rest escaped', async () => {
  const { slack, member, channel } = world
  const texts: string[] = []
  await bolt((app) => {
    app.command('/totem', async ({ command, ack }) => {
      texts.push(command.text)
      await ack('ok')
    })
  })
  await slack.command(member('owner'), channel('general'), `/totem partner add <@${member('founder')}> "R&D"`)
  expect(texts).toEqual([`partner add <@${member('founder')}|felix.fondateur> "R&amp;D"`])
})

test('a command that nobody acknowledges fails after three seconds, and one without a socket at once', async () => {
  const { slack, member, channel } = world
  expect(await slack.command(member('founder'), channel('offres'), '/offer')).toMatchObject({ kind: 'failed' })
  await bolt((app) => {
    app.command('/offer', async () => {})
  })
  const started = performance.now()
  const answer = await slack.command(member('founder'), channel('offres'), '/offer')
  expect(answer).toMatchObject({ kind: 'failed', reason: expect.stringContaining('operation_timeout') })
  expect(performance.now() - started).toBeGreaterThan(2_900)
})

test('a command that is acknowledged and shows nothing is nothing', async () => {
  await bolt((app) => {
    app.command('/offer', async ({ ack }) => ack())
  })
  const answer = await world.slack.command(world.member('founder'), 'dm', '/offer')
  expect(answer).toMatchObject({ kind: 'nothing' })
})

test('a button opens a form; the form is refused with errors, corrected, and taken', async () => {
  const { slack, member, channel, client } = world
  const submitted: unknown[] = []
  await bolt((app) => {
    app.action('introduce:12', async ({ ack, body, client: bot }) => {
      await ack()
      const trigger_id = 'trigger_id' in body ? body.trigger_id : ''
      const blocks = [textField('headline', 'Headline'), textField('company', 'Company', { optional: true })]
      await bot.views.open({ trigger_id, view: modal(blocks) })
    })
    app.view('form', async ({ ack, view, body, client: bot }) => {
      const headline = view.state.values['headline']?.['value']?.value
      submitted.push(headline)
      if (headline === 'x') {
        await ack({ response_action: 'errors', errors: { headline: 'Too short' } })
        return
      }
      await ack()
      await bot.chat.postEphemeral({ channel: channel('general'), user: body.user.id, text: 'Thank you' })
    })
  })
  await client.conversations.join({ channel: channel('general') })
  const posted = await client.chat.postMessage({
    channel: channel('general'),
    text: 'Welcome',
    blocks: [{ type: 'actions', elements: [button('Introduce yourself', 'introduce:12')] }] as never[],
  })
  const opened = await slack.press(member('newcomer'), channel('general'), posted.ts ?? '', 'Introduce yourself')
  expect(opened).toMatchObject({ kind: 'form', form: { title: 'Présentation', submit: 'Envoyer' } })
  await expect(slack.fill(member('newcomer'), { Company: 'Acme' })).rejects.toThrow('"Headline" must be filled in')
  await expect(slack.fill(member('newcomer'), { Headline: 'y'.repeat(121) })).rejects.toThrow('at most 120')
  const refused = await slack.fill(member('newcomer'), { Headline: 'x' })
  expect(refused).toMatchObject({ kind: 'errors', form: { fields: [{ error: 'Too short', value: 'x' }, {}] } })
  const taken = await slack.fill(member('newcomer'), { Headline: 'I build boats' })
  expect(taken).toMatchObject({ kind: 'message', message: { text: 'Thank you', ephemeral: true } })
  expect(submitted).toEqual(['x', 'I build boats'])
  expect(slack.form(member('newcomer'))).toBeUndefined()
})

test('errors that name no input block fail, as does an unknown control', async () => {
  const { slack, member, client } = world
  await bolt((app) => {
    app.command('/intro', async ({ ack, command, client: bot }) => {
      await ack()
      await bot.views.open({ trigger_id: command.trigger_id, view: modal([textField('headline', 'Headline')]) })
    })
    app.view('form', async ({ ack }) => ack({ response_action: 'errors', errors: { nowhere: 'no' } }))
  })
  const opened = await slack.command(member('founder'), 'dm', '/intro me')
  expect(opened).toMatchObject({ kind: 'form' })
  expect(await slack.fill(member('founder'), { Headline: 'Hello' })).toMatchObject({ kind: 'failed' })
  await expect(slack.fill(member('founder'), { Nowhere: 'Hello' })).rejects.toThrow('no field "Nowhere"')
  const posted = await client.chat.postMessage({ channel: member('founder'), text: 'plain' })
  await expect(slack.press(member('founder'), 'dm', posted.ts ?? '', 'Nothing')).rejects.toThrow(
    'is not on the message',
  )
})

test('a form can be followed by another in the same place or on top', async () => {
  const { slack, member } = world
  await bolt((app) => {
    app.command('/intro', async ({ ack, command, client: bot }) => {
      await ack()
      const view = modal([textField('one', 'One')], { callback_id: 'first', private_metadata: 'kept' })
      await bot.views.open({ trigger_id: command.trigger_id, view })
    })
    app.view('first', async ({ ack, view }) => {
      const second = modal([textField('two', 'Two')], {
        callback_id: 'second',
        private_metadata: view.private_metadata,
      })
      await ack({ response_action: 'update', view: second })
    })
    app.view('second', async ({ ack }) => {
      await ack({ response_action: 'push', view: modal([textField('three', 'Three')], { callback_id: 'third' }) })
    })
    app.view('third', async ({ ack, body, client: bot }) => {
      await ack({ response_action: 'clear' })
      await bot.chat.postMessage({ channel: body.user.id, text: 'All three' })
    })
  })
  await slack.command(member('founder'), 'dm', '/intro me')
  const second = await slack.fill(member('founder'), { One: 'a' })
  expect(second).toMatchObject({
    kind: 'form',
    form: { fields: [{ label: 'Two' }], raw: { private_metadata: 'kept' } },
  })
  const third = await slack.fill(member('founder'), { Two: 'b' })
  expect(third).toMatchObject({ kind: 'form', form: { fields: [{ label: 'Three' }] } })
  const end = await slack.fill(member('founder'), { Three: 'c' })
  expect(end).toMatchObject({ kind: 'message', message: { text: 'All three', ephemeral: false } })
  expect(slack.form(member('founder'))).toBeUndefined()
})

test('choosing in a select replaces the message through its response address', async () => {
  const { slack, member, client } = world
  const options = ['startup', 'partner'].map((value) => ({ text: plain(value.toUpperCase()), value }))
  await bolt((app) => {
    app.action('kind', async ({ ack, action, respond, body }) => {
      await ack()
      const chosen = 'selected_option' in action ? action.selected_option?.value : undefined
      const state = stateValue(body)
      await respond({ replace_original: true, text: `You are ${chosen} (${state})` })
    })
  })
  const posted = await client.chat.postMessage({
    channel: member('newcomer'),
    text: 'I am…',
    blocks: [
      {
        type: 'actions',
        block_id: 'k',
        elements: [{ type: 'static_select', action_id: 'kind', placeholder: plain('I am…'), options }],
      },
    ],
  })
  const before = slack.see(member('newcomer'), 'dm')[0]
  expect(before?.controls).toMatchObject([{ kind: 'select', id: 'kind', placeholder: 'I am…', minimum: 1, maximum: 1 }])
  const answer = await slack.press(member('newcomer'), 'dm', posted.ts ?? '', 'I am…', ['PARTNER'])
  expect(answer).toMatchObject({ kind: 'updated', message: { text: 'You are partner (partner)', controls: [] } })
})

test('an ephemeral message is changed and taken away through its response address only, and its payload has no message', async () => {
  const { slack, member, channel, client } = world
  const seen: unknown[] = []
  await bolt((app) => {
    app.command('/offer', async ({ ack }) => {
      await ack({ text: 'Sure?', blocks: [{ type: 'actions', elements: [button('Yes', 'yes')] }] as never[] })
    })
    app.action('yes', async ({ ack, body, respond }) => {
      await ack()
      seen.push('message' in body, 'container' in body && body.container['is_ephemeral'])
      await respond({ replace_original: true, text: 'Withdrawn', blocks: [] })
    })
  })
  const asked = await slack.command(member('founder'), channel('offres'), '/offer withdraw 12')
  if (asked.kind !== 'message') throw new Error(asked.kind)
  const answer = await slack.press(member('founder'), channel('offres'), asked.message.id, 'Yes')
  expect(answer).toMatchObject({ kind: 'updated', message: { text: 'Withdrawn', ephemeral: true } })
  expect(seen).toEqual([false, true])
  const update = client.chat.update({ channel: channel('offres'), ts: asked.message.id, text: 'no' })
  await expect(update).rejects.toThrow('message_not_found')
})

test('a response address works five times, within thirty minutes', async () => {
  const { slack, member, clock } = world
  const addresses: string[] = []
  await bolt((app) => {
    app.command('/offer', async ({ ack, command }) => {
      addresses.push(command.response_url)
      await ack('ok')
    })
  })
  await slack.command(member('founder'), 'dm', '/offer')
  await slack.command(member('founder'), 'dm', '/offer')
  const [used = '', old = ''] = addresses
  const answer = async (address: string) => {
    const body = JSON.stringify({ text: 'again', response_type: 'in_channel' })
    return (await fetch(address, { method: 'POST', headers: { 'content-type': 'application/json' }, body })).status
  }
  const statuses: number[] = []
  for (let use = 0; use < 6; use += 1) statuses.push(await answer(used))
  expect(statuses).toEqual([200, 200, 200, 200, 200, 404])
  clock.advance(31 * 60_000)
  expect(await answer(old)).toBe(404)
})

test('a trigger works once and lives three seconds', async () => {
  const { slack, member, client, clock } = world
  const triggers: string[] = []
  await bolt((app) => {
    app.command('/intro', async ({ ack, command }) => {
      triggers.push(command.trigger_id)
      await ack('ok')
    })
  })
  await slack.command(member('founder'), 'dm', '/intro')
  await slack.command(member('founder'), 'dm', '/intro')
  const [first = '', second = ''] = triggers
  const view = modal([textField('headline', 'Headline')])
  await client.views.open({ trigger_id: first, view })
  await expect(client.views.open({ trigger_id: first, view })).rejects.toThrow('exchanged_trigger_id')
  clock.advance(3_100)
  await expect(client.views.open({ trigger_id: second, view })).rejects.toThrow('expired_trigger_id')
})

test('a message shortcut tells the message', async () => {
  const { slack, member, channel } = world
  const targets: unknown[] = []
  await bolt((app) => {
    app.shortcut('offer_from_message', async ({ ack, shortcut, respond }) => {
      await ack()
      targets.push('message' in shortcut && shortcut.message['text'])
      await respond({ text: 'Turned into an offer' })
    })
  })
  const ts = await slack.write(member('founder'), channel('offres'), 'We lend a *workshop* & tools')
  const answer = await slack.shortcut(member('founder'), channel('offres'), ts, 'offer_from_message')
  expect(answer).toMatchObject({ kind: 'message', message: { text: 'Turned into an offer', ephemeral: true } })
  expect(targets).toEqual(['We lend a *workshop* &amp; tools'])
})

test('the home is published when it is opened, and its buttons work', async () => {
  const { slack, member } = world
  const view = (text: string) => ({
    type: 'home' as const,
    blocks: [
      { type: 'header', text: plain(text) },
      { type: 'actions', elements: [button('Refresh', 'refresh')] },
    ] as never[],
  })
  await bolt((app) => {
    app.event('app_home_opened', async ({ event, client: bot }) => {
      await bot.views.publish({ user_id: event.user, view: view('My Totem') })
    })
    app.action('refresh', async ({ ack, body, client: bot }) => {
      await ack()
      await bot.views.publish({ user_id: body.user.id, view: view('Refreshed') })
    })
  })
  const home = await slack.openHome(member('founder'))
  expect(home).toMatchObject({ text: 'My Totem', controls: [{ label: 'Refresh' }] })
  const answer = await slack.press(member('founder'), 'home', home?.id ?? '', 'Refresh')
  expect(answer).toMatchObject({ kind: 'updated', message: { text: 'Refreshed' } })
})

test('an external select is filled from what the app proposes', async () => {
  const { slack, member } = world
  const chosen: unknown[] = []
  await bolt((app) => {
    app.command('/offer', async ({ ack, command, client: bot }) => {
      await ack()
      const element = { type: 'external_select', action_id: 'offer', min_query_length: 0 }
      const view = modal([{ type: 'input', block_id: 'o', label: plain('Offer'), element }])
      await bot.views.open({ trigger_id: command.trigger_id, view })
    })
    app.options('offer', async ({ ack, payload }) => {
      await ack({ options: [{ text: plain(`Found ${payload.value}`), value: '12' }] })
    })
    app.view('form', async ({ ack, view }) => {
      chosen.push(view.state.values['o']?.['offer']?.selected_option?.value)
      await ack({ response_action: 'errors', errors: { o: 'seen' } })
    })
  })
  await slack.command(member('founder'), 'dm', '/offer show')
  await expect(slack.fill(member('founder'), { Offer: 'boats' })).rejects.toThrow('only: Found boats')
  await slack.fill(member('founder'), { Offer: '12' })
  expect(chosen).toEqual(['12'])
})

test('whoever joins is announced with their language, and heard only where the bot is', async () => {
  const { slack, team, channel, client } = world
  const joined: unknown[] = []
  const messages: unknown[] = []
  await bolt((app) => {
    app.event('team_join', async ({ event }) => {
      joined.push([event.user.id, event.user.is_restricted])
    })
    app.message(async ({ message }) => {
      messages.push('text' in message ? message.text : message.subtype)
    })
  })
  const id = await slack.join(team.id, { name: 'Awa Arrivée', locale: 'fr', guest: true })
  await eventually(() => joined.length === 1, 'team_join')
  expect(joined).toEqual([[id, true]])
  const info = await client.users.info({ user: id, include_locale: true })
  expect(info.user).toMatchObject({ locale: 'fr-FR', tz: 'Europe/Paris', is_bot: false })
  await slack.write(world.member('founder'), channel('offres'), 'unheard')
  await client.conversations.join({ channel: channel('offres') })
  await slack.write(world.member('founder'), channel('offres'), 'heard')
  await eventually(() => messages.includes('heard'), 'the message')
  expect(messages).not.toContain('unheard')
})

test('a dropped socket is opened again, and what was not acknowledged or arose meanwhile comes then', async () => {
  const { slack, team, member } = world
  const texts: string[] = []
  await bolt((app) => {
    app.message(async ({ message }) => {
      if ('text' in message && message.text) texts.push(message.text)
    })
  })
  await slack.write(member('founder'), 'dm', 'before')
  await eventually(() => texts.includes('before'), 'the first message')
  slack.drop()
  await eventually(() => slack.connected(team.id) === 0, 'the drop')
  await slack.write(member('founder'), 'dm', 'while away')
  await eventually(() => texts.includes('while away'), 'the kept message')
  expect(texts.filter((text) => text === 'while away')).toHaveLength(1)
})

test('an event that is not acknowledged comes again at once, after one minute and after five, with the same id', async () => {
  const { slack, team, member, clock } = world
  const { url } = (await (
    await fetch(`${slack.apiUrl}apps.connections.open`, {
      method: 'POST',
      headers: { authorization: `Bearer ${slack.tokens(team.id)['SLACK_APP_TOKEN']}` },
    })
  ).json()) as { url: string }
  const socket = new WebSocket(url)
  const received: { id: string; attempt: number; reason: string }[] = []
  socket.addEventListener('message', ({ data }) => {
    const envelope = JSON.parse(String(data))
    if (envelope.type !== 'events_api') return
    const { retry_attempt: attempt, retry_reason: reason } = envelope
    received.push({ id: envelope.payload.event_id, attempt, reason })
  })
  await new Promise((resolve) => socket.addEventListener('open', resolve))
  await slack.write(member('founder'), 'dm', 'nobody listens')
  await eventually(() => received.length === 2, 'the first retry')
  await eventually(() => {
    clock.advance(1_000)
    return received.length === 3
  }, 'the second retry')
  socket.close()
  expect(new Set(received.map(({ id }) => id)).size).toBe(1)
  expect(received.map(({ attempt }) => attempt)).toEqual([0, 1, 2])
  expect(received[1]?.reason).toBe('timeout')
}, 15_000)

test('two teams do not see each other', async () => {
  const { slack, client, channel, member } = world
  const other = await slack.addWorkspace({
    name: 'La Cordée',
    channels: [{ name: 'general' }],
    members: { guide: { name: 'Gaspard Guide' } },
  })
  const theirs = clientFor(slack, other)
  const ids = idsOf(other)
  await expect(client.chat.postMessage({ channel: ids.channel('general'), text: 'x' })).rejects.toThrow(
    'channel_not_found',
  )
  await expect(client.users.info({ user: ids.member('guide') })).rejects.toThrow('user_not_found')
  await expect(theirs.conversations.open({ users: member('founder') })).rejects.toThrow('user_not_found')
  await expect(theirs.conversations.info({ channel: channel('general') })).rejects.toThrow('channel_not_found')
  expect(() => slack.see(ids.member('guide'), channel('general'))).toThrow('cannot open')
  expect((await theirs.auth.test()).team_id).toBe(other.id)
  const heard: string[] = []
  await bolt((app) => {
    app.message(async ({ message }) => {
      if ('text' in message && message.text) heard.push(message.text)
    })
  })
  await slack.write(ids.member('guide'), 'dm', 'for the other app')
  await slack.write(member('founder'), 'dm', 'for this app')
  await eventually(() => heard.includes('for this app'), 'the own message')
  expect(heard).not.toContain('for the other app')
})

test('people and channels are chosen by name, and a dismissed form tells the app that asked', async () => {
  const { slack, member, channel } = world
  const told: unknown[] = []
  await bolt((app) => {
    app.command('/totem', async ({ ack, command, client: bot }) => {
      await ack()
      const blocks = [
        {
          type: 'input',
          block_id: 'who',
          label: plain('Who'),
          element: { type: 'multi_users_select', action_id: 'v' },
        },
        {
          type: 'input',
          block_id: 'where',
          label: plain('Where'),
          element: { type: 'channels_select', action_id: 'v' },
        },
      ]
      await bot.views.open({ trigger_id: command.trigger_id, view: modal(blocks, { notify_on_close: true }) })
    })
    app.view('form', async ({ ack, view }) => {
      const { who, where } = view.state.values
      told.push(who?.['v']?.selected_users, where?.['v']?.selected_channel)
      await ack({ response_action: 'errors', errors: { who: 'again' } })
    })
    app.view({ callback_id: 'form', type: 'view_closed' }, async ({ ack }) => {
      await ack()
      told.push('closed')
    })
  })
  await slack.command(member('owner'), 'dm', '/totem setup')
  await slack.fill(member('owner'), { Who: ['Félix Fondateur', member('newcomer')], Where: 'offres' })
  await slack.dismiss(member('owner'))
  expect(told).toEqual([[member('founder'), member('newcomer')], channel('offres'), 'closed'])
  expect(slack.form(member('owner'))).toBeUndefined()
})

test('another bot’s messages carry its own bot id', async () => {
  const { slack, member, channel, client } = world
  await client.conversations.join({ channel: channel('general') })
  await slack.write(member('robot'), channel('general'), 'beep')
  const { messages } = await client.conversations.history({ channel: channel('general') })
  const { bot_id: own } = await client.auth.test()
  expect(messages?.[0]?.bot_id).toMatch(/^B/)
  expect(messages?.[0]?.bot_id).not.toBe(own)
})

test('a removed app hears that it was removed, and nothing more until it is back', async () => {
  const { slack, team, member } = world
  const heard: string[] = []
  await bolt((app) => {
    app.event('app_uninstalled', async () => {
      heard.push('removed')
    })
    app.message(async ({ message }) => {
      if ('text' in message && message.text) heard.push(message.text)
    })
  })
  await slack.uninstall(team.id)
  await eventually(() => heard.length === 1, 'the farewell')
  await slack.write(member('founder'), 'dm', 'lost')
  await expect(slack.command(member('founder'), 'dm', '/offer')).rejects.toThrow('is not a valid command')
  await slack.install(team.id)
  await slack.write(member('founder'), 'dm', 'back')
  await eventually(() => heard.includes('back'), 'the message')
  expect(heard).toEqual(['removed', 'back'])
})

test('who leaves and comes back keeps their id', async () => {
  const { slack, team, member, client } = world
  const changes: unknown[] = []
  await bolt((app) => {
    app.event('user_change', async ({ event }) => {
      changes.push(event.user.deleted)
    })
  })
  await slack.leave(team.id, member('founder'))
  await expect(slack.write(member('founder'), 'dm', 'x')).rejects.toThrow('has left')
  await expect(client.conversations.open({ users: member('founder') })).rejects.toThrow('user_disabled')
  await slack.rejoin(team.id, member('founder'))
  await eventually(() => changes.length === 2, 'both changes')
  expect(changes).toEqual([true, false])
})
