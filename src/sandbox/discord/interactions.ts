/** Interactions: what members do with commands, buttons and forms, as the bot gets it, and how long each may be answered. */

import { messageJson } from './messageJson.ts'
import type { Modal } from './modals.ts'
import type { Channel, Choice, Json, Message, World } from './model.ts'
import { botPermissions } from './state.ts'
import { actingMemberJson, channelJson, knownUser, localeCode, userJson } from './wire.ts'

export const INTERACTION = { command: 2, component: 3, autocomplete: 4, modal: 5 } as const

/** What a member's client is told in answer. */
export type Change =
  | { kind: 'acknowledged' }
  | { kind: 'message'; message: Message }
  | { kind: 'updated'; message: Message }
  | { kind: 'removed' }
  | { kind: 'modal'; modal: Modal }
  | { kind: 'choices'; choices: Choice[] }
  | { kind: 'expired' }

export interface Interaction {
  id: string
  token: string
  type: number
  user: string
  channel: string
  guild: string | undefined
  /** The message whose button was pressed, also behind a form it opened. */
  source: Message | undefined
  createdAt: number
  /** 3 real seconds went by without an answer. */
  expired: boolean
  /** The type of the callback that answered. */
  answered: number | undefined
  /** The message of `@original`. */
  original: string | undefined
  notify(change: Change): void
}

const ANSWER_WITHIN = 3000
const TOKEN_LIFE = 15 * 60_000
const KEPT = 20_000
const ATTACHMENT_LIMIT = 10 * 1024 * 1024

interface Start {
  type: number
  user: string
  channel: Channel
  data: Json
  source?: Message | undefined
  notify(change: Change): void
}

/** Sends INTERACTION_CREATE; from now on the bot has 3 s. */
export function startInteraction(world: World, start: Start): Interaction {
  const id = world.newId()
  const interaction: Interaction = {
    id,
    token: `interaction-${id}`,
    type: start.type,
    user: start.user,
    channel: start.channel.id,
    guild: start.channel.guild,
    source: start.source,
    createdAt: world.clock.now(),
    expired: false,
    answered: undefined,
    original: undefined,
    notify: start.notify,
  }
  world.interactions.set(interaction.token, interaction)
  if (world.interactions.size > KEPT) forgetOldest(world)
  const timer = setTimeout(() => {
    if (interaction.answered !== undefined) return
    interaction.expired = true
    interaction.notify({ kind: 'expired' })
  }, ANSWER_WITHIN)
  timer.unref()
  const data = interactionJson(world, interaction, start)
  world.dispatch({ name: 'INTERACTION_CREATE', guild: interaction.guild, intent: 0, data })
  return interaction
}

export function isTokenOver(world: World, interaction: Interaction): boolean {
  return world.clock.now() - interaction.createdAt > TOKEN_LIFE
}

function forgetOldest(world: World): void {
  const [oldest] = world.interactions.keys()
  if (oldest !== undefined) world.interactions.delete(oldest)
}

function interactionJson(world: World, interaction: Interaction, start: Start): Json {
  const user = knownUser(world, start.user)
  const { channel, source } = start
  const permissions = botPermissions(world, channel).toString()
  return {
    id: interaction.id,
    application_id: world.bot.id,
    type: start.type,
    token: interaction.token,
    version: 1,
    data: start.data,
    channel_id: channel.id,
    channel: { ...channelJson(world, channel), permissions },
    ...placeJson(world, start),
    ...(source ? { message: sourceJson(world, source, channel) } : {}),
    app_permissions: permissions,
    locale: localeCode(user.locale),
    entitlements: [],
    attachment_size_limit: ATTACHMENT_LIMIT,
  }
}

/** In a server: its member with what they may do. In direct messages: only the user. */
function placeJson(world: World, { channel, user }: Start): Json {
  const guild = world.guilds.get(channel.guild ?? '')
  const member = guild?.members.get(user)
  if (!guild || !member) {
    return { user: userJson(knownUser(world, user)), context: 1, authorizing_integration_owners: { '0': '0' } }
  }
  return {
    guild_id: guild.id,
    guild: { id: guild.id, locale: localeCode(guild.locale), features: [] },
    guild_locale: localeCode(guild.locale),
    member: actingMemberJson(world, guild, member),
    context: 0,
    authorizing_integration_owners: { '0': guild.id },
  }
}

function sourceJson(world: World, source: Message, channel: Channel): Json {
  return { ...messageJson(world, source), ...(channel.guild === undefined ? {} : { guild_id: channel.guild }) }
}
