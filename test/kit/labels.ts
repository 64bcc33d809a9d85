import type { Label } from '../../src/kit/card.ts'

/** A label of any words, as a translator makes them of the catalogue's. */
export function labelled(words: string): Label {
  return { kind: 'label', words }
}
