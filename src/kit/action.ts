import { limits } from './limits.ts'

/**
 * What a button, select or form stands for, and the record it is about. It is all that a control carries, so every control
 * ever posted works after any restart; permission and state are checked when it is used.
 */
export interface Action {
  /** `offer.withdraw` */
  readonly name: string
  /** A row's id, or for private pages the few words that make the page again. */
  readonly record: string
}

export function action(name: string, record: number | string = ''): Action {
  const made = { name, record: String(record) }
  if (formatAction(made).length > limits.action)
    throw new RangeError(`the action ${name} is over ${limits.action} characters`)
  return made
}

export function formatAction({ name, record }: Action): string {
  return `${name}:${record}`
}

export function parseAction(written: string): Action {
  const colon = written.indexOf(':')
  if (colon === -1) return { name: written, record: '' }
  return { name: written.slice(0, colon), record: written.slice(colon + 1) }
}

/** The row's id that a control carries; 0, which no row has, when it carries none. */
export function idIn(record: string | undefined): number {
  return record !== undefined && /^\d{1,9}$/u.test(record) ? Number(record) : 0
}
