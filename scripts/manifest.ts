/** Prints the Slack app manifest: Socket Mode, or request URLs when `npm run manifest -- https://totem.example.org` names the address. */
import { groups, shortcuts } from '../commands/index.ts'
import { translator } from '../src/i18n/i18n.ts'
import { slackManifest } from '../src/platforms/slack/manifest.ts'

const [url] = process.argv.slice(2)
const mode = url ? { mode: 'http' as const, url: url.replace(/\/+$/u, '') } : { mode: 'socket' as const }
process.stdout.write(
  `${JSON.stringify(slackManifest(groups, shortcuts, { name: 'Totem', ...mode }, translator('en')), undefined, 2)}\n`,
)
