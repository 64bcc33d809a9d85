import type { Work, WorkspaceRow } from '../context.ts'
import { type Locale, localeOf, type Translate, translator } from '../i18n/i18n.ts'
import type { Card } from '../kit/card.ts'
import type { DeliveryReason } from '../kit/errors.ts'
import type { PostPlace } from './declare.ts'

/** What a post shows, made from the state as it is at that moment. */
export interface View {
  /**
   * `undefined`: the message should be gone; it is deleted if it was sent, and never sent otherwise. `asIs`: what it shows is no
   * longer kept here; if it was sent it stays as it is.
   */
  render(view: ViewContext, subject: number): Promise<Card | 'asIs' | undefined>
  /** The post cannot be shown in its place: say it elsewhere. May be called again for the same post, so it must be harmless to repeat. */
  failed?(work: Work, post: FailedPost): Promise<void>
  /** A post shows what is wanted. Not called when the process dies just then: what it does, a duty must catch up with. */
  shown?(work: Work, subject: number): Promise<void>
}
export type Views = Readonly<Record<string, View>>

export interface ViewContext extends Work {
  readonly community: number
  readonly workspace: WorkspaceRow
  /** The member who alone reads it: of direct messages and asides, if Totem knows them. */
  readonly reader: Reader | undefined
  /** In the reader's language, else the workspace's. */
  readonly t: Translate
  readonly occurrence: string
}

export interface Reader {
  readonly id: number
  readonly personId: number
  readonly externalId: string
  readonly name: string
  readonly locale: string | null
  readonly platformLocale: string | null
  readonly timezone: string | null
}

export interface FailedPost {
  readonly id: number
  readonly workspace: WorkspaceRow
  readonly place: PostPlace
  readonly view: string
  readonly subject: number
  readonly occurrence: string
  readonly reason: PostFailure
}

/** Why a post cannot be shown: what the platform said, or `gaveUp` after a day of trying. */
export type PostFailure = DeliveryReason | 'gaveUp'

export function viewContext(
  work: Work,
  workspace: WorkspaceRow,
  reader: Reader | undefined,
  occurrence: string,
): ViewContext {
  const t = translator(languageOf(workspace, reader))
  return { ...work, community: workspace.communityId, workspace, reader, t, occurrence }
}

/** Their own choice, else what the platform says of them, else the workspace's. */
function languageOf(workspace: WorkspaceRow, reader: Reader | undefined): Locale {
  return localeOf(reader?.locale) ?? localeOf(reader?.platformLocale) ?? localeOf(workspace.locale) ?? 'en'
}

/** The one member who reads what is in this place. */
export function readerOf(place: PostPlace): string | undefined {
  switch (place.kind) {
    case 'direct':
    case 'aside':
    case 'below':
    case 'thread':
      return place.member
    case 'channel':
    case 'group':
      return undefined
  }
}
