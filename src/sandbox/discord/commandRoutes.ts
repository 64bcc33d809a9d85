/** REST: registering application commands. */
import { z } from 'zod'
import { commandBody, commandFaults, type Definition } from './commandRules.ts'
import { type Fault, invalidForm, refusals } from './errors.ts'
import type { ApiRequest, Reply, Routes } from './http.ts'
import type { Command, Json, World } from './model.ts'
import { parseBody } from './shape.ts'
import { commandJson } from './wire.ts'

/** By type: slash, user menu, message menu. */
const MOST: Record<number, number> = { 1: 100, 2: 15, 3: 15 }

export function commandRoutes(world: World): Routes {
  const scopeOf = (request: ApiRequest) => scope(world, request)
  const list = async (request: ApiRequest): Promise<Reply> => ({
    status: 200,
    body: (world.commands.get(scopeOf(request)) ?? []).map(asJson(world)).map(localized(request)),
  })
  const replace = async (request: ApiRequest): Promise<Reply> => {
    const place = scopeOf(request)
    const commands = readCommands(world, request.body, place)
    world.commands.set(place, commands)
    return { status: 200, body: commands.map(asJson(world)) }
  }
  const create = async (request: ApiRequest): Promise<Reply> => {
    const place = scopeOf(request)
    const before = world.commands.get(place) ?? []
    const [made] = readCommands(world, [request.body], place, [])
    if (!made) throw refusals.internal()
    const others = before.filter((one) => one.type !== made.type || one.name !== made.name)
    refuseTooMany([...others, made])
    world.commands.set(place, [...others, made])
    return { status: others.length === before.length ? 201 : 200, body: asJson(world)(made) }
  }
  return {
    'GET /applications/:id/commands': list,
    'PUT /applications/:id/commands': replace,
    'POST /applications/:id/commands': create,
    'GET /applications/:id/guilds/:id/commands': list,
    'PUT /applications/:id/guilds/:id/commands': replace,
    'POST /applications/:id/guilds/:id/commands': create,
  }
}

function scope(world: World, request: ApiRequest): string {
  const [application, guild] = request.ids
  if (application !== world.bot.id) throw refusals.missingAccess()
  if (guild === undefined) return 'global'
  if (!world.guilds.get(guild)?.installed) throw refusals.missingAccess()
  return guild
}

/** Lists leave the dictionaries of localisations out unless they are asked for. */
function localized(request: ApiRequest): (json: Json) => Json {
  return request.query.get('with_localizations') === 'true' ? (json) => json : plainNames
}

function plainNames({ name_localizations: _, description_localizations: __, ...json }: Json): Json {
  const inner = (kind: 'options' | 'choices') => {
    const rows = json[kind] as Json[] | undefined
    return rows ? { [kind]: rows.map(plainNames) } : {}
  }
  return { ...json, ...inner('options'), ...inner('choices') }
}

function asJson(world: World): (one: Command) => Json {
  return (one) => commandJson(world, one)
}

function refuseTooMany(commands: readonly { type?: number | undefined }[]): void {
  for (const [type, most] of Object.entries(MOST)) {
    if (commands.filter((one) => (one.type ?? 1) === Number(type)).length > most) throw refusals.tooManyCommands(most)
  }
}

function readCommands(world: World, body: unknown, place: string, at?: (string | number)[]): Command[] {
  const definitions = at
    ? [parseBody(commandBody, (body as unknown[])[0])]
    : parseBody(z.array(commandBody).max(130), body)
  refuseTooMany(definitions)
  const faults = definitions.flatMap((one, index) => [
    ...commandFaults(one, at ?? [index]),
    ...sameName(definitions, index),
  ])
  if (faults.length > 0) throw invalidForm(faults)
  const known = world.commands.get(place) ?? []
  return definitions.map((one) => {
    const type = one.type ?? 1
    const before = known.find((other) => other.type === type && other.name === one.name)
    const fresh = world.newId()
    const rest = {
      ...one,
      options: one.options ?? [],
      type,
      description: one.description ?? '',
      id: before?.id ?? fresh,
      version: fresh,
    }
    return (place === 'global' ? rest : { ...rest, guild: place }) as Command
  })
}

function sameName(definitions: readonly Definition[], index: number): Fault[] {
  const own = definitions[index]
  const first = definitions.findIndex((other) => other.name === own?.name && (other.type ?? 1) === (own?.type ?? 1))
  if (first === index) return []
  return [
    {
      path: [index, 'name'],
      code: 'APPLICATION_COMMANDS_DUPLICATE_NAME',
      message: 'Application command names must be unique',
    },
  ]
}
