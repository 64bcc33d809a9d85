import { describe, expect, test } from 'vitest'
import { crowd } from '../../../scripts/bench/crowd.ts'
import type { Candidate } from '../../../src/features/introductions/candidates.ts'
import { type Asker, type SuggestOptions, suggest } from '../../../src/features/introductions/suggest.ts'
import { createIndex, put, remove } from '../../../src/features/introductions/suggestion-index.ts'
import { asker, now, offer, person } from './people.ts'

function suggested(who: Asker, candidates: Iterable<Candidate>, options: Partial<SuggestOptions> = {}) {
  return suggest(createIndex(candidates), who, { now, seed: 1, ...options })
}

/** A need, a help, and the words that the reason must name; undefined: these two have no reason to meet. */
type Case = [need: string, help: string, words: [need: string, help: string] | undefined]

const cases: Case[] = [
  // The specification's own.
  ['legal', 'contracts', ['legal', 'contracts']],
  // The same word, whatever its ending, accents and case.
  ['Un avocat', 'avocate en droit du travail', ['avocat', 'avocate']],
  ['des AVOCATS', "l'avocat que vous cherchez", ['AVOCATS', 'avocat']],
  ['levée de fonds', 'lever des fonds en amorçage', ['levée de fonds', 'lever des fonds']],
  ['prototypage electronique', 'Prototypes électroniques', ['prototypage electronique', 'Prototypes électroniques']],
  ['drone pilots', 'piloting drones over vineyards', ['drone pilots', 'piloting drones']],
  ['capteurs d’humidité', 'j’ai des capteurs d’humidité à prêter', ['capteurs d’humidité', 'capteurs d’humidité']],
  ['un apiculteur', 'rencontrer des apiculteurs', ['apiculteur', 'apiculteurs']],
  ['hiring', 'how to hire your first ten people', ['hiring', 'hire']],
  ['R&D partnerships', 'R & D, et la R&D publique', ['R&D', 'R&D']],
  ['C++ developers', 'développeur C++', ['C++ developers', 'développeur C++']],
  ['clients à Toulouse', 'je connais Toulouse', ['Toulouse', 'Toulouse']],
  // The other language.
  ['un avocat', 'I am a lawyer', ['avocat', 'lawyer']],
  ['fundraising', 'la levée de fonds', ['fundraising', 'levée de fonds']],
  ['financement', 'grants and venture capital', ['financement', 'grants, venture capital']],
  ['business angels', 'investisseuse, 12 tickets par an', ['business angels', 'investisseuse']],
  ['business angels', 'investisseur en amorçage', ['business angels', 'investisseur en amorçage']],
  ['recruter un alternant', 'hiring and HR', ['recruter', 'hiring']],
  ['press contacts', 'relations presse', ['press', 'relations presse']],
  ['une usine pour une petite série', 'small batch manufacturing', ['usine', 'manufacturing']],
  ['développement commercial', 'sales coaching', ['développement commercial', 'sales']],
  ['Export vers l’Allemagne', 'I sell in Germany', ['Allemagne', 'Germany']],
  ['développeuse web', 'software, web development', ['web', 'web']],
  ['intelligence artificielle', 'AI and computer vision', ['intelligence artificielle', 'AI']],
  ['AI', 'de l’IA pour tous', ['AI', 'IA']],
  ['supply chain', 'logistique du dernier kilomètre', ['supply chain', 'logistique']],
  ['données personnelles', 'GDPR', ['données personnelles', 'GDPR']],
  ['bilan carbone', 'carbon accounting', ['bilan carbone', 'carbon']],
  ['des bureaux', 'coworking space downtown', ['bureaux', 'coworking']],
  ['un doctorant CIFRE', 'un laboratoire universitaire', ['doctorant CIFRE', 'laboratoire universitaire']],
  ['réseaux sociaux', 'social media strategy', ['réseaux sociaux', 'social media']],
  ['un terrain d’expérimentation', 'pilot sites for mobility', ['terrain d’expérimentation', 'pilot']],
  ['marchés publics', 'répondre à un appel d’offres', ['marchés publics', 'appel d’offres']],
  ['propriété intellectuelle', 'patents', ['propriété intellectuelle', 'patents']],
  ['un expert-comptable', 'accounting', ['expert-comptable', 'accounting']],
  // Two words of one field, in one piece and as they were written.
  ['avocat', 'Relecture de contrats juridiques', ['avocat', 'contrats juridiques']],
  // No reason: nothing in common, stop words, what everybody writes, a look-alike.
  ['un avocat', 'recrutement', undefined],
  ['', 'contrats', undefined],
  ['je cherche de l’aide pour mon projet', 'j’aide les projets', undefined],
  ['looking for help with my startup', 'happy to help startups', undefined],
  ['développement logiciel', 'développement personnel', undefined],
  ['des partenaires pour innover', 'partenaires et innovation', undefined],
  ['a CTO who can do it', 'IT hosting', undefined],
  ['J’ai besoin de vous', 'AI', undefined],
  ['communication', 'pour les communes rurales', undefined],
  ['international', 'interns', undefined],
  ['ventes', 'énergie du vent', undefined],
  ['a date for a demo', 'data', undefined],
  ['these days', 'thèse en chimie', undefined],
  ['early stage feedback', 'stages pour étudiants', undefined],
  ['communication interne', 'internship programme', undefined],
  ['12 clients', '12 ans de plongée', undefined],
]

