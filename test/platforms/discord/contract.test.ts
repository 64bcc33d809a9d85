import { createDiscord } from '../../../src/platforms/discord/discord.ts'
import { createClock } from '../../../src/sandbox/clock.ts'
import { startDiscord } from '../../../src/sandbox/discord/server.ts'
import { contract } from '../contract.ts'

contract('Discord', ['DISCORD_TOKEN'], async ({ seed, groups, shortcuts, log }) => {
  const playground = await startDiscord({ clock: createClock() })
  const workspace = await playground.addWorkspace(seed)
  return {
    playground,
    workspace,
    create: ({ credentials = playground.credentials } = {}) =>
      createDiscord({
        token: credentials['DISCORD_TOKEN'] ?? '',
        apiUrl: playground.apiUrl,
        groups,
        shortcuts,
        log,
      }),
    sendCall: 'POST /channels/:id/messages',
    unknownChannel: '1000000000000000001',
  }
})
