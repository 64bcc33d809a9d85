import { asking } from './errors.ts'
import type { Hall } from './events.ts'
import { homeView } from './render.ts'

/** The App Home as it is for this member now. */
export async function publishHome(
  hall: Pick<Hall, 'door' | 'clients'>,
  workspace: string,
  member: string,
): Promise<void> {
  const card = await hall.door.home({
    workspace,
    member,
    name: undefined,
    locale: undefined,
    admin: undefined,
    channel: undefined,
    message: undefined,
  })
  await asking(
    (await hall.clients.clientOf(workspace)).views.publish({ user_id: member, view: homeView(card, workspace) }),
  )
}
