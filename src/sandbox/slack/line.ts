import { eventCallback } from './events.ts'
import type { Caller } from './http.ts'
import type { Json } from './json.ts'
import type { Acknowledgement, Sockets } from './socket.ts'
import type { Team, World } from './state.ts'

/** How Slack speaks to the app of a team: over HTTP to one that was installed by OAuth, else over its sockets. */
export interface Line {
  deliver(team: Team, event: Json): void
  /** Sends a command or an interaction, and resolves when the app acknowledged it or 3 s have passed. */
  ask(team: Team, type: 'slash_commands' | 'interactive', payload: Json, takesAnswer: boolean): Promise<Acknowledgement>
}

export function createLine(world: World, sockets: Sockets, caller: Caller): Line {
  return {
    deliver(team, event) {
      const payload = eventCallback(world, team, event)
      if (team.app) caller.deliver(team.app, payload)
      else sockets.deliver(team, payload)
    },
    async ask(team, type, payload, takesAnswer) {
      if (team.app) return caller.ask(team.app, { type, payload, takesAnswer })
      return sockets.ask(team, type, payload, takesAnswer)
    },
  }
}
