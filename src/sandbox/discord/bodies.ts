/** Message bodies as the bot sends them: what Discord accepts and what it makes of it. */
import { z } from 'zod'
import { isTooHeavy, readComponents } from './components.ts'
import { ApiError, type Fault, invalidForm, refusals } from './errors.ts'
import type { Upload } from './http.ts'
import type { AllowedMentions, Attachment, Component, Embed, Message, World } from './model.ts'
import { length, list, maybe, parseBody, refuse, snowflake, text } from './shape.ts'
import { FLAG } from './state.ts'

const CONTENT = 2000
const FILES = 10
const FILE_BYTES = 10 * 1024 * 1024
const EMBED_TEXT = 6000

const embed = z.looseObject({
  title: maybe(text(0, 256)),
  description: maybe(text(0, 4096)),
  fields: maybe(list(z.looseObject({ name: text(1, 256), value: text(1, 1024) }), 0, 25)),
  footer: maybe(z.looseObject({ text: text(1, 2048) })),
  image: maybe(z.looseObject({ url: z.string() })),
  thumbnail: maybe(z.looseObject({ url: z.string() })),
})
const allowedMentions = z
  .object({
    parse: maybe(z.array(z.enum(['users', 'roles', 'everyone']))),
    users: maybe(z.array(snowflake).max(100)),
    roles: maybe(z.array(snowflake).max(100)),
    replied_user: maybe(z.boolean()),
  })
  .superRefine((value, context) => {
    for (const kind of ['users', 'roles'] as const) {
      if (!value.parse?.includes(kind) || !value[kind]?.length) continue
      refuse(
        context,
        ['parse'],
        'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
        `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`,
      )
    }
  })
const messageBody = z.object({
  content: maybe(z.union([z.string(), z.number().transform(String)])).superRefine((value, context) => {
    if (value !== undefined && length(value) > CONTENT) {
      refuse(context, [], 'BASE_TYPE_MAX_LENGTH', `Must be ${CONTENT} or fewer in length.`)
    }
  }),
  embeds: maybe(list(embed, 0, 10)),
  components: z.unknown().optional(),
  flags: maybe(z.int()),
  allowed_mentions: maybe(allowedMentions),
  attachments: maybe(
    list(z.object({ id: snowflake, filename: maybe(z.string()), description: maybe(text(0, 1024)) }), 0, FILES),
  ),
  message_reference: maybe(z.object({ message_id: snowflake, fail_if_not_exists: maybe(z.boolean()) })),
  nonce: maybe(z.union([z.int().transform(String), text(0, 25)])),
  enforce_nonce: maybe(z.boolean()),
  tts: maybe(z.boolean()),
  sticker_ids: maybe(z.array(snowflake).max(3)),
  poll: z.unknown().optional(),
})

/** A whole message as it will stand, after a create or an edit. */
export interface Draft {
  content: string
  components: Component[]
  embeds: Embed[]
  attachments: Attachment[]
  flags: number
  allowed: AllowedMentions | undefined
  reference: { message: string; required: boolean } | undefined
  nonce: string | undefined
  enforceNonce: boolean
}
interface Source {
  body: unknown
  uploads: readonly Upload[]
  /** The message that is edited. */
  before?: Message | undefined
  /** Where the message stands in the body: `['data']` in interaction callbacks. */
  at?: (string | number)[]
}

/** Throws 50035, 50006, or 500 for what Discord itself stumbles over. */
export function readMessage(world: World, source: Source): Draft {
  const { before, at = [] } = source
  const raw = (source.body ?? {}) as { content?: unknown; components?: unknown; embeds?: unknown }
  const body = parseBody(messageBody, raw, at)
  const flags = flagsOf(body.flags, before, at)
  const version2 = (flags & FLAG.componentsV2) !== 0
  const attachments = readFiles(world, source, body.attachments)
  const content = 'content' in raw ? (body.content ?? '') : (before?.content ?? '')
  const embeds = ('embeds' in raw ? (body.embeds ?? []) : (before?.embeds ?? [])) as Embed[]
  if (version2) refuseLegacy(content, embeds, body, at)
  weighEmbeds(embeds, at)
  const names = attachments.map((file) => file.name)
  const components =
    raw.components === undefined
      ? (before?.components ?? [])
      : readComponents(raw.components ?? [], version2, names, at)
  if (isTooHeavy(components)) throw refusals.internal()
  if (isEmpty(version2, { content, embeds, components, attachments }, body)) throw refusals.emptyMessage()
  return {
    content,
    components,
    embeds,
    attachments,
    flags,
    allowed: body.allowed_mentions as AllowedMentions | undefined,
    reference: body.message_reference && {
      message: body.message_reference.message_id,
      required: body.message_reference.fail_if_not_exists ?? true,
    },
    nonce: body.nonce,
    enforceNonce: body.enforce_nonce ?? false,
  }
}

