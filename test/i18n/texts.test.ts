import { parse, TYPE } from '@formatjs/icu-messageformat-parser'
import { describe, expect, test } from 'vitest'
import { translator } from '../../src/i18n/i18n.ts'
import { texts } from '../../src/i18n/texts.ts'
import { plain, wordsOf } from '../../src/kit/text.ts'

type Element = ReturnType<typeof parse>[number]

function parametersOf(elements: readonly Element[]): string[] {
  return elements.flatMap((element) => {
    if (element.type === TYPE.literal || element.type === TYPE.pound) return []
    if (element.type === TYPE.tag) return parametersOf(element.children)
    if (element.type !== TYPE.plural && element.type !== TYPE.select) return [element.value]
    return [element.value, ...Object.values(element.options).flatMap((option) => parametersOf(option.value))]
  })
}

function readTypes(message: string): string[] {
  return [...message.matchAll(/\{([^}]*)\}/gu)].flatMap(([, inside = '']) => {
    const name = inside.split('{').at(-1)?.split(',')[0] ?? ''
    return /[ #]/u.test(name) ? [] : [name]
  })
}

const entries = Object.entries(texts)

describe('every text', () => {
  test('is there: the table is not empty', () => {
    expect(entries.length).toBeGreaterThan(100)
  })

  test.each(entries)(
    '%s has the same parameters in both languages, and those that its type says',
    (_key, { en, fr }) => {
      const inEnglish = new Set(parametersOf(parse(en)))
      expect(new Set(parametersOf(parse(fr)))).toEqual(inEnglish)
      expect(new Set(readTypes(en).concat(parametersOf(parse(en)).filter((name) => en.includes(`{${name},`))))).toEqual(
        inEnglish,
      )
    },
  )

  test.each(entries)('%s is written as its language is', (_key, { en, fr }) => {
    expect(`${en}${fr}`, 'typographic apostrophes').not.toContain("'")
    expect(fr, 'a narrow or plain space before ! ? ; :').not.toMatch(/[\p{L}\d”»>][!?;]/u)
    expect(fr, 'members are addressed with vous').not.toMatch(/(^|[\s’])(tu|ton|tes|toi)\s/iu)
  })
})

test('a parameter is shown as it is, whatever it looks like', () => {
  const t = translator('en')
  expect(t('welcome.title', { workspace: '<b>{x}</b>' })).toEqual([plain('Welcome to <b>{x}</b>!')])
})

test('a label ends with the colon of its language, which in French never begins a line', () => {
  expect(translator('en').label('offer.card.kind').words).toBe('Kind:')
  expect(translator('fr').label('offer.card.kind').words).toBe('Type\u202F:')
  expect(translator('fr').label('monday.joined', { count: 2 }).words).toBe('Arrivées (2)\u202F:')
})

test('plurals follow each language: zero is singular in French', () => {
  const said = (locale: 'fr' | 'en', posts: number) =>
    wordsOf(translator(locale)('status.failure', { workspace: 'W', count: posts, reason: 'r' }))
  expect(said('en', 0)).toContain('0 messages')
  expect(said('fr', 0)).toContain('0 message,')
  expect(said('fr', 2)).toContain('2 messages')
})
