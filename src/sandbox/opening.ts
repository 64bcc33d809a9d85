import { setTimeout as pause } from 'node:timers/promises'
import type { Playground, SeededWorkspace, SeenMessage } from './playground.ts'
import type { World } from './world.ts'

const PATIENCE_MS = 20_000
const LOOK_EVERY_MS = 20

/** Whom the two partners are verified to speak for. */
const ORGANISATIONS = { slack: 'Cabinet Lefèvre', discord: 'Beaumont Industries' }

/**
 * What the staff of both workspaces do once Totem has arrived, as they would do it: they connect the two to one community
 * and verify their partners. Rejects with what did not come about in 20 s.
 */
export async function openWorld(world: World): Promise<void> {
  const { slack, discord, bivouac, frenchTech } = world
  const sophie = staffOf(slack, bivouac.members, 'dm')
  const thomas = staffOf(discord, frenchTech.members, frenchTech.channels['staff'] ?? '')
  await Promise.all([sophie, thomas].map(async (staff) => arrived(staff)))

  await connect(world, sophie)
  await Promise.all([
    type(sophie, `/totem partner add <@${bivouac.members['partner']}> "${ORGANISATIONS.slack}"`, ORGANISATIONS.slack),
    type(
      thomas,
      `/totem partner add member:<@${frenchTech.members['partner']}> organisation:"${ORGANISATIONS.discord}"`,
      ORGANISATIONS.discord,
    ),
  ])
}

/** One more Discord server, with the channels that Totem adopts. Resolves when Totem has told its staff that it is there. */
export async function addServer({ discord }: World, name: string): Promise<SeededWorkspace> {
  const server = await discord.addWorkspace({
    name,
    locale: 'en',
    channels: [{ name: 'general' }, { name: 'introductions' }, { name: 'offers' }, { name: 'staff', private: true }],
    members: { staff: { name: `Staff of ${name}`, locale: 'en', owner: true, admin: true } },
  })
  await arrived(staffOf(discord, server.members, server.channels['staff'] ?? ''))
  return server
}

/** Its staff connect a server to the community of the two that were there first. */
export async function connectServer(world: World, server: SeededWorkspace): Promise<void> {
  await connect(world, staffOf(world.discord, server.members, server.channels['staff'] ?? ''))
}

/** The same for a Slack workspace in which Totem was installed; waits until it has told whoever installed it. */
export async function connectTeam(world: World, team: SeededWorkspace): Promise<void> {
  const staff = staffOf(world.slack, team.members, 'dm')
  await arrived(staff)
  await connect(world, staff)
}

async function connect({ discord, frenchTech }: World, staff: Staff): Promise<void> {
  const thomas = staffOf(discord, frenchTech.members, frenchTech.channels['staff'] ?? '')
  const code = codeIn(await type(thomas, '/totem connect', /connect \w+/))
  await agree(staff, await type(staff, `/totem connect code:${code}`, frenchTech.name))
}

interface Staff {
  readonly on: Playground
  readonly id: string
  /** Where Totem tells staff that it has arrived, and where they talk to it. */
  readonly room: string
}

function staffOf(on: Playground, members: Readonly<Record<string, string>>, room: string): Staff {
  return { on, id: members['staff'] ?? '', room }
}

async function arrived({ on, id, room }: Staff): Promise<void> {
  await until(`Totem tells the staff of ${on.platform} that it has arrived`, async () =>
    on.see(id, room).find(({ author }) => author !== id),
  )
}

/** The answer, which says so. Typed again while there is none: a bot that is still starting knows no commands. */
async function type({ on, id, room }: Staff, line: string, says: string | RegExp): Promise<SeenMessage> {
  const message = await until(`Totem answers ${line} on ${on.platform}`, async () => {
    const answer = await on.command(id, room, line)
    if (answer.kind !== 'message') throw new Error(`the answer was ${JSON.stringify(answer)}`)
    return answer.message
  })
  if (message.text.search(says) === -1) throw new Error(`${line} was answered with “${message.text}”`)
  return message
}

/** Presses the first button, which is the one that agrees. */
async function agree({ on, id, room }: Staff, question: SeenMessage): Promise<void> {
  const button = question.controls.find(({ kind }) => kind === 'button')
  if (button?.kind !== 'button') throw new Error(`There is nothing to agree to in “${question.text}”`)
  const answer = await on.press(id, room, question.id, button.id)
  const isTold = answer.kind === 'message' || answer.kind === 'updated'
  if (!isTold) throw new Error(`“${button.label}” was answered with ${JSON.stringify(answer)}`)
}

function codeIn({ text }: SeenMessage): string {
  const [, code] = /connect (\w+)/.exec(text) ?? []
  if (code === undefined) throw new Error(`There is no code in “${text}”`)
  return code
}

async function until<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
  const deadline = performance.now() + PATIENCE_MS
  let complaint = ''
  while (performance.now() < deadline) {
    try {
      const found = await look()
      if (found !== undefined) return found
    } catch (error) {
      complaint = ` (${error instanceof Error ? error.message : String(error)})`
    }
    await pause(LOOK_EVERY_MS)
  }
  throw new Error(`The sandbox waited in vain until ${what}${complaint}`)
}
