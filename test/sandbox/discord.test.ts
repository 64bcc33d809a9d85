import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  type ChatInputCommandInteraction,
  ComponentType,
  DiscordAPIError,
  Events,
  type Interaction,
  MessageFlags,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
  TextInputStyle,
} from 'discord.js'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createClock } from '../../src/sandbox/clock.ts'
import { startDiscord } from '../../src/sandbox/discord/server.ts'
import { FRENCH_TECH, idOf, login, startPair, until } from './discordBot.ts'

type Pair = Awaited<ReturnType<typeof startPair>>

const OFFER: RESTPostAPIChatInputApplicationCommandsJSONBody = {
  name: 'offer',
  name_localizations: { fr: 'offre' },
  description: 'Offers',
  options: [
    {
      type: ApplicationCommandOptionType.Subcommand,
      name: 'list',
      name_localizations: { fr: 'liste' },
      description: 'Open offers',
      options: [
        {
          type: ApplicationCommandOptionType.String,
          name: 'theme',
          name_localizations: { fr: 'thème' },
          description: 'Theme',
          choices: [{ name: 'energy', name_localizations: { fr: 'énergie' }, value: 'energy' }],
        },
        { type: ApplicationCommandOptionType.User, name: 'by', description: 'Who' },
        { type: ApplicationCommandOptionType.Boolean, name: 'all', description: 'All' },
      ],
    },
    {
      type: ApplicationCommandOptionType.Subcommand,
      name: 'show',
      description: 'One',
      options: [
        {
          type: ApplicationCommandOptionType.Integer,
          name: 'offer',
          description: 'Which',
          required: true,
          autocomplete: true,
        },
      ],
    },
  ],
}

