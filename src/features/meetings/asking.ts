import type { Context } from '../../context.ts'
import type { Reply } from '../../kit/reply.ts'

/** What "Ask for an introduction" does: the other is asked, and the asker told what happens next. */
export async function askMeeting(ctx: Context, record: string): Promise<Reply> {
  throw new Error(`not built yet: ${ctx.community} ${record}`)
}
