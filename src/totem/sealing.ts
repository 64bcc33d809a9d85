import { createCipheriv, createDecipheriv } from 'node:crypto'

/** AES-256-GCM: a nonce of 96 bits and a tag of 128, as NIST SP 800-38D has them. */
const CIPHER = 'aes-256-gcm'
const NONCE_BYTES = 12
const TAG_BYTES = 16

export interface Sealed {
  readonly text: string
  /** It was sealed with a key that is no longer the first. */
  readonly stale: boolean
}

/**
 * Encrypts with the first key. `about` (the row it is for) is bound to it: what was sealed for one row does not open in another.
 * `random`: a number in [0, 1), fit for secrets.
 */
export function seal(keys: readonly Buffer[], random: () => number, about: string, text: string): string {
  const [key] = keys
  if (!key) throw new Error('ENCRYPTION_KEY is not set')
  const nonce = Buffer.from(Array.from({ length: NONCE_BYTES }, () => Math.floor(random() * 256)))
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(about))
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64')
}

/** Undefined: none of the keys opens it. */
export function unseal(keys: readonly Buffer[], about: string, sealed: string): Sealed | undefined {
  const bytes = Buffer.from(sealed, 'base64')
  for (const [index, key] of keys.entries()) {
    const text = opened(key, about, bytes)
    if (text !== undefined) return { text, stale: index > 0 }
  }
  return undefined
}

function opened(key: Buffer, about: string, bytes: Buffer): string | undefined {
  const nonce = bytes.subarray(0, NONCE_BYTES)
  const tag = bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES)
  const body = bytes.subarray(NONCE_BYTES + TAG_BYTES)
  try {
    const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(about))
    decipher.setAuthTag(tag)
    return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8')
  } catch {
    // Node says no more than that it does not fit: another key may.
    return undefined
  }
}
