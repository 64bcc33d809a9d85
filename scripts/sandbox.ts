// npm run sandbox: a Slack and a Discord of our own on fixed ports, without Totem, to point any bot at.
// npm run sandbox -- http://localhost:3000: Slack calls the bot there over HTTP, once it is installed at /slack/install.
import { startAlone } from '../src/sandbox/alone.ts'

const PORTS = { slack: 4010, discord: 4011, door: 4012 }

try {
  const [publicUrl] = process.argv.slice(2)
  const { world, url, close } = await startAlone(PORTS, publicUrl?.replace(/\/+$/u, ''))
  const settings = Object.entries(world.environment).map(([name, value]) => `${name}=${value}`)
  console.log(`
The sandbox runs: a Slack, “${world.bivouac.name}”, and a Discord, “${world.frenchTech.name}”. It forgets everything when it stops.

Point a bot at it with these variables:

${settings.join('\n')}

Play the members at ${url}, or by script: POST ${url}/sandbox/slack/write, and the other verbs of
src/sandbox/playground.ts, with their arguments as a JSON array.
`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, async () => {
      await close()
      process.exit(0)
    })
} catch (error) {
  console.error(`The sandbox could not start: ${error instanceof Error ? error.message : String(error)}`)
  process.exit(1)
}
