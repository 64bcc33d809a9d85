import { describe, expect, test } from 'vitest'
import { groups, shortcuts } from '../../commands/index.ts'
import { commandsOf } from '../../src/command.ts'
import { parseLine, parseOptions, usageOf, wordsOf } from '../../src/command-line.ts'
import { translator } from '../../src/i18n/i18n.ts'
import { UserError } from '../../src/kit/errors.ts'
import { fold } from '../../src/kit/fold.ts'
import { limits } from '../../src/kit/limits.ts'

const all = commandsOf(groups)
const translators = [translator('fr'), translator('en')]

function groupNamed(name: string) {
  const found = groups.find((group) => group.name === name)
  if (!found) throw new Error(`no group ${name}`)
  return found
}

describe('every definition', () => {
  test('is there', () => expect(all.length).toBeGreaterThan(10))

  test.each(all.map((each) => [each.path.join(' '), each] as const))(
    '%s is within both platforms’ limits',
    (_name, { command, path }) => {
      for (const t of translators) expect(t.words(command.about).length).toBeLessThanOrEqual(limits.commandAbout)
      for (const name of [...path, command.french]) expect(name).toMatch(/^[a-z0-9-]{1,32}$/u)
      const options = Object.entries(command.options)
      expect(options.length).toBeLessThanOrEqual(limits.formFields)
      const required = options.map(([, option]) => option.required)
      expect(required, 'required options come first').toEqual(required.toSorted((a, b) => Number(b) - Number(a)))
      for (const [name, option] of options) {
        expect([name, option.french].every((each) => /^[a-z0-9-]{1,32}$/u.test(each))).toBe(true)
        for (const t of translators) expect(t.words(option.about).length).toBeLessThanOrEqual(limits.commandAbout)
        if (option.kind === 'choice') expect(option.choices.length).toBeLessThanOrEqual(limits.choices)
      }
    },
  )

  test('no two words of a group are the same in either language', () => {
    for (const group of groups) {
      for (const each of ['name', 'french'] as const) {
        const names = group.commands.map((command) => command[each])
        expect(new Set(names).size).toBe(names.length)
      }
    }
    expect(new Set(shortcuts.map((shortcut) => shortcut.id)).size).toBe(shortcuts.length)
  })

  test('French names are the French words without accents, as a phone types them', () => {
    for (const { command } of all) expect(fold(command.french)).toBe(command.french)
  })
})

describe('a line typed on Slack', () => {
  test.each([
    ['one "two three" four', ['one', 'two three', 'four']],
    ['theme:energy kind:"market access"', ['theme:energy', 'kind:market access']],
    ['organisation:« Café des Arts »', ['organisation:Café des Arts']],
    ['“smart quotes” are quotes', ['smart quotes', 'are', 'quotes']],
    ['  ', []],
  ])('%s is split into words', (line, words) => expect(wordsOf(line)).toEqual(words))

  test.each([
    ['offer', 'show 12', 'offer show', { offer: '12' }],
    ['offer', 'voir #12', 'offer show', { offer: '#12' }],
    ['offer', 'list theme:energy kind:LEGAL', 'offer list', { theme: 'energy', kind: 'legal' }],
    ['offer', 'liste type:legal', 'offer list', { kind: 'legal' }],
    [
      'totem',
      'partner add <@U1|ana> Café des Arts',
      'totem partner add',
      { member: '<@U1|ana>', organisation: 'Café des Arts' },
    ],
    ['totem', 'équipe liste', 'totem staff list', {}],
    ['totem', 'language fr workspace:true', 'totem language', { language: 'fr', workspace: 'true' }],
  ])('/%s %s is %s', (name, line, path, given) => {
    expect(parseLine(groupNamed(name), line)).toMatchObject({ kind: 'command', path: path.split(' '), given })
  })

  test('bare is the menu', () => expect(parseLine(groupNamed('offer'), '')).toMatchObject({ kind: 'menu' }))

  test.each([
    ['offer', 'lsit', 'command.unknown', '/offer list'],
    ['offer', 'retirr 3', 'command.unknown', '/offer retirer'],
    ['totem', 'partner ad x', 'command.unknown', '/totem partner add'],
    ['offer', 'xylophone', 'command.unknownPlain', undefined],
  ])('/%s %s names the nearest match', (name, line, key, near) => {
    const error = caught(() => parseLine(groupNamed(name), line))
    expect(error.key).toBe(key)
    expect(error.params['near']).toBe(near)
  })

  test.each([
    ['offer show', { offer: 'twelve' }, 'command.badOption'],
    ['offer new', { kind: 'cooking' }, 'command.badOption'],
  ])('%s refuses %j', (path, given, key) => {
    const found = all.find((each) => each.path.join(' ') === path)
    if (!found) throw new Error(path)
    expect(caught(() => parseOptions(found.path, found.command, given)).key).toBe(key)
  })

  test('what is missing is named, and numbers and members are read', () => {
    const show = all.find((each) => each.path.join(' ') === 'offer show')
    const add = all.find((each) => each.path.join(' ') === 'totem partner add')
    if (!show || !add) throw new Error('definitions')
    expect(parseOptions(show.path, show.command, {}).missing).toEqual(['offer'])
    expect(parseOptions(show.path, show.command, { offer: '#7' }).values).toEqual({ offer: 7 })
    expect(parseOptions(add.path, add.command, { member: '<@U1|ana>', organisation: 'EDF' }).values).toEqual({
      member: 'U1',
      organisation: 'EDF',
    })
    expect(usageOf(add.path, add.command)).toBe('/totem partner add member organisation')
  })
})

function caught(act: () => unknown): UserError {
  try {
    act()
  } catch (error) {
    if (error instanceof UserError) return error
    throw error
  }
  throw new Error('nothing was thrown')
}
