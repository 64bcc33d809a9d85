import { attempt, button, make, notice, option } from './dom.js'
import * as door from './door.js'
import { formElement } from './form.js'
import { messageElement } from './message.js'

const REFRESH_MS = 1000

/**
 * One workspace as one of its members sees it. `chosen` is `{ member, channel }`, each an id or the name that the seed gives;
 * `onChosen` hears of every change of it.
 */
export function openPane(workspace, chosen, onChosen) {
  const { platform } = workspace
  const state = {
    workspace,
    people: peopleOf(workspace),
    member: workspace.members[chosen.member] ?? known(workspace, chosen.member) ?? Object.values(workspace.members)[0],
    channel: workspace.channels[chosen.channel] ?? chosen.channel ?? Object.values(workspace.channels)[0],
    /** How many messages each conversation had when it was last looked at, by member and conversation. */
    read: new Map(),
    /** The members who were played here. */
    met: new Set(),
    /** The form that was closed here; the platform knows nothing of that. */
    closed: undefined,
    shown: '',
    formShown: '',
  }
  const side = make('nav.side')
  const title = make('h3.where')
  const messages = make('.messages')
  const typed = make('input', { autocomplete: 'off', spellcheck: false })
  const composer = make(
    'form.composer',
    { onsubmit: (event) => void say(event) },
    typed,
    make('button', { type: 'submit' }, 'Send'),
  )
  const overlay = make('.overlay')
  const element = make(
    'section.pane',
    { dataset: { platform } },
    side,
    make('.room', {}, title, messages, composer),
    overlay,
  )

  async function say(event) {
    event.preventDefault()
    const text = typed.value.trim()
    if (text === '') return
    typed.value = ''
    const verb = text.startsWith('/') ? 'command' : 'write'
    const done = await act(verb, state.member, state.channel, text)
    if (done === undefined) typed.value = text
  }

  /** Does it as the chosen member, and shows at once what came of it. */
  async function act(verb, ...values) {
    element.dataset.busy = true
    const answer = await attempt(async () => door.act(platform, verb, ...values))
    if (answer?.kind === 'failed') notice(answer.reason)
    if (answer?.kind === 'form') state.closed = undefined
    delete element.dataset.busy
    await refresh()
    return answer === undefined ? undefined : (answer ?? true)
  }

  const hands = {
    press: (message, control, values) =>
      act('press', state.member, state.channel, message.id, control, ...(values ? [values] : [])),
    rewrite: async (message) => {
      const text = prompt('The message should say:', message.text)
      if (text !== null) await act('rewrite', state.member, state.channel, message.id, text)
    },
    erase: (message) => act('erase', state.member, state.channel, message.id),
  }

  function choose(change) {
    Object.assign(state, change, { shown: '' })
    onChosen({ member: state.member, channel: state.channel })
    void refresh()
  }

  async function join() {
    const name = prompt(`Who joins ${workspace.name}?`, platform === 'slack' ? 'Camille Roussel' : 'Oliver Bennett')
    if (!name) return
    const locale = confirm('Do they read French? (Cancel: English)') ? 'fr' : 'en'
    const member = await attempt(async () => door.act(platform, 'join', workspace.id, { name, locale }))
    if (member) choose({ member, channel: 'dm' })
  }

  async function refresh() {
    const asked = `${state.member} ${state.channel}`
    const seen = await attempt(async () => door.screen(platform, state.member, state.channel))
    if (!seen || asked !== `${state.member} ${state.channel}`) return
    if (state.closed !== seen.form?.id) state.closed = undefined
    show(seen)
  }

  function show(seen) {
    const people = [...state.people.values()]
    const direct = seen.conversations.find(({ kind }) => kind === 'direct')
    // What was there before one first looked is not news.
    if (!state.met.has(state.member))
      for (const { id, messages } of seen.conversations) state.read.set(`${state.member} ${id}`, messages)
    state.met.add(state.member)
    const open = state.channel === 'dm' ? direct : seen.conversations.find(({ id }) => id === state.channel)
    if (open) state.read.set(`${state.member} ${open.id}`, open.messages)
    const summary = JSON.stringify([seen, people, state.member, state.channel])
    if (summary === state.shown) return
    state.shown = summary
    side.replaceChildren(...sideOf(seen.conversations))
    title.textContent = state.channel === 'dm' ? 'Totem' : nameOf(open)
    typed.placeholder = `Message ${title.textContent}, or type a /command`
    showMessages(seen.messages)
    showForm(seen.form)
  }

  function showMessages(seen) {
    const atEnd = messages.scrollHeight - messages.scrollTop - messages.clientHeight < 60
    const view = { people: state.people, me: state.member, platform, hands }
    messages.replaceChildren(...seen.map((message) => messageElement(message, view)))
    if (seen.length === 0) messages.append(make('p.faint.empty', {}, 'Nothing was said here yet.'))
    if (atEnd) messages.scrollTop = messages.scrollHeight
  }

  /** Drawn again only when it changed, so that what is being typed stays. */
  function showForm(form) {
    const summary = JSON.stringify(form?.id === state.closed ? null : form)
    if (summary === state.formShown) return
    state.formShown = summary
    overlay.replaceChildren()
    if (summary === 'null') return
    const close = () => {
      state.closed = form.id
      state.shown = ''
      void refresh()
    }
    overlay.append(formElement(form, { close, send: (values) => act('fill', state.member, values) }))
  }

  function sideOf(conversations) {
    const people = [...state.people.values()].filter(({ bot }) => !bot)
    const named = Object.fromEntries(Object.entries(workspace.members).map(([key, id]) => [id, key]))
    const labelOf = ({ id, name }) => (named[id] && named[id] !== id ? `${name} · ${named[id]}` : name)
    const direct = conversations.find(({ kind }) => kind === 'direct')
    const others = conversations.filter(({ kind }) => kind === 'group' || kind === 'thread')
    return [
      make('h2', {}, workspace.name, make('small', {}, platform)),
      make(
        'label.me',
        {},
        'You are',
        make(
          'select',
          { onchange: (event) => choose({ member: event.target.value }) },
          people.map((person) => option(labelOf(person), person.id, person.id === state.member)),
        ),
      ),
      make('h4', {}, 'Channels'),
      conversations.filter(({ kind }) => kind === 'channel').map((each) => entryOf(each.id, each)),
      make('h4', {}, 'Direct messages'),
      entryOf('dm', { id: 'dm', messages: 0, ...direct, name: 'Totem', kind: 'direct' }),
      others.map((each) => entryOf(each.id, each)),
      button('Somebody joins…', join, { className: 'join' }),
    ].flat()
  }

  function entryOf(channel, conversation) {
    const read = state.read.get(`${state.member} ${conversation.id}`) ?? 0
    const unread = state.channel !== channel && conversation.messages > read
    return button(nameOf(conversation), () => choose({ channel }), {
      className: 'entry',
      ariaCurrent: String(state.channel === channel),
      dataset: { unread },
    })
  }

  void refresh()
  setInterval(() => void refresh(), REFRESH_MS)
  return {
    element,
    /** Who is there may have changed. */
    update: (workspace) => {
      state.people = peopleOf(workspace)
    },
  }
}

function known({ people }, id) {
  return people.find((person) => person.id === id)?.id
}

function peopleOf({ people }) {
  return new Map(people.map((person) => [person.id, person]))
}

function nameOf(conversation) {
  if (conversation === undefined) return ''
  return conversation.kind === 'channel' ? `#${conversation.name}` : conversation.name
}
