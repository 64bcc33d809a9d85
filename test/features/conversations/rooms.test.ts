import { describe, expect, test } from 'vitest'
import { isLater } from '../../../src/features/conversations/finding.ts'
import { nameOf, sharedWorkspaces } from '../../../src/features/conversations/rooms.ts'

/** An account of a person in a workspace. */
function account(id: number, personId: number, workspaceId: number) {
  return { id, personId, workspaceId, externalId: `M${id}`, name: `Name ${id}` }
}

describe('where all have an account', () => {
  test.each([
    ['two in one workspace', [account(1, 1, 7), account(2, 2, 7)], 2, [[7, [1, 2]]]],
    ['two in two workspaces', [account(1, 1, 7), account(2, 2, 8)], 2, []],
    ['one of them is in both', [account(1, 1, 7), account(2, 2, 8), account(3, 2, 7)], 2, [[7, [1, 3]]]],
    ['three, of whom two share one', [account(1, 1, 7), account(2, 2, 7), account(3, 3, 8)], 3, []],
    ['somebody has left everywhere', [account(1, 1, 7)], 2, []],
    ['two accounts of one person', [account(1, 1, 7), account(2, 1, 7), account(3, 2, 7)], 2, [[7, [1, 3]]]],
    [
      'two that are shared',
      [account(1, 1, 7), account(2, 2, 7), account(3, 1, 8), account(4, 2, 8)],
      2,
      [
        [8, [3, 4]],
        [7, [1, 2]],
      ],
    ],
  ])('%s', (_, accounts, persons, expected) => {
    const found = sharedWorkspaces(accounts, persons, new Set([8]))
    expect(found.map(({ workspace, members }) => [workspace, members.map(({ id }) => id)])).toEqual(expected)
  })
})

test.each([
  [['Camille Roussel', 'Léa Fontaine'], 'Camille & Léa'],
  [['Ana', 'Bo Li', 'Chloé D.'], 'Ana & Bo & Chloé'],
  [[' ', 'Léa'], '  & Léa'],
])('%j are called “%s”', (names, expected) => {
  expect(nameOf(names.map((name) => ({ name })))).toBe(expected)
})

test.each([
  ['1795318503.159000', '1795318503.158999', true],
  ['1795318503.159000', '1795318503.159000', false],
  ['999999999999999999', '1573904620680380416', false],
  ['1573904620680380417', '1573904620680380416', true],
])('message %s is later than %s: %s', (message, than, expected) => {
  expect(isLater(message, than)).toBe(expected)
})
