import { expect, test } from 'vitest'
import { installPage, type Outcome } from '../../../src/platforms/slack/install-page.ts'

const outcomes: Outcome[] = [
  { kind: 'done', name: 'Le Bivouac', url: 'https://lebivouac.slack.com/' },
  { kind: 'cancelled' },
  { kind: 'expired' },
  { kind: 'enterprise' },
  { kind: 'failed', reference: 'AB12CD34' },
]

test.each(outcomes)('%o is told in both languages, with one thing to do next', (outcome) => {
  const [french, english] = (['fr', 'en'] as const).map((locale) => installPage(locale, outcome))
  expect(french).toContain('<html lang="fr">')
  expect(english).toContain('<html lang="en">')
  expect(english).not.toBe(french?.replace('lang="fr"', 'lang="en"'))
  for (const page of [french, english]) expect(page?.match(/<a href="/g)).toHaveLength(1)
  if (outcome.kind === 'failed') expect(french).toContain(outcome.reference)
})

test('a workspace’s name is text', () => {
  const page = installPage('en', { kind: 'done', name: '<script>alert(1)</script>', url: 'https://a.slack.com/"' })
  expect(page).toContain('&lt;script&gt;')
  expect(page).toContain('href="https://a.slack.com/&quot;"')
  expect(page).not.toContain('<script')
})
