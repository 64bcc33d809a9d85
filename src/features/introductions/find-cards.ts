import type { Translate } from '../../i18n/i18n.ts'
import { action } from '../../kit/action.ts'
import { type Block, button, buttons, type Card, card, heading, note, paragraph, select } from '../../kit/card.ts'
import { clip, italic, type Text, text } from '../../kit/text.ts'
import { type Concept, conceptsIn } from './concepts.ts'
import type { ShownPerson } from './shown.ts'

/** Where a page of what was found begins. */
export interface PageStart {
  readonly text: string
  readonly offset: number
  /** The introduction that comes first; it may have moved, or be gone: then the offset counts. */
  readonly first: number | undefined
}

export interface FoundPage {
  /** Of all pages, the best first. */
  readonly ids: readonly number[]
  readonly people: ReadonlyMap<number, ShownPerson>
  readonly offset: number
  readonly size: number
  readonly text: string
}

/** One page of those found; its buttons carry what was searched and where the next page starts. */
export function foundCard(t: Translate, page: FoundPage): Card {
  const { ids, offset, size, text: searched } = page
  const people = [...page.people.keys()]
    .toSorted((one, other) => ids.indexOf(one) - ids.indexOf(other))
    .flatMap((id) => page.people.get(id) ?? [])
  const last = Math.min(offset + size, ids.length)
  return card({
    blocks: [
      heading(t.words('find.title', { text: searched, count: ids.length })),
      ...people.map((person) => paragraph(foundText(t, person, searched))),
      select({
        action: action('introduction.open', writePage(page, offset)),
        placeholder: t.words('find.show'),
        choices: people.map(({ id, name, headline }) => ({ value: String(id), label: `${name} · ${headline}` })),
      }),
      ids.length > size ? note(t('find.page', { first: offset + 1, last, count: ids.length })) : undefined,
      buttons(
        offset > 0 ? pageButton(t, 'general.previous', page, Math.max(0, offset - size)) : undefined,
        last < ids.length ? pageButton(t, 'general.next', page, last) : undefined,
      ),
    ],
  })
}

function pageButton(t: Translate, label: 'general.previous' | 'general.next', page: FoundPage, offset: number) {
  return button(t.words(label), action('introduction.find', writePage(page, offset)))
}

/** `8.412~lawyer Lyon`: from the ninth, which is introduction 412. */
function writePage({ ids, text: searched }: FoundPage, offset: number): string {
  return `${offset}.${ids[offset] ?? ''}~${searched}`
}

export function readPage(record: string): PageStart {
  const [, offset, first, searched = ''] = /^(\d+)\.(\d*)~(.*)$/su.exec(record) ?? []
  return { text: searched, offset: Number(offset ?? 0), first: first ? Number(first) : undefined }
}

export function backButton(t: Translate, record: string): Block | undefined {
  return buttons(button(t.words('find.back'), action('introduction.find', record)))
}

function foundText(t: Translate, person: ShownPerson, searched: string): Text {
  const why = whyFound(t, person, searched)
  return why ? text`${person.line}\n${italic(why)}` : person.line
}

/** What somebody says about what was searched; else what they can help with. */
function whyFound(t: Translate, { canHelp, lookingFor }: ShownPerson, searched: string): Text | undefined {
  const wanted = conceptsIn(searched)
  const helping = firstAbout(canHelp, wanted)
  const seeking = helping ? undefined : firstAbout(lookingFor, wanted)
  if (seeking) return t('find.seeks', { text: excerpt(lookingFor, seeking.start) })
  return canHelp === '' ? undefined : t('find.helps', { text: excerpt(canHelp, helping?.start ?? 0) })
}

function firstAbout(said: string, wanted: readonly Concept[]): Concept | undefined {
  return conceptsIn(said).find((concept) =>
    wanted.some((want) => want.near.some((key) => concept.near.includes(key)) || sameField(want, concept)),
  )
}

function sameField(one: Concept, other: Concept): boolean {
  return one.far !== undefined && one.far === other.far
}

const EXCERPT = 80
/** What is read before the word that was searched. */
const BEFORE = 30

function excerpt(said: string, start: number): string {
  const line = said.replace(/\s/gu, ' ')
  if (start + BEFORE < EXCERPT) return clip(line, EXCERPT)
  const from = line.indexOf(' ', start - BEFORE) + 1
  return `…${clip(line.slice(from), EXCERPT)}`
}

export function nobodyFoundCard(t: Translate, searched: string): Card {
  return card({ blocks: [paragraph(t('find.none', { text: searched })), note(t('find.none.meet'))] })
}
