import type { Playground, SeenConversation, SeenMessage } from '../playground.ts'
import type { Answers } from './answers.ts'
import { appCalled, createApp, type HttpApp, type HttpAppOptions } from './app.ts'
import { canOpen } from './channels.ts'
import { seenForm } from './form.ts'
import type { Caller } from './http.ts'
import type { Line } from './line.ts'
import { person, place, teamCalled } from './lookup.ts'
import { memberActs } from './member-acts.ts'
import { allowAt, askedAt, denied } from './oauth.ts'
import type { SentRequest } from './post.ts'
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

  /** Registers an app that any workspace may install by OAuth, and that is called over HTTP from then on. */
  createApp(options: HttpAppOptions): HttpApp
  /** Where an app sends whoever installs it, with `client_id`, `scope`, `redirect_uri`, `state` and perhaps `team`. */
  readonly authorizeUrl: string
  /**
   * What the page at an authorize address does when the member presses "Allow": the address they are sent back to. Throws what
   * the page would say, and when the member may not install (owners and admins may).
   */
  allow(member: string, authorizeUrl: string): string
  /** The same when they press "Cancel". */
  deny(authorizeUrl: string): string
  /** Sends the challenge that Slack sends when the request URL is saved. Resolves to whether it was answered. */
  verifyRequestUrl(appId: string): Promise<boolean>
  /** Slack does not reach the apps over HTTP (each try counts) until it is called with false. */
  unreachable(on: boolean): void
  /** The last requests to apps over HTTP, oldest first, whether they arrived or not; 1,000 are kept at least. */
  readonly sentRequests: readonly SentRequest[]
  /** Sends a request again, byte for byte. Resolves to the status of the answer. */
  resend(request: SentRequest): Promise<number>
}

type Acts = Omit<SlackPlayground, 'platform' | 'apiUrl' | 'authorizeUrl' | 'credentials' | 'close'>

interface Parts {
  world: World
  sockets: Sockets
  caller: Caller
  line: Line
  answers: Answers
}

export function createActs({ world, sockets, caller, line, answers }: Parts): Acts {
  const drop = () => {
    sockets.drop()
    caller.drop()
  }
  return {
    ...workspaceActs(world),
    ...memberActs({ world, line, answers }),

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
      if (on) drop()
    },
    drop,
    connected: (workspace) => sockets.count(teamCalled(world, workspace)),
    calls: world.calls,

    createApp: (options) => {
      const { appId, clientId, clientSecret, signingSecret } = createApp(world, options)
      return { appId, clientId, clientSecret, signingSecret }
    },
    allow: (member, address) => allowAt(world, member, address),
    deny: (address) => denied(askedAt(world, address)),
    verifyRequestUrl: async (appId) => caller.verify(appCalled(world, appId)),
    unreachable: (on) => caller.unreachable(on),
    sentRequests: caller.requests,
    resend: async (request) => caller.resend(request),
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
