/** Discord's own description of its requests, as a checker for the sandbox. For tests only; it is not committed and may be absent. */
import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import type { Check } from '../../src/sandbox/discord/server.ts'

const OFFICIAL = new URL('../../../shared/reference/discord-openapi.json', import.meta.url)
/** The same, repackaged as zod by others. In a variable, since it brings no types along. */
const REPACKAGED = 'discord-api-spec/zod'

/** The schemas one of which the body must match, by route as the sandbox names them. `[]`: a list of it. */
const BODIES: Record<string, string[]> = {
  'POST /channels/:id/messages': ['MessageCreateRequest'],
  'PATCH /channels/:id/messages/:id': ['MessageEditRequestPartial'],
  'POST /channels/:id/threads': ['CreateTextThreadWithoutMessageRequest'],
  'POST /channels/:id/messages/:id/threads': ['CreateTextThreadWithMessageRequest'],
  'PATCH /channels/:id': ['UpdateGuildChannelRequestPartial', 'UpdateThreadRequestPartial'],
  'POST /users/@me/channels': ['CreatePrivateChannelRequest'],
  'PUT /applications/:id/commands': ['ApplicationCommandUpdateRequest[]'],
  'POST /applications/:id/commands': ['ApplicationCommandCreateRequest'],
  'PUT /applications/:id/guilds/:id/commands': ['ApplicationCommandUpdateRequest[]'],
  'POST /applications/:id/guilds/:id/commands': ['ApplicationCommandCreateRequest'],
  'POST /interactions/:id/:token/callback': [
    'ApplicationCommandAutocompleteCallbackRequest',
    'CreateMessageInteractionCallbackRequest',
    'ModalInteractionCallbackRequest',
    'PongInteractionCallbackRequest',
    'UpdateMessageInteractionCallbackRequest',
  ],
  'POST /webhooks/:id/:token': ['IncomingWebhookRequestPartial', 'IncomingWebhookUpdateRequestPartial'],
  'PATCH /webhooks/:id/:token/messages/:id': ['IncomingWebhookUpdateRequestPartial'],
}

/** Undefined where neither description is at hand: say so in the test and skip. */
export async function discordCheck(): Promise<Check | undefined> {
  const schema = await description()
  if (!schema) return undefined
  const bodies = new Map(Object.entries(BODIES).map(([route, names]) => [route, z.union(names.map(named(schema)))]))
  return (route, method, body) => {
    const found = bodies.get(`${method} ${route}`)?.safeParse(body)
    return found?.error ? found.error.issues.map(tell) : []
  }
}

type Schemas = (name: string) => z.ZodType

async function description(): Promise<Schemas | undefined> {
  return existsSync(OFFICIAL) ? official() : repackaged()
}

function official(): Schemas {
  const text = readFileSync(OFFICIAL, 'utf8').replaceAll('#/components/schemas/', '#/$defs/')
  const $defs = (JSON.parse(text) as { components: { schemas: Record<string, object> } }).components.schemas
  return (name) => {
    if (!$defs[name]) throw new Error(`Discord's description has no ${name}`)
    return z.fromJSONSchema({ $ref: `#/$defs/${name}`, $defs } as Parameters<typeof z.fromJSONSchema>[0])
  }
}

async function repackaged(): Promise<Schemas | undefined> {
  try {
    const schemas: Record<string, z.ZodType> = await import(REPACKAGED)
    return (name) => {
      const schema = schemas[`${name}Schema`]
      if (!schema) throw new Error(`${REPACKAGED} has no ${name}`)
      return schema
    }
  } catch {
    return undefined
  }
}

function named(schema: Schemas): (name: string) => z.ZodType {
  return (name) => (name.endsWith('[]') ? z.array(schema(name.slice(0, -2))) : schema(name))
}

/** The branch of a union that came furthest says best what is wrong. */
function tell(issue: z.core.$ZodIssue): string {
  const at = issue.path.join('.')
  if (issue.code !== 'invalid_union') return `${at}: ${issue.message}`
  const branches = issue.errors.map((branch) => branch.map(tell)).sort((a, b) => a.length - b.length)
  const typed = branches.filter((branch) => !branch.some((words) => words.startsWith('type: ')))
  return `${at}: ${(typed[0] ?? branches[0] ?? [issue.message]).join('; ')}`
}
