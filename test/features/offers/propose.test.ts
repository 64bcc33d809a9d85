import { describe, expect, test } from 'vitest'
import { isTagged, proposeOffer } from '../../../src/features/offers/propose.ts'
import { posts } from './posts.ts'

describe('what a post proposes', () => {
  test('has been tried on forty posts at least', () => {
    expect(posts.length).toBeGreaterThanOrEqual(40)
  })

  test.each(posts)('$text', ({ text, title, kind, themes }) => {
    const proposed = proposeOffer(text)
    expect({ title: proposed.title, kind: proposed.kind, themes: proposed.themes.toSorted() }).toEqual({
      title,
      kind,
      themes: themes.toSorted(),
    })
    expect(proposed.details).not.toMatch(/#off/u)
  })

  test.each(['', '   ', '#offer', '#offre !!', '🎁', '—'])('%j has no title to propose', (text) => {
    expect(proposeOffer(text).title).toBe('')
  })
})

test.each([
  ['#offer Help', true],
  ['Help #offre', true],
  ['#OFFRES: de l’aide', true],
  ['(#offer)', true],
  ['#offer!', true],
  ['# offer', false],
  ['#offered', false],
  ['#offre-speciale', false],
  ['mail#offer', false],
  ['an offer', false],
])('%j is tagged: %s', (text, tagged) => {
  expect(isTagged(text)).toBe(tagged)
})