describe('one bot in one server', () => {
  let pair: Pair
  let handle: (interaction: Interaction) => Promise<unknown> = async () => {}
  beforeAll(async () => {
    pair = await startPair()
    pair.client.on(Events.InteractionCreate, (interaction) => void handle(interaction))
    await pair.client.application.commands.set([
      OFFER,
      { name: 'Show introduction', type: ApplicationCommandType.User },
      {
        name: 'Turn into an offer',
        name_localizations: { fr: 'En faire une offre' },
        type: ApplicationCommandType.Message,
      },
    ])
  })
  afterAll(async () => pair.stop())
  beforeEach(() => {
    handle = async () => {}
  })
  const member = (name: string) => idOf(pair.guild.members, name)
  const channel = (name: string) => idOf(pair.guild.channels, name)
  const offers = () => channel('offres')

  async function sent(body: Record<string, unknown>): Promise<{ id: string; [key: string]: unknown }> {
    return (await pair.client.rest.post(`/channels/${offers()}/messages`, { body })) as { id: string }
  }
  async function refusal(promise: Promise<unknown>): Promise<DiscordAPIError> {
    const error = await promise.then(
      () => undefined,
      (reason: unknown) => reason,
    )
    if (error instanceof DiscordAPIError) return error
    throw new Error(`not refused by Discord: ${error}`)
  }

  test('a command typed in French is run with its options converted, and answered in private', async () => {
    handle = async (interaction) => {
      const command = interaction as ChatInputCommandInteraction
      const { options } = command
      const said = [
        options.getSubcommand(),
        options.getString('theme'),
        options.getUser('by')?.id,
        options.getBoolean('all'),
        command.locale,
      ]
      await command.reply({ content: said.join(' '), flags: MessageFlags.Ephemeral })
    }
    const line = `/offre liste thème:énergie by:<@${member('staff')}> all:vrai`
    const answer = await pair.discord.command(member('founder'), offers(), line)
    if (answer.kind !== 'message') throw new Error(answer.kind)
    expect(answer.message.text).toBe(`list energy ${member('staff')} true fr`)
    expect(answer.message.ephemeral).toBe(true)
    expect(pair.discord.see(member('founder'), offers()).at(-1)?.text).toBe(answer.message.text)
    expect(pair.discord.see(member('newcomer'), offers())).toEqual([])
  })

  test('the interaction tells where it happened and what the member may do', async () => {
    const seen: Interaction[] = []
    handle = async (interaction) => {
      seen.push(interaction)
      if (interaction.isRepliable()) await interaction.reply('ok')
    }
    await pair.discord.command(member('staff'), offers(), '/offer list')
    await pair.discord.command(member('staff'), 'dm', '/offer list')
    const [inGuild, inDirect] = seen
    expect(inGuild?.memberPermissions?.has('ManageGuild')).toBe(true)
    expect(inGuild?.guildId).toBe(pair.guild.id)
    expect(inDirect?.guildId).toBeNull()
    expect(inDirect?.user.id).toBe(member('staff'))
  })

  test.each([
    ['/nothing', /no command/],
    ['/offer fly', /no subcommand/],
    ['/offer list energy', /name:value/],
    ['/offer list theme:unknown', /no choice/],
    ['/offer show', /required/],
    ['/offer show offer:abc', /number/],
  ])("what Discord's client would not send is refused: %s", async (line, reason) => {
    await expect(pair.discord.command(member('founder'), offers(), line)).rejects.toThrow(reason)
  })

  test('lists of commands carry localisations only when asked to', async () => {
    const path = `/applications/${pair.client.application.id}/commands` as const
    const list = async (asked: string) =>
      (await pair.client.rest.get(path, { query: new URLSearchParams({ with_localizations: asked }) })) as object[]
    expect((await list('true'))[0]).toMatchObject({ name: 'offer', name_localizations: { fr: 'offre' } })
    expect(JSON.stringify(await list('false'))).not.toContain('localizations')
  })

  test('autocomplete proposes what the bot answers for the words typed so far', async () => {
    handle = async (interaction) => {
      if (!interaction.isAutocomplete()) return
      await interaction.respond([{ name: `about ${interaction.options.getFocused()}`, value: 12 }])
    }
    const proposed = await pair.discord.complete(member('founder'), offers(), '/offer show offer:cli', 'offer')
    expect(proposed).toEqual([{ name: 'about cli', value: 12 }])
  })

  test('a button opens a form, and its submission arrives as Discord sends it', async () => {
    handle = async (interaction) => {
      if (interaction.isButton()) {
        await interaction.showModal({
          custom_id: 'interest:12',
          title: 'I am interested',
          components: [
            {
              type: ComponentType.Label,
              label: 'Message',
              description: 'What you need',
              component: {
                type: ComponentType.TextInput,
                custom_id: 'message',
                style: TextInputStyle.Paragraph,
                max_length: 500,
              },
            },
            {
              type: ComponentType.Label,
              label: 'Themes',
              component: {
                type: ComponentType.StringSelect,
                custom_id: 'themes',
                required: false,
                max_values: 2,
                options: [
                  { label: 'Énergie', value: 'energy' },
                  { label: 'Santé', value: 'health' },
                ],
              },
            },
            {
              type: ComponentType.Label,
              label: 'Who',
              component: { type: ComponentType.UserSelect, custom_id: 'who', required: false },
            },
          ],
        })
      }
      if (interaction.isModalSubmit()) {
        const { fields } = interaction
        const who = fields.getSelectedUsers('who')?.map((user) => user.id)
        const words = [
          interaction.customId,
          fields.getTextInputValue('message'),
          ...fields.getStringSelectValues('themes'),
          ...(who ?? []),
        ]
        await interaction.reply({ content: words.join(' | '), flags: MessageFlags.Ephemeral })
      }
    }
    const { id } = await sent({
      flags: MessageFlags.IsComponentsV2,
      components: [
        {
          type: 17,
          components: [
            { type: 10, content: '**Offer** 12' },
            { type: 1, components: [{ type: 2, style: 1, label: 'I am interested', custom_id: 'interest:12' }] },
          ],
        },
      ],
    })
    const opened = await pair.discord.press(member('founder'), offers(), id, 'I am interested')
    if (opened.kind !== 'form') throw new Error(opened.kind)
    expect(opened.form.fields.map((field) => [field.label, field.kind, field.required])).toEqual([
      ['Message', 'longText', true],
      ['Themes', 'select', false],
      ['Who', 'members', false],
    ])
    await expect(pair.discord.fill(member('founder'), { Themes: ['Santé'] })).rejects.toThrow(/"Message" is required/)
    await expect(pair.discord.fill(member('founder'), { Message: 'x'.repeat(501) })).rejects.toThrow(/at most 500/)
    const answer = await pair.discord.fill(member('founder'), {
      Message: 'Hello',
      Themes: ['Santé', 'energy'],
      Who: [member('staff')],
    })
    if (answer.kind !== 'message') throw new Error(answer.kind)
    expect(answer.message.text).toBe(`interest:12 | Hello | health | energy | ${member('staff')}`)
    expect(pair.discord.form(member('founder'))).toBeUndefined()
  })

  test('a modal cannot be answered by a modal', async () => {
    const form = {
      custom_id: 'a',
      title: 'A',
      components: [{ type: 18, label: 'L', component: { type: 4, custom_id: 'x', style: 1, required: false } }],
    }
    const errors: DiscordAPIError[] = []
    handle = async (interaction) => {
      const path = `/interactions/${interaction.id}/${interaction.token}/callback` as const
      const post = async (type: number, data: unknown) =>
        pair.client.rest.post(path, { body: { type, data }, auth: false })
      if (interaction.isModalSubmit()) errors.push(await refusal(post(9, form)))
      await post(interaction.isModalSubmit() ? 4 : 9, interaction.isModalSubmit() ? { content: 'no' } : form)
    }
    await pair.discord.command(member('founder'), offers(), '/offer list')
    const answer = await pair.discord.fill(member('founder'), {})
    expect(answer.kind).toBe('message')
    expect(errors[0]?.code).toBe(50035)
  })

  test('a deferred reply keeps its visibility, and a follow-up right after it fills it', async () => {
    handle = async (interaction) => {
      if (!interaction.isRepliable()) return
      await interaction.deferReply({ flags: MessageFlags.Ephemeral })
      await interaction.followUp('filled, and still private')
    }
    const answer = await pair.discord.command(member('founder'), offers(), '/offer list')
    if (answer.kind !== 'message') throw new Error(answer.kind)
    expect(answer.message.ephemeral).toBe(true)
    expect(answer.message.text).toBe('filled, and still private')
    expect(answer.message.edited).toBe(false)
  })

  test('what is not answered within 3 s has failed, and answering later is unknown', async () => {
    let late: Interaction | undefined
    handle = async (interaction) => {
      late = interaction
    }
    const answer = await pair.discord.command(member('founder'), offers(), '/offer list')
    expect(answer).toEqual({ kind: 'failed', reason: 'The application did not respond' })
    if (!late?.isRepliable()) throw new Error('not repliable')
    expect((await refusal(late.reply('too late'))).code).toBe(10062)
  })

  test('a second answer is refused, and after 15 minutes the token is over', async () => {
    let command: Interaction | undefined
    handle = async (interaction) => {
      command = interaction
      if (interaction.isRepliable()) await interaction.reply('once')
    }
    await pair.discord.command(member('founder'), offers(), '/offer list')
    if (!command?.isRepliable()) throw new Error('not repliable')
    const { id, token } = command
    const again = pair.client.rest.post(`/interactions/${id}/${token}/callback`, {
      body: { type: 4, data: { content: 'twice' } },
      auth: false,
    })
    expect((await refusal(again)).code).toBe(40060)
    pair.clock.advance(15 * 60_000 + 1)
    expect((await refusal(command.editReply('later'))).code).toBe(50027)
  })

  test('an acknowledged press that changes nothing is told from one whose message changes', async () => {
    const { id } = await sent({
      content: 'old',
      components: [{ type: 1, components: [{ type: 2, style: 2, label: 'Go', custom_id: 'go' }] }],
    })
    handle = async (interaction) => {
      if (!interaction.isButton()) return
      await interaction.deferUpdate()
      await interaction.message.edit('new')
    }
    const answer = await pair.discord.press(member('founder'), offers(), id, 'Go')
    if (answer.kind !== 'updated') throw new Error(answer.kind)
    expect(answer.message.text).toBe('new')
    expect(answer.message.edited).toBe(true)
  })

  test('a select gives its values by label, and refuses what is not in it', async () => {
    const options = [
      { label: 'Start-up', value: 'startup' },
      { label: 'Association', value: 'association' },
    ]
    const { id } = await sent({
      content: 'I am…',
      components: [{ type: 1, components: [{ type: 3, custom_id: 'kind', placeholder: 'I am…', options }] }],
    })
    handle = async (interaction) => {
      if (interaction.isStringSelectMenu())
        await interaction.update({ content: interaction.values.join(), components: [] })
    }
    await expect(pair.discord.press(member('founder'), offers(), id, 'I am…', ['Else'])).rejects.toThrow(/no option/)
    const answer = await pair.discord.press(member('founder'), offers(), id, 'I am…', ['Association'])
    expect(answer.kind === 'updated' && answer.message.text).toBe('association')
  })

  test('context menus carry their target', async () => {
    const id = await pair.discord.write(member('founder'), offers(), 'Free legal hours')
    handle = async (interaction) => {
      if (interaction.isMessageContextMenuCommand()) await interaction.reply(interaction.targetMessage.content)
      if (interaction.isUserContextMenuCommand()) await interaction.reply(interaction.targetUser.displayName)
    }
    const onMessage = await pair.discord.shortcut(member('staff'), offers(), id, 'En faire une offre')
    const onUser = await pair.discord.shortcut(member('staff'), offers(), member('founder'), 'Show introduction')
    expect(onMessage.kind === 'message' && onMessage.message.text).toBe('Free legal hours')
    expect(onUser.kind === 'message' && onUser.message.text).toBe('Camille Fondatrice')
  })

  test('messages, edits, deletions and reactions of members reach the bot', async () => {
    const heard: string[] = []
    pair.client.on(Events.MessageCreate, (message) => void (message.author.bot || heard.push(`+${message.content}`)))
    pair.client.on(Events.MessageUpdate, (_, message) => void heard.push(`~${message.content}`))
    pair.client.on(Events.MessageDelete, (message) => void heard.push(`-${message.content}`))
    pair.client.on(Events.MessageReactionAdd, (reaction) => void heard.push(`${reaction.emoji.name}`))
    const id = await pair.discord.write(member('founder'), offers(), 'one')
    await pair.discord.rewrite(member('founder'), offers(), id, 'two')
    await pair.discord.react(member('staff'), offers(), id, ':newspaper:')
    await pair.discord.erase(member('founder'), offers(), id)
    await pair.discord.write(member('newcomer'), 'dm', 'hello Totem')
    await until(() => (heard.length >= 5 ? true : undefined))
    expect(heard).toEqual(['+one', '~two', '📰', '-two', '+hello Totem'])
  })

  test('somebody in membership screening joins as pending and is not anymore when it ends', async () => {
    const heard: string[] = []
    pair.client.on(Events.GuildMemberAdd, (one) => void heard.push(`add ${one.displayName} ${one.pending}`))
    pair.client.on(
      Events.GuildMemberUpdate,
      (before, after) => void heard.push(`update ${before.pending} ${after.pending}`),
    )
    pair.client.on(Events.GuildMemberRemove, (one) => void heard.push(`remove ${one.displayName}`))
    const id = await pair.discord.join(pair.guild.id, { name: 'Ines', pending: true })
    await expect(pair.discord.write(id, offers(), 'hi')).rejects.toThrow(/screening/)
    await pair.discord.passScreening(pair.guild.id, id)
    await pair.discord.leave(pair.guild.id, id)
    await pair.discord.rejoin(pair.guild.id, id)
    await until(() => (heard.length >= 4 ? true : undefined))
    expect(heard).toEqual(['add Ines true', 'update true false', 'remove Ines', 'add Ines false'])
  })

  test('the same nonce of the same author in the same channel is one message', async () => {
    const first = await sent({ content: 'a', nonce: 'post-7', enforce_nonce: true })
    const second = await sent({ content: 'a', nonce: 'post-7', enforce_nonce: true })
    expect(second.id).toBe(first.id)
    expect((await sent({ content: 'a', nonce: 'post-7' })).id).not.toBe(first.id)
    pair.clock.advance(10 * 60_000)
    expect((await sent({ content: 'a', nonce: 'post-7', enforce_nonce: true })).id).not.toBe(first.id)
  })

  test('closed direct messages, strangers, unknown places and what is not the bot own are refused with their codes', async () => {
    const user = await pair.client.users.fetch(member('newcomer'))
    pair.discord.setDirectMessages(user.id, false)
    expect((await refusal(user.send('hi'))).code).toBe(50007)
    pair.discord.setDirectMessages(user.id, true)
    const stranger = await pair.discord.join(pair.guild.id, { name: 'Gone' })
    await pair.discord.leave(pair.guild.id, stranger)
    expect((await refusal((await pair.client.users.fetch(stranger)).send('hi'))).code).toBe(50278)
    const { rest } = pair.client
    const theirs = await pair.discord.write(member('founder'), offers(), 'mine')
    expect((await refusal(rest.get('/channels/1'))).code).toBe(10003)
    expect((await refusal(rest.get('/guilds/1'))).code).toBe(10004)
    expect((await refusal(rest.get(`/guilds/${pair.guild.id}/members/${stranger}`))).code).toBe(10007)
    expect((await refusal(rest.get(`/channels/${offers()}/messages/1`))).code).toBe(10008)
    expect(
      (await refusal(rest.patch(`/channels/${offers()}/messages/${theirs}`, { body: { content: 'x' } }))).code,
    ).toBe(50005)
    expect((await refusal(sent({ content: '' }))).code).toBe(50006)
    expect((await refusal(rest.get('/nowhere'))).status).toBe(404)
    pair.discord.forbid(channel('équipe'), 'send')
    expect((await refusal(rest.post(`/channels/${channel('équipe')}/messages`, { body: { content: 'x' } }))).code).toBe(
      50013,
    )
    pair.discord.forbid(channel('équipe'), 'view')
    expect((await refusal(rest.get(`/channels/${channel('équipe')}/messages`))).code).toBe(50001)
  })

  test('only what allowed_mentions allows is notified', async () => {
    const text = `@everyone @here <@${member('founder')}> <@${member('staff')}> \`<@${member('newcomer')}>\``
    const bodies = [
      { content: text },
      { content: text, allowed_mentions: { parse: [] } },
      { content: text, allowed_mentions: { users: [member('staff')] } },
      {
        flags: MessageFlags.IsComponentsV2,
        components: [{ type: 10, content: text }],
        allowed_mentions: { parse: ['users'] },
      },
      { embeds: [{ description: text }] },
    ]
    const ids = await Promise.all(bodies.map(sent))
    const seen = pair.discord.see(member('founder'), offers())
    const pinged = ids.map(({ id }) => seen.find((message) => message.id === id)?.pinged)
    expect(pinged).toEqual([
      ['everyone', 'here', member('founder'), member('staff')],
      [],
      [member('staff')],
      [member('founder'), member('staff')],
      [],
    ])
    expect(seen.at(-1)?.text).toBe(`@everyone @here @Camille Fondatrice @Sacha <@${member('newcomer')}>`)
  })

  test('a reply notifies whom it answers, unless told not to', async () => {
    const id = await pair.discord.write(member('founder'), offers(), 'question')
    const loud = await sent({ content: 'answer', message_reference: { message_id: id } })
    const quiet = await sent({
      content: 'answer',
      message_reference: { message_id: id },
      allowed_mentions: { parse: [] },
    })
    const pings = pair.discord
      .see(member('staff'), offers())
      .filter((message) => [loud.id, quiet.id].includes(message.id))
    expect(pings.map((message) => message.pinged)).toEqual([[member('founder')], []])
    const lost = sent({ content: 'answer', message_reference: { message_id: '1' } })
    expect((await refusal(lost)).code).toBe(50035)
    await sent({ content: 'answer', message_reference: { message_id: '1', fail_if_not_exists: false } })
  })

  test("markdown is shown without its marks, with names, and times in the reader's own zone", async () => {
    const content = `# Titre\n-# small\n> **gras** et *italique* \\*pas\\* [lien](https://x.test/a_b_c) <#${offers()}> <t:1790000000:f>\n- un\n\`code *brut*\``
    const { id } = await sent({ content })
    const text = (name: string) => pair.discord.see(member(name), offers()).find((message) => message.id === id)?.text
    expect(text('founder')).toBe(
      'Titre\nsmall\ngras et italique *pas* lien #offres 21 septembre 2026 à 16:13\n• un\ncode *brut*',
    )
    expect(text('newcomer')).toContain('21 September 2026 at 10:13')
  })

  test('private threads are seen by their members only, and a mention brings somebody in', async () => {
    const parent = await pair.client.channels.fetch(offers())
    if (!parent?.isTextBased() || parent.isDMBased() || !('threads' in parent)) throw new Error('no thread channel')
    const thread = await pair.client.rest.post(`/channels/${offers()}/threads`, {
      body: { name: 'Camille & Sacha', type: 12 },
    })
    const { id } = thread as { id: string }
    await pair.client.rest.put(`/channels/${id}/thread-members/${member('founder')}`)
    const names = (who: string) => pair.discord.conversations(member(who)).filter((one) => one.kind === 'thread')
    expect(names('founder')).toEqual([{ id, name: 'Camille & Sacha', kind: 'thread' }])
    expect(names('staff')).toEqual([])
    await pair.client.rest.post(`/channels/${id}/messages`, { body: { content: `Meet <@${member('staff')}>` } })
    expect(pair.discord.see(member('staff'), id).map((message) => message.text)).toEqual(['Meet @Sacha'])
    await pair.discord.write(member('staff'), id, 'Hello!')
    await pair.client.rest.patch(`/channels/${id}`, { body: { archived: true } })
    await expect(pair.discord.write(member('newcomer'), id, 'me too')).rejects.toThrow(/cannot see/)
  })

  test('files are sent, shown and served', async () => {
    const place = await pair.client.channels.fetch(offers())
    if (!place?.isSendable()) throw new Error('not sendable')
    const file = { attachment: Buffer.from('BEGIN:VCALENDAR'), name: 'hour.ics' }
    const shown = await place.send({
      files: [file],
      flags: MessageFlags.IsComponentsV2,
      components: [{ type: ComponentType.File, file: { url: 'attachment://hour.ics' } }],
    })
    const hidden = await place.send({
      files: [file],
      flags: MessageFlags.IsComponentsV2,
      components: [{ type: ComponentType.TextDisplay, content: 'x' }],
    })
    const files = (id: string) =>
      pair.discord.see(member('founder'), offers()).find((message) => message.id === id)?.files
    expect(files(shown.id)).toEqual([{ name: 'hour.ics', content: 'BEGIN:VCALENDAR' }])
    expect(files(hidden.id)).toEqual([])
    const url = shown.attachments.first()?.url ?? ''
    expect(await (await fetch(url)).text()).toBe('BEGIN:VCALENDAR')
  })
})

