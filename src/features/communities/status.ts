import type { Context } from '../../context.ts'
import { bullets, card, fields, heading, note, paragraph } from '../../kit/card.ts'
import { type Reply, show } from '../../kit/reply.ts'
import { bold } from '../../kit/text.ts'
import { postTroubles } from '../../posts/troubles.ts'
import { workspacesOf } from './workspaces.ts'

/** `/totem status`: connections, what waits, what fails. */
export async function showStatus(ctx: Context): Promise<Reply> {
  const { t } = ctx
  const workspaces = await workspacesOf(ctx.db.client, ctx.community, ctx.workspace.id)
  const troubles = await postTroubles(ctx.db, ctx.community, ctx.now)
  const platforms = new Set(workspaces.map((workspace) => workspace.platform))
  const connections = ctx.directory.connections().filter(({ platform }) => platforms.has(platform))
  const waiting = troubles.flatMap((each) => each.waiting).reduce((sum, { posts }) => sum + posts, 0)
  const failures = troubles.flatMap(({ workspace, failed }) =>
    failed
      // Whose direct messages are closed has chosen so: nothing for staff to mend.
      .filter(({ why }) => why !== 'directMessagesClosed')
      .map(({ why, posts }) =>
        t('status.failure', { workspace: workspace.name, count: posts, reason: t(`failure.${why}`) }),
      ),
  )
  return show(
    card({
      tone: failures.length === 0 && connections.every((each) => each.connected) ? 'good' : 'attention',
      blocks: [
        heading(t.words('status.title')),
        bullets(
          connections.map(({ platform, connected }) =>
            t(connected ? 'status.up' : 'status.down', { platform: capital(platform) }),
          ),
        ),
        fields([
          { label: t.label('status.workspaces'), value: workspaces.map((workspace) => workspace.name).join(', ') },
          { label: t.label('status.waiting'), value: waiting },
        ]),
        failures.length === 0 ? note(t('status.fine')) : paragraph(bold(t('status.failed'))),
        bullets(failures.slice(0, 10)),
      ],
    }),
  )
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1)
}
