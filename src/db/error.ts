import { isDriverAdapterError } from '@prisma/driver-adapter-utils'

/** Why the database cannot be used, in a sentence for the operator. Whatever is wrong, it was left as it was. */
export class DatabaseError extends Error {
  override name = 'DatabaseError'
}

/** What the drivers say when a database cannot be opened, as a sentence; any other error as it is. */
export function explained(error: unknown): unknown {
  const reason = reasonFor(error)
  return reason === undefined ? error : new DatabaseError(`Totem cannot use its database: ${reason}`)
}

function reasonFor(error: unknown): string | undefined {
  if (!isDriverAdapterError(error)) return undefined
  const { cause } = error
  switch (cause.kind) {
    case 'DatabaseNotReachable':
      return `nothing answers at the address in DATABASE_URL (${cause.host ?? '?'}:${cause.port ?? '?'}). Is the server running?`
    case 'AuthenticationFailed':
    case 'DatabaseAccessDenied':
      return 'the server refuses the user or password in DATABASE_URL.'
    case 'DatabaseDoesNotExist':
      return `the server has no database “${cause.db ?? ''}” (DATABASE_URL). Create it with: CREATE DATABASE ${cause.db ?? 'totem'};`
    case 'TlsConnectionError':
      return `the encrypted connection to DATABASE_URL failed (${cause.reason}).`
    case 'TooManyConnections':
      return 'the server in DATABASE_URL has no connection left for Totem.'
    case 'sqlite':
      return `the file in DATABASE_URL cannot be used (${cause.message}).`
    default:
      return undefined
  }
}

/** Prisma: the server cannot be reached, did not answer in time, closed the connection, or has none left. */
const AWAY = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2034', 'P2037'])
const AWAY_KINDS = new Set([
  'DatabaseNotReachable',
  'ConnectionClosed',
  'SocketTimeout',
  'TooManyConnections',
  'TransactionWriteConflict',
])

/** The database does not answer for now: the same may succeed later. */
export function isAway(error: unknown): boolean {
  return AWAY_KINDS.has(driverKind(error) ?? '') || AWAY.has(codeOf(error) ?? '')
}

/** Write conflict or deadlock (SQLSTATE 40001, 40P01): undone as a whole, and may succeed when run again. */
export function isConflict(error: unknown): boolean {
  return driverKind(error) === 'TransactionWriteConflict' || codeOf(error) === 'P2034'
}

/** A row with this unique key is there already. */
export function isTaken(error: unknown): boolean {
  return codeOf(error) === 'P2002'
}

/** Prisma's own. */
function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined
}

/** What the driver says: by itself when it is the COMMIT that fails, inside Prisma's P2010 when it is SQL of our own. */
function driverKind(error: unknown): string | undefined {
  const meta = error instanceof Error && 'meta' in error ? (error.meta as { driverAdapterError?: unknown }) : undefined
  const said = meta?.driverAdapterError ?? error
  return isDriverAdapterError(said) ? said.cause.kind : undefined
}
