import type { IncomingMessage } from 'node:http'
import { type Asked, allowed, denied, mayInstall, readAsked } from './oauth.ts'
import type { Outcome } from './outcome.ts'
import { Refusal, refuse } from './refusal.ts'
import type { World } from './state.ts'

const html = { 'content-type': 'text/html; charset=utf-8' }

/** `GET` shows who may install the app where, `POST` is the button that was pressed. */
export function answerAuthorize(world: World, request: IncomingMessage, body: Buffer): Outcome {
  const query = new URL(request.url ?? '/', world.origin).searchParams
  try {
    const asked = readAsked(world, query)
    if (request.method !== 'POST') return { status: 200, body: installPage(world, asked), headers: html }
    const location = pressed(world, asked, new URLSearchParams(body.toString('utf8')))
    return { status: 302, body: '', headers: { location } }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { status: 400, body: errorPage(error.code), headers: html }
  }
}

function pressed(world: World, asked: Asked, fields: URLSearchParams): string {
  if (fields.has('cancel')) return denied(asked)
  const found = offered(world, asked).find(({ people }) => people.some(({ id }) => id === fields.get('member')))
  const member = found?.people.find(({ id }) => id === fields.get('member'))
  return found && member ? allowed(world, asked, found.team, member) : refuse('access_denied')
}

/** The teams with those who may install in them. */
function offered(world: World, asked: Asked) {
  const teams = [...world.teams.values()].filter(({ id }) => asked.team === undefined || asked.team === id)
  return teams.map((team) => ({ team, people: [...team.members.values()].filter(mayInstall) }))
}

function installPage(world: World, asked: Asked): string {
  const scopes = asked.scopes.map((scope) => `<li>${escapedHtml(scope)}</li>`).join('')
  const teams = offered(world, asked).map(({ team, people }) => {
    const buttons = people.map(
      ({ id, name }) => `<button name="member" value="${escapedHtml(id)}">Allow as ${escapedHtml(name)}</button>`,
    )
    return `<h2>${escapedHtml(team.name)}</h2><p>${buttons.join(' ') || 'Nobody here may install apps.'}</p>`
  })
  const app = `<p>The app ${escapedHtml(asked.app.appId)} asks for:</p><ul>${scopes}</ul>`
  const cancel = '<p><button name="cancel" value="1">Cancel</button></p>'
  return page('Install an app', `${app}<form method="post">${teams.join('')}${cancel}</form>`)
}

function errorPage(code: string): string {
  return page('Something went wrong', `<p>Error details: ${escapedHtml(code)}</p>`)
}

function page(title: string, content: string): string {
  const head = `<meta charset="utf-8"><title>${title} – Slack (sandbox)</title>`
  return `<!doctype html><html lang="en"><head>${head}</head><body><h1>${title}</h1>${content}</body></html>\n`
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function escapedHtml(source: string): string {
  return source.replaceAll(/[&<>"]/g, (sign) => entities[sign] ?? sign)
}
