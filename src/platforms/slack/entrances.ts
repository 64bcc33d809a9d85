import type { Order } from '../../kit/order.ts'
import type { Door } from '../platform.ts'

/** What Slack told meanwhile it may have told in vain. */
export type Missed = 'missed' | undefined

/** For each workspace: whether Totem knows it yet, and has caught up with what it missed. */
export interface Entrances {
  /** It will be announced: until then, what comes from it waits. */
  expect(workspace: string): void
  /** Totem is in the workspace, or there again: what was missed goes before what comes now. */
  announce(workspace: string, missed?: Missed): void
  /** Says that Totem is there no more, between two announcements; when it is announced again, what comes from it waits again. */
  leave(workspace: string, depart: () => Promise<void>): Promise<void>
  /** Resolves once Totem knows the workspace, or stops. */
  ready(workspace: string): Promise<void>
  /** The same, and after each later announcement again. */
  caughtUp(workspace: string): Promise<void>
}

/** `enter` says that Totem is there (false: it is not, after all); one that fails is logged, and Totem carries on. */
export function openEntrances(
  enter: (workspace: string, missed: Missed) => Promise<boolean>,
  { door, order, stopping }: { door: Pick<Door, 'failed'>; order: Order; stopping: AbortSignal },
): Entrances {
  const entrances = new Map<string, { known: PromiseWithResolvers<void>; last: Promise<void> | undefined }>()
  stopping.addEventListener('abort', () => {
    for (const { known } of entrances.values()) known.resolve()
  })
  const of = (workspace: string) => {
    const entrance = entrances.get(workspace) ?? { known: Promise.withResolvers<void>(), last: undefined }
    entrances.set(workspace, entrance)
    if (stopping.aborted) entrance.known.resolve()
    return entrance
  }
  return {
    expect: (workspace) => void of(workspace),
    announce(workspace, missed) {
      const entrance = of(workspace)
      entrance.last = order.inTurn(`entrance ${workspace}`, async () => {
        try {
          if (!stopping.aborted && !(await enter(workspace, missed))) entrances.delete(workspace)
        } catch (error) {
          door.failed('slack.entered', error)
        }
        entrance.known.resolve()
      })
    },
    async leave(workspace, depart) {
      const left = Promise.withResolvers<void>()
      await order.inTurn(`entrance ${workspace}`, async () => {
        entrances.delete(workspace)
        await depart().then(left.resolve, left.reject)
      })
      await left.promise
    },
    // What nobody here announced, another process did.
    ready: async (workspace) => entrances.get(workspace)?.known.promise,
    async caughtUp(workspace) {
      const entrance = entrances.get(workspace)
      await entrance?.known.promise
      await entrance?.last
    },
  }
}
