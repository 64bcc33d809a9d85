import { isWebAddress, type Node, speakable, type Text, type TimeStyle } from '../../kit/text.ts'

/** Invisible, keeps marks apart that Discord would read as one. */
const apart = '\u200B'
const blankMarks: readonly string[] = []

/** Text as Discord's markdown. What is not a node of its own is shown as it was written. `workspace`: where it is read. */
export function markdown(content: Text, workspace: string): string {
  return run(content, workspace, blankMarks)
}

/** Words as they are: no mark, link, mention, emoji or list comes of them. */
export function escaped(words: string): string {
  return speakable(words)
    .replace(/[\\*_~`|<>[\]@]|:(?=\S)/gu, '\\$&')
    .replace(/^(\s*)([#+-])/gmu, '$1\\$2')
    .replace(/^(\s*\d+)([.)])/gmu, '$1\\$2')
}

/** `within`: the marks that are open around it; Discord does not nest a mark in itself. */
function run(content: Text, workspace: string, within: readonly string[]): string {
  let written = ''
  let before: Node | undefined
  for (const node of joined(content)) {
    const next = draw(node, workspace, within)
    if (next === '') continue
    written += between(written, before, node, next) + next
    before = node
  }
  return written
}

/** Neighbours of one kind as one node, so that what is escaped is seen whole and marks do not touch their like. */
function joined(content: Text): Node[] {
  const done: Node[] = []
  for (const node of content) {
    const last = done.at(-1)
    const one = last && asOne(last, node)
    if (one) done[done.length - 1] = one
    else done.push(node)
  }
  return done
}

function asOne(last: Node, node: Node): Node | undefined {
  if (last.kind === 'plain' && node.kind === 'plain') return { kind: 'plain', text: last.text + node.text }
  if (isMarked(last) && isMarked(node) && last.kind === node.kind)
    return { kind: node.kind, content: [...last.content, ...node.content] }
  return undefined
}

function between(written: string, before: Node | undefined, node: Node, next: string): string {
  if (before === undefined) return ''
  const ownLine = isBlock(before) || isBlock(node)
  if (ownLine) return written.endsWith('\n') || next.startsWith('\n') ? '' : '\n'
  if (touches(before) && touches(node)) return apart
  return before.kind === 'italic' && /^[\p{L}\p{N}_]/u.test(next) ? apart : ''
}

function draw(node: Node, workspace: string, within: readonly string[]): string {
  switch (node.kind) {
    case 'plain':
      return escaped(node.text)
    case 'bold':
      return marked('**', node.content, workspace, within)
    case 'italic':
      return marked('_', node.content, workspace, within)
    case 'strike':
      return marked('~~', node.content, workspace, within)
    case 'quote':
      return prefixed(run(node.content, workspace, within), '> ', '> ')
    case 'code':
      return node.block ? codeBlock(node.text) : codeSpan(node.text)
    case 'link':
      return link(node.url, node.label)
    case 'person':
      return isHere(node, workspace) ? `<@${node.id}>` : escaped(node.name)
    case 'channel':
      return isHere(node, workspace) ? `<#${node.id}>` : escaped(`#${node.name}`)
    case 'time':
      return `<t:${Math.floor(node.at.epochMilliseconds / 1_000)}:${timeStyles[node.style]}>`
    case 'list':
      return node.items
        .map((item, index) => listItem(run(item, workspace, within), node.ordered ? `${index + 1}. ` : '- '))
        .join('\n')
  }
}

const timeStyles: Readonly<Record<TimeStyle, string>> = { date: 'D', time: 't', dateTime: 'f', relative: 'R' }

function marked(mark: string, content: Text, workspace: string, within: readonly string[]): string {
  if (within.includes(mark) || content.some(isBlock)) return run(content, workspace, within)
  const said = run(content, workspace, [...within, mark])
  return said.trim() === '' ? said : `${mark}${said}${mark}`
}

function listItem(said: string, mark: string): string {
  return prefixed(said, mark, ' '.repeat(mark.length))
}

export function prefixed(said: string, first: string, others: string): string {
  return said
    .replace(/\n+$/u, '')
    .split('\n')
    .map((line, index) => `${index === 0 ? first : others}${line}`)
    .join('\n')
}

function codeSpan(words: string): string {
  const said = speakable(words).replaceAll('\n', ' ')
  if (said.trim() === '') return said
  if (!said.includes('`')) return `\`${said}\``
  // Two marks hold single ones inside; longer runs are taken apart.
  return `\`\`${apart}${said.replaceAll(/`(?=`)/gu, `\`${apart}`)}${apart}\`\``
}

function codeBlock(words: string): string {
  return `\`\`\`\n${speakable(words).replaceAll(/`(?=`)/gu, `\`${apart}`)}\n\`\`\``
}

function link(url: string, label: string): string {
  if (!isWebAddress(url)) return escaped(label)
  // Angle brackets end at `>`, the address at `)`.
  const address = new URL(url).href.replace(
    /[()<>\\\s]/gu,
    (character) => `%${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
  )
  const said = speakable(label).replace(/\s+/gu, ' ').trim()
  if (said === '' || said === url) return `<${address}>`
  // Discord shows a link raw whose words look like another address; brackets end the words, escaped or not.
  if (/:\/\//u.test(said)) return `${escaped(said)} (<${address}>)`
  return `[${escaped(said.replaceAll('[', '(').replaceAll(']', ')'))}](<${address}>)`
}

function isMarked(node: Node): node is Extract<Node, { kind: 'bold' | 'italic' | 'strike' | 'quote' }> {
  return node.kind === 'bold' || node.kind === 'italic' || node.kind === 'strike'
}
function touches(node: Node): boolean {
  return isMarked(node) || (node.kind === 'code' && !node.block)
}
function isBlock(node: Node): boolean {
  return node.kind === 'list' || node.kind === 'quote' || (node.kind === 'code' && node.block)
}
/** Whether Discord can show and mention it: elsewhere there is only its name. */
export function isHere(
  { workspace: of, id }: { readonly workspace: string; readonly id: string },
  workspace: string,
): boolean {
  return of === workspace && /^\d{1,20}$/u.test(id)
}
