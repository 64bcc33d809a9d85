/** What a member sees of a message: words, controls, pictures and files. */
import type { SeenControl, SeenMessage } from '../playground.ts'
import { allComponents } from './components.ts'
import { plain } from './markdown.ts'
import { messageJson } from './messageJson.ts'
import type { Attachment, Component, Message, User, World } from './model.ts'
import { canSee, FLAG, isThread } from './state.ts'

const STYLES = ['', 'primary', 'secondary', 'success', 'danger', 'link']
const LINK = 5
const SELECTS = [3, 5, 6, 7, 8]

export function seenMessage(world: World, user: User, message: Message): SeenMessage {
  const channel = world.channels.get(message.channel)
  const all = allComponents(message.components)
  return {
    id: message.id,
    channel: message.channel,
    ...(channel && isThread(channel) ? { thread: channel.id } : {}),
    author: message.author,
    text: words(world, user, message),
    ephemeral: message.visibleTo !== undefined,
    edited: message.editedAt !== undefined,
    pinged: [...message.pinged],
    controls: all.flatMap((component) => control(world, message, component)),
    images: images(message, all),
    files: files(message, all),
    raw: messageJson(world, message),
  }
}

function words(world: World, user: User, message: Message): string {
  if (message.flags & FLAG.loading) return '…'
  const embeds = message.embeds.flatMap((embed) => [
    embed.title,
    embed.description,
    ...(embed.fields ?? []).flatMap((field) => [field.name, field.value]),
    embed.footer?.text,
  ])
  const displays = allComponents(message.components).map((component) =>
    component.type === 10 ? component.content : undefined,
  )
  const parts = [message.content, ...embeds, ...displays].filter((part) => part !== undefined && part !== '')
  return parts.map((part) => plain(part ?? '', world, user)).join('\n')
}

/** Choices of a user, role or channel select are whatever is there; they are not listed but for channels' and members' names. */
function control(world: World, message: Message, component: Component): SeenControl[] {
  if (component.type === 2) return [button(component)]
  if (!SELECTS.includes(component.type)) return []
  return [
    {
      kind: 'select',
      id: component.custom_id ?? '',
      placeholder: component.placeholder ?? '',
      options:
        component.options?.map(({ label, value }) => ({ label, value })) ??
        entities(world, message.channel, component.type),
      minimum: component.min_values ?? 1,
      maximum: component.max_values ?? 1,
    },
  ]
}

function button(component: Component): SeenControl {
  const emoji = (component as { emoji?: { name?: string } }).emoji?.name
  const label = component.label || (emoji ?? '')
  if (component.style === LINK) return { kind: 'link', label, url: component.url ?? '' }
  const style = STYLES[component.style ?? 0] ?? ''
  return { kind: 'button', id: component.custom_id ?? '', label, style, disabled: component.disabled ?? false }
}

/** What a user (5), role (6), mentionable (7) or channel (8) select offers here. */
export function entities(world: World, channel: string, type: number): { label: string; value: string }[] {
  const guild = world.guilds.get(world.channels.get(channel)?.guild ?? '')
  if (!guild) return []
  const people = [...guild.members.keys()].map((id) => ({ label: world.users.get(id)?.name ?? id, value: id }))
  const roles = [...guild.roles.values()].map((role) => ({ label: role.name, value: role.id }))
  const channels = [...world.channels.values()].filter((one) => one.guild === guild.id && !isThread(one))
  if (type === 5) return people
  if (type === 6) return roles
  if (type === 7) return [...people, ...roles]
  return channels.map((one) => ({ label: one.name, value: one.id }))
}

function shownUrls(all: readonly Component[]): string[] {
  return all.flatMap((component) =>
    [component.media?.url ?? [], (component.items ?? []).map((item) => item.media.url)].flat(),
  )
}

function images(message: Message, all: readonly Component[]): string[] {
  const embedded = message.embeds.flatMap((embed) => [embed.image?.url ?? [], embed.thumbnail?.url ?? []].flat())
  const attached =
    message.flags & FLAG.componentsV2
      ? []
      : message.attachments.filter((file) => file.type.startsWith('image/')).map((file) => file.url)
  const urls = shownUrls(all).map(
    (url) => message.attachments.find((file) => `attachment://${file.name}` === url)?.url ?? url,
  )
  return [...urls, ...embedded, ...attached]
}

/** With Components V2, a file that no component names is not shown. */
function files(message: Message, all: readonly Component[]): SeenMessage['files'] {
  const named = all.map((component) => component.file?.url)
  const shown =
    message.flags & FLAG.componentsV2
      ? message.attachments.filter((file) => named.includes(`attachment://${file.name}`))
      : message.attachments
  return shown.map(asFile)
}

function asFile(file: Attachment): SeenMessage['files'][number] {
  return { name: file.name, content: file.content.toString() }
}

export function visibleMessages(world: World, user: string, channel: string): Message[] {
  const place = world.channels.get(channel)
  if (!place || !canSee(world, place, user)) return []
  return [...place.messages.values()].filter((message) => message.visibleTo === undefined || message.visibleTo === user)
}
