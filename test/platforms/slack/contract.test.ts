import { createSlack } from '../../../src/platforms/slack/slack.ts'
import { createClock } from '../../../src/sandbox/clock.ts'
import { startSlack } from '../../../src/sandbox/slack/server.ts'
import { contract } from '../contract.ts'

contract('Slack', async ({ seed, groups, shortcuts, log }) => {
  const playground = await startSlack({ clock: createClock() })
  const workspace = await playground.addWorkspace(seed)
  return {
    playground,
    workspace,
    create: ({ credentials = playground.credentials } = {}) =>
      createSlack({
        kind: 'socket',
        random: Math.random,
        botToken: credentials['SLACK_BOT_TOKEN'] ?? '',
        appToken: credentials['SLACK_APP_TOKEN'] ?? '',
        apiUrl: playground.apiUrl,
        groups,
        shortcuts,
        log,
        now: () => Temporal.Now.instant(),
      }),
    sendCall: 'chat.postMessage',
    tokens: ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN'],
    unknownChannel: 'C0NOWHERE0',
  }
})
