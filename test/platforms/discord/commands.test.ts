import { describe, expect, test } from 'vitest'
import { groups, shortcuts } from '../../../commands/index.ts'
import { command, type Group } from '../../../src/command.ts'
import { show } from '../../../src/kit/reply.ts'
import { discordCommands, sameCommands } from '../../../src/platforms/discord/commands.ts'
import { commandBody, commandFaults } from '../../../src/sandbox/discord/commandRules.ts'
import { titled } from '../door.ts'

const run = async () => show(titled('never run'))
const sample: Group = {
  name: 'offer',
  french: 'offre',
  about: 'command.offer',
  commands: [
    command({
      name: 'list',
      french: 'liste',
      about: 'command.offer.list',
      options: {
        theme: {
          kind: 'text',
          french: 'theme',
          about: 'option.theme',
          required: false,
          maximum: 9_000,
          complete: async () => [],
        },
        offer: { kind: 'number', french: 'offre', about: 'option.offer', required: true, complete: async () => [] },
        member: { kind: 'member', french: 'membre', about: 'option.member', required: false },
        all: { kind: 'flag', french: 'tout', about: 'option.workspace', required: false },
        lang: {
          kind: 'choice',
          french: 'langue',
          about: 'option.language',
          required: true,
          choices: [{ value: 'fr', label: 'choice.fr' }],
        },
      },
      run,
    }),
    {
      kind: 'subgroup',
      name: 'partner',
      french: 'partenaire',
      about: 'command.totem.partner',
      commands: [command({ name: 'add', french: 'ajouter', about: 'command.totem.partner.add', run })],
    },
  ],
}

describe('a definition on Discord', () => {
  const [built] = discordCommands([sample], [])

  test('is a slash command in both languages, for servers, with a menu first', () => {
    expect(built).toMatchObject({
      type: 1,
      name: 'offer',
      name_localizations: { fr: 'offre' },
      description: 'Partners’ expertise offers',
      contexts: [0],
      integration_types: [0],
      options: [
        { type: 1, name: 'menu', name_localizations: { fr: 'menu' } },
        { type: 1, name: 'list' },
        { type: 2, name: 'partner', options: [{ type: 1, name: 'add', name_localizations: { fr: 'ajouter' } }] },
      ],
    })
    expect(built).not.toHaveProperty('default_member_permissions')
  })

  test('has typed options, those that are needed first', () => {
    const options = (built as unknown as { options: { options: unknown[] }[] }).options[1]?.options
    expect(options).toMatchObject([
      { type: 4, name: 'offer', required: true, autocomplete: true },
      {
        type: 3,
        name: 'lang',
        required: true,
        choices: [{ name: 'French', name_localizations: { fr: 'français' }, value: 'fr' }],
      },
      { type: 3, name: 'theme', required: false, autocomplete: true, max_length: 6_000 },
      { type: 6, name: 'member', required: false },
      { type: 5, name: 'all', required: false },
    ])
  })

  test('a shortcut is a menu of messages or members', () => {
    expect(
      discordCommands(
        [],
        [
          { id: 'offer.turn', on: 'message', label: 'shortcut.offer.turn' },
          { id: 'introduction.show', on: 'member', label: 'shortcut.introduction.show' },
        ],
      ),
    ).toMatchObject([
      { type: 3, name: 'Turn into an offer', name_localizations: { fr: 'En faire une offre' } },
      { type: 2, name: 'Show introduction' },
    ])
  })
})

test('every command of Totem is within Discord’s limits', () => {
  const all = discordCommands([...groups, sample], shortcuts)
  expect(all.length).toBeGreaterThan(groups.length)
  for (const one of all) expect(commandFaults(commandBody.parse(one), [one.name])).toEqual([])
})

describe('registering', () => {
  const wanted = discordCommands([sample], [{ id: 'a', on: 'message', label: 'shortcut.offer.turn' }])
  /** As Discord tells it again: with its own fields, defaults and order. */
  const told = wanted.toReversed().map((one, index) => ({
    id: `${index}`,
    version: '1',
    application_id: '1',
    default_member_permissions: null,
    nsfw: false,
    dm_permission: false,
    description: '',
    description_localizations: null,
    ...JSON.parse(JSON.stringify(one).replaceAll('"required":false,', '')),
  }))

  test('what Discord tells again is the same', () => {
    expect(sameCommands(told, wanted)).toBe(true)
  })

  test.each([
    ['a description', JSON.stringify(told).replace('expertise', 'experience')],
    ['a French name', JSON.stringify(told).replace('"fr":"offre"', '"fr":"offres"')],
    ['an option that became needed', JSON.stringify(told).replace('"type":6', '"required":true,"type":6')],
    ['a command that is gone', JSON.stringify(told.slice(1))],
  ])('%s makes a difference', (_, changed) => {
    expect(sameCommands(JSON.parse(changed), wanted)).toBe(false)
  })
})
