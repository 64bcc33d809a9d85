import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { DatabaseError } from './error.ts'

export type Location =
  | { kind: 'sqlite'; file: string }
  | { kind: 'postgresql'; url: string; schema: string | undefined }

/** Relative files are relative to the working directory, which npm makes the project's own. */
export function locate(url: string): Location {
  if (url.startsWith('file:')) return { kind: 'sqlite', file: sqliteFile(url) }
  if (/^postgres(ql)?:\/\//.test(url)) return postgresql(url)
  throw new DatabaseError('DATABASE_URL must start with file: or postgresql://, for example file:./data/totem.db')
}

function sqliteFile(url: string): string {
  const [address = ''] = url.split('?')
  if (address.startsWith('file://')) return fileURLToPath(address)
  return resolve(address.slice('file:'.length))
}

// `schema` is Prisma's own parameter, not PostgreSQL's: the driver would not look there by itself.
function postgresql(address: string): Location {
  const url = new URL(address)
  const schema = url.searchParams.get('schema') ?? undefined
  url.searchParams.delete('schema')
  return { kind: 'postgresql', url: url.href, schema }
}
