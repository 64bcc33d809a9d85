import { randomUUID } from 'node:crypto'
import { directWithBot } from './channels.ts'
import { compose, emojiName } from './compose.ts'
import * as events from './events.ts'
import { dismissForm, fillAndSubmit, pressControl, useShortcut } from './hands.ts'
import { type Stage, sendCommand } from './interactions.ts'
import { objects } from './json.ts'
import { active, ownMessage, place, shownIn, writable } from './lookup.ts'
import { change, post, remove } from './messages.ts'
import { react } from './methods/chat.ts'
import { viewJson } from './objects.ts'
import type { SlackPlayground } from './playground.ts'
import { seenHome } from './seen.ts'
import { type File, type Member, nextId, nextTimestamp, seconds, type Team, type World } from './state.ts'

type MemberActs = Pick<
  SlackPlayground,
  | 'write'
  | 'rewrite'
  | 'erase'
  | 'react'
  | 'command'
  | 'complete'
  | 'press'
  | 'shortcut'
  | 'fill'
  | 'dismiss'
  | 'openHome'
>

const homePatience = 3_000

/** What members do in their clients. */
export function memberActs(stage: Stage): MemberActs {
  const { world } = stage
  return {
    async write(member, channel, text, options = {}) {
      const { team, who } = active(world, member)
      const room = writable(world, team, who, channel)
      const composed = compose(text, nextId(world, 'b'))
      const blocks = options.blocks ? objects(options.blocks) : composed.blocks
      const files = (options.files ?? []).map((file) => attachedFile(world, team, who, file))
      const parent = options.replyTo === undefined ? undefined : room.messages.get(options.replyTo)
      if (options.replyTo !== undefined && !parent)
        throw new Error(`There is no message ${options.replyTo} to reply to`)
      const message = post(world, team, room, {
        author: member,
        byBot: who.bot,
        text: composed.text,
        blocks: blocks.length > 0 ? blocks : undefined,
        files,
        subtype: files.length > 0 ? 'file_share' : undefined,
        thread: parent?.thread ?? parent?.ts,
        clientId: randomUUID(),
      })
      return message.ts
    },
    async rewrite(member, channel, ts, text) {
      const { team, message } = ownMessage(world, member, channel, ts)
      const composed = compose(text, nextId(world, 'b'))
      const edited = { user: member, ts: nextTimestamp(world) }
      change(world, team, message, { text: composed.text, blocks: composed.blocks, edited })
    },
    async erase(member, channel, ts) {
      const { team, message } = ownMessage(world, member, channel, ts)
      remove(world, team, message)
    },
    async react(member, channel, ts, emoji) {
      const { team, who } = active(world, member)
      const message = shownIn(place(world, team, who, channel), ts)
      const name = emojiName(emoji)
      if (react(message, member, name)) events.reactionAdded(world, team, message, member, name)
    },

    async command(member, channel, line) {
      const { team, who } = active(world, member)
      return sendCommand(stage, team, who, writable(world, team, who, channel), line)
    },
    async complete() {
      throw new Error('Slack does not complete what is typed after a slash command')
    },
    async press(member, channel, message, control, values) {
      const { team, who } = active(world, member)
      const room = channel === 'home' || team.views.has(message) ? undefined : place(world, team, who, channel)
      return pressControl(stage, team, who, { room, message, control, values })
    },
    async shortcut(member, channel, target, name) {
      const { team, who } = active(world, member)
      const room = place(world, team, who, channel)
      const message = shownIn(room, target)
      return useShortcut(stage, team, who, { room, message, callbackId: name })
    },
    async fill(member, values) {
      const { team, who } = active(world, member)
      return fillAndSubmit(stage, team, who, values)
    },
    async dismiss(member) {
      const { team, who } = active(world, member)
      await dismissForm(stage, team, who)
    },
    async openHome(member) {
      const { team, who } = active(world, member)
      const before = team.homes.get(member)
      const hash = before?.hash
      const channel = directWithBot(world, team, member)
      events.appHomeOpened(world, team, member, channel, before && viewJson(team, before))
      await until(() => team.homes.get(member)?.hash !== hash, homePatience)
      const view = team.homes.get(member)
      return view && seenHome(world, team, who, view)
    },
  }
}

function attachedFile(
  world: World,
  team: Team,
  who: Member,
  given: { name: string; type: string; url?: string },
): File {
  const file: File = {
    id: nextId(world, 'F'),
    name: given.name,
    title: given.name,
    type: given.type,
    author: who.id,
    content: Buffer.alloc(0),
    url: given.url,
    created: seconds(world),
    complete: true,
  }
  team.files.set(file.id, file)
  return file
}

async function until(done: () => boolean, patience: number): Promise<void> {
  const end = performance.now() + patience
  while (!done() && performance.now() < end) await new Promise((resolve) => setTimeout(resolve, 5))
}
