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
