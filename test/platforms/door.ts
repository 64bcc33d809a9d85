import { action } from '../../src/kit/action.ts'
import type { Card } from '../../src/kit/card.ts'
import { button, buttons, card, heading } from '../../src/kit/card.ts'
import type { Form } from '../../src/kit/form.ts'
import { show } from '../../src/kit/reply.ts'
import type { Door, Erased, Heard, MemberFacts, Vault } from '../../src/platforms/platform.ts'

/** Totem's side of the port, as the tests play it: everything that comes in is noted, and answered as the test says. */
export interface TestDoor extends Door {
  readonly said: Heard[]
  readonly erasures: Erased[]
  readonly arrivals: {
    what: 'joined' | 'changed' | 'left' | 'entered' | 'removed'
    workspace: string
    member?: MemberFacts | string
  }[]
  readonly failures: { what: string; error: unknown }[]
  readonly kept: { form: Form; errors: Readonly<Record<string, string>> | undefined }[]
  readonly events: Map<string, { payload: string; handled: boolean }>
  /** Replaces what the door does. */
  answer(with_: Partial<Door>): void
}

export function openDoor(vault: Vault = openVault()): TestDoor {
  const door: TestDoor = {
    said: [],
    erasures: [],
    arrivals: [],
    failures: [],
    kept: [],
    events: new Map(),
    answer: (with_) => Object.assign(door, with_),

    command: async () => show(titled('nobody said what to answer')),
    complete: async () => [],
    press: async () => show(titled('nobody said what to answer')),
    submit: async () => show(titled('nobody said what to answer')),
    shortcut: async () => show(titled('nobody said what to answer')),
    home: async () => titled('home'),
    async keep(_entry, form, errors) {
      door.kept.push({ form, errors })
      return card({
        blocks: [
          heading(Object.values(errors ?? {})[0] ?? 'Your form is ready'),
          buttons(button('Open the form', action('draft.open', door.kept.length))),
        ],
      })
    },

    heard: async (heard) => void door.said.push(heard),
    erased: async (erased) => void door.erasures.push(erased),
    joined: async (workspace, member) => void door.arrivals.push({ what: 'joined', workspace, member }),
    changed: async (workspace, member) => void door.arrivals.push({ what: 'changed', workspace, member }),
    left: async (workspace, member) => void door.arrivals.push({ what: 'left', workspace, member }),
    entered: async (workspace) => void door.arrivals.push({ what: 'entered', workspace }),
    removed: async (workspace) => void door.arrivals.push({ what: 'removed', workspace }),

    async receive(event, payload) {
      if (door.events.has(event)) return false
      door.events.set(event, { payload, handled: false })
      return true
    },
    async handled(event) {
      const kept = door.events.get(event)
      if (kept) kept.handled = true
    },
    believed: async () => [],
    unhandled: async () => [...door.events].flatMap(([id, { payload, handled }]) => (handled ? [] : [{ id, payload }])),
    async first(word) {
      return door.receive(`first ${word}`, '').finally(async () => door.handled(`first ${word}`))
    },
    vault,
    failed(what, error) {
      door.failures.push({ what, error })
      return 'REF1'
    },
  }
  return door
}

export function openVault(): Vault {
  const kept = new Map<string, string>()
  return {
    read: async (workspace) => kept.get(workspace),
    all: async () => [...kept].map(([workspace, secret]) => ({ workspace, secret })),
    keep: async (workspace, secret) => void kept.set(workspace, secret),
    forget: async (workspace, secret) => kept.get(workspace) === secret && kept.delete(workspace),
    async renew(workspace, make) {
      const made = await make(kept.get(workspace) ?? '')
      if (made !== undefined) kept.set(workspace, made)
    },
  }
}

export function titled(title: string): Card {
  return card({ blocks: [heading(title)] })
}
