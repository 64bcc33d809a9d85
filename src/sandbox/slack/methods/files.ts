import { jsonArg, listArg, numberArg, requiredArg, textArg } from '../args.ts'
import { type Json, objects, text } from '../json.ts'
import { post } from '../messages.ts'
import { fileJson } from '../objects.ts'
import { refuse } from '../refusal.ts'
import { type File, nextId, remember, seconds, type Team, uniqueId } from '../state.ts'
import { type ApiCall, type Method, visibleChannel } from './method.ts'

/** Uploads in three steps: https://docs.slack.dev/messaging/working-with-files#upload */
export const files: Record<string, Method> = {
  'files.getUploadURLExternal': { token: 'bot', scope: 'files:write', run: uploadAddress },
  'files.completeUploadExternal': { token: 'bot', scope: 'files:write', run: complete },
}

const types: Record<string, string> = {
  ics: 'text/calendar',
  csv: 'text/csv',
  txt: 'text/plain',
  json: 'application/json',
  png: 'image/png',
  pdf: 'application/pdf',
  xml: 'application/xml',
  opml: 'text/x-opml',
}

function uploadAddress({ world, team, args }: ApiCall): Json {
  const name = requiredArg(args, 'filename')
  if (numberArg(args, 'length', 0) <= 0) refuse('invalid_arguments')
  const file: File = {
    id: nextId(world, 'F'),
    name,
    title: name,
    type: types[name.slice(name.lastIndexOf('.') + 1)] ?? 'application/octet-stream',
    author: team.botUser,
    content: Buffer.alloc(0),
    url: undefined,
    created: seconds(world),
    complete: false,
  }
  const key = uniqueId(world, '')
  remember(world.uploads, key, { team, file })
  team.files.set(file.id, file)
  return { upload_url: `${world.origin}/upload/${key}`, file_id: file.id }
}

function complete({ world, team, args }: ApiCall): Json {
  const asked = objects(jsonArg(args, 'files', 'invalid_arguments'))
  if (asked.length === 0) refuse('invalid_arguments')
  const ready = asked.map((each) => finish(team, text(each['id']), text(each['title'])))
  const places = [textArg(args, 'channel_id'), ...listArg(args, 'channels')].filter((id) => id !== undefined)
  for (const id of places) {
    const channel = visibleChannel(team, id)
    if (!channel.members.has(team.botUser)) refuse('not_in_channel')
    if (channel.archived) refuse('is_archived')
    const comment = textArg(args, 'initial_comment') ?? ''
    const draft = { author: team.botUser, byBot: true, subtype: 'file_share', text: comment, files: ready }
    post(world, team, channel, { ...draft, thread: textArg(args, 'thread_ts') })
  }
  return { files: ready.map((file) => fileJson(world, team, file)) }
}

function finish(team: Team, id: string, title: string): File {
  const file = team.files.get(id)
  if (!file || file.content.length === 0) return refuse('file_not_found')
  file.complete = true
  if (title) file.title = title
  return file
}
