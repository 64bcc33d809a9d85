import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isTagged, offerLimits, proposeOffer } from '../../../src/features/offers/propose.ts'
import { hostile } from '../../kit/hostile.ts'
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

const longLine =
  'Nous ouvrons notre atelier de prototypage, nos machines et nos équipes à huit porteurs de projet pendant six mois, le vendredi'

describe('the details say what the title does not', () => {
  test.each([
    ['a title alone', '#offer Legal hour', 'Legal hour', ''],
    [
      'a title alone that is a sentence',
      'We lend our hall for your next meetup.',
      'We lend our hall for your next meetup',
      '',
    ],
    ['a title in small letters', 'legal hour\nOn Mondays.', 'Legal hour', 'On Mondays.'],
    ['a title that ends as a heading does', 'Heure juridique :\n\nLe lundi.', 'Heure juridique', 'Le lundi.'],
    ['marks before the title', '🎁 #offre – Heure juridique\nLe lundi.', 'Heure juridique', 'Le lundi.'],
    ['a greeting', 'Bonjour à tous !\nUne heure juridique\nLe lundi.', 'Une heure juridique', 'Le lundi.'],
    [
      'a greeting on the same line',
      'Hi all! We review your contracts. Ten places, on Mondays.',
      'We review your contracts',
      'Ten places, on Mondays.',
    ],
    ['nothing but a greeting', 'Bonjour !', 'Bonjour !', ''],
    ['a question', 'Besoin d’un avocat ? On vous aide.', 'Besoin d’un avocat ?', 'On vous aide.'],
    ['several lines', 'Legal hour\nOn Mondays.\n\n- wills\n- terms', 'Legal hour', 'On Mondays.\n\n- wills\n- terms'],
    ['a list', '- Rail track\n- Power supply', 'Rail track', '- Power supply'],
    [
      'a shortened word',
      'Une heure avec Me. Durand ou M. Petit. Le lundi.',
      'Une heure avec Me. Durand ou M. Petit',
      'Le lundi.',
    ],
    [
      'a full stop that ends no sentence',
      'Two sessions of approx. 3 h, on vol. two of our guide. Free.',
      'Two sessions of approx. 3 h, on vol. two of our guide',
      'Free.',
    ],
    [
      'a line too long for a title',
      `Bonjour à tous\n${longLine}\nVenez !`,
      'Nous ouvrons notre atelier de prototypage, nos machines et nos équipes à huit porteurs de projet…',
      `Bonjour à tous\n${longLine}\nVenez !`,
    ],
    ['a number before the title', '2027\nLegal hour\nOn Mondays.', 'Legal hour', '2027\nLegal hour\nOn Mondays.'],
  ])('%s', (_, text, title, details) => {
    expect(proposeOffer(text)).toMatchObject({ title, details })
  })

  test.each(posts)('nothing is said twice, unless the title is cut: $text', ({ text }) => {
    const { title, details } = proposeOffer(text)
    expect(details.includes(title.replace('…', ''))).toBe(title.endsWith('…'))
  })

  test('whatever is written, each word is in the title or in the details', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(hostile, fc.constantFrom(' ', '\n', '. ', 'Legal ', 'Mme. ')), { maxLength: 20 }),
        (parts) => {
          const said = parts.join('').slice(0, offerLimits.details)
          fc.pre(!/#off|hi|hello|hey|dear|bon|salut|coucou|good|ch[eè]re?/iu.test(said))
          const { title, details } = proposeOffer(said)
          const lettersOf = (words: string) => words.match(/[\p{L}\p{N}]/gu) ?? []
          // The first may have become a capital.
          const all = lettersOf(said).slice(1).join('')
          if (title !== '')
            expect(`${lettersOf(title + details).join('')} ${lettersOf(details).join('')}`).toContain(all)
        },
      ),
    )
  })
})
