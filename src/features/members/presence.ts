/**
 * An account through which somebody can be suggested, paired or written to: not of a bot, of who left or of a guest whom staff excluded, in a
 * workspace that Totem is in.
 */
export const presentAccount = {
  leftAt: null,
  isBot: false,
  workspace: { removedAt: null },
  OR: [{ isGuest: false }, { workspace: { guestsExcluded: false } }],
}

/** Any other account. */
export const absentAccount = {
  OR: [
    { leftAt: { not: null } },
    { isBot: true },
    { workspace: { removedAt: { not: null } } },
    { isGuest: true, workspace: { guestsExcluded: true } },
  ],
}

/** Whether an account can be written to. */
export function isReachable(account: { leftAt: Date | null; workspace: { removedAt: Date | null } }): boolean {
  return account.leftAt === null && account.workspace.removedAt === null
}
