import { createSlack } from '../../../src/platforms/slack/slack.ts'
import { createClock } from '../../../src/sandbox/clock.ts'
import { startSlack } from '../../../src/sandbox/slack/server.ts'
import { contract } from '../contract.ts'

contract('Slack', ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN'], async ({ seed, groups, shortcuts, log }) => {
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
    unknownChannel: 'C0NOWHERE0',
  }
})
