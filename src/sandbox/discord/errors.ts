/** Discord's error answers: an HTTP status, a code, and for invalid bodies the faults nested where they are. */
import type { Json } from './model.ts'

export class ApiError extends Error {
  readonly status: number
  readonly code: number
  readonly errors: Json | undefined
  readonly extra: Json

  constructor(status: number, code: number, message: string, more: { errors?: Json; extra?: Json } = {}) {
    super(message)
    this.name = 'ApiError'
    this.status = status
    this.code = code
    this.errors = more.errors
    this.extra = more.extra ?? {}
  }
}

export const refusals = {
  unauthorized: () => new ApiError(401, 0, '401: Unauthorized'),
  notFound: () => new ApiError(404, 0, '404: Not Found'),
  unknownChannel: () => new ApiError(404, 10003, 'Unknown Channel'),
  unknownGuild: () => new ApiError(404, 10004, 'Unknown Guild'),
  unknownMember: () => new ApiError(404, 10007, 'Unknown Member'),
  unknownMessage: () => new ApiError(404, 10008, 'Unknown Message'),
  unknownUser: () => new ApiError(404, 10013, 'Unknown User'),
  unknownWebhook: () => new ApiError(404, 10015, 'Unknown Webhook'),
  unknownInteraction: () => new ApiError(404, 10062, 'Unknown interaction'),
  unknownCommand: () => new ApiError(404, 10063, 'Unknown application command'),
  tooManyCommands: (limit: number) =>
    new ApiError(400, 30032, `Maximum number of application commands reached (${limit}).`),
  alreadyAcknowledged: () => new ApiError(400, 40060, 'Interaction has already been acknowledged.'),
  missingAccess: () => new ApiError(403, 50001, 'Missing Access'),
  notAuthor: () => new ApiError(403, 50005, 'Cannot edit a message authored by another user'),
  emptyMessage: () => new ApiError(400, 50006, 'Cannot send an empty message'),
  cannotDirect: () => new ApiError(403, 50007, 'Cannot send messages to this user'),
  missingPermissions: () => new ApiError(403, 50013, 'Missing Permissions'),
  invalidWebhookToken: () => new ApiError(401, 50027, 'Invalid Webhook Token'),
  badJson: () => new ApiError(400, 50109, 'The request body contains invalid JSON.'),
  threadArchived: () => new ApiError(400, 50083, 'Thread is archived'),
  noMutualGuild: () => new ApiError(403, 50278, 'Cannot send messages to this user due to having no mutual guilds'),
  threadExists: () => new ApiError(400, 160004, 'A thread has already been created for this message'),
  internal: () => new ApiError(500, 0, '500: Internal Server Error'),
}

/** One fault of a body: where it is, Discord's code for it, and its words. */
export interface Fault {
  path: readonly (string | number)[]
  code: string
  message: string
}

export function invalidForm(faults: readonly Fault[]): ApiError {
  const errors: Json = {}
  for (const fault of faults) put(errors, fault)
  return new ApiError(400, 50035, 'Invalid Form Body', { errors })
}

export function required(...path: (string | number)[]): Fault {
  return { path, code: 'BASE_TYPE_REQUIRED', message: 'This field is required' }
}

function put(tree: Json, { path, code, message }: Fault): void {
  let place = tree
  for (const step of path) {
    place[step] ??= {}
    place = place[step] as Json
  }
  place['_errors'] = [...((place['_errors'] as Json[] | undefined) ?? []), { code, message }]
}