describe('several servers', () => {
  test('the bot is ready with all of them, and hears of those that come and go', async () => {
    const discord = await startDiscord({ clock: createClock() })
    const first = await discord.addWorkspace(FRENCH_TECH)
    const second = await discord.addWorkspace({ ...FRENCH_TECH, name: 'Cluster' })
    const third = await discord.addWorkspace({ ...FRENCH_TECH, name: 'Later', installed: false })
    await discord.rejoin(second.id, idOf(first.members, 'founder'))
    const client = await login(discord)
    expect(client.guilds.cache.map((guild) => guild.name)).toEqual(['French Tech', 'Cluster'])
    const heard: string[] = []
    client.on(Events.GuildCreate, (guild) => void heard.push(`+${guild.name}`))
    client.on(Events.GuildDelete, (guild) => void heard.push(`-${guild.name}`))
    await discord.install(third.id)
    await discord.uninstall(first.id)
    await until(() => (heard.length === 2 ? true : undefined))
    expect(heard).toEqual(['+Later', '-French Tech'])
    const members = await client.guilds.cache.get(second.id)?.members.fetch()
    expect(members?.has(idOf(first.members, 'founder'))).toBe(true)
    expect(members?.size).toBe(6)
    await expect(client.rest.get(`/channels/${idOf(first.channels, 'offres')}`)).rejects.toMatchObject({ code: 50001 })
    await client.destroy()
    await discord.close()
  })
})
