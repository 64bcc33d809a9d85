import type { Answer, Playground, SeenControl, SeenMessage } from '../../src/sandbox/playground.ts'
import { saying } from './playing.ts'
import { until } from './until.ts'

/** Somebody who is played, and the channel of introductions that they see. */
export interface Actor {
  readonly on: Playground
  readonly id: string
  readonly room: string
}

/** Writes somebody's introduction, as they would. */
export async function introduce({ on, id, room }: Actor, headline: string): Promise<void> {
  const asked = await on.command(id, room, '/intro me')
  if (asked.kind === 'message') await on.press(id, room, asked.message.id, 'introduction.kind:', ['startup'])
  await on.fill(id, { headline })
}

/** Presses a button of Totem's by what it does, in whatever language it is labelled. */
export async function pressAction(actor: Actor, channel: string, message: SeenMessage, name: string): Promise<Answer> {
  const control = controlOf(message, name)
  if (!control) throw new Error(`there is no ${name} under “${message.text}”`)
  return actor.on.press(actor.id, channel, message.id, control.id)
}

export function controlOf(message: SeenMessage, name: string) {
  const presses = message.controls.filter((control): control is Pressable => control.kind === 'button')
  return presses.find((control) => control.id.startsWith(`${name}:`))
}
type Pressable = Extract<SeenControl, { kind: 'button' }>

/** Asks for an introduction on the card that says so. */
export async function askFor(asker: Actor, headline: string): Promise<Answer> {
  const card = await until(`the card of “${headline}” is there`, () =>
    saying(asker.on, asker.id, asker.room, headline).find((message) => controlOf(message, 'meeting.ask')),
  )
  return pressAction(asker, asker.room, card, 'meeting.ask')
}

/** The newest of Totem's direct messages that has such a button. */
export async function directWith({ on, id }: Actor, name: string, words: string | RegExp = ''): Promise<SeenMessage> {
  return until(`${id} is offered ${name} about ${words}`, () =>
    saying(on, id, 'dm', words).findLast((message) => controlOf(message, name)),
  )
}

export interface Met {
  readonly asker: SeenMessage
  readonly asked: SeenMessage
}

/** One asks for the other, who says yes: the openings of their relayed conversation. */
export async function meet(
  asker: Actor,
  asked: Actor,
  headline: string,
  names: readonly [string, string],
): Promise<Met> {
  await askFor(asker, headline)
  const request = await directWith(asked, 'meeting.yes', names[0])
  await pressAction(asked, 'dm', request, 'meeting.yes')
  return {
    asker: await directWith(asker, 'conversation.end', names[1]),
    asked: await directWith(asked, 'conversation.end', names[0]),
  }
}

/** Where an actor answers a relayed conversation: Slack in its thread, Discord by a reply. */
export async function answerTo({ on, id }: Actor, message: SeenMessage, text: string, more = {}): Promise<string> {
  return on.write(id, 'dm', text, { replyTo: message.thread ?? message.id, ...more })
}
