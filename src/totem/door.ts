import type { Context } from '../context.ts'
import type { FormHandler } from '../features/feature.ts'
import { explain, translator, userError } from '../i18n/i18n.ts'
import type { Action } from '../kit/action.ts'
import { type Card, card, paragraph } from '../kit/card.ts'
import { DeliveryError, UserError } from '../kit/errors.ts'
import { type Answers, type Form, refill } from '../kit/form.ts'
import { type Reply, show } from '../kit/reply.ts'
import { clean, wordsOf } from '../kit/text.ts'
import type { Door, Entry, Platform } from '../platforms/platform.ts'
import { arrive, believed, depart, greetJoined, noticeChanged, noticeLeft } from './arriving.ts'
import { answerCommand, commandForm, completeOption, pressCommand } from './commands.ts'
import { keepDraft, openDraft } from './drafts.ts'
import { contextOf, localeOfEntry } from './entry.ts'
import { handled, isFirst, receive, unhandled } from './events.ts'
import { homeCard } from './home.ts'
import { hear, hearErased } from './listening.ts'
import { isPassing, persist } from './persist.ts'
import { forms, memberShortcuts, messageShortcuts, presses, type Totem } from './totem.ts'
import { vaultOf } from './vault.ts'

/** The ways in, for one platform. Nothing thrown leaves it: what is the member's is explained to them, what is ours is logged once. */
export function doorOf(totem: Totem, platform: Platform): Door {
  const answer = async (entry: Entry, act: (ctx: Context) => Promise<Reply>): Promise<Reply> =>
    answered(totem, platform, entry, act)
  const quietly = async (what: string, act: () => Promise<void>): Promise<void> => {
    try {
      await persist(totem.stopping, act)
    } catch (error) {
      const isLeftForNextStart = totem.stopping.aborted && isPassing(error)
      if (isLeftForNextStart) return
      // There is nobody to explain it to: whoever wrote or came is gone already.
      if (error instanceof UserError) totem.log.warn(`${what}.passedOver`, { reason: error.key })
      else if (isOfLeaving(error)) totem.log.warn(`${what}.passedOver`, { reason: String(error) })
      else fault(totem, what, error)
    }
  }
  return {
    command: async (entry, typed) => answer(entry, async (ctx) => answerCommand(ctx, typed)),
    press: async (entry, action, values) => answer(entry, async (ctx) => press(ctx, action, values)),
    submit: async (entry, action, answers) =>
      answer(entry, async (ctx) => submit(totem, ctx, action, cleaned(answers))),
    shortcut: async (entry, id, target) => answer(entry, async (ctx) => shortcut(ctx, id, target)),
    complete: async (entry, typed, option, begun) => {
      try {
        return await completeOption(await contextOf(totem, platform.name, entry), typed, option, begun)
      } catch (error) {
        if (!(error instanceof UserError)) fault(totem, 'complete', error)
        return []
      }
    },
    keep: async (entry, form, errors) => kept(totem, platform, entry, form, errors),
    home: async (entry) => cardOf(await answer(entry, async (ctx) => show(await homeCard(ctx)))),

    heard: async (heard) => quietly('heard', async () => hear(totem, platform, heard)),
    erased: async (erased) => quietly('erased', async () => hearErased(totem, platform, erased)),
    joined: async (workspace, member) => quietly('joined', async () => greetJoined(totem, platform, workspace, member)),
    changed: async (workspace, member) =>
      quietly('changed', async () => noticeChanged(totem, platform, workspace, member)),
    left: async (workspace, member) => quietly('left', async () => noticeLeft(totem, platform, workspace, member)),
    // It tries again step by step, so that one call that fails does not begin all the others anew.
    entered: async (workspace, missed) => quietly('entered', async () => arrive(totem, platform, workspace, missed)),
    removed: async (workspace) => quietly('removed', async () => depart(totem, platform, workspace)),
    believed: async () => believed(totem, platform),

    receive: async (event, payload) => receive(totem, platform.name, event, payload),
    handled: async (event) => handled(totem, platform.name, event),
    unhandled: async () => unhandled(totem, platform.name),
    first: async (word) => isFirst(totem, platform.name, word),
    vault: vaultOf(totem, platform.name),
    failed: (what, error) => fault(totem, what, error),
  }
}