describe('who is suggested', () => {
  test.each(cases)('looking for “%s”: somebody who can help with “%s”', (lookingFor, canHelp, words) => {
    const [first] = suggested(asker({ lookingFor }), [person(1, { canHelp })])
    if (!words) expect(first?.reasons).toBeUndefined()
    else expect(first?.reasons).toEqual([{ kind: 'needHelp', need: words[0], help: words[1] }])
  })

  test('the asker’s help meets the other’s need', () => {
    const [first] = suggested(asker({ canHelp: 'relire vos contrats' }), [person(1, { lookingFor: 'a lawyer' })])
    expect(first?.reasons).toEqual([{ kind: 'theyNeed', need: 'lawyer', help: 'contrats' }])
  })

  test('an offer, by its words, its kind and its themes', () => {
    const who = asker({ lookingFor: 'un avocat', themes: ['health'] })
    const reasons = (given: Parameters<typeof offer>[1]) => suggested(who, [offer(1, given)])[0]?.reasons
    expect(reasons({ title: 'Relecture de contrats', offerKind: 'legal' })).toEqual([
      { kind: 'needOffer', need: 'avocat', help: 'contrats' },
    ])
    expect(reasons({ title: 'Une heure avec nous', offerKind: 'legal' })).toEqual([
      { kind: 'needKind', need: 'avocat', offer: 'legal' },
    ])
    expect(reasons({ title: 'Une heure', themes: ['health', 'energy'] })).toEqual([
      { kind: 'themeOffer', themes: ['health'] },
    ])
    expect(reasons({ title: 'Une heure', themes: ['energy'] })).toBeUndefined()
  })

  test('a shared theme is enough of a reason', () => {
    const [first] = suggested(asker({ themes: ['health', 'energy'] }), [person(1, { themes: ['energy', 'culture'] })])
    expect(first?.reasons).toEqual([{ kind: 'theme', themes: ['energy'] }])
  })

  test.each<[string, Candidate, Partial<SuggestOptions>]>([
    ['the asker', person(1, { person: 0, canHelp: 'avocat' }), {}],
    ['the asker’s own offer', offer(1, { person: 0, title: 'avocat' }), {}],
    ['who is paused', person(1, { paused: true, canHelp: 'avocat' }), {}],
    ['who was met or is blocked', person(7, { canHelp: 'avocat' }), { not: new Set([7]) }],
    ['the offer of who is blocked', offer(1, { person: 7, title: 'avocat' }), { not: new Set([7]) }],
  ])('never %s', (_who, candidate, options) => {
    expect(suggested(asker({ lookingFor: 'avocat' }), [candidate], options)).toEqual([])
  })
})

