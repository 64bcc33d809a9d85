import {
  bold,
  clean,
  code,
  codeBlock,
  isWebAddress,
  italic,
  link,
  list,
  type Node,
  plain,
  quote,
  strike,
  type Text,
  time,
} from '../../kit/text.ts'

/** What the ids in a message are called. */
export interface Names {
  member(id: string): string | undefined
  channel(id: string): string | undefined
  role(id: string): string | undefined
}

/** What somebody typed, as nodes. `workspace`: where they did. */
export function readMarkdown(content: string, workspace: string, names: Names): Text {
  const reading: Reading = { workspace, names, depth: 0 }
  const parts = clean(content).split(/(?<!\\)```(?:[\w+.#-]*\n)?((?:(?!```)[\s\S])+?)\n?```/u)
  return merge(parts.flatMap((part, index) => (index % 2 === 1 ? [codeBlock(part)] : lines(part, reading))))
}

interface Reading {
  readonly workspace: string
  readonly names: Names
  readonly depth: number
}
/** Marks within marks: deeper ones stay as typed. */
const deepest = 6

function lines(part: string, reading: Reading): Node[] {
  const read: Node[] = []
  let rest = part
  while (rest !== '') {
    const found = blockAt(rest, reading)
    const next = found ?? lineAt(rest, reading)
    read.push(...next.nodes)
    rest = rest.slice(next.length)
  }
  return read
}

interface Found {
  readonly nodes: Node[]
  readonly length: number
}

/** A quote or a list that begins here. */
function blockAt(rest: string, reading: Reading): Found | undefined {
  const whole = /^>>> ([\s\S]*)$/u.exec(rest)
  if (whole) return { nodes: [quote(lines(whole[1] ?? '', reading))], length: rest.length }
  const quoted = /^(?:> .*(?:\n|$))+/u.exec(rest)?.[0]
  if (quoted)
    return { nodes: [quote(lines(quoted.replace(/^> /gmu, '').replace(/\n$/u, ''), reading))], length: quoted.length }
  const listed = /^(?: *[-*] +\S.*(?:\n|$))+/u.exec(rest)?.[0] ?? /^(?: *\d{1,9}\. +\S.*(?:\n|$))+/u.exec(rest)?.[0]
  if (!listed) return undefined
  const items = listed
    .trim()
    .split('\n')
    .map((line) => line.replace(/^ *(?:[-*]|\d+\.) +/u, ''))
  return {
    nodes: [
      list(
        items.map((item) => inline(item, reading)),
        /^ *\d/u.test(listed),
      ),
    ],
    length: listed.length,
  }
}

function lineAt(rest: string, reading: Reading): Found {
  const line = /^.*\n?/u.exec(rest)?.[0] ?? rest
  const end: Node[] = line.endsWith('\n') ? [plain('\n')] : []
  const heading = /^#{1,3} +(.+)/u.exec(line)
  if (heading) return { nodes: [bold(inline(heading[1] ?? '', reading)), ...end], length: line.length }
  const small = /^-# +(.+)/u.exec(line)
  if (small) return { nodes: [...inline(small[1] ?? '', reading), ...end], length: line.length }
  // Marks may span lines: what follows without a block is read as one.
  const paragraph = /^.*(?:\n(?!> |#{1,3} |-# | *[-*] | *\d{1,9}\. ).*)*\n?/u.exec(rest)?.[0] ?? line
  return { nodes: inline(paragraph, reading), length: paragraph.length }
}

type Rule = readonly [pattern: RegExp, make: (groups: readonly string[], reading: Reading) => Node[]]

/** Anchored where the reading stands; the first that matches is taken. */
const rules: readonly Rule[] = [
  [/\\([^0-9A-Za-z\s])/uy, ([said = '']) => [plain(said)]],
  [/(`{1,2})((?:(?!\1)[\s\S])+?)\1(?!`)/uy, ([, said = '']) => [code(said)]],
  [/\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/uy, ([said = ''], reading) => [bold(inline(said, reading))]],
  [/__((?:\\[\s\S]|[^\\])+?)__(?!_)/uy, ([said = ''], reading) => inline(said, reading)],
  [
    /\*(?=[^\s*])((?:\\[\s\S]|[^\\*]|\*\*(?:\\[\s\S]|[^\\*])+?\*\*)+?)\*(?!\*)/uy,
    ([said = ''], reading) => [italic(inline(said, reading))],
  ],
  [/_((?:\\[\s\S]|[^\\_])+?)_(?![\p{L}\p{N}_])/uy, ([said = ''], reading) => [italic(inline(said, reading))]],
  [/~~((?:\\[\s\S]|[^\\])+?)~~/uy, ([said = ''], reading) => [strike(inline(said, reading))]],
  [/\|\|((?:\\[\s\S]|[^\\])+?)\|\|/uy, ([said = ''], reading) => inline(said, reading)],
  [
    /\[((?:\\.|[^\]\\\n])+)\]\(\s*<?(https?:\/\/[^\s)>]+)>?(?:\s+"[^"\n]*")?\s*\)/iuy,
    ([label = '', url = '']) => webLink(url, unescaped(label)),
  ],
  [/<(https?:\/\/[^\s>]+)>/iuy, ([url = '']) => webLink(url, url)],
  [/(https?:\/\/[^\s<]*[^\s<.,:;"'\])])/iuy, ([url = '']) => webLink(url, url)],
  [
    /<@!?(\d{1,20})>/uy,
    ([id = ''], { workspace, names }) => [{ kind: 'person', workspace, id, name: names.member(id) ?? '@?' }],
  ],
  [
    /<#(\d{1,20})>/uy,
    ([id = ''], { workspace, names }) => [{ kind: 'channel', workspace, id, name: names.channel(id) ?? '?' }],
  ],
  [/<@&(\d{1,20})>/uy, ([id = ''], { names }) => [plain(`@${names.role(id) ?? '?'}`)]],
  [/<a?(:\w{1,64}:)\d{1,20}>/uy, ([name = '']) => [plain(name)]],
  [/<t:(-?\d{1,12})(?::([tTdDfFsSR]))?>/uy, ([seconds = '', style = '']) => moment(Number(seconds), style)],
  [/<(\/[^:>\n]{1,100}):\d{1,20}>/uy, ([name = '']) => [plain(name)]],
]

function inline(said: string, reading: Reading): Node[] {
  if (reading.depth >= deepest) return [plain(said)]
  const deeper = { ...reading, depth: reading.depth + 1 }
  const read: Node[] = []
  for (let at = 0; at < said.length; ) {
    const found = matchAt(said, at, deeper) ?? wordsAt(said, at)
    read.push(...found.nodes)
    at += found.length
  }
  return merge(read)
}

function matchAt(said: string, at: number, reading: Reading): Found | undefined {
  if (!/[\\`*_~|[<h]/iu.test(said[at] ?? '')) return undefined
  for (const [pattern, make] of rules) {
    pattern.lastIndex = at
    const match = pattern.exec(said)
    if (match) return { nodes: make(match.slice(1), reading), length: match[0].length }
  }
  return undefined
}

