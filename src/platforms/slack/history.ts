import * as z from 'zod'
import type { Platform } from '../platform.ts'
import type { Clients } from './clients.ts'
import type { Directory } from './directory.ts'
import { asking, slackCode } from './errors.ts'
import { isSpoken, messageSchema, type SlackMessage, toHeard } from './heard.ts'

const page = 100

/** What was said. Slack may allow this no more than once a minute, so it is for catching up, not for knowing. */
export function history(
  clients: Clients,
  directory: Directory,
): Pick<Platform, 'history' | 'directHistory' | 'message'> {
  return {
    async history(workspace, channel, after) {
      const installation = await clients.installationOf(workspace)
      const said = await asking(
        installation.client.conversations.history({ channel, limit: page, ...(after ? { oldest: after } : {}) }),
      )
      const written = writtenAfter(after, parse(said.messages))
      return Promise.all(written.map(async (message) => toHeard(message, channel, installation, directory)))
    },

    async directHistory(workspace, channel, thread, after) {
      const installation = await clients.installationOf(workspace)
      const said = await asking(
        installation.client.conversations.replies({ channel, ts: thread, oldest: after, limit: page }),
      )
      // Slack puts the thread's first message before the answers.
      const written = writtenAfter(after, parse(said.messages)).filter((message) => message.ts !== thread)
      return Promise.all(written.map(async (message) => toHeard(message, channel, installation, directory)))
    },

    async message(workspace, channel, message) {
      const installation = await clients.installationOf(workspace)
      const { conversations } = installation.client
      const alone = { channel, latest: message, oldest: message, inclusive: true }
      const found =
        (await at(message, async () => conversations.history({ ...alone, limit: 1 }))) ??
        // An answer comes after the first message of its thread, and pages may be shorter than asked.
        (await at(message, async () => conversations.replies({ ...alone, ts: message, limit: 10 })))
      return found && toHeard(found, channel, installation, directory)
    },
  }
}

async function at(ts: string, ask: () => Promise<{ messages?: unknown }>): Promise<SlackMessage | undefined> {
  try {
    return parse((await asking(ask())).messages).find((message) => message.ts === ts && message.subtype !== 'tombstone')
  } catch (error) {
    if (['thread_not_found', 'message_not_found', 'channel_not_found'].includes(slackCode(error) ?? ''))
      return undefined
    throw error
  }
}

function writtenAfter(after: string | undefined, messages: readonly SlackMessage[]): SlackMessage[] {
  return messages
    .filter((message) => isSpoken(message) && message.ts !== after)
    .toSorted((one, other) => Number(one.ts) - Number(other.ts))
}

function parse(messages: unknown): SlackMessage[] {
  return z.array(messageSchema).parse(messages ?? [])
}
