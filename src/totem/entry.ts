import type { Context, WorkspaceRow } from '../context.ts'
import { findWorkspace, workspaceColumns } from '../features/communities/workspaces.ts'
import { findReader, meetMember, type Reader } from '../features/members/members.ts'
import { type Locale, localeOf, translator, userError } from '../i18n/i18n.ts'
import { later, toDate } from '../kit/time.ts'
import type { Entry, PlatformName } from '../platforms/platform.ts'
import { type Totem, workOf } from './totem.ts'

/** Who asks, where. Throws a UserError when it cannot be told. */
export async function contextOf(totem: Totem, platform: PlatformName, entry: Entry): Promise<Context> {
  const workspace = await workspaceOf(totem, platform, entry)
  if (!workspace) throw userError('general.elsewhere')
  return contextIn(totem, workspace, entry)
}

/** The same, where the workspace is known already. */
export async function contextIn(totem: Totem, workspace: WorkspaceRow, entry: Entry): Promise<Context> {
  const work = workOf(totem)
  const reader = await meetMember(work, workspace, entry.member)
  if (!reader) throw userError('general.memberUnknown', { name: entry.name ?? entry.member })
  const admin = entry.admin ?? reader.admin
  await noticeChanges(totem, reader, entry, admin)
  await noticeActivity(totem, reader)
  const locale =
    localeOf(reader.ownLocale) ??
    localeOf(entry.locale) ??
    localeOf(reader.locale) ??
    localeOf(workspace.locale) ??
    'en'
  const member = { ...reader, admin, staff: reader.staff || admin }
  return { ...work, community: workspace.communityId, workspace, member, t: translator(locale) }
}

/** In a Discord direct message nothing says which server it is about: the post whose control was used does, else where they were last seen. */
async function workspaceOf(totem: Totem, platform: PlatformName, entry: Entry): Promise<WorkspaceRow | undefined> {
  const db = totem.db.client
  if (entry.workspace !== '') return findWorkspace(db, platform, entry.workspace)
  const inPlatform = { platform, removedAt: null }
  const post =
    entry.message === undefined
      ? null
      : await db.post.findFirst({
          where: { message: entry.message, workspace: inPlatform },
          select: { workspace: { select: workspaceColumns } },
        })
  if (post) return post.workspace
  const seen = await db.member.findFirst({
    where: { externalId: entry.member, leftAt: null, workspace: inPlatform },
    orderBy: { seenAt: 'desc' },
    select: { workspace: { select: workspaceColumns } },
  })
  return seen?.workspace
}

/** What an event tells of a member anyway is remembered when it is news. */
async function noticeChanges(totem: Totem, reader: Reader, entry: Entry, admin: boolean): Promise<void> {
  const news = {
    ...(entry.name === undefined || entry.name === reader.name ? {} : { name: entry.name }),
    ...(entry.locale === undefined || entry.locale === reader.platformLocale ? {} : { platformLocale: entry.locale }),
    ...(admin === reader.admin ? {} : { isAdmin: admin }),
  }
  if (Object.keys(news).length === 0) return
  await totem.db.client.member.update({ where: { id: reader.id }, data: { ...news, seenAt: toDate(totem.now()) } })
}

const ACTIVE_HOURS = 24

/** Once a day is enough to tell who is active. */
async function noticeActivity(totem: Totem, { personId, activeAt }: Reader): Promise<void> {
  const now = totem.now()
  if (activeAt && activeAt > toDate(later(now, { hours: -ACTIVE_HOURS }))) return
  await totem.db.client.person.updateMany({ where: { id: personId }, data: { activeAt: toDate(now) } })
}

/** The language to apologise in, when perhaps nothing else is known. */
export async function localeOfEntry(totem: Totem, platform: PlatformName, entry: Entry): Promise<Locale> {
  const fallback = localeOf(entry.locale) ?? localeOf(totem.defaultLocale) ?? 'en'
  try {
    const workspace = await workspaceOf(totem, platform, entry)
    const reader = workspace && (await findReader(totem.db.client, workspace.id, entry.member))
    return (
      localeOf(reader?.ownLocale) ??
      localeOf(entry.locale) ??
      localeOf(reader?.locale) ??
      localeOf(workspace?.locale) ??
      fallback
    )
  } catch (error) {
    totem.log.error('entry.locale', error)
    return fallback
  }
}