function wordsAt(said: string, at: number): Found {
  const run = /[\s\S](?:(?!https?:)[^\\`*_~|[<])*/iuy
  run.lastIndex = at
  const words = run.exec(said)?.[0] ?? said.slice(at, at + 1)
  return { nodes: [plain(words)], length: words.length }
}

function webLink(url: string, label: string): Node[] {
  return isWebAddress(url) ? [link(url, label)] : [plain(label)]
}

function unescaped(label: string): string {
  return label.replace(/\\([^0-9A-Za-z\s])/gu, '$1')
}

function moment(seconds: number, style: string): Node[] {
  const styles: Readonly<Record<string, 'date' | 'time' | 'relative'>> = {
    d: 'date',
    D: 'date',
    t: 'time',
    T: 'time',
    R: 'relative',
  }
  return [time(Temporal.Instant.fromEpochMilliseconds(seconds * 1_000), styles[style] ?? 'dateTime')]
}

/** Neighbouring words as one node. */
function merge(read: readonly Node[]): Node[] {
  const merged: Node[] = []
  for (const node of read) {
    const last = merged.at(-1)
    if (node.kind === 'plain' && last?.kind === 'plain') merged[merged.length - 1] = plain(last.text + node.text)
    else merged.push(node)
  }
  return merged
}
