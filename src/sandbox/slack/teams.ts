import type { ChannelSeed, MemberSeed, SeededWorkspace, WorkspaceSeed } from '../playground.ts'
import { createChannel } from './channels.ts'
import { type Channel, type Member, nextId, seconds, type Team, type World } from './state.ts'

/** How teams, members and channels come into the world. */

export const slackbot = 'USLACKBOT'
const defaultTimezone = 'Europe/Paris'

export function createTeam(world: World, seed: WorkspaceSeed): Team {
  const id = nextId(world, 'T')
  const number = id.slice(-4).toLowerCase()
  const team: Team = {
    id,
    name: seed.name,
    domain: slug(seed.name),
    appId: nextId(world, 'A'),
    botId: nextId(world, 'B'),
    botUser: nextId(world, 'U'),
    botToken: `xoxb-sandbox-${number}-bot`,
    appToken: `xapp-1-sandbox-${number}-app`,
    installed: seed.installed ?? true,
    app: undefined,
    scopes: world.scopes,
    members: new Map(),
    keys: new Map(),
    channels: new Map(),
    directs: new Map(),
    ephemerals: new Map(),
    files: new Map(),
    views: new Map(),
    screens: new Map(),
    homes: new Map(),
  }
  addBots(world, team)
  for (const [key, person] of Object.entries(seed.members)) {
    const member = createMember(world, team, { ...person, locale: person.locale ?? seed.locale ?? 'en' })
    team.keys.set(key, member.id)
  }
  for (const channel of seed.channels) seedChannel(world, team, channel)
  world.teams.set(id, team)
  world.botTokens.set(team.botToken, { team, endsAt: undefined, dead: undefined })
  world.appTokens.set(team.appToken, team)
  return team
}

function addBots(world: World, team: Team): void {
  const totem = { ...blankMember(world, team.botUser, 'Totem'), bot: true, username: 'totem' }
  team.members.set(team.botUser, totem)
  // Slackbot is a bot that says it is none.
  team.members.set(slackbot, { ...blankMember(world, slackbot, 'Slackbot'), username: 'slackbot' })
}

function blankMember(world: World, id: string, name: string): Member {
  return {
    id,
    name,
    username: slug(name).replaceAll('-', '.'),
    locale: 'en-US',
    timezone: defaultTimezone,
    owner: false,
    admin: false,
    guest: false,
    bot: false,
    deleted: false,
    directMessages: true,
    updated: seconds(world),
  }
}

export function createMember(world: World, team: Team, person: MemberSeed): Member {
  const member = {
    ...blankMember(world, nextId(world, 'U'), person.name),
    locale: person.locale === 'fr' ? 'fr-FR' : 'en-US',
    timezone: person.timezone ?? defaultTimezone,
    owner: person.owner ?? false,
    admin: person.admin ?? false,
    guest: person.guest ?? false,
    bot: person.bot ?? false,
  }
  team.members.set(member.id, member)
  return member
}

/**
 * Public channels hold everybody but the bot, which joins by itself. Private ones hold owners and admins, and the bot as
 * invited by them: nothing else lets it in. The first public channel is the one that whoever joins the team lands in.
 */
export function seedChannel(world: World, team: Team, seed: ChannelSeed): Channel {
  const people = [...team.members.values()].filter(
    ({ id, deleted }) => id !== team.botUser && id !== slackbot && !deleted,
  )
  const staff = people.filter(({ owner, admin }) => owner || admin).map(({ id }) => id)
  if (seed.private)
    return createChannel(world, team, 'private', seed.name, team.installed ? [...staff, team.botUser] : staff)
  const everybody = people.map(({ id }) => id)
  const channel = createChannel(world, team, 'public', seed.name, everybody)
  channel.general = ![...team.channels.values()].some((other) => other.general)
  return channel
}

/** The bot comes into a team, and is invited to where it is needed. */
export function enterTeam(team: Team): void {
  team.installed = true
  for (const channel of team.channels.values()) if (channel.kind === 'private') channel.members.add(team.botUser)
}

export function seededWorkspace(team: Team): SeededWorkspace {
  const rooms = [...team.channels.values()].filter(({ kind }) => kind === 'public' || kind === 'private')
  const keyed = new Set(team.keys.values())
  const others = [...team.members.keys()].filter((id) => !keyed.has(id) && id !== team.botUser && id !== slackbot)
  return {
    id: team.id,
    name: team.name,
    installed: team.installed,
    channels: Object.fromEntries(rooms.map(({ name, id }) => [name, id])),
    members: { ...Object.fromEntries(team.keys), ...Object.fromEntries(others.map((id) => [id, id])) },
  }
}

function slug(name: string): string {
  const plain = name.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
  return plain.replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-|-$/g, '') || 'unnamed'
}
