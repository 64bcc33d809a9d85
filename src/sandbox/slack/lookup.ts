import { canOpen, directWithBot, enterChannel } from './channels.ts'
import type { Channel, Member, Message, Team, World } from './state.ts'

/** Who and what a test or a page means by an id. What a client would not let a member do throws. */

export function teamCalled(world: World, workspace: string): Team {
  const team = world.teams.get(workspace)
  if (!team) throw new Error(`There is no workspace ${workspace}`)
  return team
}

export function roomCalled(team: Team, channel: string): Channel {
  const found = team.channels.get(channel)
  if (!found) throw new Error(`There is no channel ${channel} in ${team.name}`)
  return found
}

/** The team and the person behind a member id: ids are unique in the whole sandbox. */
export function person(world: World, member: string): { team: Team; who: Member } {
  for (const team of world.teams.values()) {
    const who = team.members.get(member)
    if (who && member !== 'USLACKBOT') return { team, who }
  }
  throw new Error(`Nobody is called ${member}`)
}

export function active(world: World, member: string): { team: Team; who: Member } {
  const found = person(world, member)
  if (found.who.deleted) throw new Error(`${found.who.name} has left ${found.team.name}`)
  return found
}

export function place(world: World, team: Team, who: Member, channel: string): Channel {
  if (channel === 'dm') return directWithBot(world, team, who.id)
  const found = team.channels.get(channel)
  if (!found || !canOpen(found, who)) throw new Error(`${who.name} cannot open ${channel}`)
  return found
}

/** Somebody who writes in a channel that they only look at joins it first. */
export function writable(world: World, team: Team, who: Member, channel: string): Channel {
  const found = place(world, team, who, channel)
  if (found.archived) throw new Error(`#${found.name} is archived`)
  enterChannel(world, team, found, who.id)
  return found
}

export function shownIn(room: Channel, ts: string): Message {
  const message = room.messages.get(ts)
  if (!message) throw new Error(`There is no message ${ts} in ${room.id}`)
  return message
}

export function ownMessage(
  world: World,
  member: string,
  channel: string,
  ts: string,
): { team: Team; message: Message } {
  const { team, who } = active(world, member)
  const message = shownIn(place(world, team, who, channel), ts)
  if (message.author !== member) throw new Error(`The message ${ts} is not ${who.name}'s`)
  return { team, message }
}
