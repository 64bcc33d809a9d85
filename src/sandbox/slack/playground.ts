import type { Playground, SeenConversation, SeenMessage } from '../playground.ts'
import type { Answers } from './answers.ts'
import { canOpen } from './channels.ts'
import { seenForm } from './form.ts'
import { person, place, teamCalled } from './lookup.ts'
import { memberActs } from './member-acts.ts'
import { seenHome, seenMessage } from './seen.ts'
import type { Sockets } from './socket.ts'
import type { Channel, Member, Team, World } from './state.ts'
import { screenOf } from './views.ts'
import { workspaceActs } from './workspace-acts.ts'

/** What the Slack sandbox offers beyond what both platforms do. */
export interface SlackPlayground extends Playground {
  readonly platform: 'slack'
  /** SLACK_BOT_TOKEN and SLACK_APP_TOKEN of one workspace; `credentials` has those of the first. */
  tokens(workspace: string): Readonly<Record<string, string>>
  /** The member closes the topmost form; the app hears of it when the form says so. */
  dismiss(member: string): Promise<void>
  rename(workspace: string, channel: string, name: string): Promise<void>
  archive(workspace: string, channel: string): Promise<void>
  /** How many sockets the app has open in a workspace. */
  connected(workspace: string): number
}

type Acts = Omit<SlackPlayground, 'platform' | 'apiUrl' | 'credentials' | 'close'>

export function createActs(world: World, sockets: Sockets, answers: Answers): Acts {
  return {
    ...workspaceActs(world),
    ...memberActs({ world, sockets, answers }),

    see(member, channel) {
      const { team, who } = person(world, member)
      if (channel === 'home') {
        const view = team.homes.get(member)
        return view ? [seenHome(world, team, who, view)] : []
      }
      const id = channel === 'dm' ? team.directs.get(member) : place(world, team, who, channel).id
      return id === undefined ? [] : seeRoom(world, team, who, id)
    },
    conversations(member) {
      const { team, who } = person(world, member)
      return [...team.channels.values()]
        .filter((channel) => canOpen(channel, who))
        .map((channel) => seenConversation(channel))
    },
    form(member) {
      const { team } = person(world, member)
      const view = screenOf(team, member).at(-1)
      return view && seenForm(team, view)
    },

    fault: (fault) => {
      world.faults.push({ ...fault })
    },
    outage: (on) => {
      world.outage = on
      if (on) sockets.drop()
    },
    drop: () => sockets.drop(),
    connected: (workspace) => sockets.count(teamCalled(world, workspace)),
    calls: world.calls,
  }
}

function seeRoom(world: World, team: Team, who: Member, channel: string): SeenMessage[] {
  const posted = team.channels.get(channel)?.timeline ?? []
  const shownToThem = (team.ephemerals.get(who.id) ?? []).filter((message) => message.channel === channel)
  const all = [...posted, ...shownToThem].sort((one, other) => Number(one.ts) - Number(other.ts))
  return all.map((message) => seenMessage(world, team, who, message))
}

function seenConversation({ id, name, kind }: Channel): SeenConversation {
  if (kind === 'im') return { id, name: 'Totem', kind: 'direct' }
  return { id, name, kind: kind === 'mpim' ? 'group' : 'channel' }
}
