import { enterChannel } from './channels.ts'
import * as events from './events.ts'
import { active, person, roomCalled, teamCalled } from './lookup.ts'
import type { SlackPlayground } from './playground.ts'
import { type Member, seconds, type Team, type World } from './state.ts'
import { createMember, createTeam, enterTeam, seedChannel, seededWorkspace, slackbot } from './teams.ts'
import { endTokens } from './tokens.ts'

type WorkspaceActs = Pick<
  SlackPlayground,
  | 'addWorkspace'
  | 'workspaces'
  | 'people'
  | 'tokens'
  | 'uninstall'
  | 'install'
  | 'addChannel'
  | 'rename'
  | 'archive'
  | 'join'
  | 'rejoin'
  | 'leave'
  | 'passScreening'
  | 'setDirectMessages'
>

/** What happens to workspaces: channels, and who comes and goes. */
export function workspaceActs(world: World): WorkspaceActs {
  return {
    async addWorkspace(seed) {
      return seededWorkspace(createTeam(world, seed))
    },
    workspaces: () => [...world.teams.values()].map(seededWorkspace),
    people(workspace) {
      const team = teamCalled(world, workspace)
      const isHere = ({ id, deleted }: Member) => !deleted && id !== slackbot && (id !== team.botUser || team.installed)
      return [...team.members.values()].filter(isHere).map(({ id, name, bot }) => ({ id, name, bot }))
    },
    tokens(workspace) {
      const team = teamCalled(world, workspace)
      return { SLACK_BOT_TOKEN: team.botToken, SLACK_APP_TOKEN: team.appToken }
    },
    async uninstall(workspace) {
      const team = teamCalled(world, workspace)
      if (!team.installed) return
      team.installed = false
      for (const channel of team.channels.values()) if (channel.kind !== 'im') channel.members.delete(team.botUser)
      if (team.app) endTokens(world, team)
      events.appUninstalled(world, team)
    },
    async install(workspace) {
      const team = teamCalled(world, workspace)
      if (team.app) throw new Error(`In ${team.name} the app comes back by OAuth only: allow it`)
      enterTeam(team)
    },
    async addChannel(workspace, seed) {
      const team = teamCalled(world, workspace)
      const channel = seedChannel(world, team, seed)
      events.channelCreated(world, team, channel)
      return channel.id
    },
    async rename(workspace, channel, name) {
      const team = teamCalled(world, workspace)
      const found = roomCalled(team, channel)
      found.name = name
      events.channelRenamed(world, team, found)
    },
    async archive(workspace, channel) {
      roomCalled(teamCalled(world, workspace), channel).archived = true
    },

    async join(workspace, seed) {
      const team = teamCalled(world, workspace)
      const member = createMember(world, team, seed)
      events.teamJoined(world, team, member)
      enterGeneral(world, team, member)
      return member.id
    },
    async rejoin(workspace, member) {
      const team = teamCalled(world, workspace)
      const who = team.members.get(member)
      if (!who) throw new Error(`${member} was never in ${team.name}: on Slack an account belongs to one workspace`)
      who.deleted = false
      who.updated = seconds(world)
      events.userChanged(world, team, who)
      enterGeneral(world, team, who)
    },
    async leave(workspace, member) {
      const team = teamCalled(world, workspace)
      const { who } = active(world, member)
      who.deleted = true
      who.updated = seconds(world)
      for (const channel of team.channels.values())
        if (channel.kind === 'public' || channel.kind === 'private') channel.members.delete(member)
      events.userChanged(world, team, who)
    },
    async passScreening() {
      throw new Error('Slack has no membership screening')
    },
    setDirectMessages(member, open) {
      person(world, member).who.directMessages = open
    },
  }
}

function enterGeneral(world: World, team: Team, member: Member): void {
  const general = [...team.channels.values()].find((channel) => channel.general)
  if (general && !member.guest) enterChannel(world, team, general, member.id)
}
