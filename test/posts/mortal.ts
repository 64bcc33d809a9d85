import type { Database } from '../../src/db/open.ts'
import type { Platform } from '../../src/platforms/platform.ts'
import { never } from './world.ts'

/** A process that can be killed: what it had asked for may still happen, but it asks for nothing more and hears no answer. */
export function mortal(db: Database, platforms: readonly Platform[]) {
  let alive = true
  const deaf = <T extends object>(of: T): T =>
    new Proxy(of, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name)
        if (typeof value === 'function') return (...given: unknown[]) => whileAlive(() => value.apply(target, given))
        return typeof value === 'object' && value !== null ? deaf(value) : value
      },
    })
  const whileAlive = (call: () => unknown): unknown => {
    if (!alive) return never
    const answer = call()
    if (!(answer instanceof Promise)) return answer
    return answer.then(
      (value) => (alive ? value : never),
      (error) => (alive ? Promise.reject(error) : never),
    )
  }
  return {
    db: { ...db, client: deaf(db.client), onCommit: (listener: () => void) => db.onCommit(() => alive && listener()) },
    platforms: new Map(platforms.map((platform) => [platform.name as string, deaf(platform)])),
    kill: () => {
      alive = false
    },
  }
}
