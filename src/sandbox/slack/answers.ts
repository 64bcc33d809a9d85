import type { Answer } from '../playground.ts'
import { seenForm } from './form.ts'
import { seenHome, seenMessage } from './seen.ts'
import type { Message, Origin, Team, Visible, World } from './state.ts'

/** How long a member would look at their screen before concluding that nothing comes. */
const patience = 4_000
/**
 * What may have another cause than the act (an edited message, a direct message) waits this long for something that surely
 * belongs to it.
 */
const grace = 1_000

type Result =
  | { kind: 'message' | 'updated'; message: Extract<Answer, { kind: 'message' }>['message'] }
  | { kind: 'form' | 'errors'; form: Extract<Answer, { kind: 'form' }>['form'] }
  | { kind: 'nothing' }

/** An act of a member whose outcome is awaited. */
export interface Act {
  team: Team
  member: string
  interaction: string
  kind: 'command' | 'press' | 'shortcut' | 'fill'
  origin: Origin | undefined
}

export interface Pending {
  readonly act: Act
  readonly answer: Promise<Answer>
  acknowledged(): void
  failed(reason: string): void
  found(result: () => Result): void
}

export interface Answers {
  expect(act: Act): Pending
  shown(world: World, what: Visible): void
  close(): void
}

export function createAnswers(): Answers {
  const waiting = new Map<string, Pending & { suspected(result: () => Result): void }>()

  function expect(act: Act): Pending {
    const startedAt = performance.now()
    let acknowledgedAfter: number | undefined
    let result: (() => Result) | undefined
    let suspicion: (() => Result) | undefined
    const timers: NodeJS.Timeout[] = []
    const { promise, resolve } = Promise.withResolvers<Answer>()
    const settle = (answer: Answer) => {
      waiting.delete(act.interaction)
      for (const timer of timers) clearTimeout(timer)
      resolve(answer)
    }
    const settleWhenKnown = () => {
      if (acknowledgedAfter === undefined || !result) return
      settle({ ...result(), acknowledgedAfter: Math.round(acknowledgedAfter) })
    }
    const found = (what: () => Result) => {
      result ??= what
      settleWhenKnown()
    }
    const pending = {
      act,
      answer: promise,
      acknowledged: () => {
        acknowledgedAfter = performance.now() - startedAt
        timers.push(setTimeout(() => found(() => ({ kind: 'nothing' })), patience - acknowledgedAfter))
        settleWhenKnown()
      },
      failed: (reason: string) => settle({ kind: 'failed', reason }),
      found,
      suspected: (what: () => Result) => {
        suspicion ??= what
        timers.push(setTimeout(() => found(suspicion ?? what), grace))
      },
    }
    waiting.set(act.interaction, pending)
    return pending
  }

  function ofMember(team: Team, member: string) {
    return [...waiting.values()].find(({ act }) => act.team === team && act.member === member)
  }

  function shown(world: World, what: Visible): void {
    const { team } = what
    switch (what.kind) {
      case 'message': {
        const pending = waiting.get(what.interaction ?? '') ?? ofMember(team, what.member)
        pending?.found(() => ({ kind: 'message', message: seen(world, team, what.member, what.message) }))
        return
      }
      case 'direct': {
        const pending = ofMember(team, what.member)
        if (pending?.act.kind !== 'fill') return
        pending.suspected(() => ({ kind: 'message', message: seen(world, team, what.member, what.message) }))
        return
      }
      case 'form': {
        const pending = waiting.get(what.interaction ?? '') ?? ofMember(team, what.member)
        pending?.found(() => ({ kind: 'form', form: seenForm(team, what.view) }))
        return
      }
      case 'home': {
        const pending = ofMember(team, what.member)
        if (pending?.act.origin?.channel !== 'home') return
        const member = team.members.get(what.member)
        if (member) pending.found(() => ({ kind: 'updated', message: seenHome(world, team, member, what.view) }))
        return
      }
      case 'updated':
      case 'deleted':
        changed(world, what)
    }
  }

  function changed(world: World, what: Extract<Visible, { kind: 'updated' | 'deleted' }>): void {
    const { team, message } = what
    for (const pending of waiting.values()) {
      const { act } = pending
      if (act.team !== team || act.origin?.ts !== message.ts || act.origin.channel !== message.channel) continue
      if (what.kind === 'deleted') pending.suspected(() => ({ kind: 'nothing' }))
      else {
        const result = () => ({ kind: 'updated' as const, message: seen(world, team, act.member, message) })
        // Through the response_url of what was pressed: a form that began there is answered there.
        if (what.interaction !== undefined) pending.found(result)
        else pending.suspected(result)
      }
    }
  }

  function close(): void {
    for (const pending of [...waiting.values()]) pending.failed('the sandbox was closed')
  }

  return { expect, shown, close }
}

function seen(world: World, team: Team, member: string, message: Message) {
  return seenMessage(world, team, team.members.get(member), message)
}