/** Totem was removed from the workspace while it was at work there. */
function isOfLeaving(error: unknown): boolean {
  const failure = error instanceof DeliveryError ? error.failure : undefined
  return failure?.kind === 'permanent' && failure.reason === 'notInstalled'
}

async function answered(
  totem: Totem,
  platform: Platform,
  entry: Entry,
  act: (ctx: Context) => Promise<Reply>,
): Promise<Reply> {
  let ctx: Context | undefined
  try {
    ctx = await contextOf(totem, platform.name, entry)
    refuseWhilePaused(ctx)
    return await act(ctx)
  } catch (error) {
    const locale = ctx?.t.locale ?? (await localeOfEntry(totem, platform.name, entry))
    if (error instanceof UserError)
      return show(card({ tone: 'attention', blocks: [paragraph(explain(locale, error))] }))
    const reference = fault(totem, 'entry', error)
    return show(card({ tone: 'attention', blocks: [paragraph(translator(locale)('general.fault', { reference }))] }))
  }
}

/** Staff paused Totem in this workspace: it answers them alone. */
function refuseWhilePaused({ member, workspace }: Context): void {
  if (workspace.paused && !member.staff) throw userError('general.paused')
}

async function press(ctx: Context, { name, record }: Action, values: readonly string[]): Promise<Reply> {
  if (name === 'command.run') return pressCommand(ctx, record)
  if (name === 'draft.open') return openDraft(ctx, record)
  const handler = presses[name]
  if (!handler) throw userError('general.buttonGone')
  return handler(ctx, record, values)
}

/** A submission that cannot be saved comes back with what was typed; after a fault of ours it is kept to be sent again. */
async function submit(totem: Totem, ctx: Context, { name, record }: Action, answers: Answers): Promise<Reply> {
  const handler: FormHandler | undefined = name === 'command.run' ? commandForm : forms[name]
  if (!handler) throw userError('general.buttonGone')
  try {
    return await handler.save(ctx, record, answers)
  } catch (error) {
    if (!(error instanceof UserError))
      return show(await keptAfterFault(totem, ctx, refill(await handler.form(ctx, record), answers), error))
    if (error.field === undefined) throw error
    const errors = { [error.field]: wordsOf(explain(ctx.t.locale, error)) }
    return { kind: 'invalid', form: refill(await handler.form(ctx, record), answers), errors }
  }
}

async function keptAfterFault(totem: Totem, ctx: Context, form: Form, error: unknown): Promise<Card> {
  const reference = fault(totem, 'submit', error)
  const draft = await keepDraft(ctx, form, undefined)
  return card({
    tone: 'attention',
    blocks: [paragraph(ctx.t('general.fault', { reference })), draft.blocks.find((block) => block.kind === 'buttons')],
  })
}

async function kept(
  totem: Totem,
  platform: Platform,
  entry: Entry,
  form: Form,
  errors: Readonly<Record<string, string>> | undefined,
): Promise<Card> {
  return cardOf(await answered(totem, platform, entry, async (ctx) => show(await keepDraft(ctx, form, errors))))
}

function cardOf(reply: Reply): Card {
  if (reply.kind === 'card') return reply.card
  throw new TypeError(`a ${reply.kind} came where only a card can be shown`)
}

async function shortcut(ctx: Context, id: string, target: Parameters<Door['shortcut']>[2]): Promise<Reply> {
  const onMember = target.kind === 'member' ? memberShortcuts[id] : undefined
  if (onMember && target.kind === 'member') return onMember(ctx, target.member)
  const onMessage = target.kind === 'message' ? messageShortcuts[id] : undefined
  if (onMessage && target.kind === 'message') return onMessage(ctx, target.heard)
  throw userError('general.buttonGone')
}

function cleaned(answers: Answers): Answers {
  return Object.fromEntries(
    Object.entries(answers).map(([key, answer]) => [
      key,
      typeof answer === 'string' ? clean(answer) : answer.map(clean),
    ]),
  )
}

/** Logged once, with the reference that the member is given. */
function fault(totem: Totem, what: string, error: unknown): string {
  const reference = Array.from({ length: 8 }, () => Math.floor(totem.random() * 36).toString(36))
    .join('')
    .toUpperCase()
  totem.log.error(`${what}.failed`, error, { reference })
  return reference
}
