/** Messages as Discord's JSON objects. */
import type { Attachment, Component, Json, Message, World } from './model.ts'
import { iso, momentOf } from './state.ts'
import { channelJson, knownUser, userJson } from './wire.ts'

export function attachmentJson(file: Attachment): Json {
  return {
    id: file.id,
    filename: file.name,
    size: file.content.length,
    url: file.url,
    proxy_url: file.url,
    content_type: file.type,
    ...(file.description === undefined ? {} : { description: file.description }),
  }
}

export function messageJson(world: World, message: Message): Json {
  const channel = world.channels.get(message.channel)
  const reference = message.reference === undefined ? undefined : channel?.messages.get(message.reference)
  const webhook = message.interaction ? { webhook_id: world.bot.id, application_id: world.bot.id } : {}
  const thread = message.thread === undefined ? undefined : world.channels.get(message.thread)
  return {
    id: message.id,
    channel_id: message.channel,
    type: message.type,
    author: userJson(knownUser(world, message.author)),
    content: message.content,
    timestamp: iso(momentOf(message.id)),
    edited_timestamp: message.editedAt === undefined ? null : iso(message.editedAt),
    tts: false,
    mention_everyone: message.mentionEveryone,
    mentions: message.mentions.map((id) => userJson(knownUser(world, id))),
    mention_roles: message.mentionRoles,
    attachments: message.attachments.map(attachmentJson),
    embeds: message.embeds.map((embed) => ({ type: 'rich', ...embed })),
    components: message.components.map((component) => withFiles(component, message.attachments)),
    reactions: [...message.reactions].map(([emoji, users]) => reactionJson(world, emoji, users)),
    pinned: false,
    flags: message.flags,
    ...webhook,
    ...(message.interaction ? { interaction_metadata: metadataJson(world, message) } : {}),
    ...(thread ? { thread: channelJson(world, thread) } : {}),
    ...(message.reference === undefined
      ? {}
      : {
          message_reference: {
            type: 0,
            message_id: message.reference,
            channel_id: message.channel,
            guild_id: channel?.guild,
          },
          referenced_message: reference ? messageJson(world, withoutReference(reference)) : null,
        }),
  }
}

function withoutReference({ reference: _, ...message }: Message): Message {
  return message
}

function metadataJson(world: World, message: Message): Json {
  const { interaction } = message
  const user = knownUser(world, interaction?.user ?? world.bot.id)
  const made = { id: interaction?.id, user: userJson(user), authorizing_integration_owners: {} }
  const pressed = interaction?.source ? { ...made, type: 3, interacted_message_id: interaction.source.id } : undefined
  if (interaction?.type === 3 && pressed) return pressed
  const behind = pressed ?? { ...made, type: 2 }
  return {
    ...made,
    type: interaction?.type,
    ...(interaction?.type === 5 ? { triggering_interaction_metadata: behind } : {}),
  }
}

function reactionJson(world: World, emoji: string, users: Set<string>): Json {
  return {
    emoji: emojiJson(emoji),
    count: users.size,
    count_details: { burst: 0, normal: users.size },
    me: users.has(world.bot.id),
    me_burst: false,
    burst_colors: [],
  }
}

export function emojiJson(emoji: string): Json {
  const [name, id] = emoji.split(':')
  return id === undefined ? { id: null, name: emoji } : { id, name }
}

/** `attachment://name` becomes the address that the file is served from. */
function withFiles(component: Component, files: readonly Attachment[]): Component {
  const resolved = (media: { url: string }) => {
    const file = files.find((one) => `attachment://${one.name}` === media.url)
    return file ? { url: file.url, proxy_url: file.url, content_type: file.type, attachment_id: file.id } : media
  }
  return {
    ...component,
    ...(component.media ? { media: resolved(component.media) } : {}),
    ...(component.file ? { file: resolved(component.file), ...fileFacts(component.file.url, files) } : {}),
    ...(component.items ? { items: component.items.map((item) => ({ ...item, media: resolved(item.media) })) } : {}),
    ...(component.accessory ? { accessory: withFiles(component.accessory, files) } : {}),
    ...(component.components ? { components: component.components.map((one) => withFiles(one, files)) } : {}),
  }
}

function fileFacts(url: string, files: readonly Attachment[]): Json {
  const file = files.find((one) => `attachment://${one.name}` === url)
  return file ? { name: file.name, size: file.content.length } : {}
}
