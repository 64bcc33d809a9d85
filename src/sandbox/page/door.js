/** The way to the sandbox: everything the page shows and does goes through its door. */

export async function world() {
  return answerOf(await fetch('/sandbox/world'))
}

export async function screen(platform, member, channel) {
  return answerOf(await fetch(`/sandbox/${platform}/screen?${new URLSearchParams({ member, channel })}`))
}

/** A verb of src/sandbox/playground.ts. */
export async function act(platform, verb, ...values) {
  return post(`/sandbox/${platform}/${verb}`, values)
}

/** `{ days: 7 }` */
export async function advance(span) {
  return post('/sandbox/clock', { advance: span })
}

async function post(path, body) {
  const headers = { 'content-type': 'application/json' }
  return answerOf(await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) }))
}

async function answerOf(response) {
  const answer = await response.json()
  if (!response.ok) throw new Error(answer.error)
  return answer
}
