import { button, make, option } from './dom.js'

/** `hands`: what can be done with a message: press(message, control, values), rewrite(message), erase(message). */
export function messageElement(message, { people, me, platform, hands }) {
  const author = people.get(message.author) ?? { name: message.author, bot: true }
  const isForMe = message.pinged.some((who) => ['everyone', 'here', me].includes(who))
  return make(
    'article.message',
    { dataset: { bot: author.bot, private: message.ephemeral, forme: isForMe } },
    avatar(author),
    make(
      '.body',
      {},
      make(
        '.by',
        {},
        make('strong', {}, author.name),
        author.bot ? make('span.app', {}, 'APP') : '',
        make('time', {}, timeOf(message.id, platform)),
        message.edited ? make('span.faint', {}, '(edited)') : '',
        message.author === me ? ownActions(message, hands) : '',
      ),
      make('.said', {}, linesOf(message.text, author.bot, people)),
      message.images.map((src) => make('img', { src, alt: '', loading: 'lazy' })),
      message.files.map(({ name, content }) =>
        make('details.file', {}, make('summary', {}, name), make('pre', {}, content)),
      ),
      controlsOf(message, hands),
      message.ephemeral ? make('.faint', {}, 'Only visible to you') : '',
    ),
  )
}

function avatar({ name, bot }) {
  if (bot && name === 'Totem') return make('img.avatar', { src: 'totem.svg', alt: '' })
  const initials = name
    .split(' ')
    .map(([first]) => first)
    .slice(0, 2)
    .join('')
  const hue = [...name].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 360, 7)
  const element = make('span.avatar', { ariaHidden: 'true' }, initials)
  element.style.setProperty('--hue', hue)
  return element
}

function ownActions(message, { rewrite, erase }) {
  return make(
    'span.own',
    {},
    button('Edit', () => rewrite(message)),
    button('Delete', () => erase(message)),
  )
}

/** A card begins with its heading, and its fields are “Name: value” lines: shown so that one can skim it. */
function linesOf(text, isCard, people) {
  const lines = text.split('\n').filter((line) => line !== '')
  return lines.map((line, index) => {
    if (isCard && index === 0 && lines.length > 1) return make('p.title', {}, wordsOf(line, people))
    const [, label, value] = (isCard && /^([\p{L}][^:.!?]{1,26}:) (.+)$/u.exec(line)) || []
    if (label === undefined || label.includes('http')) return make('p', {}, wordsOf(line, people))
    return make('p', {}, make('b', {}, label), ' ', wordsOf(value, people))
  })
}

/** Addresses become links; people, channels and groups stand out. */
function wordsOf(line, people) {
  const names = [...people.values()].map(({ name }) => escaped(name))
  const special = new RegExp(`(https?://[^\\s<>]+|@(?:${names.join('|')})|[@#]\\p{L}[\\p{L}\\p{N}_-]*)`, 'u')
  return line.split(special).map((part, index) => {
    if (index % 2 === 0) return part
    if (part.startsWith('http')) return make('a', { href: part, target: '_blank', rel: 'noreferrer' }, part)
    return make('span.mention', {}, part)
  })
}

function escaped(text) {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

function controlsOf(message, { press }) {
  if (message.controls.length === 0) return ''
  return make(
    '.controls',
    {},
    message.controls.map((control) => controlElement(control, message, press)),
  )
}

function controlElement(control, message, press) {
  switch (control.kind) {
    case 'link':
      return make('a.button', { href: control.url, target: '_blank', rel: 'noreferrer' }, control.label)
    case 'button': {
      const { label, style, disabled, id } = control
      return button(label, () => press(message, id), { disabled, dataset: { style } })
    }
    case 'select':
      return selectElement(control, (values) => press(message, control.id, values))
  }
}

function selectElement({ placeholder, options, maximum }, choose) {
  const choices = options.map(({ label, value }) => option(label, value))
  if (maximum === 1)
    return make('select', { onchange: (event) => choose([event.target.value]) }, option(placeholder, '', true), choices)
  const list = make('select', { multiple: true, title: placeholder }, choices)
  return make(
    'span.many',
    {},
    list,
    button('Choose', () => choose([...list.selectedOptions].map(({ value }) => value))),
  )
}

const DISCORD_EPOCH = 1_420_070_400_000n

/** Both platforms' message ids tell when they were made. */
function timeOf(id, platform) {
  const at = new Date(platform === 'slack' ? Number(id) * 1000 : Number((BigInt(id) >> 22n) + DISCORD_EPOCH))
  if (Number.isNaN(at.getTime())) return ''
  return at.toLocaleString([], { weekday: 'short', hour: '2-digit', minute: '2-digit' })
}