describe('who comes first', () => {
  const order = (who: Asker, candidates: Candidate[], options: Partial<SuggestOptions> = {}) =>
    suggested(who, candidates, options).map(({ candidate }) => candidate.id)

  test('who helps before who needs, and both before a theme', () => {
    const who = asker({
      lookingFor: 'avocat',
      canHelp: 'presse',
      themes: ['health', 'energy', 'culture', 'digital', 'funding'],
    })
    const all = [
      person(1, { themes: who.themes }),
      person(2, { lookingFor: 'presse' }),
      person(3, { canHelp: 'avocat' }),
    ]
    expect(order(who, all)).toEqual([3, 2, 1])
  })

  test('the same word before the same field, and more needs before fewer', () => {
    const who = asker({ lookingFor: 'avocat, robotique' })
    expect(
      order(who, [
        person(1, { canHelp: 'contrats' }),
        person(2, { canHelp: 'lawyer' }),
        person(3, { canHelp: 'contrats, robots' }),
      ]),
    ).toEqual([3, 2, 1])
  })

  test('a word said three times is one need', () => {
    const who = asker({ lookingFor: 'avocat, contrats, juridique; et de la robotique et une formation' })
    expect(
      order(who, [
        person(1, { canHelp: 'avocat, contrats, juridique' }),
        person(2, { canHelp: 'robotique, formation' }),
      ]),
    ).toEqual([2, 1])
  })

  test('another organisation before one’s own', () => {
    const all = [
      person(1, { organisation: 5, canHelp: 'avocat' }),
      person(2, { organisation: 6, canHelp: 'contrats' }),
      person(3, { canHelp: 'contrats' }),
    ]
    expect(order(asker({ organisation: 5, lookingFor: 'avocat' }), all).at(-1)).toBe(1)
  })

  test('who was active lately', () => {
    const ago = (days: number) => now.subtract({ hours: 24 * days })
    const all = [
      person(1, { canHelp: 'avocat', activeAt: undefined }),
      person(2, { canHelp: 'avocat', activeAt: ago(60) }),
      person(3, { canHelp: 'avocat', activeAt: ago(2) }),
    ]
    expect(order(asker({ lookingFor: 'avocat' }), all)).toEqual([3, 2, 1])
  })

  test('equals by lot: the same seed the same people, other seeds other people', () => {
    const all = Array.from({ length: 20 }, (_, at) => person(at + 1, { canHelp: 'avocat' }))
    const drawn = (seed: number) => order(asker({ lookingFor: 'avocat' }), all, { seed })
    expect(drawn(7)).toEqual(drawn(7))
    expect(drawn(7)).toHaveLength(3)
    expect(new Set(Array.from({ length: 40 }, (_, seed) => drawn(seed)[0])).size).toBeGreaterThan(10)
  })

  test('nobody twice: a person and their offers are one', () => {
    const all = [
      person(1, { person: 9, canHelp: 'avocat' }),
      offer(1, { person: 9, title: 'avocat' }),
      offer(2, { person: 9, title: 'avocat' }),
    ]
    expect(order(asker({ lookingFor: 'avocat' }), all)).toHaveLength(1)
  })
})

describe('the index', () => {
  test('forgets what somebody said before, and who was removed', () => {
    const index = createIndex([person(1, { canHelp: 'avocat' }), person(2, { canHelp: 'avocat' })])
    put(index, person(1, { canHelp: 'robotique' }))
    remove(index, { kind: 'person', id: 2 })
    remove(index, { kind: 'offer', id: 2 })
    expect(suggest(index, asker({ lookingFor: 'avocat' }), { now, seed: 1 })).toEqual([])
    expect(suggest(index, asker({ lookingFor: 'robots' }), { now, seed: 1 })).toHaveLength(1)
  })

  test('changed piece by piece says what one made at once says, and keeps nothing of who is gone', () => {
    const all = crowd(300, now)
    const index = createIndex(all)
    for (const each of all) put(index, person(each.id, { canHelp: 'autre chose' }))
    for (const each of all.toReversed()) put(index, each)
    const who = asker({ lookingFor: 'contrats juridiques ou levée de fonds', canHelp: 'hiring', themes: ['health'] })
    expect(suggest(index, who, { now, seed: 3 })).toEqual(suggest(createIndex(all), who, { now, seed: 3 }))
    for (const each of all) remove(index, each)
    expect([index.slots.size, index.helps.size, index.needs.size, index.themes.size]).toEqual([0, 0, 0, 0])
  })
})
