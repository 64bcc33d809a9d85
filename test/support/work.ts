import type { Directory, Log, Work } from '../../src/context.ts'
import type { Database } from '../../src/db/open.ts'

/** Work at an instant on a database, for features that are tried without any platform: the directory knows nobody. */
export function workAt(db: Database, now: string, directory: Partial<Directory> = {}): Work {
  return {
    db,
    now: Temporal.Instant.from(now),
    random: () => 0.5,
    directory: { ...emptyDirectory, ...directory },
    log: silence,
  }
}

const emptyDirectory: Directory = {
  channels: async () => [],
  enter: async () => true,
  member: async () => undefined,
  message: async () => undefined,
  connections: () => [],
}

const silence: Log = { info: () => {}, warn: () => {}, error: () => {} }
