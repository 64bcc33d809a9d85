import { test } from 'vitest'
import { createGateway } from '../../../src/platforms/discord/connect.ts'
import { createClock } from '../../../src/sandbox/clock.ts'
import { startDiscord } from '../../../src/sandbox/discord/server.ts'
test('x', async () => {
  const playground = await startDiscord({ clock: createClock() })
  const s = await playground.addWorkspace({ name: 'A', channels: [{ name: 'a' }], members: { o: { name: 'O', owner: true } } })
  const t0 = performance.now()
  const say = (...all: unknown[]) => console.log(Math.round(performance.now() - t0), ...all)
  const log = { info: say, warn: say, error: say }
  const g = createGateway({ token: playground.credentials['DISCORD_TOKEN'] ?? '', apiUrl: playground.apiUrl, shards: 'auto', log, onEvent: (e) => say(e.t) })
  await g.open()
  g.client()?.on('debug', (m) => say(m))
  await new Promise((r) => setTimeout(r, 300))
  playground.outage(true)
  for (let index = 0; index <= 5_001; index++) await playground.write(s.members['o'] ?? '', s.channels['a'] ?? '', 'x')
  say('back')
  playground.outage(false)
  await new Promise((r) => setTimeout(r, 9000))
  await g.close()
  await playground.close()
})
