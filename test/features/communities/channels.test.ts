import { expect, test } from 'vitest'
import { adoptChannels } from '../../../src/features/communities/channels.ts'

function adopt(...names: string[]) {
  const adopted = adoptChannels(names.map((name) => ({ id: name, name })))
  return Object.fromEntries([...adopted].map(([purpose, channel]) => [purpose, channel.name]))
}

test('channels are adopted by what their names say, in French or English, with or without accents', () => {
  expect(adopt('général', 'présentations', 'offres', 'permanences', 'actus', 'équipe')).toEqual({
    introductions: 'présentations',
    offers: 'offres',
    officeHours: 'permanences',
    news: 'actus',
    staff: 'équipe',
  })
  expect(adopt('general', 'introductions', 'offers', 'office-hours', 'news', 'staff')).toEqual({
    introductions: 'introductions',
    offers: 'offers',
    officeHours: 'office-hours',
    news: 'news',
    staff: 'staff',
  })
})

test('the plainest name wins', () => {
  expect(adopt('offres-emploi', '💡-offres', 'offres')['offers']).toBe('offres')
  expect(adopt('bienvenue', 'présentations')['introductions']).toBe('présentations')
})

test('a word inside another word says nothing', () => {
  expect(adopt('coffers', 'newsletter-archive', 'staffing', 'introspection')).toEqual({})
})

test('one channel serves one purpose', () => {
  expect(adopt('staff-news')).toEqual({ news: 'staff-news' })
})