type Body = z.output<typeof messageBody>

function isEmpty(
  version2: boolean,
  parts: Pick<Draft, 'content' | 'embeds' | 'components' | 'attachments'>,
  body: Body,
): boolean {
  if (version2) return parts.components.length === 0
  const something =
    parts.embeds.length + parts.components.length + parts.attachments.length + (body.sticker_ids?.length ?? 0)
  return parts.content.trim() === '' && something === 0 && !body.poll
}

function flagsOf(given: number | undefined, before: Message | undefined, at: (string | number)[]): number {
  const was = before?.flags ?? 0
  if (given === undefined) return was & ~FLAG.loading
  if (was & FLAG.componentsV2 && !(given & FLAG.componentsV2)) {
    throw invalidForm([
      {
        path: [...at, 'flags'],
        code: 'MESSAGE_FLAGS_COMPONENTS_V2_CANNOT_BE_REMOVED',
        message: 'The IS_COMPONENTS_V2 flag cannot be removed once set',
      },
    ])
  }
  // Who sees a message is settled when it is made.
  const visibility = before ? was & FLAG.ephemeral : given & FLAG.ephemeral
  return (given & ~(FLAG.ephemeral | FLAG.loading)) | visibility
}

function refuseLegacy(content: string, embeds: Embed[], body: Body, at: (string | number)[]): void {
  const given: [string, boolean][] = [
    ['content', content !== ''],
    ['embeds', embeds.length > 0],
    ['sticker_ids', (body.sticker_ids?.length ?? 0) > 0],
    ['poll', Boolean(body.poll)],
  ]
  const faults: Fault[] = given
    .filter(([, there]) => there)
    .map(([name]) => ({
      path: [...at, name],
      code: 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
      message: `The '${name}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`,
    }))
  if (faults.length > 0) throw invalidForm(faults)
}

function weighEmbeds(embeds: Embed[], at: (string | number)[]): void {
  const words = embeds.flatMap((one) => [
    one.title,
    one.description,
    one.footer?.text,
    ...(one.fields ?? []).flatMap((field) => [field.name, field.value]),
  ])
  const size = words.reduce((sum, word) => sum + length(word ?? ''), 0)
  if (size <= EMBED_TEXT) return
  throw invalidForm([
    {
      path: [...at, 'embeds'],
      code: 'MAX_EMBED_SIZE_EXCEEDED',
      message: `Embed size exceeds maximum size of ${EMBED_TEXT}`,
    },
  ])
}

/** What stays of the files that were there (all, unless the body lists some), and the new ones. */
function readFiles(world: World, { uploads, before }: Source, listed: Body['attachments']): Attachment[] {
  if (uploads.some((file) => file.content.length > FILE_BYTES))
    throw new ApiError(413, 40005, 'Request entity too large')
  const kept = (before?.attachments ?? []).filter((file) => !listed || listed.some((one) => one.id === file.id))
  const fresh = uploads.map((file) => {
    const note = listed?.find((one) => one.id === file.key)
    const { name, type, content } = file
    return storeFile(world, {
      name: note?.filename ?? name,
      type,
      content,
      ...(note?.description === undefined ? {} : { description: note.description }),
    })
  })
  if (kept.length + fresh.length > FILES)
    throw new ApiError(400, 30015, 'Maximum number of attachments in a message reached (10)')
  return [...kept, ...fresh]
}

export function storeFile(world: World, file: Omit<Attachment, 'id' | 'url'> & { url?: string }): Attachment {
  const id = world.newId()
  const stored = { ...file, id, url: file.url ?? `${world.origin}/attachments/${id}/${encodeURIComponent(file.name)}` }
  world.attachments.set(id, stored)
  return stored
}
