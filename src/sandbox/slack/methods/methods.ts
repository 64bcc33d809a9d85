import { chat, reactions } from './chat.ts'
import { conversations } from './conversations.ts'
import { files } from './files.ts'
import type { Method } from './method.ts'
import { people } from './people.ts'
import { screens } from './screens.ts'

export const methods: Readonly<Record<string, Method>> = {
  ...chat,
  ...reactions,
  ...conversations,
  ...people,
  ...screens,
  ...files,
}

/** What Totem's manifest asks for, so that a sandbox without further word grants it. */
export const everyScope = [
  'app_mentions:read',
  'channels:history',
  'channels:join',
  'channels:manage',
  'channels:read',
  'chat:write',
  'chat:write.public',
  'commands',
  'files:read',
  'files:write',
  'groups:history',
  'groups:read',
  'im:history',
  'im:read',
  'im:write',
  'mpim:history',
  'mpim:read',
  'mpim:write',
  'reactions:read',
  'reactions:write',
  'team:read',
  'users:read',
  'users:read.email',
]
