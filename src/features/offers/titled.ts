import { clip } from '../../kit/text.ts'

/** What a message says first, and what it says beside: never the same twice, unless the title had to be cut. */
export interface Titled {
  readonly title: string
  readonly details: string
}

const greeting =
  /^(?:hi|hello|hey|dear|bonjour|bonsoir|salut|coucou|good (?:morning|afternoon|evening)|ch[eè]re?s?)(?!\p{L})[^.!?\n,:–—]{0,40}(?:[.!?,:–—…]+|\n|$)\s*/iu
/** Marks, emoji and punctuation before the first word. */
const beforeWords = /^[^\p{L}\p{N}«“"(]+/u
/** What a full stop shortens, beside initials, instead of ending the sentence. */
const shortened =
  /(?:^|[\s(.])(?:\p{L}|mmes?|mlles?|me|mr|mrs|ms|dr|prof|st|ste|env|approx|max|min|vs|cf|ex|tél|tel|no)\.$/iu
const shortestSentence = 12

/** The first sentence after the greeting, at most a line, and the rest; with nothing but a greeting, that. Cut, the details keep the whole. */
export function splitTitle(words: string, maximum: number): Titled {
  const begun = words.replace(beforeWords, '')
  const said = begun.replace(greeting, '').replace(beforeWords, '') || begun
  const line = said.split('\n').find((each) => /\p{L}/u.test(each)) ?? ''
  const first = firstSentence(line)
  const bare = first.replace(/[\s:.;,]+$/u, '')
  if (bare.length > maximum) return { title: capital(clipWords(bare, maximum)), details: words }
  const details = said.startsWith(first) ? said.slice(first.length) : words
  return { title: capital(bare), details: details.trim() }
}

function firstSentence(line: string): string {
  const ends = [...line.matchAll(/[.!?](?=\s|$)/gu)].map(({ index }) => index + 1)
  const end = ends.find((at) => at >= shortestSentence && endsSentence(line.slice(0, at), line.slice(at)))
  return line.slice(0, end)
}

function endsSentence(said: string, next: string): boolean {
  return !said.endsWith('.') || (!shortened.test(said) && !/^\s+\p{Ll}/u.test(next))
}

/** Cut between words, visibly. */
function clipWords(said: string, maximum: number): string {
  const kept = said.slice(0, maximum)
  const space = kept.lastIndexOf(' ')
  if (space < maximum / 2) return clip(said, maximum)
  return `${kept.slice(0, space).replace(/[^\p{L}\p{N})»”]+$/u, '')}…`
}

function capital(said: string): string {
  const [first = ''] = said
  return first.toUpperCase() + said.slice(first.length)
}
