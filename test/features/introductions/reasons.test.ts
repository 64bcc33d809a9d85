import { expect, test } from 'vitest'
import { reasonText } from '../../../src/features/introductions/reasons.ts'
import type { Reason } from '../../../src/features/introductions/suggest.ts'
import { translator } from '../../../src/i18n/i18n.ts'
import { wordsOf } from '../../../src/kit/text.ts'

const themes = [
  { slug: 'health', name: null },
  { slug: 'velo', name: 'Vélo' },
]

test.each<[Reason, fr: string, en: string]>([
  [
    { kind: 'needHelp', need: 'avocat', help: 'contrats juridiques' },
    'Vous cherchez « avocat », Léa peut aider sur « contrats juridiques ».',
    'You look for “avocat”, Léa can help with “contrats juridiques”.',
  ],
  [
    { kind: 'needOffer', need: 'avocat', help: 'contrats' },
    'Vous cherchez « avocat », cette offre porte sur « contrats ».',
    'You look for “avocat”, this offer is about “contrats”.',
  ],
  [
    { kind: 'needKind', need: 'avocat', offer: 'legal' },
    'Vous cherchez « avocat », c’est une offre de type « Juridique ».',
    'You look for “avocat”, this is an offer of the kind “Legal”.',
  ],
  [
    { kind: 'theyNeed', need: 'presse', help: 'média' },
    'Léa cherche « presse », vous pouvez aider sur « média ».',
    'Léa looks for “presse”, you can help with “média”.',
  ],
  [{ kind: 'theme', themes: ['velo'] }, 'Vous avez 1 thème en commun : Vélo.', 'You share 1 theme: Vélo.'],
  [
    { kind: 'themeOffer', themes: ['velo', 'health'] },
    'L’offre touche à 2 de vos thèmes : santé, Vélo.',
    'It is about 2 themes of yours: health, Vélo.',
  ],
])('%j in words', (reason, fr, en) => {
  const said = (locale: 'fr' | 'en') => wordsOf(reasonText(translator(locale), reason, { name: 'Léa', themes }))
  expect([said('fr'), said('en')]).toEqual([fr, en])
})

test('what members wrote is cut, never read as marks', () => {
  const said = reasonText(
    translator('en'),
    { kind: 'needHelp', need: '<b>x</b>', help: 'long '.repeat(60) },
    { name: '{name}', themes },
  )
  expect(wordsOf(said)).toMatch(/^You look for “<b>x<\/b>”, \{name\} can help with “(long )+l?o?n?g?…”\.$/u)
})
