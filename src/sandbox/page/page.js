import { attempt, button, make } from './dom.js'
import * as door from './door.js'
import { openPane } from './pane.js'

const REFRESH_MS = 1000
const SPANS = [
  ['+1 hour', { hours: 1 }],
  ['+1 day', { days: 1 }],
  ['+1 week', { days: 7 }],
]
const clock = document.querySelector('#clock')
const panes = new Map()

/** Who is played where, kept in the address: `#T0001=staff:offres&…`, by ids or by the seed's names. */
function chosenIn(workspace) {
  const stored = new URLSearchParams(location.hash.slice(1))
  const [member, channel] = (stored.get(workspace.id) ?? stored.get(workspace.platform) ?? '').split(':')
  return { member, channel: channel || undefined }
}

function remember(workspace, { member, channel }) {
  const stored = new URLSearchParams(location.hash.slice(1))
  stored.delete(workspace.platform)
  stored.set(workspace.id, `${member}:${channel}`)
  history.replaceState(undefined, '', `#${stored}`)
}

async function refresh() {
  const world = await attempt(door.world)
  if (!world) return
  const now = new Date(world.now)
  clock.dateTime = now.toISOString()
  clock.textContent = now.toLocaleString([], { dateStyle: 'full', timeStyle: 'short' })
  for (const workspace of world.workspaces) {
    const pane = panes.get(workspace.id) ?? addPane(workspace)
    pane.update(workspace)
  }
}

function addPane(workspace) {
  const pane = openPane(workspace, chosenIn(workspace), (chosen) => remember(workspace, chosen))
  panes.set(workspace.id, pane)
  document.querySelector('#panes').append(pane.element)
  return pane
}

document.querySelector('#advance').append(
  ...SPANS.map(([label, span]) =>
    button(label, async (event) => {
      event.target.disabled = true
      await attempt(async () => door.advance(span))
      event.target.disabled = false
      await refresh()
    }),
  ),
  make('span.faint', {}, 'later'),
)
await refresh()
setInterval(() => void refresh(), REFRESH_MS)
